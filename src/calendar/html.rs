//! The hours as a page of its own: no script, nothing that is loaded, fit for paper and for dark
//! screens. Text of the file stands in text nodes alone, and a table repeats what the picture
//! shows.

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::account_hours::AccountHours;
use super::exceptions::{DayChange, Exception};
use super::grid::{by_week, change_sign};
use super::public_clock;
use super::renderer::HoursRenderer;
use super::units::DAY_NAMES;
use super::week::Timetable;
use crate::model::Language;
use crate::report::harmless;
use crate::report::page::{POLICY, STYLE};
use crate::report::picture::{PictureNames, open_week, picture};
use crate::words::{Message, duration};

/// The hours without a page of their own around them, for another page.
pub(crate) fn fragment(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    today: NaiveDate,
    renderer: HoursRenderer<'_>,
) -> String {
    body(timetable, hours, today, renderer).into_string()
}

/// The whole page, with every exception from a date on. It is a file of its own that people mail
/// and print, so it loads nothing and works without a network. What was assumed of the file is for
/// whoever makes the page, not for those who read it.
pub(crate) fn page(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    today: NaiveDate,
    renderer: HoursRenderer<'_>,
) -> String {
    let head = renderer.say(&Message::new("hours-page").text("account", hours.account));
    let page = html! {
        (DOCTYPE)
        html lang=(renderer.words.language().as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (harmless(&head)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (harmless(&head)) }
                    (body(timetable, hours, today, renderer))
                }
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// The ordinary week, and every exception from a date on.
fn body(
    timetable: &Timetable,
    hours: &AccountHours<'_>,
    today: NaiveDate,
    renderer: HoursRenderer<'_>,
) -> Markup {
    let found = timetable.all_exceptions(hours, renderer.languages, today);
    html! {
        @if let Some(clock) = public_clock::sentence(hours, renderer.words) { p { (harmless(&clock)) } }
        @if !hours.chat.enabled { p.off { (renderer.text("hours-off")) } }
        @for languages in by_week(timetable, renderer.languages) {
            (ordinary(timetable, languages, renderer))
        }
        (otherwise(&found, renderer))
    }
}

/// The ordinary week of languages that share it.
fn ordinary(timetable: &Timetable, languages: &[Language], renderer: HoursRenderer<'_>) -> Markup {
    let Some(language) = languages.first() else {
        return html! {};
    };
    let days = timetable.days(*language);
    let minutes = timetable.wall.week(*language).minutes();
    let total = Message::new("hours-total")
        .text("customers", renderer.customers(languages))
        .text("hours", duration(minutes));
    let total = renderer.say(&total);
    let names = PictureNames {
        title: &total,
        desc: &renderer.text("hours-picture"),
        id: language.as_str(),
    };
    html! {
        section {
            h2 { (total) }
            (picture(&names, &open_week(&days, renderer.words)))
            table {
                caption { (renderer.text("hours-ordinary")) }
                @for (day, open) in DAY_NAMES.into_iter().zip(&days) {
                    tr {
                        th scope="row" { (renderer.text(day)) }
                        td { (renderer.times(open).join(" ")) }
                    }
                }
            }
        }
    }
}

/// Days that differ from the ordinary week, and the events that make them.
fn otherwise(found: &[Exception], renderer: HoursRenderer<'_>) -> Markup {
    if found.is_empty() {
        return html! { p { (renderer.text("hours-no-event")) } };
    }
    let heads = [
        "hours-head-days",
        "hours-head-customers",
        "hours-head-open",
        "hours-head-change",
        "hours-head-events",
    ];
    html! {
        section {
            h2 { (renderer.text("hours-head-exceptions")) }
            table {
                thead { tr { @for head in heads { th scope="col" { (renderer.text(head)) } } } }
                tbody {
                    @for exception in found {
                        tr {
                            th scope="row" { (renderer.dates(exception.first, exception.last)) }
                            td { (renderer.customers(&exception.languages)) }
                            td { (renderer.times(&exception.open).join(" ")) }
                            td { (change(exception.change, renderer)) }
                            td { @for (event, at) in exception.events.iter().zip(0..) {
                                @if at > 0 { br; }
                                (harmless(event))
                            } }
                        }
                    }
                }
            }
        }
    }
}

fn change(change: DayChange, renderer: HoursRenderer<'_>) -> String {
    let (sign, word) = change_sign(change);
    format!("{sign} {}", renderer.text(word))
}
