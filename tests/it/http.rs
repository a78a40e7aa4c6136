//! A plain HTTP client for the portal, which knows nothing of the tool.

use reqwest::{Client, Method};
use serde_json::Value;

use crate::workbench::{TOKEN, Workbench};

/// An answer of the portal.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) headers: reqwest::header::HeaderMap,
}

impl Answer {
    pub(crate) fn etag(&self) -> String {
        self.headers["etag"].to_str().unwrap().to_owned()
    }

    /// The word of a problem document.
    pub(crate) fn problem(&self) -> &str {
        self.body["type"].as_str().unwrap_or_default()
    }
}

/// Asks as the primary administrator, below the account `boreal`.
pub(crate) fn ask(bench: &Workbench, method: &str, path: &str, body: Option<Value>) -> Answer {
    ask_as(bench, TOKEN, method, path, &[], body)
}

/// Changes what exists: reads its tag first, and sends it.
pub(crate) fn change(bench: &Workbench, method: &str, path: &str, body: Option<Value>) -> Answer {
    let etag = ask(bench, "GET", path, None).etag();
    ask_as(
        bench,
        TOKEN,
        method,
        path,
        &[("if-match", etag.as_str())],
        body,
    )
}

/// Creates a schedule with an id of its own.
pub(crate) fn create(bench: &Workbench, list: &str, id: char, body: Value) -> Answer {
    let path = format!("{list}/{}", id.to_string().repeat(26));
    ask_as(
        bench,
        TOKEN,
        "PUT",
        &path,
        &[("if-none-match", "*")],
        Some(body),
    )
}

pub(crate) fn ask_as(
    bench: &Workbench,
    token: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<Value>,
) -> Answer {
    drop(rustls::crypto::ring::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let client = Client::builder().no_proxy().build().unwrap();
        let url = match path.strip_prefix("/v1") {
            Some(_) => format!("{}{path}", bench.url()),
            None => format!("{}/v1/accounts/boreal/{path}", bench.url()),
        };
        let mut request = client.request(Method::from_bytes(method.as_bytes()).unwrap(), url);
        request = request.header("authorization", format!("Bearer {token}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Answer {
            status,
            body,
            headers,
        }
    })
}
