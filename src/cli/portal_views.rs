//! What the pages of the embedded portal show of an account and the portal does not know: its file, and its hours
//! as customers meet them.

use chrono::{DateTime, NaiveDateTime, Utc};
use maud::html;
use serde_json::Value;

use crate::availability::{Reading, read};
use crate::calendar::answer::{self, Detail};
use crate::calendar::week::Timetable;
use crate::calendar::{AccountHours, HoursRenderer, html as hours_html};
use crate::contract::observed::observed;
use crate::contract::wire::Settings;
use crate::export::{Phones, Unsayable, export};
use crate::model::{AccountName, CIVIL, ETag, FieldPath, Language, Observed};
use crate::portal::AccountViews;
use crate::report::Style;
use crate::source::Place;
use crate::words::Words;

/// Weeks of which exceptions are shown.
const WEEKS: u16 = 8;

/// The tool's view of an account.
pub(super) struct ToolViews;

impl AccountViews for ToolViews {
    fn yaml(&self, settings: &Value, section: Option<&str>) -> Option<String> {
        let observed = read_settings(settings)?;
        let words = Words::of(observed.account.administrator.language);
        let file = export(&observed, Phones::Kept, &Unsayable::new(), &words);
        Some(match section {
            None => file,
            Some(section) => block(&file, section),
        })
    }

    fn week(
        &self,
        settings: &Value,
        of: Language,
        at: Option<&str>,
        reader: Language,
        now: DateTime<Utc>,
    ) -> Option<String> {
        let observed = read_settings(settings)?;
        let place = |_: &FieldPath| None::<Place>;
        let chat = &observed.account.chat;
        let hours = AccountHours::of(observed.name.as_str(), chat, &place).ok()?;
        let words = Words::of(reader);
        let languages = [of];
        let renderer = HoursRenderer {
            words: &words,
            style: Style::Plain,
            columns: HoursRenderer::COLUMNS,
            languages: &languages,
        };
        let today = now.with_timezone(&hours.zone).date_naive();
        let timetable = Timetable::of(&hours, &languages, today, WEEKS);
        let why = at.map(|at| explained(at, &hours, renderer));
        let why = html! {
            @match why {
                Some(Some(text)) => pre tabindex="0" id="why" { (text) },
                Some(None) => p.fault id="why" { (words.text("page-no-instant")) },
                None => {},
            }
        };
        Some(why.into_string() + &hours_html::fragment(&timetable, &hours, today, renderer))
    }
}

fn read_settings(settings: &Value) -> Option<Observed> {
    let wire: Settings = serde_json::from_value(settings.clone()).ok()?;
    let account = AccountName::parse(&wire.account).ok()?;
    observed(&account, wire, ETag(String::new())).ok()
}

/// The layers at a time that the account's clocks show once.
fn explained(at: &str, hours: &AccountHours<'_>, renderer: HoursRenderer<'_>) -> Option<String> {
    let civil = NaiveDateTime::parse_from_str(at.trim(), CIVIL).ok()?;
    let instant = match read(hours.zone, civil) {
        Reading::Once(instant) | Reading::Twice(instant, _) => instant,
        Reading::Skipped(_) => return None,
    };
    let instant = instant.with_timezone(&hours.zone).fixed_offset();
    let view = answer::view(hours, &[instant], renderer.languages).ok()?;
    Some(answer::text(&view, hours, Detail::Layers, renderer))
}

/// The lines of one section: a key at the margin with what is below it, and the comments before it.
fn block(file: &str, section: &str) -> String {
    let mut lines = Vec::new();
    let mut before = Vec::new();
    let mut inside = false;
    for line in file.lines() {
        if line.starts_with('#') {
            before.push(line);
            continue;
        }
        if !line.starts_with([' ', '-']) {
            inside = line
                .strip_prefix(section)
                .is_some_and(|rest| rest.starts_with(':'));
        }
        if inside {
            lines.append(&mut before);
            lines.push(line);
        }
        before.clear();
    }
    lines.push("");
    lines.join("\n")
}
