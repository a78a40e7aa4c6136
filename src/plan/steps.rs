//! The writes that turn the observed account into the target, in an order in which no moment
//! promises chat that nobody staffs, and in which the login changes last.

use std::collections::BTreeMap;

use super::class::{self, Class};
use super::id::new_schedule_id;
use crate::model::{
    Account, Action, AdministratorPatch, ChatPatch, Confidential, ETag, FieldPath, GeneralPatch,
    Kind, Language, LunchBox, NameKey, Named, Observed, Renames, Resource, ScheduleRef, Weekly,
};

/// One write with its precondition and the settings it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) action: Action,
    pub(crate) require: Require,
    pub(crate) paths: Vec<FieldPath>,
}

impl Step {
    /// The first of the settings that it is for.
    pub(crate) fn path(&self) -> FieldPath {
        self.paths.first().cloned().unwrap_or_else(FieldPath::root)
    }
}

/// The precondition of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Require {
    /// The tag that the portal gave when the plan was made.
    Planned(ETag),
    /// The tag in the answer to an earlier step, by its index; for a lunch break after a tick of
    /// its box, the tag of the lunch break in that answer.
    After(usize),
    /// The resource does not exist yet.
    Absent,
    /// The write is idempotent: grants and revocations.
    None,
}

/// Every step, in the order of product rule "chat off · general · delegates · renames · zone ·
/// hours · administrator · chat on · e-mail".
pub(crate) fn steps(observed: &Observed, target: &Account, renames: &Renames) -> Vec<Step> {
    let mut out = Steps {
        observed,
        steps: Vec::new(),
        latest: BTreeMap::new(),
    };
    out.chat_switch(target, false);
    out.general(target);
    out.delegates(target);
    out.renames(target, renames);
    out.time_zone(target);
    out.hours(target, renames);
    out.administrator(target);
    out.chat_switch(target, true);
    out.email(target);
    out.steps
}

struct Steps<'a> {
    observed: &'a Observed,
    steps: Vec<Step>,
    /// The last step that wrote a resource: the next one there builds on its answer.
    latest: BTreeMap<String, usize>,
}

/// A write to hours that waits for its turn.
struct Waiting {
    class: Class,
    writes: Vec<(Action, FieldPath)>,
}

