//! The two sides of a review: files of two paths, or of a revision and the work tree.

use std::path::{Path, PathBuf};

use super::super::environment::Environment;
use super::super::files::check_all;
use super::super::source::{self, Input, too_many};
use super::git::{self, Past};
use super::pair::Version;
use crate::cli::args::ReviewArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::lint::Occasion;
use crate::words::Message;

/// Files of one side with their names inside of it.
type Side = Vec<(String, Input)>;

/// Both sides, checked.
pub(super) fn sides(
    args: &ReviewArgs,
    environment: &Environment,
) -> Result<(Vec<Version>, Vec<Version>), Failure> {
    let (old, new) = match (&args.base, &args.paths[..]) {
        (Some(revision), paths) => since(revision, paths, args.limits.max_files, environment)?,
        (None, [old, new]) if old.as_os_str() != "-" || new.as_os_str() != "-" => {
            let most = args.limits.max_files;
            let old = read(old, most, Empty::Fine, environment)?;
            (old, read(new, most, Empty::Wrong, environment)?)
        }
        (None, _) => {
            let message = Message::new("review-two-paths");
            let help = Message::new("review-two-paths-help");
            return Err(Failure::new(Exit::Usage, message).help(help));
        }
    };
    let occasion = Occasion {
        now: environment.now,
        calendar: args.expected.holidays,
    };
    Ok((versions(old, occasion), versions(new, occasion)))
}

fn versions(side: Side, occasion: Occasion) -> Vec<Version> {
    let (names, inputs): (Vec<_>, Vec<_>) = side.into_iter().unzip();
    let files = check_all(inputs, occasion).into_iter();
    let versions = names.into_iter().zip(files);
    versions
        .map(|(inside, file)| Version { inside, file })
        .collect()
}

/// The work tree beside a revision. A path that one side alone has was added or removed.
fn since(
    revision: &str,
    paths: &[PathBuf],
    most: usize,
    environment: &Environment,
) -> Result<(Side, Side), Failure> {
    let (mut old, mut new) = (Side::new(), Side::new());
    for path in paths {
        if path.as_os_str() == "-" {
            return Err(Failure::new(Exit::Usage, Message::new("review-base-stdin")));
        }
        let located = git::locate(path)?;
        let past = located.at(revision, most)?;
        let there = path.symlink_metadata().is_ok();
        if there {
            let empty = if past.is_empty() {
                Empty::Wrong
            } else {
                Empty::Fine
            };
            let read = read(path, most, empty, environment)?.into_iter();
            new.extend(read.map(|(name, input)| {
                let inside = if name.is_empty() {
                    // Joined with nothing, a file would look like a directory.
                    located.inside.clone()
                } else {
                    located.inside.join(name)
                };
                (inside.display().to_string(), input)
            }));
        } else if past.is_empty() {
            let message = Message::new("review-nowhere").text("path", path.display());
            return Err(Failure::new(
                Exit::Failed,
                message.text("revision", revision),
            ));
        }
        old.extend(
            past.into_iter()
                .map(|Past { inside, input }| (inside, input)),
        );
    }
    for side in [&mut old, &mut new] {
        // Paths may hold each other.
        side.sort_by(|a, b| a.0.cmp(&b.0));
        side.dedup_by(|a, b| a.0 == b.0);
        if side.len() > most {
            return Err(too_many(most));
        }
    }
    Ok((old, new))
}

/// What a directory without files is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Empty {
    /// All files are new, or all are gone.
    Fine,
    /// More likely a mistake.
    Wrong,
}

fn read(
    path: &Path,
    most: usize,
    empty: Empty,
    environment: &Environment,
) -> Result<Side, Failure> {
    let inputs = match source::read(&[path.to_owned()], most) {
        Ok(inputs) => inputs,
        Err(failures) => {
            let nothing = failures.iter().all(|f| f.message.id == "no-yaml");
            if nothing && empty == Empty::Fine {
                return Ok(Side::new());
            }
            return Err(source::last_of(failures, environment));
        }
    };
    let root = path.display().to_string();
    let inside = |name: &str| {
        let below = name.strip_prefix(&root).unwrap_or(name);
        below.trim_start_matches(std::path::is_separator).to_owned()
    };
    let named = inputs.into_iter().map(|input| (inside(&input.name), input));
    Ok(named.collect())
}
