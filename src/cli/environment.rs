//! What surrounds the process, resolved once: language, colour, clock, directories.

use std::ffi::OsStr;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::model::Language;
use crate::report::Style;
use crate::words::{Message, Words};

/// Everything that a command may know of its surroundings.
pub(super) struct Environment {
    pub(super) words: Words,
    /// Style of standard output.
    pub(super) style: Style,
    /// Style of standard error.
    pub(super) error_style: Style,
    pub(super) now: DateTime<Utc>,
}

impl Environment {
    pub(super) fn resolve(lang: Option<&str>) -> Self {
        let fixed = variable("CONSIGNE_NOW");
        let fixed = fixed.and_then(|now| DateTime::parse_from_rfc3339(&now).ok());
        Self {
            words: Words::of(language(lang)),
            style: style(std::io::stdout().is_terminal()),
            error_style: style(std::io::stderr().is_terminal()),
            now: fixed.map_or_else(|| std::time::SystemTime::now().into(), |now| now.to_utc()),
        }
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

    pub(super) fn say(&self, message: &Message) {
        self.tell(&self.words.say(message));
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

/// A variable that is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read here, once"
)]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// `--lang`, else `CONSIGNE_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`.
pub(super) fn language(lang: Option<&str>) -> Language {
    let variables = ["CONSIGNE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let chosen = lang
        .map(str::to_owned)
        .or_else(|| variables.into_iter().find_map(variable));
    let code = chosen.unwrap_or_default().to_lowercase();
    if code.starts_with("fr") {
        Language::Fr
    } else {
        Language::En
    }
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
