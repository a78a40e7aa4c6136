//! The findings of the rules, each once for all languages that it is about.
//!
//! Rules look at each language by itself. A setting under `both` is written once and concerns both
//! languages, so its findings are found twice, at one place and with one message; here they become
//! one finding about two languages.
//!
//! Of each code at each severity so many are kept, silenced ones apart from the others, and the rest is
//! counted. Twins are known by a number of eight bytes there, so that the count is that of findings.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher as _, RandomState};
use std::ops::ControlFlow;

use super::silence::Silences;
use crate::diagnostic::{Code, Diagnostic, LeftOut, Severity, Silenced, Span};

/// Findings that are looked for in one file at most. Each rule finds a few for each of its lines, so
/// that no file within the limits reaches this.
const SOUGHT: usize = 1_000_000;

/// Findings so far.
pub(crate) struct Findings<'a> {
    silences: &'a Silences,
    /// How many of a code are kept.
    most: usize,
    languages: Languages,
    list: Vec<Diagnostic>,
    /// Where in the list the findings of a code at a place are.
    known: HashMap<(Code, Span), Vec<usize>>,
    kept: HashMap<Drawer, usize>,
    /// Findings that are not in the list.
    beyond: HashSet<u64>,
    hasher: RandomState,
    left_out: LeftOut,
}

/// Whether a finding may be found once more, for another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Languages {
    Single,
    Several,
}

/// Findings that are kept or left out together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Drawer {
    code: Code,
    severity: Severity,
    is_silenced: bool,
}

/// What the rules found.
pub(super) struct FoundByRules {
    /// Silenced findings are among them.
    pub(super) findings: Vec<Diagnostic>,
    pub(super) left_out: LeftOut,
}

impl<'a> Findings<'a> {
    pub(super) fn new(silences: &'a Silences, most: usize, languages: Languages) -> Self {
        Self {
            silences,
            most,
            languages,
            list: Vec::new(),
            known: HashMap::new(),
            kept: HashMap::new(),
            beyond: HashSet::new(),
            hasher: RandomState::new(),
            left_out: LeftOut::default(),
        }
    }

    /// Adds a finding, or its languages to one that is equal but for them. Breaks when it is no use to go
    /// on.
    pub(super) fn add(&mut self, finding: Diagnostic) -> ControlFlow<()> {
        if let Some(at) = self.twin(&finding) {
            let known = &mut self.list[at].languages;
            for language in finding.languages {
                if !known.contains(&language) {
                    known.push(language);
                }
            }
            return ControlFlow::Continue(());
        }
        let drawer = Drawer {
            code: finding.code,
            severity: finding.severity,
            is_silenced: self.silences.silences(&finding),
        };
        let kept = self.kept.entry(drawer).or_default();
        if *kept < self.most {
            *kept += 1;
            let place = (finding.code, finding.span);
            self.known.entry(place).or_default().push(self.list.len());
            self.list.push(finding);
        } else {
            self.leave_out(&finding, drawer);
        }
        if self.list.len() + self.beyond.len() < SOUGHT {
            ControlFlow::Continue(())
        } else {
            self.left_out.open_ended();
            ControlFlow::Break(())
        }
    }

    /// Adds a finding that is only made if it can be kept, or if it may be the twin of another one.
    pub(super) fn offer(
        &mut self,
        code: Code,
        severity: Severity,
        make: impl FnOnce() -> Diagnostic,
    ) -> ControlFlow<()> {
        let drawer = Drawer {
            code,
            severity,
            is_silenced: false,
        };
        let is_full = self
            .kept
            .get(&drawer)
            .is_some_and(|kept| *kept >= self.most);
        if !is_full || self.languages == Languages::Several || !self.silences.is_empty() {
            return self.add(make());
        }
        self.left_out.count(severity, code);
        ControlFlow::Continue(())
    }

    fn twin(&self, finding: &Diagnostic) -> Option<usize> {
        let same = self.known.get(&(finding.code, finding.span))?;
        same.iter().copied().find(|at| {
            let known = &self.list[*at];
            (&known.message, &known.help) == (&finding.message, &finding.help)
        })
    }

    fn leave_out(&mut self, finding: &Diagnostic, drawer: Drawer) {
        let Diagnostic { code, span, .. } = finding;
        let identity = (code, span, &finding.message, &finding.help);
        let is_new = self.beyond.insert(self.hasher.hash_one(identity));
        if drawer.is_silenced {
            self.left_out.silenced = Silenced::Dropped;
        } else if is_new {
            self.left_out.count(drawer.severity, code);
        }
    }

    pub(super) fn found(self) -> FoundByRules {
        FoundByRules {
            findings: self.list,
            left_out: self.left_out,
        }
    }
}
