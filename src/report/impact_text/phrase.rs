//! Days and times as each language writes them: `every Thursday 18:00–21:00, from 26 November`,
//! « chaque jeudi 18 h 00–21 h 00, à partir du 26 novembre ».
//!
//! A period is one of three phrases, and everything else is a part of them:
//!
//! | period | phrase |
//! |---|---|
//! | one day | `Thursday 24 December 08:30–12:00` |
//! | goes on after the windows | `every Thursday 18:00–21:00, from 26 November` |
//! | ends within them | `every Thursday 18:00–21:00, from 26 November to 17 December` |
//!
//! The last two may have `, except 3 and 10 December` behind them. Dates are without a year while
//! they are in the year of the report's first day. Word order is the catalogue's: the code only
//! chooses sentences and fills them, because French and English put the same parts elsewhere.

use chrono::{Datelike, NaiveDate};

use super::super::impact::{DaysView, TimesView, WhenView};
use super::super::json_text::{CivilDate, ClockTime, WeekdayText};
use crate::model::{Day, Days, Language};
use crate::words::{Message, Words, clock, duration};

/// Exceptions that are named; of more their number is given.
const EXCEPTIONS: usize = 5;

/// Minutes of a day.
const DAY: i64 = 1440;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// Phrases about the days from a first one on, whose year is left out.
pub(super) struct Phrase<'a> {
    words: &'a Words,
    /// None where a report has no window: then every date has its year.
    first: Option<NaiveDate>,
}

impl<'a> Phrase<'a> {
    pub(super) fn around(first: Option<NaiveDate>, words: &'a Words) -> Self {
        Self { words, first }
    }

    /// When hours change, in one line.
    pub(super) fn when(&self, when: &WhenView) -> String {
        let times = self.times(&when.times);
        let (first, last) = (when.first.0, when.last.0);
        // One date says more than "every Thursday from 24 December to 24 December".
        if first == last && !when.ongoing {
            let message = Message::new("impact-single").text("day", self.weekday(first));
            return self.words.say(&message.text("times", times));
        }
        let id = if when.ongoing {
            "impact-ongoing"
        } else {
            "impact-bounded"
        };
        // A night that began the day before the report reaches into its first day: the rest of it
        // is that day's, and the reader never sees a date before the report.
        let begins = self.first.map_or(first, |limit| limit.max(first));
        // The parts are filled in by name, so that each language can put them where it wants.
        let mut message = Message::new(id)
            .text("days", self.days(&when.days))
            .text("times", times)
            .text("first", self.date(begins));
        // What goes on has a last day as well, but that is only the end of the window.
        if !when.ongoing {
            message = message.text("last", self.date(last));
        }
        // The phrase so far becomes a part of a longer one.
        if !when.except.is_empty() {
            message = Message::new("impact-except")
                .message("what", message)
                .text("dates", self.exceptions(&when.except));
        }
        self.words.say(&message)
    }

    /// `from 24 November to 21 December`.
    pub(super) fn stretch(&self, days: &DaysView) -> String {
        let (first, last) = (self.date(days.first.0), self.date(days.last.0));
        self.words.say(&if first == last {
            Message::new("impact-on-day").text("day", first)
        } else {
            let message = Message::new("impact-from-to").text("first", first);
            message.text("last", last)
        })
    }

    /// `24 December`, with the year when it is not the report's.
    pub(super) fn date(&self, date: NaiveDate) -> String {
        // The catalogue decides how a first day of a month is written: « 1er janvier ».
        let message = Message::new("impact-date")
            .number("day", date.day() as usize)
            .message("month", Message::new(MONTHS[date.month0() as usize]));
        if self.first.is_some_and(|first| first.year() == date.year()) {
            return self.words.say(&message);
        }
        let message = Message::new("impact-date-of-year").message("date", message);
        self.words.say(&message.text("year", date.year()))
    }

    /// `Thursday 24 December`.
    fn weekday(&self, date: NaiveDate) -> String {
        let weekday = Message::new(name(Day::from_weekday(date.weekday())));
        let message = Message::new("impact-weekday").message("weekday", weekday);
        self.words.say(&message.text("date", self.date(date)))
    }

    /// `every Monday to Wednesday and every Friday`.
    fn days(&self, days: &[WeekdayText]) -> String {
        // A set of days is sorted and has no duplicates, whatever the order in the view.
        let days: Days = days.iter().map(|day| day.0).collect();
        if days == Days::ALL {
            return self.words.text("impact-every-day");
        }
        let parts = runs(days).into_iter().map(|DayRun { first, last }| {
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

    fn exceptions(&self, dates: &[CivilDate]) -> String {
        let named = dates.iter().take(EXCEPTIONS).map(|date| {
            let message = Message::new("impact-except-date").text("date", self.date(date.0));
            self.words.say(&message)
        });
        let mut named: Vec<String> = named.collect();
        // The number of the rest is the last item of the list, before which the "and" goes.
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
        let times: Vec<_> = times.iter().map(|times| self.window(times)).collect();
        times.join(", ")
    }

    fn window(&self, times: &TimesView) -> String {
        let (start, end) = (times.start_time, times.end_time);
        // Checked before the comparison below: 24:00 is after 00:00, and still not a window.
        if (start, end) == (ClockTime(0), ClockTime(DAY)) {
            return self.words.text("value-all-day");
        }
        let window = format!("{}–{}", self.clock(start), self.clock(end));
        // An end at or before the start is on the next day, and a reader has to be told.
        if start < end {
            return window;
        }
        let message = Message::new("impact-overnight").text("times", window);
        self.words.say(&message)
    }

    /// `08:30`, « 8 h 30 »: French writes a time as it writes a duration.
    fn clock(&self, time: ClockTime) -> String {
        match self.words.language() {
            Language::Fr => duration(time.0.unsigned_abs()),
            Language::En => clock(time.0),
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

/// Days in a row; a day by itself is its own first and last.
struct DayRun {
    first: Day,
    last: Day,
}

/// Three or more days in a row become a run. Two stay two: "Monday and Tuesday" reads better than
/// "Monday to Tuesday".
fn runs(days: Days) -> Vec<DayRun> {
    let days: Vec<_> = days.iter().collect();
    let mut runs = Vec::new();
    for run in days.chunk_by(|left, right| left.index() + 1 == right.index()) {
        match run {
            // Three days at least: the first, one more, the last.
            [first, _, .., last] => runs.push(DayRun {
                first: *first,
                last: *last,
            }),
            few => runs.extend(few.iter().map(|day| DayRun {
                first: *day,
                last: *day,
            })),
        }
    }
    runs
}
