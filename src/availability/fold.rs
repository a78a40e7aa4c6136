//! Stretches of the wall clock folded for people: what recurs every week is written once.
//!
//! A change of working hours opens or closes some minutes on each of the twenty working days of a
//! review. Twenty lines are not read; one line is: "Monday to Friday 17:00–18:00, except 24
//! December". Folding is that step. It loses nothing: the folded hours, laid out over the windows
//! again with [`Folded::unfold`], are exactly the stretches that went in, and a law checks it.
//!
//! # The steps
//!
//! 1. *By day* ([`by_day`]). Each stretch becomes a day and the [`Times`] of that day, in minutes
//!    from its midnight. A night belongs to the day on which it begins, so its end may be past
//!    24:00. All days of one key (one reason for the change) that share their times stand together.
//! 2. *Complete* ([`complete`]). The ends of the windows cut stretches short, and a cut one has
//!    other times than the whole ones around it. Where a whole one explains the cut one, it takes
//!    its place.
//! 3. *Dates* ([`SharedTimes::recurrences`]). The days that share their times become recurrences:
//!    some weekdays from a first to a last date, with few exceptions. What does not recur becomes
//!    runs of consecutive days.
//! 4. *Merge*. Times with equal dates are listed together: "Monday to Friday 08:30–12:00 and
//!    13:00–17:00".
//!
//! # An example
//!
//! A window of two weeks from Monday to Sunday, and an evening on Thursdays and Fridays,
//! 22:00–02:00, that was not seen on the first Friday:
//!
//! ```text
//!          Mon Tue Wed Thu   Fri   Sat Sun | Mon Tue Wed Thu   Fri   Sat Sun |
//! seen                   22──02                            22──02 22──02
//! by day   22:00–26:00 on Thu 1, Thu 2 and Fri 2
//! dates    Thursdays and Fridays from Thu 1 to Fri 2, except Fri 1? One exception takes four days,
//!          and there are three. So each weekday is tried alone: Thursdays recur, and the single
//!          Friday is a run of one day.
//! ```
//!
//! Were the window to end on the second Friday at 24:00, that evening would be cut to 22:00–24:00.
//! Step 2 finds that 22:00–26:00 is whole on other days and that the window shows precisely
//! 22:00–24:00 of it here. If it were whole on another *Friday* as well, the day would count as
//! whole; `unfold` cuts it at the window again, so nothing is invented. Here it is not, and
//! 22:00–24:00 stays.
//!
//! # Windows
//!
//! Windows are more than the ends of the review. Hours of every week are folded over the stretches
//! *without events* ([`Line::ordinary`](super::line::Line::ordinary)), so that a closed day is no
//! exception to them: on a day that the windows do not show at those times, nothing is claimed.
//! That is why each step asks which days the windows show ([`SharedTimes::shows`]) before it counts
//! one as missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::civil::{DAY, week_minute};
use super::spans::Spans;
use crate::model::{Day, Days};

/// A recurrence may have one exception for so many days on which it holds.
const DAYS_FOR_AN_EXCEPTION: usize = 4;

/// Minutes from the midnight that begins a day; the end may be on the next one.
pub(crate) type Times = (i64, i64);

/// Times of some days, and the key that they were folded for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded<K> {
    pub(crate) key: K,
    pub(crate) dates: Recurrence,
    pub(crate) times: Vec<Times>,
}

/// Every one of these weekdays from the first to the last date, as far as the windows reach.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Recurrence {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    pub(crate) days: Days,
    pub(crate) except: Vec<NaiveDate>,
    /// It recurs after the windows as well; their last day is the last date.
    pub(crate) ongoing: bool,
}

/// Whether the stretches are known to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recurs {
    /// They follow from weekly schedules: one day is enough for a recurrence, and it goes on after
    /// the windows.
    EveryWeek,
    /// They were seen, and that is all: a recurrence takes some weekday twice.
    AsSeen,
}

