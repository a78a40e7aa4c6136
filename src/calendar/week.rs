//! The ordinary week and the days of the coming weeks that differ from it: the facts behind the
//! grid, and their JSON.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use super::account_hours::AccountHours;
use super::exceptions::{Exception, dates_of_event, exceptions};
use crate::availability::{Spans, Wall};
use crate::model::{Day, Language, PerLanguage, name_key};
use crate::report::json_text::CivilDate;
use crate::report::ordinary::{OpenTimesView, open_times};
use crate::report::views;

/// What customers meet: the ordinary week, and the exceptions of the weeks that were asked for. It
/// is computed once, and every format that shows it starts from here.
pub(crate) struct Timetable {
    pub(super) wall: Wall,
    pub(super) exceptions: Vec<Exception>,
    /// Exceptions are listed before this date.
    pub(super) before: NaiveDate,
    pub(super) later: Option<LaterEvents>,
}

/// Events that begin after the listed weeks. An event of both languages counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LaterEvents {
    pub(super) count: usize,
    pub(super) first: NaiveDate,
}

impl Timetable {
    /// The week, and the exceptions of `weeks` weeks from `today` on.
    pub(crate) fn of(
        hours: &AccountHours<'_>,
        languages: &[Language],
        today: NaiveDate,
        weeks: u16,
    ) -> Self {
        let wall = Wall::of(hours.chat);
        let before = today + TimeDelta::weeks(i64::from(weeks));
        Self {
            // While chat is off no event changes anything for customers.
            exceptions: if hours.chat.enabled {
                exceptions(hours.chat, &wall, languages, today, Some(before))
            } else {
                Vec::new()
            },
            later: later_events(hours, languages, before),
            wall,
            before,
        }
    }

    /// Open minutes of each day of the ordinary week, Monday first.
    pub(super) fn days(&self, language: Language) -> [Spans; 7] {
        self.wall.days(language)
    }

    /// Every exception from a date on, however far away: what a file that is read by a program for
    /// years has to hold. None while chat is off.
    pub(super) fn all_exceptions(
        &self,
        hours: &AccountHours<'_>,
        languages: &[Language],
        from: NaiveDate,
    ) -> Vec<Exception> {
        if !hours.chat.enabled {
            return Vec::new();
        }
        exceptions(hours.chat, &self.wall, languages, from, None)
    }
}

fn later_events(
    hours: &AccountHours<'_>,
    languages: &[Language],
    before: NaiveDate,
) -> Option<LaterEvents> {
    let mut found = BTreeSet::new();
    for language in languages {
        for (name, event) in hours.chat.hours.get(*language).named.special_events() {
            let (first, _) = dates_of_event(event);
            if first >= before {
                found.insert((first, name_key(name.as_str())));
            }
        }
    }
    let (first, _) = found.first()?;
    Some(LaterEvents {
        count: found.len(),
        first: *first,
    })
}

views! {
    derive(Eq, serde::Serialize)
    /// One account.
    WeekView {
        account: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<LanguageWeekView>,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<LanguageWeekView>,
        exceptions: Vec<ExceptionView>,
        /// Exceptions are listed before this date.
        before: CivilDate,
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
        open: Vec<OpenTimesView>,
    }
    /// A range of days.
    ExceptionView {
        first: CivilDate,
        last: CivilDate,
        languages: Vec<&'static str>,
        open: Vec<OpenTimesView>,
        /// `fewer`, `more`, `other` or `none`.
        change: &'static str,
        events: Vec<String>,
    }
}

/// The view of one account, for the languages that were asked for.
pub(crate) fn view(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    languages: &[Language],
) -> WeekView {
    let weeks = PerLanguage::from_fn(|language| {
        let asked = languages.contains(&language);
        asked.then(|| language_week(timetable, language))
    });
    WeekView {
        account: hours.account.to_owned(),
        fr: weeks.fr,
        en: weeks.en,
        exceptions: timetable.exceptions.iter().map(exception_view).collect(),
        before: timetable.before.into(),
        enabled: hours.chat.enabled,
        time_zone: hours.chat.time_zone.to_string(),
        assumptions: hours.assumption_codes(),
    }
}

fn language_week(timetable: &Timetable, language: Language) -> LanguageWeekView {
    let days = timetable.days(language);
    let days = Day::ALL.into_iter().zip(&days).map(|(day, open)| DayView {
        day: day.as_str(),
        open: open_times(open),
    });
    LanguageWeekView {
        open_minutes: timetable.wall.week(language).minutes(),
        days: days.collect(),
    }
}

fn exception_view(exception: &Exception) -> ExceptionView {
    let languages = exception.languages.iter();
    ExceptionView {
        first: exception.first.into(),
        last: exception.last.into(),
        languages: languages.map(|language| language.as_str()).collect(),
        open: open_times(&exception.open),
        change: exception.change.as_str(),
        events: exception.events.clone(),
    }
}
