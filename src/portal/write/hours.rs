//! Working hours, weekend hours and the lunch break.
//!
//! The lunch break is a resource of its own, but the checkbox in the working hours creates and
//! deletes it. One PUT of the working hours therefore changes up to two resources:
//!
//! ```text
//! lunchBreakEnabled   before   after    the lunch break
//!                     false    true     is created, 12:00 to 13:00 on the working days
//!                     true     false    is deleted with its hours
//!                     no change         is not touched
//! ```

use serde_json::{Value, json};

use super::stored::{audit, current, store};
use crate::model::{Kind, Language};
use crate::portal::authorization::AuthorizedRequest;
use crate::portal::endpoint::{Endpoint, list_key};
use crate::portal::problem::RequestError;
use crate::portal::response::ApiResponse;
use crate::portal::rule::{self, BodyReader, EmptyDays};
use crate::portal::transaction::Transaction;

/// Replaces hours that have no other members than days and times.
pub(super) fn put(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    empty_days: EmptyDays,
) -> Result<ApiResponse, RequestError> {
    let old = current(transaction, authorized)?;
    let body = BodyReader::new(authorized.body()?)?;
    put_weekly(transaction, authorized, body, empty_days, &old)
}

fn put_weekly(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    mut body: BodyReader,
    empty_days: EmptyDays,
    old: &Value,
) -> Result<ApiResponse, RequestError> {
    let new = Value::Object(rule::weekly(&mut body, empty_days));
    body.finish()?;
    store(transaction, authorized, Some(old), &new, 200)
}

/// Replaces the hours of the lunch break, whose name cannot be changed. The tags of the working hours
/// and of the list that shows it cover the lunch break, so they change as well.
pub(super) fn lunch_break(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
) -> Result<ApiResponse, RequestError> {
    let old = current(transaction, authorized)?;
    let mut body = BodyReader::new(authorized.body()?)?;
    body.read_only("name", &json!(rule::lunch_break_name(language)));
    let response = put_weekly(transaction, authorized, body, EmptyDays::Refused, &old)?;
    touch_list(transaction, authorized, language)?;
    let working_hours = Endpoint::WorkingHours(language).key();
    transaction.touch(&authorized.account, &working_hours)?;
    Ok(response)
}

/// « Cochez la case Ajouter horaire pour la pause-repas »: ticking the checkbox creates the lunch
/// break, which the response then contains; unticking deletes it with its hours.
pub(super) fn working_hours(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
) -> Result<ApiResponse, RequestError> {
    let old = current(transaction, authorized)?;
    let mut body = BodyReader::new(authorized.body()?)?;
    let ticked = match body.take("lunchBreakEnabled") {
        Some(Value::Bool(ticked)) => ticked,
        _ => {
            body.refuse("lunchBreakEnabled", "required");
            false
        }
    };
    let mut new = rule::weekly(&mut body, EmptyDays::Allowed);
    // A lunch break interrupts working hours, and is never without days itself.
    if ticked && new["days"] == json!([]) {
        body.refuse("lunchBreakEnabled", "no-days");
    }
    body.finish()?;
    new.insert("lunchBreakEnabled".to_owned(), json!(ticked));
    // A new lunch break is on the days that are worked, as they are after this request.
    let days = new["days"].clone();
    let mut response = store(
        transaction,
        authorized,
        Some(&old),
        &Value::Object(new),
        200,
    )?;
    // Only a change of the checkbox matters: sending it unchanged must not reset the lunch break.
    match (old["lunchBreakEnabled"] == true, ticked) {
        (false, true) => {
            let lunch = create_lunch_break(transaction, authorized, language, &days)?;
            if let Some(body) = &mut response.body {
                body["lunchBreak"] = lunch;
            }
        }
        (true, false) => delete_lunch_break(transaction, authorized, language)?,
        (false, false) | (true, true) => {}
    }
    Ok(response)
}

/// « Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires
/// hebdomadaires. » The tag of that list covers the lunch break.
fn touch_list(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
) -> Result<(), RequestError> {
    let list = list_key(language, Kind::Weekly);
    Ok(transaction.touch(&authorized.account, &list)?)
}

/// « Le système créera automatiquement un nouvel horaire nommé Pause-repas. » Returns its body with
/// its tag, so that the client can change it without reading it first.
fn create_lunch_break(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
    days: &Value,
) -> Result<Value, RequestError> {
    let key = Endpoint::LunchBreak(language).key();
    let mut lunch = rule::new_lunch_break(days);
    let revision = transaction.put(&authorized.account, &key, &lunch)?;
    audit(transaction, authorized, &key, None, Some(&lunch))?;
    touch_list(transaction, authorized, language)?;
    // Tag and name are part of the response only, not of what is stored.
    lunch["etag"] = transaction.etag(revision).into();
    lunch["name"] = rule::lunch_break_name(language).into();
    Ok(lunch)
}

fn delete_lunch_break(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
) -> Result<(), RequestError> {
    let key = Endpoint::LunchBreak(language).key();
    let old = transaction.row(&authorized.account, &key)?;
    let old = old.map(|row| row.body);
    transaction.remove(&authorized.account, &key)?;
    touch_list(transaction, authorized, language)?;
    audit(transaction, authorized, &key, old.as_ref(), None)
}
