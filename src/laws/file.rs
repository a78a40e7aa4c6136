//! Files that ask for a part of an account, written as people write them: in any order, and with
//! values that are canonical only after they are read.

use std::collections::BTreeMap;

use proptest::prelude::{Strategy, any};

use super::account::held;
use super::pen::{Pen, WrittenHours, quoted};
use crate::model::{
    Account, ChatHours, Confidential, Kind, Language, NameKey, PerLanguage, Weekly,
};

/// What a file names. A bit of the mask is a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Can,
    Spid,
    ResellerName,
    CustomerLanguage,
    Address,
    Email,
    Phone,
    Language,
    Primary,
    Delegates,
    Telephony,
    Enabled,
    TimeZone,
    WorkingHours(Language),
    LunchBreak(Language),
    WeekendHours(Language),
    List(Language, Kind),
}

const FR: Language = Language::Fr;
const EN: Language = Language::En;
const ITEMS: [Item; 23] = [
    Item::Can,
    Item::Spid,
    Item::ResellerName,
    Item::CustomerLanguage,
    Item::Address,
    Item::Email,
    Item::Phone,
    Item::Language,
    Item::Primary,
    Item::Delegates,
    Item::Telephony,
    Item::Enabled,
    Item::TimeZone,
    Item::WorkingHours(FR),
    Item::LunchBreak(FR),
    Item::WeekendHours(FR),
    Item::List(FR, Kind::Weekly),
    Item::List(FR, Kind::SpecialEvent),
    Item::WorkingHours(EN),
    Item::LunchBreak(EN),
    Item::WeekendHours(EN),
    Item::List(EN, Kind::Weekly),
    Item::List(EN, Kind::SpecialEvent),
];

/// A file: the account it would have, and which of its settings it names.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) wanted: Account,
    mask: u32,
    /// Former names of entries, by language, kind and new name.
    renames: BTreeMap<(Language, Kind, NameKey), String>,
}

/// What a portal holds, and a file about it that differs here and there.
pub(super) fn case() -> impl Strategy<Value = (Account, File)> {
    (held(), held(), any::<u32>(), any::<u32>()).prop_map(|(held, other, taken, mask)| {
        let wanted = blend(&held, &other, taken);
        let file = File::new(wanted, mask, &held);
        (held, file)
    })
}

/// Setting by setting from one account or the other.
pub(super) fn blend(held: &Account, other: &Account, taken: u32) -> Account {
    let mut out = held.clone();
    for (at, item) in ITEMS.into_iter().enumerate() {
        if taken & (1 << at) != 0 {
            item.copy(other, &mut out);
        }
    }
    for language in Language::ALL {
        let hours = out.chat.hours.get_mut(language);
        // Neither account has a lunch break without working days; a mixture could.
        hours.lunch_break = hours
            .lunch_break
            .filter(|_| hours.working_hours != Weekly::NEVER);
    }
    out
}

impl Item {
    /// Takes the setting from another account. Guards are of the portal alone.
    pub(super) fn copy(self, from: &Account, to: &mut Account) {
        let (general, new) = (&mut to.general, &from.general);
        match self {
            Self::Can | Self::Primary | Self::Telephony => {}
            Self::Spid => general.spid.clone_from(&new.spid),
            Self::ResellerName => general.reseller_name = new.reseller_name.clone(),
            Self::CustomerLanguage => {
                general.default_customer_language = new.default_customer_language;
            }
            Self::Address => general.address.clone_from(&new.address),
            Self::Email => to.administrator.email = from.administrator.email.clone(),
            Self::Phone => to.administrator.phone = from.administrator.phone.clone(),
            Self::Language => to.administrator.language = from.administrator.language,
            Self::Delegates => to.delegates.clone_from(&from.delegates),
            Self::Enabled => to.chat.enabled = from.chat.enabled,
            Self::TimeZone => to.chat.time_zone = from.chat.time_zone.clone(),
            Self::WorkingHours(language)
            | Self::LunchBreak(language)
            | Self::WeekendHours(language)
            | Self::List(language, _) => self.copy_hours(
                from.chat.hours.get(language),
                to.chat.hours.get_mut(language),
            ),
        }
    }

