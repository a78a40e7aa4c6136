//! Files of accounts, and seeds with which a portal has these accounts.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(crate) fn write(place: &Path, name: &str, text: &str) -> PathBuf {
    let path = place.join(name);
    fs::File::create(&path)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
        .unwrap();
    path
}

/// One weekly schedule as the contract writes it.
fn weekly(at: usize) -> Value {
    let hour = 8 + at % 10;
    json!({
        "name": format!("Horaire {at}"), "days": [DAYS[at % 7]],
        "startTime": format!("{hour:02}:00"), "endTime": format!("{:02}:30", hour + 1),
    })
}

/// One special event, each on a day of its own.
fn event(at: usize) -> Value {
    let (year, month, day) = (2027 + at / 300, 1 + at / 25 % 12, 1 + at % 25);
    json!({
        "name": format!("Fermé {at}"), "availability": "closed",
        "startsAt": format!("{year}-{month:02}-{day:02}T12:00"),
        "endsAt": format!("{year}-{month:02}-{day:02}T18:00"),
    })
}

/// The four lists of an account with so many schedules: resource, language, key, entries.
fn lists(size: usize) -> [(&'static str, &'static str, &'static str, Vec<Value>); 4] {
    let quarter = size / 4;
    let (first, rest) = (size - 3 * quarter, quarter);
    [
        (
            "fr/weekly-schedules",
            "fr",
            "weeklySchedules",
            (0..first).map(weekly).collect(),
        ),
        (
            "fr/special-events",
            "fr",
            "specialEvents",
            (0..rest).map(event).collect(),
        ),
        (
            "en/weekly-schedules",
            "en",
            "weeklySchedules",
            (0..rest).map(weekly).collect(),
        ),
        (
            "en/special-events",
            "en",
            "specialEvents",
            (0..rest).map(event).collect(),
        ),
    ]
}

/// Every schedule with the list that it belongs to.
pub(crate) fn entries(size: usize) -> Vec<(&'static str, Value)> {
    let lists = lists(size).into_iter();
    lists
        .flat_map(|(list, _, _, entries)| entries.into_iter().map(move |entry| (list, entry)))
        .collect()
}

/// The file of an account: one line for each schedule.
pub(crate) fn account(account: &str, size: usize) -> String {
    let mut text = format!(
        "apiVersion: consigne/v1\naccount: {account}\n\
         chat:\n  enabled: true\n  timeZone: America/Toronto\n  hours:\n"
    );
    for (_, language, key, entries) in lists(size) {
        if key == "weeklySchedules" {
            text.extend(["    ", language, ":\n"]);
        }
        text.extend(["      ", key, ":\n"]);
        for entry in entries {
            text.extend(["        - ", &flow(&entry), "\n"]);
        }
    }
    text
}

/// `{ name: "Horaire 1", days: [mon], startTime: "09:00" }`.
fn flow(entry: &Value) -> String {
    let members = entry.as_object().unwrap().iter();
    let members: Vec<_> = members
        .map(|(key, value)| format!("{key}: {value}"))
        .collect();
    format!("{{ {} }}", members.join(", "))
}

/// The settings of an account as its file wants them, or of one without schedules.
pub(crate) fn settings(size: usize) -> Value {
    if size == 0 {
        return Value::Null;
    }
    let mut chat = json!({ "enabled": true, "timeZone": "America/Toronto" });
    for (_, language, key, entries) in lists(size) {
        chat[language][key] = entries.into();
    }
    json!({ "chat": chat })
}

pub(crate) fn fleet_account(at: usize) -> String {
    format!("account-{at:04}")
}

pub(crate) fn fleet_path(folder: &str, at: usize) -> String {
    format!("{folder}/{}.yaml", fleet_account(at))
}

/// A folder with so many files of 59 lines.
pub(crate) fn fleet(place: &Path, folder: &str, size: usize) {
    fs::create_dir(place.join(folder)).unwrap();
    for at in 0..size {
        let account = fleet_account(at);
        let text = FLEET
            .replace("ACCOUNT", &account)
            .replace("NUMBER", &format!("{at:04}"));
        write(place, &fleet_path(folder, at), &text);
    }
}

/// The settings of such an account on the portal.
pub(crate) fn fleet_seed(at: usize) -> Value {
    let account = fleet_account(at);
    let days = ["mon", "tue", "wed", "thu", "fri"];
    let lunch = json!({ "days": days, "startTime": "12:00", "endTime": "13:00", "allDay": false });
    let weekly = |name: &str, day: &str| json!({ "name": name, "days": [day], "startTime": "18:00", "endTime": "21:00", "allDay": false });
    let event = |name: &str, says: &str, starts: &str, ends: &str| json!({ "name": name, "availability": says, "startsAt": starts, "endsAt": ends });
    let events = [
        event(
            "Lancement d'automne",
            "open",
            "2027-09-18T07:00",
            "2027-09-18T20:00",
        ),
        event(
            "Temps des fêtes",
            "closed",
            "2026-12-24T12:00",
            "2027-01-04T00:00",
        ),
        event(
            "Inventaire",
            "closed",
            "2027-03-31T00:00",
            "2027-04-01T00:00",
        ),
    ];
    let hours = |weekly: Vec<Value>| {
        json!({
            "workingHours": { "days": days, "startTime": "08:30", "endTime": "17:00" },
            "lunchBreak": lunch,
            "weekendHours": { "days": ["sat"], "startTime": "10:00", "endTime": "16:00" },
            "weeklySchedules": weekly, "specialEvents": events,
        })
    };
    json!({
        "account": account, "can": format!("QC10{at:04}"), "softwareDeployed": true,
        "telephony": { "pbx": "Central-1", "provider": "Réseau central" },
        "primary": { "userCode": "1001", "email": format!("admin@{account}.example"), "phone": "+15145550142" },
        "settings": {
            "general": {
                "spid": format!("SP-{at:04}"), "resellerName": format!("Télécom {account} inc."),
                "address": {
                    "street": "1250, boulevard Principal", "city": "Montréal", "province": "QC",
                    "postalCode": "H3B 4W8", "country": "CA",
                },
            },
            "delegates": [
                { "userCode": "2041", "name": "Jean Roy" }, { "userCode": "2107", "name": "Aïcha Benali" },
            ],
            "chat": {
                "enabled": true,
                "fr": hours(vec![weekly("Jeudi soir", "thu"), weekly("Vendredi soir", "fri")]),
                "en": hours(vec![weekly("Thursday evening", "thu")]),
            },
        },
    })
}

const FLEET: &str = include_str!("fleet.yaml");
