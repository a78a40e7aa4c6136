//! Findings and refusals as one list, for the forms that show them at a line.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::diagnostics::{DiagnosticView, FileView, SeverityView};
use super::super::text::is_told_as_hours;
use super::super::view::{AccountView, RefusalView, View};
use crate::plan::file::sha256;

/// One of them.
pub(super) struct Remark {
    pub(super) code: String,
    pub(super) severity: SeverityView,
    /// None when no file speaks of it.
    pub(super) place: Option<Spot>,
    pub(super) path: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Whether it was not there before; only a review knows.
    pub(super) new: Option<bool>,
}

/// A stretch of a file.
pub(super) struct Spot {
    pub(super) file: String,
    pub(super) line: usize,
    /// Column, last line and the column after the end; a refusal knows its line alone.
    pub(super) exact: Option<Exact>,
}

pub(super) struct Exact {
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// Of every account, refusals first.
pub(super) fn of_view(view: &View) -> Vec<Remark> {
    let refusals = view.accounts.iter().flat_map(|account| &account.refusals);
    let findings = view.accounts.iter().flat_map(finding_rows);
    let findings = findings.map(|finding| of_finding(&finding));
    sorted(refusals.map(of_refusal).chain(findings).collect())
}

/// The findings of an account, the gravest first.
pub(super) fn finding_rows(account: &AccountView) -> Vec<DiagnosticView> {
    rows(account.diagnostics.iter())
}

fn rows<'a>(rows: impl Iterator<Item = &'a Value>) -> Vec<DiagnosticView> {
    let read = |row: &Value| serde_json::from_value::<DiagnosticView>(row.clone()).ok();
    let mut rows: Vec<_> = rows.filter_map(read).collect();
    rows.sort_by_key(|row| row.severity);
    rows
}

/// Those that people are told one by one: what was there before is a number, and hours that change
/// are told as hours.
pub(super) fn news(account: &AccountView) -> Vec<DiagnosticView> {
    let told = account.diagnostics.iter();
    let told = told.filter(|row| row["new"] != false && !is_told_as_hours(row));
    rows(told)
}

/// The catalogue's word for how much a finding weighs.
pub(super) fn severity(severity: SeverityView) -> &'static str {
    match severity {
        SeverityView::Error => "severity-error",
        SeverityView::Warning => "severity-warning",
        SeverityView::Info => "severity-info",
    }
}

/// Of every file.
pub(super) fn of_files(files: &[FileView]) -> Vec<Remark> {
    let findings = files.iter().flat_map(|file| &file.findings);
    sorted(findings.map(of_finding).collect())
}

/// The gravest first, since forges show only so many.
fn sorted(mut remarks: Vec<Remark>) -> Vec<Remark> {
    remarks.sort_by_key(|remark| remark.severity);
    remarks
}

fn of_finding(finding: &DiagnosticView) -> Remark {
    Remark {
        code: finding.code.clone(),
        severity: finding.severity,
        place: Some(Spot {
            file: finding.file.clone(),
            line: finding.line,
            exact: Some(Exact {
                column: finding.column,
                end_line: finding.end_line,
                end_column: finding.end_column,
            }),
        }),
        path: finding.path.clone(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        new: finding.new,
    }
}

fn of_refusal(refusal: &RefusalView) -> Remark {
    let file = refusal.file.clone();
    let rule = refusal
        .rule
        .as_ref()
        .map(|rule| format!("«\u{a0}{rule}\u{a0}» "));
    Remark {
        code: refusal.code.clone(),
        severity: SeverityView::Error,
        place: file.map(|file| Spot {
            file,
            line: refusal.line.unwrap_or(1),
            exact: None,
        }),
        path: refusal.path.clone(),
        message: refusal.message.clone(),
        help: Some(rule.unwrap_or_default() + &refusal.help),
        new: None,
    }
}

/// What a remark is known by when its lines have moved: its code, its file, its setting, and which
/// of these it is.
pub(super) fn fingerprints(remarks: &[Remark]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let one = |remark: &Remark| {
        let file = remark.place.as_ref().map(|place| place.file.as_str());
        let what = [&remark.code, file.unwrap_or_default(), &remark.path].join("\0");
        let before = seen.entry(what.clone()).or_default();
        *before += 1;
        sha256(format!("{what}\0{before}").as_bytes())
    };
    remarks.iter().map(one).collect()
}
