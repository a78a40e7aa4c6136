//! The pictures of a page: the ordinary week of the languages in which it changes, and the days of
//! special events with the hours that they open and close.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use maud::{Markup, html};

use super::super::merged::BOTH;
use super::super::spacing::bound;
use crate::availability::Spans;
use crate::model::{Day, Kind, Language};
use crate::reconcile::phrase::date;
use crate::report::impact::{HoursChange, PeriodView, WhenView};
use crate::report::ordinary::{OrdinaryView, spans};
use crate::report::picture::{PictureNames, PictureRow, changed_week, picture};
use crate::report::schedule_view::ScheduleView;
use crate::report::view::AccountView;
use crate::words::{Message, Words};

/// Days of events that are drawn; a table above names each event.
const DRAWN: usize = 31;

/// Minutes of a day.
const DAY: i64 = 1440;

/// The pictures of one account; `at` is its position, which makes their ids unique.
pub(super) fn pictures(account: &AccountView, at: usize, words: &Words) -> Markup {
    let week = account.ordinary_week.as_ref();
    let events = event_rows(account, words);
    let text = words.text("forms-week-text");
    let changes = week.is_some_and(|week| Language::ALL.iter().any(|one| changes(week, *one)));
    html! {
        @if let Some(week) = week { (weeks(week, at, words)) }
        @if !events.is_empty() {
            h3 { (words.text("forms-events")) }
            (picture(&PictureNames {
                title: &words.text("forms-events"),
                desc: &text,
                id: &format!("{}-{at}-events", words.language()),
            }, &events))
        }
        @if changes || !events.is_empty() { p.assumed { (text) } }
    }
}

fn changes(week: &OrdinaryView, language: Language) -> bool {
    week.before.of(language) != week.after.of(language)
}

/// One picture where both languages change alike; else one for each that changes.
fn weeks(week: &OrdinaryView, at: usize, words: &Words) -> Markup {
    let alike = week.before.fr == week.before.en && week.after.fr == week.after.en;
    html! {
        @if alike && changes(week, Language::Fr) {
            (one_week(week, Language::Fr, "hours-both", at, words))
        } @else {
            @for (language, customers) in [(Language::Fr, "hours-french"), (Language::En, "hours-english")] {
                @if changes(week, language) { (one_week(week, language, customers, at, words)) }
            }
        }
    }
}

fn one_week(
    week: &OrdinaryView,
    language: Language,
    customers: &'static str,
    at: usize,
    words: &Words,
) -> Markup {
    let title = Message::new("forms-week").text("customers", words.text(customers));
    let title = words.say(&title);
    let [before, after] = [&week.before, &week.after].map(|side| spans(side.of(language)));
    let rows = changed_week(&before, &after, words);
    html! {
        h3 { (title) }
        (picture(&PictureNames {
            title: &title,
            desc: &words.text("forms-week-text"),
            id: &format!("{}-{at}-{language}", words.language()),
        }, &rows))
    }
}

/// Stretches of one date in some languages, gained and lost.
#[derive(Default)]
struct EventDay {
    gained: Vec<(i64, i64)>,
    lost: Vec<(i64, i64)>,
}

/// The dates on which special events open or close chat.
fn event_rows(account: &AccountView, words: &Words) -> Vec<PictureRow> {
    let periods = account.hours.iter().flat_map(|hours| &hours.impact.periods);
    let mut days: BTreeMap<(NaiveDate, String), EventDay> = BTreeMap::new();
    for period in periods.filter(|period| is_of_event(period)) {
        let languages = period.languages.join(", ");
        for (date, from, to) in stretches(&period.when) {
            let day = days.entry((date, languages.clone())).or_default();
            match period.change {
                HoursChange::Gained => day.gained.push((from, to)),
                HoursChange::Lost => day.lost.push((from, to)),
            }
        }
    }
    let days = days.into_iter().take(DRAWN);
    let rows = days.map(|((day, languages), hours)| {
        let mut label = bound(&words.say(&date(day, None)), words);
        if languages != BOTH {
            label = format!("{label} {languages}");
        }
        PictureRow::changed(&label, &Spans::of(hours.lost), &Spans::of(hours.gained))
    });
    rows.collect()
}

fn is_of_event(period: &PeriodView) -> bool {
    match &period.cause.schedule {
        Some(ScheduleView::Named(Kind::SpecialEvent, _)) => !period.when.ongoing,
        Some(
            ScheduleView::Named(Kind::Weekly, _)
            | ScheduleView::WorkingHours
            | ScheduleView::WeekendHours
            | ScheduleView::LunchBreak,
        )
        | None => false,
    }
}

/// The dates of a period with their minutes; what ends on the next day is parted at midnight.
fn stretches(when: &WhenView) -> Vec<(NaiveDate, i64, i64)> {
    let days = when.first.0.iter_days();
    let days = days.take_while(|day| *day <= when.last.0).take(400);
    let days = days.filter(|day| {
        let weekday = Day::from_weekday(chrono::Datelike::weekday(day));
        when.days.iter().any(|one| one.0 == weekday) && !when.except.iter().any(|one| one.0 == *day)
    });
    let mut out = Vec::new();
    for day in days {
        for times in &when.times {
            let (from, to) = (times.start_time.0, times.end_time.0);
            if from < to {
                out.push((day, from, to));
                continue;
            }
            out.push((day, from, DAY));
            let next = day.checked_add_days(Days::new(1));
            out.extend(next.filter(|_| to > 0).map(|next| (next, 0, to)));
        }
    }
    out
}
