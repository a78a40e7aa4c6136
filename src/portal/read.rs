//! What the portal shows, to whom it may.

use serde_json::{Map, Value, json};

use super::answer::{Allowed, Refused, Reply};
use super::availability;
use super::cursor;
use super::problem::Problem;
use super::route::{Route, list_key};
use super::row::Row;
use super::store::Held;
use crate::model::{Kind, Language};

/// Entries of a page: as asked, at most 200.
const DEFAULT_PAGE: usize = 50;
const LARGEST_PAGE: usize = 200;

pub(super) fn read(held: &Held<'_>, allowed: &Allowed<'_>) -> Result<Reply, Refused> {
    let account = allowed.account.as_str();
    match &allowed.route {
        Route::Accounts => accounts(held, allowed),
        Route::Settings => settings(held, allowed),
        Route::Candidates => page(allowed, |after, limit| {
            held.candidates(account, after, limit)
        }),
        Route::Candidate(user) => {
            let candidate = held
                .candidate(account, user)?
                .ok_or_else(Problem::not_found)?;
            Ok(ok(candidate))
        }
        Route::List(language, kind) => {
            let list = list_key(*language, *kind);
            tagged(held, allowed, &list, |after, limit| {
                let rows = held.members(account, &list, after, limit)?;
                let id = |key: &str| key.rsplit('/').next().unwrap_or_default().to_owned();
                Ok(rows
                    .into_iter()
                    .map(|(key, row)| (id(&key), row.body))
                    .collect())
            })
        }
        Route::Delegates => {
            let etag = held.row(account, "delegates")?;
            let etag = etag.map(|row| held.etag(row.revision)).unwrap_or_default();
            if allowed.asked.has(&etag) {
                return Ok(Reply::unchanged(etag));
            }
            let rows = held.members(account, "delegates", "", usize::MAX)?;
            let list = rows.into_iter().map(|(_, row)| row.body).collect();
            Ok(Reply {
                etag: Some(etag),
                ..ok(Value::Array(list))
            })
        }
        Route::Availability(language) => {
            let at = allowed.parameter("at")?.unwrap_or_default();
            let answer = availability::at(held, account, *language, &at)?;
            Ok(ok(answer))
        }
        Route::Sessions | Route::Password => Err(Problem::method_not_allowed().into()),
        Route::General
        | Route::Administrator
        | Route::Telephony
        | Route::Delegate(_)
        | Route::Chat
        | Route::WorkingHours(_)
        | Route::WeekendHours(_)
        | Route::LunchBreak(_)
        | Route::Entry(..)
        | Route::OtherLanguage => one(held, allowed),
    }
}

fn ok(body: Value) -> Reply {
    Reply {
        status: 200,
        body: Some(body),
        ..Reply::default()
    }
}

fn one(held: &Held<'_>, allowed: &Allowed<'_>) -> Result<Reply, Refused> {
    let row = held.row(&allowed.account, &allowed.route.key())?;
    let row = row.ok_or_else(Problem::not_found)?;
    if row.gone {
        let lunch_break = matches!(allowed.route, Route::LunchBreak(_));
        return Err(if lunch_break {
            Problem::not_found()
        } else {
            Problem::gone()
        }
        .into());
    }
    let etag = held.etag(row.revision);
    if allowed.asked.has(&etag) {
        return Ok(Reply::unchanged(etag));
    }
    Ok(Reply {
        etag: Some(etag),
        ..ok(for_viewer(allowed, row.body))
    })
}

/// « Ce numéro de téléphone demeure confidentiel »: a delegate does not see it.
pub(super) fn for_viewer(allowed: &Allowed<'_>, mut body: Value) -> Value {
    if allowed.holder.role == "delegate"
        && let Value::Object(members) = &mut body
    {
        members.remove("phone");
    }
    body
}

fn accounts(held: &Held<'_>, allowed: &Allowed<'_>) -> Result<Reply, Refused> {
    let own = &allowed.holder.account;
    let open = held.still_holds(&allowed.holder)?;
    let names = held
        .accounts()?
        .into_iter()
        .filter(|name| open && (own == "*" || name == own));
    let rows: Vec<_> = names
        .map(|name| {
            let mut row = allowed.viewer();
            row["account"] = name.as_str().into();
            (name, row)
        })
        .collect();
    page(allowed, |after, limit| {
        let rest = rows.iter().filter(|(name, _)| name.as_str() > after);
        Ok(rest.take(limit).cloned().collect())
    })
}

