//! A person who edits the account in the portal while the tool works.

use serde_json::json;

use super::dice::Dice;
use super::stage::Sent;
use super::world::Snapshot;
use crate::model::{Kind, Language, Resource};

/// An edit that the portal takes, of the resource or of any.
pub(super) fn edit(snapshot: &Snapshot, key: Option<&str>, dice: &mut Dice) -> Sent {
    match key.map_or_else(|| dice.below(9), of_the_same) {
        0 => {
            let name = format!("Boréal {}", dice.below(1000));
            patch(snapshot, "general", json!({ "resellerName": name }))
        }
        1 => {
            let spid = format!("S{}", dice.below(1000));
            patch(snapshot, "general", json!({ "spid": spid }))
        }
        2 => {
            let enabled = !snapshot.observed.account.chat.enabled;
            patch(snapshot, "chat", json!({ "enabled": enabled }))
        }
        3 => {
            let language = dice.pick(&["fr", "en"]);
            patch(snapshot, "administrator", json!({ "language": language }))
        }
        4 => weekend(snapshot, dice),
        5 => delegate("PUT", dice),
        6 => delegate("DELETE", dice),
        7 => delete(snapshot, key, dice),
        _ => create(dice),
    }
}

/// The edit that meets the write of a resource.
fn of_the_same(key: &str) -> usize {
    match key {
        "general" => 0,
        "chat" => 2,
        "administrator" => 3,
        _ if key.ends_with("weekend-hours") => 4,
        _ if key.starts_with("delegates") => 6,
        _ if key.contains("-schedules/") || key.contains("-events/") => 7,
        _ => 1,
    }
}

fn matching(snapshot: &Snapshot, key: &str) -> Option<String> {
    let etags = &snapshot.observed.etags;
    etags.get(key).map(|etag| etag.0.clone())
}

fn patch(snapshot: &Snapshot, key: &str, body: serde_json::Value) -> Sent {
    Sent {
        method: "PATCH",
        key: key.to_owned(),
        if_match: matching(snapshot, key),
        if_none_match: None,
        body: Some(body),
    }
}

fn weekend(snapshot: &Snapshot, dice: &mut Dice) -> Sent {
    let language = dice.pick(&Language::ALL);
    let key = Resource::WeekendHours(language).key();
    let start = format!("{:02}:00", dice.below(12));
    Sent {
        method: "PUT",
        if_match: matching(snapshot, &key),
        key,
        if_none_match: None,
        body: Some(json!({ "days": ["sat"], "startTime": start, "endTime": "17:30" })),
    }
}

fn delegate(method: &'static str, dice: &mut Dice) -> Sent {
    Sent {
        method,
        key: format!("delegates/{}", dice.pick(&["2041", "2107", "0300"])),
        if_match: None,
        if_none_match: None,
        body: None,
    }
}

/// Of the schedule that is named, or of any; by name, because ids are not the same in each simulation.
fn delete(snapshot: &Snapshot, key: Option<&str>, dice: &mut Dice) -> Sent {
    let ids = &snapshot.observed.ids;
    let of = |(reference, id): (&crate::model::ScheduleRef, &crate::model::ScheduleId)| {
        Resource::Schedule(reference.language, reference.kind, id.clone()).key()
    };
    let keys: Vec<_> = ids.iter().map(of).collect();
    let found = match key {
        Some(key) => keys.iter().find(|other| *other == key).cloned(),
        None if keys.is_empty() => None,
        None => Some(keys[dice.below(keys.len())].clone()),
    };
    match found {
        None => create(dice),
        Some(key) => Sent {
            method: "DELETE",
            if_match: matching(snapshot, &key),
            key,
            if_none_match: None,
            body: None,
        },
    }
}

fn create(dice: &mut Dice) -> Sent {
    let letters = (0..26).map(|_| char::from(b'a' + u8::try_from(dice.below(26)).unwrap()));
    let id: String = letters.collect();
    let list = Resource::Schedules(dice.pick(&Language::ALL), Kind::Weekly).key();
    let name = format!("Ajout {}", dice.below(1000));
    Sent {
        method: "PUT",
        key: format!("{list}/{id}"),
        if_match: None,
        if_none_match: Some("*".to_owned()),
        body: Some(
            json!({ "name": name, "days": ["wed"], "startTime": "10:00", "endTime": "11:00" }),
        ),
    }
}
