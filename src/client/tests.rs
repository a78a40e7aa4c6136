//! What each failure means for a read and for a write: the table of `retry.rs`, row by row.

use std::time::Duration;

use backon::BackoffBuilder;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::message::IncomingResponse;
use super::retry::{Again, FailedAttempt, MethodSafety, pauses};
use crate::contract::PortalError;

fn response(status: u16, kind: Option<&str>) -> IncomingResponse {
    let document = |kind| serde_json::json!({ "type": kind, "title": "t", "status": status });
    let body = kind
        .map(document)
        .map_or("<p>".to_owned(), |body| body.to_string());
    IncomingResponse {
        status: StatusCode::from_u16(status).unwrap(),
        body: body.into_bytes(),
        attempts: 0,
        url: "http://127.0.0.1/v1/accounts".to_owned(),
        headers: HeaderMap::new(),
    }
}

/// In short: the error, and when it is tried again.
fn meaning(failed: &FailedAttempt) -> String {
    let error = match &failed.error {
        PortalError::Refused(rejection) => rejection.kind.as_str(),
        PortalError::Lost { .. } => "lost",
        PortalError::NotThePortal { .. } => "not the portal",
        PortalError::Unreachable { .. }
        | PortalError::NoLanguage { .. }
        | PortalError::Newer { .. } => "other",
    };
    let again = match failed.again {
        Again::No => String::new(),
        Again::Soon => ", again".to_owned(),
        Again::After(wait) => format!(", again after {}", wait.as_secs()),
    };
    format!("{error}{again}")
}

#[test]
fn a_failure_means_what_the_table_says() {
    let rows = [
        (
            429,
            Some("rate-limited"),
            Some(7),
            "rate-limited, again after 7",
            "",
        ),
        (429, None, None, "not the portal, again", ""),
        (
            503,
            Some("maintenance"),
            Some(7),
            "maintenance, again after 7",
            "",
        ),
        (503, None, None, "lost, again", ""),
        (507, Some("storage-full"), Some(7), "storage-full", ""),
        (500, Some("internal"), None, "internal, again", "lost"),
        (502, None, Some(7), "lost, again", "lost"),
        (401, None, None, "unauthenticated", ""),
        (403, None, None, "forbidden", ""),
        (403, Some("primary-only"), None, "primary-only", ""),
        (302, None, None, "not the portal", "lost"),
        (
            404,
            Some("https://portal.example/problems#not-found"),
            None,
            "not-found",
            "",
        ),
        (404, None, None, "not the portal", ""),
        (412, Some("stale"), None, "stale", ""),
    ];
    for (status, kind, wait, read, write) in rows {
        let response = response(status, kind);
        let wait = wait.map(Duration::from_secs);
        let expected = [read, if write.is_empty() { read } else { write }];
        for (safety, expected) in [MethodSafety::Safe, MethodSafety::Unsafe]
            .into_iter()
            .zip(expected)
        {
            let failed = FailedAttempt::refused(&response, safety, wait);
            assert_eq!(meaning(&failed), expected, "{status} {kind:?} {safety:?}");
            assert_eq!(failed.may_be_repeated(), expected.contains("again"));
        }
    }
}

#[test]
fn a_request_is_sent_five_times_at_most() {
    let pauses: Vec<_> = pauses().build().collect();
    assert_eq!(pauses.len(), 4);
    assert!(
        pauses
            .iter()
            .all(|pause| *pause >= Duration::from_millis(200))
    );
}

#[test]
fn a_portal_that_always_asks_for_a_wait_is_not_asked_for_ever() {
    let busy = response(503, Some("maintenance"));
    let wait = Duration::from_secs(1);
    let failed = FailedAttempt::refused(&busy, MethodSafety::Safe, Some(wait));
    assert_eq!(failed.pause(Some(wait)), Some(wait + wait / 2));
    assert_eq!(failed.pause(None), None);
}
