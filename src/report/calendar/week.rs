//! The ordinary week and the days of the coming weeks that are otherwise: what the grid shows, as
//! machines read it.

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use super::exceptions::{Exception, dates, exceptions};
use super::{Subject, time};
use crate::availability::{Spans, Wall};
use crate::model::{Day, Language, PerLanguage};

/// What people meet, worked out once for every form in which it is told.
pub(crate) struct Timetable {
    pub(super) wall: Wall,
    pub(super) exceptions: Vec<Exception>,
    /// Exceptions are looked for before this date.
    pub(super) before: NaiveDate,
    /// Events that begin later, and when the first one does.
    pub(super) later: Option<(usize, NaiveDate)>,
}

impl Timetable {
    /// Exceptions of `weeks` weeks from a date on.
    pub(crate) fn of(
        subject: &Subject<'_>,
        languages: &[Language],
        today: NaiveDate,
        weeks: u16,
    ) -> Self {
        let wall = Wall::of(subject.chat);
        let before = today + TimeDelta::weeks(i64::from(weeks));
        Self {
            exceptions: if subject.chat.enabled {
                exceptions(subject.chat, &wall, languages, (today, Some(before)))
            } else {
                Vec::new()
            },
            later: later(subject, languages, before),
            wall,
            before,
        }
    }

    /// Open minutes of each day of the ordinary week, Monday first.
    pub(super) fn days(&self, language: Language) -> [Spans; 7] {
        let week = self.wall.week(language);
        Day::ALL.map(|day| {
            let midnight = i64::from(day.index()) * 1440;
            week.within(midnight, midnight + 1440).shifted(-midnight)
        })
    }
}

/// An event of both languages is one.
fn later(
    subject: &Subject<'_>,
    languages: &[Language],
    before: NaiveDate,
) -> Option<(usize, NaiveDate)> {
    let mut found = std::collections::BTreeSet::new();
    for language in languages {
        let events = subject.chat.hours.get(*language).special_events.iter();
        found.extend(events.filter_map(|(key, (_, event))| {
            let (first, _) = dates(*event);
            (first >= before).then_some((first, key))
        }));
    }
    let (first, _) = found.first()?;
    Some((found.len(), *first))
}

views! {
    /// One account.
    WeekView {
        account: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<LanguageWeekView>,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<LanguageWeekView>,
        exceptions: Vec<ExceptionView>,
        /// Exceptions are listed before this date.
        before: String,
        enabled: bool,
        time_zone: String,
        assumptions: Vec<String>,
    }
    /// The ordinary week of one language.
    LanguageWeekView {
        open_minutes: u64,
        days: Vec<DayView>,
    }
    /// One day of it.
    DayView {
        day: &'static str,
        open: Vec<TimesView>,
    }
    /// Times of the wall clock; `24:00` ends a day.
    TimesView {
        from: String,
        to: String,
    }
    /// A range of days.
    ExceptionView {
        first: String,
        last: String,
        languages: Vec<&'static str>,
        open: Vec<TimesView>,
        /// `fewer`, `more`, `other` or `none`.
        change: &'static str,
        events: Vec<String>,
    }
}

/// The view of one account.
pub(crate) fn view(
    timetable: &Timetable,
    subject: &Subject<'_>,
    languages: &[Language],
) -> WeekView {
    let weeks = PerLanguage::from_fn(|language| {
        let asked = languages.contains(&language);
        asked.then(|| language_week(timetable, language))
    });
    WeekView {
        account: subject.account.to_owned(),
        fr: weeks.fr,
        en: weeks.en,
        exceptions: timetable.exceptions.iter().map(exception).collect(),
        before: timetable.before.to_string(),
        enabled: subject.chat.enabled,
        time_zone: subject.chat.time_zone.to_string(),
        assumptions: subject.codes(),
    }
}

fn language_week(timetable: &Timetable, language: Language) -> LanguageWeekView {
    let days = timetable.days(language);
    let days = Day::ALL.into_iter().zip(&days).map(|(day, open)| DayView {
        day: day.as_str(),
        open: times(open),
    });
    LanguageWeekView {
        open_minutes: timetable.wall.week(language).minutes(),
        days: days.collect(),
    }
}

fn exception(exception: &Exception) -> ExceptionView {
    ExceptionView {
        first: exception.first.to_string(),
        last: exception.last.to_string(),
        languages: exception.languages.iter().map(|l| l.as_str()).collect(),
        open: times(&exception.open),
        change: exception.change.as_str(),
        events: exception.events.clone(),
    }
}

fn times(open: &Spans) -> Vec<TimesView> {
    let times = open.iter().map(|(from, to)| TimesView {
        from: time(from),
        to: time(to),
    });
    times.collect()
}
