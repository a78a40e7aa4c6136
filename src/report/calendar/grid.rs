//! The ordinary week as a picture of half hours, for a terminal of 80 columns: a sign for each
//! half hour, the exact times beside it, and the days that are otherwise below.

use super::super::Tone;
use super::exceptions::{Change, Exception};
use super::week::Timetable;
use super::{Clock, DAYS, Pen, Subject, WIDTH, wrapped};
use crate::availability::Spans;
use crate::model::{FieldPath, Language};
use crate::words::Message;

/// Where the half hours begin: after the name of the day.
const MARGIN: usize = 5;
const CELLS: usize = 48;
const CELL: i64 = 30;
const DAY: i64 = 1440;
/// Columns that are left for the times beside the half hours.
const BESIDE: usize = WIDTH - MARGIN - CELLS - 2;

const OPEN: &str = "█";
const PARTLY: &str = "▒";
const CLOSED: &str = "·";

/// The whole report of one account.
pub(crate) fn text(timetable: &Timetable, subject: &Subject<'_>, pen: Pen<'_>) -> String {
    let clock = match subject.clock {
        Clock::Zone => subject.chat.time_zone.to_string(),
        Clock::Civil => pen.text("hours-civil-week"),
    };
    let head = Message::new("hours-week").text("account", subject.account);
    let head = super::harmless(&pen.say(&head.text("clock", clock)));
    let mut lines = vec![pen.style.paint(Tone::Strong, &head)];
    if subject.chat.enabled {
        for languages in alike(timetable, pen.languages) {
            lines.push(String::new());
            lines.extend(week(timetable, languages, pen));
        }
        lines.push(String::new());
        lines.push(legend(pen));
        lines.extend(below(timetable, subject, pen));
    } else {
        lines.push(pen.text("hours-off"));
    }
    lines.extend(pen.assumptions(subject));
    let lines: Vec<_> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n") + "\n"
}

/// Languages that share an ordinary week are shown once.
pub(super) fn alike<'a>(timetable: &Timetable, languages: &'a [Language]) -> Vec<&'a [Language]> {
    let first = languages.first().map(|first| timetable.wall.week(*first));
    let same = |language: &Language| Some(timetable.wall.week(*language)) == first;
    if languages.iter().all(same) {
        vec![languages]
    } else {
        languages.chunks(1).collect()
    }
}

fn week(timetable: &Timetable, languages: &[Language], pen: Pen<'_>) -> Vec<String> {
    let Some(language) = languages.first() else {
        return Vec::new();
    };
    let minutes = timetable.wall.week(*language).minutes();
    let total = Message::new("hours-total")
        .text("customers", pen.customers(languages))
        .text("hours", Pen::duration(minutes));
    let mut lines = vec![pen.style.paint(Tone::Strong, &pen.say(&total)), ruler()];
    for (day, open) in DAYS.into_iter().zip(timetable.days(*language)) {
        lines.extend(row(&pen.text(day), &open, pen));
    }
    lines
}

/// `0     3     6 …` above the half hours.
fn ruler() -> String {
    let marks = (0..8).map(|mark| format!("{:<6}", mark * 3));
    format!("{:MARGIN$}{}24", "", marks.collect::<String>())
}

/// A day, and as many lines more as its times need.
fn row(day: &str, open: &Spans, pen: Pen<'_>) -> Vec<String> {
    let mut beside = wrapped(&pen.times(open), BESIDE).into_iter();
    let first = beside.next().unwrap_or_default();
    let day = format!("{day:<MARGIN$}");
    let mut lines = vec![format!("{day}{}  {first}", cells(open, pen))];
    let indent = WIDTH - BESIDE;
    lines.extend(beside.map(|more| format!("{:indent$}{more}", "")));
    lines
}

