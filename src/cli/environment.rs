//! What surrounds the process, resolved once: language, colour, clock, directories.

use std::ffi::OsStr;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::model::Language;
use crate::policy::Policy;
use crate::report::{Style, harmless};
use crate::words::{Message, Words};

/// Everything that a command may know of its surroundings.
pub(super) struct Environment {
    pub(super) words: Words,
    /// Of the other languages that were asked for, which only reports for people are told in.
    pub(super) others: Vec<Words>,
    /// Style of standard output.
    pub(super) style: Style,
    /// Style of standard error.
    pub(super) error_style: Style,
    pub(super) now: DateTime<Utc>,
    /// What the organisation allows.
    pub(super) policy: Option<Policy>,
    /// What stands in for the clock.
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
            style: style(std::io::stdout().is_terminal()),
            error_style: style(std::io::stderr().is_terminal()),
            now: clock(now),
            policy: None,
            fixed: now,
        }
    }

    /// The language of everything, then the others of reports for people.
    pub(super) fn languages(&self) -> impl Iterator<Item = &Words> {
        std::iter::once(&self.words).chain(&self.others)
    }

    /// The same surroundings at the present time, for a command that stays.
    pub(super) fn later(&self) -> Self {
        Self {
            words: Words::of(self.words.language()),
            others: Vec::new(),
            now: clock(self.fixed),
            policy: self.policy.clone(),
            ..*self
        }
    }

    /// A sentence about something that happens now.
    pub(super) fn note(&self, message: &Message) {
        let at = clock(self.fixed).format("%Y-%m-%dT%H:%M:%SZ");
        self.tell(&format!("{at} {}", harmless(&self.words.say(message))));
    }

    /// A result. A reader that has gone away is no error.
    pub(super) fn result(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }

    /// Everything else.
    pub(super) fn tell(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        drop(writeln!(out, "{text}"));
    }

    /// A sentence, in which nothing that came from outside can do any harm.
    pub(super) fn say(&self, message: &Message) {
        self.tell(&harmless(&self.words.say(message)));
    }

    /// Whether somebody is there to be asked.
    pub(super) fn is_interactive(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// `$XDG_STATE_HOME/consigne`, never in the checkout.
    pub(super) fn state_directory(&self) -> Option<PathBuf> {
        let home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/state"));
        let base = variable("XDG_STATE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute());
        base.or_else(home).map(|base| base.join("consigne"))
    }
}

fn clock(fixed: Option<DateTime<Utc>>) -> DateTime<Utc> {
    fixed.unwrap_or_else(|| std::time::SystemTime::now().into())
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

/// Whether the terminal's locale says that it knows no more than ASCII. None is no reason to think
/// so: a container has none, and is read on a terminal elsewhere.
pub(super) fn knows_ascii_alone() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    locale.is_some_and(|locale| match locale.split_once('.') {
        Some((_, charset)) => !charset.to_lowercase().replace('-', "").starts_with("utf8"),
        None => matches!(locale.as_str(), "C" | "POSIX"),
    })
}

fn style(terminal: bool) -> Style {
    let is = |name: &str, value: &str| std::env::var_os(name).as_deref() == Some(OsStr::new(value));
    let forced = variable("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    let refused = variable("NO_COLOR").is_some() || is("TERM", "dumb");
    if !refused && (forced || (terminal && variable("CI").is_none())) {
        Style::Coloured
    } else {
        Style::Plain
    }
}
