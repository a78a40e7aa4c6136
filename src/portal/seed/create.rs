//! Creating an account, for a seed and for `portal admin create-account` alike.

use serde_json::json;

use super::settings;
use crate::model::{AccountName, Kind, Language};
use crate::portal::candidate::candidate;
use crate::portal::endpoint::{Endpoint, list_key};
use crate::portal::fault::PortalFault;
use crate::portal::invalid_member::InvalidMember;
use crate::portal::new_account::{NewAccount, NewPrimary};
use crate::portal::password;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::random::random_hex;
use crate::portal::rule::{self, TextRule};
use crate::portal::session::SessionOwner;
use crate::portal::transaction::Transaction;

/// What only the system administrator decides about a new account, in canonical form.
struct Identity {
    can: String,
    email: String,
    phone: Option<String>,
    language: String,
    user_code: String,
    name: String,
    pbx: String,
    provider: String,
}

/// Creates an account, which must not exist, with the defaults of the help page, and lays the
/// settings over them. The problem has every broken rule, with pointers into the entry of the
/// account. The caller rolls back when there is one.
pub(in crate::portal) fn create(
    transaction: &mut Transaction<'_>,
    new: &NewAccount,
) -> Result<(), RequestError> {
    let account = new.account.as_str();
    let identity = identity(transaction, new)?;
    transaction.add_account(account, &identity.email, &identity.can)?;
    create_sections(transaction, new, &identity)?;
    for language in Language::ALL {
        create_hours(transaction, account, language)?;
    }
    // The list exists from the beginning, also without members, because it has a tag.
    transaction.touch(account, "delegates")?;
    transaction.audit("system", account, "create", None, None)?;
    let mut broken = create_candidates(transaction, new)?;
    broken.extend(create_password(transaction, account, &new.primary)?);
    broken.extend(settings::apply(transaction, account, &new.settings)?);
    broken.extend(create_logins(transaction, new)?);
    refuse_if_any(broken)?;
    match transaction.require_room(account) {
        Ok(()) => {}
        Err(RequestError::Problem(problem)) => {
            return Err(Problem::fields(problem.below("/settings", "")).into());
        }
        Err(RequestError::Fault(fault)) => return Err(fault.into()),
    }
    // Last, so that the revision of the whole document is the latest one.
    transaction.touch(account, "settings")?;
    Ok(())
}

fn refuse_if_any(broken: Vec<InvalidMember>) -> Result<(), Problem> {
    if broken.is_empty() {
        return Ok(());
    }
    Err(Problem::fields(broken))
}

/// Checks what identifies the account and the people in it. Nothing is stored before all of it
/// follows the rules, since the other rules refer to it.
fn identity(transaction: &Transaction<'_>, new: &NewAccount) -> Result<Identity, RequestError> {
    let account = new.account.as_str();
    let mut broken = Vec::new();
    if AccountName::parse(account).is_err() {
        broken.push(InvalidMember::new("/account".to_owned(), "invalid"));
    }
    let random_can = format!("C{}", random_hex(4)?.to_uppercase());
    // Every account needs a login, and logins are unique; the name of the account makes it so.
    let own_email = format!("admin@{account}.example");
    let mut text = Texts {
        broken: &mut broken,
    };
    let (primary, telephony) = (&new.primary, &new.telephony);
    let language = primary.language.as_ref();
    let identity = Identity {
        can: text.given_or("/can", new.can.as_ref(), rule::code, &random_can),
        email: text.given_or(
            "/primary/email",
            primary.email.as_ref(),
            rule::email,
            &own_email,
        ),
        phone: text.given("/primary/phone", primary.phone.as_ref(), rule::phone),
        language: text.given_or("/primary/language", language, rule::language, "fr"),
        user_code: text.given_or(
            "/primary/userCode",
            primary.user_code.as_ref(),
            rule::code,
            "1",
        ),
        name: text.given_or("/primary/name", primary.name.as_ref(), rule::line, account),
        pbx: text.given_or(
            "/telephony/pbx",
            telephony.pbx.as_ref(),
            rule::line,
            "embedded",
        ),
        provider: text.given_or(
            "/telephony/provider",
            telephony.provider.as_ref(),
            rule::line,
            "embedded",
        ),
    };
    if transaction.login_taken(&SessionOwner::primary_of(account), &identity.email)? {
        broken.push(Problem::email_taken().blamed_on("/primary/email".to_owned()));
    }
    if transaction.can_taken(&identity.can)? {
        broken.push(InvalidMember::new("/can".to_owned(), "can-taken"));
    }
    refuse_if_any(broken)?;
    Ok(identity)
}

/// Reads optional texts, and notes those that break their rule.
struct Texts<'a> {
    broken: &'a mut Vec<InvalidMember>,
}