/// A page of a list that has a tag of its own.
fn tagged(
    held: &Held<'_>,
    allowed: &Allowed<'_>,
    list: &str,
    entries: impl FnOnce(&str, usize) -> Result<Vec<(String, Value)>, super::PortalFault>,
) -> Result<Reply, Refused> {
    let row = held.row(&allowed.account, list)?;
    let etag = row.map(|row| held.etag(row.revision)).unwrap_or_default();
    // What would be refused is not unchanged.
    let place = Place::asked(allowed)?;
    if allowed.asked.has(&etag) {
        return Ok(Reply::unchanged(etag));
    }
    Ok(Reply {
        etag: Some(etag),
        ..place.page(entries)?
    })
}

/// A page of a list without a tag.
fn page(
    allowed: &Allowed<'_>,
    entries: impl FnOnce(&str, usize) -> Result<Vec<(String, Value)>, super::PortalFault>,
) -> Result<Reply, Refused> {
    Place::asked(allowed)?.page(entries)
}

/// Which part of a list is asked for: so many entries after the one that the cursor stands for.
struct Place<'a> {
    path: &'a str,
    after: String,
    limit: usize,
}

impl<'a> Place<'a> {
    fn asked(allowed: &Allowed<'a>) -> Result<Self, Problem> {
        let limit = match allowed.parameter("limit")? {
            None => DEFAULT_PAGE,
            Some(limit) => limit
                .parse()
                .ok()
                .filter(|limit| (1..=LARGEST_PAGE).contains(limit))
                .ok_or_else(Problem::malformed)?,
        };
        let path = &allowed.asked.path;
        let after = match allowed.parameter("cursor")? {
            None => String::new(),
            Some(cursor) => cursor::key(path, &cursor).ok_or_else(Problem::malformed)?,
        };
        Ok(Self { path, after, limit })
    }

    fn page(
        &self,
        entries: impl FnOnce(&str, usize) -> Result<Vec<(String, Value)>, super::PortalFault>,
    ) -> Result<Reply, Refused> {
        let Self { path, limit, .. } = self;
        let mut found = entries(&self.after, limit + 1)?;
        let more = found.len() > *limit;
        found.truncate(*limit);
        let last = found.last().map(|(key, _)| key.clone());
        let cursor = last.filter(|_| more).map(|last| cursor::of(path, &last));
        Ok(Reply {
            next: cursor.map(|cursor| format!("{path}?limit={limit}&cursor={cursor}")),
            ..ok(found.into_iter().map(|(_, body)| body).collect())
        })
    }
}

/// Everything in one document, with the tag of each part.
fn settings(held: &Held<'_>, allowed: &Allowed<'_>) -> Result<Reply, Refused> {
    let account = allowed.account.as_str();
    let whole = held
        .row(account, "settings")?
        .ok_or_else(Problem::not_found)?;
    let etag = held.etag(whole.revision);
    if allowed.asked.has(&etag) {
        return Ok(Reply::unchanged(etag));
    }
    let rows = held.rows(account)?;
    let part = |key: &str| {
        let row = rows.iter().find(|(found, _)| found == key);
        row.map(|(_, row)| row.body.clone()).unwrap_or_default()
    };
    let mut chat = part("chat");
    for language in Language::ALL {
        chat[language.as_str()] = hours(&rows, language);
    }
    let etags = rows
        .iter()
        .filter(|(key, _)| key != "settings" && !key.starts_with("delegates/"))
        .map(|(key, row)| (key.clone(), json!(held.etag(row.revision))));
    let delegates = rows.iter().filter(|(key, _)| key.starts_with("delegates/"));
    let body = json!({
        "account": account,
        "apiVersion": "v1",
        "revision": whole.revision,
        "viewer": allowed.viewer(),
        "general": part("general"),
        "administrator": for_viewer(allowed, part("administrator")),
        "telephony": part("telephony"),
        "delegates": delegates.map(|(_, row)| row.body.clone()).collect::<Vec<_>>(),
        "chat": chat,
        "etags": etags.collect::<Map<_, _>>(),
    });
    Ok(Reply {
        etag: Some(etag),
        ..ok(body)
    })
}

fn hours(rows: &[(String, Row)], language: Language) -> Value {
    let part = |name: &str| {
        let key = format!("chat/{language}/{name}");
        let row = rows.iter().find(|(found, _)| *found == key);
        row.map(|(_, row)| row.body.clone()).unwrap_or_default()
    };
    let list = |kind| {
        let prefix = format!("{}/", list_key(language, kind));
        let entries = rows.iter().filter(|(key, _)| key.starts_with(&prefix));
        entries.map(|(_, row)| row.body.clone()).collect::<Vec<_>>()
    };
    json!({
        "workingHours": part("working-hours"),
        "lunchBreak": part("lunch-break"),
        "weekendHours": part("weekend-hours"),
        "weeklySchedules": list(Kind::Weekly),
        "specialEvents": list(Kind::SpecialEvent),
    })
}