/// Neighbours of one sign are painted together.
fn cells(open: &Spans, pen: Pen<'_>) -> String {
    let sign = |from: i64| match open.within(from, from + CELL).minutes() {
        0 => (CLOSED, Tone::Faint),
        minutes if minutes == CELL.unsigned_abs() => (OPEN, Tone::Added),
        _ => (PARTLY, Tone::Changed),
    };
    let mut runs: Vec<(String, Tone)> = Vec::new();
    for (sign, tone) in (0..DAY / CELL).map(|cell| cell * CELL).map(sign) {
        match runs.last_mut() {
            Some((run, same)) if *same == tone => run.push_str(sign),
            Some(_) | None => runs.push((sign.to_owned(), tone)),
        }
    }
    let painted = runs.iter().map(|(run, tone)| pen.style.paint(*tone, run));
    painted.collect()
}

fn legend(pen: Pen<'_>) -> String {
    let parts = [
        (OPEN, "value-open"),
        (PARTLY, "hours-partly"),
        (CLOSED, "value-closed"),
    ];
    let parts = parts.map(|(sign, word)| format!("{sign} {}", pen.text(word)));
    parts.join("   ")
}

/// The days of the coming weeks that are otherwise.
fn below(timetable: &Timetable, subject: &Subject<'_>, pen: Pen<'_>) -> Vec<String> {
    let last = timetable.before.pred_opt().unwrap_or(timetable.before);
    let until = |id| pen.say(&Message::new(id).text("date", pen.date(last)));
    let mut lines = vec![String::new()];
    if timetable.exceptions.is_empty() {
        lines.push(until("hours-no-exceptions"));
    } else {
        lines.push(pen.style.paint(Tone::Strong, &until("hours-exceptions")));
    }
    let mut events: &[String] = &[];
    for exception in &timetable.exceptions {
        if exception.events != events {
            events = &exception.events;
            lines.extend(names(exception, subject, pen));
        }
        lines.extend(days(exception, pen));
    }
    if let Some((count, first)) = timetable.later {
        let message = Message::new("hours-later").number("count", count);
        lines.push(pen.say(&message.text("date", pen.date(first))));
    }
    lines
}

/// Each event of a day with its place in the file.
fn names(exception: &Exception, subject: &Subject<'_>, pen: Pen<'_>) -> Vec<String> {
    let language = exception.languages.first().copied();
    let list = FieldPath::of("chat.hours")
        .key(language.map_or("fr", Language::as_str))
        .key("specialEvents");
    let names = exception.events.iter().map(|name| {
        let place = (subject.place)(&list.entry(name)).map(|place| Pen::place(&place));
        let place = place.map(|place| format!("  {}", pen.style.paint(Tone::Faint, &place)));
        format!("  {}{}", super::harmless(name), place.unwrap_or_default())
    });
    names.collect()
}

/// The sign and the word for how a day differs.
pub(super) fn sign(change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Nothing => ("=", "hours-as-usual"),
        Change::Fewer => ("-", "hours-fewer"),
        Change::More => ("+", "hours-more"),
        Change::Other => ("~", "hours-other"),
    }
}

fn days(exception: &Exception, pen: Pen<'_>) -> Vec<String> {
    let (sign, word) = sign(exception.change);
    let tone = match exception.change {
        Change::Nothing => Tone::Faint,
        Change::Fewer => Tone::Removed,
        Change::More => Tone::Added,
        Change::Other => Tone::Changed,
    };
    let dates = if exception.first == exception.last {
        pen.date(exception.first)
    } else {
        let (first, last) = (pen.date(exception.first), pen.date(exception.last));
        format!("{first} – {last}")
    };
    let languages: Vec<_> = exception.languages.iter().map(|l| l.as_str()).collect();
    let (word, languages) = (pen.text(word), languages.join(" "));
    let rest = format!("{word}, {dates}, {languages}: ");
    let indent = 4 + rest.chars().count();
    let times = wrapped(&pen.times(&exception.open), WIDTH.saturating_sub(indent));
    let mut times = times.into_iter();
    let first = times.next().unwrap_or_default();
    let sign = pen.style.paint(tone, sign);
    let mut lines = vec![format!("  {sign} {rest}{first}")];
    lines.extend(times.map(|more| format!("{:indent$}{more}", "")));
    lines
}
