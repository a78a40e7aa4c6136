//! `consigne portal token`, `admin` and `audit`: on the database itself, also while a portal
//! serves it.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::ListFormat;
use super::args::{
    AdminArgs, AdminCommand, AuditArgs, CandidateCommand, CandidateRoleArg, Database, Person,
    TokenArgs, TokenCommand, TokenScope,
};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, faulty};
use super::secret;
use crate::portal::{
    AdminError, AuditEntry, AuditFilter, NewAccount, NewCandidate, NewPrimary, NewToken, Portal,
};
use crate::report::harmless;
use crate::report::view::FORMAT_VERSION;
use crate::words::Message;

/// `consigne portal token`. The secret of a new token is the only thing on standard output, so that a
/// script can redirect it into a file; everything else about it goes to standard error.
pub(super) fn token(args: &TokenArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portal = existing(&args.database)?;
    match &args.command {
        TokenCommand::Create {
            role,
            account,
            scope,
            name,
        } => {
            let new = NewToken {
                role: role.clone(),
                account: account.clone(),
                scope: match scope {
                    TokenScope::Read => "read",
                    TokenScope::Write => "write",
                },
                name: name.clone(),
            };
            let (id, secret) = portal.create_token(&new).map_err(denied)?;
            environment.result(&format!("{}\n", secret::shown(&secret)));
            environment.say(&Message::new("token-created").text("id", id));
        }
        TokenCommand::List => {
            for token in portal.tokens().map_err(denied)? {
                let role = match &token.user {
                    Some(user) => format!("{}:{user}", token.role),
                    None => token.role,
                };
                let (account, scope) = (token.account, token.scope);
                let line = format!(
                    "{}  {role}  {account}  {scope}  {}  {}",
                    token.id, token.origin, token.name
                );
                print_line(line.trim_end(), environment);
            }
        }
        TokenCommand::Revoke { id } => {
            portal.revoke_token(*id).map_err(denied)?;
            environment.say(&Message::new("token-revoked").text("id", *id));
        }
    }
    Ok(Exit::Done)
}

/// Sets the password of the primary administrator, or of a delegate with a user code and an address.
async fn set_password(
    portal: &Portal,
    account: &str,
    delegate: Option<(&str, &str)>,
    path: Option<&Path>,
    environment: &Environment,
) -> Result<(), Failure> {
    let new = match path {
        Some(path) => secret::only_line(path)?,
        None => secret::new_twice(environment).await?,
    };
    let new = secret::password(&new);
    let set = match delegate {
        Some((user, email)) => portal.set_delegate_password(account, user, email, &new),
        None => portal.set_password(account, &new),
    };
    set.map_err(denied)
}

/// `consigne portal admin`: the changes that the help page reserves for the system administrator, and
/// that no token of a reseller can make over HTTP.
pub(super) async fn admin(args: &AdminArgs, environment: &Environment) -> Result<Exit, Failure> {
    match &args.command {
        AdminCommand::CreateAccount {
            name,
            can,
            email,
            primary,
        } => {
            let new = new_account(name, can.as_ref(), email.as_ref(), primary.as_ref());
            let portal = opened(&args.database)?;
            portal.create_account(&new).map_err(denied)?;
            confirm("admin-account-created", name, environment);
        }
        AdminCommand::Deploy { name } => {
            existing(&args.database)?.deploy(name).map_err(denied)?;
            confirm("admin-deployed", name, environment);
        }
        AdminCommand::Undeploy { name } => {
            existing(&args.database)?.undeploy(name).map_err(denied)?;
            confirm("admin-undeployed", name, environment);
        }
        AdminCommand::SetTelephony {
            name,
            pbx,
            provider,
        } => {
            let portal = existing(&args.database)?;
            let set = portal.set_telephony(name, pbx.as_deref(), provider.as_deref());
            set.map_err(denied)?;
            confirm("admin-telephony-set", name, environment);
        }
        AdminCommand::SetPrimary { name, primary } => {
            let portal = existing(&args.database)?;
            let set = portal.set_primary(name, &primary.user, &primary.name);
            set.map_err(denied)?;
            confirm("admin-primary-set", name, environment);
        }
        AdminCommand::SetPassword {
            name,
            user,
            email,
            password_file,
        } => {
            let portal = existing(&args.database)?;
            let delegate = user.as_deref().zip(email.as_deref());
            let path = password_file.as_deref();
            set_password(&portal, name, delegate, path, environment).await?;
            confirm("admin-password-set", name, environment);
        }
        AdminCommand::Candidate { command } => {
            candidate(&existing(&args.database)?, command, environment)?;
        }
    }
    Ok(Exit::Done)
}

