//! L10: a statutory holiday in the next 12 months without any event. It depends on the date, so it
//! is asked apart from lowering.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Desired, DesiredHours};
use crate::diagnostic::{Diagnostic, HOLIDAY_WITHOUT_EVENT, Span};
use crate::holiday::{Calendar, Day};
use crate::model::{FieldPath, Kind, Language, Pattern};
use crate::words::Message;

/// A calendar whose holidays a language should have events for.
struct Expected {
    calendar: &'static Calendar,
    /// Ids that the file did not leave out.
    taken: BTreeSet<&'static str>,
    /// What to change.
    place: Span,
    help: &'static str,
}

/// What one place of the file lacks; told once for both languages.
struct Missed {
    languages: Vec<Language>,
    expected: Expected,
    days: Vec<Day>,
}

/// Holidays without an event, of the calendar asked for or of those that the file's `holidays`
/// name. Silent for a language whose events the file does not manage: they are the portal's.
pub(crate) fn holidays_without_event(
    desired: &Desired,
    asked: Option<&'static Calendar>,
    now: DateTime<Utc>,
) -> Vec<Diagnostic> {
    let zone = desired.time_zone.as_ref().and_then(|zone| zone.rules());
    let today = zone.map_or(now.date_naive(), |zone| {
        now.with_timezone(&zone).date_naive()
    });
    let mut missed: Vec<Missed> = Vec::new();
    for language in Language::ALL {
        for expected in expected(desired, language, asked) {
            let days = expected.missed(desired.hours.get(language), today);
            let same =
                |known: &&mut Missed| known.expected.place == expected.place && known.days == days;
            match missed.iter_mut().find(same) {
                Some(known) => known.languages.push(language),
                None => missed.push(Missed {
                    languages: vec![language],
                    expected,
                    days,
                }),
            }
        }
    }
    missed.retain(|missed| !missed.days.is_empty());
    missed.iter().map(finding).collect()
}

fn expected(
    desired: &Desired,
    language: Language,
    asked: Option<&'static Calendar>,
) -> Vec<Expected> {
    let hours = desired.hours.get(language);
    if let Some(calendar) = asked {
        return vec![Expected {
            calendar,
            taken: calendar.holidays().map(|holiday| holiday.id).collect(),
            place: desired.places.of(&list(language)).unwrap_or_default(),
            help: "holiday-without-event-help",
        }];
    }
    // Of several entries that take a holiday, the last is where its next year belongs.
    let mut claimed = BTreeSet::new();
    let entries = hours.holidays.iter().rev().map(|chosen| {
        let ids = chosen.taken.iter().copied();
        Expected {
            calendar: chosen.calendar,
            taken: ids
                .filter(|id| claimed.insert((chosen.calendar.id, *id)))
                .collect(),
            place: chosen.span,
            help: "holiday-without-year-help",
        }
    });
    entries
        .filter(|expected| !expected.taken.is_empty())
        .collect()
}

fn list(language: Language) -> FieldPath {
    let hours = FieldPath::of("chat.hours").key(language.as_str());
    hours.key(Kind::SpecialEvent.list())
}

impl Expected {
    /// Holidays from today to a year from now on which nothing is said of chat.
    fn missed(&self, hours: &DesiredHours, today: NaiveDate) -> Vec<Day> {
        if !hours.lists.contains_key(&Kind::SpecialEvent) {
            return Vec::new();
        }
        let end = today.checked_add_months(Months::new(12)).unwrap_or(today);
        let years = [today.year(), end.year()].map(|year| u16::try_from(year).unwrap_or_default());
        let years = BTreeSet::from(years);
        let missed = years
            .into_iter()
            .flat_map(|year| self.missed_in(year, hours));
        let soon = missed.filter(|day| (today..end).contains(&day.date));
        soon.collect()
    }

    /// Of holidays among which the employer chooses, one event is enough, and the first stands for
    /// all.
    fn missed_in(&self, year: u16, hours: &DesiredHours) -> Vec<Day> {
        let mut days = self.calendar.days(year);
        let chosen = days
            .iter()
            .any(|day| self.of_choice(day) && has_event(hours, day));
        let mut of_choice = 0;
        days.retain(|day| {
            if !self.taken.contains(day.holiday.id) || has_event(hours, day) {
                return false;
            }
            of_choice += usize::from(self.of_choice(day));
            !self.of_choice(day) || (!chosen && of_choice == 1)
        });
        days
    }

    fn of_choice(&self, day: &Day) -> bool {
        self.calendar.choice.contains(&day.holiday.id)
    }

    /// The date, and the holiday or those of which it is one.
    fn told(&self, day: &Day) -> String {
        let choice = self.calendar.choice.iter().copied();
        let ids: Vec<_> = if self.of_choice(day) {
            choice.filter(|id| self.taken.contains(id)).collect()
        } else {
            vec![day.holiday.id]
        };
        format!("{} {}", day.date, ids.join(" / "))
    }
}

/// Whether an event, open or closed, touches the day.
fn has_event(hours: &DesiredHours, day: &Day) -> bool {
    let begins = day.date.and_time(NaiveTime::MIN);
    let ends = begins + TimeDelta::days(1);
    let mut entries = hours.lists.get(&Kind::SpecialEvent).into_iter().flatten();
    entries.any(|(_, entry)| match entry.named.pattern {
        Pattern::SpecialEvent(event) => event.starts_at < ends && begins < event.ends_at,
        Pattern::Weekly(_) => false,
    })
}

fn finding(missed: &Missed) -> Diagnostic {
    let Missed {
        languages,
        expected,
        days,
    } = missed;
    let calendar = expected.calendar.id;
    let years: BTreeSet<_> = days.iter().map(|day| day.date.year().to_string()).collect();
    let years = years.into_iter().collect::<Vec<_>>().join(", ");
    let days: Vec<_> = days.iter().map(|day| expected.told(day)).collect();
    let told: Vec<_> = languages.iter().map(ToString::to_string).collect();
    let message = Message::new(HOLIDAY_WITHOUT_EVENT)
        .number("count", days.len())
        .text("calendar", calendar)
        .text("languages", told.join(", "))
        .text("days", days.join(", "));
    let help = Message::new(expected.help)
        .text("calendar", calendar)
        .text("years", years);
    let path = languages.first().map(|language| list(*language));
    Diagnostic::warning(HOLIDAY_WITHOUT_EVENT, expected.place, message)
        .help(help)
        .at(path.unwrap_or_default())
}
