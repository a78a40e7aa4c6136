//! Findings of a review: those of the new file, apart those that were there before, and what only
//! two versions together can show.

use std::collections::BTreeMap;

use super::pair::{Pair, Version};
use super::reviewed::Reviewed;
use crate::diagnostic::Diagnostic;
use crate::field::cleared;
use crate::lint::consent;
use crate::model::FieldPath;
use crate::plan::Word;
use crate::reconcile::{Checked, asks};
use crate::words::Message;

/// What only both versions show, silenced or not.
pub(super) fn noticed<'a>(
    pair: &Pair,
    reviewed: &Reviewed,
    needs: impl Iterator<Item = &'a Word>,
) -> Vec<Diagnostic> {
    let (old, new) = (pair.old.as_ref(), pair.new.as_ref());
    let Some(new) = new else {
        return old.map(removed).into_iter().collect();
    };
    let mut found: Vec<_> = about_files(old, new).into_iter().collect();
    let keys = reviewed.released.iter();
    found.extend(keys.map(|path| released(path, old, new)));
    let notes = reviewed.notes.iter();
    found.extend(notes.filter_map(|note| of_versions(note, &new.file)));
    if let Some(desired) = &new.file.desired {
        let asked = needs.map(|word| (word.as_str(), asks(*word, &reviewed.changes)));
        found.extend(consent(asked, &desired.places));
    }
    found
}

/// What became of the file as a whole.
fn about_files(old: Option<&Version>, new: &Version) -> Option<Diagnostic> {
    let desired = new.file.desired.as_ref()?;
    let (account, path) = (&desired.account, FieldPath::of("account"));
    let span = desired.places.of(&path).unwrap_or_default();
    let name = |version: &Version| version.file.source.name.clone();
    let finding = match old {
        None => {
            let message = Message::new("file-added").text("account", account);
            Diagnostic::info("file-added", span, message).help(Message::new("file-added-help"))
        }
        Some(old) if old.file.desired.is_none() => {
            let message = Message::new("old-file-invalid").text("file", name(old));
            Diagnostic::warning("old-file-invalid", span, message)
                .help(Message::new("old-file-invalid-help"))
        }
        Some(old) if old.inside != new.inside => {
            let message = Message::new("file-renamed")
                .text("account", account)
                .text("before", name(old))
                .text("after", name(new));
            Diagnostic::info("file-renamed", span, message)
        }
        Some(_) => return None,
    };
    Some(finding.at(path))
}

fn removed(old: &Version) -> Diagnostic {
    let path = FieldPath::of("account");
    let desired = old.file.desired.as_ref();
    let span = desired.and_then(|desired| desired.places.of(&path));
    let account = desired.map_or("", |desired| desired.account.as_str());
    let message = Message::new("account-no-longer-managed").text("account", account);
    Diagnostic::warning("no-longer-managed", span.unwrap_or_default(), message)
        .help(Message::new("account-no-longer-managed-help"))
        .at(path)
}

/// A key that is gone deletes nothing: the portal keeps what it has.
fn released(path: &FieldPath, old: Option<&Version>, new: &Version) -> Diagnostic {
    let was = old.and_then(|old| old.place(path));
    let was = was.map_or(String::new(), |was| format!("{}:{}", was.file, was.line));
    let message = Message::new("no-longer-managed")
        .text("path", path)
        .text("was", was);
    let desired = new.file.desired.as_ref();
    let of = |path: &FieldPath| desired.and_then(|desired| desired.places.of(path));
    let span = of(path).or_else(|| of(&FieldPath::of("account")));
    Diagnostic::warning("no-longer-managed", span.unwrap_or_default(), message)
        .help(to_remove(path))
        .at(path.clone())
}

/// What to write instead, where something can be removed at all.
fn to_remove(path: &FieldPath) -> Message {
    let keys = path.keys();
    let last = keys.last().copied().unwrap_or_default();
    let write = match last {
        "can" | "primary" | "pbx" | "provider" => {
            return Message::new("guard-no-longer-asserted-help");
        }
        "delegates" | "weeklySchedules" | "specialEvents" => format!("{last}: []"),
        "workingHours" | "weekendHours" => format!("{last}: {{ days: [] }}"),
        "lunchBreak" => "lunchBreak: { enabled: false }".to_owned(),
        "enabled" => "enabled: false".to_owned(),
        _ => match cleared(last) {
            Some(write) => write.to_owned(),
            None => return Message::new("kept-by-the-portal-help").text("key", last),
        },
    };
    Message::new("no-longer-managed-help").text("write", write)
}

/// A sentence about a portal, said of the old file instead. None of a note that says nothing of two
/// versions.
fn of_versions(note: &Diagnostic, file: &Checked) -> Option<Diagnostic> {
    let id = match note.code {
        "delegate-name-differs" => "review-delegate-name",
        "renamed-from-nothing" => "review-renamed-from-nothing",
        _ => return None,
    };
    let places = file.desired.as_ref().map(|desired| &desired.places);
    let span = places.and_then(|places| places.of(&note.path));
    let message = Message {
        id,
        args: note.message.args.clone(),
    };
    let found = Diagnostic::info(note.code, span.unwrap_or_default(), message);
    Some(found.at(note.path.clone()))
}

/// Findings of the new file, those first that the old one did not have. What is said decides, and
/// not the line where it is said.
pub(super) fn findings(old: Option<&Checked>, new: &Checked) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in old.iter().flat_map(|old| &old.findings) {
        *known.entry(identity(finding)).or_default() += 1;
    }
    new.findings
        .iter()
        .cloned()
        .partition(|finding| match known.get_mut(&identity(finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            Some(_) | None => true,
        })
}

fn identity(finding: &Diagnostic) -> (&'static str, String, Message) {
    (
        finding.code,
        finding.path.to_string(),
        finding.message.clone(),
    )
}
