//! Findings that are counted and not kept.
//!
//! A file within its limits can have a hundred findings for each of its lines, and a run has many files.
//! So the first findings are kept and the others counted. What remains must lead to the same verdict as
//! the whole would: of each code at each severity at least the first finding is kept, so that no option,
//! comment or policy that looks for a code can miss it, and the gravest are kept before all others.

use std::collections::{BTreeMap, BTreeSet};

use super::code::Code;
use super::finding::{Diagnostic, Severity};

/// How many findings are left out, by what decides about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    counts: BTreeMap<(Severity, Code), usize>,
    extent: Extent,
    /// Whether findings that a comment silences were dropped as well.
    pub(crate) silenced: Silenced,
}

/// Whether the number is the whole truth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    #[default]
    Exact,
    /// The search for findings ended early.
    AtLeast,
}

/// Whether all silenced findings are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Silenced {
    #[default]
    Kept,
    Dropped,
}

impl LeftOut {
    /// Counts a finding that is not kept.
    pub(crate) fn count(&mut self, severity: Severity, code: Code) {
        *self.counts.entry((severity, code)).or_default() += 1;
    }

    /// There may be more than are counted.
    pub(crate) fn open_ended(&mut self) {
        self.extent = Extent::AtLeast;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for ((severity, code), count) in &other.counts {
            *self.counts.entry((*severity, code)).or_default() += count;
        }
        self.extent = self.extent.max(other.extent);
        self.silenced = self.silenced.max(other.silenced);
    }

    /// Gives what is left out the severity that it has in this run; none for what is not reported.
    pub(crate) fn weigh(&mut self, weight: impl Fn(Severity, Code) -> Option<Severity>) {
        for ((severity, code), count) in std::mem::take(&mut self.counts) {
            if let Some(severity) = weight(severity, code) {
                *self.counts.entry((severity, code)).or_default() += count;
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether findings were dropped of which nothing but a number is left, or not even that.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_empty() && self.silenced == Silenced::Kept
    }

    pub(crate) fn total(&self) -> usize {
        self.counts.values().sum()
    }

    pub(crate) fn of(&self, wanted: Severity) -> usize {
        let counts = self.counts.iter();
        let counts = counts.filter(|((severity, _), _)| *severity == wanted);
        counts.map(|(_, count)| count).sum()
    }

    pub(crate) fn extent(&self) -> Extent {
        self.extent
    }
}

/// Keeps the gravest findings, and the first of each code at each severity; counts the others.
pub(crate) fn trim(findings: &mut Vec<Diagnostic>, most: usize) -> LeftOut {
    let mut left_out = LeftOut::default();
    if findings.len() <= most {
        return left_out;
    }
    let mut order: Vec<_> = (0..findings.len()).collect();
    order.sort_by_key(|at| findings[*at].severity);
    let (mut kept, mut met) = (BTreeSet::new(), BTreeSet::new());
    for (rank, at) in order.into_iter().enumerate() {
        let Diagnostic { severity, code, .. } = findings[at];
        if met.insert((severity, code)) || rank < most {
            kept.insert(at);
        } else {
            left_out.count(severity, code);
        }
    }
    let mut at = 0..;
    findings.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
    left_out
}
