//! On which clocks the times of a public page are, as a sentence for people who never saw the name
//! of a time zone.
//!
//! English can show the name as it is. French needs the city, « Heures de Toronto », with its
//! elision; a zone that is named after no city is « Heures du fuseau UTC ».

use super::account_hours::{AccountHours, Clock};
use crate::words::{Message, Words};

/// Areas of the tz database whose zones are named after a city or an island.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// Cities whose own spelling a name of the database cannot hold.
const SPELLINGS: [(&str, &str); 2] = [("Montreal", "Montréal"), ("St Johns", "St. John's")];

/// Cities with an h that is not heard: « d'Halifax ».
const SILENT: [&str; 3] = ["Halifax", "Havana", "Honolulu"];

/// The sentence; none without a zone, because then there are no clocks to name.
pub(super) fn sentence(hours: &AccountHours<'_>, words: &Words) -> Option<String> {
    let zone = match hours.clock {
        Clock::Zone => hours.chat.time_zone.to_string(),
        Clock::Civil => return None,
    };
    let message = match city(&zone) {
        None => Message::new("hours-clock-zone"),
        Some(city) if is_elided(&city) => Message::new("hours-clock-elided").text("city", city),
        Some(city) => Message::new("hours-clock").text("city", city),
    };
    Some(words.say(&message.text("zone", &zone)))
}

/// `Buenos Aires` of `America/Argentina/Buenos_Aires`.
fn city(zone: &str) -> Option<String> {
    let (area, _) = zone.split_once('/')?;
    let (_, city) = zone.rsplit_once('/')?;
    let city = city.replace('_', " ");
    let spelling = SPELLINGS.iter().find(|(name, _)| *name == city);
    let city = spelling.map_or(city, |(_, spelling)| (*spelling).to_owned());
    AREAS.contains(&area).then_some(city)
}

fn is_elided(city: &str) -> bool {
    let vowel = city.starts_with(['A', 'E', 'I', 'O', 'U']);
    vowel || SILENT.contains(&city)
}
