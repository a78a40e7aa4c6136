//! Intervals laid over each other: who is on top at each minute, in one sweep.
//!
//! The intervals carry numbers, and a lower number lies on top. All their ends are sorted along the
//! line; between two neighbouring ends the set of intervals in effect does not change, so its top
//! is looked up once per gap, however long the gap is. Neighbouring gaps with an equal top are one
//! [`Piece`]:
//!
//! ```text
//! minute      0    5    10   15   20
//! number 0         ├──────────────┤
//! number 1            ├┤
//! number 2    ├─────────┤
//! first       22222000000000000000       tops: 2 in [0, 5), 0 in [5, 20)
//! second      -----22212----------
//! ```
//!
//! Two questions are asked of such a pile, and the sweep answers either. Who decides? That is the
//! first alone ([`tops`]). What if the decider were removed? Then the second decides, so the first
//! two are needed ([`top_two`]). Nothing below the second can ever matter: removing one interval
//! uncovers one.
//!
//! There are at most `2n - 1` gaps for `n` intervals, so the work is `n log n`.

use std::collections::BTreeSet;

/// An interval and its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) number: usize,
}

/// Minutes `[from, to)` with an unchanging top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<T> {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) top: T,
}

/// The two best intervals in effect, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TopTwo {
    pub(super) first: usize,
    /// None where the first is alone.
    pub(super) second: Option<usize>,
}

/// Cuts where the best interval changes. Minutes without any are left out.
pub(super) fn tops(intervals: impl Iterator<Item = Numbered>) -> Vec<Piece<usize>> {
    sweep(intervals, |active| active.first().copied())
}

/// Cuts where one of the best two intervals changes. Minutes without any are left out.
pub(super) fn top_two(intervals: impl Iterator<Item = Numbered>) -> Vec<Piece<TopTwo>> {
    sweep(intervals, |active| {
        let mut best = active.iter().copied();
        let first = best.next()?;
        let second = best.next();
        Some(TopTwo { first, second })
    })
}

fn sweep<T: Copy + PartialEq>(
    intervals: impl Iterator<Item = Numbered>,
    top: impl Fn(&BTreeSet<usize>) -> Option<T>,
) -> Vec<Piece<T>> {
    // Both ends of every interval, along the line. Empty intervals are never in effect.
    let mut ends = Vec::new();
    for Numbered { from, to, number } in intervals.filter(|one| one.from < one.to) {
        ends.push((from, Edge::Begins, number));
        ends.push((to, Edge::Ends, number));
    }
    ends.sort_unstable();
    let mut pieces: Vec<Piece<T>> = Vec::new();
    // The intervals in effect in the gap that begins at `from`, the best first. Before the first
    // end there are none, so where that gap begins does not matter.
    let mut active = BTreeSet::new();
    let mut from = 0;
    // One end after the other; `to` is the end of the gap before it.
    for (to, edge, number) in ends {
        // The gap before this end. Several ends at one minute leave empty gaps between them, and in
        // those the set is only half updated.
        if from < to
            && let Some(top) = top(&active)
        {
            match pieces.last_mut() {
                // Something below the top began or ended: no cut.
                Some(last) if last.to == from && last.top == top => last.to = to,
                Some(_) | None => pieces.push(Piece { from, to, top }),
            }
        }
        // The set for the gap that begins here.
        from = to;
        match edge {
            Edge::Begins => active.insert(number),
            Edge::Ends => active.remove(&number),
        };
    }
    pieces
}

/// The order matters where two intervals of one number touch: the first one ends before the second
/// one begins, or the end would take both away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Ends,
    Begins,
}

/// The piece in which a minute lies.
pub(super) fn piece_at<T>(pieces: &[Piece<T>], minute: i64) -> Option<&Piece<T>> {
    // The first piece that ends later; it may begin later as well.
    let first = pieces.partition_point(|piece| piece.to <= minute);
    pieces.get(first).filter(|piece| piece.from <= minute)
}

/// The parts of pieces that lie in `[from, to)`.
pub(super) fn pieces_within<T: Copy>(
    pieces: &[Piece<T>],
    from: i64,
    to: i64,
) -> impl Iterator<Item = Piece<T>> {
    // Pieces are sorted and disjoint, so the first that matters is found by a search.
    let first = pieces.partition_point(|piece| piece.to <= from);
    let reaching = pieces[first..]
        .iter()
        .take_while(move |piece| piece.from.max(from) < to);
    reaching.map(move |piece| Piece {
        from: piece.from.max(from),
        to: piece.to.min(to),
        top: piece.top,
    })
}

#[cfg(test)]
mod tests {
    use super::{Numbered, piece_at, top_two, tops};

    /// Pieces are cut at ends of intervals alone, so their number grows with that of the intervals,
    /// however many lie over each other.
    #[test]
    fn pieces_grow_with_the_intervals() {
        for count in [10, 1_000, 10_000] {
            let interval = |number: usize| {
                let from = i64::try_from(number * 7919 % count).unwrap();
                let to = from + 1440;
                Numbered { from, to, number }
            };
            let pieces = top_two((0..count).map(interval));
            assert!(pieces.len() < 2 * count, "{} of {count}", pieces.len());
        }
    }

    fn intervals() -> impl Iterator<Item = Numbered> {
        let all = [(0, 10, 2), (5, 20, 0), (8, 9, 1), (30, 40, 3)];
        all.into_iter()
            .map(|(from, to, number)| Numbered { from, to, number })
    }

    #[test]
    fn the_best_two_at_each_minute() {
        let (pieces, firsts) = (top_two(intervals()), tops(intervals()));
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
            let found = piece_at(&pieces, minute).map(|piece| (piece.top.first, piece.top.second));
            assert_eq!(found, expect, "{minute}");
            let first = piece_at(&firsts, minute).map(|piece| piece.top);
            assert_eq!(first, expect.map(|(first, _)| first), "{minute}");
        }
        assert_eq!(
            firsts.len(),
            3,
            "cut where the first is another, and nowhere else"
        );
    }
}
