//! GitLab's report of code quality: what it shows in the difference of a merge request.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::frame::Frame;
use super::remark::{Remark, Remarks, fingerprints};
use crate::plan::file::sha256;
use crate::report::diagnostics::SeverityView;
use crate::report::escape;

/// The name of the issue that counts those that are not listed.
const MORE: &str = "more-findings";

/// The whole report: a list of issues. GitLab compares it with that of the target branch by the
/// fingerprints and shows the difference.
pub(super) fn report(remarks: &Remarks, frame: &Frame) -> String {
    let issues = GitlabIssues { remarks, frame };
    let issues = serde_json::to_string_pretty(&issues).expect("issues hold only texts and numbers");
    escape::json(&issues) + "\n"
}

/// All issues, each of which is made when it is written.
struct GitlabIssues<'a> {
    remarks: &'a Remarks,
    frame: &'a Frame,
}

impl Serialize for GitlabIssues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Remarks { list, more } = self.remarks;
        let rows = list.iter().zip(fingerprints(list));
        let rows = rows.map(|(remark, print)| row(remark, &print, self.frame));
        serializer.collect_seq(rows.chain(more.iter().map(|more| unlisted(more))))
    }
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

/// The format has no room for a remark about itself, so this is an issue without a place.
fn unlisted(more: &str) -> Value {
    json!({
        "description": more,
        "check_name": MORE,
        "fingerprint": sha256(MORE.as_bytes()),
        "severity": "info",
        "location": { "path": ".", "lines": { "begin": 1, "end": 1 } },
    })
}
