//! Folded hours in words: `every Thursday 18:00–21:00, from 26 November`, « chaque jeudi
//! 18 h 00–21 h 00, à partir du 26 novembre ».
//!
//! A phrase is a [`Message`], so that it can stand inside the sentence of a finding before the
//! language is chosen in which that will be read. Folded hours are one of three phrases, and
//! everything else is a part of them:
//!
//! | hours | phrase |
//! |---|---|
//! | of one day | `Thursday 24 December 08:30–12:00` |
//! | that go on after the windows | `every Thursday 18:00–21:00, from 26 November` |
//! | that end within them | `every Thursday 18:00–21:00, from 26 November to 17 December` |
//!
//! The last two may have `, except 3 and 10 December` behind them. Word order is the catalogue's:
//! the code only chooses sentences and fills them, because French and English put the same parts in
//! different places.

use chrono::{Datelike, NaiveDate};

use crate::availability::{Folded, Times};
use crate::model::{Day, Days};
use crate::words::{Message, weekday};

/// Folded hours that are named; of further ones the number is given.
const NAMED: usize = 4;

/// Exceptions of a recurrence that are named; of further ones the number is given.
const EXCEPTIONS: usize = 5;

/// Minutes of a day.
const DAY: i64 = 1440;

/// Hours in one line. Dates in the year of `first` are written without their year, and what began
/// in a night before `first` begins on `first`.
pub(super) fn openings<K>(hours: &[Folded<K>], first: Option<NaiveDate>) -> Message {
    let mut parts: Vec<_> = hours
        .iter()
        .take(NAMED)
        .map(|folded| when(folded, first))
        .collect();
    let more = hours.len().saturating_sub(NAMED);
    if more > 0 {
        parts.push(Message::new("more-findings").number("count", more));
    }
    Message::new("when-list").list("parts", "list-separator", parts)
}

/// One line of folded hours.
pub(crate) fn when<K>(folded: &Folded<K>, first: Option<NaiveDate>) -> Message {
    let dates = &folded.dates;
    let times = list(folded.times.iter().copied().map(span).collect());
    if dates.first == dates.last && !dates.ongoing {
        return Message::new("impact-single")
            .message("day", dated_weekday(dates.first, first))
            .message("times", times);
    }
    let id = if dates.ongoing {
        "impact-ongoing"
    } else {
        "impact-bounded"
    };
    let begins = first.map_or(dates.first, |first| first.max(dates.first));
    let mut message = Message::new(id)
        .message("days", recurring(dates.days))
        .message("times", times)
        .message("first", date(begins, first));
    if !dates.ongoing {
        message = message.message("last", date(dates.last, first));
    }
    if dates.except.is_empty() {
        return message;
    }
    Message::new("impact-except")
        .message("what", message)
        .message("dates", exceptions(&dates.except, first))
}

/// `24 December`, with the year when it is not that of `around`.
pub(crate) fn date(date: NaiveDate, around: Option<NaiveDate>) -> Message {
    const MONTHS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
        "month-9", "month-10", "month-11", "month-12",
    ];
    let month = MONTHS[date.month0() as usize];
    let message = Message::new("impact-date")
        .number("day", date.day() as usize)
        .message("month", Message::new(month));
    if around.is_some_and(|around| around.year() == date.year()) {
        return message;
    }
    Message::new("impact-date-of-year")
        .message("date", message)
        .text("year", date.year())
}

/// `Thursday 24 December`.
fn dated_weekday(day: NaiveDate, around: Option<NaiveDate>) -> Message {
    Message::new("impact-weekday")
        .message("weekday", weekday(Day::from_weekday(day.weekday())))
        .message("date", date(day, around))
}

/// `every Monday to Wednesday and every Friday`.
fn recurring(days: Days) -> Message {
    if days == Days::ALL {
        return Message::new("impact-every-day");
    }
    let parts = days.runs().into_iter().map(|(first, last)| {
        if first == last {
            return Message::new("impact-every").message("day", weekday(first));
        }
        Message::new("impact-every-range")
            .message("first", weekday(first))
            .message("last", weekday(last))
    });
    and(parts.collect())
}

fn exceptions(dates: &[NaiveDate], around: Option<NaiveDate>) -> Message {
    let named = dates.iter().take(EXCEPTIONS);
    let mut named: Vec<_> = named
        .map(|day| Message::new("impact-except-date").message("date", date(*day, around)))
        .collect();
    let more = dates.len().saturating_sub(EXCEPTIONS);
    if more > 0 {
        named.push(Message::new("impact-more-days").number("count", more));
    }
    and(named)
}

/// `08:30–12:00`, `22:00–02:00 (next day)`, `all day`.
fn span(times: Times) -> Message {
    let (start, end) = times;
    if (start, end) == (0, DAY) {
        return Message::new("value-all-day");
    }
    let ends = if end > DAY { end - DAY } else { end };
    let shown = Message::new("when-times")
        .clock("start", minutes(start))
        .clock("end", minutes(ends));
    if start < ends {
        shown
    } else {
        Message::new("impact-overnight").message("times", shown)
    }
}

fn minutes(of_day: i64) -> u16 {
    u16::try_from(of_day).expect("minutes of a day are at most 1440")
}

/// `a, b and c`.
pub(crate) fn and(mut parts: Vec<Message>) -> Message {
    let Some(last) = parts.pop() else {
        return list(parts);
    };
    if parts.is_empty() {
        return last;
    }
    Message::new("impact-and")
        .message("first", list(parts))
        .message("last", last)
}

/// `a, b`.
fn list(parts: Vec<Message>) -> Message {
    Message::new("when-list").list("parts", "when-comma", parts)
}
