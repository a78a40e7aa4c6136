//! Responses to GET: each resource, lists page by page, and everything in one document.

use serde_json::{Map, Value, json};

use super::authorization::AuthorizedRequest;
use super::availability;
use super::endpoint::{Endpoint, list_key};
use super::page::PageRequest;
use super::problem::{Problem, RequestError};
use super::resources::ListItem;
use super::response::ApiResponse;
use super::row::KeyedRow;
use super::rule;
use super::transaction::Transaction;
use crate::model::{Kind, Language};

/// Responds to a GET that is authorized.
pub(super) fn read(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let account = authorized.account.as_str();
    match &authorized.endpoint {
        Endpoint::Accounts => accounts(transaction, authorized),
        Endpoint::Settings => settings(transaction, authorized),
        Endpoint::Candidates => PageRequest::parse(authorized)?
            .respond(|after, limit| transaction.candidates(account, after, limit)),
        Endpoint::Candidate(user) => {
            let candidate = transaction.candidate(account, user)?;
            Ok(ApiResponse::ok(candidate.ok_or_else(Problem::not_found)?))
        }
        Endpoint::ScheduleList(language, kind) => {
            schedule_list(transaction, authorized, *language, *kind)
        }
        Endpoint::Schedule(language, Kind::Weekly, id) if id == rule::LUNCH_BREAK_ID => {
            listed_lunch_break(transaction, authorized, *language)
        }
        Endpoint::Delegates => delegates(transaction, authorized),
        Endpoint::Availability(language) => {
            let at = authorized.parameter("at")?.ok_or_else(Problem::malformed)?;
            let answer = availability::at(transaction, account, *language, &at)?;
            Ok(ApiResponse::ok(answer))
        }
        Endpoint::Sessions | Endpoint::Password => Err(Problem::method_not_allowed().into()),
        Endpoint::General
        | Endpoint::Administrator
        | Endpoint::Telephony
        | Endpoint::Delegate(_)
        | Endpoint::Chat
        | Endpoint::WorkingHours(_)
        | Endpoint::WeekendHours(_)
        | Endpoint::LunchBreak(_)
        | Endpoint::Schedule(..)
        | Endpoint::OtherLanguage => single(transaction, authorized),
    }
}

/// A resource that is one row. Deleted schedules are 410, so that a client does not create them
/// again under the id it knows. A lunch break comes and goes with a checkbox: without one it is
/// 404.
fn single(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let row = transaction.row(&authorized.account, &authorized.endpoint.key())?;
    let row = row.ok_or_else(Problem::not_found)?;
    if row.gone {
        let is_lunch_break = matches!(authorized.endpoint, Endpoint::LunchBreak(_));
        let problem = if is_lunch_break {
            Problem::not_found()
        } else {
            Problem::gone()
        };
        return Err(problem.into());
    }
    let etag = transaction.etag(row.revision);
    if authorized.request.has(&etag) {
        return Ok(ApiResponse::not_modified(etag));
    }
    Ok(ApiResponse {
        etag: Some(etag),
        ..ApiResponse::ok(for_viewer(authorized, row.body))
    })
}

/// The lunch break under its id among the weekly schedules, for clients that follow the list.
fn listed_lunch_break(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
) -> Result<ApiResponse, RequestError> {
    let key = Endpoint::LunchBreak(language).key();
    let row = transaction.existing(&authorized.account, &key)?;
    let row = row.ok_or_else(Problem::not_found)?;
    let etag = transaction.etag(row.revision);
    if authorized.request.has(&etag) {
        return Ok(ApiResponse::not_modified(etag));
    }
    Ok(ApiResponse {
        etag: Some(etag),
        ..ApiResponse::ok(rule::listed_lunch_break(language, row.body))
    })
}

/// A stored body as a response shows it to the viewer.
///
/// « Ce numéro de téléphone demeure confidentiel »: the phone number is removed when the viewer is a
/// delegate. The lunch break gets its name.
pub(super) fn for_viewer(authorized: &AuthorizedRequest<'_>, body: Value) -> Value {
    let mut body = body;
    if let Endpoint::LunchBreak(language) = authorized.endpoint {
        body = rule::named_lunch_break(language, body);
    }
    if authorized.holder.role == "delegate"
        && let Value::Object(members) = &mut body
    {
        members.remove("phone");
    }
    body
}

/// The accounts that the token is for. A token whose holder lost the role is for none.
fn accounts(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let own = &authorized.holder.account;
    let mut names = transaction.accounts()?;
    if !transaction.still_holds(&authorized.holder)? {
        names.clear();
    }
    // A system token covers them all.
    names.retain(|name| own == "*" || name == own);
    PageRequest::parse(authorized)?.respond(|after, limit| {
        let rest = names.into_iter().filter(|name| name.as_str() > after);
        let rows = rest.map(|name| {
            let mut body = authorized.viewer();
            body["account"] = name.as_str().into();
            ListItem { key: name, body }
        });
        Ok(rows.take(limit).collect())
    })
}

