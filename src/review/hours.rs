//! Which line is responsible for hours gained and lost between two versions.

use super::pair::Pair;
use crate::availability::{UnknownZone, explain};
use crate::model::{Chat, FieldPath, Language, PerLanguage};
use crate::reconcile::HoursComparison;
use crate::source::Place;

/// The place of each interval's cause, in the order of the intervals. Where no schedule is in effect
/// any more, the one that was is responsible, or the setting that stopped it.
pub(super) fn responsible(
    pair: &Pair,
    hours: &HoursComparison,
) -> Result<PerLanguage<Vec<Option<Place>>>, UnknownZone> {
    Ok(PerLanguage {
        fr: in_language(pair, hours, Language::Fr)?,
        en: in_language(pair, hours, Language::En)?,
    })
}

fn in_language(
    pair: &Pair,
    hours: &HoursComparison,
    language: Language,
) -> Result<Vec<Option<Place>>, UnknownZone> {
    let path = FieldPath::of("chat.hours").key(language.as_str());
    let mut places = Vec::new();
    for (window, _, layer) in &hours.delta.languages.get(language).intervals {
        let layer = layer.as_ref();
        let deciding = layer.and_then(|layer| pair.place(&layer.path(&path)));
        places.push(match deciding {
            Some(place) => Some(place),
            None => {
                let (old, new) = (&hours.before, &hours.after);
                let cause = match switched(old, new) {
                    Some(setting) => Some(setting),
                    None => explain(old, language, window.from)?
                        .first()
                        .map(|layer| layer.path(&path)),
                };
                cause.and_then(|path| pair.place(&path))
            }
        });
    }
    Ok(places)
}

/// The setting of the whole chat that changes all hours.
fn switched(old: &Chat, new: &Chat) -> Option<FieldPath> {
    if old.enabled != new.enabled {
        Some(FieldPath::of("chat.enabled"))
    } else if old.time_zone != new.time_zone {
        Some(FieldPath::of("chat.timeZone"))
    } else {
        None
    }
}
