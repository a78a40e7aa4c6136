//! The other way round: the file of an account that exists.

use chrono::{DateTime, Utc};

use super::check::check;
use crate::diff::diff;
use crate::document::MAX_BYTES;
use crate::export::{Phones, Unsayable, export, unit};
use crate::lint::Occasion;
use crate::model::Observed;
use crate::source::Input;
use crate::words::Words;

/// Why an account has no file that can be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoFile {
    /// The text is larger than a file may be, so it was not checked.
    TooLarge(String),
    /// A setting that every file must have breaks a rule of the format.
    Unsayable,
}

/// The text of an account as a file whose plan is empty.
///
/// A portal may hold settings that no file can express, such as a schedule whose name breaks a rule
/// that came later. So the text is checked and compared as any file would be; each setting that is
/// wrong, or that would change, is left out of the next text, until nothing is wrong. Every round
/// leaves out at least one more setting, so the loop ends; a round that finds nothing more to leave
/// out fails instead of writing a file that would change the account.
pub(crate) fn sayable(
    observed: &Observed,
    phones: Phones,
    words: &Words,
    now: DateTime<Utc>,
) -> Result<String, NoFile> {
    let mut unsayable = Unsayable::new();
    loop {
        let text = export(observed, phones, &unsayable, words);
        if text.len() > MAX_BYTES {
            return Err(NoFile::TooLarge(text));
        }
        let input = Input {
            name: format!("{}.yaml", observed.name),
            bytes: text.clone().into_bytes(),
        };
        let file = check(input, Occasion::at(now));
        let wrong: Vec<_> = match &file.desired {
            None => file
                .findings
                .into_iter()
                .map(|finding| finding.path)
                .collect(),
            Some(desired) => {
                let target = desired.over(&observed.account);
                let changes = diff(&observed.account, &target.account, &target.renames);
                let guards = desired.guard_differences(observed).into_iter();
                let guards = guards.map(|difference| difference.path);
                changes
                    .into_iter()
                    .map(|change| change.path)
                    .chain(guards)
                    .collect()
            }
        };
        if wrong.is_empty() {
            return Ok(text);
        }
        let known = unsayable.len();
        unsayable.extend(wrong.iter().flat_map(unit));
        if unsayable.len() == known {
            return Err(NoFile::Unsayable);
        }
    }
}
