//! The intent of a file: the settings that it manages, guards that must hold, and their places.

use std::collections::{BTreeMap, BTreeSet};

use super::guards::Guards;
use super::holiday_choice::HolidayChoice;
use super::places::Places;
use crate::model::{
    AccountName, Address, Email, Kind, Language, LunchBreak, NameKey, Named, PerLanguage,
    PersonName, Phone, ResellerName, Resource, ScheduleName, Spid, TimeZone, UserCode, Weekly,
};

/// The value of a setting that the file manages; `None` for a setting that it does not name.
pub(crate) type Managed<T> = Option<T>;

/// The validated intent of a file. It is partial: a setting that the file does not name is `None`
/// here, and laying the intent over an account leaves that setting as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Desired {
    pub(crate) account: AccountName,
    pub(crate) guards: Guards,
    /// `Some(None)` clears the SPID, and likewise the address and the phone below.
    pub(crate) spid: Managed<Option<Spid>>,
    pub(crate) reseller_name: Managed<ResellerName>,
    pub(crate) default_customer_language: Managed<Language>,
    pub(crate) address: Managed<Option<Address>>,
    pub(crate) email: Managed<Email>,
    pub(crate) phone: Managed<Option<Phone>>,
    pub(crate) language: Managed<Language>,
    /// The complete list.
    pub(crate) delegates: Managed<BTreeMap<UserCode, PersonName>>,
    pub(crate) enabled: Managed<bool>,
    pub(crate) time_zone: Managed<TimeZone>,
    pub(crate) hours: PerLanguage<DesiredHours>,
    pub(crate) places: Places,
}

/// Hours of one language, after `both` and the language are merged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct DesiredHours {
    pub(crate) working_hours: Managed<Weekly>,
    /// `Some(None)` unticks the box.
    pub(crate) lunch_break: Managed<Option<LunchBreak>>,
    pub(crate) weekend_hours: Managed<Weekly>,
    /// The complete lists of named schedules that the file manages, holidays included.
    pub(crate) lists: BTreeMap<Kind, BTreeMap<NameKey, DesiredSchedule>>,
    /// The entries of `holidays` from which some of the special events were made.
    pub(crate) holidays: Vec<HolidayChoice>,
}

/// A named schedule of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DesiredSchedule {
    pub(crate) named: Named,
    /// The name under which the portal may still have it.
    pub(crate) renamed_from: Option<ScheduleName>,
}

impl Desired {
    /// The intent of a file that names an account and no setting.
    pub(crate) fn nothing(account: AccountName) -> Self {
        Self {
            account,
            guards: Guards::default(),
            spid: None,
            reseller_name: None,
            default_customer_language: None,
            address: None,
            email: None,
            phone: None,
            language: None,
            delegates: None,
            enabled: None,
            time_zone: None,
            hours: PerLanguage::default(),
            places: Places::default(),
        }
    }

    /// Keys of the resources, apart from those of chat, in which the file manages a setting. A plan
    /// holds only as long as their versions do.
    pub(crate) fn managed(&self) -> BTreeSet<String> {
        let general = self.spid.is_some()
            || self.reseller_name.is_some()
            || self.default_customer_language.is_some()
            || self.address.is_some();
        let administrator = self.email.is_some() || self.phone.is_some() || self.language.is_some();
        let parts = [
            (Resource::General, general),
            (Resource::Administrator, administrator),
            (Resource::Delegates, self.delegates.is_some()),
        ];
        let managed = parts.into_iter().filter(|(_, managed)| *managed);
        managed.map(|(resource, _)| resource.key()).collect()
    }

    /// The part of the intent in the given sections, or all of it when none is given. Guards of the
    /// other sections are dropped as well, except for the CAN: it identifies the account, and a
    /// plan for part of the wrong account is as bad as one for all of it.
    pub(crate) fn only(mut self, sections: &BTreeSet<&str>) -> Self {
        const SECTIONS: [&str; 5] = ["general", "administrator", "delegates", "chat", "telephony"];
        if sections.is_empty() {
            return self;
        }
        for section in SECTIONS.iter().filter(|known| !sections.contains(*known)) {
            self.drop_section(section);
        }
        self
    }

    fn drop_section(&mut self, section: &str) {
        match section {
            "general" => {
                self.spid = None;
                self.reseller_name = None;
                self.default_customer_language = None;
                self.address = None;
            }
            "administrator" => {
                self.email = None;
                self.phone = None;
                self.language = None;
                self.guards.primary = None;
            }
            "delegates" => self.delegates = None,
            "chat" => {
                self.enabled = None;
                self.time_zone = None;
                self.hours = PerLanguage::default();
            }
            "telephony" => {
                self.guards.pbx = None;
                self.guards.carrier = None;
            }
            _ => {}
        }
    }
}
