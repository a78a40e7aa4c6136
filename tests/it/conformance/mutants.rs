//! Portals that break the contract in one place each, and the checks that must find it.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use super::caught;
use super::proxy::{Asked, Given, Portal};
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, TOKEN};

/// A mutant as a function of the portal and the request, and the checks that must fail on it.
macro_rules! mutants {
    ($($(#[$doc:meta])* $name:ident [$($check:literal),+ $(,)?] |$portal:ident, $asked:pat_param| $body:block)*) => {
        $($(#[$doc])*
        pub(super) fn $name(portal: Arc<Portal>, asked: Asked) -> BoxFuture<'static, Given> {
            Box::pin(async move {
                let ($portal, $asked) = (portal, asked);
                $body
            })
        })*

        mod is_caught {
            $(#[test]
            fn $name() {
                let failed = super::caught(super::$name);
                assert_eq!(failed, [$($check),+]);
            })*
        }
    };
}

fn bearer(asked: &mut Asked, token: &str) {
    asked.set("authorization", &format!("Bearer {token}"));
}

fn is_from(asked: &Asked, token: &str) -> bool {
    asked.header("authorization") == format!("Bearer {token}")
}

/// Removes a member that the portal would refuse.
fn without(asked: Asked, unwanted: impl Fn(&str) -> bool) -> Asked {
    let mut body = asked.json();
    let Value::Object(members) = &mut body else {
        return asked;
    };
    members.retain(|name, _| !unwanted(name));
    asked.with_json(&body)
}

fn hash(text: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(text);
    digest[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

mutants! {
    /// A stale tag is as good as a fresh one.
    any_tag ["problems-are-documents", "a-wrong-tag-is-412", "an-old-tag-is-412", "a-refused-write-changes-nothing", "the-working-hours-tag-covers-lunch", "a-schedules-change-needs-its-tag"] |portal, mut asked| {
        if !asked.header("if-match").is_empty() && asked.header("if-none-match").is_empty() {
            asked.set("if-match", "*");
        }
        portal.answer(asked).await
    }

    /// An ETag that never changes.
    constant_tag ["parts-agree-with-settings", "settings-tag-covers-everything", "unchanged-is-304", "an-old-tag-is-412", "tags-never-repeat", "a-lists-tag-covers-its-entries", "a-tick-tells-the-tag-of-lunch", "the-working-hours-tag-covers-lunch", "a-schedules-change-needs-its-tag", "the-tag-of-delegates-covers-them"] |portal, mut asked| {
        if asked.header("if-match") == "\"constant\"" {
            asked.set("if-match", "*");
        }
        let mut given = portal.answer(asked).await;
        if !given.header("etag").is_empty() {
            given.set("etag", "\"constant\"");
        }
        given
    }

    /// An ETag of the content, which comes back when the content does.
    tag_of_content ["parts-agree-with-settings", "unchanged-is-304", "tags-never-repeat"] |portal, mut asked| {
        let path = asked.path.clone();
        if !path.ends_with("/general") {
            return portal.answer(asked).await;
        }
        let tag = |given: &Given| format!("\"{}\"", hash(&given.body));
        if !asked.header("if-match").is_empty() {
            let now = portal.read(&asked, &path).await;
            if asked.header("if-match") == tag(&now) {
                asked.set("if-match", now.header("etag"));
            }
        }
        let mut given = portal.answer(asked).await;
        if given.status == 200 {
            let tag = tag(&given);
            given.set("etag", &tag);
        }
        given
    }

    weak_tags ["parts-agree-with-settings", "tags-are-strong", "a-tick-tells-the-tag-of-lunch"] |portal, mut asked| {
        let strong = asked.header("if-match").trim_start_matches("W/").to_owned();
        if !strong.is_empty() {
            asked.set("if-match", &strong);
        }
        let mut given = portal.answer(asked).await;
        let tag = given.header("etag").to_owned();
        if !tag.is_empty() {
            given.set("etag", &format!("W/{tag}"));
        }
        given
    }

    /// A tag that differs for each viewer makes one's plan stale for another.
    tag_of_the_viewer ["tags-say-nothing-of-the-viewer"] |portal, asked| {
        let delegate = is_from(&asked, DELEGATE_TOKEN);
        let mut given = portal.answer(asked).await;
        let tag = given.header("etag").trim_matches('"').to_owned();
        if delegate && !tag.is_empty() {
            given.set("etag", &format!("\"{tag}-delegate\""));
        }
        given
    }

    no_precondition_needed ["a-change-needs-if-match", "a-create-needs-if-none-match", "a-schedules-change-needs-its-tag"] |portal, mut asked| {
        let bare = asked.header("if-match").is_empty() && asked.header("if-none-match").is_empty();
        if asked.writes() && bare && !asked.path.contains("/delegates/") {
            asked.set("if-match", "*");
        }
        portal.answer(asked).await
    }

    /// The second of two preconditions is not read.
    one_precondition_read ["both-preconditions-are-400"] |portal, mut asked| {
        if !asked.header("if-match").is_empty() {
            asked.remove("if-none-match");
        }
        portal.answer(asked).await
    }

    /// A create that finds something replaces it.
    create_replaces ["a-repeated-create-is-412"] |portal, mut asked| {
        let path = asked.path.clone();
        if asked.header("if-none-match") == "*" && asked.method == "PUT" {
            let there = portal.read(&asked, &path).await;
            if there.status == 200 {
                asked.remove("if-none-match");
                asked.set("if-match", there.header("etag"));
            }
        }
        portal.answer(asked).await
    }

    never_304 ["unchanged-is-304"] |portal, mut asked| {
        if !asked.writes() {
            asked.remove("if-none-match");
        }
        portal.answer(asked).await
    }

    /// An unticked box leaves its hours behind.
    lunch_stays ["lunch-is-404-until-ticked", "an-untick-deletes-the-lunch-break"] |portal, asked| {
        let reads = asked.is("GET", "/lunch-break");
        let mut given = portal.answer(asked).await;
        if reads && given.status == 404 {
            given.status = 200;
            given.body = json!({ "days": ["mon"], "startTime": "12:00", "endTime": "13:00" }).to_string();
        }
        given
    }

    /// A lunch break that is called nothing.
    lunch_without_a_name ["the-lunch-break-has-its-name"] |portal, asked| {
        portal.answer(asked).await.altered(|body| {
            for lunch in ["", "/chat/fr/lunchBreak", "/chat/en/lunchBreak"] {
                let lunch = body.pointer_mut(lunch).and_then(Value::as_object_mut);
                if let Some(members) = lunch && members.get("name").is_some_and(|name| name == "Pause-repas" || name == "Lunch break") {
                    members.remove("name");
                }
            }
        })
    }

    /// A box that can be ticked at any time.
    lunch_without_days ["the-lunch-box-needs-working-days"] |portal, asked| {
        let mut body = asked.json();
        if !asked.is("PUT", "/working-hours") || body["days"] != json!([]) || body["lunchBreakEnabled"] != true {
            return portal.answer(asked).await;
        }
        body["lunchBreakEnabled"] = false.into();
        let given = portal.answer(asked.with_json(&body)).await;
        given.altered(|body| body["lunchBreakEnabled"] = true.into())
    }

    /// The tick answers as any other write does.
    tick_says_nothing ["a-tick-tells-the-tag-of-lunch"] |portal, asked| {
        let given = portal.answer(asked).await;
        given.altered(|body| {
            if body["lunchBreakEnabled"] == true && let Value::Object(members) = body {
                members.remove("lunchBreak");
            }
        })
    }

    /// A lunch break that each write of the working hours makes anew.
    lunch_made_anew ["a-lunch-break-is-edited"] |portal, mut asked| {
        let path = asked.path.clone();
        let hours = asked.is("PUT", "/working-hours");
        let body = asked.json();
        if hours && body["lunchBreakEnabled"] == true && asked.header("if-match").len() > 1 {
            let mut off = body.clone();
            off["lunchBreakEnabled"] = false.into();
            let unticked = portal.answer(asked.clone().with_json(&off)).await;
            if unticked.status != 200 {
                return unticked;
            }
            let now = portal.read(&asked, &path).await;
            asked.set("if-match", now.header("etag"));
        }
        portal.answer(asked).await
    }

    delegate_writes_delegates ["delegates-write-no-delegates"] |portal, mut asked| {
        if is_from(&asked, DELEGATE_TOKEN) && asked.path.contains("/delegates/") {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    delegate_writes_administrator ["delegates-write-no-administrator"] |portal, mut asked| {
        if is_from(&asked, DELEGATE_TOKEN) && asked.is("PATCH", "/administrator") {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    delegate_sees_the_phone ["delegates-see-no-phone"] |portal, asked| {
        if !is_from(&asked, DELEGATE_TOKEN) || !asked.is("GET", "/settings") {
            return portal.answer(asked).await;
        }
        let mut primary = asked.clone();
        bearer(&mut primary, TOKEN);
        let phone = portal.answer(primary).await.json()["administrator"]["phone"].clone();
        portal.answer(asked).await.altered(|body| body["administrator"]["phone"] = phone)
    }

    read_token_writes ["a-read-token-writes-nothing"] |portal, mut asked| {
        if is_from(&asked, READ_TOKEN) && asked.writes() {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    /// Every token opens every account.
    accounts_are_open ["another-accounts-token-is-403"] |portal, mut asked| {
        if is_from(&asked, "token-of-another") && !asked.writes() {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    /// Who has no token is taken for the primary administrator.
    no_token_needed ["no-token-is-401"] |portal, mut asked| {
        if asked.header("authorization").is_empty() && !asked.writes() {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    system_writes ["the-system-writes-nothing"] |portal, mut asked| {
        if is_from(&asked, crate::workbench::SYSTEM_TOKEN) && asked.writes() {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    /// « Le code CAN ne peut être modifié », and nobody says so.
    can_ignored ["the-can-is-immutable"] |portal, mut asked| {
        if asked.is("PATCH", "/general") {
            asked = without(asked, |name| name == "can");
        }
        portal.answer(asked).await
    }

    unknown_members_ignored ["problems-are-documents", "unknown-members-are-refused", "all-errors-come-at-once"] |portal, mut asked| {
        if asked.is("PATCH", "/general") {
            let known = ["can", "spid", "resellerName", "defaultCustomerLanguage", "address"];
            asked = without(asked, |name| !known.contains(&name));
        }
        portal.answer(asked).await
    }

    first_error_only ["all-errors-come-at-once"] |portal, asked| {
        portal.answer(asked).await.altered(|body| {
            if let Some(errors) = body.get_mut("errors").and_then(Value::as_array_mut) {
                errors.truncate(1);
            }
        })
    }

    /// What a PATCH does not name is cleared.
    patch_replaces ["a-patch-keeps-what-is-absent"] |portal, mut asked| {
        let mut body = asked.json();
        if asked.is("PATCH", "/general") && body.get("spid").is_none() && body.is_object() {
            body["spid"] = Value::Null;
            asked = asked.with_json(&body);
        }
        portal.answer(asked).await
    }

    any_media_type ["a-body-is-json"] |portal, mut asked| {
        if asked.writes() && !asked.body.is_empty() {
            asked.set("content-type", "application/json");
        }
        portal.answer(asked).await
    }

    one_language ["the-detail-follows-the-language"] |portal, mut asked| {
        asked.remove("accept-language");
        portal.answer(asked).await
    }

    problems_as_plain_json ["problems-are-documents"] |portal, asked| {
        let mut given = portal.answer(asked).await;
        if given.header("content-type") == "application/problem+json" {
            given.set("content-type", "application/json");
        }
        given
    }

    no_allow ["telephony-is-immutable", "what-is-not-allowed-says-what-is"] |portal, asked| {
        let mut given = portal.answer(asked).await;
        given.headers.remove("allow");
        given
    }

    public_answers ["answers-are-private"] |portal, asked| {
        let mut given = portal.answer(asked).await;
        given.headers.remove("cache-control");
        given
    }

    revision_goes_back ["the-revision-never-goes-back"] |portal, asked| {
        portal.answer(asked).await.altered(|body| {
            if let Some(revision) = body["revision"].as_u64() {
                body["revision"] = (1_000_000_u64 - revision).into();
            }
        })
    }

    /// 404 for what was deleted.
    ids_are_forgotten ["deleted-ids-stay-known"] |portal, asked| {
        let mut given = portal.answer(asked).await;
        if given.status == 410 {
            given.status = 404;
            given = given.altered(|body| {
                body["type"] = "not-found".into();
                body["status"] = 404.into();
            });
        }
        given
    }

    /// The first entry of every page but the first.
    page_drops_an_entry ["a-list-is-walked-once", "a-page-loses-nothing"] |portal, asked| {
        let later = asked.path.contains("cursor=");
        portal.answer(asked).await.altered(|body| {
            if let (true, Some(entries)) = (later, body.as_array_mut()) {
                entries.remove(0);
            }
        })
    }

    /// A cursor that counts entries misses one when another goes.
    cursor_counts ["a-page-loses-nothing"] |portal, asked| {
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        let path = path.to_owned();
        let of = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.parse::<usize>().ok());
        let (limit, at) = (of("limit="), of("cursor=").unwrap_or(0));
        let Some(limit) = limit.filter(|limit| (1..=20).contains(limit) && path.ends_with("/special-events")) else {
            return portal.answer(asked).await;
        };
        let whole = portal.read(&asked, &format!("{path}?limit=200")).await;
        let entries = whole.json().as_array().unwrap().clone();
        let page: Vec<_> = entries.iter().skip(at).take(limit).cloned().collect();
        let mut given = whole.altered(|body| *body = page.into());
        if at + limit < entries.len() {
            given.set("link", &format!("<{path}?limit={limit}&cursor={}>; rel=\"next\"", at + limit));
        }
        given
    }

    /// A list that goes on elsewhere would take the token with it.
    link_elsewhere ["a-list-is-walked-once", "a-page-loses-nothing"] |portal, asked| {
        let mut given = portal.answer(asked).await;
        let link = given.header("link").replace("special-events", "weekly-schedules");
        if !link.is_empty() {
            given.set("link", &link);
        }
        given
    }

    /// `Soir` and `SOIR` are two schedules.
    names_with_case ["names-compare-without-case", "names-compare-normalised", "some-names-are-the-portals"] |portal, mut asked| {
        let mut body = asked.json();
        let exact = body["name"].as_str().map(str::to_owned);
        if let Some(name) = exact.filter(|name| asked.method == "PUT" && !name.is_empty()) {
            body["name"] = format!("{name} #{}", hash(&name)).into();
            asked = asked.with_json(&body);
        }
        let mut given = portal.answer(asked).await;
        while let Some(at) = given.body.find(" #") {
            given.body.replace_range(at..at + 10, "");
        }
        given
    }

    /// Names are unique in both languages together.
    names_of_all_languages ["names-are-of-a-language-and-a-kind"] |portal, asked| {
        let (english, name) = (asked.path.contains("/chat/en/"), asked.json()["name"].clone());
        if english && asked.method == "PUT" && !name.is_null() {
            let other = asked.path.replace("/chat/en/", "/chat/fr/");
            let list = other.rsplit_once('/').unwrap().0.to_owned();
            let others = portal.read(&asked, &list).await.json();
            if others.as_array().unwrap().iter().any(|one| one["name"] == name) {
                let mut refused = portal.read(&asked, "/v1/nothing").await;
                refused.status = 409;
                return refused;
            }
        }
        portal.answer(asked).await
    }

    /// Days as they were sent.
    days_in_any_order ["hours-are-canonical", "a-create-carries-its-id"] |portal, asked| {
        let days = asked.json()["days"].clone();
        portal.answer(asked).await.altered(|body| {
            if days.is_array() && body["days"].is_array() {
                body["days"] = days;
            }
        })
    }

    grant_once ["a-grant-is-idempotent", "delegates-write-no-delegates"] |portal, asked| {
        let granting = asked.method == "PUT" && asked.path.contains("/delegates/");
        let mut given = portal.answer(asked).await;
        if granting && given.status == 204 {
            given.status = 409;
        }
        given
    }

    revoke_once ["a-revocation-is-idempotent"] |portal, asked| {
        if asked.method == "DELETE" && asked.path.contains("/delegates/") {
            let user = asked.path.rsplit('/').next().unwrap().to_owned();
            let list = asked.path.rsplit_once('/').unwrap().0.to_owned();
            let delegates = portal.read(&asked, &list).await.json();
            let there = delegates.as_array().is_some_and(|all| all.iter().any(|one| one["userCode"] == user.as_str()));
            let mut given = portal.answer(asked).await;
            if !there && given.status == 204 {
                given.status = 404;
            }
            return given;
        }
        portal.answer(asked).await
    }

    /// Anybody at all may become a delegate.
    no_candidates_needed ["delegates-come-from-the-candidates"] |portal, asked| {
        let granting = asked.method == "PUT" && asked.path.contains("/delegates/");
        let mut given = portal.answer(asked).await;
        if granting && given.status == 422 {
            given.status = 204;
            given.body.clear();
        }
        given
    }

    /// Whoever has the token changes the password without the old one.
    old_password_not_needed ["a-password-change-needs-the-old-one"] |portal, asked| {
        let mut given = portal.answer(asked.clone()).await;
        if asked.is("POST", "/administrator/password") && given.body.contains("wrong-current-password") {
            given = Given::empty(204);
        }
        given
    }

    weak_passwords_taken ["new-passwords-follow-the-rule"] |portal, asked| {
        let given = portal.answer(asked.clone()).await;
        match given.body.contains("no-special-character") {
            true => Given::empty(204),
            false => given,
        }
    }

    delegates_change_the_password ["delegates-change-no-password"] |portal, mut asked| {
        if asked.is("POST", "/administrator/password") && is_from(&asked, DELEGATE_TOKEN) {
            bearer(&mut asked, TOKEN);
        }
        portal.answer(asked).await
    }

    /// A login that fails leaves a cookie behind.
    a_cookie_for_everybody ["a-session-needs-the-right-password"] |portal, asked| {
        let opens = asked.method == "POST" && asked.path == "/v1/sessions";
        let mut given = portal.answer(asked).await;
        if opens {
            given.set("set-cookie", "session=1");
        }
        given
    }

    lunch_says_open ["availability-follows-the-priorities"] |portal, asked| {
        portal.answer(asked).await.altered(|body| {
            if body["schedules"][0]["kind"] == "lunchBreak" {
                body["open"] = true.into();
            }
        })
    }

    /// The last second of a window is closed.
    windows_without_their_end ["availability-follows-the-priorities"] |portal, asked| {
        let late = asked.path.contains(":59:59Z");
        portal.answer(asked).await.altered(|body| {
            if late && body["open"] == true {
                body["open"] = false.into();
            }
        })
    }

    /// Availability does not look at the switch.
    open_while_off ["availability-follows-the-priorities", "availability-names-the-best", "availability-is-closed-while-chat-is-off"] |portal, asked| {
        portal.answer(asked).await.altered(|body| {
            if body["open"].is_boolean() {
                body["open"] = true.into();
            }
        })
    }

    large_bodies_are_read ["a-large-body-is-413"] |portal, mut asked| {
        if asked.body.len() > 1 << 20 {
            asked.body = b"{}".to_vec();
        }
        portal.answer(asked).await
    }

    /// A refused write that has changed something all the same.
    half_a_write ["a-refused-write-changes-nothing"] |portal, asked| {
        let body = asked.json();
        let given = portal.answer(asked.clone()).await;
        if asked.is("PATCH", "/general") && given.status == 422 && body["resellerName"].is_string() {
            portal.answer(asked.with_json(&json!({ "resellerName": "half" }))).await;
        }
        given
    }

    /// What cannot be put back is told.
    never_the_same ["parts-agree-with-settings", "account-is-as-it-was"] |portal, asked| {
        let reads = asked.is("GET", "/settings");
        let given = portal.answer(asked).await;
        if !reads {
            return given;
        }
        let mut memory = portal.memory.lock().unwrap();
        memory.push(String::new());
        given.altered(|body| body["chat"]["fr"]["weekendHours"]["days"] = json!([memory.len().to_string()]))
    }
}
