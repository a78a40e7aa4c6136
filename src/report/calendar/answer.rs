//! What held at an instant, and why: every schedule in effect, and which of them decided.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta};
use serde::Serialize;

use super::super::Tone;
use super::super::view::Place;
use super::{Pen, Subject, instant};
use crate::availability::{Layer, UnknownZone, Window, explain, resolve};
use crate::model::{Availability, FieldPath, Language, Tier};
use crate::words::Message;

/// How far the next change is looked for.
const AHEAD: TimeDelta = TimeDelta::days(400);

views! {
    /// One account.
    AnswersView {
        account: String,
        instants: Vec<InstantView>,
        /// Whether chat is on; when it is off, no schedule decides.
        enabled: bool,
        time_zone: String,
        assumptions: Vec<String>,
    }
    /// One instant, as requested.
    InstantView {
        instant: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<AnswerView>,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<AnswerView>,
    }
    /// State for the customers of one language.
    AnswerView {
        open: bool,
        /// The schedule that decides, or null.
        schedule: Option<String>,
        /// Schedules in effect, highest rank first; among events that disagree, closed first.
        layers: Vec<LayerView>,
        /// Next change, if it is within 400 days.
        until: Option<String>,
    }
    /// A schedule in effect.
    LayerView {
        schedule: String,
        rank: u8,
        says: &'static str,
        file: Option<String>,
        line: Option<usize>,
    }
}

/// The answers for every instant that was asked for.
pub(crate) fn view(
    subject: &Subject<'_>,
    instants: &[DateTime<FixedOffset>],
    languages: &[Language],
) -> Result<AnswersView, UnknownZone> {
    let one = |at: &DateTime<FixedOffset>| {
        let asked = |language| {
            let asked = languages.contains(&language);
            asked.then(|| answer(subject, *at, language)).transpose()
        };
        Ok(InstantView {
            instant: at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            fr: asked(Language::Fr)?,
            en: asked(Language::En)?,
        })
    };
    Ok(AnswersView {
        account: subject.account.to_owned(),
        instants: instants.iter().map(one).collect::<Result<_, _>>()?,
        enabled: subject.chat.enabled,
        time_zone: subject.chat.time_zone.to_string(),
        assumptions: subject.codes(),
    })
}

fn answer(
    subject: &Subject<'_>,
    at: DateTime<FixedOffset>,
    language: Language,
) -> Result<AnswerView, UnknownZone> {
    let layers = explain(subject.chat, language, at.to_utc())?;
    let decides = layers.first().filter(|_| subject.chat.enabled);
    let open = decides.is_some_and(|layer| layer.says == Availability::Open);
    Ok(AnswerView {
        open,
        schedule: decides.map(Layer::schedule),
        until: until(subject, at, language)?,
        layers: layers
            .iter()
            .map(|layer| layer_view(subject, layer, language))
            .collect(),
    })
}

fn layer_view(subject: &Subject<'_>, layer: &Layer, language: Language) -> LayerView {
    let hours = FieldPath::of("chat.hours").key(language.as_str());
    let place = (subject.place)(&layer.path(&hours));
    let (file, line) = place.map(|place| (place.file, place.line)).unzip();
    LayerView {
        schedule: layer.schedule(),
        rank: rank(layer.tier),
        says: layer.says.as_str(),
        file,
        line,
    }
}

/// When chat closes, or opens again.
fn until(
    subject: &Subject<'_>,
    at: DateTime<FixedOffset>,
    language: Language,
) -> Result<Option<String>, UnknownZone> {
    let from = at.to_utc();
    let Some(to) = from.checked_add_signed(AHEAD) else {
        return Ok(None);
    };
    let spans = resolve(subject.chat, language, Window { from, to })?;
    let first = spans.iter().next();
    let change = first.map(|(opens, closes)| (instant(opens), instant(closes)));
    let change = change.map(|(opens, closes)| if opens <= from { closes } else { opens });
    Ok(change.filter(|change| *change < to).map(|change| {
        let local = change.with_timezone(&subject.zone);
        local.to_rfc3339_opts(SecondsFormat::Secs, true)
    }))
}

fn rank(tier: Tier) -> u8 {
    match tier {
        Tier::SpecialEvent => 1,
        Tier::Weekly => 2,
        Tier::Weekend => 3,
        Tier::LunchBreak => 4,
        Tier::WorkingHours => 5,
    }
}

fn kind(rank: u8) -> &'static str {
    match rank {
        1 => "tier-special-event",
        2 => "tier-weekly",
        3 => "tier-weekend",
        4 => "tier-lunch-break",
        _ => "tier-working-hours",
    }
}

/// Whether the layers are told as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    Decision,
    Layers,
}

