//! The subject of the rules: a file alone, or the account that a plan would leave.
//!
//! A rule does not know which of the two it looks at. It asks the subject for values, for places in
//! the file and for example instants, and gets as much as there is: of an account the places are
//! those of the mappings in the file, and finer ones need the file itself.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::hours::LanguageHours;
use super::place::place;
use crate::availability::WallClock;
use crate::desired::{Desired, Places};
use crate::diagnostic::{Diagnostic, Example, Span};
use crate::document::{Document, Node, Value};
use crate::model::{
    Account, Address, Email, FieldPath, Language, PerLanguage, PersonName, ResellerName, TimeZone,
    UserCode,
};

/// Everything that a rule may know.
pub(crate) struct Subject<'a> {
    pub(super) clock: WallClock,
    pub(super) enabled: Option<bool>,
    pub(super) time_zone: Option<&'a TimeZone>,
    pub(super) address: Option<&'a Address>,
    pub(super) reseller_name: Option<&'a ResellerName>,
    pub(super) email: Option<&'a Email>,
    pub(super) delegates: Vec<(&'a UserCode, &'a PersonName)>,
    /// One for each language, or a single one when both languages have equal hours.
    pub(super) hours: Vec<LanguageHours<'a>>,
    places: &'a Places,
    /// Entries of `holidays`, each of which stands for many events.
    calendars: HashSet<Span>,
    pub(super) document: Option<&'a Document>,
    /// Keys of weekly schedules and events by the place that stands for them.
    nodes: OnceCell<HashMap<usize, &'a Node>>,
}

impl<'a> Subject<'a> {
    /// A file. Settings that it leaves alone are not known. Without its tree, places are less exact.
    pub(super) fn file(
        document: Option<&'a Document>,
        desired: &'a Desired,
        now: DateTime<Utc>,
    ) -> Self {
        let zone = desired.time_zone.as_ref();
        let hours = PerLanguage::from_fn(|language| {
            LanguageHours::desired(language, desired.hours.get(language))
        });
        Self {
            clock: clock(zone, now),
            enabled: desired.enabled,
            time_zone: zone,
            address: desired.address.as_ref().and_then(Option::as_ref),
            reseller_name: desired.reseller_name.as_ref(),
            email: desired.email.as_ref(),
            delegates: desired.delegates.iter().flatten().collect(),
            hours: together(hours, clock(zone, now)),
            places: &desired.places,
            calendars: calendars(desired),
            document,
            nodes: OnceCell::new(),
        }
    }

    /// An account as a plan would leave it. Everything is known; what the file does not name has
    /// the place of the mapping around it, or none.
    pub(super) fn account(account: &'a Account, desired: &'a Desired, now: DateTime<Utc>) -> Self {
        let zone = &account.chat.time_zone;
        let hours = PerLanguage::from_fn(|language| {
            LanguageHours::whole(language, account.chat.hours.get(language))
        });
        Self {
            clock: clock(Some(zone), now),
            enabled: Some(account.chat.enabled),
            time_zone: Some(zone),
            address: account.general.address.as_ref(),
            reseller_name: Some(&account.general.reseller_name),
            email: Some(&account.administrator.email),
            delegates: account.delegates.iter().collect(),
            hours: together(hours, clock(Some(zone), now)),
            places: &desired.places,
            calendars: calendars(desired),
            document: None,
            nodes: OnceCell::new(),
        }
    }

    /// Where a setting stands, or what holds it.
    pub(super) fn place(&self, path: &FieldPath) -> Span {
        place(self.places, path)
    }

    /// Whether an entry of `holidays` stands for the setting.
    pub(super) fn is_of_calendar(&self, path: &FieldPath) -> bool {
        self.calendars.contains(&self.place(path))
    }

    /// Where the first of these keys that a schedule has holds its value. The schedule itself when
    /// it has none of them, or when only an account is at hand and not the file.
    pub(super) fn place_in(&self, path: &FieldPath, keys: &[&str]) -> Span {
        let place = self.place(path);
        // Schedules that come from `both` or from `holidays` have their place there as well.
        let Some(node) = self.nodes().get(&place.start) else {
            return place;
        };
        let mut members = keys.iter().filter_map(|key| node.member(key));
        members.next().map_or(place, |member| member.value.span)
    }

    /// Where a value of the file stands.
    pub(super) fn value(&self, path: &FieldPath) -> Span {
        match self.document {
            Some(document) => document.locate(path),
            None => self.place(path),
        }
    }

    /// A finding about one of the hours.
    pub(super) fn about(&self, finding: Diagnostic, hours: &LanguageHours<'_>) -> Diagnostic {
        hours
            .languages
            .iter()
            .fold(finding, |finding, language| finding.of(*language))
    }

    pub(super) fn example(&self, civil: NaiveDateTime) -> Example {
        Example {
            civil,
            offset: self.clock.offset(civil),
        }
    }

    /// The next time that the clock shows a minute of the week.
    pub(super) fn next(&self, minute: i64) -> NaiveDateTime {
        self.clock.next(minute)
    }

    fn nodes(&self) -> &HashMap<usize, &'a Node> {
        self.nodes.get_or_init(|| {
            let mut nodes = HashMap::new();
            let hours = self.document.and_then(|document| {
                let chat = &document.root.member("chat")?.value;
                Some(&chat.member("hours")?.value)
            });
            // Blocks that are not there are skipped; `both` and a language may stand side by side.
            for block in ["both", "fr", "en"] {
                let block = hours.and_then(|hours| hours.member(block));
                if let Some(block) = block {
                    collect(&block.value, &mut nodes);
                }
            }
            nodes
        })
    }
}

/// Collects the mappings below a block by the place that findings about them have: their key, or in
/// a list, where there is none, their first key.
fn collect<'a>(node: &'a Node, nodes: &mut HashMap<usize, &'a Node>) {
    match &node.value {
        Value::Map(members) => {
            for member in members {
                if let Value::Map(_) = member.value.value {
                    nodes.insert(member.key_span.start, &member.value);
                }
                collect(&member.value, nodes);
            }
        }
        Value::List(entries) => {
            for entry in entries {
                if let Value::Map(_) = entry.value {
                    nodes.insert(entry.head().start, entry);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

fn calendars(desired: &Desired) -> HashSet<Span> {
    let hours = Language::ALL.map(|language| desired.hours.get(language));
    let entries = hours.into_iter().flat_map(|hours| &hours.holidays);
    entries.map(|chosen| chosen.span).collect()
}

fn clock(zone: Option<&TimeZone>, now: DateTime<Utc>) -> WallClock {
    WallClock {
        zone: zone.and_then(TimeZone::rules),
        now,
    }
}

/// Languages with equal hours are one, so that their findings are too.
fn together(hours: PerLanguage<LanguageHours<'_>>, clock: WallClock) -> Vec<LanguageHours<'_>> {
    let PerLanguage { mut fr, mut en } = hours;
    fr.judge(clock);
    if fr.same(&en) {
        fr.languages.push(Language::En);
        return vec![fr];
    }
    en.judge(clock);
    vec![fr, en]
}
