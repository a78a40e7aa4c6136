//! The small table above the fold: which days change, with the hours before and after.

use super::merged::{BOTH, merged};
use super::spacing::bound;
use crate::availability::Spans;
use crate::model::{Day, Language};
use crate::report::ordinary::{OrdinaryView, spans};
use crate::report::setting_json::{name_in, without_name};
use crate::report::setting_value::{day_name, in_words};
use crate::report::view::AccountView;
use crate::words::{Message, Words};

/// Minutes of a day.
const DAY: i64 = 1440;

/// Days or an event whose hours change. Only the name of an event is text of a file.
pub(super) struct DayRow {
    pub(super) languages: &'static str,
    pub(super) days: String,
    /// The name of the event; none of days of the ordinary week.
    pub(super) event: Option<String>,
    pub(super) before: String,
    pub(super) after: String,
}

/// The days of the ordinary week that change, in the order of the week, then the special events.
pub(super) fn rows(account: &AccountView, words: &Words) -> Vec<DayRow> {
    let week = account.ordinary_week.as_ref();
    let mut rows = week.map_or_else(Vec::new, |week| of_week(week, words));
    rows.extend(of_events(account, words));
    rows
}

fn of_week(week: &OrdinaryView, words: &Words) -> Vec<DayRow> {
    let [fr, en] = Language::ALL.map(|language| changed_days(week, language));
    if fr == en {
        return fr.iter().map(|days| days.row(BOTH, words)).collect();
    }
    let fr = fr.iter().map(|days| days.row("fr", words));
    fr.chain(en.iter().map(|days| days.row("en", words)))
        .collect()
}

/// Days in a row with one change.
#[derive(PartialEq)]
struct ChangedDays {
    first: usize,
    last: usize,
    before: Spans,
    after: Spans,
}

fn changed_days(week: &OrdinaryView, language: Language) -> Vec<ChangedDays> {
    let before = spans(week.before.of(language));
    let after = spans(week.after.of(language));
    let mut changed: Vec<ChangedDays> = Vec::new();
    for (day, (before, after)) in before.into_iter().zip(after).enumerate() {
        if before == after {
            continue;
        }
        match changed.last_mut() {
            Some(last) if last.last + 1 == day && last.before == before && last.after == after => {
                last.last = day;
            }
            Some(_) | None => changed.push(ChangedDays {
                first: day,
                last: day,
                before,
                after,
            }),
        }
    }
    changed
}

impl ChangedDays {
    fn row(&self, languages: &'static str, words: &Words) -> DayRow {
        let [first, last] = [self.first, self.last].map(|day| words.text(day_name(index(day))));
        DayRow {
            languages,
            days: match self.last - self.first {
                0 => first,
                1 => format!("{first}, {last}"),
                _ => format!("{first}–{last}"),
            },
            event: None,
            before: times(&self.before, words),
            after: times(&self.after, words),
        }
    }
}

fn index(day: usize) -> u8 {
    u8::try_from(day % Day::ALL.len()).expect("a week has seven days")
}

/// `08:30–12:00, 13:00–17:00`, `all day` or `closed`.
fn times(open: &Spans, words: &Words) -> String {
    let times = open.iter().map(|(from, to)| {
        if (from, to) == (0, DAY) {
            return words.text("value-all-day");
        }
        let [from, to] = [from, to].map(|at| u16::try_from(at).expect("a day has 1440 minutes"));
        let message = Message::new("when-times");
        words.say(&message.clock("start", from).clock("end", to))
    });
    let times: Vec<_> = times.collect();
    if times.is_empty() {
        return words.text("value-closed");
    }
    bound(&times.join(", "), words)
}

fn of_events(account: &AccountView, words: &Words) -> Vec<DayRow> {
    let changes = merged(&account.changes).into_iter();
    let events = changes.filter(|change| change.is_of_event());
    let rows = events.map(|event| {
        let [before, after] = [&event.change.before, &event.change.after];
        let name = name_in(after).or(name_in(before));
        let [before, after] = [before, after].map(|side| match side.is_null() {
            true => String::new(),
            false => bound(&in_words(&without_name(side), words), words),
        });
        DayRow {
            languages: event.languages_of_hours().unwrap_or(BOTH),
            days: String::new(),
            event: name.map(str::to_owned),
            before,
            after,
        }
    });
    rows.filter(|row| row.before != row.after).collect()
}
