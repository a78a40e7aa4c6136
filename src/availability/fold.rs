//! Stretches of the wall clock folded for people: what comes back every week is said once.
//!
//! Folding loses nothing: the folded stretches, laid out over the windows, are the stretches.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::Spans;
use super::civil::DAY;
use crate::model::{Day, Days};

/// A recurrence with exceptions may have one for so many days that it holds on.
const DAYS_FOR_AN_EXCEPTION: usize = 4;

/// Minutes from the midnight that begins a day; the end may be on the next one.
pub(crate) type Times = (i64, i64);

/// Times of some days, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded<K> {
    pub(crate) key: K,
    pub(crate) dates: Dates,
    pub(crate) times: Vec<Times>,
}

/// Every one of these weekdays from the first to the last date, as far as the windows reach.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dates {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    pub(crate) days: Days,
    pub(crate) except: Vec<NaiveDate>,
    /// It recurs after the windows as well; their last day is the last date.
    pub(crate) ongoing: bool,
}

/// Whether what is folded is known to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recurs {
    EveryWeek,
    AsSeen,
}

/// Folds stretches `[from, to)` of the wall clock that lie in the windows.
pub(super) fn fold<K: Clone + Ord>(
    stretches: Vec<(i64, i64, K)>,
    windows: &Spans,
    recurs: Recurs,
) -> Vec<Folded<K>> {
    let mut found: BTreeMap<K, Found> = BTreeMap::new();
    for (from, to, key) in stretches {
        let of_key = found.entry(key).or_default();
        for (day, times) in by_day(from, to) {
            of_key.entry(times).or_default().insert(day);
        }
    }
    let mut out = Vec::new();
    for (key, mut found) in found {
        complete(&mut found, windows);
        let mut folded: BTreeMap<Dates, Vec<Times>> = BTreeMap::new();
        for (times, days) in found {
            let days: Vec<i64> = days.into_iter().collect();
            let seen = Seen {
                times,
                windows,
                recurs,
            };
            for dates in seen.dates(&days) {
                folded.entry(dates).or_default().push(times);
            }
        }
        out.extend(folded.into_iter().map(|(dates, times)| Folded {
            key: key.clone(),
            dates,
            times,
        }));
    }
    out
}

impl<K> Folded<K> {
    /// The stretches again, merged.
    pub(crate) fn unfold(&self, windows: &Spans) -> Spans {
        let mut out = Vec::new();
        let (first, last) = (number(self.dates.first), number(self.dates.last));
        let except: BTreeSet<i64> = self.dates.except.iter().copied().map(number).collect();
        let on = |day: &i64| self.dates.days.contains(weekday(*day)) && !except.contains(day);
        for day in (first..=last).filter(on) {
            for (from, to) in &self.times {
                out.extend(windows.overlapping(day * DAY + from, day * DAY + to));
            }
        }
        Spans::of(out)
    }
}

/// Days, by the times that they share.
type Found = BTreeMap<Times, BTreeSet<i64>>;

/// A night belongs to the day on which it begins; what is longer than a day is cut at midnights.
fn by_day(from: i64, to: i64) -> Vec<(i64, Times)> {
    let mut out = Vec::new();
    let mut at = from;
    while at < to {
        let day = at.div_euclid(DAY);
        let end = if to - from <= DAY {
            to
        } else {
            to.min((day + 1) * DAY)
        };
        out.push((day, (at - day * DAY, end - day * DAY)));
        at = end;
    }
    out
}

/// What the end of a window cuts off is told as the whole ones around it are.
fn complete(found: &mut Found, windows: &Spans) {
    let whole = |day: i64, (start, end): Times| {
        let around = (day * DAY + start - 1, day * DAY + end + 1);
        windows.overlapping(around.0, around.1).eq([around])
    };
    let (mut wholes, mut cut) = (Vec::new(), Vec::new());
    for (times, days) in &*found {
        if days.iter().any(|day| whole(*day, *times)) {
            wholes.push(*times);
        }
        let days = days.iter().filter(|day| !whole(**day, *times));
        cut.extend(days.map(|day| (*day, *times)));
    }
    for (day, times) in cut {
        let others = wholes.iter().filter(|whole| **whole != times);
        let mut places = others.flat_map(|whole| [(day, *whole), (day - 1, *whole)]);
        let part = (day * DAY + times.0, day * DAY + times.1);
        let place = places.find_map(|(first, whole)| {
            let alike = |day: &i64| weekday(*day) == weekday(first);
            let seen = windows.overlapping(first * DAY + whole.0, first * DAY + whole.1);
            let parts: Vec<_> = seen.collect();
            let all = parts.contains(&part) && parts.iter().all(|part| holds(found, *part));
            let known = found.get(&whole)?.iter().any(alike);
            (all && known).then_some((first, whole, parts))
        });
        if let Some((first, whole, parts)) = place {
            for (day, times) in parts.into_iter().flat_map(|(from, to)| by_day(from, to)) {
                if let Some(days) = found.get_mut(&times) {
                    days.remove(&day);
                }
            }
            found.entry(whole).or_default().insert(first);
        }
    }
    found.retain(|_, days| !days.is_empty());
}

