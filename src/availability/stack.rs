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

#[cfg(test)]
mod tests {
    use super::{stack, top};

    /// Pieces are cut at ends of intervals alone, so their number grows with that of the intervals,
    /// however many lie over each other.
    #[test]
    fn pieces_grow_with_the_intervals() {
        for count in [10, 1_000, 10_000] {
            let interval = |at: usize| {
                let from = i64::try_from(at * 7919 % count).unwrap();
                (from, from + 1440, at)
            };
            let pieces = stack((0..count).map(interval));
            assert!(pieces.len() < 2 * count, "{} of {count}", pieces.len());
        }
    }

    #[test]
    fn the_best_two_at_each_minute() {
        let pieces = stack([(0, 10, 2), (5, 20, 0), (8, 9, 1), (30, 40, 3)].into_iter());
        let at = |minute| top(&pieces, minute).map(|piece| (piece.first, piece.second));
        for (minute, expect) in [
            (-1, None),
            (0, Some((2, None))),
            (5, Some((0, Some(2)))),
            (8, Some((0, Some(1)))),
            (9, Some((0, Some(2)))),
            (10, Some((0, None))),
            (20, None),
            (30, Some((3, None))),
        ] {
            assert_eq!(at(minute), expect, "{minute}");
        }
    }
}
