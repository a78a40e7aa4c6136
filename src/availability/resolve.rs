//! The two questions about one configuration: when is chat open, and which schedules are in effect
//! at an instant.

use chrono::{DateTime, TimeZone as _, Utc};

use super::agenda::Agenda;
use super::civil;
use super::layer::Layer;
use super::period::Period;
use super::spans::Spans;
use super::zone::{UnknownZone, zone};
use crate::model::{Availability, Chat, Kind, Language, Tier};

/// When chat is open in a language within a period, in minutes since the epoch.
pub(crate) fn resolve(
    chat: &Chat,
    language: Language,
    period: Period,
) -> Result<Spans, UnknownZone> {
    Ok(Agenda::of(chat)?.open(language, period))
}

/// Every schedule in effect at an instant, best rank first, so that the first one decides.
///
/// This tests each schedule against the definition instead of asking the laid-out [`Agenda`]; a law
/// compares the two.
pub(crate) fn explain(
    chat: &Chat,
    language: Language,
    instant: DateTime<Utc>,
) -> Result<Vec<Layer>, UnknownZone> {
    let wall = zone(chat)?
        .from_utc_datetime(&instant.naive_utc())
        .naive_local();
    let hours = chat.hours.get(language);
    let mut layers = Vec::new();
    for (name, event) in hours.named.special_events() {
        if event.starts_at <= wall && wall < event.ends_at {
            let says = event.availability;
            layers.push(Layer::named(Kind::SpecialEvent, name.as_str(), says));
        }
    }
    for (name, weekly) in hours.named.weekly() {
        if civil::in_effect(weekly, wall) {
            let says = Availability::Open;
            layers.push(Layer::named(Kind::Weekly, name.as_str(), says));
        }
    }
    if civil::in_effect(hours.weekend_hours, wall) {
        layers.push(Layer::server_made(Tier::Weekend));
    }
    let lunch = hours.lunch_break;
    if lunch.is_some_and(|lunch| civil::in_effect(lunch, wall)) {
        layers.push(Layer::server_made(Tier::LunchBreak));
    }
    if civil::in_effect(hours.working_hours, wall) {
        layers.push(Layer::server_made(Tier::WorkingHours));
    }
    // Of events that disagree closed wins, so a closed one comes first.
    layers.sort_by_key(|layer| (layer.tier, layer.says == Availability::Open));
    Ok(layers)
}
