//! The hours as an iCalendar file (RFC 5545): weekly rules, the dates on which they do not hold,
//! and single stretches, which together are the open minutes and no others.

mod line;
mod rules;
mod zone;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::exceptions::{Exception, exceptions};
use super::{Clock, Subject};
use crate::availability::{UnknownZone, Wall, day_begins};
use crate::model::{Day, Language};
use crate::words::{Message, Words};
use line::Lines;
use rules::{Laid, Part, Rule, lay};
use zone::local;

/// The whole calendar, from the Monday of this week on. `now` stamps every event, and counts its
/// versions up, so that a program that knows an older file takes this one.
pub(crate) fn text(
    subject: &Subject<'_>,
    languages: &[Language],
    words: &Words,
    now: DateTime<Utc>,
) -> Result<String, UnknownZone> {
    let today = now.with_timezone(&subject.zone).date_naive();
    let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
    let mut calendar = Vec::new();
    for language in languages {
        let laid = lay(subject.chat, subject.zone, *language, monday)?;
        calendar.push((*language, laid));
    }
    let mut lines = Lines::default();
    lines.component("VCALENDAR", |lines| {
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//consigne//hours//EN");
        lines.put("CALSCALE", "GREGORIAN");
        lines.put("METHOD", "PUBLISH");
        let name = Message::new("hours-calendar").text("account", subject.account);
        lines.text("X-WR-CALNAME", &words.say(&name));
        match subject.clock {
            Clock::Zone => zone::write(lines, subject.zone, monday),
            Clock::Civil => {}
        }
        for (language, laid) in &calendar {
            events(lines, subject, *language, laid, (monday, now));
        }
    });
    Ok(lines.0)
}

fn events(
    lines: &mut Lines,
    subject: &Subject<'_>,
    language: Language,
    laid: &Laid,
    (monday, now): (NaiveDate, DateTime<Utc>),
) {
    let words = Words::of(language);
    let wall = Wall::of(subject.chat);
    let exceptions = exceptions(subject.chat, &wall, &[language], (monday, None));
    let pen = Pen {
        subject,
        language,
        summary: words.text("hours-chat-open"),
        now,
    };
    for rule in &laid.rules {
        lines.component("VEVENT", |lines| pen.rule(lines, rule));
    }
    for (from, to) in &laid.single {
        lines.component("VEVENT", |lines| {
            pen.single(lines, *from, *to);
            let date = from.with_timezone(&subject.zone).date_naive();
            if let Some(names) = names(&exceptions, date) {
                lines.text("DESCRIPTION", &names);
            }
        });
    }
}

/// The events that make a day what it is.
fn names(exceptions: &[Exception], date: NaiveDate) -> Option<String> {
    let covering = exceptions
        .iter()
        .find(|exception| (exception.first..=exception.last).contains(&date))?;
    Some(covering.events.join(", "))
}

/// What all events of one language share.
struct Pen<'a> {
    subject: &'a Subject<'a>,
    language: Language,
    summary: String,
    now: DateTime<Utc>,
}

impl Pen<'_> {
    fn rule(&self, lines: &mut Lines, rule: &Rule) {
        let days: Vec<_> = rule.days.iter().map(|day| code(day).to_owned()).collect();
        let clock = rule.first.format("%H%M");
        let part = match rule.part {
            Part::First => String::new(),
            Part::Later => rule.first.format("-%Y%m%d").to_string(),
        };
        self.head(lines, &format!("{clock}-{}{part}", days.join("")));
        let ends = rule.first + TimeDelta::minutes(rule.length);
        lines.put(&self.at("DTSTART"), &local(rule.first));
        lines.put(&self.at("DTEND"), &local(ends));
        let until = rule.before.map(|before| {
            let before = day_begins(self.subject.zone, before);
            let last = (before - TimeDelta::seconds(1)).naive_utc();
            format!(";UNTIL={}Z", local(last))
        });
        let until = until.unwrap_or_default();
        let rrule = format!("FREQ=WEEKLY{until};BYDAY={}", days.join(","));
        lines.put("RRULE", &rrule);
        for without in &rule.without {
            lines.put(&self.at("EXDATE"), &local(*without));
        }
    }

    fn single(&self, lines: &mut Lines, from: DateTime<Utc>, to: DateTime<Utc>) {
        let begins = local(from.naive_utc());
        self.head(lines, &begins);
        // An instant has one reading in UTC; without a zone there is nothing but civil time.
        let utc = match self.subject.clock {
            Clock::Zone => "Z",
            Clock::Civil => "",
        };
        lines.put("DTSTART", &format!("{begins}{utc}"));
        lines.put("DTEND", &format!("{}{utc}", local(to.naive_utc())));
    }

    /// The same hours have the same UID in every file of an account.
    fn head(&self, lines: &mut Lines, key: &str) {
        let (account, language) = (self.subject.account, self.language);
        let uid = format!("{language}-{key}@{account}.consigne");
        lines.text("UID", &uid);
        lines.put("DTSTAMP", &format!("{}Z", local(self.now.naive_utc())));
        let minutes = self.now.timestamp().div_euclid(60).max(0);
        lines.put("SEQUENCE", &minutes.to_string());
        lines.text("SUMMARY", &self.summary);
        lines.put("CATEGORIES", self.language.as_str());
        lines.put("TRANSP", "TRANSPARENT");
    }

    /// `DTSTART;TZID=America/Toronto`.
    fn at(&self, name: &str) -> String {
        match self.subject.clock {
            Clock::Zone => format!("{name};TZID={}", self.subject.zone.name()),
            Clock::Civil => name.to_owned(),
        }
    }
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
