//! Open minutes as weekly rules with the dates on which they do not hold, and single stretches for
//! what is left. Rules and stretches together are the open minutes, whatever the events and the
//! clocks do, because a date on which a rule is not wholly right is taken out of it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::super::instant;
use crate::availability::{Period, Reading, Spans, UnknownZone, Wall, day_begins, read, resolve};
use crate::model::{Chat, Day, Days, Language};

const DAY: i64 = 1440;
const WEEK: i64 = 7 * DAY;
/// How far ahead a rule that meets a clock change is laid out, in weeks: a little over three years.
const AHEAD: i64 = 160;

/// The same hours on some days of every week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    /// Minutes from midnight of the day on which it begins.
    pub(super) start: i64,
    pub(super) length: i64,
    pub(super) days: Days,
    /// The first day, on the wall clock.
    pub(super) first: NaiveDateTime,
    /// Beginnings that do not count.
    pub(super) without: Vec<NaiveDateTime>,
    /// A rule that meets clock changes ends before this date, because nobody can list them all.
    pub(super) before: Option<NaiveDate>,
    /// Whether it goes on with one that ended.
    pub(super) part: Part,
}

/// Where a rule stands among those of the same hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    First,
    Later,
}

/// What one language meets from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Laid {
    pub(super) rules: Vec<Rule>,
    /// Stretches outside the rules, `to` exclusive.
    pub(super) single: Vec<(DateTime<Utc>, DateTime<Utc>)>,
}

/// Lays out the hours from a date on. After the last event and the last clock change that matters
/// the rules go on by themselves.
pub(super) fn lay(
    chat: &Chat,
    zone: Tz,
    language: Language,
    from: NaiveDate,
) -> Result<Laid, UnknownZone> {
    let end = horizon(chat, language, from);
    let window = Period {
        from: day_begins(zone, from),
        to: day_begins(zone, end),
    };
    let open = resolve(chat, language, window)?;
    let weekly = rules(Wall::of(chat).week(language), from).into_iter();
    let mut rules: Vec<_> = weekly.flat_map(|rule| rule.readable(zone, end)).collect();
    let mut left = open.clone();
    for rule in &mut rules {
        let mut kept = Vec::new();
        for begins in rule.occurrences(end) {
            match steady(zone, begins, rule.length) {
                Some((from, to)) if open.within(from, to).minutes() == to.abs_diff(from) => {
                    kept.push((from, to));
                }
                Some(_) => rule.without.push(begins),
                None => {
                    rule.without.push(begins);
                    rule.before = rule.before.or(Some(end));
                }
            }
        }
        left = left.without(&Spans::of(kept));
        rule.begin_where_it_holds(end);
    }
    let holds = |rule: &Rule| rule.occurrences(end).count() > rule.without.len();
    rules.retain(|rule| rule.before.is_none() || holds(rule));
    let single = left.iter().map(|(from, to)| (instant(from), instant(to)));
    Ok(Laid {
        rules,
        single: single.collect(),
    })
}

/// The day after the last event, but some years at least.
fn horizon(chat: &Chat, language: Language, from: NaiveDate) -> NaiveDate {
    let events = chat.hours.get(language).special_events.values();
    let ends = events.map(|(_, event)| event.ends_at.date() + TimeDelta::days(1));
    let least = from + TimeDelta::weeks(AHEAD);
    ends.max().map_or(least, |last| last.max(least))
}

/// The ordinary week as rules: hours over midnight are one, hours over several days one a day.
fn rules(week: &Spans, from: NaiveDate) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for (start, length) in daily(week) {
        let day = Day::ALL[usize::try_from(start / DAY).unwrap_or_default()];
        let (start, day) = (start % DAY, [day].into_iter().collect::<Days>());
        let alike = rules
            .iter_mut()
            .find(|rule| (rule.start, rule.length) == (start, length));
        match alike {
            Some(rule) => rule.days = rule.days.iter().chain(day.iter()).collect(),
            None => rules.push(Rule {
                start,
                length,
                days: day,
                first: from.and_time(NaiveTime::MIN),
                without: Vec::new(),
                before: None,
                part: Part::First,
            }),
        }
    }
    for rule in &mut rules {
        let first = rule.occurrences(from + TimeDelta::weeks(1)).next();
        rule.first = first.unwrap_or(rule.first);
    }
    rules
}

/// Beginnings and lengths in the week.
fn daily(week: &Spans) -> Vec<(i64, i64)> {
    let mut spans: Vec<_> = week.iter().collect();
    // What goes on from Sunday to Monday is cut there only by the week's own end.
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
        while to - from > DAY {
            let midnight = (from / DAY + 1) * DAY;
            out.push((from % WEEK, midnight - from));
            from = midnight;
        }
        out.push((from % WEEK, to - from));
    }
    out
}

impl Rule {
    /// The rule without beginnings that the clocks skip or show twice: programs disagree about them,
    /// and some refuse a file that names one even as a date to leave out. It ends before such a date
    /// and begins again after it.
    fn readable(self, zone: Tz, end: NaiveDate) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut part = self.clone();
        let mut all = self.occurrences(end).peekable();
        while let Some(begins) = all.next() {
            if matches!(read(zone, begins), Reading::Once(_)) {
                continue;
            }
            part.before = Some(begins.date());
            parts.push(part);
            part = self.clone();
            part.part = Part::Later;
            part.before = Some(end);
            let Some(next) = all.peek() else {
                return parts;
            };
            part.first = *next;
        }
        parts.push(part);
        parts
    }

    /// A program takes the length of a rule from its first day, which then must be an even one.
    fn begin_where_it_holds(&mut self, end: NaiveDate) {
        let without = &self.without;
        let first = self
            .occurrences(end)
            .find(|at| without.binary_search(at).is_err());
        if let Some(first) = first {
            self.first = first;
            self.without.retain(|at| *at > first);
        }
    }

    /// Beginnings from the first day on and before another date, on the wall clock.
    fn occurrences(&self, before: NaiveDate) -> impl Iterator<Item = NaiveDateTime> + use<> {
        let before = self.before.map_or(before, |own| own.min(before));
        let (days, start) = (self.days, TimeDelta::minutes(self.start));
        let dates = self.first.date().iter_days();
        let dates = dates.take_while(move |date| *date < before);
        let dates = dates.filter(move |date| days.contains(Day::from_weekday(date.weekday())));
        dates.map(move |date| date.and_time(NaiveTime::MIN) + start)
    }
}

/// The stretch as minutes since the epoch when the clocks run evenly in it and at both its ends;
/// programs disagree about all others.
fn steady(zone: Tz, begins: NaiveDateTime, length: i64) -> Option<(i64, i64)> {
    let ends = begins + TimeDelta::minutes(length);
    match (read(zone, begins), read(zone, ends)) {
        (Reading::Once(from), Reading::Once(to)) if (to - from).num_minutes() == length => {
            let minute = |at: DateTime<Utc>| at.timestamp().div_euclid(60);
            Some((minute(from), minute(to)))
        }
        (Reading::Once(_) | Reading::Twice(..) | Reading::Skipped(_), _) => None,
    }
}
