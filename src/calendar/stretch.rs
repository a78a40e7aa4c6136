//! How long chat is open between two dates, and when.

use chrono::{DateTime, NaiveTime, Offset};

use super::account_hours::AccountHours;
use super::renderer::HoursRenderer;
use super::units::instant;
use crate::availability::{Period, UnknownZone, resolve};
use crate::model::Language;
use crate::report::json_text::UtcInstant;
use crate::report::{Tone, views};
use crate::words::{Message, duration};
use crate::zone::Zone;

views! {
    derive(Eq, serde::Serialize)
    /// One account.
    StretchView {
        account: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<OpenView>,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<OpenView>,
        enabled: bool,
        time_zone: String,
        assumptions: Vec<String>,
    }
    /// The customers of one language.
    OpenView {
        open_minutes: u64,
        intervals: Vec<OpenIntervalView>,
    }
    /// RFC 3339 instants, `to` exclusive.
    #[cfg_attr(test, schemars(rename = "IntervalView"))]
    OpenIntervalView {
        from: UtcInstant,
        to: UtcInstant,
    }
}

/// Every open interval of a window, for the languages that were asked for.
pub(crate) fn view(
    hours: &AccountHours<'_>,
    window: Period,
    languages: &[Language],
) -> Result<StretchView, UnknownZone> {
    Ok(StretchView {
        account: hours.account.to_owned(),
        fr: open_if_asked(hours, window, Language::Fr, languages)?,
        en: open_if_asked(hours, window, Language::En, languages)?,
        enabled: hours.chat.enabled,
        time_zone: hours.chat.time_zone.to_string(),
        assumptions: hours.assumption_codes(),
    })
}

fn open_if_asked(
    hours: &AccountHours<'_>,
    window: Period,
    language: Language,
    asked: &[Language],
) -> Result<Option<OpenView>, UnknownZone> {
    if !asked.contains(&language) {
        return Ok(None);
    }
    let spans = resolve(hours.chat, language, window)?;
    let intervals = spans.iter().map(|(from, to)| OpenIntervalView {
        from: instant(from).into(),
        to: instant(to).into(),
    });
    Ok(Some(OpenView {
        open_minutes: spans.minutes(),
        intervals: intervals.collect(),
    }))
}

/// The intervals on the clocks of the account, a line for each day. Languages with equal hours are
/// listed once.
pub(crate) fn text(
    view: &StretchView,
    hours: &AccountHours<'_>,
    renderer: HoursRenderer<'_>,
) -> String {
    let mut lines = Vec::new();
    for (languages, open) in groups(view) {
        let head = Message::new("hours-open-for")
            .text("account", &view.account)
            .text("customers", renderer.customers(languages))
            .text("hours", duration(open.open_minutes));
        lines.push(renderer.style.paint(Tone::Strong, &renderer.say(&head)));
        lines.extend(days(open, hours, renderer));
    }
    if !view.enabled {
        lines.push(renderer.text("hours-off"));
    }
    lines.extend(renderer.assumptions(hours));
    lines.join("\n") + "\n"
}

/// The languages that were asked for, together where their hours are equal.
fn groups(view: &StretchView) -> Vec<(&'static [Language], &OpenView)> {
    match (&view.fr, &view.en) {
        (Some(fr), Some(en)) if fr == en => vec![(&Language::ALL, fr)],
        (fr, en) => {
            let fr = fr.iter().map(|open| (&[Language::Fr][..], open));
            let en = en.iter().map(|open| (&[Language::En][..], open));
            fr.chain(en).collect()
        }
    }
}

/// Intervals under the day on which they begin, so that a night stands with its evening and not
/// with the morning after.
fn days(open: &OpenView, hours: &AccountHours<'_>, renderer: HoursRenderer<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut last = None;
    for interval in &open.intervals {
        let from = interval.from.0.with_timezone(&hours.zone);
        let to = interval.to.0.with_timezone(&hours.zone);
        let times = interval_times(from, to, renderer);
        let date = from.date_naive();
        match lines.last_mut() {
            Some(line) if last == Some(date) => {
                line.push(' ');
                line.push_str(&times);
            }
            Some(_) | None => lines.push(format!("  {}  {times}", renderer.date(date))),
        }
        last = Some(date);
    }
    lines
}

/// `18:00–21:00`. An end on another day is written with its date, except midnight, which is
/// `24:00`. Where the clocks change in between, both ends carry the abbreviation of their clock:
/// `01:30 EDT–01:30 EST` is an hour long.
fn interval_times(from: DateTime<Zone>, to: DateTime<Zone>, renderer: HoursRenderer<'_>) -> String {
    let changes = from.offset().fix() != to.offset().fix();
    let format = if changes { "%H:%M %Z" } else { "%H:%M" };
    let (starts, ends) = (from.format(format), to.format(format));
    let (first, last) = (from.date_naive(), to.date_naive());
    if last == first {
        return format!("{starts}–{ends}");
    }
    let midnight = Some(last) == first.succ_opt() && to.time() == NaiveTime::MIN;
    if midnight && !changes {
        return format!("{starts}–24:00");
    }
    format!("{starts}–{} {ends}", renderer.date(last))
}
