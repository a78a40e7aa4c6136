//! The hours of a year alone, compared with the minute-by-minute count that is their oracle in tests.
//! The rooms `model` and `availability` depend on no other room, so this program includes their files
//! and measures them without the processes around them.

use std::hint::black_box;

use chrono::{DateTime, TimeDelta, Utc};

use super::RUNS;
use super::availability::{Period, compare, impact, resolve};
use super::config::{base, configure};
use super::measure::Pair;
use super::model::{Chat, Language};
use super::oracle;
use super::table::{Row, Table};

/// Schedules of both kinds in each language.
const SCHEDULES: [usize; 4] = [10, 100, 1_000, 10_000];
const YEARS: [usize; 3] = [1, 10, 50];

pub(crate) fn measure() {
    year();
    schedules();
    years();
    change();
}

/// A busy account: 14 weekly schedules, 60 events, two languages.
fn year() {
    let goal = Some(0.02);
    let mut table = Table::new("A year of a busy account", "minute by minute", goal);
    let (chat, window) = (busy(14, 60), years_from_now(1));
    let ours = |_| open(&chat, window);
    let pair = Pair::of(RUNS, ours, |_| counted(&chat, window));
    table.push(Row::new("year", 1, pair, None));
    table.print();
}

fn schedules() {
    let mut table = Table::alone("A year of many schedules");
    for size in SCHEDULES {
        let (chat, window) = (busy(size / 2, size - size / 2), years_from_now(1));
        let pair = Pair::alone(RUNS, || open(&chat, window));
        table.push(Row::new("schedules", size, pair, None));
    }
    table.print();
}

fn years() {
    let mut table = Table::alone("Many years of a busy account");
    let chat = busy(14, 60);
    for size in YEARS {
        let unit = if size == 1 { "year" } else { "years" };
        let pair = Pair::alone(RUNS, || open(&chat, years_from_now(size)));
        table.push(Row::new(unit, size, pair, None));
    }
    table.print();
}

/// The open hours that all those schedules add and remove, as a plan reports them; the time to
/// resolve the schedules is included.
fn change() {
    let title = "What a year of many schedules changes";
    let mut table = Table::new(title, "resolving both sides", None);
    for size in SCHEDULES {
        let (old, new) = (base(), busy(size / 2, size - size / 2));
        let windows = || vec![years_from_now(1)];
        let ours = |_| {
            black_box(compare(&old, &new, windows()).unwrap());
            black_box(impact(&old, &new, &windows()).unwrap());
        };
        let both = |_| {
            [&old, &new]
                .into_iter()
                .for_each(|chat| open(chat, years_from_now(1)))
        };
        let pair = Pair::of(RUNS, ours, both);
        table.push(Row::new("schedules", size, pair, None));
    }
    table.print();
}

/// Working hours, lunch and weekend, and so many schedules of each kind in both languages.
fn busy(weekly: usize, events: usize) -> Chat {
    let mut chat = base();
    let mut set = |field: String| assert!(configure(&mut chat, &field), "{field}");
    for at in 0..weekly {
        let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][at % 7];
        let hour = 7 + at / 7 % 14;
        set(format!(
            "weekly w{at}: {day} {hour:02}:15-{:02}:45",
            hour + 2
        ));
    }
    for at in 0..events {
        let day = days_from_now(i64::try_from(at * 6 % 360).unwrap())
            .to
            .date_naive();
        let (says, hour) = (["closed", "open"][at % 2], 6 + at / 60 % 12);
        let hours = format!("{day}T{hour:02}:00..{day}T{:02}:30", hour + 3);
        set(format!("{says} e{at}: {hours}"));
    }
    chat
}

fn now() -> DateTime<Utc> {
    "2026-11-26T05:00:00Z".parse().unwrap()
}

fn days_from_now(days: i64) -> Period {
    let from = now();
    let to = from + TimeDelta::days(days);
    Period { from, to }
}

fn years_from_now(years: usize) -> Period {
    days_from_now(i64::try_from(years * 365 + years / 4).unwrap())
}

fn open(chat: &Chat, window: Period) {
    for language in Language::ALL {
        black_box(resolve(chat, language, window).unwrap());
    }
}

fn counted(chat: &Chat, window: Period) {
    for language in Language::ALL {
        let minutes = (window.to - window.from).num_minutes();
        let instants = (0..minutes).map(|at| window.from + TimeDelta::minutes(at));
        black_box(
            instants
                .filter(|at| oracle::open(chat, language, *at))
                .count(),
        );
    }
}
