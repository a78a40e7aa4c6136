//! L10: a statutory holiday in the next 12 months without any event.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate, NaiveTime, TimeDelta};

use crate::desired::{Desired, DesiredHours};
use crate::diagnostic::{Diagnostic, Span};
use crate::holiday::{Calendar, HolidayDate};
use crate::lint::place::place;
use crate::lint::subject::Subject;
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

/// Holidays that one place of the file lacks, reported once for both languages.
struct Missed {
    languages: Vec<Language>,
    expected: Expected,
    days: Vec<HolidayDate>,
}

/// Holidays without an event, of the calendar asked for or of those that the file's `holidays`
/// name. Silent for a language whose events the file does not manage: they are the portal's.
pub(in crate::lint) fn find(
    subject: &Subject<'_>,
    desired: &Desired,
    asked: Option<&'static Calendar>,
) -> Vec<Diagnostic> {
    let today = subject.clock.shows().date();
    let mut missed: Vec<Missed> = Vec::new();
    for language in Language::ALL {
        for expected in expected(desired, language, asked) {
            let days = expected.missed(desired.hours.get(language), today);
            let known = missed
                .iter_mut()
                .find(|known| known.expected.place == expected.place && known.days == days);
            match known {
                Some(known) => known.languages.push(language),
                None => missed.push(Missed {
                    languages: vec![language],
                    expected,
                    days,
                }),
            }
        }
    }
    missed
        .iter()
        .filter_map(|missed| finding(missed, subject))
        .collect()
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
            place: place(&desired.places, &list(language)),
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
    /// Holidays from today to a year from now without any event. None when the file does not manage
    /// events, because the portal may have them.
    fn missed(&self, hours: &DesiredHours, today: NaiveDate) -> Vec<HolidayDate> {
        if !hours.lists.contains_key(&Kind::SpecialEvent) {
            return Vec::new();
        }
        let end = today.checked_add_months(Months::new(12)).unwrap_or(today);
        let years = BTreeSet::from([today.year(), end.year()]);
        let missed = years
            .into_iter()
            // Calendars have no holidays in years that are no `u16`.
            .filter_map(|year| u16::try_from(year).ok())
            .flat_map(|year| self.missed_in(year, hours));
        let soon = missed.filter(|day| (today..end).contains(&day.date));
        soon.collect()
    }

    /// Holidays of a year without an event. Of those among which the employer chooses, such as Good
    /// Friday or Easter Monday, one event is enough, and when there is none the first stands for
    /// all.
    fn missed_in(&self, year: u16, hours: &DesiredHours) -> Vec<HolidayDate> {
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

    fn of_choice(&self, day: &HolidayDate) -> bool {
        self.calendar.choice.contains(&day.holiday.id)
    }

    /// The date, and the holiday or those of which it is one.
    fn label(&self, day: &HolidayDate) -> String {
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
fn has_event(hours: &DesiredHours, day: &HolidayDate) -> bool {
    let begins = day.date.and_time(NaiveTime::MIN);
    let ends = begins + TimeDelta::days(1);
    let mut entries = hours.lists.get(&Kind::SpecialEvent).into_iter().flatten();
    entries.any(|(_, entry)| match entry.named.pattern {
        Pattern::SpecialEvent(event) => event.starts_at < ends && begins < event.ends_at,
        Pattern::Weekly(_) => false,
    })
}

/// Nothing when no day is missed.
fn finding(missed: &Missed, subject: &Subject<'_>) -> Option<Diagnostic> {
    let Missed {
        languages,
        expected,
        days,
    } = missed;
    let first = days.first()?.date.and_time(NaiveTime::MIN);
    let calendar = expected.calendar.id;
    let years: BTreeSet<_> = days.iter().map(|day| day.date.year().to_string()).collect();
    let years = years.into_iter().collect::<Vec<_>>().join(", ");
    let days: Vec<_> = days.iter().map(|day| expected.label(day)).collect();
    let message = Message::new("holiday-without-event")
        .number("count", days.len())
        .text("calendar", calendar)
        .text("days", days.join(", "));
    let help = Message::new(expected.help)
        .text("calendar", calendar)
        .text("years", years);
    let finding = Diagnostic::warning("holiday-without-event", expected.place, message)
        .help(help)
        .at(list(*languages.first()?))
        .shows(subject.example(first));
    let languages = languages.iter();
    Some(languages.fold(finding, |finding, language| finding.of(*language)))
}
