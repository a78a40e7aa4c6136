//! Results in files: the JSON beside a report, saved plans, exports.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};

use super::environment::{Environment, variable};
use super::source::unreadable;
use super::wrong::{Wrong, between};
use super::{Exit, Failure};
use crate::report::diagnostics::{FileView, report};
use crate::report::form::{self, Base, Form, Frame, Job, Told, Unchanged};
use crate::report::text;
use crate::report::view::View;
use crate::words::{Message, Words};

/// How results are written.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(super) format: Format,
    /// Also write the result as JSON to this file.
    #[arg(long, env = "CONSIGNE_OUT_JSON", value_name = "FILE")]
    pub(super) out_json: Option<PathBuf>,
    /// Maximum size of the Markdown in bytes; longer lists end with "and n more".
    #[arg(long, env = "CONSIGNE_MAX_BYTES", value_name = "N", default_value_t = 65_000, value_parser = max_bytes)]
    max_bytes: usize,
    /// Omit the Markdown if nothing changes.
    #[arg(long, env = "CONSIGNE_SKIP_UNCHANGED", value_parser = BoolishValueParser::new())]
    skip_unchanged: bool,
    /// Append the result as Markdown to the file named by `GITHUB_STEP_SUMMARY`.
    #[arg(long, env = "CONSIGNE_STEP_SUMMARY", value_parser = BoolishValueParser::new())]
    step_summary: bool,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Text,
    Json,
}

/// Form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    /// For a pull request comment.
    Markdown,
    /// Standalone page, with the week before and after.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations, as workflow commands for GitHub's runner.
    Github,
    /// GitLab code quality report.
    Gitlab,
    /// JUnit XML.
    Junit,
}

impl Format {
    /// None for what is told as it comes.
    fn form(self) -> Option<Form> {
        match self {
            Self::Text | Self::Json => None,
            Self::Markdown => Some(Form::Markdown),
            Self::Html => Some(Form::Html),
            Self::Sarif => Some(Form::Sarif),
            Self::Github => Some(Form::Github),
            Self::Gitlab => Some(Form::Gitlab),
            Self::Junit => Some(Form::Junit),
        }
    }

    /// Only a page has room for another language below the first.
    fn is_for_several_languages(self) -> bool {
        match self {
            Self::Markdown | Self::Html => true,
            Self::Text | Self::Json | Self::Sarif | Self::Github | Self::Gitlab | Self::Junit => {
                false
            }
        }
    }
}

fn max_bytes(text: &str) -> Result<usize, Wrong> {
    let bytes = text.parse().ok();
    let bytes = bytes.filter(|bytes| (2_000..=1_000_000).contains(bytes));
    bytes.ok_or_else(|| between("2000", "1000000"))
}

/// Where GitHub's runner takes the summary of a step from.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// What an output asks for must be there before anything is read or written.
pub(super) fn check(output: Option<&Output>, environment: &Environment) -> Result<(), Failure> {
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

impl Output {
    /// Writes the JSON that was asked for beside the result.
    pub(super) fn beside(&self, json: impl FnOnce() -> String) -> Result<(), Failure> {
        let Some(path) = &self.out_json else {
            return Ok(());
        };
        save(path, json().as_bytes()).map_err(|error| unreadable(path, &error))
    }

    /// The report of accounts, in each of the languages that were asked for; a saved one is there
    /// in the first alone.
    pub(super) fn tell(
        &self,
        job: Job,
        views: &[View],
        environment: &Environment,
    ) -> Result<(), Failure> {
        let Some(view) = views.first() else {
            return Ok(());
        };
        self.tell_the_rest(job, views, environment)?;
        match self.format {
            Format::Text => {
                let (words, style) = (&environment.words, environment.style);
                environment.result(&text::render(view, words, style));
            }
            Format::Json => environment.result(&view.to_json()),
            Format::Markdown
            | Format::Html
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit => {}
        }
        Ok(())
    }

    /// What was planned and what became of it; text told it as it came.
    pub(super) fn tell_what_became(
        &self,
        view: &View,
        environment: &Environment,
    ) -> Result<(), Failure> {
        if self.format == Format::Json {
            environment.result(&view.to_json());
        }
        self.tell_the_rest(Job::Apply, std::slice::from_ref(view), environment)
    }

    /// The form for a comment, a page or a program, the JSON beside it, and the step's summary.
    fn tell_the_rest(
        &self,
        job: Job,
        views: &[View],
        environment: &Environment,
    ) -> Result<(), Failure> {
        let told = told(views, environment);
        let frame = self.frame(job);
        if let Some(first) = told.first() {
            self.beside(|| first.what.to_json())?;
        }
        if let Some(form) = self.format.form() {
            environment.result(&form::plan(form, &told, &frame));
        }
        self.summarize(|| form::plan(Form::Markdown, &told, &frame))
    }

    /// The findings of files, in each of the languages that were asked for; text is told by whom
    /// has their lines.
    pub(super) fn tell_findings(
        &self,
        files: impl Fn(&Words) -> Vec<FileView>,
        environment: &Environment,
    ) -> Result<(), Failure> {
        if self.format == Format::Text && self.out_json.is_none() && !self.step_summary {
            return Ok(());
        }
        let views: Vec<_> = environment.languages().map(files).collect();
        let told = environment.languages().zip(&views);
        let told: Vec<_> = told
            .map(|(words, what)| Told {
                words,
                what: &what[..],
            })
            .collect();
        let frame = self.frame(Job::Validate);
        let json = || views.first().map(|files| report(files)).unwrap_or_default();
        self.beside(json)?;
        match self.format.form() {
            Some(form) => environment.result(&form::findings(form, &told, &frame)),
            None if self.format == Format::Json => environment.result(&json()),
            None => {}
        }
        self.summarize(|| form::findings(Form::Markdown, &told, &frame))
    }

    fn frame(&self, job: Job) -> Frame {
        let here = std::env::current_dir().unwrap_or_default();
        let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]
            .into_iter()
            .find_map(variable);
        Frame {
            job,
            most: self.max_bytes,
            unchanged: if self.skip_unchanged {
                Unchanged::Skipped
            } else {
                Unchanged::Told
            },
            base: Base {
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

/// Each language with what it is told.
fn told<'a, T>(views: &'a [T], environment: &'a Environment) -> Vec<Told<'a, T>> {
    let one = |(at, words): (usize, &'a Words)| {
        let what = views.get(at).or(views.first())?;
        Some(Told { words, what })
    };
    environment
        .languages()
        .enumerate()
        .filter_map(one)
        .collect()
}

/// Writes beside the target and renames, so that a crash leaves the old file whole.
pub(super) fn save(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let directory = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(directory.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
