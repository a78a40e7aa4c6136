//! Open minutes as weekly rules with the dates on which they do not hold, and single stretches for
//! the rest.
//!
//! A calendar program understands one thing well: "08:30 to 12:00 every Monday, except on these
//! dates". It does not know priorities of schedules, and programs disagree about clock changes. So
//! nothing here translates schedules. The engine's open minutes are the truth, the ordinary week is
//! only a *guess* at them, and each date of the guess is checked:
//!
//! ```text
//!   open minutes      ███ ███  ██ ███      what `resolve` says, instants
//!   rule of Mondays   ███ ███ ███ ███      the ordinary week, laid out date by date
//!   kept              ███ ███     ███      the occurrence lies wholly in the open minutes
//!   EXDATE                    ×            the others are taken out of the rule
//!   single stretches           ██          open minutes that no kept occurrence covers
//! ```
//!
//! Kept occurrences and single stretches are disjoint and together they are the open minutes, by
//! construction. That holds whatever events do to a day, and there is no case to forget: an event
//! that opens an evening, closes a morning or spans midnight ends up as some `×` and some single
//! stretches.
//!
//! # Clock changes
//!
//! Three facts about programs decide the rest:
//!
//! * They disagree about an occurrence that *begins* at a time that the clocks skip or show twice,
//!   and some refuse a file that names such a time even in an EXDATE. So a rule never has such an
//!   occurrence: it ends before that date ([`WeeklyRule::readable`]), and a second rule for equal
//!   hours begins at the next occurrence. That second one is [`SeriesPart::Later`] and has a UID of
//!   its own.
//! * They disagree about the length of an occurrence *over* a clock change: some keep the end on
//!   the clock, some the duration. Such an occurrence is not steady ([`steady`]): it is taken out
//!   and written in UTC, as a single stretch.
//! * A rule that meets clock changes would need an EXDATE for each of them for ever. It therefore
//!   ends, with UNTIL, at the horizon of the layout; all other rules recur without an end.
//!
//! A program takes the duration of all occurrences from the first one. So the first must be one
//! that holds: [`WeeklyRule::begin_where_it_holds`] moves DTSTART past leading exceptions.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::super::units::{DAY, instant};
use crate::availability::{Period, Reading, Spans, UnknownZone, Wall, day_begins, read, resolve};
use crate::model::{Chat, Day, Days, Language};
use crate::zone::Zone;

/// Minutes of a week.
const WEEK: i64 = 7 * DAY;

/// How far ahead rules are checked at least, in weeks: a little over three years. A rule that meets
/// clock changes ends there.
const AHEAD: i64 = 160;

/// Equal hours on some days of every week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WeeklyRule {
    /// Minutes from midnight of the day on which an occurrence begins.
    pub(super) start: i64,
    /// Minutes; at most a day, so that occurrences do not overlap.
    pub(super) length: i64,
    pub(super) days: Days,
    /// The first occurrence, on the wall clock.
    pub(super) first: NaiveDateTime,
    /// Beginnings of occurrences that do not hold, in order.
    pub(super) without: Vec<NaiveDateTime>,
    /// The rule has no occurrence on this date or later; without one it recurs for ever.
    pub(super) before: Option<NaiveDate>,
    pub(super) part: SeriesPart,
}

/// Where a rule stands in the series of rules for equal hours that clock changes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SeriesPart {
    First,
    Later,
}

/// What the customers of one language meet from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CalendarLayout {
    pub(super) rules: Vec<WeeklyRule>,
    /// Stretches outside the rules, the end exclusive.
    pub(super) single: Vec<(DateTime<Utc>, DateTime<Utc>)>,
}

