//! Sets of minutes as sorted, disjoint intervals.

/// Minutes `[from, to)`, sorted, disjoint and merged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Spans(Vec<(i64, i64)>);

impl Spans {
    pub(crate) fn of(mut spans: Vec<(i64, i64)>) -> Self {
        spans.retain(|(from, to)| from < to);
        spans.sort_unstable();
        let mut merged = Self::default();
        for span in spans {
            merged.push(span);
        }
        merged
    }

    /// Adds what begins at or after everything that is there.
    pub(super) fn push(&mut self, (from, to): (i64, i64)) {
        match self.0.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            Some(_) | None => self.0.push((from, to)),
        }
    }

    pub(super) fn extend(&mut self, later: Self) {
        for span in later.0 {
            self.push(span);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.0.iter().copied()
    }

    pub(crate) fn minutes(&self) -> u64 {
        self.0.iter().map(|(from, to)| to.abs_diff(*from)).sum()
    }

    /// Both together, in one sweep.
    pub(super) fn or(self, other: Self) -> Self {
        let mut both = Self::default();
        let (mut left, mut right) = (
            self.0.into_iter().peekable(),
            other.0.into_iter().peekable(),
        );
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some(l), Some(r)) if r < l => right.next(),
                (Some(_), Some(_) | None) => left.next(),
                (None, _) => right.next(),
            };
            match next {
                Some(span) => both.push(span),
                None => return both,
            }
        }
    }

    /// What is here and not there, in one sweep.
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

    pub(crate) fn within(&self, from: i64, to: i64) -> Self {
        Self(self.overlapping(from, to).collect())
    }

    /// The parts that lie in `[from, to)`, found without walking what is before it.
    pub(super) fn overlapping(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        let first = self.0.partition_point(|span| span.1 <= from);
        let reaching = self.0[first..].iter().take_while(move |span| span.0 < to);
        reaching
            .map(move |span| (span.0.max(from), span.1.min(to)))
            .filter(|(from, to)| from < to)
    }

    pub(crate) fn shifted(self, by: i64) -> Self {
        Self(
            self.0
                .into_iter()
                .map(|(from, to)| (from + by, to + by))
                .collect(),
        )
    }
}
