//! SARIF 2.1.0: findings and refusals as results of rules.

use serde_json::{Value, json};

use super::frame::Frame;
use super::remark::{Remark, Spot, fingerprints};
use crate::report::diagnostics::SeverityView;
use crate::report::escape;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The whole log: one run, with a rule for each code that occurs. Results name their rule by its
/// index as well, so the rules are sorted and searched.
pub(super) fn log(remarks: &[Remark], frame: &Frame) -> String {
    let mut codes: Vec<_> = remarks.iter().map(|remark| remark.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<_> = codes.iter().map(|code| rule(code)).collect();
    let results = remarks.iter().zip(fingerprints(remarks));
    let results = results.map(|(remark, print)| {
        let rule = codes
            .binary_search(&remark.code.as_str())
            .expect("the rules are made of the codes of all remarks");
        result(remark, rule, &print, frame)
    });
    let version = env!("CARGO_PKG_VERSION");
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "consigne", "semanticVersion": version, "rules": rules } },
            "automationDetails": { "id": format!("consigne/{}/", frame.job.as_str()) },
            // Columns count characters, as in every other report of this tool.
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    escape::json(&format!("{log:#}")) + "\n"
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
