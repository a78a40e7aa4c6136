//! What customers of each language lose by a change: the one measure for consents, policies and
//! reports.
//!
//! It looks at hours and never at how they were written down, so closing a month by one event, by
//! thirty, by moving open events into the past or by another time zone is all the same:
//!
//! ```text
//! open before   ████ ████ ████ ████ ████        lost = before without after
//! open after    ████ ██   ·    ·    ████               ▒▒ ████ ████
//! ```
//!
//! Three shares are taken of that: of the ordinary week, of the whole time ahead, and of the 28
//! consecutive days that lose the largest part. Hours gained elsewhere set nothing off. The time
//! ahead begins at midnight today, so that a plan needs the same consents all day long, and ends
//! after 53 weeks, when every yearly event has come once.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::agenda::Agenda;
use super::delta::same_hours;
use super::instants::{first_instant, instant, minute};
use super::period::Period;
use super::spans::Spans;
use super::zone::UnknownZone;
use crate::model::{Chat, Language, PerLanguage};

/// Weeks that a loss is measured over.
pub(crate) const WEEKS_AHEAD: u64 = 53;
/// Consecutive days of which more than half may not be lost without consent.
const STRETCH: usize = 28;

/// Open minutes before a change, and how many of them it takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LostShare {
    pub(crate) open: u64,
    pub(crate) lost: u64,
}

impl LostShare {
    fn of(open: &Spans, lost: &Spans) -> Self {
        Self {
            open: open.minutes(),
            lost: lost.minutes(),
        }
    }

    /// Whether more than this part is lost. Where nothing was open, nothing can be.
    fn exceeds_percent(self, percent: u64) -> bool {
        self.lost * 100 > self.open * percent
    }
}

/// What customers of one language lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LostHours {
    /// Of the ordinary week, without events.
    pub(crate) week: LostShare,
    /// Of the next 53 weeks, events included.
    pub(crate) ahead: LostShare,
    /// Of the 28 consecutive days within them that lose the largest part.
    pub(crate) stretch: LostShare,
}

impl LostHours {
    fn between(old: &Agenda, new: &Agenda, language: Language, time: &TimeAhead) -> Self {
        let before = old.open(language, time.whole());
        let lost = before.without(&new.open(language, time.whole()));
        let old_week = old.week(language, time.now);
        let lost_week = old_week.without(&new.week(language, time.now));
        Self {
            week: LostShare::of(&old_week, &lost_week),
            ahead: LostShare::of(&before, &lost),
            stretch: time.worst_stretch(&before, &lost),
        }
    }

    /// Whether the change needs the consent `lose-hours`. A language that is left without any hour
    /// needs no rule of its own: it loses all of its week, or all of the time ahead.
    fn needs_consent(&self) -> bool {
        self.week.exceeds_percent(20)
            || self.stretch.exceeds_percent(50)
            || self.ahead.exceeds_percent(10)
    }

    /// Whether the weeks ahead lose more than so many minutes on average. Rounded minutes would let
    /// a limit of none pass what takes a little from every week.
    pub(crate) fn loses_a_week(&self, minutes: u64) -> bool {
        self.ahead.lost > minutes * WEEKS_AHEAD
    }

    /// Minutes that the weeks ahead lose on average.
    pub(crate) fn average(&self) -> u64 {
        self.ahead.lost / WEEKS_AHEAD
    }
}

/// What a change takes from each language. A chat that is off has no hours to lose, and one that is
/// switched off loses them all.
pub(crate) fn lost_hours(
    old: &Chat,
    new: &Chat,
    now: DateTime<Utc>,
) -> Result<PerLanguage<LostHours>, UnknownZone> {
    if same_hours(old, new)? {
        return Ok(PerLanguage::default());
    }
    let (before, after) = (Agenda::of(old)?, Agenda::of(new)?);
    let time = TimeAhead::of(&after, now);
    Ok(PerLanguage::from_fn(|language| {
        LostHours::between(&before, &after, language, &time)
    }))
}

/// Whether a change needs the consent `lose-hours`. Switching chat off needs one of its own.
pub(crate) fn loses_hours(old: &Chat, new: &Chat, now: DateTime<Utc>) -> Result<bool, UnknownZone> {
    if !old.enabled || !new.enabled {
        // An unknown zone is an error here too, or only the next change would bring it up.
        return same_hours(old, new).map(|_| false);
    }
    let lost = lost_hours(old, new, now)?;
    Ok(Language::ALL
        .into_iter()
        .any(|language| lost.get(language).needs_consent()))
}

/// The next 53 weeks on the clock of the new configuration.
struct TimeAhead {
    now: i64,
    /// The minutes at which the days begin, and the one at which the last of them ends.
    days: Vec<i64>,
}

impl TimeAhead {
    fn of(after: &Agenda, now: DateTime<Utc>) -> Self {
        let today = now.with_timezone(&after.zone).date_naive();
        let midnight = |day| NaiveDateTime::new(today + TimeDelta::days(day), NaiveTime::MIN);
        let days = (0..=7 * WEEKS_AHEAD.cast_signed())
            .map(|day| minute(first_instant(after.zone, midnight(day))));
        Self {
            now: minute(now),
            days: days.collect(),
        }
    }

    fn whole(&self) -> Period {
        let ends = "the days ahead are counted from one constant, which is not 0";
        Period {
            from: instant(*self.days.first().expect(ends)),
            to: instant(*self.days.last().expect(ends)),
        }
    }

    /// The 28 consecutive days that lose the largest part of what was open in them.
    fn worst_stretch(&self, open: &Spans, lost: &Spans) -> LostShare {
        let days = self.days.windows(2).map(|day| LostShare {
            open: minutes_within(open, day),
            lost: minutes_within(lost, day),
        });
        let days: Vec<_> = days.collect();
        let stretches = days.windows(STRETCH).map(|days| LostShare {
            open: days.iter().map(|day| day.open).sum(),
            lost: days.iter().map(|day| day.lost).sum(),
        });
        // Fractions are compared crosswise, without rounding: a/b < c/d when a*d < c*b. Stretches in
        // which nothing was open are no fractions.
        stretches
            .filter(|stretch| stretch.open > 0)
            .max_by(|left, right| (left.lost * right.open).cmp(&(right.lost * left.open)))
            .unwrap_or_default()
    }
}

fn minutes_within(spans: &Spans, day: &[i64]) -> u64 {
    let parts = spans.overlapping(day[0], day[1]);
    parts.map(|(from, to)| to.abs_diff(from)).sum()
}