fn holds(found: &Found, (from, to): (i64, i64)) -> bool {
    let held = |(day, times)| found.get(&times).is_some_and(|days| days.contains(&day));
    by_day(from, to).into_iter().all(held)
}

/// On which days some times lie in the windows, wholly or in part.
struct Seen<'a> {
    times: Times,
    windows: &'a Spans,
    recurs: Recurs,
}

impl Seen<'_> {
    fn sees(&self, day: i64) -> bool {
        let (from, to) = self.times;
        let mut parts = self.windows.overlapping(day * DAY + from, day * DAY + to);
        parts.next().is_some()
    }

    /// As few recurrences and runs of days as tell exactly these.
    fn dates(&self, days: &[i64]) -> Vec<Dates> {
        if let Some(all) = self.recurring(days) {
            return vec![all];
        }
        let (mut recurring, mut rest) = (Vec::new(), Vec::new());
        for of in Day::ALL {
            let same = days.iter().copied().filter(|day| weekday(*day) == of);
            let same: Vec<i64> = same.collect();
            match self.recurring(&same) {
                Some(dates) => recurring.push((same, dates)),
                None => rest.extend(same),
            }
        }
        let mut together: Vec<i64> = recurring
            .iter()
            .flat_map(|(days, _)| days.clone())
            .collect();
        together.sort_unstable();
        let mut out = match self.recurring(&together) {
            Some(dates) => vec![dates],
            None => recurring.into_iter().map(|(_, dates)| dates).collect(),
        };
        rest.sort_unstable();
        out.extend(runs(&rest));
        out
    }

    /// One recurrence: some weekday comes back, and exceptions are few.
    fn recurring(&self, hits: &[i64]) -> Option<Dates> {
        let (first, last) = (*hits.first()?, *hits.last()?);
        let days: Days = hits.iter().copied().map(weekday).collect();
        if self.recurs == Recurs::AsSeen && hits.len() <= days.iter().count() {
            return None;
        }
        let of_these = |day: &i64| days.contains(weekday(*day)) && self.sees(*day);
        let missing =
            (first..=last).filter(|day| of_these(day) && hits.binary_search(day).is_err());
        let bearable = hits.len() / DAYS_FOR_AN_EXCEPTION;
        let missing: Vec<i64> = missing.take(bearable + 1).collect();
        if missing.len() > bearable {
            return None;
        }
        let end = self.windows.iter().last();
        let end = end.map_or(last, |(_, to)| (to - 1).div_euclid(DAY));
        let ongoing =
            self.recurs == Recurs::EveryWeek && !(last + 1..=end).any(|day| of_these(&day));
        Some(Dates {
            first: date(first),
            last: date(if ongoing { last.max(end) } else { last }),
            days,
            except: missing.into_iter().map(date).collect(),
            ongoing,
        })
    }
}

/// Days that follow each other.
fn runs(days: &[i64]) -> Vec<Dates> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == *day => run.1 = *day,
            Some(_) | None => runs.push((*day, *day)),
        }
    }
    let dates = runs.into_iter().map(|(first, last)| Dates {
        first: date(first),
        last: date(last),
        days: Days::ALL,
        except: Vec::new(),
        ongoing: false,
    });
    dates.collect()
}

/// Day 0 is 1970-01-01, a Thursday.
fn weekday(day: i64) -> Day {
    let index = (day + 3).rem_euclid(7);
    Day::ALL[usize::try_from(index).unwrap_or_default()]
}

fn date(day: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(day)
}

fn number(date: NaiveDate) -> i64 {
    (date - NaiveDate::default()).num_days()
}
