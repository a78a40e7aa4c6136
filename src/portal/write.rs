//! What the portal lets be changed, and what follows from a change.

use serde_json::{Map, Value, json};

use super::answer::{Allowed, Refused, Reply};
use super::problem::Problem;
use super::read::for_viewer;
use super::route::{Route, list_key};
use super::rule::{self, Body, Never};
use super::store::Held;
use crate::model::{Kind, Language, is_reserved_weekly_name, name_key};

pub(super) fn write(held: &mut Held<'_>, allowed: &Allowed<'_>) -> Result<Reply, Refused> {
    match &allowed.route {
        Route::General => patch(held, allowed, general),
        Route::Administrator => patch(held, allowed, administrator),
        Route::Chat => patch(held, allowed, chat),
        Route::Delegate(user) => delegate(held, allowed, user),
        Route::WorkingHours(language) => working_hours(held, allowed, *language),
        Route::WeekendHours(_) => put_hours(held, allowed, Never::Allowed),
        Route::LunchBreak(language) => {
            let reply = put_hours(held, allowed, Never::Refused)?;
            // The tag of the working hours covers the lunch break.
            held.touch(&allowed.account, &Route::WorkingHours(*language).key())?;
            Ok(reply)
        }
        Route::Entry(language, kind, id) => entry(held, allowed, *language, *kind, id),
        Route::Accounts
        | Route::Settings
        | Route::Telephony
        | Route::Delegates
        | Route::Candidates
        | Route::Candidate(_)
        | Route::List(..)
        | Route::Availability(_)
        | Route::OtherLanguage => Err(Problem::method_not_allowed().into()),
    }
}

/// RFC 7396 over the stored members: absent stays, null goes.
fn patch(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    merge: fn(&Held<'_>, &Allowed<'_>, &mut Body, &mut Value) -> Result<(), Refused>,
) -> Result<Reply, Refused> {
    let old = current(held, allowed)?;
    let mut body = Body::new(allowed.body()?)?;
    let mut new = old.clone();
    merge(held, allowed, &mut body, &mut new)?;
    body.finish()?;
    store(held, allowed, Some(&old), &new, 200)
}

/// What is there, once the precondition holds.
fn current(held: &Held<'_>, allowed: &Allowed<'_>) -> Result<Value, Refused> {
    let row = held
        .row(&allowed.account, &allowed.route.key())?
        .filter(|row| !row.gone);
    let etag = row.as_ref().map(|row| held.etag(row.revision));
    if row.is_none() && matches!(allowed.route, Route::LunchBreak(_)) {
        return Err(Problem::not_found().into());
    }
    allowed.must_match(etag.as_deref())?;
    Ok(row.map(|row| row.body).unwrap_or_default())
}

fn store(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    old: Option<&Value>,
    new: &Value,
    status: u16,
) -> Result<Reply, Refused> {
    let key = allowed.route.key();
    let revision = held.put(&allowed.account, &key, new)?;
    audit(held, allowed, &key, old, Some(new))?;
    Ok(Reply {
        status,
        body: Some(for_viewer(allowed, new.clone())),
        etag: Some(held.etag(revision)),
        next: None,
    })
}

