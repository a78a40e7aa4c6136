//! The ordinary week as a picture: a sign for each hour, the exact times beside it, and below it the
//! days that differ. Signs for half an hour keep it within 60 columns.
//!
//! ```text
//!      0  3  6  9  12 15 18 21 24
//! Mon  ········▐███·████·······  08:30–12:00 13:00–17:00
//! ```

use super::account_hours::{AccountHours, Clock};
use super::exceptions::{DayChange, Exception};
use super::renderer::{HoursRenderer, file_and_line};
use super::units::{DAY, DAY_NAMES};
use super::week::{LaterEvents, Timetable};
use crate::availability::Spans;
use crate::model::{FieldPath, Language};
use crate::report::wrap::filled;
use crate::report::{Tone, harmless};
use crate::words::{Message, duration};

/// Columns before the hours: the name of the day.
const MARGIN: usize = 5;
/// Minutes of a cell.
const CELL: i64 = 60;
const HALF: i64 = CELL / 2;
/// Columns before the times beside the hours.
const BESIDE: usize = MARGIN + 24 + 2;

const OPEN: &str = "█";
const FIRST_HALF: &str = "▌";
const SECOND_HALF: &str = "▐";
const PARTLY: &str = "▒";
const CLOSED: &str = "·";

/// The whole report of one account.
pub(crate) fn text(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    renderer: HoursRenderer<'_>,
) -> String {
    let clock = match hours.clock {
        Clock::Zone => hours.chat.time_zone.to_string(),
        Clock::Civil => renderer.text("hours-civil-week"),
    };
    let head = Message::new("hours-week").text("account", hours.account);
    let head = harmless(&renderer.say(&head.text("clock", clock)));
    let mut lines = renderer.lines(&renderer.style.paint(Tone::Strong, &head));
    if hours.chat.enabled {
        for languages in by_week(timetable, renderer.languages) {
            lines.push(String::new());
            lines.extend(week(timetable, languages, renderer));
        }
        lines.push(String::new());
        lines.extend(legend(renderer));
        lines.extend(below(timetable, hours, renderer));
    } else {
        lines.extend(renderer.lines(&renderer.text("hours-off")));
    }
    lines.extend(renderer.assumptions(hours));
    let lines: Vec<_> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n") + "\n"
}

/// The languages, together if they all share an ordinary week, else one by one: two equal pictures
/// would make a reader search for a difference.
pub(super) fn by_week<'a>(timetable: &Timetable, languages: &'a [Language]) -> Vec<&'a [Language]> {
    let mut weeks = languages
        .iter()
        .map(|language| timetable.wall.week(*language));
    let first = weeks.next();
    if weeks.all(|week| Some(week) == first) {
        vec![languages]
    } else {
        languages.chunks(1).collect()
    }
}

fn week(timetable: &Timetable, languages: &[Language], renderer: HoursRenderer<'_>) -> Vec<String> {
    let Some(language) = languages.first() else {
        return Vec::new();
    };
    let minutes = timetable.wall.week(*language).minutes();
    let total = Message::new("hours-total")
        .text("customers", renderer.customers(languages))
        .text("hours", duration(minutes));
    let total = renderer.style.paint(Tone::Strong, &renderer.say(&total));
    let mut lines = vec![total, ruler()];
    for (day, open) in DAY_NAMES.into_iter().zip(timetable.days(*language)) {
        lines.extend(day_row(&renderer.text(day), &open, renderer));
    }
    lines
}

/// `0  3  6 …` above the hours.
fn ruler() -> String {
    let marks = (0..8).map(|mark| format!("{:<3}", mark * 3));
    format!("{:MARGIN$}{}24", "", marks.collect::<String>())
}

/// A day, and as many lines more as its times need.
fn day_row(day: &str, open: &Spans, renderer: HoursRenderer<'_>) -> Vec<String> {
    let columns = renderer.columns.saturating_sub(BESIDE);
    let mut beside = filled(&renderer.times(open), columns).into_iter();
    let first = beside.next().expect("a closed day has a word for that");
    let day = format!("{day:<MARGIN$}");
    let mut lines = vec![format!("{day}{}  {first}", cells(open, renderer))];
    lines.extend(beside.map(|more| format!("{:BESIDE$}{more}", "")));
    lines
}

/// The hours of a day. Neighbours with one sign are painted together, so that a terminal gets
/// few escape sequences.
fn cells(open: &Spans, renderer: HoursRenderer<'_>) -> String {
    let mut runs: Vec<(String, Tone)> = Vec::new();
    for cell in 0..DAY / CELL {
        let (sign, tone) = cell_sign(open, cell * CELL);
        match runs.last_mut() {
            Some((run, same)) if *same == tone => run.push_str(sign),
            Some(_) | None => runs.push((sign.to_owned(), tone)),
        }
    }
    let painted = runs
        .iter()
        .map(|(run, tone)| renderer.style.paint(*tone, run));
    painted.collect()
}

