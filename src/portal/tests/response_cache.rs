//! A response from the cache is the one that the database would give, whoever wrote in between.

use serde_json::{Value, json};

use super::direct::json_of;
use super::lab::Lab;
use crate::portal::Portal;
use crate::portal::request::ApiRequest;

/// Token, path and query of requests; each differs from the others in one of these.
const REQUESTS: [(&str, &str, &str); 6] = [
    ("marie", "settings", ""),
    ("jean", "settings", ""),
    ("marie", "delegates", ""),
    ("marie", "chat/fr/weekly-schedules", ""),
    ("marie", "chat/fr/weekly-schedules", "limit=1"),
    ("system", "general", ""),
];

/// The response of a portal with an empty cache, which opens the same file as another process
/// would.
fn fresh(lab: &Lab, token: &str, path: &str, query: &str) -> (u16, Value) {
    let request = ApiRequest {
        method: "GET".to_owned(),
        path: format!("/v1/accounts/boreal/{path}"),
        query: query.to_owned(),
        bearer: Some(token.to_owned()),
        ..ApiRequest::default()
    };
    match Portal::open(&lab.database()).unwrap().respond(&request) {
        Ok(response) => (response.status, json_of(response.body.as_ref())),
        Err(problem) => (problem.status, Value::Null),
    }
}

#[tokio::test]
async fn a_repeated_read_gets_the_same_response_until_something_is_written() {
    let lab = Lab::new("boreal").await;
    let other = Portal::open(&lab.database()).unwrap();
    let soir = json!({ "name": "Soir", "days": ["thu"], "startTime": "18:00", "endTime": "21:00" });
    let path = "chat/fr/weekly-schedules/abcdefghijklmnopqrstuvwx01";
    let elsewhere = format!("/v1/accounts/boreal/{path}");
    // Written by this portal, by another process on the same file, refused, and tokens only.
    for write in 0..6 {
        match write {
            1 => {
                let request = r#"marie PATCH general if-match=now {"spid": "A"}"#;
                assert_eq!(lab.ask(request).await.status, 200);
            }
            2 => {
                let new = [None, Some("*")];
                let answer = other.ask("marie", "PUT", &elsewhere, new, Some(&soir));
                assert_eq!(answer.status, 201);
            }
            3 => {
                let request = r#"marie PATCH general if-match="x" {"spid": "B"}"#;
                assert_eq!(lab.ask(request).await.status, 412);
            }
            4 => {
                let request = format!("marie DELETE {path} if-match=now");
                assert_eq!(lab.ask(&request).await.status, 204);
            }
            5 => other.grant("primary boreal write marie").unwrap(),
            _ => {}
        }
        for (token, path, query) in REQUESTS {
            let request = format!("{token} GET {path}?{query}");
            let expected = fresh(&lab, token, path, query);
            for _ in 0..2 {
                let answer = lab.ask(&request).await;
                let body = if answer.status == 200 {
                    answer.body
                } else {
                    Value::Null
                };
                assert_eq!((answer.status, body), expected, "{write}: {request}");
            }
        }
    }
    assert_eq!(lab.ask("jean GET settings").await.status, 401);
    assert_eq!(
        lab.ask("marie GET settings if-none-match=now").await.status,
        304
    );
}
