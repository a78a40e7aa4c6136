//! What the program reads that an earlier run has left: plans and journals, perhaps cut or changed.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

use super::boreal;
use crate::apply::{AccountLock, KeptRuns, RunAuthor};
use crate::plan::file::{PlanFile, sha256};

/// A saved plan as it is found, and with a seal that fits: whoever changes a plan can seal it again, so what
/// is behind the seal must not rely on it.
pub(super) fn plan(data: &[u8]) {
    accepted(data);
    let Ok(Value::Object(mut members)) = serde_json::from_slice(data) else {
        return;
    };
    members.insert("seal".to_owned(), Value::String(String::new()));
    // The members stand in the order of the format only in plans that were written by the program; the seal is
    // of the order in which it writes them itself.
    let Ok(mut text) = serde_json::to_vec(&members) else {
        return;
    };
    let seal = sha256(&text);
    members.insert("seal".to_owned(), Value::String(seal));
    text = serde_json::to_vec(&members).unwrap_or(text);
    text.push(b'\n');
    accepted(&text);
}

/// What is accepted is what is written again, byte by byte.
fn accepted(data: &[u8]) {
    if let Ok(file) = PlanFile::from_bytes(data) {
        assert_eq!(file.to_bytes(), data, "a plan has one spelling");
        for plan in &file.plans {
            assert_eq!(plan.digest().len(), 64);
        }
    }
}

/// The journal of an apply that was killed, after which the next one asks what was left open.
pub(super) fn journal(data: &[u8]) {
    let Ok(directory) = tempfile::tempdir() else {
        return;
    };
    let name = "boreal-2026-11-24T120000Z.jsonl";
    let state = directory.path();
    if std::fs::create_dir(state.join("boreal")).is_err() {
        return;
    }
    put(&state.join("boreal").join(name), data);
    put(&state.join("boreal/lock"), name.as_bytes());
    // What `history` reads of it.
    drop(KeptRuns::of(state, None));
    let author = RunAuthor::default();
    let lock = AccountLock::of_earlier(state, boreal().as_str(), &author, "now");
    let mut lock = lock.expect("no other apply holds this lock");
    let open = lock.in_flight();
    let expected = left_open(&String::from_utf8_lossy(data));
    assert_eq!(open.map(|write| write.at), expected);
}

fn put(path: &Path, bytes: &[u8]) {
    let file = std::fs::File::create(path).and_then(|mut file| file.write_all(bytes));
    file.expect("a directory of its own can be written");
}

/// When the apply began that left a write open, by a reading that knows nothing of types: of the lines that
/// are whole the last intent after the last beginning, unless an outcome other than `unknown` follows.
fn left_open(text: &str) -> Option<String> {
    let (mut began, mut open) = (None, false);
    for line in text.lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        if line["account"] == "boreal" {
            began = line["at"].as_str().map(str::to_owned);
            open = false;
        } else if line.get("intent").is_some_and(|intent| !intent.is_null()) {
            open = line["intent"].is_string() && line["step"].is_u64() && line["paths"].is_array();
        } else if line["outcome"]
            .as_str()
            .is_some_and(|outcome| outcome != "unknown")
        {
            open = false;
        }
    }
    began.filter(|_| open)
}
