//! The portal without a network in between, also for tests of other rooms.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::portal::Portal;
use crate::portal::request::ApiRequest;
use crate::portal::store::Purpose;

/// The JSON of a response body.
pub(crate) fn json_of(body: Option<&Bytes>) -> Value {
    body.map_or(Value::Null, |body| serde_json::from_slice(body).unwrap())
}

/// A response. For a problem, the body has nothing but its `type`.
pub(crate) struct DirectResponse {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) etag: Option<String>,
}

impl Portal {
    /// The audit table as lines.
    pub(super) fn audit_text(&self) -> String {
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Read).unwrap();
        let query = "SELECT who || ' ' || what || ' ' || ifnull(old, '') || ' ' || ifnull(new, '')
                     FROM audit ORDER BY id";
        let mut rows = transaction.sql.prepare(query).unwrap();
        let lines = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    /// Sends a request as HTTP would; `headers` are `If-Match` and `If-None-Match`.
    pub(crate) fn ask(
        &self,
        token: &str,
        method: &str,
        path: &str,
        headers: [Option<&str>; 2],
        body: Option<&Value>,
    ) -> DirectResponse {
        let [if_match, if_none_match] = headers.map(|header| header.map(str::to_owned));
        let request = ApiRequest {
            method: method.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            bearer: Some(token.to_owned()),
            if_match,
            if_none_match,
            content_type: body.map(|_| "application/json".to_owned()),
            body: body.map_or_else(Vec::new, |body| body.to_string().into_bytes()),
            ..ApiRequest::default()
        };
        match self.respond(&request) {
            Ok(response) => DirectResponse {
                status: response.status,
                body: json_of(response.body.as_ref()),
                etag: response.etag,
            },
            Err(problem) => DirectResponse {
                status: problem.status,
                body: json!({ "type": problem.kind }),
                etag: None,
            },
        }
    }
}