/// The sign of the hour that begins at a minute.
fn cell_sign(open: &Spans, from: i64) -> (&'static str, Tone) {
    let halves = [from, from + HALF].map(|half| open.within(half, half + HALF).minutes());
    let whole = HALF.unsigned_abs();
    match halves {
        [0, 0] => (CLOSED, Tone::Faint),
        [first, second] if first == whole && second == whole => (OPEN, Tone::Added),
        [first, 0] if first == whole => (FIRST_HALF, Tone::Added),
        [0, second] if second == whole => (SECOND_HALF, Tone::Added),
        _ => (PARTLY, Tone::Changed),
    }
}

fn legend(renderer: HoursRenderer<'_>) -> Vec<String> {
    let parts = [
        (OPEN, "value-open"),
        ("▌▐", "hours-half"),
        (PARTLY, "hours-partly"),
        (CLOSED, "value-closed"),
    ];
    let parts = parts.map(|(sign, word)| format!("{sign} {}", renderer.text(word)));
    filled(&parts.map(|part| part + "  "), renderer.columns)
}

/// The days of the coming weeks that differ, under the names of their events.
fn below(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    renderer: HoursRenderer<'_>,
) -> Vec<String> {
    let last = timetable.before.pred_opt().unwrap_or(timetable.before);
    let last = renderer.date(last);
    let mut lines = vec![String::new()];
    if timetable.exceptions.is_empty() {
        let none = Message::new("hours-no-exceptions").text("date", last);
        lines.extend(renderer.lines(&renderer.say(&none)));
    } else {
        let head = Message::new("hours-exceptions").text("date", last);
        let head = renderer.style.paint(Tone::Strong, &renderer.say(&head));
        lines.extend(renderer.lines(&head));
    }
    let mut events: &[String] = &[];
    for exception in &timetable.exceptions {
        if exception.events != events {
            events = &exception.events;
            lines.extend(event_names(exception, hours, renderer));
        }
        lines.extend(exception_rows(exception, renderer));
    }
    if let Some(LaterEvents { count, first }) = timetable.later {
        let message = Message::new("hours-later").number("count", count);
        let later = renderer.say(&message.text("date", renderer.date(first)));
        lines.extend(renderer.lines(&later));
    }
    lines
}

/// Each event of a day with its place in the file.
fn event_names(
    exception: &Exception,
    hours: &AccountHours<'_>,
    renderer: HoursRenderer<'_>,
) -> Vec<String> {
    let language = exception.languages.first().copied();
    let list = FieldPath::of("chat.hours")
        .key(language.map_or("fr", Language::as_str))
        .key("specialEvents");
    let names = exception.events.iter().map(|name| {
        let place = (hours.place)(&list.entry(name)).map(|place| file_and_line(&place));
        match place {
            Some(place) => {
                let place = renderer.style.paint(Tone::Faint, &place);
                format!("  {}  {place}", harmless(name))
            }
            None => format!("  {}", harmless(name)),
        }
    });
    names.flat_map(|name| renderer.lines(&name)).collect()
}

/// The sign and the catalogue's word for how a day differs.
pub(super) fn change_sign(change: DayChange) -> (&'static str, &'static str) {
    match change {
        DayChange::Nothing => ("=", "hours-as-usual"),
        DayChange::Fewer => ("-", "hours-fewer"),
        DayChange::More => ("+", "hours-more"),
        DayChange::Other => ("~", "hours-other"),
    }
}

/// `- fewer hours, Thu 2026-12-24, fr en: 08:30–12:00`, with more lines for what does not fit.
fn exception_rows(exception: &Exception, renderer: HoursRenderer<'_>) -> Vec<String> {
    let (sign, word) = change_sign(exception.change);
    let tone = match exception.change {
        DayChange::Nothing => Tone::Faint,
        DayChange::Fewer => Tone::Removed,
        DayChange::More => Tone::Added,
        DayChange::Other => Tone::Changed,
    };
    let dates = renderer.dates(exception.first, exception.last);
    let languages = exception.languages.iter();
    let languages: Vec<_> = languages.map(|language| language.as_str()).collect();
    let (word, languages) = (renderer.text(word), languages.join(" "));
    let mut times = renderer.times(&exception.open).into_iter();
    let first = times.next().expect("a closed day has a word for that");
    let mut pieces = vec![
        format!("{word},"),
        format!("{dates},"),
        renderer.words.labelled(&languages, &first),
    ];
    pieces.extend(times);
    let sign = renderer.style.paint(tone, sign);
    let indent = 4;
    let mut rows = filled(&pieces, renderer.columns.saturating_sub(indent)).into_iter();
    let first = rows.next().expect("a row has a date");
    let mut lines = vec![format!("  {sign} {first}")];
    lines.extend(rows.map(|more| format!("{:indent$}{more}", "")));
    lines
}