/// Folds stretches `(from, to, key)` of the wall clock that lie in the windows. Stretches that
/// touch are merged by the caller where they belong together; here each stands for itself.
pub(super) fn fold<K: Clone + Ord>(
    stretches: Vec<(i64, i64, K)>,
    windows: &Spans,
    recurs: Recurs,
) -> Vec<Folded<K>> {
    // Step 1. Maps are sorted, so that equal input gives equal reports.
    let mut by_key: BTreeMap<K, DaysByTimes> = BTreeMap::new();
    for (from, to, key) in stretches {
        let of_key = by_key.entry(key).or_default();
        for (day, times) in by_day(from, to) {
            of_key.entry(times).or_default().insert(day);
        }
    }
    let mut out = Vec::new();
    for (key, mut days_by_times) in by_key {
        // Step 2, before any day is counted.
        complete(&mut days_by_times, windows);
        // Steps 3 and 4: the map brings equal dates together.
        let mut times_by_dates: BTreeMap<Recurrence, Vec<Times>> = BTreeMap::new();
        for (times, days) in days_by_times {
            let days: Vec<i64> = days.into_iter().collect();
            let shared = SharedTimes {
                times,
                windows,
                recurs,
            };
            for dates in shared.recurrences(&days) {
                times_by_dates.entry(dates).or_default().push(times);
            }
        }
        out.extend(times_by_dates.into_iter().map(|(dates, times)| Folded {
            key: key.clone(),
            dates,
            times,
        }));
    }
    out
}

impl<K> Folded<K> {
    /// The stretches that were folded: the times of each date, cut to the windows, and merged.
    pub(crate) fn unfold(&self, windows: &Spans) -> Spans {
        let (first, last) = (number(self.dates.first), number(self.dates.last));
        let except: BTreeSet<i64> = self.dates.except.iter().copied().map(number).collect();
        let days = (first..=last)
            .filter(|day| self.dates.days.contains(weekday(*day)) && !except.contains(day));
        let mut out = Vec::new();
        for day in days {
            for (from, to) in &self.times {
                out.extend(windows.overlapping(day * DAY + from, day * DAY + to));
            }
        }
        Spans::of(out)
    }
}

/// Days, counted from 1970-01-01, by the times that they share.
type DaysByTimes = BTreeMap<Times, BTreeSet<i64>>;

