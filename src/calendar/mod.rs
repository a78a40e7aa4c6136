//! The hours of an account as people and programs meet them: the ordinary week, the days that
//! differ from it, the decision at an instant, and how long chat is open.
//!
//! Start at [`week::Timetable`]: it computes the ordinary week and its exceptions once, and every
//! format renders that. The formats differ in what they can express, and each file says how it
//! copes: `grid` draws half hours, `ics` writes rules with the dates they skip, `osm` and
//! `schema_org` list each exception as a replacement of the day, `html` has a picture and a table.
//! None of them reads schedules: they all start from open minutes, which the engine of
//! `availability` computes, so that no format has a second opinion about priorities.
//!
//! ```text
//!   AccountHours ──> Timetable ──> grid, html, osm, schema_org, week (JSON)
//!        │
//!        ├──> resolve ──> ics (rules and single stretches), stretch
//!        └──> explain ──> answer
//! ```
//!
//! The room names `report` for what all reports share: colours, escaping, places in a file and the
//! types of JSON members. `report` never names this room.

pub(crate) mod answer;
pub(crate) mod grid;
pub(crate) mod html;
pub(crate) mod ics;
pub(crate) mod osm;
pub(crate) mod schema_org;
pub(crate) mod stretch;
pub(crate) mod week;

mod account_hours;
mod document;
mod exceptions;
mod public_clock;
mod renderer;
mod units;

#[cfg(test)]
mod tests;

pub(crate) use account_hours::{AccountHours, Assumption, Clock};
pub(crate) use document::json;
pub(crate) use renderer::HoursRenderer;
