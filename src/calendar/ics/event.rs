//! The calendar and its events (VEVENT).

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::super::account_hours::{AccountHours, Clock};
use super::super::exceptions::{Exception, exceptions};
use super::line::ContentLines;
use super::rules::{CalendarLayout, SeriesPart, WeeklyRule, lay_out};
use super::zone::{self, local};
use crate::availability::{UnknownZone, Wall, day_begins};
use crate::model::{Day, Language};
use crate::words::{Message, Words};

/// The whole calendar, from the Monday of this week on. `now` stamps every event and numbers its
/// version, so that a program that knows an older file of the account takes this one.
///
/// # Errors
///
/// When the account is in a zone that this tool's data does not have.
pub(crate) fn text(
    hours: &AccountHours<'_>,
    languages: &[Language],
    words: &Words,
    now: DateTime<Utc>,
) -> Result<String, UnknownZone> {
    let today = now.with_timezone(&hours.zone).date_naive();
    let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
    let mut layouts = Vec::new();
    for language in languages {
        let layout = lay_out(hours.chat, hours.zone, *language, monday)?;
        layouts.push((*language, layout));
    }
    let mut lines = ContentLines::default();
    lines.component("VCALENDAR", |lines| {
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//consigne//hours//EN");
        lines.put("CALSCALE", "GREGORIAN");
        lines.put("METHOD", "PUBLISH");
        let name = Message::new("hours-calendar").text("account", hours.account);
        lines.text("X-WR-CALNAME", &words.say(&name));
        match hours.clock {
            Clock::Zone => zone::write(lines, hours.zone, monday),
            Clock::Civil => {}
        }
        for (language, layout) in &layouts {
            let writer = EventWriter {
                hours,
                language: *language,
                summary: Words::of(*language).text("hours-chat-open"),
                now,
            };
            writer.all(lines, layout, monday);
        }
    });
    Ok(lines.0)
}

/// What all events of one language share.
struct EventWriter<'a> {
    hours: &'a AccountHours<'a>,
    language: Language,
    summary: String,
    now: DateTime<Utc>,
}

impl EventWriter<'_> {
    fn all(&self, lines: &mut ContentLines, layout: &CalendarLayout, monday: NaiveDate) {
        for rule in &layout.rules {
            lines.component("VEVENT", |lines| self.rule(lines, rule));
        }
        let chat = self.hours.chat;
        let exceptions = exceptions(chat, &Wall::of(chat), &[self.language], monday, None);
        for (from, to) in &layout.single {
            let date = from.with_timezone(&self.hours.zone).date_naive();
            lines.component("VEVENT", |lines| {
                self.single(lines, *from, *to);
                if let Some(names) = event_names(&exceptions, date) {
                    lines.text("DESCRIPTION", &names);
                }
            });
        }
    }

    fn rule(&self, lines: &mut ContentLines, rule: &WeeklyRule) {
        let days: Vec<_> = rule.days.iter().map(code).collect();
        let clock = rule.first.format("%H%M");
        let part = match rule.part {
            SeriesPart::First => String::new(),
            SeriesPart::Later => rule.first.format("-%Y%m%d").to_string(),
        };
        self.head(lines, &format!("{clock}-{}{part}", days.join("")));
        let ends = rule.first + TimeDelta::minutes(rule.length);
        lines.put(&self.with_zone("DTSTART"), &local(rule.first));
        lines.put(&self.with_zone("DTEND"), &local(ends));
        let until = match rule.before {
            Some(before) => {
                // UNTIL is inclusive and in UTC: the last second before that date.
                let before = day_begins(self.hours.zone, before);
                let last = (before - TimeDelta::seconds(1)).naive_utc();
                format!(";UNTIL={}Z", local(last))
            }
            None => String::new(),
        };
        let days = days.join(",");
        lines.put("RRULE", &format!("FREQ=WEEKLY{until};BYDAY={days}"));
        for without in &rule.without {
            lines.put(&self.with_zone("EXDATE"), &local(*without));
        }
    }

    fn single(&self, lines: &mut ContentLines, from: DateTime<Utc>, to: DateTime<Utc>) {
        let begins = local(from.naive_utc());
        self.head(lines, &begins);
        // In UTC an instant has one reading, whatever the clocks do; without a zone there is only
        // civil time.
        let utc = match self.hours.clock {
            Clock::Zone => "Z",
            Clock::Civil => "",
        };
        lines.put("DTSTART", &format!("{begins}{utc}"));
        lines.put("DTEND", &format!("{}{utc}", local(to.naive_utc())));
    }

    /// The members that every event has. The UID is made of the hours themselves, so that equal
    /// hours keep it from file to file and a program updates its event instead of adding another.
    fn head(&self, lines: &mut ContentLines, key: &str) {
        let (account, language) = (self.hours.account, self.language);
        lines.text("UID", &format!("{language}-{key}@{account}.consigne"));
        lines.put("DTSTAMP", &format!("{}Z", local(self.now.naive_utc())));
        let minutes = self.now.timestamp().div_euclid(60).max(0);
        lines.put("SEQUENCE", &minutes.to_string());
        lines.text("SUMMARY", &self.summary);
        lines.put("CATEGORIES", self.language.as_str());
        lines.put("TRANSP", "TRANSPARENT");
    }

    /// `DTSTART;TZID=America/Toronto`.
    fn with_zone(&self, property: &str) -> String {
        match self.hours.clock {
            Clock::Zone => format!("{property};TZID={}", self.hours.zone.name()),
            Clock::Civil => property.to_owned(),
        }
    }
}

/// The special events that make a day what it is.
fn event_names(exceptions: &[Exception], date: NaiveDate) -> Option<String> {
    let covering = exceptions
        .iter()
        .find(|exception| (exception.first..=exception.last).contains(&date))?;
    Some(covering.events.join(", "))
}

fn code(day: Day) -> &'static str {
    match day {
        Day::Mon => "MO",
        Day::Tue => "TU",
        Day::Wed => "WE",
        Day::Thu => "TH",
        Day::Fri => "FR",
        Day::Sat => "SA",
        Day::Sun => "SU",
    }
}