impl Texts<'_> {
    fn given(&mut self, pointer: &str, given: Option<&String>, rule: TextRule) -> Option<String> {
        let text = rule(given?);
        if text.is_none() {
            let member = InvalidMember::new(pointer.to_owned(), "invalid");
            self.broken.push(member);
        }
        text
    }

    fn given_or(
        &mut self,
        pointer: &str,
        given: Option<&String>,
        rule: TextRule,
        default: &str,
    ) -> String {
        let given = self.given(pointer, given, rule);
        given.unwrap_or_else(|| default.to_owned())
    }
}

/// Creates the sections that are one row each.
fn create_sections(
    transaction: &mut Transaction<'_>,
    new: &NewAccount,
    identity: &Identity,
) -> Result<(), PortalFault> {
    let account = new.account.as_str();
    let general = json!({
        "can": identity.can, "spid": null, "resellerName": account,
        "defaultCustomerLanguage": "fr",
    });
    let administrator = json!({
        "email": identity.email,
        "phone": identity.phone,
        "language": identity.language,
        "primary": { "userCode": identity.user_code, "name": identity.name },
    });
    let telephony = json!({ "pbx": identity.pbx, "provider": identity.provider });
    let chat = json!({
        "enabled": false, "timeZone": "America/Toronto", "softwareDeployed": new.software_deployed,
    });
    for (key, section) in [
        ("general", general),
        ("administrator", administrator),
        ("telephony", telephony),
        ("chat", chat),
    ] {
        transaction.put(account, key, &section)?;
    }
    Ok(())
}

/// « Des heures de service hebdomadaire par défaut sont créées automatiquement avec votre compte. »
/// The lists exist as well, because they have a tag even while they are empty.
fn create_hours(
    transaction: &mut Transaction<'_>,
    account: &str,
    language: Language,
) -> Result<(), PortalFault> {
    let working = json!({
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "startTime": "09:00", "endTime": "17:00", "allDay": false, "lunchBreakEnabled": false,
    });
    let weekend = json!({
        "days": ["sat", "sun"], "startTime": "10:00", "endTime": "16:00", "allDay": false,
    });
    transaction.put(account, &Endpoint::WorkingHours(language).key(), &working)?;
    transaction.put(account, &Endpoint::WeekendHours(language).key(), &weekend)?;
    for kind in [Kind::Weekly, Kind::SpecialEvent] {
        transaction.touch(account, &list_key(language, kind))?;
    }
    Ok(())
}

fn create_candidates(
    transaction: &Transaction<'_>,
    new: &NewAccount,
) -> Result<Vec<InvalidMember>, PortalFault> {
    let account = new.account.as_str();
    let mut broken = Vec::new();
    for (at, new) in new.candidates.iter().enumerate() {
        let pointer = format!("/candidates/{at}");
        match candidate(transaction, account, new) {
            Ok(body) => {
                if transaction.candidate(account, &new.user_code)?.is_some() {
                    broken.push(InvalidMember::new(pointer, "duplicate"));
                }
                transaction.add_candidate(account, &new.user_code, &body)?;
            }
            Err(RequestError::Problem(problem)) => {
                broken.extend(problem.below(&pointer, ""));
            }
            Err(RequestError::Fault(fault)) => return Err(fault),
        }
    }
    Ok(broken)
}

/// A new account has no password unless the seed has one, which must follow the rule.
fn create_password(
    transaction: &Transaction<'_>,
    account: &str,
    primary: &NewPrimary,
) -> Result<Vec<InvalidMember>, PortalFault> {
    let Some(password) = &primary.password else {
        return Ok(Vec::new());
    };
    let flaws = password.flaws();
    if flaws.is_empty() {
        transaction.set_password(account, &password::hash(password)?)?;
    }
    let broken = flaws
        .into_iter()
        .map(|flaw| flaw.at("/primary/password"))
        .collect();
    Ok(broken)
}

/// With what delegates log in. A candidate without a password logs in nowhere.
fn create_logins(
    transaction: &Transaction<'_>,
    new: &NewAccount,
) -> Result<Vec<InvalidMember>, PortalFault> {
    let mut broken = Vec::new();
    for (at, candidate) in new.candidates.iter().enumerate() {
        let pointer = format!("/candidates/{at}");
        let Some(password) = &candidate.password else {
            continue;
        };
        let flaws = password.flaws().into_iter();
        let at_password = format!("{pointer}/password");
        broken.extend(flaws.map(|flaw| flaw.at(&at_password)));
        let Some(email) = candidate.email.as_deref().and_then(rule::email) else {
            broken.push(InvalidMember::new(format!("{pointer}/email"), "invalid"));
            continue;
        };
        let owner = SessionOwner {
            account: new.account.clone(),
            delegate: Some(candidate.user_code.clone()),
        };
        if transaction.login_taken(&owner, &email)? {
            broken.push(Problem::email_taken().blamed_on(format!("{pointer}/email")));
        }
        if broken.is_empty() {
            let hash = password::hash(password)?;
            transaction.set_delegate_login(&owner, &email.to_lowercase(), &hash)?;
        }
    }
    Ok(broken)
}
