//! The portal against the tables of the contract: its routes, and every status with its type.

use std::collections::BTreeSet;

use super::lab::Lab;
use crate::contract::route::PROBLEMS;
use crate::contract::table::ROUTES;
use crate::portal::endpoint::resolve;

const ID: &str = "abcdefghijklmnopqrstuvwx01";

/// Endpoints for the web pages only, which `session.rs` and `password.rs` test.
const OF_SESSIONS: [&str; 2] = [
    "/v1/sessions",
    "/v1/accounts/{account}/administrator/password",
];

#[test]
fn the_routes_and_their_methods_are_those_of_the_table() {
    for row in ROUTES.iter().filter(|row| !OF_SESSIONS.contains(&row.path)) {
        let path = row
            .path
            .replace("{account}", "boreal")
            .replace("{userCode}", "2041")
            .replace("{language}", "fr")
            .replace("{id}", ID);
        let resolved = resolve(&path).unwrap_or_else(|| panic!("{path} is no route"));
        assert_eq!(resolved.endpoint.methods(), row.allow(), "{path}");
        let names_account = row.path.contains("{account}");
        assert_eq!(resolved.account.is_some(), names_account, "{path}");
    }
}

#[test]
fn paths_that_do_not_exist() {
    for path in [
        "",
        "/",
        "/v1",
        "/v1/",
        "/v2/accounts",
        "/v1/accounts/",
        "/v1/accounts/boreal",
        "/v1/accounts/boreal/",
        "/v1/accounts//settings",
        "/v1/accounts/boreal/settings/",
        "/v1/accounts/boreal//settings",
        "/v1/accounts/boreal/delegates/",
        "/v1/accounts/boreal/delegates/%zz",
        "/v1/accounts/boreal/delegates/%ff",
        "/v1/accounts/boreal/chat/fr",
        "/v1/accounts/boreal/chat/fr/weekly-schedules/a/b",
    ] {
        assert_eq!(resolve(path), None, "{path}");
    }
    let encoded = resolve("/v1/accounts/bore%61l/delegates/20%341");
    assert_eq!(encoded, resolve("/v1/accounts/boreal/delegates/2041"));
}

/// Problems that cannot be provoked by a plain request: those of passwords, limits and faults, and
/// those that only adapters for other portals report.
const NOT_HERE: [&str; 9] = [
    "account-full",
    "head-too-large",
    "unsupported",
    "password-policy",
    "wrong-current-password",
    "rate-limited",
    "internal",
    "maintenance",
    "storage-full",
];