    fn copy_hours(self, from: &ChatHours, to: &mut ChatHours) {
        match self {
            Self::WorkingHours(_) => to.working_hours = from.working_hours,
            Self::LunchBreak(_) => to.lunch_break = from.lunch_break,
            Self::WeekendHours(_) => to.weekend_hours = from.weekend_hours,
            Self::List(_, kind) => {
                to.named
                    .replace(kind, from.named.list(kind).values().cloned());
            }
            Self::Can
            | Self::Spid
            | Self::ResellerName
            | Self::CustomerLanguage
            | Self::Address
            | Self::Email
            | Self::Phone
            | Self::Language
            | Self::Primary
            | Self::Delegates
            | Self::Telephony
            | Self::Enabled
            | Self::TimeZone => {}
        }
    }
}

impl File {
    pub(super) fn new(wanted: Account, mask: u32, held: &Account) -> Self {
        let mut file = Self {
            wanted,
            mask,
            renames: BTreeMap::new(),
        };
        for item in ITEMS {
            if let Item::List(language, kind) = item
                && file.names(item)
            {
                file.rename(held, language, kind);
            }
        }
        file
    }

    /// Every other entry that comes was one that goes.
    fn rename(&mut self, held: &Account, language: Language, kind: Kind) {
        let (old, new) = (
            held.schedules(language, kind),
            self.wanted.schedules(language, kind),
        );
        let gone = old.iter().filter(|(key, _)| !new.contains_key(*key));
        let come = new.keys().filter(|key| !old.contains_key(*key));
        for ((_, was), key) in gone.zip(come).step_by(2) {
            let of = (language, kind, key.clone());
            self.renames.insert(of, was.name.to_string());
        }
    }

    pub(super) fn names(&self, item: Item) -> bool {
        let at = ITEMS.iter().position(|known| *known == item).unwrap();
        let there = match item {
            // A lunch break is part of its working hours. Without working days there is none, and a file
            // says so: one that the portal holds would be in the way.
            Item::LunchBreak(language) => {
                if self.wanted.chat.hours.get(language).working_hours == Weekly::NEVER {
                    return self.names(Item::WorkingHours(language));
                }
                self.names(Item::WorkingHours(language))
            }
            Item::Can
            | Item::Spid
            | Item::ResellerName
            | Item::CustomerLanguage
            | Item::Address
            | Item::Email
            | Item::Phone
            | Item::Language
            | Item::Primary
            | Item::Delegates
            | Item::Telephony
            | Item::Enabled
            | Item::TimeZone
            | Item::WorkingHours(_)
            | Item::WeekendHours(_)
            | Item::List(..) => true,
        };
        there && self.mask & (1 << at) != 0
    }

    /// The number, or the empty text that clears it.
    fn phone(&self) -> &str {
        match &self.wanted.administrator.phone {
            Confidential::Shown(Some(phone)) => phone.as_str(),
            Confidential::Shown(None) | Confidential::Hidden => "",
        }
    }

    /// What the account is to become: every setting that the file names, and no other.
    pub(super) fn over(&self, held: &Account) -> Account {
        let mut out = held.clone();
        for item in ITEMS.into_iter().filter(|item| self.names(*item)) {
            item.copy(&self.wanted, &mut out);
        }
        if held
            .administrator
            .email
            .same_login(&out.administrator.email)
        {
            out.administrator.email = held.administrator.email.clone();
        }
        out
    }

    /// The text; 0 writes it plainly, any other number in an order and a spelling of its own.
    pub(super) fn yaml(&self, style: u64) -> String {
        let mut pen = Pen(style);
        let wanted = &self.wanted;
        let mut root = vec![
            ("apiVersion", quoted("consigne/v1")),
            ("account", quoted("boreal")),
        ];
        root.extend(self.general(&mut pen));
        root.extend(self.administrator(&mut pen));
        if self.names(Item::Delegates) {
            let people = wanted.delegates.iter().map(|(user, name)| {
                let entry = vec![
                    ("user", quoted(user.as_str())),
                    ("name", pen.line(name.as_str())),
                ];
                pen.map(entry)
            });
            let people = people.collect();
            root.push(("delegates", pen.list(people)));
        }
        if self.names(Item::Telephony) {
            let guards = vec![
                ("pbx", quoted(wanted.telephony.pbx.as_str())),
                ("provider", quoted(wanted.telephony.carrier.as_str())),
            ];
            root.push(("telephony", pen.map(guards)));
        }
        root.extend(self.chat(&mut pen));
        pen.shuffle(&mut root);
        let lines = root.iter().map(|(key, value)| format!("{key}: {value}\n"));
        lines.collect()
    }

