//! Which findings fail, and which are not wanted: `--strict`, `--deny`, `--allow-code`.

use clap::Args;
use clap::builder::BoolishValueParser;

use crate::diagnostic::code::{self, Known, Level, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::nearest;

/// As typed.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Policy {
    /// Warnings fail as well, except those that come and go with the date.
    #[arg(long, env = "CONSIGNE_STRICT", value_parser = BoolishValueParser::new())]
    strict: bool,
    /// Findings of this code fail, whatever their weight: a word, or a number such as L04. May be
    /// repeated; wins over --allow-code.
    #[arg(long, env = "CONSIGNE_DENY", value_name = "CODE", value_parser = named, value_delimiter = ',')]
    deny: Vec<Codes>,
    /// Findings of this code are not shown and fail nothing; errors cannot be allowed. May be
    /// repeated.
    #[arg(long, env = "CONSIGNE_ALLOW_CODE", value_name = "CODE", value_parser = allowable, value_delimiter = ',')]
    allow_code: Vec<Codes>,
}

/// The codes that one word or number means.
#[derive(Debug, Clone)]
struct Codes(Vec<&'static Known>);

impl Codes {
    fn hold(&self, finding: &Diagnostic) -> bool {
        self.0.iter().any(|known| known.code == finding.code)
    }
}

impl Policy {
    /// Takes away what is not wanted.
    pub(super) fn narrow(&self, findings: &mut Vec<Diagnostic>) {
        findings.retain(|finding| {
            let allowed = self.allow_code.iter().any(|codes| codes.hold(finding));
            !allowed || self.denies(finding) || finding.severity == Severity::Error
        });
    }

    /// Whether a finding fails the command.
    pub(super) fn fails(&self, finding: &Diagnostic) -> bool {
        let dated = code::known(finding.code).is_some_and(|known| known.rule == Rule::Dated);
        let weighs = match finding.severity {
            Severity::Error => true,
            Severity::Warning => self.strict && !dated,
            Severity::Info => false,
        };
        weighs || self.denies(finding)
    }

    /// Whether the finding was forbidden by its code.
    pub(super) fn denies(&self, finding: &Diagnostic) -> bool {
        self.deny.iter().any(|codes| codes.hold(finding))
    }
}

fn named(text: &str) -> Result<Codes, String> {
    let codes = code::meant(text);
    if !codes.is_empty() || text.is_empty() {
        return Ok(Codes(codes));
    }
    Err(match nearest(text, code::names()) {
        Some(near) => format!("there is no such code; did you mean {near}?"),
        None => "there is no such code; docs/findings.md lists them".to_owned(),
    })
}

fn allowable(text: &str) -> Result<Codes, String> {
    let Codes(codes) = named(text)?;
    let light = |known: &&Known| !matches!(known.level, Level::Error | Level::Refusal);
    if codes.iter().any(light) || codes.is_empty() {
        Ok(Codes(codes))
    } else {
        Err("an error cannot be allowed".to_owned())
    }
}
