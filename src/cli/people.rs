//! `consigne whoami` and `candidates`.

use super::args::{Candidates, PortalArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::portal::Portals;
use crate::contract::ReadPortal;
use crate::model::{AccountName, CandidateRole, Role, Scope};
use crate::report::harmless;
use crate::words::Message;

/// `consigne whoami`: the accounts that the token gives access to, with its role and scope in each.
pub(super) async fn whoami(args: &PortalArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portals = Portals::open(args, environment).await?;
    let accounts = portals
        .every_account()?
        .portal
        .accounts()
        .await
        .map_err(|error| Failure::from(&error))?;
    for access in accounts {
        let user = match access.user {
            Some(user) => format!(" {user}"),
            None => String::new(),
        };
        let words = &environment.words;
        let role = words.text(role(access.role).sentence);
        let scope = words.text(scope(access.scope).sentence);
        let line = format!("{}: {role}{user}, {scope}", access.account);
        environment.result(&format!("{}\n", harmless(&line)));
    }
    Ok(Exit::Done)
}

/// A role or a scope as programs know it, and the sentence that people read.
pub(super) struct NamedRight {
    pub(super) code: &'static str,
    pub(super) sentence: &'static str,
}

pub(super) fn role(role: Role) -> NamedRight {
    let (code, sentence) = match role {
        Role::Primary => ("primary", "role-primary"),
        Role::Delegate => ("delegate", "role-delegate"),
        Role::System => ("system", "role-system"),
    };
    NamedRight { code, sentence }
}

pub(super) fn scope(scope: Scope) -> NamedRight {
    let (code, sentence) = match scope {
        Scope::Read => ("read", "scope-read"),
        Scope::Write => ("write", "scope-write"),
    };
    NamedRight { code, sentence }
}

/// `consigne candidates`: the people whom the portal accepts as delegates of an account, with the user
/// code under which a file names each of them.
pub(super) async fn candidates(
    args: &Candidates,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let account = AccountName::parse(&args.account).map_err(|_| {
        Failure::new(
            Exit::Usage,
            Message::new("bad-account").text("account", &args.account),
        )
    })?;
    let portals = Portals::open(&args.portal, environment).await?;
    let people = portals
        .account(account.as_str(), None)?
        .portal
        .candidates(&account)
        .await
        .map_err(|error| Failure::from(&error))?;
    for person in people {
        let role = match person.role {
            CandidateRole::CompanyAdministrator => "role-company-administrator",
            CandidateRole::CompanyDelegate => "role-company-delegate",
        };
        let role = environment.words.text(role);
        let line = format!(
            "{}  {}  {} ({role})",
            person.user, person.name, person.company
        );
        environment.result(&format!("{}\n", harmless(&line)));
    }
    Ok(Exit::Done)
}
