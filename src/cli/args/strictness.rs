//! Arguments that decide which findings fail besides errors, and which are not reported: `--strict`,
//! `--deny`, `--allow-code`, `--policy`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::BoolishValueParser;

use super::value::Offering;
use super::wrong::{WrongValue, wrong};
use crate::diagnostic::Code;
use crate::diagnostic::code::{self, Known, Level};
use crate::reconcile::FindingRules;
use crate::words::Message;

/// As typed.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Findings")]
pub(in crate::cli) struct Strictness {
    /// Treat warnings as errors, except those that come and go with the date.
    #[arg(long, env = "CONSIGNE_STRICT", value_parser = BoolishValueParser::new())]
    strict: bool,
    /// Treat this finding as an error; takes a code or a number such as L04. May be repeated; takes
    /// precedence over `--allow-code`.
    #[arg(long, env = "CONSIGNE_DENY", value_name = "CODE", value_parser = codes_to_deny(), hide_possible_values = true, value_delimiter = ',')]
    deny: Vec<Codes>,
    /// Ignore findings with this code; errors cannot be ignored. May be repeated.
    #[arg(long, env = "CONSIGNE_ALLOW_CODE", value_name = "CODE", value_parser = codes_to_allow(), hide_possible_values = true, value_delimiter = ',')]
    allow_code: Vec<Codes>,
    /// Enforce this policy, which limits what a change may do. Take it from a branch that the
    /// change cannot modify.
    #[arg(long, env = "CONSIGNE_POLICY", value_name = "FILE")]
    policy: Option<PathBuf>,
}

/// The codes that one name or number stands for.
#[derive(Debug, Clone)]
struct Codes(Vec<&'static Known>);

impl Strictness {
    /// The policy's file.
    pub(in crate::cli) fn policy(&self) -> Option<&Path> {
        self.policy.as_deref()
    }

    /// Which findings fail, and which are not reported.
    pub(in crate::cli) fn rules(&self) -> FindingRules {
        FindingRules {
            strict: self.strict,
            denied: codes(&self.deny),
            allowed: codes(&self.allow_code),
        }
    }
}

fn codes(named: &[Codes]) -> BTreeSet<Code> {
    let known = named.iter().flat_map(|Codes(known)| known);
    known.map(|known| known.code).collect()
}

fn codes_to_deny() -> Offering<Codes> {
    Offering {
        parse: named,
        values: || code::names().collect(),
    }
}

fn codes_to_allow() -> Offering<Codes> {
    Offering {
        parse: allowable,
        ..codes_to_deny()
    }
}

/// The codes that a name or a number stands for, or the nearest name. An empty value is no code: a
/// variable that is set and empty must not fail.
fn named(text: &str) -> Result<Codes, WrongValue> {
    let codes = code::meant(text);
    if !codes.is_empty() || text.is_empty() {
        return Ok(Codes(codes));
    }
    Err(match code::near(text) {
        Some(near) => WrongValue(Message::new("wrong-code-near").text("near", near)),
        None => wrong("wrong-code"),
    })
}

fn allowable(text: &str) -> Result<Codes, WrongValue> {
    let Codes(codes) = named(text)?;
    // A number may stand for several codes: one of them that can be ignored is enough.
    let mut levels = codes.iter().map(|known| known.level);
    if codes.is_empty() || levels.any(|level| !matches!(level, Level::Error | Level::Refusal)) {
        Ok(Codes(codes))
    } else {
        Err(wrong("wrong-allowed-error"))
    }
}
