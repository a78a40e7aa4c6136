//! « Heures de service du clavardage » as the blocks `both`, `fr` and `en`.
//!
//! An item goes under `both` when it is equal in both languages and the file can express it in
//! both. The merge of the file must give back the hours of the portal: a single item of a language
//! replaces that of `both`, so equal items are written once, and lists are concatenated, so entries
//! that both languages have are written under `both` and the others under their language.

use std::collections::BTreeMap;

use super::flow::FlowMapping;
use super::writer::FileWriter;
use crate::document::plain_scalar;
use crate::model::{
    Account, CIVIL, ChatHours, Day, FieldPath, Hours, Kind, Language, Named, Pattern, ScheduleList,
    Time, Weekly,
};

pub(super) fn chat(file: &mut FileWriter<'_>, account: &Account) {
    let chat = &account.chat;
    file.setting("chat.enabled", &plain_scalar(&chat.enabled));
    file.value("chat.timeZone", chat.time_zone.as_str());
    file.block(1, "hours", |file| {
        let shared = SharedHours::of(file, account);
        file.comment(2, "export-both");
        file.block(2, "both", |file| both(file, &chat.hours.fr, &shared));
        for language in Language::ALL {
            file.block(2, language.as_str(), |file| {
                own(file, account, language, &shared)
            });
        }
    });
}

fn both(file: &mut FileWriter<'_>, hours: &ChatHours, shared: &SharedHours) {
    if shared.working_hours {
        // Shared hours are equal, so the French ones serve for both.
        working_hours(file, Language::Fr, hours);
    }
    if shared.weekend_hours {
        weekend_hours(file, hours);
    }
    for (kind, entries) in &shared.lists {
        list(file, *kind, entries);
    }
}

/// The items that go under `both`. An item that the file cannot express in one language is written
/// under the other language only.
struct SharedHours {
    working_hours: bool,
    weekend_hours: bool,
    lists: BTreeMap<Kind, ScheduleList>,
}

impl SharedHours {
    fn of(file: &FileWriter<'_>, account: &Account) -> Self {
        let (fr, en) = (&account.chat.hours.fr, &account.chat.hours.en);
        let [lunch_fr, lunch_en] = Language::ALL.map(|language| file.says(&lunch_path(language)));
        let lists = Kind::ALL
            .into_iter()
            .filter(|kind| says_in_both(file, kind.list()));
        // Working hours and their lunch break are one item of the file. They are shared only when
        // both are equal, and when the lunch break can be written in both languages or in neither
        // of them.
        Self {
            working_hours: says_in_both(file, "workingHours")
                && lunch_fr == lunch_en
                && (fr.working_hours, fr.lunch_break) == (en.working_hours, en.lunch_break),
            weekend_hours: says_in_both(file, "weekendHours")
                && fr.weekend_hours == en.weekend_hours,
            lists: lists.map(|kind| (kind, entries(account, kind))).collect(),
        }
    }
}

/// Whether the file can express an item in both languages.
fn says_in_both(file: &FileWriter<'_>, item: &'static str) -> bool {
    Language::ALL
        .into_iter()
        .all(|language| file.says(&path(language, item)))
}

/// The entries of a list that are equal in both languages.
fn entries(account: &Account, kind: Kind) -> ScheduleList {
    let en = account.schedules(Language::En, kind);
    let fr = account.schedules(Language::Fr, kind).iter();
    let shared = fr.filter(|(key, named)| en.get(*key) == Some(*named));
    shared
        .map(|(key, named)| (key.clone(), named.clone()))
        .collect()
}

/// The block of one language.
fn own(file: &mut FileWriter<'_>, account: &Account, language: Language, shared: &SharedHours) {
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
    // A list that `both` has is complete with the entries below it; a list that it does not have
    // must be written under the language even when it is empty, or it would stay unmanaged.
    for kind in Kind::ALL {
        let shared = shared.lists.get(&kind);
        let mut own = account.schedules(language, kind).clone();
        own.retain(|key, _| shared.is_none_or(|shared| !shared.contains_key(key)));
        if shared.is_none() || !own.is_empty() {
            one(file, language, kind.list(), |file| list(file, kind, &own));
        }
    }
}

/// An item, or a comment in its place.
fn one(
    file: &mut FileWriter<'_>,
    language: Language,
    item: &'static str,
    write: impl FnOnce(&mut FileWriter<'_>),
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

fn working_hours(file: &mut FileWriter<'_>, language: Language, hours: &ChatHours) {
    let lunch_path = lunch_path(language);
    let working = weekly(FlowMapping::default(), hours.working_hours);
    let working = match hours.lunch_break {
        // Leaving the key out leaves the lunch break as it is.
        _ if !file.says(&lunch_path) => {
            file.left_out(3, &lunch_path);
            working
        }
        Some(lunch) => working.mapping("lunchBreak", &timed(FlowMapping::default(), lunch)),
        None => {
            let off = FlowMapping::default().plain("enabled", false);
            working.mapping("lunchBreak", &off)
        }
    };
    file.line(3, &format!("workingHours: {working}"));
}

fn weekend_hours(file: &mut FileWriter<'_>, hours: &ChatHours) {
    let weekend = weekly(FlowMapping::default(), hours.weekend_hours);
    file.line(3, &format!("weekendHours: {weekend}"));
}

fn list(file: &mut FileWriter<'_>, kind: Kind, entries: &ScheduleList) {
    let key = kind.list();
    if entries.is_empty() {
        return file.line(3, &format!("{key}: []"));
    }
    file.line(3, &format!("{key}:"));
    for named in entries.values() {
        file.line(4, &format!("- {}", schedule(named)));
    }
}

fn schedule(named: &Named) -> FlowMapping {
    let entry = FlowMapping::default().text("name", named.name.as_str());
    match named.pattern {
        Pattern::Weekly(pattern) => weekly(entry, pattern),
        Pattern::SpecialEvent(event) => entry
            .plain("availability", event.availability.as_str())
            .text("startsAt", &event.starts_at.format(CIVIL).to_string())
            .text("endsAt", &event.ends_at.format(CIVIL).to_string()),
    }
}

fn weekly(mapping: FlowMapping, weekly: Weekly) -> FlowMapping {
    match weekly.hours {
        Some(Hours::AllDay) => days(mapping, weekly).plain("allDay", true),
        Some(Hours::Between(_)) | None => timed(mapping, weekly),
    }
}

/// A pattern with its times: a lunch break has no `allDay`, so one that lasts all day is written as
/// 00:00 to 24:00.
fn timed(mapping: FlowMapping, weekly: Weekly) -> FlowMapping {
    let mapping = days(mapping, weekly);
    let (start, end) = match weekly.hours {
        None => return mapping,
        Some(Hours::AllDay) => (Time::MIDNIGHT, Time::END_OF_DAY),
        Some(Hours::Between(window)) => (window.start, window.end),
    };
    mapping
        .text("startTime", &start.to_string())
        .text("endTime", &end.to_string())
}

fn days(mapping: FlowMapping, weekly: Weekly) -> FlowMapping {
    mapping.words("days", weekly.days.iter().map(Day::as_str))
}
