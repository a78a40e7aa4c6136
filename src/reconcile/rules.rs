//! What a run was asked to do and to refuse, beside the files.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::code::{self, Handling};
use crate::diagnostic::{Code, Diagnostic, LeftOut, MOST, Severity, Span, sort, trim};
use crate::document::parse_as;
use crate::plan::Word;
use crate::policy::shape::PolicyFile;
use crate::policy::{IgnoredDrift, Policy, lower};
use crate::source::{Input, SourceText};

/// The rules of a run. The default asks for everything, consents to nothing and fails on errors
/// alone.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Sections that are planned; none means all of them.
    pub sections: BTreeSet<Section>,
    /// Days whose hours are compared; otherwise 28 days from today and those of every event that
    /// changes.
    pub window: Option<DateRange>,
    /// Consents given for the whole run.
    pub granted: BTreeSet<Word>,
    pub findings: FindingRules,
    /// Limits of the organisation, which no consent lifts; [`read_policy`] reads them from a file.
    pub policy: Option<Policy>,
    /// Differences that are known and left alone.
    pub ignored: Vec<IgnoredDrift>,
}

/// Reads a policy from its file.
///
/// # Errors
///
/// Every finding. One is enough: a policy that is half understood could allow what it was written to
/// forbid.
pub fn read_policy(input: &Input) -> Result<Policy, InvalidPolicy> {
    let parsed = parse_as::<PolicyFile>(&input.bytes);
    let source = SourceText::new(input.name.clone(), &parsed.text, parsed.confidential);
    let place = |span: Span| format!("{}:{}", source.name, source.line(span.start));
    let lowered = parsed.document.and_then(|document| lower(&document, place));
    let mut findings = match lowered {
        Ok(policy) => return Ok(policy),
        Err(findings) => findings,
    };
    if let Some(rest) = parsed.rest {
        let more = lower(&rest.document, place).err().into_iter().flatten();
        findings.extend(more.filter(|finding| !rest.is_consequence(finding)));
        sort(&mut findings);
    }
    let left_out = Box::new(trim(&mut findings, MOST));
    let findings = findings.into_iter();
    Err(InvalidPolicy {
        left_out,
        findings: findings.map(|finding| source.shown(finding)).collect(),
        source,
    })
}

/// A policy that cannot be read, with every reason.
#[derive(Debug, Clone)]
pub struct InvalidPolicy {
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) source: SourceText,
    /// Findings that were only counted.
    pub(crate) left_out: Box<LeftOut>,
}

/// A section of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    General,
    Administrator,
    Delegates,
    Chat,
}

impl Section {
    /// Its key in the file.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Administrator => "administrator",
            Self::Delegates => "delegates",
            Self::Chat => "chat",
        }
    }
}

/// Days `from` to `to`, the latter excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Which findings fail beside errors, and which are not reported.
#[derive(Debug, Clone, Default)]
pub struct FindingRules {
    /// Warnings fail, except those that come and go with the date.
    pub strict: bool,
    /// Codes that fail whatever their severity. They win over allowed ones.
    pub denied: BTreeSet<Code>,
    /// Codes that are not reported and fail nothing. Errors cannot be allowed.
    pub allowed: BTreeSet<Code>,
}

impl FindingRules {
    /// Takes the findings away that are not to be reported, and returns them: a policy looks at
    /// those as well.
    pub(crate) fn narrow(&self, findings: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        let all = std::mem::take(findings).into_iter();
        let (away, left) =
            all.partition(|found| self.allows(found.code) && found.severity != Severity::Error);
        *findings = left;
        away
    }

    /// Makes errors of the findings that fail although their code alone does not, so that every
    /// report shows them as what they are and names the option.
    pub(crate) fn raise(&self, findings: &mut [Diagnostic], granted: &BTreeSet<Word>) {
        for finding in findings {
            let (code, severity) = (finding.code, finding.severity);
            if severity == Severity::Error || !self.fails_beside(code, severity, granted) {
                continue;
            }
            if self.denied.contains(code) {
                finding.raise(&format!("--deny {code}"));
            } else {
                finding.raise("--strict");
            }
        }
    }

    /// Does with counted findings what [`narrow`](Self::narrow) and [`raise`](Self::raise) do with others.
    pub(crate) fn weigh(&self, left_out: &mut LeftOut) {
        left_out.weigh(|severity, code| match severity {
            Severity::Error => Some(severity),
            _ if self.allows(code) => None,
            _ if self.fails_beside(code, severity, &BTreeSet::new()) => Some(Severity::Error),
            Severity::Warning | Severity::Info => Some(severity),
        });
    }

    /// Whether findings of this code are not to be reported.
    pub(crate) fn allows(&self, code: &str) -> bool {
        self.allowed.contains(code) && !self.denied.contains(code)
    }

    /// Whether a finding of a file fails it.
    pub(crate) fn fails(&self, finding: &Diagnostic) -> bool {
        self.fails_beside(finding.code, finding.severity, &BTreeSet::new())
    }

    /// Whether a finding of a plan refuses it. The warning that a consent is needed fails nothing
    /// once the consent was given, unless its code is denied.
    pub(crate) fn fails_beside(
        &self,
        code: &str,
        severity: Severity,
        granted: &BTreeSet<Word>,
    ) -> bool {
        let consented = Word::parse(code).is_some_and(|word| granted.contains(&word));
        self.denied.contains(code) || (!consented && self.weighs(code, severity))
    }

    fn weighs(&self, code: &str, severity: Severity) -> bool {
        match severity {
            Severity::Error => true,
            // A code that the table does not have is no reason to be lenient.
            Severity::Warning => {
                self.strict
                    && code::known(code).is_none_or(|known| known.handling != Handling::Dated)
            }
            Severity::Info => false,
        }
    }
}
