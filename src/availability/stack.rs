//! Intervals laid over each other: the first two that are in effect at each minute, in one sweep.

use std::collections::BTreeSet;

/// Minutes `[from, to)` in which the same intervals are in effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stack {
    pub(super) from: i64,
    pub(super) to: i64,
    /// The best of them, by number.
    pub(super) first: usize,
    /// The next, unless the first is alone.
    pub(super) second: Option<usize>,
}

/// Cuts numbered intervals where the best two change; minutes that none has are left out.
pub(super) fn stack(intervals: impl Iterator<Item = (i64, i64, usize)>) -> Vec<Stack> {
    let mut edges = Vec::new();
    for (from, to, number) in intervals.filter(|(from, to, _)| from < to) {
        edges.push((from, true, number));
        edges.push((to, false, number));
    }
    edges.sort_unstable();
    let mut out: Vec<Stack> = Vec::new();
    let mut active = BTreeSet::new();
    let mut from = 0;
    for (to, begins, number) in edges {
        let mut best = active.iter().copied();
        if let (Some(first), second) = (best.next(), best.next())
            && from < to
        {
            match out.last_mut() {
                Some(last) if (last.to, last.first, last.second) == (from, first, second) => {
                    last.to = to;
                }
                Some(_) | None => out.push(Stack {
                    from,
                    to,
                    first,
                    second,
                }),
            }
        }
        from = to;
        if begins {
            active.insert(number);
        } else {
            active.remove(&number);
        }
    }
    out
}

/// What is in effect at a minute.
pub(super) fn top(stacks: &[Stack], minute: i64) -> Option<&Stack> {
    let first = stacks.partition_point(|piece| piece.to <= minute);
    stacks.get(first).filter(|piece| piece.from <= minute)
}
