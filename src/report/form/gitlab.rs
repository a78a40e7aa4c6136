//! GitLab's report of code quality: what it shows in the difference of a merge request.

use serde_json::{Value, json};

use super::frame::Frame;
use super::remark::{Remark, fingerprints};
use crate::report::diagnostics::SeverityView;
use crate::report::escape;

/// The whole report: a list of issues. GitLab compares it with that of the target branch by the
/// fingerprints and shows the difference.
pub(super) fn report(remarks: &[Remark], frame: &Frame) -> String {
    let rows = remarks.iter().zip(fingerprints(remarks));
    let rows: Vec<_> = rows
        .map(|(remark, print)| row(remark, &print, frame))
        .collect();
    escape::json(&format!("{:#}", Value::from(rows))) + "\n"
}

fn row(remark: &Remark, fingerprint: &str, frame: &Frame) -> Value {
    let place = remark.place.as_ref();
    // The format requires a place, also for a setting that no file names.
    let path = place.map_or_else(|| ".".to_owned(), |place| frame.base.relative(&place.file));
    let begin = place.map_or(1, |place| place.line);
    let exact = place.and_then(|place| place.exact.as_ref());
    let message = [Some(&remark.message), remark.help.as_ref()];
    let message: Vec<_> = message
        .into_iter()
        .flatten()
        .map(|text| escape::node(text))
        .collect();
    json!({
        "description": message.join(" "),
        "check_name": remark.code,
        "fingerprint": fingerprint,
        "severity": match remark.severity {
            SeverityView::Error => "major",
            SeverityView::Warning => "minor",
            SeverityView::Info => "info",
        },
        "location": {
            "path": path,
            "lines": { "begin": begin, "end": exact.map_or(begin, |exact| exact.end_line) },
        },
    })
}
