//! Seeds and token files: what a portal starts with.

use serde::Deserialize;
use serde_json::{Value, json};

use super::PortalFault;
use super::password::{self, Password};
use super::route::list_key;
use super::store::Held;
use super::token::Holder;
use crate::model::{Kind, Language, name_key};

/// `accounts:` of a seed file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Seed {
    pub(crate) accounts: Vec<NewAccount>,
}

/// An account that does not exist yet; all but its name is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewAccount {
    pub(crate) account: String,
    pub(crate) can: Option<String>,
    #[serde(default)]
    pub(crate) telephony: NewTelephony,
    #[serde(default)]
    pub(crate) primary: NewPrimary,
    #[serde(default)]
    pub(crate) candidates: Vec<NewCandidate>,
    #[serde(default)]
    pub(crate) software_deployed: bool,
    /// A part of the `/settings` document, laid over the new account.
    #[serde(default)]
    pub(crate) settings: Value,
}

/// Système téléphonique et fournisseur par défaut.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewTelephony {
    pub(crate) pbx: Option<String>,
    pub(crate) provider: Option<String>,
}

/// Administrateur principal.
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

/// Someone who may become a delegate.
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
    pub(crate) fn parse(text: &str) -> Result<Self, PortalFault> {
        // The line at fault is not shown: it may hold a password.
        serde_yaml::from_str(text)
            .map_err(|error| PortalFault::Seed(error.without_snippet().to_string()))
    }
}

/// Creates the account as the help page says a new one is, unless it is there already.
pub(super) fn create(held: &mut Held<'_>, new: &NewAccount) -> Result<(), PortalFault> {
    let account = new.account.as_str();
    if held.knows(account)? {
        return Ok(());
    }
    let primary = &new.primary;
    let email = primary
        .email
        .clone()
        .unwrap_or_else(|| format!("admin@{account}.example"));
    if held.login_taken(account, &email)? {
        return Err(PortalFault::Seed(format!(
            "{account}: {email} is another account's login"
        )));
    }
    held.add_account(account, &email)?;
    let can = match &new.can {
        Some(can) => can.clone(),
        None => format!("C{}", super::random_hex(4)?.to_uppercase()),
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
    for (key, body) in [
        ("general", &general),
        ("administrator", &administrator),
        ("telephony", &telephony),
        ("chat", &chat),
    ] {
        let part = overlaid(body, &new.settings[key]);
        held.put(account, key, &without_languages(part))?;
    }
    for language in Language::ALL {
        hours(
            held,
            account,
            language,
            &new.settings["chat"][language.as_str()],
        )?;
    }
    people(held, account, new)?;
    first_password(held, account, primary.password.as_ref())?;
    held.touch(account, "settings")?;
    held.audit("system", account, "create", None, None)
}

/// A new account has no password unless the seed says one, which follows the same rule.
fn first_password(
    held: &Held<'_>,
    account: &str,
    password: Option<&Password>,
) -> Result<(), PortalFault> {
    let Some(password) = password else {
        return Ok(());
    };
    if !password.lacks().is_empty() {
        let reason = format!("{account}: primary.password does not follow the rule of passwords");
        return Err(PortalFault::Seed(reason));
    }
    held.set_password(account, &password::hash(password)?)
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

fn people(held: &mut Held<'_>, account: &str, new: &NewAccount) -> Result<(), PortalFault> {
    for new in &new.candidates {
        held.add_candidate(account, &new.user_code, &candidate(new))?;
    }
    held.touch(account, "delegates")?;
    for delegate in new.settings["delegates"].as_array().into_iter().flatten() {
        let user = delegate["userCode"].as_str().unwrap_or_default();
        held.put(account, &format!("delegates/{user}"), delegate)?;
    }
    Ok(())
}

/// « Des heures de service hebdomadaire par défaut sont créées automatiquement avec votre compte. »
fn hours(
    held: &mut Held<'_>,
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
    working["lunchBreakEnabled"] = (!lunch.is_null()).into();
    held.put(account, &format!("chat/{language}/working-hours"), &working)?;
    let weekend = overlaid_hours(weekend, &settings["weekendHours"]);
    held.put(account, &format!("chat/{language}/weekend-hours"), &weekend)?;
    if !lunch.is_null() {
        let lunch = overlaid(&json!({ "allDay": false }), lunch);
        held.put(account, &format!("chat/{language}/lunch-break"), &lunch)?;
    }
    for (kind, member) in [
        (Kind::Weekly, "weeklySchedules"),
        (Kind::SpecialEvent, "specialEvents"),
    ] {
        let list = list_key(language, kind);
        held.touch(account, &list)?;
        for entry in settings[member].as_array().into_iter().flatten() {
            let name = name_key(entry["name"].as_str().unwrap_or_default());
            let mut entry = match kind {
                Kind::Weekly => overlaid(&json!({ "allDay": false }), entry),
                Kind::SpecialEvent => entry.clone(),
            };
            if entry["id"].is_null() {
                let seed = format!("{account}/{list}/{name}");
                entry["id"] =
                    super::hex(&<sha2::Sha256 as sha2::Digest>::digest(seed))[..26].into();
            }
            let key = format!("{list}/{}", entry["id"].as_str().unwrap_or_default());
            held.put(account, &key, &entry)?;
            held.set_name(account, &list, name.as_str(), &key)?;
        }
    }
    Ok(())
}

/// Members of the seed replace those of the new account.
fn overlaid(base: &Value, over: &Value) -> Value {
    let mut merged = base.clone();
    if let (Value::Object(merged), Value::Object(over)) = (&mut merged, over) {
        for (name, value) in over {
            merged.insert(name.clone(), value.clone());
        }
    }
    merged
}

/// Hours of the whole day, or of no day, have no times: not those of the new account either.
fn overlaid_hours(mut base: Value, over: &Value) -> Value {
    let timeless = over["allDay"] == true || over["days"] == json!([]);
    if let (true, Value::Object(members)) = (timeless, &mut base) {
        members.retain(|name, _| !name.ends_with("Time"));
    }
    overlaid(&base, over)
}

/// Hours are resources of their own.
fn without_languages(mut chat: Value) -> Value {
    if let Value::Object(members) = &mut chat {
        for language in Language::ALL {
            members.remove(language.as_str());
        }
    }
    chat
}

/// `ROLE ACCOUNT SCOPE TOKEN` a line; `#` starts a comment.
pub(crate) fn token_lines(text: &str) -> Result<Vec<(String, Holder)>, PortalFault> {
    let lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default().trim()));
    let mut tokens = Vec::new();
    for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [role, account, scope, token] = words.as_slice() else {
            return Err(PortalFault::TokenLine(number));
        };
        let (role, user) = match role.split_once(':') {
            Some((role, user)) => (role, Some(user.to_owned())),
            None => (*role, None),
        };
        let fits = matches!(
            (role, &user),
            ("primary" | "system", None) | ("delegate", Some(_))
        ) && matches!(*scope, "read" | "write")
            && (*account != "*" || role == "system");
        if !fits {
            return Err(PortalFault::TokenLine(number));
        }
        let holder = Holder {
            role: role.to_owned(),
            account: (*account).to_owned(),
            user,
            scope: (*scope).to_owned(),
        };
        tokens.push(((*token).to_owned(), holder));
    }
    Ok(tokens)
}
