//! Days and times as each language writes them: `every Thursday 18:00–21:00, from 26 November`,
//! « chaque jeudi 18 h 00–21 h 00, à partir du 26 novembre ».

use chrono::{Datelike, NaiveDate};

use super::{Date, DaysView, TimesView, WhenView};
use crate::model::{Day, Days, Language};
use crate::report::harmless;
use crate::words::{Message, Words};

/// Exceptions that are named; of more their number is told.
const EXCEPTIONS: usize = 5;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// Sentences about the days around a first one, whose year goes without saying.
pub(super) struct Phrase<'a> {
    words: &'a Words,
    first: Date,
    year: i32,
}

impl<'a> Phrase<'a> {
    pub(super) fn around(first: Option<&Date>, words: &'a Words) -> Self {
        let year = first.and_then(|first| first.parse::<NaiveDate>().ok());
        Self {
            words,
            first: first.cloned().unwrap_or_default(),
            year: year.map_or(0, |date| date.year()),
        }
    }

    /// When hours change, in one line.
    pub(super) fn when(&self, when: &WhenView) -> String {
        let times = self.times(&when.times);
        if when.first == when.last && !when.ongoing {
            let message = Message::new("impact-single").text("day", self.weekday(&when.first));
            return self.words.say(&message.text("times", times));
        }
        let id = if when.ongoing {
            "impact-ongoing"
        } else {
            "impact-bounded"
        };
        // Of a night that began before the first day, the rest is that day's.
        let mut message = Message::new(id)
            .text("days", self.days(&when.days))
            .text("times", times)
            .text("first", self.date((&when.first).max(&self.first)));
        if !when.ongoing {
            message = message.text("last", self.date(&when.last));
        }
        if !when.except.is_empty() {
            message = Message::new("impact-except")
                .message("what", message)
                .text("dates", self.exceptions(&when.except));
        }
        self.words.say(&message)
    }

    /// `from 24 November to 21 December`.
    pub(super) fn stretch(&self, days: &DaysView) -> String {
        let (first, last) = (self.date(&days.first), self.date(&days.last));
        self.words.say(&if first == last {
            Message::new("impact-on-day").text("day", first)
        } else {
            let message = Message::new("impact-from-to").text("first", first);
            message.text("last", last)
        })
    }

    /// `24 December`, with the year when it is another one.
    pub(super) fn date(&self, date: &Date) -> String {
        let Ok(day) = date.parse::<NaiveDate>() else {
            return harmless(date);
        };
        let month = MONTHS.get(day.month0() as usize).copied();
        let message = Message::new("impact-date")
            .number("day", day.day() as usize)
            .message("month", Message::new(month.unwrap_or_default()));
        if day.year() == self.year {
            return self.words.say(&message);
        }
        let message = Message::new("impact-date-of-year").message("date", message);
        self.words.say(&message.text("year", day.year()))
    }

    /// `Thursday 24 December`.
    fn weekday(&self, date: &Date) -> String {
        let Ok(day) = date.parse::<NaiveDate>() else {
            return harmless(date);
        };
        let weekday = Message::new(name(Day::from_weekday(day.weekday())));
        let message = Message::new("impact-weekday").message("weekday", weekday);
        self.words.say(&message.text("date", self.date(date)))
    }

    /// `every Monday to Wednesday and every Friday`.
    fn days(&self, days: &[String]) -> String {
        let days: Days = days.iter().filter_map(|day| Day::parse(day)).collect();
        if days == Days::ALL {
            return self.words.text("impact-every-day");
        }
        let parts = days.runs().into_iter().map(|(first, last)| {
            let (from, to) = (Message::new(name(first)), Message::new(name(last)));
            self.words.say(&if first == last {
                Message::new("impact-every").message("day", from)
            } else {
                let message = Message::new("impact-every-range").message("first", from);
                message.message("last", to)
            })
        });
        self.list(&parts.collect::<Vec<_>>())
    }

    fn exceptions(&self, dates: &[Date]) -> String {
        let named = dates.iter().take(EXCEPTIONS).map(|date| {
            let message = Message::new("impact-except-date").text("date", self.date(date));
            self.words.say(&message)
        });
        let mut named: Vec<String> = named.collect();
        let more = dates.len().saturating_sub(EXCEPTIONS);
        if more > 0 {
            let message = Message::new("impact-more-days").number("count", more);
            named.push(self.words.say(&message));
        }
        self.list(&named)
    }

    /// `a, b and c`.
    pub(super) fn list(&self, parts: &[String]) -> String {
        match parts.split_last() {
            None => String::new(),
            Some((last, [])) => last.clone(),
            Some((last, rest)) => {
                let message = Message::new("impact-and").text("first", rest.join(", "));
                self.words.say(&message.text("last", last))
            }
        }
    }

    /// `08:30–12:00, 22:00–02:00 (next day)`.
    fn times(&self, times: &[TimesView]) -> String {
        let one = |times: &TimesView| match (times.start_time.as_str(), times.end_time.as_str()) {
            ("00:00", "24:00") => self.words.text("value-all-day"),
            (start, end) => {
                let shown = format!("{}–{}", self.clock(start), self.clock(end));
                if start < end {
                    return shown;
                }
                let message = Message::new("impact-overnight").text("times", shown);
                self.words.say(&message)
            }
        };
        times.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// `08:30`, « 8 h 30 ».
    fn clock(&self, time: &str) -> String {
        match (self.words.language(), time.split_once(':')) {
            (Language::Fr, Some((hours, minutes))) => {
                let hours = hours.strip_prefix('0').unwrap_or(hours);
                harmless(&format!("{hours} h {minutes}"))
            }
            (Language::Fr, None) | (Language::En, _) => harmless(time),
        }
    }
}

fn name(day: Day) -> &'static str {
    match day {
        Day::Mon => "weekday-mon",
        Day::Tue => "weekday-tue",
        Day::Wed => "weekday-wed",
        Day::Thu => "weekday-thu",
        Day::Fri => "weekday-fri",
        Day::Sat => "weekday-sat",
        Day::Sun => "weekday-sun",
    }
}
