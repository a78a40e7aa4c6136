//! What held at an instant, and why: every schedule in effect, and which of them decided.
//!
//! « Les horaires de clavardage sont appliqués en fonction de leur ordre de priorité »: several
//! schedules may be in effect at a time, and the best rank decides. The report lists all of them
//! in that order, each with its role beside the deciding one, because the usual question is not
//! whether chat was open but why another schedule had no say.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Serialize, Serializer};

use super::account_hours::{AccountHours, Clock};
use super::renderer::{HoursRenderer, file_and_line};
use super::units::instant;
use crate::availability::{Layer, Period, UnknownZone, explain, resolve};
use crate::model::{Availability, FieldPath, Language, Tier};
use crate::report::json_text::ZonedInstant;
use crate::report::place::split;
use crate::report::schedule_view::ScheduleView;
use crate::report::{Tone, harmless, views};
use crate::source::Place;
use crate::words::Message;

/// How far ahead the next change is searched for.
const AHEAD: TimeDelta = TimeDelta::days(400);

views! {
    derive(Eq, serde::Serialize)
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
        instant: ZonedInstant,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<AnswerView>,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<AnswerView>,
    }
    /// State for the customers of one language.
    AnswerView {
        open: bool,
        /// The schedule that decides, or null.
        schedule: Option<ScheduleView>,
        /// Schedules in effect, highest rank first; among events that disagree, closed first.
        layers: Vec<LayerView>,
        /// Next change, if it is within 400 days.
        until: Option<ZonedInstant>,
    }
    /// A schedule in effect.
    LayerView {
        schedule: ScheduleView,
        #[cfg_attr(test, schemars(with = "u8"))]
        rank: TierRank,
        #[cfg_attr(test, schemars(with = "String"))]
        #[serde(serialize_with = "availability")]
        says: Availability,
        file: Option<String>,
        line: Option<usize>,
    }
}

/// The rank of a schedule on the help page, 1 (special event) to 5 (working hours); a number in
/// JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TierRank(Tier);

impl TierRank {
    fn number(self) -> u8 {
        match self.0 {
            Tier::SpecialEvent => 1,
            Tier::Weekly => 2,
            Tier::Weekend => 3,
            Tier::LunchBreak => 4,
            Tier::WorkingHours => 5,
        }
    }

    /// The catalogue's name of the schedules of this rank.
    fn name(self) -> &'static str {
        match self.0 {
            Tier::SpecialEvent => "tier-special-event",
            Tier::Weekly => "tier-weekly",
            Tier::Weekend => "tier-weekend",
            Tier::LunchBreak => "tier-lunch-break",
            Tier::WorkingHours => "tier-working-hours",
        }
    }
}