fn audit(
    held: &Held<'_>,
    allowed: &Allowed<'_>,
    key: &str,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Result<(), Refused> {
    let who = allowed
        .holder
        .user
        .as_deref()
        .unwrap_or(&allowed.holder.role);
    let what = format!("{} {key}", allowed.asked.method);
    Ok(held.audit(who, &allowed.account, &what, old, new)?)
}

/// A text that a patch may change; null goes where nothing is a value.
fn change(body: &mut Body, new: &mut Value, name: &'static str, rule: fn(&str) -> Option<String>) {
    if let Some(value) = body.take(name)
        && let Some(text) = body.text(name, &value, rule)
    {
        new[name] = text.into();
    }
}

/// « Le code CAN ne peut être modifié. »
fn general(_: &Held<'_>, _: &Allowed<'_>, body: &mut Body, new: &mut Value) -> Result<(), Refused> {
    body.read_only("can", &new["can"]);
    match body.take("spid") {
        None => {}
        Some(Value::Null) => new["spid"] = Value::Null,
        Some(value) => {
            if let Some(spid) = body.text("spid", &value, rule::spid) {
                new["spid"] = if spid.is_empty() {
                    Value::Null
                } else {
                    spid.into()
                };
            }
        }
    }
    change(body, new, "resellerName", rule::line);
    change(body, new, "defaultCustomerLanguage", rule::language);
    match body.take("address") {
        None => {}
        Some(value) => {
            if let Some(address) = rule::address(body, value) {
                new["address"] = address;
            }
        }
    }
    Ok(())
}

/// « La nouvelle adresse courriel deviendra votre identifiant de connexion. »
fn administrator(
    held: &Held<'_>,
    allowed: &Allowed<'_>,
    body: &mut Body,
    new: &mut Value,
) -> Result<(), Refused> {
    body.read_only("primary", &new["primary"]);
    change(body, new, "email", rule::email);
    change(body, new, "language", rule::language);
    match body.take("phone") {
        None => {}
        Some(Value::Null) => new["phone"] = Value::Null,
        Some(value) => {
            if let Some(phone) = body.text("phone", &value, rule::phone) {
                new["phone"] = phone.into();
            }
        }
    }
    if body.wrong.is_empty() {
        let login = new["email"].as_str().unwrap_or_default();
        if held.login_taken(&allowed.account, login)? {
            return Err(Problem::email_taken().into());
        }
        held.set_login(&allowed.account, login)?;
    }
    Ok(())
}

/// « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système. »
fn chat(_: &Held<'_>, _: &Allowed<'_>, body: &mut Body, new: &mut Value) -> Result<(), Refused> {
    body.read_only("softwareDeployed", &new["softwareDeployed"]);
    change(body, new, "timeZone", rule::time_zone);
    match body.take("enabled") {
        None => {}
        Some(Value::Bool(enabled)) => {
            if enabled && new["softwareDeployed"] != true && new["enabled"] != true {
                return Err(Problem::chat_not_deployed().into());
            }
            new["enabled"] = enabled.into();
        }
        Some(_) => body.refuse("enabled", "invalid"),
    }
    Ok(())
}

/// « Accorder ou révoquer des droits »: both are idempotent and need no precondition.
fn delegate(held: &mut Held<'_>, allowed: &Allowed<'_>, user: &str) -> Result<Reply, Refused> {
    let key = allowed.route.key();
    let account = allowed.account.as_str();
    let there = held.row(account, &key)?.filter(|row| !row.gone);
    let nothing = Reply {
        status: 204,
        ..Reply::default()
    };
    if allowed.asked.method == "DELETE" {
        if let Some(row) = there {
            held.remove(account, &key)?;
            held.touch(account, "delegates")?;
            audit(held, allowed, &key, Some(&row.body), None)?;
        }
        return Ok(nothing);
    }
    if there.is_some() {
        return Ok(nothing);
    }
    let primary = held
        .row(account, "administrator")?
        .map(|row| row.body["primary"]["userCode"].clone());
    let candidate = held.candidate(account, user)?;
    let Some(candidate) = candidate.filter(|_| primary != Some(json!(user))) else {
        return Err(Problem::not_a_candidate().into());
    };
    let body = json!({ "userCode": user, "name": candidate["name"] });
    held.touch(account, "delegates")?;
    store(held, allowed, None, &body, 201)
}

/// « Cochez la case Ajouter horaire pour la pause-repas »: ticking creates the lunch break,
/// unticking deletes it with its hours.
fn working_hours(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    language: Language,
) -> Result<Reply, Refused> {
    let old = current(held, allowed)?;
    let mut body = Body::new(allowed.body()?)?;
    let ticked = match body.take("lunchBreakEnabled") {
        Some(Value::Bool(ticked)) => ticked,
        _ => {
            body.refuse("lunchBreakEnabled", "required");
            false
        }
    };
    let mut new = rule::weekly(&mut body, Never::Allowed);
    body.finish()?;
    new.insert("lunchBreakEnabled".to_owned(), json!(ticked));
    let days = new["days"].clone();
    let mut reply = store(held, allowed, Some(&old), &Value::Object(new), 200)?;
    let key = Route::LunchBreak(language).key();
    match (old["lunchBreakEnabled"] == true, ticked) {
        (false, true) => {
            let mut lunch = json!({
                "days": days, "startTime": "12:00", "endTime": "13:00", "allDay": false,
            });
            let revision = held.put(&allowed.account, &key, &lunch)?;
            lunch["etag"] = held.etag(revision).into();
            if let Some(body) = &mut reply.body {
                body["lunchBreak"] = lunch;
            }
        }
        (true, false) => held.remove(&allowed.account, &key)?,
        (false, false) | (true, true) => {}
    }
    Ok(reply)
}

fn put_hours(held: &mut Held<'_>, allowed: &Allowed<'_>, never: Never) -> Result<Reply, Refused> {
    let old = current(held, allowed)?;
    let mut body = Body::new(allowed.body()?)?;
    let new = Value::Object(rule::weekly(&mut body, never));
    body.finish()?;
    store(held, allowed, Some(&old), &new, 200)
}

/// « Vous pouvez créer autant d'horaires hebdomadaires personnalisés que nécessaire. »
fn entry(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    language: Language,
    kind: Kind,
    id: &str,
) -> Result<Reply, Refused> {
    let (account, key) = (allowed.account.as_str(), allowed.route.key());
    let list = list_key(language, kind);
    let row = held.row(account, &key)?;
    let there = row.as_ref().filter(|row| !row.gone);
    let etag = there.map(|row| held.etag(row.revision));
    if allowed.asked.method == "DELETE" {
        return delete(
            held,
            allowed,
            &list,
            row.map(|row| (row.body, row.gone)),
            etag,
        );
    }
    let creates = allowed.asked.if_none_match.as_deref() == Some("*");
    let form = id.len() == 26
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if creates && allowed.asked.if_match.is_none() {
        match &row {
            Some(row) if row.gone => return Err(Problem::gone().into()),
            Some(_) => return Err(Problem::stale().into()),
            None if !form => return Err(Problem::malformed().into()),
            None => {}
        }
    } else {
        match &row {
            None => {
                allowed.must_match(None)?;
                return Err(Problem::not_found().into());
            }
            Some(row) if row.gone => return Err(Problem::gone().into()),
            Some(_) => allowed.must_match(etag.as_deref())?,
        }
    }
    let old = there.map(|row| row.body.clone());
    let mut body = Body::new(allowed.body()?)?;
    body.read_only("id", &json!(id));
    let name = body.required("name", rule::line);
    let shape = match kind {
        Kind::Weekly => rule::weekly(&mut body, Never::Refused),
        Kind::SpecialEvent => rule::event(&mut body),
    };
    body.finish()?;
    let name = name.unwrap_or_default();
    take_name(held, allowed, &list, kind, &name)?;
    let mut new = Map::from_iter([
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!(name)),
    ]);
    new.extend(shape);
    held.touch(account, &list)?;
    let status = if old.is_some() { 200 } else { 201 };
    store(held, allowed, old.as_ref(), &Value::Object(new), status)
}

