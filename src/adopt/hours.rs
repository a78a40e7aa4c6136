//! Working hours and weekend hours: one item of a language, or of both.
//!
//! An item under `both` whose languages are wished to differ from now on is split in the smallest way: it
//! goes on speaking for the language that still agrees with it, and the other language gets its own.

use super::note::AdoptionNote;
use super::weekly::{lunch_break, weekly};
use super::wish::Wish;
use crate::desired::{Desired, DesiredHours};
use crate::model::{Account, ChatHours, FieldPath, Language};

/// The two items that every account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Working,
    Weekend,
}

pub(super) fn hours(
    root: &mut Wish,
    desired: &Desired,
    wanted: &Account,
    notes: &mut Vec<AdoptionNote>,
) {
    for item in [Item::Working, Item::Weekend] {
        item.write(root, desired, wanted, notes);
    }
}

impl Item {
    fn key(self) -> &'static str {
        match self {
            Self::Working => "workingHours",
            Self::Weekend => "weekendHours",
        }
    }

    /// Whether what the file says is not what is wished.
    fn differs(self, says: &DesiredHours, wanted: &ChatHours) -> bool {
        match self {
            Self::Working => {
                let lunch = says.lunch_break;
                says.working_hours
                    .is_some_and(|says| says != wanted.working_hours)
                    || lunch.is_some_and(|says| says != wanted.lunch_break)
            }
            Self::Weekend => says
                .weekend_hours
                .is_some_and(|says| says != wanted.weekend_hours),
        }
    }

    fn shape(self, wish: &mut Wish, says: &DesiredHours, wanted: &ChatHours) {
        match self {
            Self::Working => {
                if let Some(says) = says.working_hours {
                    // What an omitted `days` of the lunch break means goes with the working days.
                    weekly(wish, says, wanted.working_hours);
                }
                if says.lunch_break.is_some()
                    && let Some(wish) = wish.get_mut("lunchBreak")
                {
                    lunch_break(wish, wanted.lunch_break, wanted.working_hours.days);
                }
            }
            Self::Weekend => {
                if let Some(says) = says.weekend_hours {
                    weekly(wish, says, wanted.weekend_hours);
                }
            }
        }
    }

    fn write(
        self,
        root: &mut Wish,
        desired: &Desired,
        wanted: &Account,
        notes: &mut Vec<AdoptionNote>,
    ) {
        let key = self.key();
        let mut shared = Vec::new();
        for language in Language::ALL {
            let says = desired.hours.get(language);
            let wants = wanted.chat.hours.get(language);
            let path = ["chat", "hours", language.as_str(), key];
            match root.at_mut(&path) {
                Some(own) if self.differs(says, wants) => self.shape(own, says, wants),
                Some(_) => {}
                None => shared.push(language),
            }
        }
        let Some(both) = root.at(&["chat", "hours", "both", key]).cloned() else {
            return;
        };
        let wished = |language: Language| {
            let mut wish = both.clone();
            let (says, wants) = (desired.hours.get(language), wanted.chat.hours.get(language));
            if self.differs(says, wants) {
                self.shape(&mut wish, says, wants);
            }
            wish
        };
        let wishes: Vec<_> = shared.iter().map(|language| wished(*language)).collect();
        let stays = wishes.iter().find(|wish| wish.says(&both));
        let Some(of_both) = stays.or(wishes.first()) else {
            return;
        };
        if !of_both.says(&both) {
            root.below(&["chat", "hours", "both"])
                .set(key, of_both.clone());
        }
        for (language, wish) in shared.iter().zip(&wishes) {
            if !wish.says(of_both) {
                let block = root.below(&["chat", "hours", language.as_str()]);
                block.set(key, wish.clone());
                notes.push(AdoptionNote::Split(
                    FieldPath::of("chat.hours.both").key(key),
                    *language,
                ));
            }
        }
    }
}