impl Serialize for TierRank {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn availability<S: Serializer>(says: &Availability, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(says.as_str())
}

/// The answers for every instant that was asked for.
pub(crate) fn view(
    hours: &AccountHours<'_>,
    instants: &[DateTime<FixedOffset>],
    languages: &[Language],
) -> Result<AnswersView, UnknownZone> {
    let mut answers = Vec::new();
    for at in instants {
        answers.push(InstantView {
            instant: (*at).into(),
            fr: answer_if_asked(hours, *at, Language::Fr, languages)?,
            en: answer_if_asked(hours, *at, Language::En, languages)?,
        });
    }
    Ok(AnswersView {
        account: hours.account.to_owned(),
        instants: answers,
        enabled: hours.chat.enabled,
        time_zone: hours.chat.time_zone.to_string(),
        assumptions: hours.assumption_codes(),
    })
}

fn answer_if_asked(
    hours: &AccountHours<'_>,
    at: DateTime<FixedOffset>,
    language: Language,
    asked: &[Language],
) -> Result<Option<AnswerView>, UnknownZone> {
    let asked = asked.contains(&language);
    asked.then(|| answer(hours, at, language)).transpose()
}

fn answer(
    hours: &AccountHours<'_>,
    at: DateTime<FixedOffset>,
    language: Language,
) -> Result<AnswerView, UnknownZone> {
    let layers = explain(hours.chat, language, at.to_utc())?;
    // Schedules stay in effect while chat is off, but none of them decides anything.
    let deciding = layers.first().filter(|_| hours.chat.enabled);
    let open = deciding.is_some_and(|layer| layer.says == Availability::Open);
    Ok(AnswerView {
        open,
        schedule: deciding.map(ScheduleView::of),
        until: next_change(hours, at, language)?,
        layers: layers
            .iter()
            .map(|layer| layer_view(hours, layer, language))
            .collect(),
    })
}

fn layer_view(hours: &AccountHours<'_>, layer: &Layer, language: Language) -> LayerView {
    let list = FieldPath::of("chat.hours").key(language.as_str());
    let (file, line) = split((hours.place)(&layer.path(&list)));
    LayerView {
        schedule: ScheduleView::of(layer),
        rank: TierRank(layer.tier),
        says: layer.says,
        file,
        line,
    }
}

/// When chat closes, or opens again, on the clocks of the account; none when that is further away
/// than the search reaches.
fn next_change(
    hours: &AccountHours<'_>,
    at: DateTime<FixedOffset>,
    language: Language,
) -> Result<Option<ZonedInstant>, UnknownZone> {
    let from = at.to_utc();
    let Some(to) = from.checked_add_signed(AHEAD) else {
        return Ok(None);
    };
    let spans = resolve(hours.chat, language, Period { from, to })?;
    // The first open stretch either surrounds the instant, so that its end is next, or lies ahead.
    let Some((opens, closes)) = spans.iter().next() else {
        return Ok(None);
    };
    let (opens, closes) = (instant(opens), instant(closes));
    let change = if opens <= from { closes } else { opens };
    // A stretch that reaches the end of the search has no known end.
    let change = Some(change).filter(|change| *change < to);
    Ok(change.map(|change| change.with_timezone(&hours.zone).fixed_offset().into()))
}

/// Whether the text lists the schedules in effect as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    Decision,
    Layers,
}

/// The answers as text. Languages with equal answers share a line.
pub(crate) fn text(
    view: &AnswersView,
    hours: &AccountHours<'_>,
    detail: Detail,
    renderer: HoursRenderer<'_>,
) -> String {
    let answers = AnswerText {
        hours,
        detail,
        renderer,
    };
    let mut lines = Vec::new();
    for asked in &view.instants {
        let head = format!("{}, {}", view.account, answers.civil(asked.instant));
        lines.push(renderer.style.paint(Tone::Strong, &head));
        if !view.enabled {
            lines.push(format!("  {}", renderer.text("hours-off")));
        }
        match (&asked.fr, &asked.en) {
            (Some(fr), Some(en)) if fr == en => {
                lines.extend(answers.answer(fr, &Language::ALL));
            }
            (fr, en) => {
                let fr = fr.iter();
                lines.extend(fr.flat_map(|fr| answers.answer(fr, &[Language::Fr])));
                let en = en.iter();
                lines.extend(en.flat_map(|en| answers.answer(en, &[Language::En])));
            }
        }
    }
    lines.extend(renderer.assumptions(hours));
    lines.join("\n") + "\n"
}

/// The lines about one instant.
#[derive(Clone, Copy)]
struct AnswerText<'a> {
    hours: &'a AccountHours<'a>,
    detail: Detail,
    renderer: HoursRenderer<'a>,
}

