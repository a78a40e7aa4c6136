//! What fails beside errors, and what is not wanted: `--strict`, `--deny`, `--allow-code`,
//! `--policy`.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::BoolishValueParser;

use super::wrong::{Wrong, wrong};
use crate::diagnostic::code::{self, Known, Level, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::nearest;
use crate::plan::Word;
use crate::words::Message;

/// As typed.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Strictness {
    /// Treat warnings as errors, except those that come and go with the date.
    #[arg(long, env = "CONSIGNE_STRICT", value_parser = BoolishValueParser::new())]
    strict: bool,
    /// Treat this finding as an error; takes a code or a number such as L04. May be repeated; takes
    /// precedence over `--allow-code`.
    #[arg(long, env = "CONSIGNE_DENY", value_name = "CODE", value_parser = named, value_delimiter = ',')]
    deny: Vec<Codes>,
    /// Ignore findings with this code; errors cannot be ignored. May be repeated.
    #[arg(long, env = "CONSIGNE_ALLOW_CODE", value_name = "CODE", value_parser = allowable, value_delimiter = ',')]
    allow_code: Vec<Codes>,
    /// Enforce this policy, which limits what a change may do. Take it from a branch that the
    /// change cannot modify.
    #[arg(long, env = "CONSIGNE_POLICY", value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// The codes that one word or number means.
#[derive(Debug, Clone)]
struct Codes(Vec<&'static Known>);

impl Codes {
    fn hold(&self, code: &str) -> bool {
        self.0.iter().any(|known| known.code == code)
    }
}

impl Strictness {
    /// The policy's file.
    pub(super) fn policy(&self) -> Option<&Path> {
        self.policy.as_deref()
    }

    /// Takes away what is not wanted, and gives it.
    pub(super) fn narrow(&self, findings: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        let all = std::mem::take(findings).into_iter();
        let (away, left) = all
            .partition(|finding| self.allows(finding.code) && finding.severity != Severity::Error);
        *findings = left;
        away
    }

    /// Whether nobody wants to know of the code.
    pub(super) fn allows(&self, code: &str) -> bool {
        self.allow_code.iter().any(|codes| codes.hold(code)) && !self.denies(code)
    }

    /// Whether a finding fails the command.
    pub(super) fn fails(&self, finding: &Diagnostic) -> bool {
        self.weighs(finding.code, finding.severity) || self.denies(finding.code)
    }

    /// Whether the code was forbidden.
    pub(super) fn denies(&self, code: &str) -> bool {
        self.deny.iter().any(|codes| codes.hold(code))
    }

    /// Whether a finding of a plan fails, when these words were given.
    pub(super) fn fails_beside(&self, code: &str, severity: Severity, granted: &[Word]) -> bool {
        let granted = Word::parse(code).is_some_and(|word| granted.contains(&word));
        self.denies(code) || (!granted && self.weighs(code, severity))
    }

    fn weighs(&self, code: &str, severity: Severity) -> bool {
        let dated = code::known(code).is_some_and(|known| known.rule == Rule::Dated);
        match severity {
            Severity::Error => true,
            Severity::Warning => self.strict && !dated,
            Severity::Info => false,
        }
    }
}

fn named(text: &str) -> Result<Codes, Wrong> {
    let codes = code::meant(text);
    if !codes.is_empty() || text.is_empty() {
        return Ok(Codes(codes));
    }
    Err(match nearest(text, code::names()) {
        Some(near) => Wrong(Message::new("wrong-code-near").text("near", near)),
        None => wrong("wrong-code"),
    })
}

fn allowable(text: &str) -> Result<Codes, Wrong> {
    let Codes(codes) = named(text)?;
    let light = |known: &&Known| !matches!(known.level, Level::Error | Level::Refusal);
    if codes.iter().any(light) || codes.is_empty() {
        Ok(Codes(codes))
    } else {
        Err(wrong("wrong-allowed-error"))
    }
}
