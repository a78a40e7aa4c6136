//! Two versions of a file as a unified diff, as `diff -u` and `git diff` print it.

use similar::TextDiff;

use super::escape::harmless;
/// The difference; empty for equal texts.
pub(crate) fn unified(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    let text = unified.header(name, name).to_string();
    // Only line ends may stay as they are: names and comments may hold anything.
    let lines = text.split_inclusive('\n').map(|line| {
        let (body, end) = match line.strip_suffix('\n') {
            Some(body) => (body, "\n"),
            None => (line, ""),
        };
        let (body, end) = match body.strip_suffix('\r') {
            Some(body) => (body, format!("\r{end}")),
            None => (body, end.to_owned()),
        };
        harmless(body) + &end
    });
    lines.collect()
}
