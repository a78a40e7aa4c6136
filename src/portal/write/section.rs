//! PATCH of the sections general, administrator and chat: a merge patch (RFC 7396), in which a
//! member that is absent keeps its value, and null clears it where that is possible.

use serde_json::Value;

use super::stored::{current, store};
use crate::portal::authorization::AuthorizedRequest;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::response::ApiResponse;
use crate::portal::rule::{self, BodyReader, TextRule};
use crate::portal::session::SessionOwner;
use crate::portal::transaction::Transaction;

/// A stored section, before and after a patch is merged into it.
struct MergedSection {
    old: Value,
    new: Value,
}

pub(super) fn general(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let section = merged(transaction, authorized, merge_general)?;
    store_section(transaction, authorized, &section)
}

/// « La nouvelle adresse courriel deviendra votre identifiant de connexion »: a login must be
/// unique among the accounts.
pub(super) fn administrator(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let section = merged(transaction, authorized, merge_administrator)?;
    // The login follows the address in the same transaction.
    let login = section.new["email"].as_str().unwrap_or("");
    if transaction.login_taken(&SessionOwner::primary_of(&authorized.account), login)? {
        return Err(Problem::email_taken().into());
    }
    transaction.set_login(&authorized.account, login)?;
    store_section(transaction, authorized, &section)
}

/// « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système »: chat can
/// be enabled only once its software is deployed.
pub(super) fn chat(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let section = merged(transaction, authorized, merge_chat)?;
    // Chat that is on stays on: the rule is about switching it on.
    let enables = section.old["enabled"] != true && section.new["enabled"] == true;
    if enables && section.old["softwareDeployed"] != true {
        return Err(Problem::chat_not_deployed().into());
    }
    store_section(transaction, authorized, &section)
}

/// Checks the precondition and merges the patch of the request into the stored section.
fn merged(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    merge: fn(&mut BodyReader, &mut Value),
) -> Result<MergedSection, RequestError> {
    let old = current(transaction, authorized)?;
    let mut body = BodyReader::new(authorized.body()?)?;
    // Merged into a copy, since the audit table needs both.
    let mut new = old.clone();
    merge(&mut body, &mut new);
    body.finish()?;
    Ok(MergedSection { old, new })
}

fn store_section(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    section: &MergedSection,
) -> Result<ApiResponse, RequestError> {
    let MergedSection { old, new } = section;
    store(transaction, authorized, Some(old), new, 200)
}

/// « Le code CAN ne peut être modifié. »
fn merge_general(body: &mut BodyReader, section: &mut Value) {
    body.read_only("can", &section["can"]);
    merge_clearable(body, section, "spid", rule::spid);
    // An empty SPID is no SPID, and is stored in one form.
    if section["spid"] == "" {
        section["spid"] = Value::Null;
    }
    merge_text(body, section, "resellerName", rule::line);
    merge_text(body, section, "defaultCustomerLanguage", rule::language);
    match body.take("address") {
        None => {}
        Some(Value::Null) => section["address"] = Value::Null,
        Some(value) => {
            if let Some(address) = rule::address(body, value) {
                section["address"] = address;
            }
        }
    }
}

/// « Il ne peut y avoir qu'un seul administrateur principal »: who that is can only be changed by
/// the system administrator, so the member is read-only here.
fn merge_administrator(body: &mut BodyReader, section: &mut Value) {
    body.read_only("primary", &section["primary"]);
    merge_text(body, section, "email", rule::email);
    merge_text(body, section, "language", rule::language);
    merge_clearable(body, section, "phone", rule::phone);
}

/// « Cochez la case Activer. »
fn merge_chat(body: &mut BodyReader, section: &mut Value) {
    body.read_only("softwareDeployed", &section["softwareDeployed"]);
    merge_text(body, section, "timeZone", rule::time_zone);
    match body.take("enabled") {
        None => {}
        Some(Value::Bool(enabled)) => section["enabled"] = enabled.into(),
        Some(_) => body.refuse("enabled", "invalid"),
    }
}

/// A text that always has a value: null is invalid.
fn merge_text(body: &mut BodyReader, section: &mut Value, name: &'static str, rule: TextRule) {
    if let Some(value) = body.take(name)
        && let Some(text) = body.text(name, &value, rule)
    {
        section[name] = text.into();
    }
}

/// A text that null clears.
fn merge_clearable(body: &mut BodyReader, section: &mut Value, name: &'static str, rule: TextRule) {
    match body.take(name) {
        None => {}
        Some(Value::Null) => section[name] = Value::Null,
        Some(value) => {
            if let Some(text) = body.text(name, &value, rule) {
                section[name] = text.into();
            }
        }
    }
}
