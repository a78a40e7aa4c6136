//! What stands between a change and its plan: the role of the token, candidates, deployment.

use std::collections::BTreeMap;

use super::Refusal;
use super::steps::Step;
use crate::diff::Change;
use crate::model::{Account, Candidate, FieldPath, Observed, Role, UserCode};
use crate::words::Message;

/// Answers of the portal about the users to be granted: `None` is not on its list.
pub(crate) type Candidates = BTreeMap<UserCode, Option<Candidate>>;

/// Every refusal that the observed account gives rise to, in the order of the file's sections.
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
    found.extend(by_version(observed, steps));
    found
}

/// « Un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs. » By the
/// contract the administrator section is closed to delegates as well, and a system token writes
/// nothing.
fn by_role(observed: &Observed, changes: &[Change]) -> Vec<Refusal> {
    let code = match observed.viewer.role {
        Role::Primary => return Vec::new(),
        Role::Delegate => "primary-only",
        Role::System => "system-reads-only",
    };
    let closed = |change: &&Change| match observed.viewer.role {
        Role::Primary => false,
        Role::Delegate => {
            matches!(change.path.section(), Some("delegates" | "administrator"))
        }
        Role::System => true,
    };
    let refuse = |change: &Change| Refusal {
        code,
        path: change.path.clone(),
        message: Message::new(match observed.viewer.role {
            Role::Primary | Role::Delegate => "primary-only",
            Role::System => "system-reads-only",
        })
        .text("path", &change.path),
        help: Message::new(match observed.viewer.role {
            Role::Primary | Role::Delegate => "primary-only-help",
            Role::System => "system-reads-only-help",
        }),
    };
    changes.iter().filter(closed).map(refuse).collect()
}

/// « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de
/// leurs délégués. »
fn by_candidates(observed: &Observed, target: &Account, candidates: &Candidates) -> Vec<Refusal> {
    let account = &observed.account;
    let granted = target
        .delegates
        .iter()
        .filter(|(user, _)| !account.delegates.contains_key(*user));
    let mut found = Vec::new();
    for (user, name) in granted {
        let path = FieldPath::of("delegates").entry(user.as_str());
        let refuse = |code, message: Message, help| Refusal {
            code,
            path: path.clone(),
            message: message.text("user", user),
            help: Message::new(help).text("account", &observed.name),
        };
        if *user == account.administrator.primary.user {
            let message = Message::new("delegate-is-primary");
            found.push(refuse(
                "delegate-is-primary",
                message,
                "delegate-is-primary-help",
            ));
            continue;
        }
        match candidates.get(user) {
            Some(Some(candidate)) if candidate.name != *name => {
                let message = Message::new("delegate-name-refused")
                    .text("wanted", name)
                    .text("found", &candidate.name);
                found.push(refuse(
                    "delegate-name-differs",
                    message,
                    "delegate-name-refused-help",
                ));
            }
            Some(Some(_)) => {}
            Some(None) | None => {
                let message = Message::new("not-a-candidate");
                found.push(refuse("not-a-candidate", message, "not-a-candidate-help"));
            }
        }
    }
    found
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

/// A resource with members that this tool does not know is not written: a whole-value PUT would
/// lose them.
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
