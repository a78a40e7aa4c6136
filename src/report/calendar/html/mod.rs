//! The hours as a page of its own: no script, nothing that is loaded, the same on paper and in the
//! dark. Text of the file stands in text nodes alone, and what the picture shows a table says.

pub(crate) mod picture;

use chrono::NaiveDate;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::exceptions::{Change, Exception, exceptions};
use super::week::Timetable;
use super::{Clock, DAYS, Pen, Subject, grid, harmless};
use crate::model::Language;
use crate::words::Message;
use picture::{Look, Side, week};

pub(in crate::report) const STYLE: &str = include_str!("page.css");
/// Nothing may be loaded, so nothing can be sent.
pub(in crate::report) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole page, with every exception from a date on.
pub(crate) fn page(
    timetable: &Timetable,
    subject: &Subject<'_>,
    today: NaiveDate,
    pen: Pen<'_>,
) -> String {
    let head = pen.say(&Message::new("hours-page").text("account", subject.account));
    let clock = match subject.clock {
        Clock::Zone => subject.chat.time_zone.to_string(),
        Clock::Civil => pen.text("hours-civil-week"),
    };
    let clock = pen.say(&Message::new("hours-clock").text("clock", clock));
    let found = if subject.chat.enabled {
        exceptions(subject.chat, &timetable.wall, pen.languages, (today, None))
    } else {
        Vec::new()
    };
    let page = html! {
        (DOCTYPE)
        html lang=(pen.words.language().as_str()) {
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
                    p { (harmless(&clock)) }
                    @if !subject.chat.enabled { p.off { (pen.text("hours-off")) } }
                    @for languages in grid::alike(timetable, pen.languages) {
                        (ordinary(timetable, languages, pen))
                    }
                    (otherwise(&found, pen))
                    @for line in &subject.assumptions {
                        p.assumed { (pen.text("hours-assumed")) " " (harmless(&pen.say(&line.says))) }
                    }
                }
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// The ordinary week of languages that share it.
fn ordinary(timetable: &Timetable, languages: &[Language], pen: Pen<'_>) -> Markup {
    let Some(language) = languages.first() else {
        return html! {};
    };
    let days = timetable.days(*language);
    let minutes = timetable.wall.week(*language).minutes();
    let total = Message::new("hours-total")
        .text("customers", pen.customers(languages))
        .text("hours", Pen::duration(minutes));
    let total = pen.say(&total);
    let sides = [Side {
        look: Look::Filled,
        days: &days,
    }];
    let desc = pen.text("hours-picture");
    html! {
        section {
            h2 { (total) }
            (week(&total, &desc, language.as_str(), &sides, pen.words))
            table {
                caption { (pen.text("hours-ordinary")) }
                @for (day, open) in DAYS.into_iter().zip(&days) {
                    tr {
                        th scope="row" { (pen.text(day)) }
                        td { (pen.times(open).join(" ")) }
                    }
                }
            }
        }
    }
}

/// Days that are otherwise, because of which events.
fn otherwise(found: &[Exception], pen: Pen<'_>) -> Markup {
    if found.is_empty() {
        return html! { p { (pen.text("hours-no-event")) } };
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
            h2 { (pen.text("hours-head-exceptions")) }
            table {
                thead { tr { @for head in heads { th scope="col" { (pen.text(head)) } } } }
                tbody {
                    @for exception in found {
                        tr {
                            th scope="row" { (dates(exception, pen)) }
                            td { (pen.customers(&exception.languages)) }
                            td { (pen.times(&exception.open).join(" ")) }
                            td { (change(exception.change, pen)) }
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

fn dates(exception: &Exception, pen: Pen<'_>) -> String {
    let first = pen.date(exception.first);
    if exception.first == exception.last {
        return first;
    }
    format!("{first} – {}", pen.date(exception.last))
}

fn change(change: Change, pen: Pen<'_>) -> String {
    let (sign, word) = grid::sign(change);
    format!("{sign} {}", pen.text(word))
}
