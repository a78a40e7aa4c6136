//! Facts of an account, one a line, as `status` and `whoami` print them.

use crate::export::{Standing, primary, software};
use crate::model::Observed;
use crate::report::harmless;
use crate::words::Words;

/// What the file of an account cannot set, a fact a line: for `whoami`.
pub(super) fn standing(observed: &Observed, words: &Words) -> String {
    [primary(observed), software(observed)]
        .map(|fact| standing_row(&fact, words))
        .concat()
}

pub(super) fn standing_row(fact: &Standing, words: &Words) -> String {
    row(fact.label, &words.say(&fact.value), words)
}

pub(super) fn row(label: &'static str, value: &str, words: &Words) -> String {
    format!("  {:<24}{}\n", words.text(label), harmless(value))
}