/// A request for each status and type of the contract, in order.
#[expect(clippy::too_many_lines, reason = "one row per status and type")]
#[tokio::test]
async fn every_status_of_the_contract_is_reached() {
    let lab = Lab::new("schedules").await;
    let entry = format!("chat/fr/weekly-schedules/{ID}");
    let soir = r#"{"name": "Soir", "days": ["thu"], "allDay": true}"#;
    let named = |name: &str| soir.replace("Soir", name);
    let other = entry.replace("01", "02");
    let large = "x".repeat((1 << 20) + 1);
    let rows = [
        ("marie GET general".to_owned(), "200"),
        (format!("marie PUT {entry} if-none-match=* {soir}"), "201"),
        (format!("marie DELETE {entry} if-match=now"), "204"),
        ("marie GET general if-none-match=now".to_owned(), "304"),
        (
            "marie PATCH general if-match=* {".to_owned(),
            "400 malformed",
        ),
        ("nobody GET general".to_owned(), "401 unauthenticated"),
        ("paul GET general".to_owned(), "403 wrong-account"),
        (
            "marie-reads PUT delegates/2041".to_owned(),
            "403 read-only-token",
        ),
        (
            "system PUT delegates/2041".to_owned(),
            "403 read-only-token",
        ),
        ("marie GET nothing".to_owned(), "404 not-found"),
        (
            "marie GET delegates/2041".to_owned(),
            "405 method-not-allowed",
        ),
        (
            format!("marie PUT {other} if-none-match=* {}", named("JEUDI soir")),
            "409 name-taken",
        ),
        (
            format!("marie PUT {other} if-none-match=* {}", named("weekend")),
            "409 server-managed-schedule",
        ),
        (format!("marie GET {entry}"), "410 gone"),
        (
            format!("marie PUT {entry} if-none-match=* {soir}"),
            "410 gone",
        ),
        (
            "marie PATCH general if-match=\"0\" {}".to_owned(),
            "412 stale",
        ),
        (
            format!(r#"marie PATCH general if-match=* {{"spid": "{large}"}}"#),
            "413 too-large",
        ),
        (
            "marie PATCH general if-match=*".to_owned(),
            "415 media-type",
        ),
        (
            r#"marie PATCH general if-match=* {"x": 1}"#.to_owned(),
            "422 invalid-field /x:unknown-field",
        ),
        (
            r#"marie PATCH general if-match=* {"can": "x"}"#.to_owned(),
            "422 immutable-field /can:immutable-field",
        ),
        ("marie PUT delegates/9999".to_owned(), "422 not-a-candidate"),
        (
            "marie GET chat/es/working-hours".to_owned(),
            "422 unknown-language",
        ),
        (
            "marie PATCH general {}".to_owned(),
            "428 precondition-required",
        ),
    ];
    let mut reached: BTreeSet<String> = BTreeSet::new();
    for (request, expected) in &rows {
        assert_eq!(
            lab.ask(request).await.verdict(),
            *expected,
            "{request:.100}"
        );
        reached.extend(expected.split(' ').nth(1).map(str::to_owned));
    }
    let delegates = Lab::new("delegates").await;
    let undeployed = Lab::new("undeployed").await;
    for (lab, request, expected) in [
        (&delegates, "jean PUT delegates/2230", "403 primary-only"),
        (
            &delegates,
            r#"marie PATCH administrator if-match=* {"email": "paul.cote@austral.example"}"#,
            "409 email-taken",
        ),
        (
            &undeployed,
            r#"marie PATCH chat if-match=* {"enabled": true}"#,
            "409 chat-not-deployed",
        ),
    ] {
        assert_eq!(lab.ask(request).await.verdict(), expected, "{request}");
        reached.extend(expected.split(' ').nth(1).map(str::to_owned));
    }
    reached.extend(NOT_HERE.map(str::to_owned));
    let contract: BTreeSet<_> = PROBLEMS
        .iter()
        .map(|(_, kind)| (*kind).to_owned())
        .collect();
    assert_eq!(reached, contract);
}

#[tokio::test]
async fn head_is_get_without_its_body_and_options_is_not_allowed() {
    let lab = Lab::new("boreal").await;
    for path in [
        "settings",
        "general",
        "chat/fr/special-events",
        "/v1/accounts",
    ] {
        let got = lab.ask(&format!("marie GET {path}")).await;
        let head = lab.ask(&format!("marie HEAD {path}")).await;
        assert_eq!((head.status, head.body.is_null()), (200, true), "{path}");
        for name in ["etag", "cache-control", "content-type", "content-length"] {
            assert_eq!(head.header(name), got.header(name), "{path} {name}");
        }
    }
    lab.check(&[
        ("marie HEAD general if-none-match=now", "304"),
        ("nobody HEAD general", "401"),
        ("marie HEAD nothing", "404"),
    ])
    .await;
    for (path, allow) in [
        ("general", "GET, PATCH"),
        ("telephony", "GET"),
        ("delegates/2041", "PUT, DELETE"),
        ("chat/fr/lunch-break", "GET, PUT"),
        (
            "chat/fr/weekly-schedules/abcdefghijklmnopqrstuvwx01",
            "GET, PUT, DELETE",
        ),
    ] {
        let answer = lab.ask(&format!("marie OPTIONS {path}")).await;
        assert_eq!(answer.verdict(), "405 method-not-allowed");
        assert_eq!(answer.header("allow"), Some(allow), "{path}");
    }
}

/// A body that was read can be sent back, with its read-only members.
#[tokio::test]
async fn a_body_that_was_read_can_be_sent_back() {
    let lab = Lab::new("schedules").await;
    let settings = lab.ask("marie GET settings").await.body;
    let id = settings["chat"]["fr"]["weeklySchedules"][0]["id"]
        .as_str()
        .unwrap();
    let entry = format!("chat/fr/weekly-schedules/{id}");
    for (method, path) in [
        ("PATCH", "general"),
        ("PATCH", "administrator"),
        ("PATCH", "chat"),
        ("PUT", "chat/fr/working-hours"),
        ("PUT", "chat/fr/lunch-break"),
        ("PUT", "chat/en/weekend-hours"),
        ("PUT", entry.as_str()),
    ] {
        let read = lab.ask(&format!("marie GET {path}")).await.body;
        let members = read.as_object().unwrap().iter().rev();
        let members: Vec<_> = members
            .map(|(name, value)| format!("\"{name}\": {value}"))
            .collect();
        let body = members.join(", ");
        let written = lab
            .ask(&format!("marie {method} {path} if-match=now {{{body}}}"))
            .await;
        assert_eq!(written.status, 200, "{path} {}", written.body);
        assert_eq!(written.body, read, "{path}");
    }
}

/// RFC 7396: null clears members that can be empty, and is invalid for others.
#[tokio::test]
async fn a_merge_patch_clears_with_null() {
    let lab = Lab::new("boreal").await;
    lab.check(&[
        (r#"marie PATCH general if-match=now {}"#, "200"),
        (
            r#"marie PATCH general if-match=now {"spid": null, "address": null}"#,
            "200",
        ),
        (
            r#"marie PATCH administrator if-match=now {"phone": null}"#,
            "200",
        ),
        (
            r#"marie PATCH administrator if-match=now {"email": null, "language": null}"#,
            "422 invalid-field /email:invalid /language:invalid",
        ),
        (
            r#"marie PATCH chat if-match=now {"enabled": null, "timeZone": null}"#,
            "422 invalid-field /timeZone:invalid /enabled:invalid",
        ),
        (
            r#"marie PATCH general if-match=now {"can": null, "defaultCustomerLanguage": null}"#,
            "422 invalid-field /can:immutable-field /defaultCustomerLanguage:invalid",
        ),
        (
            r#"marie PATCH general if-match=now {"address": {"city": "Laval"}}"#,
            "422 invalid-field /address/street:required /address/country:required",
        ),
    ])
    .await;
    let general = lab.ask("marie GET general").await.body;
    assert!(general["spid"].is_null() && general["address"].is_null());
    assert_eq!(general["resellerName"], "Télécom Boréal");
    assert!(lab.ask("marie GET administrator").await.body["phone"].is_null());
    lab.check(&[(
        "marie PATCH general if-match=now content-type=application/merge-patch+json {}",
        "200",
    )])
    .await;
}
