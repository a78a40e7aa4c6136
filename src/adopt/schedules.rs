//! Lists of named schedules, whose entries `both` and the block of a language add up to.
//!
//! Each entry of the file is asked what its languages wish: none of them, and it goes; all the same, and it
//! is changed where it stands; something else for each, and it moves from `both` to the languages. What
//! the portal has beyond that is added to `both` where both languages have it, else to the language.
//!
//! A holiday is an entry of a calendar and cannot be changed by itself. When the portal holds another event
//! in its place, the entry of the calendar is taken out and its events are written one by one.

use std::collections::{BTreeMap, BTreeSet};

use super::note::AdoptionNote;
use super::weekly::{named, new_entry};
use super::wish::Wish;
use crate::desired::Desired;
use crate::model::{
    Account, FieldPath, Kind, Language, NameKey, Named, ScheduleName, canonical_text, name_key,
};

/// The blocks of hours.
const BLOCKS: [&str; 3] = ["both", "fr", "en"];

pub(super) fn schedules(
    root: &mut Wish,
    desired: &Desired,
    wanted: &Account,
    notes: &mut Vec<AdoptionNote>,
) {
    for kind in Kind::ALL {
        let mut list = WishedList {
            desired,
            wanted,
            kind,
            placed: BTreeSet::new(),
            moved: Vec::new(),
            notes,
        };
        if list.differs() {
            list.write(root);
        }
    }
}

struct WishedList<'a> {
    desired: &'a Desired,
    wanted: &'a Account,
    kind: Kind,
    /// Wished schedules that an entry of the file stands for.
    placed: BTreeSet<(Language, NameKey)>,
    /// Entries that leave `both` for a language.
    moved: Vec<(Language, Wish)>,
    notes: &'a mut Vec<AdoptionNote>,
}

impl<'a> WishedList<'a> {
    fn managed(&self, language: Language) -> bool {
        self.desired
            .hours
            .get(language)
            .lists
            .contains_key(&self.kind)
    }

    fn differs(&self) -> bool {
        Language::ALL.into_iter().any(|language| {
            let lists = &self.desired.hours.get(language).lists;
            lists.get(&self.kind).is_some_and(|says| {
                let wanted = self.wanted.schedules(language, self.kind);
                let same = says.iter().map(|(key, entry)| (key, &entry.named));
                !same.eq(wanted.iter())
            })
        })
    }