/// Weekly schedules, the lunch break among them as on the page, or special events. The list has a tag of its own, which changes whenever a
/// member does.
fn schedule_list(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
    language: Language,
    kind: Kind,
) -> Result<ApiResponse, RequestError> {
    let account = authorized.account.as_str();
    let list = list_key(language, kind);
    let etag = transaction.etag(transaction.revision(account, &list)?);
    // Parsed before the tag is compared: 304 stands for a success, so a request that would be
    // refused must not get one (RFC 9110, 13.2.1).
    let page = PageRequest::parse(authorized)?;
    if authorized.request.has(&etag) {
        return Ok(ApiResponse::not_modified(etag));
    }
    let response = page.respond(|after, limit| {
        let rows = transaction.members(account, &list, after, limit)?;
        let mut items: Vec<_> = rows
            .into_iter()
            .map(|member| ListItem {
                key: id_of(&member.key).to_owned(),
                body: member.row.body,
            })
            .collect();
        if kind == Kind::Weekly && after < rule::LUNCH_BREAK_ID {
            let lunch = Endpoint::LunchBreak(language).key();
            let lunch = transaction.existing(account, &lunch)?;
            items.extend(lunch.map(|row| ListItem {
                key: rule::LUNCH_BREAK_ID.to_owned(),
                body: rule::listed_lunch_break(language, row.body),
            }));
            items.sort_by(|one, other| one.key.cmp(&other.key));
            items.truncate(limit);
        }
        Ok(items)
    })?;
    Ok(ApiResponse {
        etag: Some(etag),
        ..response
    })
}

/// The last segment of a key, which is the id of the member within its list.
fn id_of(key: &str) -> &str {
    key.rsplit_once('/').map_or(key, |(_, id)| id)
}

/// The delegates: the one list that comes whole, because a portal has few of them.
fn delegates(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let account = authorized.account.as_str();
    let etag = transaction.etag(transaction.revision(account, "delegates")?);
    if authorized.request.has(&etag) {
        return Ok(ApiResponse::not_modified(etag));
    }
    let rows = transaction.members(account, "delegates", "", usize::MAX)?;
    let bodies: Value = rows.into_iter().map(|member| member.row.body).collect();
    Ok(ApiResponse {
        etag: Some(etag),
        ..ApiResponse::ok(bodies)
    })
}

/// Everything in one document, with the tag of each part.
fn settings(
    transaction: &Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    let account = authorized.account.as_str();
    let settings = transaction.row(account, "settings")?;
    let settings = settings.ok_or_else(Problem::not_found)?;
    let etag = transaction.etag(settings.revision);
    if authorized.request.has(&etag) {
        return Ok(ApiResponse::not_modified(etag));
    }
    let rows = transaction.rows(account)?;
    // The document nests the hours below chat; they are stored as rows of their own.
    let mut chat = part(&rows, "chat");
    for language in Language::ALL {
        chat[language.as_str()] = hours(&rows, language);
    }
    // The document itself and single delegates have no tag that a client could use.
    let tagged = rows
        .iter()
        .filter(|keyed| keyed.key != "settings" && !keyed.key.starts_with("delegates/"));
    let etags: Map<String, Value> = tagged
        .map(|keyed| {
            let etag = transaction.etag(keyed.row.revision);
            (keyed.key.clone(), etag.into())
        })
        .collect();
    let body = json!({
        "account": account,
        "apiVersion": "v1",
        "revision": settings.revision,
        "viewer": authorized.viewer(),
        "general": part(&rows, "general"),
        "administrator": for_viewer(authorized, part(&rows, "administrator")),
        "telephony": part(&rows, "telephony"),
        "delegates": parts_below(&rows, "delegates/"),
        "chat": chat,
        "etags": etags,
    });
    Ok(ApiResponse {
        etag: Some(etag),
        ..ApiResponse::ok(body)
    })
}

/// The hours of one language.
fn hours(rows: &[KeyedRow], language: Language) -> Value {
    let weekly = list_key(language, Kind::Weekly);
    let events = list_key(language, Kind::SpecialEvent);
    json!({
        "workingHours": part(rows, &Endpoint::WorkingHours(language).key()),
        "lunchBreak": rule::named_lunch_break(
            language,
            part(rows, &Endpoint::LunchBreak(language).key()),
        ),
        "weekendHours": part(rows, &Endpoint::WeekendHours(language).key()),
        "weeklySchedules": parts_below(rows, &format!("{weekly}/")),
        "specialEvents": parts_below(rows, &format!("{events}/")),
    })
}

/// The body of the row with this key, or null.
fn part(rows: &[KeyedRow], key: &str) -> Value {
    let found = rows.iter().find(|keyed| keyed.key == key);
    found.map_or(Value::Null, |keyed| keyed.row.body.clone())
}

/// The bodies of the rows whose keys begin with a prefix.
fn parts_below(rows: &[KeyedRow], prefix: &str) -> Value {
    let below = rows.iter().filter(|keyed| keyed.key.starts_with(prefix));
    below.map(|keyed| keyed.row.body.clone()).collect()
}
