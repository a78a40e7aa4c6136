//! `consigne password`: « Modifier votre mot de passe », on any portal of the contract.

use secrecy::{ExposeSecret, SecretString};

use super::args::{FileLimits, PasswordArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::answerable;
use super::portal::Portals;
use super::secret;
use crate::contract::{PasswordPortal, PortalError, ReadPortal};
use crate::model::{AccountName, Role};
use crate::words::Message;

/// Changes the password of an account's primary administrator. The old password is asked for because
/// the portal requires it, and neither one is printed, logged or stored.
pub(super) async fn run(args: &PasswordArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portals = Portals::open(&args.portal, environment).await?;
    let account = account(args, &portals, environment).await?;
    let portal = portals.account(account.as_str(), None)?.portal;
    let [current, new] = match &args.password_file {
        Some(path) => secret::lines(path)?,
        None => secret::old_and_new(environment).await?,
    };
    follows_the_rule(&new, environment)?;
    portal
        .change_password(&account, &current, &new)
        .await
        .map_err(|error| refused(&error))?;
    environment.say(&Message::new("password-changed").text("account", account));
    Ok(Exit::Done)
}

/// The account that is named, or that of the file, or the only one of the token.
async fn account(
    args: &PasswordArgs,
    portals: &Portals<'_>,
    environment: &Environment,
) -> Result<AccountName, Failure> {
    if let Some(name) = &args.account {
        return AccountName::parse(name).map_err(|_| {
            let message = Message::new("bad-account").text("account", name);
            Failure::new(Exit::Usage, message)
        });
    }
    let found: Vec<AccountName> = match &args.path {
        Some(path) => {
            let limits = FileLimits {
                max_files: 1,
                follow_links: false,
            };
            let files = answerable(std::slice::from_ref(path), &limits, environment)?;
            files.into_iter().map(|file| file.desired.account).collect()
        }
        None => {
            let mut own = Vec::new();
            for connection in portals.every_account()? {
                let accounts = connection.portal.accounts().await;
                let accounts = accounts.map_err(|error| Failure::from(&error))?;
                let accounts = accounts.into_iter();
                let accounts = accounts.filter(|row| row.role != Role::Delegate);
                own.extend(accounts.map(|row| row.account));
            }
            own
        }
    };
    match <[AccountName; 1]>::try_from(found) {
        Ok([account]) => Ok(account),
        Err(_) => Err(Failure::new(
            Exit::Usage,
            Message::new("password-which-account"),
        )),
    }
}

/// « Au moins 8 caractères alphanumériques, au moins une lettre majuscule, un chiffre et un
/// caractère spécial », written apart from the portal's rule. Nothing is sent that breaks it.
fn follows_the_rule(new: &SecretString, environment: &Environment) -> Result<(), Failure> {
    let lacking = lacking(new.expose_secret());
    if lacking.is_empty() {
        return Ok(());
    }
    let lacking: Vec<_> = lacking
        .iter()
        .map(|id| environment.words.text(id))
        .collect();
    let message = Message::new("password-rule").text("lacking", lacking.join(", "));
    Err(Failure::new(Exit::Refused, message))
}

fn lacking(new: &str) -> Vec<&'static str> {
    let (mut upper, mut digit, mut special) = (false, false, false);
    for c in new.chars() {
        match c {
            '0'..='9' => digit = true,
            c if c.is_uppercase() => upper = true,
            c if c.is_alphanumeric() || c.is_whitespace() => {}
            _ => special = true,
        }
    }
    let mut lacking = Vec::new();
    if new.chars().filter(|c| c.is_alphanumeric()).count() < 8 {
        lacking.push("password-lacks-length");
    }
    if new.chars().count() > 128 {
        lacking.push("password-lacks-brevity");
    }
    let rest = [
        (upper, "password-lacks-upper-case"),
        (digit, "password-lacks-digit"),
        (special, "password-lacks-special"),
    ];
    lacking.extend(rest.iter().filter(|(has, _)| !has).map(|(_, id)| *id));
    lacking
}

/// Why the password was not changed. Only a lost response leaves open whether it was: that has an exit
/// code and advice of its own, because trying again with the old password may fail for that reason.
fn refused(error: &PortalError) -> Failure {
    match error {
        PortalError::Refused(refusal) => match refusal.kind.as_str() {
            "wrong-current-password" => {
                Failure::new(Exit::Refused, Message::new("password-wrong-current"))
            }
            "password-policy" => {
                let errors = refusal.errors.iter().map(|error| error.detail.as_str());
                let reason = errors.collect::<Vec<_>>().join(", ");
                let message = Message::new("password-refused").text("reason", reason);
                Failure::new(Exit::Refused, message)
            }
            "primary-only" | "read-only-token" => Failure::from(error).with_exit(Exit::Refused),
            _ => Failure::from(error),
        },
        PortalError::Lost { .. } => {
            let help = Message::new("password-unknown-help");
            Failure::new(Exit::Partial, Message::new("password-unknown")).help(help)
        }
        PortalError::Unreachable { .. }
        | PortalError::NotThePortal { .. }
        | PortalError::Newer { .. }
        | PortalError::NoLanguage { .. } => Failure::from(error),
    }
}

#[cfg(test)]
mod tests {
    use super::lacking;

    #[test]
    fn the_rule_of_the_help_page() {
        for (new, expected) in [
            ("Boréal-01", ""),
            ("Aa1-567", "length"),
            ("1A------", "length"),
            ("Boréal-1", "length"),
            ("aa1-56789", "upper-case"),
            ("Aaa-bcdef", "digit"),
            ("Aa1 56789", "special"),
            ("Éé1é5678", "special"),
            ("ÉÉÉ-ÉÉÉÉ1", ""),
            ("", "length upper-case digit special"),
            (&format!("A1-{}", "é".repeat(125)), ""),
            (&format!("A1-{}", "é".repeat(126)), "brevity"),
        ] {
            let found: Vec<_> = lacking(new)
                .iter()
                .map(|id| id.trim_start_matches("password-lacks-"))
                .collect();
            assert_eq!(found.join(" "), expected, "{new}");
        }
    }
}
