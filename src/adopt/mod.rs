//! What the portal holds, written back into the file that says something else.
//!
//! ```text
//! tree of the file ──> wish: a copy that is changed until it says what the account holds
//!        └───────────────────┴──> edits of the text: only where both differ ──> read again
//! ```
//!
//! Nothing is trusted that was not read again: the new text is parsed, laid over the account and compared,
//! and what still differs is written in a further pass. A text that never comes to agree is given up.

mod edit;
mod fresh;
mod hours;
mod note;
mod patch;
mod schedules;
mod settings;
mod text_lines;
mod weekly;
mod wish;

use crate::desired::{Desired, lower};
use crate::document::parse;
use crate::model::{Account, FieldPath};
use edit::edits;
pub(crate) use note::AdoptionNote;
use patch::applied;
use wish::Wish;

/// Passes after which a text that does not agree is given up.
const PASSES: usize = 4;

/// A text that says what the account holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Adopted {
    pub(crate) text: String,
    pub(crate) notes: Vec<AdoptionNote>,
    /// Settings that still differ.
    pub(crate) left: Vec<FieldPath>,
}

/// What a file is compared with: what it should say, and where it does not.
pub(crate) struct WishedAccount {
    /// What the file says, as far as it is compared.
    pub(crate) desired: Desired,
    /// The account that the file should describe.
    pub(crate) account: Account,
    /// Settings in which it does not.
    pub(crate) differs: Vec<FieldPath>,
}

/// Rewrites a text that could be read until it agrees. `compare` says of an intent what it should be.
pub(crate) fn adopt(text: &str, compare: impl Fn(Desired) -> WishedAccount) -> Adopted {
    let mut adopted = Adopted {
        text: text.to_owned(),
        ..Adopted::default()
    };
    for pass in 0..=PASSES {
        let parsed = parse(adopted.text.as_bytes());
        let document = parsed.document.ok();
        let desired = document
            .as_ref()
            .and_then(|document| lower(document).desired);
        let (Some(document), Some(desired)) = (document, desired) else {
            // A text that cannot be read any more is no answer.
            return Adopted {
                text: text.to_owned(),
                notes: Vec::new(),
                left: adopted.left,
            };
        };
        let wished = compare(desired);
        let desired = &wished.desired;
        adopted.left.clone_from(&wished.differs);
        if adopted.left.is_empty() || pass == PASSES {
            break;
        }
        let mut wish = Wish::of(&document.root);
        settings::settings(&mut wish, desired, &wished.account);
        hours::hours(&mut wish, desired, &wished.account, &mut adopted.notes);
        schedules::schedules(&mut wish, desired, &wished.account, &mut adopted.notes);
        let found = edits(&parsed.text, &document.root, &wish);
        let line = |at: usize| 1 + parsed.text[..at].matches('\n').count();
        let unshared = found.unshared.iter();
        let unshared = unshared.map(|at| AdoptionNote::Unshared(line(*at)));
        adopted.notes.extend(unshared);
        let next = applied(&parsed.text, &found.edits);
        if next == adopted.text {
            break;
        }
        adopted.text = next;
    }
    if !adopted.left.is_empty() {
        adopted.text = text.to_owned();
        adopted.notes.clear();
    }
    adopted
}
