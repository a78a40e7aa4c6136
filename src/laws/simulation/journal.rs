//! The journals of the tool, read as anyone could read them.

use std::path::Path;

use serde_json::Value;

/// The lines of the journal that was begun last; one that was cut off is null.
pub(super) fn lines(state: &Path) -> Vec<Value> {
    let text = last(state).and_then(|path| std::fs::read_to_string(path).ok());
    let text = text.unwrap_or_default();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_default())
        .collect()
}

pub(super) fn last(state: &Path) -> Option<std::path::PathBuf> {
    let lines = std::fs::read_to_string(state.join("boreal/lock")).ok()?;
    Some(state.join("boreal").join(lines.lines().next()?))
}

/// The intent of a write is on the disk when its request leaves, and so are the outcomes of all writes before
/// it. The account is locked.
pub(super) fn is_before_the_write(state: &Path, write: usize, key: &str) -> Result<(), String> {
    let lines = lines(state);
    let begun = lines.iter().rposition(|line| line["digest"].is_string());
    let lines = &lines[begun.map_or(0, |at| at + 1)..];
    let intents = lines.iter().filter(|line| line["intent"].is_string());
    let outcomes = lines.iter().filter(|line| line["outcome"].is_string());
    let is_last = lines.last().is_some_and(|line| line["intent"] == key);
    if !is_last || intents.count() != write + 1 || outcomes.count() != write {
        return Err(format!(
            "write {write} of {key} left before its journal: {lines:?}"
        ));
    }
    let lock = std::fs::File::open(state.join("boreal/lock"));
    let lock = lock.map_err(|error| error.to_string())?;
    match lock.try_lock() {
        Ok(()) => Err(format!("write {write} of {key} left without a lock")),
        Err(_) => Ok(()),
    }
}
