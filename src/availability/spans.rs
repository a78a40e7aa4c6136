//! Sets of minutes as sorted, disjoint intervals.
//!
//! Union, difference and cuts are single sweeps, so a set of hours costs as much as it has
//! intervals, whether they last a minute or a year.

/// Minutes `[from, to)`: sorted, disjoint, and merged where they touch, so that two sets hold the
/// same minutes exactly when they are equal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Spans(Vec<(i64, i64)>);

impl Spans {
    /// The minutes of any intervals, in any order. Those that end before they begin hold none.
    pub(crate) fn of(mut spans: Vec<(i64, i64)>) -> Self {
        spans.retain(|(from, to)| from < to);
        spans.sort_unstable();
        let mut merged = Self::default();
        for (from, to) in spans {
            merged.push(from, to);
        }
        merged
    }

    /// Adds an interval that begins no earlier than the last one here.
    pub(super) fn push(&mut self, from: i64, to: i64) {
        match self.0.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            Some(_) | None => self.0.push((from, to)),
        }
    }

    /// Adds intervals that begin no earlier than the last one here.
    pub(super) fn extend(&mut self, later: Self) {
        for (from, to) in later.0 {
            self.push(from, to);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.0.iter().copied()
    }

    /// How many minutes there are.
    pub(crate) fn minutes(&self) -> u64 {
        self.0.iter().map(|(from, to)| to.abs_diff(*from)).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first minute.
    pub(crate) fn first(&self) -> Option<i64> {
        self.0.first().map(|(from, _)| *from)
    }

    /// The union.
    pub(super) fn or(self, other: Self) -> Self {
        let mut both = Self::default();
        let mut left = self.0.into_iter().peekable();
        let mut right = other.0.into_iter().peekable();
        loop {
            // Whichever begins first, so that `push` sees them in order.
            let next = match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if r < l => right.next(),
                (Some(_), Some(_) | None) => left.next(),
                (None, _) => right.next(),
            };
            match next {
                Some((from, to)) => both.push(from, to),
                None => return both,
            }
        }
    }

    /// The intersection.
    pub(super) fn and(&self, other: &Self) -> Self {
        self.without(&self.without(other))
    }

    /// The difference: minutes that are here and not there.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut left = Vec::new();
        let mut holes = other.0.iter().peekable();
        for &(mut from, to) in &self.0 {
            while let Some(&&(start, end)) = holes.peek() {
                if start >= to {
                    break;
                }
                if from < start {
                    left.push((from, start));
                }
                from = from.max(end);
                // A hole that reaches further may cut the next interval as well, so it stays.
                if end > to {
                    break;
                }
                holes.next();
            }
            if from < to {
                left.push((from, to));
            }
        }
        Self(left)
    }

    /// Whether every minute of this set is one of the other.
    pub(crate) fn lie_in(&self, other: &Self) -> bool {
        self.without(other).is_empty()
    }

    pub(crate) fn within(&self, from: i64, to: i64) -> Self {
        Self(self.overlapping(from, to).collect())
    }

    /// The parts that lie in `[from, to)`, found by a search instead of a walk from the beginning.
    pub(super) fn overlapping(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        let first = self.0.partition_point(|span| span.1 <= from);
        let reaching = self.0[first..].iter().take_while(move |span| span.0 < to);
        reaching
            .map(move |span| (span.0.max(from), span.1.min(to)))
            .filter(|(from, to)| from < to)
    }

    /// Whether any minute lies in `[from, to)`.
    pub(super) fn overlaps(&self, from: i64, to: i64) -> bool {
        self.overlapping(from, to).next().is_some()
    }

    /// All intervals moved by so many minutes.
    pub(crate) fn shifted(self, by: i64) -> Self {
        let moved = self.0.into_iter().map(|(from, to)| (from + by, to + by));
        Self(moved.collect())
    }
}
