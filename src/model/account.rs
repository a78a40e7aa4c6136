//! The settings of one account, whole: what `over` completes and `diff` compares.

use std::collections::BTreeMap;

use super::action::{Named, Pattern};
use super::name::NameKey;
use super::schedule::{Kind, LunchBreak, ScheduleRef, SpecialEvent, Weekly};
use super::text::{
    Can, Carrier, Email, Language, Pbx, PersonName, Phone, ResellerName, ScheduleName, Spid,
    TimeZone, UserCode,
};

/// Every setting of the page « Paramètres » that this tool knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) general: General,
    pub(crate) administrator: Administrator,
    pub(crate) delegates: Delegates,
    pub(crate) telephony: Telephony,
    pub(crate) chat: Chat,
}

impl Account {
    /// One list of named schedules, in one shape for both kinds.
    pub(crate) fn schedules(&self, language: Language, kind: Kind) -> BTreeMap<NameKey, Named> {
        let hours = self.chat.hours.get(language);
        let named = |key: &NameKey, name: &ScheduleName, pattern| {
            let name = name.clone();
            (key.clone(), Named { name, pattern })
        };
        match kind {
            Kind::Weekly => hours
                .weekly_schedules
                .iter()
                .map(|(key, (name, weekly))| named(key, name, Pattern::Weekly(*weekly)))
                .collect(),
            Kind::SpecialEvent => hours
                .special_events
                .iter()
                .map(|(key, (name, event))| named(key, name, Pattern::SpecialEvent(*event)))
                .collect(),
        }
    }

    /// Whether a list is the same in both, name by name.
    pub(crate) fn same_schedules(&self, other: &Self, language: Language, kind: Kind) -> bool {
        let (hours, others) = (
            self.chat.hours.get(language),
            other.chat.hours.get(language),
        );
        match kind {
            Kind::Weekly => hours.weekly_schedules == others.weekly_schedules,
            Kind::SpecialEvent => hours.special_events == others.special_events,
        }
    }

    /// One named schedule, found without its list being laid out.
    pub(crate) fn schedule(&self, reference: &ScheduleRef) -> Option<Named> {
        let hours = self.chat.hours.get(reference.language);
        let (name, pattern) = match reference.kind {
            Kind::Weekly => {
                let (name, weekly) = hours.weekly_schedules.get(&reference.key)?;
                (name, Pattern::Weekly(*weekly))
            }
            Kind::SpecialEvent => {
                let (name, event) = hours.special_events.get(&reference.key)?;
                (name, Pattern::SpecialEvent(*event))
            }
        };
        let name = name.clone();
        Some(Named { name, pattern })
    }
}

/// Administrateurs délégués, by user code.
pub(crate) type Delegates = BTreeMap<UserCode, PersonName>;

/// Informations générales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct General {
    pub(crate) can: Can,
    pub(crate) spid: Option<Spid>,
    pub(crate) reseller_name: ResellerName,
    pub(crate) default_customer_language: Language,
    /// `None` until the first address is written.
    pub(crate) address: Option<Address>,
}

/// Adresse: one unit and one change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) street: String,
    pub(crate) city: String,
    pub(crate) province: Option<String>,
    pub(crate) postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: String,
}

/// Administrateur du compte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Administrator {
    pub(crate) email: Email,
    pub(crate) phone: Confidential<Option<Phone>>,
    pub(crate) language: Language,
    pub(crate) primary: Primary,
}

/// A value that the viewer may not see is not comparable, and never a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Confidential<T> {
    Hidden,
    Shown(T),
}

/// Administrateur principal: « code d'utilisateur suivi du nom »; exactly one, read-only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Primary {
    pub(crate) user: UserCode,
    pub(crate) name: PersonName,
}

/// Système téléphonique et fournisseur par défaut: « Ces champs ne peuvent être modifiés. »
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telephony {
    pub(crate) pbx: Pbx,
    pub(crate) carrier: Carrier,
}

/// Clavardage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chat {
    pub(crate) enabled: bool,
    pub(crate) time_zone: TimeZone,
    pub(crate) hours: PerLanguage<ChatHours>,
}

/// One value for each language of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PerLanguage<T> {
    pub(crate) fr: T,
    pub(crate) en: T,
}

impl<T> PerLanguage<T> {
    pub(crate) fn from_fn(mut make: impl FnMut(Language) -> T) -> Self {
        Self {
            fr: make(Language::Fr),
            en: make(Language::En),
        }
    }

    pub(crate) fn get(&self, language: Language) -> &T {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    pub(crate) fn get_mut(&mut self, language: Language) -> &mut T {
        match language {
            Language::Fr => &mut self.fr,
            Language::En => &mut self.en,
        }
    }
}

/// Heures de service du clavardage of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChatHours {
    pub(crate) working_hours: Weekly,
    /// `None` while the box « Ajouter un horaire pour la pause-repas » is not ticked.
    pub(crate) lunch_break: Option<LunchBreak>,
    pub(crate) weekend_hours: Weekly,
    pub(crate) weekly_schedules: BTreeMap<NameKey, (ScheduleName, Weekly)>,
    pub(crate) special_events: BTreeMap<NameKey, (ScheduleName, SpecialEvent)>,
}
