//! SARIF 2.1.0: findings and refusals as results of rules.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::frame::Frame;
use super::remark::{Remark, Remarks, Spot, fingerprints};
use crate::report::diagnostics::SeverityView;
use crate::report::escape;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log: one run, with a rule for each code that occurs. Results name their rule by its
/// index as well, so the rules are sorted and searched.
pub(super) fn log(remarks: &Remarks, frame: &Frame) -> String {
    let Remarks {
        list: remarks,
        more,
    } = remarks;
    let mut codes: Vec<_> = remarks.iter().map(|remark| remark.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<_> = codes.iter().map(|code| rule(code)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let log = SarifLog {
        schema: SCHEMA,
        runs: [SarifRun {
            automation_details: json!({ "id": format!("consigne/{}/", frame.job.as_str()) }),
            // Columns count characters, as in every other report of this tool.
            column_kind: "unicodeCodePoints",
            invocations: more.as_ref().map(|more| json!([invocation(more)])),
            results: SarifResults {
                remarks,
                codes: &codes,
                frame,
            },
            tool: json!({ "driver": { "name": "consigne", "semanticVersion": version, "rules": rules } }),
        }],
        version: "2.1.0",
    };
    let log = serde_json::to_string_pretty(&log).expect("a log holds only texts and numbers");
    escape::json(&log) + "\n"
}

#[derive(Serialize)]
struct SarifLog<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [SarifRun<'a>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    automation_details: Value,
    column_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invocations: Option<Value>,
    results: SarifResults<'a>,
    tool: Value,
}

/// All results, each of which is made when it is written: thousands of them at a time would take more
/// memory than anything else.
struct SarifResults<'a> {
    remarks: &'a [Remark],
    /// Sorted.
    codes: &'a [&'a str],
    frame: &'a Frame,
}

impl Serialize for SarifResults<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let results = self.remarks.iter().zip(fingerprints(self.remarks));
        serializer.collect_seq(results.map(|(remark, print)| {
            let rule = self
                .codes
                .binary_search(&remark.code.as_str())
                .expect("the rules are made of the codes of all remarks");
            result(remark, rule, &print, self.frame)
        }))
    }
}

/// What the log says of itself: that it does not list every result.
fn invocation(more: &str) -> Value {
    json!({
        "executionSuccessful": true,
        "toolExecutionNotifications": [{ "level": "note", "message": { "text": more } }],
    })
}

fn rule(code: &str) -> Value {
    json!({ "id": code, "shortDescription": { "text": code.replace('-', " ") } })
}

fn result(remark: &Remark, rule: usize, fingerprint: &str, frame: &Frame) -> Value {
    let level = match remark.severity {
        SeverityView::Error => "error",
        SeverityView::Warning => "warning",
        SeverityView::Info => "note",
    };
    let text = [Some(&remark.message), remark.help.as_ref()]
        .into_iter()
        .flatten();
    let text: Vec<_> = text.map(|text| escape::sarif_message(text)).collect();
    let mut result = json!({
        "ruleId": remark.code,
        "ruleIndex": rule,
        "level": level,
        "message": { "text": text.join("\n") },
        "partialFingerprints": { "consigneFinding/v1": fingerprint },
    });
    if let Some(new) = remark.new {
        result["properties"] = json!({ "new": new });
    }
    if let Some(place) = &remark.place {
        result["locations"] = json!([location(place, &remark.path, frame)]);
    }
    result
}

fn location(place: &Spot, path: &str, frame: &Frame) -> Value {
    let mut region = json!({ "startLine": place.line });
    if let Some(exact) = &place.exact {
        region["startColumn"] = exact.column.into();
        region["endLine"] = exact.end_line.into();
        region["endColumn"] = exact.end_column.into();
    }
    let uri = escape::address(&frame.base.relative(&place.file));
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri, "uriBaseId": "%SRCROOT%" },
            "region": region,
        },
    });
    if !path.is_empty() {
        let name = escape::node(path);
        location["logicalLocations"] = json!([{ "fullyQualifiedName": name }]);
    }
    location
}
