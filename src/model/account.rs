//! The settings of one account. An [`Account`] is always complete: `desired` lays the settings that
//! a file manages over the observed account, and `diff` compares the two complete accounts, so that
//! no comparison has to ask whether a setting is managed.

use std::collections::BTreeMap;

use super::named::{Named, ScheduleList, ScheduleLists};
use super::schedule::{Kind, LunchBreak, ScheduleRef, Weekly};
use super::text::{
    Can, Carrier, Email, Language, Pbx, PersonName, Phone, ResellerName, Spid, TimeZone, UserCode,
};

/// Every setting of the page « Paramètres » that this tool knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub general: General,
    pub administrator: Administrator,
    pub delegates: Delegates,
    pub telephony: Telephony,
    pub chat: Chat,
}

impl Account {
    /// One list of named schedules of one language.
    pub fn schedules(&self, language: Language, kind: Kind) -> &ScheduleList {
        self.chat.hours.get(language).named.list(kind)
    }

    /// One named schedule.
    pub fn schedule(&self, reference: &ScheduleRef) -> Option<&Named> {
        self.schedules(reference.language, reference.kind)
            .get(&reference.key)
    }
}

/// Administrateurs délégués, by user code. The portal takes the names from its directory of users,
/// so they are shown but never written.
pub(crate) type Delegates = BTreeMap<UserCode, PersonName>;

/// Informations générales: how the account is billed, named and reached. Of these, only the CAN
/// cannot be modified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct General {
    pub can: Can,
    pub spid: Option<Spid>,
    pub reseller_name: ResellerName,
    pub default_customer_language: Language,
    /// `None` until an address is written, and again once it is cleared.
    pub address: Option<Address>,
}

/// Adresse. It is one setting and one change, since parts of two addresses must never be
/// mixed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    pub street: String,
    pub city: String,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// Administrateur du compte: the person who signs in with the e-mail address, and how the portal
/// reaches them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    pub email: Email,
    pub phone: Confidential<Option<Phone>>,
    pub language: Language,
    pub primary: Primary,
}

/// A value that the portal shows to some viewers only. A hidden value cannot be compared with the
/// file, so it never becomes a change; the plan reports that it could not be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confidential<T> {
    Hidden,
    Shown(T),
}

/// Administrateur principal: « code d'utilisateur suivi du nom »; exactly one, read-only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Primary {
    pub user: UserCode,
    pub name: PersonName,
}

/// Système téléphonique et fournisseur par défaut: « Ces champs ne peuvent être modifiés. »
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telephony {
    pub pbx: Pbx,
    pub carrier: Carrier,
}

/// Clavardage: the switch of the whole service, the zone whose wall clock all hours follow, and the
/// hours of each language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    pub enabled: bool,
    pub time_zone: TimeZone,
    pub hours: PerLanguage<ChatHours>,
}

/// One value for each language of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PerLanguage<T> {
    pub fr: T,
    pub en: T,
}

impl<T> PerLanguage<T> {
    pub fn from_fn(mut make: impl FnMut(Language) -> T) -> Self {
        Self {
            fr: make(Language::Fr),
            en: make(Language::En),
        }
    }

    pub fn get(&self, language: Language) -> &T {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    pub fn get_mut(&mut self, language: Language) -> &mut T {
        match language {
            Language::Fr => &mut self.fr,
            Language::En => &mut self.en,
        }
    }
}

/// Heures de service du clavardage of one language: the schedules that every account has, and those
/// that the reseller created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatHours {
    pub working_hours: Weekly,
    /// `None` while the box « Ajouter un horaire pour la pause-repas » is not ticked.
    pub lunch_break: Option<LunchBreak>,
    pub weekend_hours: Weekly,
    /// The custom weekly schedules and the special events.
    pub named: ScheduleLists,
}
