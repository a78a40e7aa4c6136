//! Temporary files of backups that were killed.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::integrity::MAGIC;

/// How the temporary file of a backup begins.
pub(super) const PREFIX: &str = ".consigne-backup-";
/// How earlier versions began it, with six letters or digits behind.
const EARLIER_PREFIX: &str = ".tmp";

/// Removes what killed backups have left in a directory. A backup in progress holds a lock on its file.
/// Failures are no reason not to start: the files are in no one's way.
pub(super) fn remove(directory: &Path) {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str() else {
            continue;
        };
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && (name.starts_with(PREFIX) || is_of_an_earlier_version(name, &path)) {
            remove_unless_locked(&path);
        }
    }
}

/// Other programs name their files like this as well, so only the beginning of a database counts.
fn is_of_an_earlier_version(name: &str, path: &Path) -> bool {
    let Some(random) = name.strip_prefix(EARLIER_PREFIX) else {
        return false;
    };
    let random = random.strip_suffix("-journal").unwrap_or(random);
    let mut begins = Vec::new();
    random.len() == 6
        && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && File::open(path)
            .and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut begins))
            .is_ok_and(|_| begins.is_empty() || begins == MAGIC)
}

fn remove_unless_locked(path: &Path) {
    let unlocked = File::open(path).is_ok_and(|file| file.try_lock().is_ok());
    if unlocked {
        drop(std::fs::remove_file(path));
    }
}
