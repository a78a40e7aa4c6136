//! « Heures de service du clavardage »: what both languages share goes under `both`.

use std::collections::BTreeMap;

use super::{File, quoted};
use crate::model::{
    Account, ChatHours, FieldPath, Hours, Kind, Language, NameKey, Named, Pattern, Time, Weekly,
};

pub(super) fn chat(file: &mut File<'_>, account: &Account) {
    let chat = &account.chat;
    file.setting("chat.enabled", &chat.enabled.to_string());
    file.value("chat.timeZone", chat.time_zone.as_str());
    file.block(1, "hours", |file| {
        let shared = Shared::of(file, account);
        file.comment(2, "export-both");
        file.block(2, "both", |file| both(file, &chat.hours.fr, &shared));
        for language in Language::ALL {
            file.block(2, language.as_str(), |file| {
                own(file, account, language, &shared)
            });
        }
    });
}

fn both(file: &mut File<'_>, hours: &ChatHours, shared: &Shared) {
    if shared.working_hours {
        working_hours(file, Language::Fr, hours);
    }
    if shared.weekend_hours {
        weekend_hours(file, hours);
    }
    for (kind, entries) in &shared.lists {
        list(file, *kind, entries);
    }
}

/// What goes under `both`. An item that one language cannot say is managed in the other alone.
struct Shared {
    working_hours: bool,
    weekend_hours: bool,
    lists: BTreeMap<Kind, BTreeMap<NameKey, Named>>,
}

impl Shared {
    fn of(file: &File<'_>, account: &Account) -> Self {
        let (fr, en) = (&account.chat.hours.fr, &account.chat.hours.en);
        let said =
            |item: &'static str| Language::ALL.map(|language| file.says(&path(language, item)));
        let lunch = Language::ALL.map(|language| file.says(&lunch_path(language)));
        let lists = Kind::ALL
            .into_iter()
            .filter(|kind| said(kind.list()) == [true, true]);
        Self {
            working_hours: said("workingHours") == [true, true]
                && lunch[0] == lunch[1]
                && (fr.working_hours, fr.lunch_break) == (en.working_hours, en.lunch_break),
            weekend_hours: said("weekendHours") == [true, true]
                && fr.weekend_hours == en.weekend_hours,
            lists: lists.map(|kind| (kind, entries(account, kind))).collect(),
        }
    }
}

/// Entries that are the same in both languages.
fn entries(account: &Account, kind: Kind) -> BTreeMap<NameKey, Named> {
    let en = account.schedules(Language::En, kind);
    let mut shared = account.schedules(Language::Fr, kind);
    shared.retain(|key, named| en.get(key) == Some(named));
    shared
}

/// The block of one language.
fn own(file: &mut File<'_>, account: &Account, language: Language, shared: &Shared) {
    let hours = account.chat.hours.get(language);
    if !shared.working_hours {
        one(file, language, "workingHours", |file| {
            working_hours(file, language, hours);
        });
    }
    if !shared.weekend_hours {
        one(file, language, "weekendHours", |file| {
            weekend_hours(file, hours)
        });
    }
    for kind in Kind::ALL {
        let mut own = account.schedules(language, kind);
        let shared = shared.lists.get(&kind);
        own.retain(|key, _| shared.is_none_or(|shared| !shared.contains_key(key)));
        if shared.is_none() || !own.is_empty() {
            one(file, language, kind.list(), |file| list(file, kind, &own));
        }
    }
}

/// An item, or the comment that stands for it.
fn one(
    file: &mut File<'_>,
    language: Language,
    item: &'static str,
    write: impl FnOnce(&mut File<'_>),
) {
    let path = path(language, item);
    if file.says(&path) {
        write(file);
    } else {
        file.left_out(3, &path);
    }
}

fn path(language: Language, item: &'static str) -> FieldPath {
    FieldPath::of("chat.hours").key(language.as_str()).key(item)
}

fn lunch_path(language: Language) -> FieldPath {
    path(language, "workingHours").key("lunchBreak")
}

fn working_hours(file: &mut File<'_>, language: Language, hours: &ChatHours) {
    let lunch_path = lunch_path(language);
    let lunch = match hours.lunch_break {
        _ if !file.says(&lunch_path) => {
            file.left_out(3, &lunch_path);
            String::new()
        }
        Some(lunch) => format!(", lunchBreak: {{ {} }}", timed(lunch)),
        None => ", lunchBreak: { enabled: false }".to_owned(),
    };
    let working = weekly(hours.working_hours);
    file.line(3, &format!("workingHours: {{ {working}{lunch} }}"));
}

fn weekend_hours(file: &mut File<'_>, hours: &ChatHours) {
    let weekend = weekly(hours.weekend_hours);
    file.line(3, &format!("weekendHours: {{ {weekend} }}"));
}

fn list(file: &mut File<'_>, kind: Kind, entries: &BTreeMap<NameKey, Named>) {
    let key = kind.list();
    if entries.is_empty() {
        return file.line(3, &format!("{key}: []"));
    }
    file.line(3, &format!("{key}:"));
    for named in entries.values() {
        let name = quoted(named.name.as_str());
        let pattern = match named.pattern {
            Pattern::Weekly(pattern) => weekly(pattern),
            Pattern::SpecialEvent(event) => {
                let civil = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
                let says = event.availability.as_str();
                let (starts, ends) = (civil(event.starts_at), civil(event.ends_at));
                format!("availability: {says}, startsAt: \"{starts}\", endsAt: \"{ends}\"")
            }
        };
        file.line(4, &format!("- {{ name: {name}, {pattern} }}"));
    }
}

fn weekly(weekly: Weekly) -> String {
    match weekly.hours {
        Some(Hours::AllDay) => format!("{}, allDay: true", days(weekly)),
        Some(Hours::Between(_)) | None => timed(weekly),
    }
}

/// Of a lunch break all day is said by its times.
fn timed(weekly: Weekly) -> String {
    let (start, end) = match weekly.hours {
        None => return days(weekly),
        Some(Hours::AllDay) => (Time::MIDNIGHT, Time::END_OF_DAY),
        Some(Hours::Between(window)) => (window.start, window.end),
    };
    let days = days(weekly);
    format!("{days}, startTime: \"{start}\", endTime: \"{end}\"")
}

fn days(weekly: Weekly) -> String {
    let days: Vec<_> = weekly.days.iter().map(|day| day.as_str()).collect();
    format!("days: [{}]", days.join(", "))
}