/// Names are unique per language and kind, and the portal keeps some for its own schedules.
fn take_name(
    held: &Held<'_>,
    allowed: &Allowed<'_>,
    list: &str,
    kind: Kind,
    name: &str,
) -> Result<(), Refused> {
    let (account, key) = (allowed.account.as_str(), allowed.route.key());
    let name_key = name_key(name);
    if kind == Kind::Weekly && is_reserved_weekly_name(&name_key) {
        return Err(Problem::server_managed().into());
    }
    if let Some(other) = held.named(account, list, name_key.as_str())?
        && other != key
    {
        let mut problem = Problem::name_taken();
        problem.existing = Some(format!("/v1/accounts/{account}/{other}"));
        return Err(problem.into());
    }
    Ok(held.set_name(account, list, name_key.as_str(), &key)?)
}

fn delete(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    list: &str,
    row: Option<(Value, bool)>,
    etag: Option<String>,
) -> Result<Reply, Refused> {
    let key = allowed.route.key();
    let Some((old, gone)) = row else {
        return Err(Problem::not_found().into());
    };
    if gone {
        return Err(Problem::gone().into());
    }
    allowed.must_match(etag.as_deref())?;
    held.remove(&allowed.account, &key)?;
    held.touch(&allowed.account, list)?;
    audit(held, allowed, &key, Some(&old), None)?;
    Ok(Reply {
        status: 204,
        ..Reply::default()
    })
}
