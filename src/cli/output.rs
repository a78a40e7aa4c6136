//! Where results go: standard output, the JSON of `--out-json`, the step's summary on GitHub, and
//! files that are saved whole or not at all.

use std::io::Write;
use std::path::PathBuf;

use super::args::{OutputArgs, OutputFormat};
use super::environment::{Environment, variable};
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use super::save::{Privacy, save};
use crate::report::diagnostics::{FileView, report};
use crate::report::form::{self, Frame, Job, Localized, PathBase, ReportFormat, Unchanged};
use crate::report::text;
use crate::report::view::View;
use crate::words::{Message, Words};

/// Where GitHub's runner takes the summary of a step from.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Refuses arguments that could not be honoured at the end, before anything is read or written:
/// several languages in a format that has room for one, and a summary without a file to append it to.
pub(super) fn check(output: Option<&OutputArgs>, environment: &Environment) -> Result<(), Failure> {
    let several = !environment.others.is_empty();
    let room = output.is_some_and(|output| output.format.is_for_several_languages());
    if several && !room {
        let help = Message::new("one-language-help");
        return Err(Failure::new(Exit::Usage, Message::new("one-language")).help(help));
    }
    if output.is_some_and(|output| output.step_summary) && variable(SUMMARY).is_none() {
        let help = Message::new("no-step-summary-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-step-summary")).help(help));
    }
    Ok(())
}

/// Whether a run writes a document that a program or a comment takes: anything but text.
pub(super) fn has_document(output: &OutputArgs) -> bool {
    output.format != OutputFormat::Text || output.out_json.is_some() || output.step_summary
}

impl OutputArgs {
    /// Writes the JSON of `--out-json`, whatever the format on standard output is.
    pub(super) fn write_json(&self, json: impl FnOnce() -> String) -> Result<(), Failure> {
        let Some(path) = &self.out_json else {
            return Ok(());
        };
        save(path, json().as_bytes(), Privacy::Public).map_err(|error| unreadable(path, &error))
    }

    /// Writes the report of accounts to everywhere that the arguments name: standard output, the JSON
    /// file and the step's summary. `views` has a view for each language, or, for a saved plan, only
    /// the one in which it was saved.
    pub(super) fn write(
        &self,
        job: Job,
        views: &[View],
        environment: &Environment,
    ) -> Result<(), Failure> {
        let Some(view) = views.first() else {
            return Ok(());
        };
        self.write_other_forms(job, views, environment)?;
        match self.format {
            OutputFormat::Text => {
                let (words, style) = (&environment.words, environment.style);
                let text = match job {
                    Job::Drift => text::render(&view.as_drift(), words, style),
                    Job::Validate | Job::Plan | Job::Review | Job::Apply => {
                        text::render(view, words, style)
                    }
                };
                environment.report(&text);
            }
            OutputFormat::Json => environment.result(&view.to_json()),
            OutputFormat::Markdown
            | OutputFormat::Html
            | OutputFormat::Sarif
            | OutputFormat::Github
            | OutputFormat::Gitlab
            | OutputFormat::Junit => {}
        }
        Ok(())
    }

    /// Writes the report of `apply`: what was planned, and the result of each step. Text was printed
    /// while the run went on, so that a person can follow it.
    pub(super) fn write_applied(
        &self,
        view: &View,
        environment: &Environment,
    ) -> Result<(), Failure> {
        if self.format == OutputFormat::Json {
            environment.result(&view.to_json());
        }
        self.write_other_forms(Job::Apply, std::slice::from_ref(view), environment)
    }

    /// The forms other than text and JSON on standard output: a comment, a page or a report for another
    /// program, the JSON file, and the step's summary.
    fn write_other_forms(
        &self,
        job: Job,
        views: &[View],
        environment: &Environment,
    ) -> Result<(), Failure> {
        let localized = localized(views, environment);
        let frame = self.frame(job);
        if let Some(first) = localized.first() {
            self.write_json(|| first.content.to_json())?;
        }
        if let Some(form) = self.format.form() {
            environment.result(&form::plan(form, &localized, &frame));
        }
        self.summarize(|| form::plan(ReportFormat::Markdown, &localized, &frame))
    }

    /// Writes the findings of files, in each language of the run. Text is left to the caller, which has
    /// the lines of the files that it quotes.
    pub(super) fn write_findings(
        &self,
        files: impl Fn(&Words) -> Vec<FileView>,
        environment: &Environment,
    ) -> Result<(), Failure> {
        if !has_document(self) {
            return Ok(());
        }
        let views: Vec<_> = environment.languages().map(files).collect();
        let mut localized = Vec::new();
        for (words, files) in environment.languages().zip(&views) {
            let content = &files[..];
            localized.push(Localized { words, content });
        }
        let frame = self.frame(Job::Validate);
        let first = views.first().expect("a run has a language");
        self.write_json(|| report(first))?;
        match self.format.form() {
            Some(form) => environment.result(&form::findings(form, &localized, &frame)),
            None if self.format == OutputFormat::Json => environment.result(&report(first)),
            None => {}
        }
        self.summarize(|| form::findings(ReportFormat::Markdown, &localized, &frame))
    }

    /// What a report says besides its content. Code scanning and merge requests show a finding at its
    /// line only if its path is relative to the repository, whose directory CI names in a variable.
    fn frame(&self, job: Job) -> Frame {
        // A working directory that was removed has no path: names of files then stay as they are.
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::new());
        let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
            .into_iter()
            .find_map(variable);
        Frame {
            job,
            most: self.max_bytes,
            unchanged: if self.skip_unchanged {
                Unchanged::Skipped
            } else {
                Unchanged::Reported
            },
            base: PathBase {
                root: root.map_or_else(|| here.clone(), PathBuf::from),
                here,
            },
        }
    }

    fn summarize(&self, markdown: impl FnOnce() -> String) -> Result<(), Failure> {
        let path = variable(SUMMARY).filter(|_| self.step_summary);
        let Some(path) = path.map(PathBuf::from) else {
            return Ok(());
        };
        let mut options = std::fs::OpenOptions::new();
        let file = options.append(true).create(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(markdown().as_bytes()));
        written.map_err(|error| unreadable(&path, &error))
    }
}

/// Each language with its view. A saved plan has one view, which then stands for every language.
fn localized<'a, T>(views: &'a [T], environment: &'a Environment) -> Vec<Localized<'a, T>> {
    let mut localized = Vec::new();
    for (at, words) in environment.languages().enumerate() {
        let content = views.get(at).or(views.first());
        localized.extend(content.map(|content| Localized { words, content }));
    }
    localized
}
