//! Hours gained and lost as machines read them.

use chrono::SecondsFormat;

use super::impact::ImpactView;
use super::view::{
    BecauseView, HoursView, IntervalView, LanguageHoursView, Place, SumsView, WindowView,
};
use crate::availability::{ChangeDirection, HoursDelta, LanguageDelta, Layer, Period, Sums};
use crate::model::{FieldPath, Language};

/// The view, with the file's place of each schedule that decides.
pub(crate) fn view(delta: &HoursDelta, place: impl Fn(&FieldPath) -> Option<Place>) -> HoursView {
    let language = |language: Language| {
        let because = |layer: &Option<Layer>| {
            let layer = layer.as_ref()?;
            let hours = FieldPath::of("chat.hours").key(language.as_str());
            let found = place(&layer.path(&hours));
            Some((layer.schedule(), found))
        };
        let delta = delta.languages.get(language);
        LanguageHoursView {
            gained_minutes: delta.total.gained,
            lost_minutes: delta.total.lost,
            weekly: sums(delta.weekly),
            events: sums(delta.events),
            intervals: intervals(delta, because),
        }
    };
    HoursView {
        windows: delta
            .windows
            .iter()
            .map(|window| instants(*window))
            .collect(),
        fr: language(Language::Fr),
        en: language(Language::En),
        impact: ImpactView::default(),
    }
}

fn intervals(
    delta: &LanguageDelta,
    because: impl Fn(&Option<Layer>) -> Option<(String, Option<Place>)>,
) -> Vec<IntervalView> {
    let intervals = delta.intervals.iter().map(|(window, change, layer)| {
        let WindowView { from, to } = instants(*window);
        let change = match change {
            ChangeDirection::Gained => "gained",
            ChangeDirection::Lost => "lost",
        };
        let (schedule, found) = because(layer).unzip();
        let (file, line) = found
            .flatten()
            .map(|place| (place.file, place.line))
            .unzip();
        IntervalView {
            from,
            to,
            change: change.to_owned(),
            because: BecauseView {
                schedule,
                file,
                line,
            },
        }
    });
    intervals.collect()
}

fn sums(sums: Sums) -> SumsView {
    SumsView {
        gained_minutes: sums.gained,
        lost_minutes: sums.lost,
    }
}

fn instants(window: Period) -> WindowView {
    WindowView {
        from: window.from.to_rfc3339_opts(SecondsFormat::Secs, true),
        to: window.to.to_rfc3339_opts(SecondsFormat::Secs, true),
    }
}
