//! From a format to the file that writes it.

use super::frame::{Frame, Job, Localized, ReportFormat};
use super::{github, gitlab, html, junit, markdown, remark, sarif};
use crate::report::diagnostics::FileView;
use crate::report::view::View;

/// The report of accounts, one for each language. Formats for programs take the first language
/// alone.
pub(crate) fn plan(format: ReportFormat, reports: &[Localized<'_, View>], frame: &Frame) -> String {
    let drift: Vec<_> = match frame.job {
        Job::Drift => reports
            .iter()
            .map(|report| report.content.as_drift())
            .collect(),
        Job::Validate | Job::Plan | Job::Review | Job::Apply => Vec::new(),
    };
    let drift = reports
        .iter()
        .zip(&drift)
        .map(|(report, content)| Localized {
            words: report.words,
            content,
        });
    let drift: Vec<_> = drift.collect();
    let reports = if drift.is_empty() { reports } else { &drift };
    let Some(first) = reports.first() else {
        return String::new();
    };
    match format {
        ReportFormat::Markdown => markdown::plan(reports, frame),
        ReportFormat::Html => html::plan(reports, frame),
        ReportFormat::Sarif => sarif::log(&remark::of_view(first.content, first.words), frame),
        ReportFormat::Github => github::plan(first, frame),
        ReportFormat::Gitlab => gitlab::report(&remark::of_view(first.content, first.words), frame),
        ReportFormat::Junit => junit::plan(first, frame),
    }
}

/// The report of files that were checked, one for each language.
pub(crate) fn findings(
    format: ReportFormat,
    reports: &[Localized<'_, [FileView]>],
    frame: &Frame,
) -> String {
    let Some(first) = reports.first() else {
        return String::new();
    };
    match format {
        ReportFormat::Markdown => markdown::findings(reports, frame),
        ReportFormat::Html => html::findings(reports, frame),
        ReportFormat::Sarif => sarif::log(&remark::of_files(first.content, first.words), frame),
        ReportFormat::Github => github::findings(first, frame),
        ReportFormat::Gitlab => {
            gitlab::report(&remark::of_files(first.content, first.words), frame)
        }
        ReportFormat::Junit => junit::findings(first),
    }
}