fn candidate(
    portal: &Portal,
    command: &CandidateCommand,
    environment: &Environment,
) -> Result<(), Failure> {
    match command {
        CandidateCommand::Add {
            account,
            person,
            company,
            role,
        } => {
            let role = match role {
                CandidateRoleArg::CompanyAdministrator => "companyAdministrator",
                CandidateRoleArg::CompanyDelegate => "companyDelegate",
            };
            let new = NewCandidate {
                user_code: person.user.clone(),
                name: person.name.clone(),
                company: company.clone(),
                role: Some(role.to_owned()),
                ..NewCandidate::default()
            };
            portal.add_candidate(account, &new).map_err(denied)?;
            confirm("admin-candidate-added", account, environment);
        }
        CandidateCommand::Remove { account, user } => {
            portal.remove_candidate(account, user).map_err(denied)?;
            confirm("admin-candidate-removed", account, environment);
        }
        CandidateCommand::List { account } => {
            for row in portal.candidates(account).map_err(denied)? {
                let members = ["userCode", "name", "company", "role"];
                // A member that the portal leaves out is shown as an empty word.
                let words = members.map(|member| row[member].as_str().unwrap_or(""));
                print_line(&words.join("  "), environment);
            }
        }
    }
    Ok(())
}

fn new_account(
    name: &str,
    can: Option<&String>,
    email: Option<&String>,
    primary: Option<&Person>,
) -> NewAccount {
    NewAccount {
        account: name.to_owned(),
        can: can.cloned(),
        primary: NewPrimary {
            user_code: primary.map(|person| person.user.clone()),
            name: primary.map(|person| person.name.clone()),
            email: email.cloned(),
            ..NewPrimary::default()
        },
        ..NewAccount::default()
    }
}

/// `consigne portal audit`: the recorded changes, as lines for people or as one JSON document
/// for programs.
pub(super) fn audit(args: &AuditArgs, environment: &Environment) -> Result<Exit, Failure> {
    let wanted = AuditFilter {
        account: args.account.clone(),
        since: args.since,
        ..AuditFilter::default()
    };
    let portal = existing(&args.database)?;
    let entries = portal.audited(&wanted).map_err(|fault| faulty(&fault))?;
    match args.format {
        ListFormat::Text => {
            for entry in entries {
                print_line(&line(&entry), environment);
            }
        }
        ListFormat::Json => {
            let entries: Vec<_> = entries.iter().map(row).collect();
            let view = json!({ "formatVersion": FORMAT_VERSION, "entries": entries });
            environment.result(&format!("{view:#}\n"));
        }
    }
    Ok(Exit::Done)
}

fn row(entry: &AuditEntry) -> Value {
    json!({
        "id": entry.id,
        "at": entry.at,
        "who": entry.who,
        "account": entry.account,
        "what": entry.what,
        "old": entry.old,
        "new": entry.new,
        "means": entry.means,
    })
}

/// One event for people: when, who, which account and what; when a setting that is an object changed,
/// only the members that differ, because a whole schedule would not fit on a line.
fn line(entry: &AuditEntry) -> String {
    let AuditEntry {
        at,
        who,
        account,
        what,
        ..
    } = entry;
    let head = format!("{at}  {who}  {account}  {what}");
    let change = match (&entry.old, &entry.new) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let names = old
                .keys()
                .chain(new.keys().filter(|name| !old.contains_key(*name)));
            let differ = names.filter(|name| old.get(*name) != new.get(*name));
            let parts = differ.map(|name| member_change(name, old, new));
            parts.collect::<Vec<_>>().join(", ")
        }
        (None, None) => return head,
        (old, new) => value_change(old.as_ref(), new.as_ref()),
    };
    format!("{head}  {change}")
}

fn member_change(name: &str, old: &Map<String, Value>, new: &Map<String, Value>) -> String {
    let change = value_change(old.get(name), new.get(name));
    format!("{name}: {change}")
}

/// `old -> new` as JSON; a value that is absent is `null`.
fn value_change(old: Option<&Value>, new: Option<&Value>) -> String {
    let [old, new] = [old, new].map(|value| value.unwrap_or(&Value::Null));
    format!("{old} -> {new}")
}

/// Opens a database that must exist: opening creates a missing one, and a mistyped name must not
/// leave an empty portal behind.
fn existing(database: &Database) -> Result<Portal, Failure> {
    if let Some(path) = &database.database
        && !path.is_file()
    {
        let message = Message::new("no-such-database").text("path", path.display());
        return Err(Failure::new(Exit::Failed, message));
    }
    opened(database)
}

fn opened(database: &Database) -> Result<Portal, Failure> {
    let path = database.database.as_ref().ok_or_else(|| {
        let help = Message::new("no-database-help");
        Failure::new(Exit::Usage, Message::new("no-database")).help(help)
    })?;
    Portal::open(path).map_err(|fault| faulty(&fault))
}

fn denied(denied: AdminError) -> Failure {
    match denied {
        AdminError::Fault(fault) => faulty(&fault),
        AdminError::Refused(message) => Failure::new(Exit::Refused, message),
    }
}

/// Confirms a change of one account on standard error.
fn confirm(id: &'static str, account: &str, environment: &Environment) {
    environment.say(&Message::new(id).text("account", account));
}

/// A line of a list on standard output. Names and notes in it come from other people.
fn print_line(text: &str, environment: &Environment) {
    environment.report(&format!("{}\n", harmless(text)));
}
