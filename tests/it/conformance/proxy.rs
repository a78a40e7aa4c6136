//! A small proxy before a portal, which alters what it is told to.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use futures_util::future::BoxFuture;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

/// What is broken: a request becomes an answer, mostly by way of the portal.
pub(super) type Mutant = fn(Arc<Portal>, Asked) -> BoxFuture<'static, Given>;

/// The real portal.
pub(super) struct Portal {
    http: reqwest::Client,
    url: String,
    mutant: Mutant,
    /// What a mutant remembers.
    pub(super) memory: Mutex<Vec<String>>,
}

/// A request on its way.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) method: Method,
    /// With its query.
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Asked {
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub(super) fn set(&mut self, name: &'static str, value: &str) {
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.headers.remove(name);
    }

    pub(super) fn is(&self, method: &str, ending: &str) -> bool {
        let path = self.path.split('?').next().unwrap();
        self.method == method && path.ends_with(ending)
    }

    pub(super) fn writes(&self) -> bool {
        self.method != "GET"
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub(super) fn with_json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self
    }
}

/// An answer on its way.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Given {
    /// An answer without content.
    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: String::new(),
        }
    }

    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub(super) fn set(&mut self, name: &'static str, value: &str) {
        let value = HeaderValue::from_str(value).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The same with its JSON altered.
    pub(super) fn altered(mut self, alter: impl FnOnce(&mut Value)) -> Self {
        let mut body = self.json();
        alter(&mut body);
        self.body = body.to_string();
        self
    }
}

impl Portal {
    /// What the real portal answers.
    pub(super) async fn answer(&self, asked: Asked) -> Given {
        let mut request = self
            .http
            .request(asked.method, format!("{}{}", self.url, asked.path));
        for (name, value) in &asked.headers {
            if !matches!(name.as_str(), "host" | "content-length") {
                request = request.header(name, value);
            }
        }
        let response = request.body(asked.body).send().await.unwrap();
        let mut headers = response.headers().clone();
        for name in ["content-length", "transfer-encoding", "connection"] {
            headers.remove(name);
        }
        Given {
            status: response.status().as_u16(),
            headers,
            body: response.text().await.unwrap(),
        }
    }

    /// What it answers to a GET with the same token.
    pub(super) async fn read(&self, asked: &Asked, path: &str) -> Given {
        let mut read = asked.clone();
        read.method = Method::GET;
        read.body.clear();
        path.clone_into(&mut read.path);
        for name in ["if-match", "if-none-match", "content-type"] {
            read.remove(name);
        }
        self.answer(read).await
    }
}

/// A proxy that serves until it is dropped.
pub(super) struct Proxy {
    pub(super) url: String,
    pub(super) portal: Arc<Portal>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Proxy {
    pub(super) fn before(url: &str, mutant: Mutant) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let portal = Arc::new(Portal {
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            url: url.to_owned(),
            mutant,
            memory: Mutex::default(),
        });
        let router = Router::new()
            .fallback(handle)
            .with_state(Arc::clone(&portal));
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"));
        let listener = listener.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async { axum::serve(listener, router).await });
        Self {
            url,
            portal,
            runtime: Some(runtime),
        }
    }
}

async fn handle(State(portal): State<Arc<Portal>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked {
        method: parts.method,
        path: parts.uri.path_and_query().unwrap().to_string(),
        headers: parts.headers,
        body: to_bytes(body, 8 << 20).await.unwrap().into(),
    };
    let given = (portal.mutant)(Arc::clone(&portal), asked).await;
    let mut response = Response::new(Body::from(given.body));
    *response.status_mut() = given.status.try_into().unwrap();
    *response.headers_mut() = given.headers;
    response
}
