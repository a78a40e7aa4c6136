//! Whether the portal holds what a write was to leave behind.
//!
//! That is asked twice: of a single write whose response was lost, and of all writes once a plan is
//! carried out, because a portal that acknowledges a write may still have stored something else. The
//! comparison is of values and not of tags. It cannot find out whose write it was, and does not
//! need to: the account has the values of the plan.

use std::collections::{HashMap, HashSet};

use crate::model::{
    Action, AdministratorPatch, ChatPatch, Confidential, ETag, GeneralPatch, Kind, Language,
    LunchBox, Named, Observed, Resource, ScheduleId, ScheduleRef,
};
use crate::plan::{Plan, Step};

/// What the portal holds, prepared for questions about any number of writes: an account may have
/// hundreds of schedules, and each deletion asks for an id.
pub(super) struct Stored<'a> {
    observed: &'a Observed,
    /// Ids of all schedules: whether one was deleted is asked by id, and ids are found by name.
    ids: HashSet<(Language, Kind, &'a ScheduleId)>,
}

impl<'a> Stored<'a> {
    pub(super) fn of(observed: &'a Observed) -> Self {
        let ids = observed.ids.iter();
        Self {
            observed,
            ids: ids
                .map(|(reference, id)| (reference.language, reference.kind, id))
                .collect(),
        }
    }

    /// Whether it is what the write was to leave behind.
    pub(super) fn holds(&self, action: &Action) -> bool {
        holds(action, self)
    }
}

fn holds(action: &Action, stored: &Stored<'_>) -> bool {
    let observed = stored.observed;
    let account = &observed.account;
    let hours = &account.chat.hours;
    match action {
        Action::PatchGeneral(patch) => general(patch, observed),
        Action::PatchAdministrator(patch) => administrator(patch, observed),
        // What a patch leaves out was not sent, and may be anything.
        Action::PatchChat(ChatPatch { enabled, time_zone }) => {
            enabled.is_none_or(|enabled| enabled == account.chat.enabled)
                && time_zone
                    .as_ref()
                    .is_none_or(|zone| *zone == account.chat.time_zone)
        }
        // Only the user code was sent; the name shows whose it is.
        Action::GrantDelegate(user, name) => account.delegates.get(user) == Some(name),
        Action::RevokeDelegate(user) => !account.delegates.contains_key(user),
        Action::PutWorkingHours(language, weekly, lunch) => {
            let hours = hours.get(*language);
            // The tick decides whether there is a lunch break, and says nothing of its hours.
            hours.working_hours == *weekly
                && hours.lunch_break.is_some() == (*lunch == LunchBox::Ticked)
        }
        Action::PutWeekendHours(language, weekly) => hours.get(*language).weekend_hours == *weekly,
        Action::PutLunchBreak(language, weekly) => {
            hours.get(*language).lunch_break == Some(*weekly)
        }
        // After a rename the schedule is found under its new name, with the id it always had.
        Action::CreateSchedule(language, id, named) | Action::PutSchedule(language, id, named) => {
            is_there(observed, *language, id, named)
        }
        // By id and not by name: another schedule may have that name by now.
        Action::DeleteSchedule(language, kind, id) => !stored.ids.contains(&(*language, *kind, id)),
    }
}

/// Tag of the lunch break that ticking its box created.
pub(super) fn lunch_break_tag(action: &Action, observed: &Observed) -> Option<ETag> {
    match action {
        Action::PutWorkingHours(language, _, LunchBox::Ticked) => observed
            .etags
            .get(&Resource::LunchBreak(*language).key())
            .cloned(),
        Action::PutWorkingHours(..)
        | Action::PatchGeneral(_)
        | Action::PatchAdministrator(_)
        | Action::GrantDelegate(..)
        | Action::RevokeDelegate(_)
        | Action::PatchChat(_)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::CreateSchedule(..)
        | Action::PutSchedule(..)
        | Action::DeleteSchedule(..) => None,
    }
}

/// A patch holds when each member that it names has the value it names.
fn general(patch: &GeneralPatch, observed: &Observed) -> bool {
    let general = &observed.account.general;
    let language = general.default_customer_language;
    patch.spid.as_ref().is_none_or(|spid| *spid == general.spid)
        && patch
            .reseller_name
            .as_ref()
            .is_none_or(|name| *name == general.reseller_name)
        && patch
            .default_customer_language
            .is_none_or(|wanted| wanted == language)
        && patch
            .address
            .as_ref()
            .is_none_or(|address| *address == general.address)
}

fn administrator(patch: &AdministratorPatch, observed: &Observed) -> bool {
    let administrator = &observed.account.administrator;
    // A token that does not see the phone cannot settle a write of it: it counts as not done, also where
    // the phone was to be cleared.
    let phone = match &administrator.phone {
        Confidential::Shown(phone) => Some(phone),
        Confidential::Hidden => None,
    };
    // The portal may store the address in lower case: what counts is whether it is the same login.
    patch
        .email
        .as_ref()
        .is_none_or(|email| email.same_login(&administrator.email))
        && patch
            .language
            .is_none_or(|language| language == administrator.language)
        && patch
            .phone
            .as_ref()
            .is_none_or(|wanted| Some(wanted) == phone)
}

/// Whether the schedule of that id has that name and those times. Another schedule with that name and
/// those times would not do: the plan's later steps refer to the id.
fn is_there(observed: &Observed, language: Language, id: &ScheduleId, named: &Named) -> bool {
    let reference = ScheduleRef::of(language, named.pattern.kind(), &named.name);
    observed.ids.get(&reference) == Some(id) && observed.account.schedule(&reference) == Some(named)
}

/// Steps of a plan that was carried out whose value the portal does not hold: it acknowledged them and
/// stored something else.
///
/// A schedule that gets a new name and new times is written twice, first to rename it and later to
/// change it. Of such writes only the last one is to be found.
pub(crate) fn unsettled<'a>(plan: &'a Plan, observed: &Observed) -> Vec<&'a Step> {
    let steps = plan.steps.iter().enumerate();
    let last: HashMap<_, _> = steps
        .clone()
        .map(|(at, step)| (step.action.resource(), at))
        .collect();
    let stored = Stored::of(observed);
    steps
        .filter(|(at, step)| match &step.action {
            Action::PutSchedule(..) => last[&step.action.resource()] == *at,
            Action::PatchGeneral(_)
            | Action::PatchAdministrator(_)
            | Action::GrantDelegate(..)
            | Action::RevokeDelegate(_)
            | Action::PatchChat(_)
            | Action::PutWorkingHours(..)
            | Action::PutWeekendHours(..)
            | Action::PutLunchBreak(..)
            | Action::CreateSchedule(..)
            | Action::DeleteSchedule(..) => true,
        })
        .filter(|(_, step)| !stored.holds(&step.action))
        .map(|(_, step)| step)
        .collect()
}