impl Steps<'_> {
    fn before(&self) -> &Account {
        &self.observed.account
    }

    fn push(&mut self, action: Action, paths: Vec<FieldPath>) {
        let key = action.resource().key();
        let require = match &action {
            Action::CreateSchedule(..) => Require::Absent,
            Action::GrantDelegate(_) | Action::RevokeDelegate(_) => Require::None,
            Action::PatchGeneral(_)
            | Action::PatchAdministrator(_)
            | Action::PatchChat(_)
            | Action::PutWorkingHours(..)
            | Action::PutWeekendHours(..)
            | Action::PutLunchBreak(..)
            | Action::PutSchedule(..)
            | Action::DeleteSchedule(..) => match self.latest.get(&key) {
                Some(step) => Require::After(*step),
                None => Require::Planned(self.planned(&key)),
            },
        };
        let at = self.steps.len();
        if let Action::PutWorkingHours(language, _, LunchBox::Ticked) = &action
            && self
                .before()
                .chat
                .hours
                .get(*language)
                .lunch_break
                .is_none()
        {
            // Ticking the box creates the lunch break, and the answer carries its tag.
            self.latest
                .insert(Resource::LunchBreak(*language).key(), at);
        }
        self.latest.insert(key, at);
        self.steps.push(Step {
            action,
            require,
            paths,
        });
    }

    /// The tag that the portal gave; an empty one can match nothing, so the write would be stale.
    fn planned(&self, key: &str) -> ETag {
        self.observed
            .etags
            .get(key)
            .cloned()
            .unwrap_or_else(|| ETag("\"\"".to_owned()))
    }

    fn chat_switch(&mut self, target: &Account, on: bool) {
        if self.before().chat.enabled != target.chat.enabled && target.chat.enabled == on {
            let patch = ChatPatch {
                enabled: Some(on),
                ..ChatPatch::default()
            };
            self.push(
                Action::PatchChat(patch),
                vec![FieldPath::of("chat.enabled")],
            );
        }
    }

    fn time_zone(&mut self, target: &Account) {
        if self.before().chat.time_zone != target.chat.time_zone {
            let patch = ChatPatch {
                time_zone: Some(target.chat.time_zone.clone()),
                ..ChatPatch::default()
            };
            self.push(
                Action::PatchChat(patch),
                vec![FieldPath::of("chat.timeZone")],
            );
        }
    }

    fn general(&mut self, target: &Account) {
        let (old, new) = (&self.before().general, &target.general);
        let mut patch = GeneralPatch::default();
        let mut paths = Vec::new();
        if old.spid != new.spid {
            patch.spid = Some(new.spid.clone());
            paths.push(FieldPath::of("general.spid"));
        }
        if old.reseller_name != new.reseller_name {
            patch.reseller_name = Some(new.reseller_name.clone());
            paths.push(FieldPath::of("general.resellerName"));
        }
        if old.default_customer_language != new.default_customer_language {
            patch.default_customer_language = Some(new.default_customer_language);
            paths.push(FieldPath::of("general.defaultCustomerLanguage"));
        }
        if old.address != new.address {
            patch.address.clone_from(&new.address);
            paths.push(FieldPath::of("general.address"));
        }
        if !paths.is_empty() {
            self.push(Action::PatchGeneral(patch), paths);
        }
    }

    fn delegates(&mut self, target: &Account) {
        let old = &self.observed.account.delegates;
        let new = &target.delegates;
        let path = |user: &crate::model::UserCode| FieldPath::of("delegates").entry(user.as_str());
        for user in old.keys().filter(|user| !new.contains_key(*user)) {
            self.push(Action::RevokeDelegate(user.clone()), vec![path(user)]);
        }
        for user in new.keys().filter(|user| !old.contains_key(*user)) {
            self.push(Action::GrantDelegate(user.clone()), vec![path(user)]);
        }
    }

    fn administrator(&mut self, target: &Account) {
        let (old, new) = (&self.before().administrator, &target.administrator);
        let mut patch = AdministratorPatch::default();
        let mut paths = Vec::new();
        if let (Confidential::Shown(before), Confidential::Shown(after)) = (&old.phone, &new.phone)
            && before != after
        {
            patch.phone.clone_from(after);
            paths.push(FieldPath::of("administrator.phone"));
        }
        if old.language != new.language {
            patch.language = Some(new.language);
            paths.push(FieldPath::of("administrator.language"));
        }
        if !paths.is_empty() {
            self.push(Action::PatchAdministrator(patch), paths);
        }
    }

    fn email(&mut self, target: &Account) {
        let (old, new) = (&self.before().administrator, &target.administrator);
        if !old.email.same_login(&new.email) {
            let patch = AdministratorPatch {
                email: Some(new.email.clone()),
                ..AdministratorPatch::default()
            };
            self.push(
                Action::PatchAdministrator(patch),
                vec![FieldPath::of("administrator.email")],
            );
        }
    }

    /// Names only, with the old times, so that later writes meet the new names.
    fn renames(&mut self, target: &Account, renames: &Renames) {
        for (new, old) in renames {
            let (Some(was), Some(will), Some(id)) = (
                self.observed.account.schedule(old),
                target.schedule(new),
                self.observed.ids.get(old).cloned(),
            ) else {
                continue;
            };
            let path = schedule_path(new.language, new.kind, will);
            let renamed = Named {
                name: will.name.clone(),
                pattern: was.pattern,
            };
            self.push(Action::PutSchedule(new.language, id, renamed), vec![path]);
        }
    }

    fn hours(&mut self, target: &Account, renames: &Renames) {
        let mut waiting = Vec::new();
        for language in Language::ALL {
            waiting.extend(self.working_hours(target, language));
            waiting.extend(self.weekend_hours(target, language));
            for kind in Kind::ALL {
                waiting.extend(self.schedules(target, renames, language, kind));
            }
        }
        // The sort is stable: within a class the order of the file's keys stays.
        waiting.sort_by_key(|write| write.class);
        for (action, path) in waiting.into_iter().flat_map(|write| write.writes) {
            self.push(action, vec![path]);
        }
    }

    /// Working hours and their lunch break are one unit: the tag of the former covers the latter,
    /// so the lunch break can only be written second.
    fn working_hours(&self, target: &Account, language: Language) -> Option<Waiting> {
        let old = self.observed.account.chat.hours.get(language);
        let new = target.chat.hours.get(language);
        let path = FieldPath::of("chat.hours")
            .key(language.as_str())
            .key("workingHours");
        let lunch_path = path.key("lunchBreak");
        let toggled = old.lunch_break.is_some() != new.lunch_break.is_some();
        let mut writes = Vec::new();
        if old.working_hours != new.working_hours || toggled {
            let tick = match new.lunch_break {
                Some(_) => LunchBox::Ticked,
                None => LunchBox::Unticked,
            };
            let of = if old.working_hours == new.working_hours {
                &lunch_path
            } else {
                &path
            };
            let action = Action::PutWorkingHours(language, new.working_hours, tick);
            writes.push((action, of.clone()));
        }
        if let Some(lunch) = new.lunch_break
            && old.lunch_break != new.lunch_break
        {
            writes.push((Action::PutLunchBreak(language, lunch), lunch_path));
        }
        let hours = class::of_open_weekly(old.working_hours, new.working_hours);
        let lunch = class::of_lunch_break(
            old.lunch_break.unwrap_or(Weekly::NEVER),
            new.lunch_break.unwrap_or(Weekly::NEVER),
        );
        let class = match hours {
            Some(hours) => hours.and(lunch),
            None => lunch.unwrap_or(Class::Closing),
        };
        (!writes.is_empty()).then_some(Waiting { class, writes })
    }

    fn weekend_hours(&self, target: &Account, language: Language) -> Option<Waiting> {
        let old = self.observed.account.chat.hours.get(language).weekend_hours;
        let new = target.chat.hours.get(language).weekend_hours;
        let path = FieldPath::of("chat.hours")
            .key(language.as_str())
            .key("weekendHours");
        (old != new).then(|| Waiting {
            class: class::of_open_weekly(old, new).unwrap_or(Class::Closing),
            writes: vec![(Action::PutWeekendHours(language, new), path)],
        })
    }

    fn schedules(
        &self,
        target: &Account,
        renames: &Renames,
        language: Language,
        kind: Kind,
    ) -> Vec<Waiting> {
        let old = self.before().schedules(language, kind);
        let new = target.schedules(language, kind);
        if old == new {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut kept = std::collections::BTreeSet::new();
        for (key, named) in new {
            let reference = |key: &NameKey| ScheduleRef {
                language,
                kind,
                key: key.clone(),
            };
            let origin = renames.get(&reference(key));
            let from = origin.map_or(key, |old| &old.key);
            kept.insert(from.clone());
            let before = old.get(from);
            let action = match (before, self.observed.ids.get(&reference(from))) {
                (Some(was), Some(id)) => {
                    let unchanged = if origin.is_some() {
                        was.pattern == named.pattern
                    } else {
                        was == named
                    };
                    if unchanged {
                        continue;
                    }
                    Action::PutSchedule(language, id.clone(), named.clone())
                }
                (None, _) | (_, None) => Action::CreateSchedule(
                    language,
                    new_schedule_id(
                        &self.observed.name,
                        language,
                        kind,
                        key,
                        &self.planned(&Resource::Schedules(language, kind).key()),
                    ),
                    named.clone(),
                ),
            };
            out.push(Waiting {
                class: class::of_named(before, Some(named)).unwrap_or(Class::Closing),
                writes: vec![(action, schedule_path(language, kind, named))],
            });
        }
        let gone = old.iter().filter(|(key, _)| !kept.contains(*key));
        out.extend(gone.filter_map(|(key, was)| self.deletion(language, kind, key, was)));
        out
    }

    fn deletion(
        &self,
        language: Language,
        kind: Kind,
        key: &NameKey,
        was: &Named,
    ) -> Option<Waiting> {
        let reference = ScheduleRef {
            language,
            kind,
            key: key.clone(),
        };
        let id = self.observed.ids.get(&reference)?.clone();
        let action = Action::DeleteSchedule(language, kind, id);
        Some(Waiting {
            class: class::of_named(Some(was), None).unwrap_or(Class::Closing),
            writes: vec![(action, schedule_path(language, kind, was))],
        })
    }
}

fn schedule_path(language: Language, kind: Kind, named: &Named) -> FieldPath {
    FieldPath::of("chat.hours")
        .key(language.as_str())
        .key(kind.list())
        .entry(named.name.as_str())
}
