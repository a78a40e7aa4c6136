//! Whether a write whose answer was lost did happen: the stored value equals what was sent.

use std::collections::HashSet;

use crate::model::{
    Action, AdministratorPatch, ChatPatch, Confidential, ETag, GeneralPatch, Kind, Language,
    LunchBox, Named, Observed, Resource, ScheduleId, ScheduleRef,
};

/// What the portal holds, for questions about any number of writes.
pub(super) struct Stored<'a> {
    observed: &'a Observed,
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
    let hours = |language: Language| account.chat.hours.get(language);
    match action {
        Action::PatchGeneral(patch) => general(patch, observed),
        Action::PatchAdministrator(patch) => administrator(patch, observed),
        Action::PatchChat(ChatPatch { enabled, time_zone }) => {
            enabled.is_none_or(|enabled| enabled == account.chat.enabled)
                && time_zone
                    .as_ref()
                    .is_none_or(|zone| *zone == account.chat.time_zone)
        }
        Action::GrantDelegate(user) => account.delegates.contains_key(user),
        Action::RevokeDelegate(user) => !account.delegates.contains_key(user),
        Action::PutWorkingHours(language, weekly, lunch) => {
            let hours = hours(*language);
            hours.working_hours == *weekly
                && hours.lunch_break.is_some() == (*lunch == LunchBox::Ticked)
        }
        Action::PutWeekendHours(language, weekly) => hours(*language).weekend_hours == *weekly,
        Action::PutLunchBreak(language, weekly) => hours(*language).lunch_break == Some(*weekly),
        Action::CreateSchedule(language, id, named) | Action::PutSchedule(language, id, named) => {
            is_there(observed, *language, id, named)
        }
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
        | Action::GrantDelegate(_)
        | Action::RevokeDelegate(_)
        | Action::PatchChat(_)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::CreateSchedule(..)
        | Action::PutSchedule(..)
        | Action::DeleteSchedule(..) => None,
    }
}

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
        && (patch.address.is_none() || patch.address == general.address)
}

fn administrator(patch: &AdministratorPatch, observed: &Observed) -> bool {
    let administrator = &observed.account.administrator;
    let phone = match &administrator.phone {
        Confidential::Shown(phone) => phone.as_ref(),
        Confidential::Hidden => None,
    };
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

/// The schedule of that id has that name and those times.
fn is_there(observed: &Observed, language: Language, id: &ScheduleId, named: &Named) -> bool {
    let reference = ScheduleRef::of(language, named.pattern.kind(), &named.name);
    observed.ids.get(&reference) == Some(id) && observed.account.schedule(&reference) == Some(named)
}