/// The same in words. Languages that meet the same are told once.
pub(crate) fn text(
    view: &AnswersView,
    subject: &Subject<'_>,
    detail: Detail,
    pen: Pen<'_>,
) -> String {
    let mut lines = Vec::new();
    for asked in &view.instants {
        let head = format!("{}, {}", view.account, when(&asked.instant, subject, pen));
        lines.push(pen.style.paint(Tone::Strong, &head));
        if !view.enabled {
            lines.push(format!("  {}", pen.text("hours-off")));
        }
        match (&asked.fr, &asked.en) {
            (Some(fr), Some(en)) if fr == en => {
                lines.extend(told(fr, &Language::ALL, subject, detail, pen));
            }
            (fr, en) => {
                let each = [(Language::Fr, fr), (Language::En, en)];
                for (language, answer) in each {
                    let answer = answer.iter();
                    lines.extend(
                        answer.flat_map(|answer| told(answer, &[language], subject, detail, pen)),
                    );
                }
            }
        }
    }
    lines.extend(pen.assumptions(subject));
    lines.join("\n") + "\n"
}

/// `Thu 2026-12-24 14:00 EST`: as the clocks of the account show it.
fn when(text: &str, subject: &Subject<'_>, pen: Pen<'_>) -> String {
    let Ok(at) = DateTime::parse_from_rfc3339(text) else {
        return text.to_owned();
    };
    let local = at.with_timezone(&subject.zone);
    let date = pen.date(local.date_naive());
    match subject.clock {
        super::Clock::Zone => format!("{date} {}", local.format("%H:%M %Z")),
        super::Clock::Civil => format!("{date} {}", local.format("%H:%M")),
    }
}

fn told(
    answer: &AnswerView,
    languages: &[Language],
    subject: &Subject<'_>,
    detail: Detail,
    pen: Pen<'_>,
) -> Vec<String> {
    let customers = pen.customers(languages);
    let state = state(answer, subject, pen);
    if detail == Detail::Decision {
        let because = because(answer, subject, pen);
        return vec![holds(&customers, &format!("{state}, {because}"), pen)];
    }
    let mut lines = vec![holds(&customers, &state, pen)];
    let width = answer.layers.iter().map(|layer| pen.text(kind(layer.rank)));
    let width = width.map(|kind| kind.chars().count()).max().unwrap_or(0);
    for (at, layer) in answer.layers.iter().enumerate() {
        let best = answer.layers.first().filter(|_| subject.chat.enabled);
        lines.push(row(layer, role(at, layer, best), width, pen));
    }
    if answer.layers.is_empty() {
        lines.push(format!("      {}", pen.text("layer-none")));
    }
    lines
}

fn holds(customers: &str, what: &str, pen: Pen<'_>) -> String {
    let message = Message::new("hours-holds").text("customers", customers);
    format!("  {}", pen.say(&message.text("what", what)))
}

/// What a layer does beside the one that decides.
fn role(at: usize, layer: &LayerView, best: Option<&LayerView>) -> &'static str {
    match best {
        None => "layer-idle",
        Some(_) if at == 0 => "layer-decides",
        Some(best) if best.rank != layer.rank => "layer-hidden",
        Some(best) if best.says == layer.says => "layer-agrees",
        Some(_) => "layer-loses",
    }
}

fn row(layer: &LayerView, role: &'static str, width: usize, pen: Pen<'_>) -> String {
    let sign = if role == "layer-decides" { '>' } else { ' ' };
    let says = match layer.says {
        "open" => pen.text("value-open"),
        _ => pen.text("value-closed"),
    };
    let kind = pen.text(kind(layer.rank));
    let schedule = super::harmless(&layer.schedule);
    let (role, place) = (pen.text(role), place(layer, pen));
    let rank = layer.rank;
    format!("    {sign} {rank} {kind:<width$}  {says:<6}  {schedule} ({role}){place}")
}

/// `closed until Mon 2027-01-04 08:30 EST`.
fn state(answer: &AnswerView, subject: &Subject<'_>, pen: Pen<'_>) -> String {
    let (state, tone) = if answer.open {
        ("value-open", Tone::Added)
    } else {
        ("value-closed", Tone::Removed)
    };
    let state = pen.style.paint(tone, &pen.text(state));
    let Some(until) = &answer.until else {
        return state;
    };
    let message = Message::new("hours-until").text("state", state);
    pen.say(&message.text("until", when(until, subject, pen)))
}

/// `because specialEvents["Temps des fêtes"] decides`, with its place.
fn because(answer: &AnswerView, subject: &Subject<'_>, pen: Pen<'_>) -> String {
    let Some(schedule) = &answer.schedule else {
        return if subject.chat.enabled {
            pen.text("hours-no-schedule")
        } else {
            pen.text("hours-because-off")
        };
    };
    let schedule = super::harmless(schedule);
    let because = pen.say(&Message::new("hours-because").text("schedule", schedule));
    let place = answer.layers.first().map(|layer| place(layer, pen));
    format!("{because}{}", place.unwrap_or_default())
}

/// `  examples/boreal/reseller.yaml:46`, or nothing.
fn place(layer: &LayerView, pen: Pen<'_>) -> String {
    let place = layer.file.clone().zip(layer.line);
    let place = place.map(|(file, line)| Pen::place(&Place { file, line }));
    let place = place.map(|place| format!("  {}", pen.style.paint(Tone::Faint, &place)));
    place.unwrap_or_default()
}
