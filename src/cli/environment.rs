//! The surroundings of the process, resolved once: language, colour, clock, directories, streams.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use terminal_size::{Height, Width, terminal_size_of};

use super::error_stream::{ErrorStream, ProgressForm};
use crate::model::Language;
use crate::policy::Policy;
use crate::report::{LineWidth, Style, harmless};
use crate::words::{Message, Words};

/// Everything that a command may know of its surroundings. It is resolved once, before the command
/// runs, so that nothing below reads a variable or the clock by itself and tests can fix both.
pub(super) struct Environment {
    pub(super) words: Words,
    /// The further languages of `--lang`. Only Markdown and HTML repeat their content in them.
    pub(super) others: Vec<Words>,
    /// Style of standard output.
    pub(super) style: Style,
    /// Style of standard error.
    pub(super) error_style: Style,
    /// Width of standard output.
    pub(super) width: LineWidth,
    /// Width of standard error.
    error_width: LineWidth,
    pub(super) now: DateTime<Utc>,
    /// Standard error, beside the bars that may be drawn there.
    pub(super) errors: ErrorStream,
    pub(super) progress: ProgressForm,
    /// The policy of `--policy`, loaded before the command runs.
    pub(super) policy: Option<Policy>,
    /// The first failure to write a result. The end of the process reports it, so that no command can
    /// forget to look.
    lost: Arc<OnceLock<std::io::Error>>,
    /// The time of `--now`, which replaces the clock in tests and examples.
    fixed: Option<DateTime<Utc>>,
}

impl Environment {
    pub(super) fn resolve(lang: &[Language], now: Option<DateTime<Utc>>) -> Self {
        let first = lang.first().copied().unwrap_or_else(language);
        let others = Language::ALL.into_iter();
        let others = others.filter(|other| *other != first && lang.contains(other));
        Self {
            words: Words::of(first),
            others: others.map(Words::of).collect(),
            style: style(&std::io::stdout()),
            error_style: style(&std::io::stderr()),
            width: width(terminal_size_of(std::io::stdout())),
            error_width: width(terminal_size_of(std::io::stderr())),
            now: clock(now),
            errors: ErrorStream::default(),
            progress: progress(),
            policy: None,
            lost: Arc::default(),
            fixed: now,
        }
    }

    /// The language of everything, then the others of reports for people.
    pub(super) fn languages(&self) -> impl Iterator<Item = &Words> {
        std::iter::once(&self.words).chain(&self.others)
    }

    /// These surroundings at the present time, for a command that runs for days. The language of its
    /// lines stays the first one.
    pub(super) fn later(&self) -> Self {
        Self {
            words: Words::of(self.words.language()),
            others: Vec::new(),
            now: clock(self.fixed),
            policy: self.policy.clone(),
            errors: self.errors.clone(),
            lost: Arc::clone(&self.lost),
            ..*self
        }
    }

    /// A sentence about something that happens now.
    pub(super) fn note(&self, message: &Message) {
        let at = clock(self.fixed).format("%Y-%m-%dT%H:%M:%SZ");
        self.print_error(&format!("{at} {}", harmless(&self.words.say(message))));
    }

    /// A result. A failure is remembered for the end of the process; after it nothing more is written,
    /// because half of a result could be taken for the whole.
    pub(super) fn result(&self, text: &str) {
        if self.lost.get().is_some() {
            return;
        }
        let written = self.errors.above_bars(|| {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        });
        if let Err(error) = written {
            // Only the first failure counts.
            drop(self.lost.set(error));
        }
    }

    /// A report for people: a result that is wrapped at the width of the terminal.
    pub(super) fn report(&self, text: &str) {
        self.result(&self.width.wrap(text));
    }

    /// Why a result could not be written; a reader that has gone away is no reason.
    pub(super) fn lost_output(&self) -> Option<&std::io::Error> {
        self.lost.get().filter(|error| is_lost(error))
    }

    /// Whether no one gets further results, so that a command without an end should end.
    pub(super) fn has_no_reader(&self) -> bool {
        self.lost.get().is_some()
    }

    /// A line on standard error, for everything that is not a result.
    pub(super) fn print_error(&self, text: &str) {
        self.errors.line(&self.error_width.wrap(text));
    }

    /// A sentence on standard error. Names and reasons in it may come from a file or a portal, so
    /// characters that could drive a terminal are made visible.
    pub(super) fn say(&self, message: &Message) {
        self.print_error(&harmless(&self.words.say(message)));
    }

    /// Whether a person can be asked: both the question and the answer need a terminal.
    pub(super) fn is_interactive(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// `$XDG_STATE_HOME/consigne`, never in the checkout: journals must survive a `git clean`, and must
    /// not be committed. The XDG rules say to ignore a relative path.
    pub(super) fn state_directory(&self) -> Option<PathBuf> {
        let base = match variable("XDG_STATE_HOME").map(PathBuf::from) {
            Some(base) if base.is_absolute() => base,
            Some(_) | None => PathBuf::from(variable("HOME")?).join(".local/state"),
        };
        Some(base.join("consigne"))
    }
}

/// Whether an error of standard output means that a result was lost. A reader that has gone away, such as
/// `head`, has all that it wanted.
pub(super) fn is_lost(error: &std::io::Error) -> bool {
    error.kind() != std::io::ErrorKind::BrokenPipe
}

fn clock(fixed: Option<DateTime<Utc>>) -> DateTime<Utc> {
    fixed.unwrap_or_else(|| std::time::SystemTime::now().into())
}

/// Bars on a terminal; in CI, whose log may look like one, lines.
fn progress() -> ProgressForm {
    match std::io::stderr().is_terminal() && variable("CI").is_none() {
        true => ProgressForm::Bars,
        false => ProgressForm::Lines,
    }
}

/// A variable that is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read here, once"
)]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The language of the system: `LC_ALL`, `LC_MESSAGES`, `LANG`. Any but French is read in English.
pub(super) fn language() -> Language {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let chosen = variables.into_iter().find_map(variable);
    let chosen = chosen.and_then(|text| super::args::language(&text).ok());
    chosen.unwrap_or(Language::En)
}

/// Whether the locale says that the terminal shows ASCII only. Without a locale the answer is no: a
/// container has none, and its output is read on a terminal elsewhere.
pub(super) fn knows_ascii_alone() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    locale.is_some_and(|locale| match locale.split_once('.') {
        Some((_, charset)) => !charset.to_lowercase().replace('-', "").starts_with("utf8"),
        None => matches!(locale.as_str(), "C" | "POSIX"),
    })
}

/// The width of a terminal, else `COLUMNS`, as for the help; else lines are left whole, because a file
/// or a program reads them.
fn width(terminal: Option<(Width, Height)>) -> LineWidth {
    if let Some((Width(columns), _)) = terminal {
        return LineWidth::columns(columns.into());
    }
    let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let columns = columns.filter(|columns| *columns > 0);
    columns.map_or(LineWidth::Unlimited, LineWidth::columns)
}

/// Colours on a terminal, unless a variable of the usual ones forbids or forces them. A log of CI may
/// look like a terminal and is read in a browser.
fn style(stream: &impl IsTerminal) -> Style {
    let forced = variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let is_dumb = variable("TERM").is_some_and(|terminal| terminal == "dumb");
    let refused = variable("NO_COLOR").is_some() || is_dumb;
    if !refused && (forced || (stream.is_terminal() && variable("CI").is_none())) {
        Style::Coloured
    } else {
        Style::Plain
    }
}
