//! Reports for comments, pages and the programs of a pipeline. Each is made from the JSON view, so
//! that all of them say the same.

mod change;
mod folio;
mod github;
mod gitlab;
mod headline;
mod html;
mod junit;
mod markdown;
mod marker;
mod place;
mod remark;
mod sarif;
#[cfg(test)]
mod tests;

pub(crate) use place::Base;

use super::diagnostics::FileView;
use super::view::{Outcome, View};
use crate::words::Words;

/// Form of a report that is neither text nor JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Markdown,
    Html,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

/// The command whose report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    Validate,
    Plan,
    Review,
    Drift,
    Apply,
}

impl Job {
    fn as_str(self) -> &'static str {
        match self {
            Self::Validate => "validate",
            Self::Plan => "plan",
            Self::Review => "review",
            Self::Drift => "drift",
            Self::Apply => "apply",
        }
    }
}

/// What surrounds a report.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) job: Job,
    /// Bytes that Markdown has at most.
    pub(crate) most: usize,
    /// Nothing is written as Markdown when nothing changes.
    pub(crate) unchanged: Unchanged,
    pub(crate) base: Base,
}

/// What becomes of a comment in which nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unchanged {
    Told,
    Skipped,
}

/// The same in one of the languages that were asked for.
pub(crate) struct Told<'a, T: ?Sized> {
    pub(crate) words: &'a Words,
    pub(crate) what: &'a T,
}

/// The report of accounts, one for each language. Only people are told in more than one.
pub(crate) fn plan(form: Form, told: &[Told<'_, View>], frame: &Frame) -> String {
    let Some(first) = told.first() else {
        return String::new();
    };
    match form {
        Form::Markdown => markdown::plan(told, frame),
        Form::Html => html::plan(told, frame),
        Form::Sarif => sarif::log(&remark::of_view(first.what), frame),
        Form::Github => github::plan(first, frame),
        Form::Gitlab => gitlab::report(&remark::of_view(first.what), frame),
        Form::Junit => junit::plan(first, frame),
    }
}

/// The report of files that were checked, one for each language.
pub(crate) fn findings(form: Form, told: &[Told<'_, [FileView]>], frame: &Frame) -> String {
    let Some(first) = told.first() else {
        return String::new();
    };
    match form {
        Form::Markdown => markdown::findings(told, frame),
        Form::Html => html::findings(told, frame),
        Form::Sarif => sarif::log(&remark::of_files(first.what), frame),
        Form::Github => github::findings(first, frame),
        Form::Gitlab => gitlab::report(&remark::of_files(first.what), frame),
        Form::Junit => junit::findings(first),
    }
}

/// The catalogue's sentence for a verdict.
fn verdict(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::InSync => "verdict-in-sync",
        Outcome::Ready => "verdict-ready",
        Outcome::Refused => "verdict-refused",
    }
}
