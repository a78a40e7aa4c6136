//! « Vous pouvez créer autant d'horaires hebdomadaires personnalisés que nécessaire », and as many
//! special events.
//!
//! The client chooses the id and creates with PUT, so that it can repeat a request whose response
//! was lost: the second one fails its precondition instead of creating a second schedule. An id
//! stays reserved after the schedule is deleted.

use serde_json::{Map, Value, json};

use super::stored::{audit, store};
use crate::model::{Kind, Language, is_reserved_weekly_name, name_key};
use crate::portal::authorization::AuthorizedRequest;
use crate::portal::endpoint::list_key;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::response::ApiResponse;
use crate::portal::row::Row;
use crate::portal::rule::{self, BodyReader, EmptyDays};
use crate::portal::transaction::Transaction;

/// Creates, replaces or deletes a schedule.
pub(super) fn write(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
    kind: Kind,
    id: &str,
) -> Result<ApiResponse, RequestError> {
    // Listed with the others, but only the box of the working hours creates and deletes it.
    if kind == Kind::Weekly && id == rule::LUNCH_BREAK_ID {
        return Err(Problem::server_managed().into());
    }
    let list = list_key(language, kind);
    // Also a deleted one: its id stays taken.
    let row = transaction.row(&authorized.account, &authorized.endpoint.key())?;
    authorized.at_most_one_precondition()?;
    if authorized.request.method == "DELETE" {
        let row = row.ok_or_else(Problem::not_found)?;
        return delete(transaction, authorized, &list, &row);
    }
    let old = replaced(transaction, authorized, row, id)?;
    let mut body = BodyReader::new(authorized.body()?)?;
    body.read_only("id", &json!(id));
    let name = body.required("name", rule::line);
    let members = kind_members(&mut body, kind);
    body.finish()?;
    // `finish` has returned an error unless there is a valid name.
    let name = name.ok_or_else(Problem::malformed)?;
    // After `finish`, so that an invalid body is reported before a name that is taken.
    take_name(transaction, authorized, &list, kind, &name)?;
    let mut new = Map::from_iter([
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!(name)),
    ]);
    new.extend(members);
    // The tag of the list covers its members.
    transaction.touch(&authorized.account, &list)?;
    let status = if old.is_some() { 200 } else { 201 };
    let new = Value::Object(new);
    store(transaction, authorized, old.as_ref(), &new, status)
}

/// The body that a PUT replaces, or `None` when it creates the schedule, once the precondition for
/// that holds.
fn replaced(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    row: Option<Row>,
    id: &str,
) -> Result<Option<Value>, Problem> {
    match row {
        Some(row) if row.gone => Err(Problem::gone()),
        Some(row) => {
            authorized.must_match(Some(&transaction.etag(row.revision)))?;
            Ok(Some(row.body))
        }
        None => {
            authorized.must_be_new()?;
            rule::id(id).ok_or_else(Problem::malformed)?;
            Ok(None)
        }
    }
}

/// The members besides id and name.
fn kind_members(body: &mut BodyReader, kind: Kind) -> Map<String, Value> {
    match kind {
        Kind::Weekly => rule::weekly(body, EmptyDays::Refused),
        Kind::SpecialEvent => rule::event(body),
    }
}

/// Gives the schedule its name. Names are unique per language and kind, and some are reserved for
/// the schedules that the portal manages itself. The problem `name-taken` contains the schedule
/// that has the name, so that a client can show it.
fn take_name(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    list: &str,
    kind: Kind,
    name: &str,
) -> Result<(), RequestError> {
    let (account, key) = (authorized.account.as_str(), authorized.endpoint.key());
    let name_key = name_key(name);
    if kind == Kind::Weekly && is_reserved_weekly_name(&name_key) {
        return Err(Problem::server_managed().into());
    }
    if let Some(other) = transaction.named(account, list, name_key.as_str())?
        && other != key
    {
        let existing = transaction.row(account, &other)?;
        let problem = Problem::name_taken_by(existing.map(|row| row.body));
        return Err(problem.into());
    }
    Ok(transaction.set_name(account, list, name_key.as_str(), &key)?)
}

fn delete(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    list: &str,
    row: &Row,
) -> Result<ApiResponse, RequestError> {
    if row.gone {
        return Err(Problem::gone().into());
    }
    authorized.must_match(Some(&transaction.etag(row.revision)))?;
    let key = authorized.endpoint.key();
    transaction.remove(&authorized.account, &key)?;
    transaction.touch(&authorized.account, list)?;
    audit(transaction, authorized, &key, Some(&row.body), None)?;
    Ok(ApiResponse::no_content())
}
