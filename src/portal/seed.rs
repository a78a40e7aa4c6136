//! Seeds: YAML files with the accounts that a portal is created with.

use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::digest::hex;
use super::endpoint::{Endpoint, list_key};
use super::fault::PortalFault;
use super::password::{self, Password};
use super::random::random_hex;
use super::transaction::Transaction;
use crate::model::{Kind, Language, name_key};

/// `accounts:` of a seed file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Seed {
    pub(crate) accounts: Vec<NewAccount>,
}

/// An account to create. Everything except its name is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewAccount {
    pub(crate) account: String,
    /// A random CAN is assigned by default.
    pub(crate) can: Option<String>,
    #[serde(default)]
    pub(crate) telephony: NewTelephony,
    #[serde(default)]
    pub(crate) primary: NewPrimary,
    #[serde(default)]
    pub(crate) candidates: Vec<NewCandidate>,
    #[serde(default)]
    pub(crate) software_deployed: bool,
    /// A part of the `/settings` document, which replaces the defaults of a new account. It is not
    /// validated: a seed can create states that no request can, and tests need them.
    #[serde(default)]
    pub(crate) settings: Value,
}

/// « Système téléphonique et fournisseur par défaut. »
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewTelephony {
    pub(crate) pbx: Option<String>,
    pub(crate) provider: Option<String>,
}

/// « Administrateur principal. »
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewPrimary {
    pub(crate) user_code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) password: Option<Password>,
}

/// Somebody who can become a delegate.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewCandidate {
    pub(crate) user_code: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) company: String,
    pub(crate) role: Option<String>,
}

impl Seed {
    /// Parses a seed file. The error gives the place but does not quote the line, because it may
    /// contain a password.
    pub(crate) fn parse(text: &str) -> Result<Self, PortalFault> {
        serde_yaml::from_str(text)
            .map_err(|error| PortalFault::Seed(error.without_snippet().to_string()))
    }
}

/// Creates an account with the defaults of the help page, unless it exists. Fails when another
/// account logs in with the address, and when the password breaks the rule of passwords.
pub(super) fn create(
    transaction: &mut Transaction<'_>,
    new: &NewAccount,
) -> Result<(), PortalFault> {
    let account = new.account.as_str();
    if transaction.knows(account)? {
        return Ok(());
    }
    // Every account needs a login, and logins are unique; the name of the account makes it so.
    let email = match &new.primary.email {
        Some(email) => email.clone(),
        None => format!("admin@{account}.example"),
    };
    if transaction.login_taken(account, &email)? {
        return Err(PortalFault::Seed(format!(
            "{account}: {email} is another account's login"
        )));
    }
    transaction.add_account(account, &email)?;
    create_sections(transaction, new, &email)?;
    for language in Language::ALL {
        let hours = &new.settings["chat"][language.as_str()];
        create_hours(transaction, account, language, hours)?;
        create_schedules(transaction, account, language, hours)?;
    }
    create_people(transaction, new)?;
    create_password(transaction, account, new.primary.password.as_ref())?;
    // Last, so that the revision of the whole document is the latest one.
    transaction.touch(account, "settings")?;
    transaction.audit("system", account, "create", None, None)
}

/// Creates the sections that are one row each.
fn create_sections(
    transaction: &mut Transaction<'_>,
    new: &NewAccount,
    email: &str,
) -> Result<(), PortalFault> {
    let account = new.account.as_str();
    let primary = &new.primary;
    let can = match &new.can {
        Some(can) => can.clone(),
        None => format!("C{}", random_hex(4)?.to_uppercase()),
    };
    let general = json!({
        "can": can, "spid": null, "resellerName": account, "defaultCustomerLanguage": "fr",
    });
    let administrator = json!({
        "email": email,
        "phone": primary.phone,
        "language": primary.language.as_deref().unwrap_or("fr"),
        "primary": {
            "userCode": primary.user_code.as_deref().unwrap_or("1"),
            "name": primary.name.as_deref().unwrap_or(account),
        },
    });
    let telephony = json!({
        "pbx": new.telephony.pbx.as_deref().unwrap_or("embedded"),
        "provider": new.telephony.provider.as_deref().unwrap_or("embedded"),
    });
    let chat = json!({
        "enabled": false, "timeZone": "America/Toronto", "softwareDeployed": new.software_deployed,
    });
    // A section of the seed replaces members, not the whole section.
    for (key, defaults) in [
        ("general", general),
        ("administrator", administrator),
        ("telephony", telephony),
        ("chat", chat),
    ] {
        let section = overlaid(defaults, &new.settings[key]);
        transaction.put(account, key, &without_languages(section))?;
    }
    Ok(())
}

