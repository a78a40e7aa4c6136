//! Hours gained and lost as programs read them.

use super::hours_view::{HoursView, IntervalView, LanguageHoursView, SumsView, WindowView};
use super::impact::{HoursChange, ImpactView};
use super::schedule_view::BecauseView;
use crate::availability::{ChangeDirection, HoursDelta, LanguageDelta, Period, Sums};
use crate::model::{FieldPath, Language};
use crate::source::Place;

/// The view, with the file's place of each schedule that decides. The impact, which is the reading
/// for people, is added by the caller where anything changed.
pub(crate) fn view(delta: &HoursDelta, place: impl Fn(&FieldPath) -> Option<Place>) -> HoursView {
    let windows = delta.windows.iter();
    HoursView {
        windows: windows.map(|window| window_view(*window)).collect(),
        fr: language_hours(delta.languages.get(Language::Fr), Language::Fr, &place),
        en: language_hours(delta.languages.get(Language::En), Language::En, &place),
        impact: ImpactView::default(),
    }
}

fn language_hours(
    delta: &LanguageDelta,
    language: Language,
    place: impl Fn(&FieldPath) -> Option<Place>,
) -> LanguageHoursView {
    let intervals = delta.intervals.iter().map(|(window, change, layer)| {
        let WindowView { from, to } = window_view(*window);
        IntervalView {
            from,
            to,
            change: match change {
                ChangeDirection::Gained => HoursChange::Gained,
                ChangeDirection::Lost => HoursChange::Lost,
            },
            because: match layer {
                Some(layer) => BecauseView::of(layer, language, &place),
                None => BecauseView::default(),
            },
        }
    });
    LanguageHoursView {
        gained_minutes: delta.total.gained,
        lost_minutes: delta.total.lost,
        weekly: sums(delta.weekly),
        events: sums(delta.events),
        intervals: intervals.collect(),
    }
}

fn sums(sums: Sums) -> SumsView {
    SumsView {
        gained_minutes: sums.gained,
        lost_minutes: sums.lost,
    }
}

fn window_view(window: Period) -> WindowView {
    WindowView {
        from: window.from.into(),
        to: window.to.into(),
    }
}
