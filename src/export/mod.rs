//! A live account as a file: a plan of it is empty. Every text is quoted, so that no reader of YAML
//! takes a time or a code for a number.

use std::collections::BTreeMap;

use crate::model::{
    Account, ChatHours, Confidential, Hours, Kind, Language, NameKey, Named, Observed, Pattern,
    Time, Weekly,
};
use crate::words::{Message, Words};

/// Whether the confidential phone is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phones {
    Kept,
    LeftOut,
}

/// The file of an account, with a comment for each section.
pub(crate) fn export(observed: &Observed, phones: Phones, words: &Words) -> String {
    let mut file = File {
        text: String::new(),
        words,
    };
    let account = &observed.account;
    file.line(
        0,
        "# yaml-language-server: $schema=../../schema/reseller.schema.json",
    );
    file.comment(0, "export-file");
    file.line(0, "apiVersion: consigne/v1");
    file.value(0, "account", observed.name.as_str());
    general(&mut file, account);
    administrator(&mut file, account, phones);
    file.comment(0, "export-delegates");
    file.line(
        0,
        if account.delegates.is_empty() {
            "delegates: []"
        } else {
            "delegates:"
        },
    );
    for (user, name) in &account.delegates {
        let (user, name) = (quoted(user.as_str()), quoted(name.as_str()));
        file.line(1, &format!("- {{ user: {user}, name: {name} }}"));
    }
    file.comment(0, "export-telephony");
    file.line(0, "telephony:");
    file.value(1, "pbx", account.telephony.pbx.as_str());
    file.value(1, "provider", account.telephony.carrier.as_str());
    chat(&mut file, account);
    file.text
}

struct File<'a> {
    text: String,
    words: &'a Words,
}

impl File<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn comment(&mut self, depth: usize, id: &'static str) {
        let comment = format!("# {}", self.words.say(&Message::new(id)));
        self.line(depth, &comment);
    }

    fn value(&mut self, depth: usize, key: &str, value: &str) {
        self.line(depth, &format!("{key}: {}", quoted(value)));
    }
}

/// A double-quoted scalar: what JSON writes is YAML as well.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn general(file: &mut File<'_>, account: &Account) {
    let general = &account.general;
    file.comment(0, "export-general");
    file.line(0, "general:");
    file.value(1, "can", general.can.as_str());
    file.value(
        1,
        "spid",
        general.spid.as_ref().map_or("", |spid| spid.as_str()),
    );
    file.value(1, "resellerName", general.reseller_name.as_str());
    file.value(
        1,
        "defaultCustomerLanguage",
        general.default_customer_language.as_str(),
    );
    let Some(address) = &general.address else {
        return;
    };
    file.line(1, "address:");
    file.value(2, "street", &address.street);
    file.value(2, "city", &address.city);
    for (key, part) in [
        ("province", &address.province),
        ("postalCode", &address.postal_code),
    ] {
        if let Some(part) = part {
            file.value(2, key, part);
        }
    }
    file.value(2, "country", &address.country);
}

fn administrator(file: &mut File<'_>, account: &Account, phones: Phones) {
    let administrator = &account.administrator;
    file.comment(0, "export-administrator");
    file.line(0, "administrator:");
    file.value(1, "email", administrator.email.as_str());
    match (&administrator.phone, phones) {
        (Confidential::Shown(Some(phone)), Phones::Kept) => file.value(1, "phone", phone.as_str()),
        (Confidential::Shown(Some(_)), Phones::LeftOut) | (Confidential::Hidden, _) => {
            file.comment(1, "export-phone");
        }
        (Confidential::Shown(None), _) => {}
    }
    file.value(1, "language", administrator.language.as_str());
    file.value(1, "primary", administrator.primary.user.as_str());
}

fn chat(file: &mut File<'_>, account: &Account) {
    let chat = &account.chat;
    file.comment(0, "export-chat");
    file.line(0, "chat:");
    file.line(1, &format!("enabled: {}", chat.enabled));
    file.value(1, "timeZone", chat.time_zone.as_str());
    file.line(1, "hours:");
    let (fr, en) = (&chat.hours.fr, &chat.hours.en);
    let same_working = (fr.working_hours, fr.lunch_break) == (en.working_hours, en.lunch_break);
    let same_weekend = fr.weekend_hours == en.weekend_hours;
    let shared = |kind| shared(account, kind);
    file.comment(2, "export-both");
    file.line(2, "both:");
    if same_working {
        working_hours(file, fr);
    }
    if same_weekend {
        file.line(
            3,
            &format!("weekendHours: {{ {} }}", weekly(fr.weekend_hours)),
        );
    }
    for kind in Kind::ALL {
        list(file, kind, &shared(kind));
    }
    for language in Language::ALL {
        let hours = chat.hours.get(language);
        let own = Kind::ALL.map(|kind| {
            let shared = shared(kind);
            let mut own = account.schedules(language, kind);
            own.retain(|key, _| !shared.contains_key(key));
            (kind, own)
        });
        let lists = own.iter().any(|(_, own)| !own.is_empty());
        if same_working && same_weekend && !lists {
            continue;
        }
        file.line(2, &format!("{language}:"));
        if !same_working {
            working_hours(file, hours);
        }
        if !same_weekend {
            file.line(
                3,
                &format!("weekendHours: {{ {} }}", weekly(hours.weekend_hours)),
            );
        }
        for (kind, own) in own.iter().filter(|(_, own)| !own.is_empty()) {
            list(file, *kind, own);
        }
    }
}

/// Entries that are the same in both languages.
fn shared(account: &Account, kind: Kind) -> BTreeMap<NameKey, Named> {
    let en = account.schedules(Language::En, kind);
    let mut shared = account.schedules(Language::Fr, kind);
    shared.retain(|key, named| en.get(key) == Some(named));
    shared
}

fn working_hours(file: &mut File<'_>, hours: &ChatHours) {
    let lunch = match hours.lunch_break {
        // The portal ticks the box of hours that are never in effect as well; a file cannot.
        Some(lunch) if lunch.days.is_empty() => {
            file.comment(3, "export-lunch-break");
            String::new()
        }
        Some(lunch) => format!(", lunchBreak: {{ {} }}", timed(lunch)),
        None => ", lunchBreak: { enabled: false }".to_owned(),
    };
    let working = weekly(hours.working_hours);
    file.line(3, &format!("workingHours: {{ {working}{lunch} }}"));
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
