//! What the portal lets be changed, and what follows from a change.

mod delegate;
mod schedule;
pub(super) mod section;

use serde_json::{Value, json};

use super::answer::{Allowed, Refused, Reply};
use super::problem::Problem;
use super::read::for_viewer;
use super::route::Route;
use super::rule::{self, Body, Never};
use super::store::Held;
use crate::model::Language;

pub(super) fn write(held: &mut Held<'_>, allowed: &Allowed<'_>) -> Result<Reply, Refused> {
    match &allowed.route {
        Route::General => patch(held, allowed, section::general, |_, _, _, _| Ok(())),
        Route::Administrator => patch(held, allowed, section::administrator, login_is_free),
        Route::Chat => patch(held, allowed, section::chat, software_is_there),
        Route::Delegate(user) => delegate::write(held, allowed, user),
        Route::WorkingHours(language) => working_hours(held, allowed, *language),
        Route::WeekendHours(_) => put_hours(held, allowed, Never::Allowed),
        Route::LunchBreak(language) => {
            let reply = put_hours(held, allowed, Never::Refused)?;
            // The tag of the working hours covers the lunch break.
            held.touch(&allowed.account, &Route::WorkingHours(*language).key())?;
            Ok(reply)
        }
        Route::Entry(language, kind, id) => schedule::write(held, allowed, *language, *kind, id),
        Route::Sessions
        | Route::Password
        | Route::Accounts
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
    merge: fn(&mut Body, &mut Value),
    agree: fn(&Held<'_>, &Allowed<'_>, &Value, &Value) -> Result<(), Refused>,
) -> Result<Reply, Refused> {
    let old = current(held, allowed)?;
    let mut body = Body::new(allowed.body()?)?;
    let mut new = old.clone();
    merge(&mut body, &mut new);
    body.finish()?;
    agree(held, allowed, &old, &new)?;
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
        ..Reply::default()
    })
}

fn audit(
    held: &Held<'_>,
    allowed: &Allowed<'_>,
    key: &str,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Result<(), Refused> {
    let what = format!("{} {key}", allowed.asked.method);
    Ok(held.audit(allowed.who(), &allowed.account, &what, old, new)?)
}

/// « La nouvelle adresse courriel deviendra votre identifiant de connexion »: of one account only.
fn login_is_free(
    held: &Held<'_>,
    allowed: &Allowed<'_>,
    _: &Value,
    new: &Value,
) -> Result<(), Refused> {
    let login = new["email"].as_str().unwrap_or_default();
    if held.login_taken(&allowed.account, login)? {
        return Err(Problem::email_taken().into());
    }
    Ok(held.set_login(&allowed.account, login)?)
}

/// « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système. »
fn software_is_there(
    _: &Held<'_>,
    _: &Allowed<'_>,
    old: &Value,
    new: &Value,
) -> Result<(), Refused> {
    let enables = old["enabled"] != true && new["enabled"] == true;
    if enables && old["softwareDeployed"] != true {
        return Err(Problem::chat_not_deployed().into());
    }
    Ok(())
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
    match (old["lunchBreakEnabled"] == true, ticked) {
        (false, true) => {
            let lunch = tick(held, allowed, language, &days)?;
            if let Some(body) = &mut reply.body {
                body["lunchBreak"] = lunch;
            }
        }
        (true, false) => untick(held, allowed, language)?,
        (false, false) | (true, true) => {}
    }
    Ok(reply)
}

/// « Le système créera automatiquement un nouvel horaire nommé Pause-repas. »
fn tick(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    language: Language,
    days: &Value,
) -> Result<Value, Refused> {
    let key = Route::LunchBreak(language).key();
    let mut lunch = rule::new_lunch_break(days);
    let revision = held.put(&allowed.account, &key, &lunch)?;
    audit(held, allowed, &key, None, Some(&lunch))?;
    lunch["etag"] = held.etag(revision).into();
    Ok(lunch)
}

fn untick(held: &mut Held<'_>, allowed: &Allowed<'_>, language: Language) -> Result<(), Refused> {
    let key = Route::LunchBreak(language).key();
    let old = held.row(&allowed.account, &key)?.map(|row| row.body);
    held.remove(&allowed.account, &key)?;
    audit(held, allowed, &key, old.as_ref(), None)
}

fn put_hours(held: &mut Held<'_>, allowed: &Allowed<'_>, never: Never) -> Result<Reply, Refused> {
    let old = current(held, allowed)?;
    let mut body = Body::new(allowed.body()?)?;
    let new = Value::Object(rule::weekly(&mut body, never));
    body.finish()?;
    store(held, allowed, Some(&old), &new, 200)
}
