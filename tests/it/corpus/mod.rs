//! A hundred runs of the program, each with its exit code, its digest and its JSON on record.
//!
//! The record holds what a script can depend on: exit codes, digests, members and values of JSON,
//! rows of SARIF and of the other formats for programs. Sentences are not in it, so that a message
//! can be reworded without touching it; what differs from run to run is not in it either. `mask.rs`
//! says what is left out, and nothing else may be.
//!
//! `fixtures/corpus/STORY.run` is a story: a few files, perhaps a portal, and command lines in their
//! order. `STORY.out` is its record. `UPDATE=1 cargo test --test it -- corpus::` records anew.

mod mask;
mod ordered;
mod story;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use similar::TextDiff;

use story::{Line, Story};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/corpus");
/// Lines of a difference that a failing run shows.
const SHOWN: usize = 40;
/// The record stays small enough to be read in a review.
const MAX_BYTES: u64 = 400 << 10;

#[test]
fn every_run_is_as_it_was_recorded() {
    let stories = stories();
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(2, usize::from) + 1;
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(path) = stories.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let failed = compared(path);
                    failures.lock().unwrap().extend(failed);
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{}\nto record what happens now: UPDATE=1 cargo test --test it -- corpus::",
        failures.join("\n")
    );
}

#[test]
fn there_are_a_hundred_runs_in_little_room() {
    let runs: usize = stories().iter().map(|path| runs_of(path)).sum();
    assert!(runs >= 100, "{runs} runs");
    let sizes = std::fs::read_dir(ROOT).unwrap();
    let bytes: u64 = sizes
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    assert!(bytes <= MAX_BYTES, "{bytes} bytes");
}

fn stories() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(ROOT).unwrap();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "run"))
        .collect();
    paths.sort();
    paths
}

fn runs_of(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = story::parse(&text);
    lines
        .iter()
        .filter(|line| matches!(line, Line::Run(_)))
        .count()
}

/// Plays a story, and compares or records what happened; the difference if there is one.
fn compared(path: &Path) -> Option<String> {
    let found = Story::new(&std::fs::read_to_string(path).unwrap()).play();
    let record = path.with_extension("out");
    if std::env::var_os("UPDATE").is_some() {
        let mut file = std::fs::File::create(&record).unwrap();
        std::io::Write::write_all(&mut file, found.as_bytes()).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(&record).unwrap_or_default();
    if expected == found {
        return None;
    }
    let diff = TextDiff::from_lines(expected.as_str(), &found);
    let diff = diff.unified_diff().context_radius(3).to_string();
    let shown: Vec<_> = diff.lines().take(SHOWN).collect();
    Some(format!("{}:\n{}", record.display(), shown.join("\n")))
}
