//! A request as a check writes it, whatever came back, and what was expected instead.

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::tokens::Requester;
use crate::contract::shown;

/// A request as a check writes it. Method and headers are plain texts, because checks also send what no
/// client would, such as both preconditions at once or a body of another media type.
#[derive(Debug, Clone)]
pub(super) struct ProbeRequest {
    pub(super) requester: Requester,
    pub(super) method: String,
    /// Below the account, or from the root when it begins with a slash.
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<String>,
}

impl ProbeRequest {
    pub(super) fn new(requester: Requester, method: &str, path: &str) -> Self {
        Self {
            requester,
            method: method.to_owned(),
            path: path.to_owned(),
            headers: Vec::new(),
            body: None,
        }
    }

    pub(super) fn read(requester: Requester, path: &str) -> Self {
        Self::new(requester, "GET", path)
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn body(mut self, body: &Value) -> Self {
        self.body = Some(body.to_string());
        self
    }

    /// Who asked for what, as a report shows it.
    pub(super) fn words(&self) -> String {
        format!("{} {} {}", self.requester, self.method, self.path)
    }

    pub(super) fn names(&self, header: &str) -> bool {
        self.headers.iter().any(|(name, _)| name == header)
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub(super) struct ProbeResponse {
    pub(super) status: u16,
    /// Null when it is not JSON.
    pub(super) body: Value,
    pub(super) text: String,
    pub(super) headers: HeaderMap,
}

impl ProbeResponse {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(super) fn etag(&self) -> &str {
        self.header("etag").unwrap_or("")
    }

    /// Status and, of a problem, its type and the wrong members.
    pub(super) fn verdict(&self) -> String {
        let mut words = vec![self.status.to_string()];
        words.extend(self.body["type"].as_str().map(str::to_owned));
        words.extend(self.errors());
        words.join(" ")
    }

    /// `/pointer:code` of each wrong member.
    pub(super) fn errors(&self) -> impl Iterator<Item = String> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.map(|error| format!("{}:{}", text(error, "/pointer"), text(error, "/code")))
    }

    /// Entries of a list.
    pub(super) fn entries(&self) -> &[Value] {
        self.body.as_array().map_or(&[], Vec::as_slice)
    }
}

/// What was expected and what came instead, each without control characters and cut to a length that a
/// terminal can show: a broken portal may send anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch {
    pub(super) asked: String,
    pub(super) expected: String,
    pub(super) got: String,
}

impl Mismatch {
    pub(super) fn new(asked: &str, expected: impl ToString, got: impl ToString) -> Self {
        Self {
            asked: shown(asked),
            expected: shown(&expected.to_string()),
            got: shown(&got.to_string()),
        }
    }
}

/// A value without the members that are `null`, at every depth. In a response absent and `null` are
/// equivalent, and a portal may write the one in the settings and the other in the part.
pub(super) fn bare(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.iter().filter(|(_, value)| !value.is_null());
            let there = there.map(|(name, value)| (name.clone(), bare(value)));
            Value::Object(there.collect())
        }
        Value::Array(values) => values.iter().map(bare).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

/// A text member, or an empty one: an expectation that compares with it then fails.
pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}
