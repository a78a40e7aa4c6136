//! Any request, and what the portal may answer with.

use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::Value;
use tempfile::TempDir;

use super::embedded::Portal;
use super::request::ApiRequest;
use super::seed::Seed;
use crate::contract::observed::observed;
use crate::contract::wire;
use crate::model::{AccountName, ETag};

const SEED: &str = include_str!("../../fixtures/portal/boreal.yaml");
const TOKENS: &str =
    "primary boreal write marie\ndelegate:2041 boreal write jean\nsystem * read system\n";

/// Requests that one portal serves before the next one begins afresh, so that a case depends on few others.
const MOST: usize = 64;

/// A portal, and how many requests it has served.
struct Served {
    portal: Portal,
    count: usize,
    /// Goes with the portal.
    _home: TempDir,
}

impl Served {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let portal = Portal::open(&home.path().join("portal.db")).expect("a new database");
        portal
            .seed(&Seed::parse(SEED).expect("the fixture is a seed"))
            .expect("the fixture follows the rules");
        portal.grant(TOKENS).expect("the tokens have a form");
        Self {
            portal,
            count: 0,
            _home: home,
        }
    }
}

/// `METHOD PATH?QUERY WHO`, then `if-match`, `if-none-match` and `content-type` on a line each, `now` for the
/// current tag, then the body.
pub(crate) fn request(data: &[u8]) {
    static SERVED: OnceLock<Mutex<Served>> = OnceLock::new();
    let mut served = SERVED
        .get_or_init(|| Mutex::new(Served::new()))
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if served.count == MOST {
        *served = Served::new();
    }
    served.count += 1;
    let mut parts = data.splitn(5, |byte| *byte == b'\n');
    let mut line = || String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let (head, if_match, if_none_match, content_type) = (line(), line(), line(), line());
    let body = parts.next().unwrap_or_default().to_vec();
    let mut words = head.split(' ');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (method, target, who) = (word(), word(), word());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut request = ApiRequest {
        method: method.clone(),
        path: path.to_owned(),
        query: query.to_owned(),
        bearer: (who != "-").then_some(who),
        if_none_match: given(if_none_match),
        content_type: given(content_type),
        body,
        ..ApiRequest::default()
    };
    request.if_match = match if_match.as_str() {
        "now" => tag(&served.portal, path),
        _ => given(if_match),
    };
    // A hash of a password takes longer than all other requests together.
    if method == "POST" {
        return;
    }
    let status = match served.portal.respond(&request) {
        Ok(response) => {
            if let Some(body) = &response.body {
                let read: Result<Value, _> = serde_json::from_slice(body);
                assert!(read.is_ok(), "a body is JSON");
            }
            response.status
        }
        Err(problem) => problem.status,
    };
    assert!(status < 500, "{status} for {request:?}");
    if method != "GET" && status < 300 {
        is_readable(&served.portal);
    }
}

fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn get(path: &str) -> ApiRequest {
    ApiRequest {
        method: "GET".to_owned(),
        path: path.to_owned(),
        bearer: Some("marie".to_owned()),
        ..ApiRequest::default()
    }
}

fn tag(portal: &Portal, path: &str) -> Option<String> {
    portal.respond(&get(path)).ok()?.etag
}

/// Whatever was written, the client can read the account.
fn is_readable(portal: &Portal) {
    let response = portal.respond(&get("/v1/accounts/boreal/settings"));
    let body = response
        .ok()
        .and_then(|response| response.body)
        .expect("the settings");
    let settings: wire::Settings =
        serde_json::from_slice(&body).expect("the settings of the contract");
    let seen = observed(
        &AccountName::observed("boreal"),
        settings,
        ETag("1".to_owned()),
    );
    assert!(seen.is_ok(), "{seen:?}");
}