/// A new account has no password unless the seed has one, which must follow the rule.
fn create_password(
    transaction: &Transaction<'_>,
    account: &str,
    password: Option<&Password>,
) -> Result<(), PortalFault> {
    let Some(password) = password else {
        return Ok(());
    };
    if !password.flaws().is_empty() {
        let reason = format!("{account}: primary.password does not follow the rule of passwords");
        return Err(PortalFault::Seed(reason));
    }
    transaction.set_password(account, &password::hash(password)?)
}

/// A candidate as the contract shows one.
pub(super) fn candidate(new: &NewCandidate) -> Value {
    json!({
        "userCode": new.user_code,
        "name": new.name,
        "company": new.company,
        "role": new.role.as_deref().unwrap_or("companyAdministrator"),
    })
}

fn create_people(transaction: &mut Transaction<'_>, new: &NewAccount) -> Result<(), PortalFault> {
    let account = new.account.as_str();
    for new in &new.candidates {
        transaction.add_candidate(account, &new.user_code, &candidate(new))?;
    }
    // The list exists from the beginning, also without members, because it has a tag.
    transaction.touch(account, "delegates")?;
    for delegate in elements(&new.settings["delegates"]) {
        let user = delegate["userCode"].as_str().unwrap_or("");
        transaction.put(account, &format!("delegates/{user}"), delegate)?;
    }
    Ok(())
}

/// « Des heures de service hebdomadaire par défaut sont créées automatiquement avec votre compte. »
/// There is a lunch break only if the seed has one; the checkbox in the working hours follows it.
fn create_hours(
    transaction: &mut Transaction<'_>,
    account: &str,
    language: Language,
    settings: &Value,
) -> Result<(), PortalFault> {
    let working = json!({
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "startTime": "09:00", "endTime": "17:00", "allDay": false, "lunchBreakEnabled": false,
    });
    let weekend = json!({
        "days": ["sat", "sun"], "startTime": "10:00", "endTime": "16:00", "allDay": false,
    });
    let lunch = &settings["lunchBreak"];
    let mut working = overlaid_hours(working, &settings["workingHours"]);
    // Working hours and lunch break must agree, whatever the seed says about the checkbox.
    working["lunchBreakEnabled"] = (!lunch.is_null()).into();
    transaction.put(account, &Endpoint::WorkingHours(language).key(), &working)?;
    let weekend = overlaid_hours(weekend, &settings["weekendHours"]);
    transaction.put(account, &Endpoint::WeekendHours(language).key(), &weekend)?;
    if !lunch.is_null() {
        let lunch = overlaid(json!({ "allDay": false }), lunch);
        transaction.put(account, &Endpoint::LunchBreak(language).key(), &lunch)?;
    }
    Ok(())
}

/// Creates the lists of one language with the schedules that the seed has.
fn create_schedules(
    transaction: &mut Transaction<'_>,
    account: &str,
    language: Language,
    settings: &Value,
) -> Result<(), PortalFault> {
    for (kind, member) in [
        (Kind::Weekly, "weeklySchedules"),
        (Kind::SpecialEvent, "specialEvents"),
    ] {
        let list = list_key(language, kind);
        // Like the list of delegates, it has a tag even while it is empty.
        transaction.touch(account, &list)?;
        for settings in elements(&settings[member]) {
            let mut schedule = match kind {
                Kind::Weekly => overlaid(json!({ "allDay": false }), settings),
                Kind::SpecialEvent => settings.clone(),
            };
            let name = name_key(schedule["name"].as_str().unwrap_or(""));
            if schedule["id"].is_null() {
                // The id follows from the name, so tests can refer to it.
                let digest = Sha256::digest(format!("{account}/{list}/{name}"));
                schedule["id"] = hex(&digest)[..26].into();
            }
            let key = format!("{list}/{}", schedule["id"].as_str().unwrap_or(""));
            transaction.put(account, &key, &schedule)?;
            transaction.set_name(account, &list, name.as_str(), &key)?;
        }
    }
    Ok(())
}

/// The elements of a list; none when the value is absent.
fn elements(list: &Value) -> &[Value] {
    match list.as_array() {
        Some(elements) => elements,
        None => &[],
    }
}

/// Lays the members of a seed over those of a new account.
fn overlaid(mut defaults: Value, seed: &Value) -> Value {
    if let (Value::Object(members), Value::Object(seed)) = (&mut defaults, seed) {
        members.extend(seed.clone());
    }
    defaults
}

/// Like `overlaid`, for hours. When the seed says the whole day, or no day, the times of the new
/// account must go too.
fn overlaid_hours(mut defaults: Value, seed: &Value) -> Value {
    let has_no_times = seed["allDay"] == true || seed["days"] == json!([]);
    if let (true, Value::Object(members)) = (has_no_times, &mut defaults) {
        members.retain(|name, _| !name.ends_with("Time"));
    }
    overlaid(defaults, seed)
}

/// The section chat without the hours, which are resources of their own.
fn without_languages(mut chat: Value) -> Value {
    if let Value::Object(members) = &mut chat {
        for language in Language::ALL {
            members.remove(language.as_str());
        }
    }
    chat
}