/// Lays out the hours from a date on. After the last event and the last clock change that matters
/// the rules go on by themselves.
pub(super) fn lay_out(
    chat: &Chat,
    zone: Zone,
    language: Language,
    from: NaiveDate,
) -> Result<CalendarLayout, UnknownZone> {
    // Beyond the last event the ordinary week is the truth, so there is nothing left to check.
    let end = horizon(chat, language, from);
    let window = Period {
        from: day_begins(zone, from),
        to: day_begins(zone, end),
    };
    let open = resolve(chat, language, window)?;
    // The guess: the ordinary week, without beginnings that programs read differently.
    let weekly = weekly_rules(Wall::of(chat).week(language), from).into_iter();
    let mut rules: Vec<_> = weekly.flat_map(|rule| rule.readable(zone, end)).collect();
    // Check each occurrence, and subtract those that hold from the open minutes.
    let mut left = open.clone();
    for rule in &mut rules {
        let kept = rule.keep_what_holds(zone, end, &open);
        left = left.without(&Spans::of(kept));
        rule.begin_where_it_holds(end);
    }
    // A rule that ends may have lost all its occurrences. One that recurs for ever still means
    // something after the horizon.
    rules
        .retain(|rule| rule.before.is_none() || rule.occurrences(end).count() > rule.without.len());
    let single = left.iter().map(|(from, to)| (instant(from), instant(to)));
    Ok(CalendarLayout {
        rules,
        single: single.collect(),
    })
}

/// The day after the last event, but [`AHEAD`] at least.
fn horizon(chat: &Chat, language: Language, from: NaiveDate) -> NaiveDate {
    let events = chat.hours.get(language).named.special_events();
    let ends = events.map(|(_, event)| event.ends_at.date() + TimeDelta::days(1));
    let least = from + TimeDelta::weeks(AHEAD);
    ends.max().map_or(least, |last| last.max(least))
}

/// The ordinary week as rules, one for each beginning and length, with all the days that share
/// them.
fn weekly_rules(week: &Spans, from: NaiveDate) -> Vec<WeeklyRule> {
    let mut rules: Vec<WeeklyRule> = Vec::new();
    // A calendar of five equal days is easier to read, and to edit away, as one rule than as five.
    for WeekStretch { start, length } in daily_stretches(week) {
        let day = usize::try_from(start / DAY).expect("stretches begin within the week");
        let day: Days = [Day::ALL[day]].into_iter().collect();
        let start = start % DAY;
        let known = rules
            .iter_mut()
            .find(|rule| (rule.start, rule.length) == (start, length));
        match known {
            Some(rule) => rule.days = rule.days.iter().chain(day.iter()).collect(),
            None => rules.push(WeeklyRule {
                start,
                length,
                days: day,
                first: from.and_time(NaiveTime::MIN),
                without: Vec::new(),
                before: None,
                part: SeriesPart::First,
            }),
        }
    }
    for rule in &mut rules {
        let mut occurrences = rule.occurrences(from + TimeDelta::weeks(1));
        rule.first = occurrences.next().expect("a rule has a day in every week");
    }
    rules
}

/// A stretch of the ordinary week, in minutes from Monday's midnight; `start + length` may pass
/// the end of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct WeekStretch {
    start: i64,
    length: i64,
}

/// The open stretches of the week, none longer than a day: a night is one stretch, hours over
/// several days are one a day.
fn daily_stretches(week: &Spans) -> Vec<WeekStretch> {
    let mut spans: Vec<_> = week.iter().collect();
    // The week is a circle that is cut at Monday's midnight. Hours over that midnight are one
    // stretch that begins on Sunday.
    if let [first, .., last] = spans[..]
        && (first.0, last.1) == (0, WEEK)
    {
        spans.remove(0);
        if let Some(last) = spans.last_mut() {
            last.1 += first.1;
        }
    }
    let mut out = Vec::new();
    for (mut from, to) in spans {
        // Longer hours would overlap with the occurrence of the next day.
        while to - from > DAY {
            let midnight = (from / DAY + 1) * DAY;
            out.push(WeekStretch {
                start: from % WEEK,
                length: midnight - from,
            });
            from = midnight;
        }
        out.push(WeekStretch {
            start: from % WEEK,
            length: to - from,
        });
    }
    out
}

