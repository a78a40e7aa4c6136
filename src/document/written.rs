//! Scalars as this tool writes them into files. `serde_yaml` writes them, so that no rule of YAML about
//! quotes and escapes is stated here a second time.

use serde::Serialize;
use serde_yaml::DoubleQuoted;

/// A text between double quotes. It takes one line whatever it holds, can stand in a mapping of one line,
/// and no reader of YAML takes a code or a time for a number.
pub(crate) fn text_scalar(text: &str) -> String {
    scalar(&DoubleQuoted(text))
}

/// A word of the format, a switch or a number: without quotes, unless a reader needs them.
pub(crate) fn plain_scalar(value: &impl Serialize) -> String {
    scalar(value)
}

fn scalar(value: &impl Serialize) -> String {
    let line = serde_yaml::to_string(value).expect("a scalar can be written");
    line.trim_end_matches('\n').to_owned()
}
