//! `--listen`: whether the watcher lives and is ready, its metrics, and a page for people.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, PreEscaped, html};
use tokio::net::TcpListener;

use super::board::{Readiness, StatusBoard};
use crate::cli::environment::Environment;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::model::Language;
use crate::report::page::{POLICY, STYLE};
use crate::words::{Message, Words};

/// What a request sees.
#[derive(Clone)]
struct Seen {
    board: Arc<StatusBoard>,
    language: Language,
}

/// Serves until the process ends, and says where.
pub(super) async fn listen(
    address: SocketAddr,
    board: &Arc<StatusBoard>,
    environment: &Environment,
) -> Result<(), Failure> {
    let unbound = |error: std::io::Error| {
        let message = Message::new("watch-unbound").text("address", address);
        Failure::new(Exit::Failed, message.reason(error))
    };
    let listener = TcpListener::bind(address).await.map_err(unbound)?;
    let bound = listener.local_addr().map_err(unbound)?;
    environment.note(&Message::new("watch-listens").text("address", bound));
    let seen = Seen {
        board: Arc::clone(board),
        language: environment.words.language(),
    };
    let router = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/", get(page))
        .with_state(seen);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(())
}

async fn ready(State(seen): State<Seen>) -> (StatusCode, &'static str) {
    match seen.board.readiness() {
        Readiness::Ready => (StatusCode::OK, "ok\n"),
        Readiness::Starting => (StatusCode::SERVICE_UNAVAILABLE, "starting\n"),
        Readiness::PortalAway => (StatusCode::SERVICE_UNAVAILABLE, "portal away\n"),
    }
}

async fn metrics(State(seen): State<Seen>) -> Response {
    let form = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, form)], seen.board.metrics()).into_response()
}

async fn page(State(seen): State<Seen>) -> Response {
    let words = &Words::of(seen.language);
    let heads = ["forms-account", "watch-state", "watch-last", "watch-file"];
    let page = html! {
        (DOCTYPE)
        html lang=(words.language().as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta http-equiv="refresh" content="10";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "consigne watch" }
                style { (PreEscaped(STYLE)) }
            }
            body { main {
                h1 { "consigne watch" }
                table {
                    thead { tr { @for head in heads { th scope="col" { (words.text(head)) } } } }
                    tbody { @for event in seen.board.accounts() { tr {
                        th scope="row" { (event.account) }
                        td { (words.text(event.state.word())) }
                        td { (event.at) }
                        td { (event.file) }
                    } } }
                }
            } }
        }
    };
    let form = "text/html; charset=utf-8";
    ([(header::CONTENT_TYPE, form)], page.into_string()).into_response()
}
