//! The intent of the way back from a run, laid over what the portal holds now.
//!
//! Entries of a list are restored one by one, so the intent can only be formed once the account is
//! observed, and from that observation: an entry that somebody adds a moment later has to make the plan
//! stale, and not to be taken for one that the run made.

use crate::apply::KeptRun;
use crate::desired::{Desired, DesiredSchedule};
use crate::model::{FieldPath, Kind, Language, Observed, Segment, UserCode, name_key};

/// What a run wrote, and the account as it was.
#[derive(Debug, Clone)]
pub(crate) struct WayBack {
    /// The settings that the run wrote.
    paths: Vec<FieldPath>,
    /// Complete: what the kept file does not name was not there.
    before: Desired,
    run: KeptRun,
}

impl WayBack {
    /// # Errors
    ///
    /// A setting that this version does not know.
    pub(super) fn of(run: &KeptRun, before: Desired) -> Result<Self, String> {
        let mut paths = Vec::new();
        for text in run.written() {
            let path = FieldPath::parse(text).filter(is_known);
            paths.push(path.ok_or_else(|| text.to_owned())?);
        }
        Ok(Self {
            paths,
            before,
            run: run.clone(),
        })
    }

    /// What the file of this account would ask for, were there one, given what the portal holds now.
    pub(super) fn on(&self, now: &Observed) -> Desired {
        let before = &self.before;
        let mut restoring = Restoring {
            desired: Desired {
                guards: before.guards.clone(),
                ..Desired::nothing(before.account.clone())
            },
            before,
            now,
            run: &self.run,
        };
        for path in &self.paths {
            let restored = restoring.restore(path);
            debug_assert!(restored.is_some(), "`of` has looked at {path}");
        }
        restoring.desired
    }
}

/// Whether this version can restore a setting.
fn is_known(path: &FieldPath) -> bool {
    let is_entry = entry(path).is_some();
    match path.keys().as_slice() {
        [
            "general",
            "spid" | "resellerName" | "defaultCustomerLanguage" | "address",
            ..,
        ]
        | ["administrator", "email" | "phone" | "language"]
        | ["chat", "enabled" | "timeZone"]
        | [
            "chat",
            "hours",
            "fr" | "en",
            "workingHours" | "weekendHours",
            ..,
        ] => true,
        ["delegates"] => is_entry,
        ["chat", "hours", "fr" | "en", list] => {
            is_entry && Kind::ALL.into_iter().any(|kind| kind.list() == *list)
        }
        _ => false,
    }
}

struct Restoring<'a> {
    desired: Desired,
    before: &'a Desired,
    now: &'a Observed,
    run: &'a KeptRun,
}

impl Restoring<'_> {
    /// None for a setting that is unknown.
    fn restore(&mut self, path: &FieldPath) -> Option<()> {
        let (back, before) = (&mut self.desired, self.before);
        match path.keys().as_slice() {
            ["general", "spid"] => back.spid = Some(before.spid.clone().flatten()),
            ["general", "resellerName"] => back.reseller_name.clone_from(&before.reseller_name),
            ["general", "defaultCustomerLanguage"] => {
                back.default_customer_language = before.default_customer_language;
            }
            ["general", "address", ..] => back.address = Some(before.address.clone().flatten()),
            ["administrator", "email"] => back.email.clone_from(&before.email),
            ["administrator", "phone"] => back.phone = Some(before.phone.clone().flatten()),
            ["administrator", "language"] => back.language = before.language,
            ["delegates"] => return self.delegate(path),
            ["chat", "enabled"] => back.enabled = before.enabled,
            ["chat", "timeZone"] => back.time_zone.clone_from(&before.time_zone),
            ["chat", "hours", language, item, rest @ ..] => {
                let language = Language::parse(language)?;
                return self.hours(language, item, rest, path);
            }
            _ => return None,
        }
        Some(())
    }

    fn delegate(&mut self, path: &FieldPath) -> Option<()> {
        let user = UserCode::observed(entry(path)?);
        let now = &self.now.account.delegates;
        let back = self.desired.delegates.get_or_insert_with(|| now.clone());
        let before = self.before.delegates.as_ref();
        match before.and_then(|before| before.get(&user)) {
            Some(name) => drop(back.insert(user, name.clone())),
            None => drop(back.remove(&user)),
        }
        Some(())
    }

    fn hours(
        &mut self,
        language: Language,
        item: &str,
        rest: &[&str],
        path: &FieldPath,
    ) -> Option<()> {
        let before = self.before.hours.get(language);
        let back = self.desired.hours.get_mut(language);
        match item {
            "workingHours" if rest.first() == Some(&"lunchBreak") => {
                back.lunch_break = Some(before.lunch_break.flatten());
            }
            "workingHours" => back.working_hours = before.working_hours,
            "weekendHours" => back.weekend_hours = before.weekend_hours,
            list => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.list() == list)?;
                return self.schedule(language, kind, path);
            }
        }
        Some(())
    }

    /// Puts one schedule back among those that are there now.
    fn schedule(&mut self, language: Language, kind: Kind, path: &FieldPath) -> Option<()> {
        let new_name = entry(path)?;
        let new_key = name_key(new_name);
        let now = self.now.account.schedules(language, kind);
        let lists = &mut self.desired.hours.get_mut(language).lists;
        let back = lists.entry(kind).or_insert_with(|| {
            let now = now.iter().map(|(key, named)| {
                let schedule = DesiredSchedule {
                    named: named.clone(),
                    renamed_from: None,
                };
                (key.clone(), schedule)
            });
            now.collect()
        });
        let renamed = self.run.renamed_from(&path.to_string());
        let old_key = renamed.map_or(new_key.clone(), name_key);
        back.remove(&new_key);
        let before = self.before.hours.get(language).lists.get(&kind);
        if let Some(schedule) = before.and_then(|before| before.get(&old_key)) {
            let mut schedule = schedule.clone();
            // The same schedule under its old name, unless somebody made another one of that name.
            let is_renamed = old_key != new_key && !now.contains_key(&old_key);
            let new = now.get(&new_key).filter(|_| is_renamed);
            schedule.renamed_from = new.map(|new| new.name.clone());
            back.insert(old_key, schedule);
        }
        Some(())
    }
}

/// The name of the entry that a path ends in.
fn entry(path: &FieldPath) -> Option<&str> {
    match path.segments().last()? {
        Segment::Entry(name) => Some(name),
        Segment::Key(_) | Segment::Index(_) => None,
    }
}