    fn general(&self, pen: &mut Pen) -> Option<(&'static str, String)> {
        let general = &self.wanted.general;
        let mut out = Vec::new();
        let mut put = |item, key, value: String| {
            if self.names(item) {
                out.push((key, value));
            }
        };
        put(Item::Can, "can", quoted(general.can.as_str()));
        let spid = general.spid.as_ref().map_or("", |spid| spid.as_str());
        put(Item::Spid, "spid", quoted(spid));
        let name = pen.line(general.reseller_name.as_str());
        put(Item::ResellerName, "resellerName", name);
        let language = general.default_customer_language.to_string();
        put(Item::CustomerLanguage, "defaultCustomerLanguage", language);
        let address = general.address.as_ref();
        let address = address.map_or("{}".to_owned(), |address| pen.address(address));
        put(Item::Address, "address", address);
        pen.section("general", out)
    }

    fn administrator(&self, pen: &mut Pen) -> Option<(&'static str, String)> {
        let administrator = &self.wanted.administrator;
        let mut out = Vec::new();
        if self.names(Item::Email) {
            out.push(("email", pen.email(administrator.email.as_str())));
        }
        if self.names(Item::Phone) {
            out.push(("phone", quoted(self.phone())));
        }
        if self.names(Item::Language) {
            out.push(("language", administrator.language.to_string()));
        }
        if self.names(Item::Primary) {
            out.push(("primary", quoted(administrator.primary.user.as_str())));
        }
        pen.section("administrator", out)
    }

    fn chat(&self, pen: &mut Pen) -> Option<(&'static str, String)> {
        let chat = &self.wanted.chat;
        let mut out = Vec::new();
        if self.names(Item::Enabled) {
            out.push(("enabled", chat.enabled.to_string()));
        }
        if self.names(Item::TimeZone) {
            out.push(("timeZone", quoted(chat.time_zone.as_str())));
        }
        let mut own: PerLanguage<Items> = PerLanguage::from_fn(|language| self.items(language));
        // What both languages ask for in the same way may stand under both.
        let mut both = Items::new();
        own.fr.retain(|key, items| {
            let moves = own.en.get(key) == Some(items) && pen.toss();
            if moves {
                own.en.remove(key);
                both.insert(key, items.clone());
            }
            !moves
        });
        let mut blocks = Vec::new();
        for (name, items) in [("both", both), ("fr", own.fr), ("en", own.en)] {
            let items = items
                .into_iter()
                .map(|(key, hours)| (key, pen.hours(hours)));
            let items: Vec<_> = items.collect();
            if !items.is_empty() {
                blocks.push((name, pen.map(items)));
            }
        }
        if !blocks.is_empty() {
            out.push(("hours", pen.map(blocks)));
        }
        pen.section("chat", out)
    }

    fn items(&self, language: Language) -> Items {
        let hours = self.wanted.chat.hours.get(language);
        let mut out = Items::new();
        if self.names(Item::WorkingHours(language)) {
            let lunch = self
                .names(Item::LunchBreak(language))
                .then_some(hours.lunch_break);
            out.insert(
                "workingHours",
                WrittenHours::Working(hours.working_hours, lunch),
            );
        }
        if self.names(Item::WeekendHours(language)) {
            out.insert("weekendHours", WrittenHours::Weekend(hours.weekend_hours));
        }
        for kind in Kind::ALL {
            if self.names(Item::List(language, kind)) {
                let entries = self.wanted.schedules(language, kind).iter();
                let entries = entries.map(|(key, named)| {
                    let from = self.renames.get(&(language, kind, key.clone()));
                    (named.clone(), from.cloned())
                });
                out.insert(kind.list(), WrittenHours::List(entries.collect()));
            }
        }
        out
    }
}

/// The hours that a file names for one language, by key.
type Items = BTreeMap<&'static str, WrittenHours>;
