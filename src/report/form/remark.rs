//! Findings and refusals as one list, for the formats that show them at a line.

use std::collections::BTreeMap;

use crate::plan::file::sha256;
use crate::report::diagnostics::{DiagnosticView, FileView, SeverityView, left_out, more};
use crate::report::view::{AccountView, FailureView, RefusalView, View};
use crate::words::Words;

/// A finding or a refusal.
pub(super) struct Remark {
    pub(super) code: String,
    pub(super) severity: SeverityView,
    /// None when no file names the setting.
    pub(super) place: Option<Spot>,
    pub(super) path: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Whether the old version of the file did not have it; only a review knows.
    pub(super) new: Option<bool>,
}

/// A stretch of a file.
pub(super) struct Spot {
    pub(super) file: String,
    /// The first line, counted from 1.
    pub(super) line: usize,
    /// The rest of the stretch; a refusal knows only its line.
    pub(super) exact: Option<Exact>,
}

/// Where a stretch begins in its first line and where it ends: the column after its last character.
pub(super) struct Exact {
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// All remarks of a report.
pub(super) struct Remarks {
    /// The gravest first, since forges show only so many.
    pub(super) list: Vec<Remark>,
    /// `and 180 more`.
    pub(super) more: Option<String>,
}

/// The remarks of every account.
pub(super) fn of_view(view: &View, words: &Words) -> Remarks {
    let refusals = view.accounts.iter().flat_map(|account| &account.refusals);
    let findings = view
        .accounts
        .iter()
        .flat_map(|account| gravest_first(beside_refusals(account)));
    let findings = findings.map(of_finding);
    let invalid = view.diagnostics.iter().map(of_finding);
    let failures = view.failures.iter().map(of_failure);
    let refusals = refusals.map(of_refusal);
    let all = invalid.chain(failures).chain(refusals).chain(findings);
    Remarks {
        list: sorted(all.collect()),
        more: view.more(words),
    }
}

/// The findings of an account that are not among its refusals: an error refuses.
fn beside_refusals(account: &AccountView) -> impl Iterator<Item = &DiagnosticView> {
    let findings = account.diagnostics.iter();
    findings.filter(|finding| finding.severity != SeverityView::Error)
}

/// The code of a failure in formats that name one.
const FAILURE: &str = "failure";

fn of_failure(failure: &FailureView) -> Remark {
    Remark {
        code: FAILURE.to_owned(),
        severity: SeverityView::Error,
        place: None,
        path: String::new(),
        message: failure_line(failure, ":"),
        help: failure.help.clone(),
        new: None,
    }
}

/// `boreal: the portal cannot be reached`.
pub(super) fn failure_line(failure: &FailureView, colon: &str) -> String {
    match &failure.account {
        Some(account) => format!("{account}{colon} {}", failure.message),
        None => failure.message.clone(),
    }
}

/// The findings that people read one by one, the gravest first. Those that the file had before are
/// only counted, and hours that change have lines of their own.
pub(super) fn news(account: &AccountView) -> Vec<&DiagnosticView> {
    let findings = beside_refusals(account);
    gravest_first(findings.filter(|finding| !finding.is_known() && !finding.shows_as_hours()))
}

fn gravest_first<'a>(
    findings: impl Iterator<Item = &'a DiagnosticView>,
) -> Vec<&'a DiagnosticView> {
    let mut findings: Vec<_> = findings.collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// The remarks of every file.
pub(super) fn of_files(files: &[FileView], words: &Words) -> Remarks {
    let findings = files.iter().flat_map(|file| &file.findings);
    Remarks {
        list: sorted(findings.map(of_finding).collect()),
        more: more(&left_out(files), words),
    }
}

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
        help: Some(match &refusal.rule {
            Some(rule) => format!("«\u{a0}{rule}\u{a0}» {}", refusal.help),
            None => refusal.help.clone(),
        }),
        new: None,
    }
}

/// What a forge recognises a remark by when its lines have moved: its code, its file, its setting,
/// and its position among those that share all three.
pub(super) fn fingerprints(remarks: &[Remark]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut prints = Vec::new();
    for remark in remarks {
        let file = remark.place.as_ref().map_or("", |place| &place.file);
        let identity = [&remark.code, file, &remark.path].join("\0");
        let position = seen.entry(identity.clone()).or_default();
        *position += 1;
        prints.push(sha256(format!("{identity}\0{position}").as_bytes()));
    }
    prints
}
