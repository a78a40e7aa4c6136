//! An answer that is given again from memory is the one that the database would give, whoever wrote
//! in between.

use serde_json::{Value, json};

use super::direct::json_of;
use super::lab::Lab;
use crate::portal::Portal;
use crate::portal::answer::Asked;

/// Who asks for what: each differs from the others by its token, its path or its query.
const ASKED: [(&str, &str, &str); 6] = [
    ("marie", "settings", ""),
    ("jean", "settings", ""),
    ("marie", "delegates", ""),
    ("marie", "chat/fr/weekly-schedules", ""),
    ("marie", "chat/fr/weekly-schedules", "limit=1"),
    ("system", "general", ""),
];

/// What a portal that has remembered nothing says, which opens the same file as another process
/// does.
fn fresh(lab: &Lab, (token, path, query): (&str, &str, &str)) -> (u16, Value) {
    let asked = Asked {
        method: "GET".to_owned(),
        path: format!("/v1/accounts/boreal/{path}"),
        query: query.to_owned(),
        bearer: Some(token.to_owned()),
        ..Asked::default()
    };
    match Portal::open(&lab.database()).unwrap().answer(&asked) {
        Ok(answer) => (answer.status, json_of(answer.body.as_ref())),
        Err(problem) => (problem.status, Value::Null),
    }
}

#[tokio::test]
async fn who_asks_again_is_told_the_same_until_something_is_written() {
    let lab = Lab::new("boreal").await;
    let other = Portal::open(&lab.database()).unwrap();
    let soir = json!({ "name": "Soir", "days": ["thu"], "startTime": "18:00", "endTime": "21:00" });
    let path = "chat/fr/weekly-schedules/abcdefghijklmnopqrstuvwx01";
    let elsewhere = format!("/v1/accounts/boreal/{path}");
    // By this portal, by another process on the same file, refused, and of tokens alone.
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
        for asked in ASKED {
            let (token, path, query) = asked;
            let request = format!("{token} GET {path}?{query}");
            let expected = fresh(&lab, asked);
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
