//! « Vous pouvez créer autant d'horaires hebdomadaires personnalisés que nécessaire », and as many
//! special events.

use serde_json::{Map, Value, json};

use super::{audit, store};
use crate::model::{Kind, Language, is_reserved_weekly_name, name_key};
use crate::portal::answer::{Allowed, Refused, Reply};
use crate::portal::problem::Problem;
use crate::portal::route::list_key;
use crate::portal::row::Row;
use crate::portal::rule::{self, Body, Never};
use crate::portal::store::Held;

pub(super) fn write(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    language: Language,
    kind: Kind,
    id: &str,
) -> Result<Reply, Refused> {
    let list = list_key(language, kind);
    let row = held.row(&allowed.account, &allowed.route.key())?;
    allowed.one_precondition()?;
    if allowed.asked.method == "DELETE" {
        return delete(held, allowed, &list, row.ok_or_else(Problem::not_found)?);
    }
    let old = match row {
        Some(row) if row.gone => return Err(Problem::gone().into()),
        Some(row) => {
            allowed.must_match(Some(&held.etag(row.revision)))?;
            Some(row.body)
        }
        None => {
            allowed.must_be_new()?;
            rule::id(id).ok_or_else(Problem::malformed)?;
            None
        }
    };
    let mut body = Body::new(allowed.body()?)?;
    body.read_only("id", &json!(id));
    let name = body.required("name", rule::line).unwrap_or_default();
    let shape = shape(&mut body, kind);
    body.finish()?;
    take_name(held, allowed, &list, kind, &name)?;
    let mut new = Map::from_iter([
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!(name)),
    ]);
    new.extend(shape);
    held.touch(&allowed.account, &list)?;
    let status = if old.is_some() { 200 } else { 201 };
    store(held, allowed, old.as_ref(), &Value::Object(new), status)
}

/// The members of a kind beside id and name.
pub(in crate::portal) fn shape(body: &mut Body, kind: Kind) -> Map<String, Value> {
    match kind {
        Kind::Weekly => rule::weekly(body, Never::Refused),
        Kind::SpecialEvent => rule::event(body),
    }
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
        problem.existing = held.row(account, &other)?.map(|row| row.body);
        return Err(problem.into());
    }
    Ok(held.set_name(account, list, name_key.as_str(), &key)?)
}

fn delete(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    list: &str,
    row: Row,
) -> Result<Reply, Refused> {
    if row.gone {
        return Err(Problem::gone().into());
    }
    allowed.must_match(Some(&held.etag(row.revision)))?;
    let key = allowed.route.key();
    held.remove(&allowed.account, &key)?;
    held.touch(&allowed.account, list)?;
    audit(held, allowed, &key, Some(&row.body), None)?;
    Ok(Reply {
        status: 204,
        ..Reply::default()
    })
}
