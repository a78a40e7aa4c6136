//! `consigne whoami` and `candidates`.

use super::args::{Candidates, PortalArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::portal::{Connection, Portals};
use super::standing::standing;
use crate::contract::{Access, ReadPortal};
use crate::model::{AccountName, CandidateRole, Role, Scope};
use crate::report::harmless;
use crate::words::{Message, Words};

/// `consigne whoami`: the accounts that the token gives access to, with its role and scope in each.
pub(super) async fn whoami(args: &PortalArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portals = Portals::open(&args.for_reading(), environment).await?;
    let mut exit = Exit::Done;
    for connection in portals.every_account()? {
        exit = exit.worst(seen_with(&connection, environment).await?);
    }
    Ok(exit)
}

/// The accounts that one token gives access to.
async fn seen_with(connection: &Connection, environment: &Environment) -> Result<Exit, Failure> {
    let accounts = connection.portal.accounts().await;
    let mut exit = Exit::Done;
    for access in accounts.map_err(|error| Failure::from(&error))? {
        let words = &environment.words;
        environment.report(&format!("{}\n", harmless(&who(&access, words))));
        // One account that cannot be read keeps no other from being shown.
        match connection.portal.observe(&access.account).await {
            Ok(observed) => environment.report(&standing(&observed, words)),
            Err(error) => {
                let failure = Failure::from(&error);
                exit = exit.worst(failure.report_of(access.account.as_str(), environment));
            }
        }
    }
    Ok(exit)
}

/// `boreal: delegate 2041, can read and write`.
fn who(access: &Access, words: &Words) -> String {
    let role = words.text(role(access.role).sentence);
    let role = match &access.user {
        Some(user) => format!("{role} {user}"),
        None => role,
    };
    let scope = words.text(scope(access.scope).sentence);
    words.labelled(access.account.as_str(), &format!("{role}, {scope}"))
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
    let portals = Portals::open(&args.portal.for_reading(), environment).await?;
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
        environment.report(&format!("{}\n", harmless(&line)));
    }
    Ok(Exit::Done)
}
