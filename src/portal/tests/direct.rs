//! The portal without a network between, for tests of other rooms.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::portal::Portal;
use crate::portal::answer::Asked;

/// The JSON of an answer's body.
pub(crate) fn json_of(body: Option<&Bytes>) -> Value {
    body.map_or(Value::Null, |body| serde_json::from_slice(body).unwrap())
}

/// What an answer holds, a problem's word under `type`.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) etag: Option<String>,
}

impl Portal {
    /// Asks as HTTP would: `headers` are those of the preconditions.
    pub(crate) fn ask(
        &self,
        token: &str,
        method: &str,
        path: &str,
        headers: [Option<&str>; 2],
        body: Option<&Value>,
    ) -> Answered {
        let [if_match, if_none_match] = headers.map(|header| header.map(str::to_owned));
        let asked = Asked {
            method: method.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            bearer: Some(token.to_owned()),
            if_match,
            if_none_match,
            content_type: body.map(|_| "application/json".to_owned()),
            body: body
                .map(|body| body.to_string().into_bytes())
                .unwrap_or_default(),
            ..Asked::default()
        };
        match self.answer(&asked) {
            Ok(answer) => Answered {
                status: answer.status,
                body: json_of(answer.body.as_ref()),
                etag: answer.etag,
            },
            Err(problem) => Answered {
                status: problem.status,
                body: json!({ "type": problem.kind }),
                etag: None,
            },
        }
    }
}