/// Days with the times on each. A night belongs to the day on which it begins; a stretch longer
/// than a day is cut at midnights.
fn by_day(from: i64, to: i64) -> Vec<(i64, Times)> {
    let mut out = Vec::new();
    let mut at = from;
    while at < to {
        // The whole stretch if it fits into 24 hours, even over midnight; else up to the next one.
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

/// Step 2: counts a stretch that the end of a window cut short as a whole one, if a whole one would
/// look just so there.
fn complete(days_by_times: &mut DaysByTimes, windows: &Spans) {
    // Some times are whole on some days and the result of a cut on others, so both are collected.
    let mut wholes = Vec::new();
    let mut cut = Vec::new();
    for (times, days) in &*days_by_times {
        let (whole, other): (Vec<i64>, Vec<i64>) = days
            .iter()
            .partition(|day| is_whole(**day, *times, windows));
        if !whole.is_empty() {
            wholes.push(*times);
        }
        cut.extend(other.into_iter().map(|day| (day, *times)));
    }
    for (day, times) in cut {
        // The day before as well: of a night whose evening the window does not show, the morning is
        // left, and it belongs to the day on which the night began.
        let place = wholes
            .iter()
            .filter(|whole| **whole != times)
            .flat_map(|whole| [(day, *whole), (day - 1, *whole)])
            .find_map(|(first, whole)| {
                let cut = (day * DAY + times.0, day * DAY + times.1);
                let shown = windows.overlapping(first * DAY + whole.0, first * DAY + whole.1);
                let parts: Vec<_> = shown.collect();
                let explained =
                    parts.contains(&cut) && explains(days_by_times, first, whole, &parts);
                explained.then_some((first, whole, parts))
            });
        let Some((first, whole, parts)) = place else {
            continue;
        };
        // All parts of the whole one go, because an event in its middle cuts it in two.
        for (day, times) in parts.into_iter().flat_map(|(from, to)| by_day(from, to)) {
            if let Some(days) = days_by_times.get_mut(&times) {
                days.remove(&day);
            }
        }
        days_by_times.entry(whole).or_default().insert(first);
    }
    // Times of which no day is left would fold into nothing.
    days_by_times.retain(|_, days| !days.is_empty());
}

/// Whether no window cuts these times of a day: a window shows the minute before and the one after
/// as well.
fn is_whole(day: i64, times: Times, windows: &Spans) -> bool {
    let around = (day * DAY + times.0 - 1, day * DAY + times.1 + 1);
    windows.overlapping(around.0, around.1).eq([around])
}

/// Whether whole times on a day explain the parts that the windows show of them: all parts were found,
/// and the times are known on another day of that weekday.
fn explains(days_by_times: &DaysByTimes, first: i64, whole: Times, parts: &[(i64, i64)]) -> bool {
    // A part that was not found is closed, and the whole times would open it.
    let all_found = parts
        .iter()
        .flat_map(|(from, to)| by_day(*from, *to))
        .all(|(day, times)| {
            days_by_times
                .get(&times)
                .is_some_and(|days| days.contains(&day))
        });
    // Otherwise a night that was cut on a Friday would be taken for the longer one of Thursdays.
    let days = days_by_times.get(&whole);
    let known = days.is_some_and(|days| days.iter().any(|day| weekday(*day) == weekday(first)));
    all_found && known
}

/// Times that some days share, and the windows in which those days were found.
struct SharedTimes<'a> {
    times: Times,
    windows: &'a Spans,
    recurs: Recurs,
}

impl SharedTimes<'_> {
    /// Whether the windows show these times of a day, wholly or in part. Of a day that they do not
    /// show nothing is claimed, so it is never missing.
    fn shows(&self, day: i64) -> bool {
        let (from, to) = self.times;
        self.windows.overlaps(day * DAY + from, day * DAY + to)
    }

    /// Step 3: as few recurrences and runs of days as describe exactly these days.
    fn recurrences(&self, days: &[i64]) -> Vec<Recurrence> {
        // All of them at once: "Monday to Friday".
        if let Some(all) = self.recurrence(days) {
            return vec![all];
        }
        // Each weekday by itself: those that recur, and what is left.
        let (mut recurring, mut alone, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for weekday in Day::ALL {
            let of_weekday: Vec<i64> = days
                .iter()
                .copied()
                .filter(|day| self::weekday(*day) == weekday)
                .collect();
            match self.recurrence(&of_weekday) {
                Some(dates) => {
                    recurring.extend(of_weekday);
                    alone.push(dates);
                }
                None => rest.extend(of_weekday),
            }
        }
        // Those that recur may do so together, now that the others are out of the way.
        recurring.sort_unstable();
        let mut out = match self.recurrence(&recurring) {
            Some(together) => vec![together],
            None => alone,
        };
        rest.sort_unstable();
        out.extend(runs(&rest));
        out
    }

    /// One recurrence that describes exactly these days, if some weekday comes back and exceptions
    /// are few.
    fn recurrence(&self, hits: &[i64]) -> Option<Recurrence> {
        let (first, last) = (*hits.first()?, *hits.last()?);
        // Every weekday that was hit belongs to the recurrence; a day that spoils it shows as
        // missing ones on the other days of that weekday.
        let days: Days = hits.iter().copied().map(weekday).collect();
        // As many days as weekdays: each came up once.
        if self.recurs == Recurs::AsSeen && hits.len() <= days.iter().count() {
            return None;
        }
        // Exceptions are days of these weekdays that the windows show and that were not hit. One
        // more than is allowed is looked for and no further, because windows may span years.
        let allowed = hits.len() / DAYS_FOR_AN_EXCEPTION;
        let missing: Vec<i64> = (first..=last)
            .filter(|day| self.expects(days, *day) && hits.binary_search(day).is_err())
            .take(allowed + 1)
            .collect();
        if missing.len() > allowed {
            return None;
        }
        // It goes on unless the windows show a later day on which it should have been.
        let end = self.windows.iter().last();
        let end = end.map_or(last, |(_, to)| (to - 1).div_euclid(DAY));
        let ongoing = self.recurs == Recurs::EveryWeek
            && !(last + 1..=end).any(|day| self.expects(days, day));
        Some(Recurrence {
            first: date(first),
            last: date(if ongoing { last.max(end) } else { last }),
            days,
            except: missing.into_iter().map(date).collect(),
            ongoing,
        })
    }

    /// Whether a recurrence on these weekdays would show on a day.
    fn expects(&self, days: Days, day: i64) -> bool {
        days.contains(weekday(day)) && self.shows(day)
    }
}

/// Runs of consecutive days.
fn runs(days: &[i64]) -> Vec<Recurrence> {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == *day => run.1 = *day,
            Some(_) | None => runs.push((*day, *day)),
        }
    }
    let dates = runs.into_iter().map(|(first, last)| Recurrence {
        first: date(first),
        last: date(last),
        days: Days::ALL,
        except: Vec::new(),
        ongoing: false,
    });
    dates.collect()
}

fn weekday(day: i64) -> Day {
    let index = week_minute(day * DAY) / DAY;
    Day::ALL[usize::try_from(index).expect("a minute of the week lies on day 0 to 6")]
}

fn date(day: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(day)
}

fn number(date: NaiveDate) -> i64 {
    (date - NaiveDate::default()).num_days()
}
