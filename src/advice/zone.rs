//! Names of time zones: misspelt, shortened to their city, or former.

use super::fold::fold;

/// Former names of the tz database with the present ones, a pair a line.
const FORMER: &str = include_str!("former_zones.txt");

/// The name by which the tz database knows the zone today.
pub(crate) fn present(zone: &str) -> Option<&'static str> {
    let mut pairs = FORMER.lines().filter_map(|line| line.split_once(' '));
    let pair = pairs.find(|(former, _)| *former == zone);
    pair.map(|(_, present)| present)
}

/// The zone that a text means: the same name in another spelling, the city alone, or a city with a
/// letter or two wrong in the same area. Countries, provinces and abbreviations have no zone of their
/// own, and another city that is spelled alike may have another clock.
pub(crate) fn zone<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    /// No name of a zone is longer.
    const LONGEST: usize = 48;
    if written.len() > LONGEST {
        return None;
    }
    let whole = fold(written);
    let city = written.rsplit('/').next().map(fold).unwrap_or_default();
    let area = written.rsplit_once('/').map(|(area, _)| fold(area));
    let known: Vec<_> = known.collect();
    let same = known.iter().find(|zone| fold(zone) == whole);
    if let Some(same) = same {
        return Some(now(same, &known));
    }
    let cities = |allowed: usize| {
        let close = known.iter().filter(|zone| {
            let Some((of, name)) = zone.rsplit_once('/') else {
                return false;
            };
            area.as_ref().is_none_or(|area| *area == fold(of))
                && strsim::damerau_levenshtein(&fold(name), &city) <= allowed
        });
        let mut close: Vec<_> = close.map(|zone| now(zone, &known)).collect();
        close.sort_unstable();
        close.dedup();
        close
    };
    // A short name with a letter wrong is another name.
    let allowed = match (city.chars().count(), &area) {
        (0..=4, _) | (5..=6, None) => 0..=0,
        (5..=7, _) => 0..=1,
        _ => 0..=2,
    };
    let mut closest = allowed.map(cities).filter(|close| !close.is_empty());
    match closest.next()?.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// The present name of a zone, so that no suggestion is itself worth a warning.
fn now<'a>(zone: &'a str, known: &[&'a str]) -> &'a str {
    let present = present(zone).and_then(|present| known.iter().find(|known| **known == present));
    present.copied().unwrap_or(zone)
}