    /// What a language wishes an entry of the file to be.
    fn wants(&self, language: Language, key: &NameKey) -> Option<&'a Named> {
        let wanted = self.wanted.schedules(language, self.kind);
        wanted.get(key).or_else(|| {
            // The portal still has it under the name that the file wants to change.
            let says = self.desired.hours.get(language).lists.get(&self.kind)?;
            let from = says.get(key)?.renamed_from.as_ref()?;
            wanted.get(&name_key(from.as_str()))
        })
    }

    fn says(&self, language: Language, key: &NameKey) -> Option<&'a Named> {
        let says = self.desired.hours.get(language).lists.get(&self.kind)?;
        Some(&says.get(key)?.named)
    }

    fn write(&mut self, root: &mut Wish) {
        let written = self.written(root);
        if self.kind == Kind::SpecialEvent {
            self.holidays(root, &written);
        }
        for block in BLOCKS {
            let path = ["chat", "hours", block, self.kind.list()];
            let Some(list) = root.at_mut(&path) else {
                continue;
            };
            let entries = list.take_entries().into_iter();
            let entries = entries
                .filter_map(|entry| self.entry(block, entry))
                .collect();
            list.put_entries(entries);
        }
        for (language, entry) in std::mem::take(&mut self.moved) {
            self.add(root, language.as_str(), entry);
        }
        self.extras(root);
    }

    /// The keys of all entries of the file, holidays left out.
    fn written(&self, root: &Wish) -> BTreeSet<(&'static str, NameKey)> {
        let mut written = BTreeSet::new();
        for block in BLOCKS {
            if let Some(list) = root.at(&["chat", "hours", block, self.kind.list()]) {
                written.extend(list.entries().iter().map(|entry| (block, key_of(entry))));
            }
        }
        written
    }

    /// An entry of a block as it should be; none where no language wishes it there.
    fn entry(&mut self, block: &str, mut entry: Wish) -> Option<Wish> {
        let key = key_of(&entry);
        let languages = languages(block);
        let wishes: Vec<_> = languages
            .iter()
            .map(|language| (*language, self.wants(*language, &key)))
            .collect();
        let says = self.says(*languages.first()?, &key)?.clone();
        let (_, first) = *wishes.first()?;
        let agree = wishes.iter().all(|(_, wish)| *wish == first);
        if agree {
            let new = first?;
            shape(&mut entry, &says, new);
            for language in languages {
                self.placed.insert((*language, new.key()));
            }
            return Some(entry);
        }
        for (language, wish) in wishes {
            if let Some(new) = wish {
                let mut own = entry.clone();
                own.from = None;
                shape(&mut own, &says, new);
                self.placed.insert((language, new.key()));
                self.moved.push((language, own));
            }
            let path = FieldPath::of("chat.hours.both").key(self.kind.list());
            let note = AdoptionNote::Split(path.entry(says.name.as_str()), language);
            self.notes.push(note);
        }
        None
    }

    /// Takes the calendars out whose holidays the portal has not, and places the events of the others.
    fn holidays(&mut self, root: &mut Wish, written: &BTreeSet<(&'static str, NameKey)>) {
        let mut out = BTreeSet::new();
        let mut events = BTreeMap::new();
        for language in Language::ALL {
            let lists = &self.desired.hours.get(language).lists;
            for (key, says) in lists.get(&self.kind).into_iter().flatten() {
                let is_written = ["both", language.as_str()]
                    .iter()
                    .any(|block| written.iter().any(|(at, name)| at == block && name == key));
                if is_written {
                    continue;
                }
                let path = FieldPath::of("chat.hours").key(language.as_str());
                let path = path.key(self.kind.list()).entry(says.named.name.as_str());
                let place = self.desired.places.of(&path).map_or(0, |span| span.start);
                if self.wants(language, key) != Some(&says.named) {
                    out.insert(place);
                }
                events.insert((language, key.clone()), place);
            }
        }
        for block in BLOCKS {
            let Some(block) = root.at_mut(&["chat", "hours", block]) else {
                continue;
            };
            let Some(list) = block.get_mut("holidays") else {
                continue;
            };
            let mut entries = list.take_entries();
            entries.retain(|entry| {
                let Some(from) = entry.from else { return true };
                let goes = out.iter().any(|at| (from.start..=from.end).contains(at));
                if goes {
                    let calendar = entry.get("calendar").and_then(Wish::as_text);
                    let calendar = calendar.unwrap_or("").to_owned();
                    self.notes.push(AdoptionNote::WrittenOut(calendar));
                    events.retain(|_, at| !(from.start..=from.end).contains(at));
                }
                !goes
            });
            match entries.is_empty() {
                true => block.remove("holidays"),
                false => list.put_entries(entries),
            }
        }
        self.placed.extend(events.into_keys());
    }

    /// What the portal has beyond the entries of the file.
    fn extras(&mut self, root: &mut Wish) {
        let both = root
            .at(&["chat", "hours", "both", self.kind.list()])
            .is_some();
        for language in Language::ALL {
            if !self.managed(language) {
                continue;
            }
            for (key, extra) in self.wanted.schedules(language, self.kind) {
                if self.placed.contains(&(language, key.clone())) {
                    continue;
                }
                let other = match language {
                    Language::Fr => Language::En,
                    Language::En => Language::Fr,
                };
                let in_other = self.wanted.schedules(other, self.kind).get(key) == Some(extra)
                    && !self.placed.contains(&(other, key.clone()));
                let block = if both && in_other {
                    self.placed.insert((other, key.clone()));
                    "both"
                } else {
                    language.as_str()
                };
                self.placed.insert((language, key.clone()));
                self.add(root, block, new_entry(extra));
            }
        }
    }

    fn add(&self, root: &mut Wish, block: &str, entry: Wish) {
        let list = self.kind.list();
        let block = root.below(&["chat", "hours", block]);
        if !block.has(list) {
            block.set(list, Wish::list(Vec::new()));
        }
        if let Some(list) = block.get_mut(list) {
            list.push(entry);
        }
    }
}

fn languages(block: &str) -> &'static [Language] {
    match block {
        "fr" => &[Language::Fr],
        "en" => &[Language::En],
        _ => &Language::ALL,
    }
}

/// Gives an entry what is wished. A rename that the portal has not made is given up with its old name.
fn shape(entry: &mut Wish, says: &Named, new: &Named) {
    if says.key() != new.key() {
        entry.remove("renamedFrom");
    }
    named(entry, says, new);
}

fn key_of(entry: &Wish) -> NameKey {
    let name = entry.get("name").and_then(Wish::as_text).unwrap_or("");
    let name = canonical_text(name).unwrap_or_else(|_| name.to_owned());
    name_key(ScheduleName::observed(name).as_str())
}
