//! Days that special events touch, and what is open on them: consecutive days that are alike are
//! one, and languages that meet the same are told together.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::availability::{Spans, Wall};
use crate::model::{Chat, ChatHours, Language, SpecialEvent};

/// Days from a first to a last one with the same hours because of the same events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exception {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) languages: Vec<Language>,
    pub(super) open: Spans,
    /// Their names, in the order in which they begin.
    pub(super) events: Vec<String>,
    pub(super) change: Change,
}

impl Exception {
    /// The same but for the language.
    fn is_like(&self, other: &Self) -> bool {
        let of = |exception: &Self| (exception.first, exception.last, exception.change);
        of(self) == of(other) && self.open == other.open && self.events == other.events
    }
}

/// How a day differs from the ordinary week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Nothing,
    Fewer,
    More,
    Other,
}

impl Change {
    fn between(usual: &Spans, open: &Spans) -> Self {
        let fewer = usual.without(open).minutes() > 0;
        let more = open.without(usual).minutes() > 0;
        match (fewer, more) {
            (false, false) => Self::Nothing,
            (true, false) => Self::Fewer,
            (false, true) => Self::More,
            (true, true) => Self::Other,
        }
    }

    /// Of several days together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, change) | (change, Self::Nothing) => change,
            (left, right) if left == right => left,
            (_, _) => Self::Other,
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Fewer => "fewer",
            Self::More => "more",
            Self::Other => "other",
        }
    }
}

/// Every exception from a date on, and before another one if that is given.
pub(super) fn exceptions(
    chat: &Chat,
    wall: &Wall,
    languages: &[Language],
    (from, before): (NaiveDate, Option<NaiveDate>),
) -> Vec<Exception> {
    let mut all: BTreeMap<_, Vec<Exception>> = BTreeMap::new();
    for language in languages {
        for found in of_language(chat, wall, *language, (from, before)) {
            let known = all.entry((found.first, found.last)).or_default();
            match known.iter_mut().find(|known| known.is_like(&found)) {
                Some(known) => known.languages.push(*language),
                None => known.push(found),
            }
        }
    }
    let mut all: Vec<_> = all.into_values().flatten().collect();
    all.sort_by_key(|exception| (exception.first, exception.languages.first().copied()));
    all
}

fn of_language(
    chat: &Chat,
    wall: &Wall,
    language: Language,
    (from, before): (NaiveDate, Option<NaiveDate>),
) -> Vec<Exception> {
    let mut out: Vec<Exception> = Vec::new();
    let days = touched(chat.hours.get(language), from, before);
    for (date, events) in days {
        let open = wall.on(language, date);
        let change = Change::between(&wall.without_events(language, date), &open);
        match out.last_mut() {
            Some(last)
                if last.last.succ_opt() == Some(date)
                    && last.open == open
                    && last.events == events =>
            {
                last.last = date;
                last.change = last.change.and(change);
            }
            Some(_) | None => out.push(Exception {
                first: date,
                last: date,
                languages: vec![language],
                open,
                events: events.into_iter().map(str::to_owned).collect(),
                change,
            }),
        }
    }
    out
}

/// Every date that an event touches, with the names of those that do.
fn touched(
    hours: &ChatHours,
    from: NaiveDate,
    before: Option<NaiveDate>,
) -> BTreeMap<NaiveDate, Vec<&str>> {
    let mut events: Vec<_> = hours.named.special_events().collect();
    events.sort_by_key(|(_, event)| event.starts_at);
    let mut days: BTreeMap<NaiveDate, Vec<&str>> = BTreeMap::new();
    for (name, event) in events {
        let (first, last) = dates(event);
        let dates = first.max(from).iter_days();
        let dates = dates.take_while(|date| *date <= last && before.is_none_or(|end| *date < end));
        for date in dates {
            days.entry(date).or_default().push(name.as_str());
        }
    }
    days
}

/// The first and the last date on which an event is in effect.
pub(super) fn dates(event: SpecialEvent) -> (NaiveDate, NaiveDate) {
    let end = event.ends_at.date();
    let last = if event.ends_at.time() == NaiveTime::MIN {
        end.pred_opt().unwrap_or(end)
    } else {
        end
    };
    (event.starts_at.date(), last)
}
