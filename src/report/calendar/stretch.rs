//! How long chat is open between two dates, and when.

use chrono::{DateTime, NaiveTime, Offset, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::super::Tone;
use super::{Pen, Subject, instant};
use crate::availability::{Period, UnknownZone, resolve};
use crate::model::Language;
use crate::words::Message;

views! {
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
        intervals: Vec<IntervalView>,
    }
    /// RFC 3339 instants, `to` exclusive.
    IntervalView {
        from: String,
        to: String,
    }
}

/// Every interval of a window.
pub(crate) fn view(
    subject: &Subject<'_>,
    window: Period,
    languages: &[Language],
) -> Result<StretchView, UnknownZone> {
    let asked = |language| {
        let asked = languages.contains(&language);
        asked.then(|| open(subject, window, language)).transpose()
    };
    Ok(StretchView {
        account: subject.account.to_owned(),
        fr: asked(Language::Fr)?,
        en: asked(Language::En)?,
        enabled: subject.chat.enabled,
        time_zone: subject.chat.time_zone.to_string(),
        assumptions: subject.codes(),
    })
}

fn open(
    subject: &Subject<'_>,
    window: Period,
    language: Language,
) -> Result<OpenView, UnknownZone> {
    let spans = resolve(subject.chat, language, window)?;
    let intervals = spans.iter().map(|(from, to)| IntervalView {
        from: rfc3339(instant(from)),
        to: rfc3339(instant(to)),
    });
    Ok(OpenView {
        open_minutes: spans.minutes(),
        intervals: intervals.collect(),
    })
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The same on the clocks of the account, a line a day.
pub(crate) fn text(view: &StretchView, subject: &Subject<'_>, pen: Pen<'_>) -> String {
    let mut lines = Vec::new();
    let groups: Vec<(&[Language], &OpenView)> = match (&view.fr, &view.en) {
        (Some(fr), Some(en)) if fr == en => vec![(&Language::ALL, fr)],
        (fr, en) => {
            let each = [(&[Language::Fr][..], fr), (&[Language::En][..], en)];
            let each = each.into_iter();
            each.filter_map(|(languages, open)| Some((languages, open.as_ref()?)))
                .collect()
        }
    };
    for (languages, open) in groups {
        let head = Message::new("hours-open-for")
            .text("account", &view.account)
            .text("customers", pen.customers(languages))
            .text("hours", Pen::duration(open.open_minutes));
        lines.push(pen.style.paint(Tone::Strong, &pen.say(&head)));
        lines.extend(days(open, subject, pen));
    }
    if !view.enabled {
        lines.push(pen.text("hours-off"));
    }
    lines.extend(pen.assumptions(subject));
    lines.join("\n") + "\n"
}

/// Intervals under the day on which they begin.
fn days(open: &OpenView, subject: &Subject<'_>, pen: Pen<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut last = None;
    for interval in &open.intervals {
        let local = |text: &str| {
            let at = DateTime::parse_from_rfc3339(text).unwrap_or_default();
            at.with_timezone(&subject.zone)
        };
        let (from, to) = (local(&interval.from), local(&interval.to));
        let shown = shown(from, to, pen);
        match lines.last_mut() {
            Some(line) if last == Some(from.date_naive()) => {
                line.push(' ');
                line.push_str(&shown);
            }
            Some(_) | None => lines.push(format!("  {}  {shown}", pen.date(from.date_naive()))),
        }
        last = Some(from.date_naive());
    }
    lines
}

/// `18:00–21:00`; an end on another day says which, and where the clocks change in between both
/// say by which clock.
fn shown(from: DateTime<Tz>, to: DateTime<Tz>, pen: Pen<'_>) -> String {
    let changes = from.offset().fix() != to.offset().fix();
    let form = if changes { "%H:%M %Z" } else { "%H:%M" };
    let (starts, ends) = (from.format(form), to.format(form));
    let (first, last) = (from.date_naive(), to.date_naive());
    match last {
        _ if last == first => format!("{starts}–{ends}"),
        _ if Some(last) == first.succ_opt() && to.time() == NaiveTime::MIN && !changes => {
            format!("{starts}–24:00")
        }
        _ => format!("{starts}–{} {ends}", pen.date(last)),
    }
}