impl WeeklyRule {
    /// The rule cut at beginnings that the clocks skip or show twice: it ends before such a date,
    /// and a later part begins at the next occurrence.
    ///
    /// ```text
    ///   Sundays 02:30   ● ● ● ○ ● ● ●        ○ the clocks skip 02:30
    ///   parts           ● ● ●   ● ● ●
    ///                   First   Later
    /// ```
    fn readable(self, zone: Zone, end: NaiveDate) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut part = self.clone();
        let mut all = self.occurrences(end).peekable();
        while let Some(begins) = all.next() {
            if matches!(read(zone, begins), Reading::Once(_)) {
                continue;
            }
            // The part ends before the date, not at the time: UNTIL is compared in UTC, and a bound
            // near a clock change would be read differently as well.
            part.before = Some(begins.date());
            parts.push(part);
            // Every later part ends at the horizon: the clocks will skip its time again.
            part = self.clone();
            part.part = SeriesPart::Later;
            part.before = Some(end);
            let Some(next) = all.peek() else {
                return parts;
            };
            part.first = *next;
        }
        parts.push(part);
        parts
    }

    /// The occurrences that lie wholly in the open minutes, in minutes since the epoch; the others
    /// are taken out of the rule.
    fn keep_what_holds(&mut self, zone: Zone, end: NaiveDate, open: &Spans) -> Vec<(i64, i64)> {
        let mut kept = Vec::new();
        for begins in self.occurrences(end) {
            match steady(zone, begins, self.length) {
                Some((from, to)) if open.within(from, to).minutes() == to.abs_diff(from) => {
                    kept.push((from, to));
                }
                // An event changes this one.
                Some(_) => self.without.push(begins),
                // The clocks change in it, and will do so every year.
                None => {
                    self.without.push(begins);
                    self.before = self.before.or(Some(end));
                }
            }
        }
        kept
    }

    /// Moves the first occurrence past those that do not hold: a program takes the length of the
    /// rule from it.
    fn begin_where_it_holds(&mut self, end: NaiveDate) {
        // `without` is sorted, because occurrences were visited in order.
        let without = &self.without;
        let first = self
            .occurrences(end)
            .find(|at| without.binary_search(at).is_err());
        // If none holds, the rule has nothing to say and is dropped by the caller.
        if let Some(first) = first {
            self.first = first;
            self.without.retain(|at| *at > first);
        }
    }

    /// Beginnings from the first one on and before a date, on the wall clock.
    fn occurrences(&self, before: NaiveDate) -> impl Iterator<Item = NaiveDateTime> + use<> {
        // Days and times are those of the wall clock: no zone is needed to list them.
        let before = self.before.map_or(before, |own| own.min(before));
        let (days, start) = (self.days, TimeDelta::minutes(self.start));
        let dates = self.first.date().iter_days();
        let dates = dates.take_while(move |date| *date < before);
        let dates = dates.filter(move |date| days.contains(Day::from_weekday(date.weekday())));
        dates.map(move |date| date.and_time(NaiveTime::MIN) + start)
    }
}

/// An occurrence as minutes since the epoch, if every program agrees about it: the clocks show both
/// its ends once, and as many minutes pass in between as the clock says.
fn steady(zone: Zone, begins: NaiveDateTime, length: i64) -> Option<(i64, i64)> {
    let ends = begins + TimeDelta::minutes(length);
    match (read(zone, begins), read(zone, ends)) {
        (Reading::Once(from), Reading::Once(to)) if (to - from).num_minutes() == length => {
            Some((minute(from), minute(to)))
        }
        (Reading::Once(_) | Reading::Twice(..) | Reading::Skipped(_), _) => None,
    }
}

/// Whole minutes since the epoch.
fn minute(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(60)
}
