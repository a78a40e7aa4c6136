//! A setting that is left as the portal has it although the file says something else.

use super::over::Target;
use crate::model::{Account, FieldPath, Kind, Language, ScheduleRef, Segment, UserCode, name_key};

impl Target {
    /// Leaves what a change is about as the account holds it. The path is one that a difference of two
    /// accounts gives: a setting, a unit, or an entry of a list.
    pub(crate) fn keep(&mut self, path: &FieldPath, held: &Account) {
        let entry = path.split_last().and_then(|(_, last)| match last {
            Segment::Entry(name) => Some(name.clone()),
            Segment::Key(_) | Segment::Index(_) => None,
        });
        let target = &mut self.account;
        match (&path.keys()[..], entry) {
            (["general", key], None) => {
                let (to, from) = (&mut target.general, held.general.clone());
                match *key {
                    "spid" => to.spid = from.spid,
                    "resellerName" => to.reseller_name = from.reseller_name,
                    "defaultCustomerLanguage" => {
                        to.default_customer_language = from.default_customer_language;
                    }
                    "address" => to.address = from.address,
                    _ => {}
                }
            }
            (["administrator", key], None) => {
                let (to, from) = (&mut target.administrator, held.administrator.clone());
                match *key {
                    "email" => to.email = from.email,
                    "phone" => to.phone = from.phone,
                    "language" => to.language = from.language,
                    _ => {}
                }
            }
            (["delegates"], Some(user)) => {
                let user = UserCode::observed(&user);
                match held.delegates.get(&user) {
                    Some(name) => drop(target.delegates.insert(user, name.clone())),
                    None => drop(target.delegates.remove(&user)),
                }
            }
            (["chat", "enabled"], None) => target.chat.enabled = held.chat.enabled,
            (["chat", "timeZone"], None) => {
                target.chat.time_zone = held.chat.time_zone.clone();
            }
            (["chat", "hours", language, below @ ..], entry) => {
                if let Some(language) = Language::ALL
                    .into_iter()
                    .find(|known| known.as_str() == *language)
                {
                    self.keep_hours(language, below, entry.as_deref(), held);
                }
            }
            _ => {}
        }
    }

    fn keep_hours(
        &mut self,
        language: Language,
        keys: &[&str],
        entry: Option<&str>,
        held: &Account,
    ) {
        let from = held.chat.hours.get(language);
        let to = self.account.chat.hours.get_mut(language);
        match (keys, entry) {
            (["workingHours"], None) => to.working_hours = from.working_hours,
            (["workingHours", "lunchBreak"], None) => to.lunch_break = from.lunch_break,
            (["weekendHours"], None) => to.weekend_hours = from.weekend_hours,
            ([list], Some(name)) => {
                if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.list() == *list) {
                    self.keep_schedule(language, kind, name, held);
                }
            }
            _ => {}
        }
    }

    /// A schedule that the file renames has another name on the portal, which is kept as well.
    fn keep_schedule(&mut self, language: Language, kind: Kind, name: &str, held: &Account) {
        let schedule = ScheduleRef {
            language,
            kind,
            key: name_key(name),
        };
        let renamed = self.renames.remove(&schedule).map(|old| old.key);
        let to = &mut self.account.chat.hours.get_mut(language).named;
        for key in renamed.iter().chain([&schedule.key]) {
            to.remove(kind, key);
            if let Some(named) = held.schedules(language, kind).get(key) {
                to.extend([named.clone()]);
            }
        }
    }
}