impl AnswerText<'_> {
    /// `Thu 2026-12-24 14:00 EST`: as the clocks of the account show it.
    fn civil(self, at: ZonedInstant) -> String {
        let local = at.0.with_timezone(&self.hours.zone);
        let date = self.renderer.date(local.date_naive());
        match self.hours.clock {
            Clock::Zone => format!("{date} {}", local.format("%H:%M %Z")),
            Clock::Civil => format!("{date} {}", local.format("%H:%M")),
        }
    }

    fn answer(self, answer: &AnswerView, languages: &[Language]) -> Vec<String> {
        let customers = self.renderer.customers(languages);
        let state = self.state(answer);
        if self.detail == Detail::Decision {
            let because = self.because(answer);
            return vec![self.holds(&customers, &format!("{state}, {because}"))];
        }
        let mut lines = vec![self.holds(&customers, &state)];
        let names = answer.layers.iter();
        let names = names.map(|layer| self.renderer.text(layer.rank.name()).chars().count());
        let width = names.max().unwrap_or(0);
        let deciding = answer.layers.first().filter(|_| self.hours.chat.enabled);
        for (at, layer) in answer.layers.iter().enumerate() {
            lines.push(self.layer(layer, LayerRole::of(at, layer, deciding), width));
        }
        if answer.layers.is_empty() {
            lines.push(format!("      {}", self.renderer.text("layer-none")));
        }
        lines
    }

    fn holds(self, customers: &str, what: &str) -> String {
        let message = Message::new("hours-holds").text("customers", customers);
        format!("  {}", self.renderer.say(&message.text("what", what)))
    }

    /// `> 2 weekly           open    weeklySchedules["Jeudi soir"] (decides)`; `width` is that of
    /// the longest name of a rank.
    fn layer(self, layer: &LayerView, role: LayerRole, width: usize) -> String {
        let sign = match role {
            LayerRole::Decides => '>',
            LayerRole::Idle | LayerRole::Hidden | LayerRole::Agrees | LayerRole::Loses => ' ',
        };
        let says = self.renderer.text(match layer.says {
            Availability::Open => "value-open",
            Availability::Closed => "value-closed",
        });
        let name = self.renderer.text(layer.rank.name());
        let schedule = harmless(&layer.schedule.to_string());
        let (role, place) = (self.renderer.text(role.words()), self.place(layer));
        let rank = layer.rank.number();
        format!("    {sign} {rank} {name:<width$}  {says:<6}  {schedule} ({role}){place}")
    }

    /// `closed until Mon 2027-01-04 08:30 EST`.
    fn state(self, answer: &AnswerView) -> String {
        let (state, tone) = if answer.open {
            ("value-open", Tone::Added)
        } else {
            ("value-closed", Tone::Removed)
        };
        let state = self.renderer.style.paint(tone, &self.renderer.text(state));
        let Some(until) = answer.until else {
            return state;
        };
        let message = Message::new("hours-until").text("state", state);
        self.renderer.say(&message.text("until", self.civil(until)))
    }

    /// `because specialEvents["Temps des fêtes"] decides`, with its place.
    fn because(self, answer: &AnswerView) -> String {
        let Some(schedule) = &answer.schedule else {
            return self.renderer.text(if self.hours.chat.enabled {
                "hours-no-schedule"
            } else {
                "hours-because-off"
            });
        };
        let schedule = harmless(&schedule.to_string());
        let because = Message::new("hours-because").text("schedule", schedule);
        let place = answer.layers.first().map(|layer| self.place(layer));
        self.renderer.say(&because) + place.as_deref().unwrap_or("")
    }

    /// `  examples/boreal/reseller.yaml:46`, or nothing.
    fn place(self, layer: &LayerView) -> String {
        let (Some(file), Some(line)) = (layer.file.clone(), layer.line) else {
            return String::new();
        };
        let place = file_and_line(&Place { file, line });
        format!("  {}", self.renderer.style.paint(Tone::Faint, &place))
    }
}

/// The part that a schedule in effect plays beside the deciding one. It is worked out from ranks
/// and statements alone, as the help page explains priorities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LayerRole {
    Decides,
    /// Chat is off: nothing decides.
    Idle,
    /// A better rank hides it.
    Hidden,
    /// It has the rank of the deciding one, and says as much.
    Agrees,
    /// It has the rank of the deciding one and says otherwise: closed wins.
    Loses,
}

impl LayerRole {
    /// The role of the layer that is listed `at` this position.
    fn of(at: usize, layer: &LayerView, deciding: Option<&LayerView>) -> Self {
        match deciding {
            None => Self::Idle,
            Some(_) if at == 0 => Self::Decides,
            Some(deciding) if deciding.rank != layer.rank => Self::Hidden,
            Some(deciding) if deciding.says == layer.says => Self::Agrees,
            Some(_) => Self::Loses,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Decides => "layer-decides",
            Self::Idle => "layer-idle",
            Self::Hidden => "layer-hidden",
            Self::Agrees => "layer-agrees",
            Self::Loses => "layer-loses",
        }
    }
}
