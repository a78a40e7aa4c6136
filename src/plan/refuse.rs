//! Reasons to refuse a plan that follow from the portal: the role of the token, the list of
//! candidates, deployment, and resources of a newer portal.

use std::collections::BTreeMap;

use super::refusal::Refusal;
use super::step::Step;
use super::verdict::Plan;
use crate::diff::Change;
use crate::model::{
    Account, AccountName, Action, Candidate, FieldPath, LunchBox, Observed, PersonName, Role,
    UserCode, Weekly,
};
use crate::words::Message;

/// Answers of the portal about the users to be granted: `None` is not on its list.
pub(crate) type Candidates = BTreeMap<UserCode, Option<Candidate>>;

/// Every refusal that follows from the observed account and its portal, in the order of the file's
/// sections. All are collected, so that one run shows everything that has to be settled.
pub(super) fn refusals(
    observed: &Observed,
    target: &Account,
    changes: &[Change],
    steps: &[Step],
    candidates: &Candidates,
) -> Vec<Refusal> {
    let mut found = by_role(observed, changes);
    found.extend(by_candidates(observed, target, candidates));
    found.extend(by_deployment(observed, target));
    found.extend(by_lunch_box(steps));
    found.extend(by_version(observed, steps));
    found
}

/// « Un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs. » By the
/// contract the administrator section is closed to delegates as well.
fn by_role(observed: &Observed, changes: &[Change]) -> Vec<Refusal> {
    match observed.viewer.role {
        // A token that only reads plans like any other: what is refused is to apply the plan with it.
        Role::Primary | Role::System => Vec::new(),
        Role::Delegate => changes
            .iter()
            .filter(|change| matches!(change.path.section(), Some("delegates" | "administrator")))
            .map(|change| closed(change, "primary-only", "primary-only-help"))
            .collect(),
    }
}

/// A change that the role of the token does not allow; the code names the message as well.
fn closed(change: &Change, code: &'static str, help: &'static str) -> Refusal {
    Refusal {
        code,
        path: change.path.clone(),
        message: Message::new(code).text("path", &change.path),
        help: Message::new(help),
    }
}

fn by_candidates(observed: &Observed, target: &Account, candidates: &Candidates) -> Vec<Refusal> {
    let account = &observed.account;
    let granted = target
        .delegates
        .iter()
        .filter(|(user, _)| !account.delegates.contains_key(*user));
    let primary = &account.administrator.primary.user;
    granted
        .filter_map(|(user, name)| by_candidate(&observed.name, primary, user, name, candidates))
        .collect()
}

/// Why users can no longer be granted what a plan grants them. A code that belongs to another person
/// by now must not get the rights of the one who was planned.
pub(crate) fn refused_grants(plan: &Plan, candidates: &Candidates) -> Vec<Refusal> {
    let granted = plan.steps.iter().filter_map(|step| step.action.granted());
    let primary = &plan.base.primary;
    granted
        .filter_map(|(user, name)| by_candidate(&plan.account, primary, user, name, candidates))
        .collect()
}

/// « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de
/// leurs délégués. »
fn by_candidate(
    account: &AccountName,
    primary: &UserCode,
    user: &UserCode,
    name: &PersonName,
    candidates: &Candidates,
) -> Option<Refusal> {
    let (code, message, help) = if user == primary {
        let message = Message::new("delegate-is-primary");
        ("delegate-is-primary", message, "delegate-is-primary-help")
    } else {
        match candidates.get(user) {
            Some(Some(candidate)) if candidate.name == *name => return None,
            Some(Some(candidate)) => {
                let message = Message::new("delegate-name-refused")
                    .text("wanted", name)
                    .text("found", &candidate.name);
                (
                    "delegate-name-differs",
                    message,
                    "delegate-name-refused-help",
                )
            }
            Some(None) | None => {
                let message = Message::new("not-a-candidate");
                ("not-a-candidate", message, "not-a-candidate-help")
            }
        }
    };
    Some(Refusal {
        code,
        path: FieldPath::of("delegates").entry(user.as_str()),
        message: message.text("user", user),
        help: Message::new(help).text("account", account),
    })
}

/// « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système. »
fn by_deployment(observed: &Observed, target: &Account) -> Option<Refusal> {
    let enables = target.chat.enabled && !observed.account.chat.enabled;
    (enables && !observed.software_deployed).then(|| Refusal {
        code: "chat-not-deployed",
        path: FieldPath::of("chat.enabled"),
        message: Message::new("chat-not-deployed"),
        help: Message::new("chat-not-deployed-help"),
    })
}

/// The lunch box cannot be ticked on working hours without days. A file that says so is not valid; this
/// is for a lunch break that the portal holds and the file does not manage.
fn by_lunch_box(steps: &[Step]) -> Vec<Refusal> {
    let ticked = steps.iter().filter_map(|step| {
        let Action::PutWorkingHours(language, hours, LunchBox::Ticked) = &step.action else {
            return None;
        };
        (*hours == Weekly::NEVER).then_some(language)
    });
    let refusals = ticked.map(|language| Refusal {
        code: "lunch-break-without-days",
        path: FieldPath::of("chat.hours")
            .key(language.as_str())
            .key("workingHours"),
        message: Message::new("lunch-break-of-no-days"),
        help: Message::new("lunch-break-of-no-days-help"),
    });
    refusals.collect()
}

/// A resource with members that this tool does not know is not written: writes replace the whole
/// value, and would delete members that a newer portal added.
fn by_version(observed: &Observed, steps: &[Step]) -> Vec<Refusal> {
    steps
        .iter()
        .filter(|step| observed.newer.contains(&step.action.resource().key()))
        .flat_map(|step| &step.paths)
        .map(|path| Refusal {
            code: "portal-newer",
            path: path.clone(),
            message: Message::new("portal-newer").text("path", path),
            help: Message::new("portal-newer-help"),
        })
        .collect()
}
