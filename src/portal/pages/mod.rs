//! The portal's own pages, as the help page describes them: « Paramètres » in a browser, in French and English,
//! without a script.
//!
//! ```text
//! handler   HTTP to VisitRequest and back
//! route     which page a path is
//! visit     who looks, and the requests that are made for them (the same as a program's, by the same rules)
//! answer    what anybody may see; then show and post: what a person with a session looks at and sends
//! sheet     every form: fields, values, the one request that saves them (event: its dates)
//! frame, controls, settings, schedule, login, conflict, history   HTML
//! fault     what a refused request says, at the field that it is about
//! desk      what the pages share: views from outside, idle sessions, links that log in once
//! ```
//!
//! Nothing is decided here. A form becomes the request that a program would send, with the tag that the form was
//! opened with; what the request's rules refuse is shown with everything that was entered.

mod answer;
mod conflict;
mod controls;
mod desk;
mod event;
mod fault;
mod form;
mod frame;
mod handler;
mod history;
mod login;
mod post;
mod reply;
mod route;
mod schedule;
mod settings;
mod sheet;
mod show;
mod trouble;
mod visit;

pub(super) use answer::answer;
pub(crate) use desk::{AccountViews, Desk, PageHabits};
pub(super) use handler::handle_page;
pub(super) use reply::PageReply;
pub(super) use route::page_at;
pub(super) use visit::VisitRequest;
