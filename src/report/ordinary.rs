//! The ordinary week before and after a change, as a saved plan keeps it: what the picture of a
//! report is drawn from.

use serde::{Deserialize, Serialize};

use super::json_text::{ClockTime, WeekdayText};
use super::views;
use crate::availability::Spans;
use crate::model::Language;

views! {
    derive(Default, Eq, Serialize, Deserialize)
    /// Both weeks, without events; a chat that is off is closed.
    OrdinaryView {
        before: SideView,
        after: SideView,
    }
    /// The seven days of each language, Monday first.
    SideView {
        fr: Vec<OpenDayView>,
        en: Vec<OpenDayView>,
    }
}

views! {
    derive(Eq, Serialize, Deserialize)
    /// One day and when it is open.
    OpenDayView {
        day: WeekdayText,
        open: Vec<OpenTimesView>,
    }
    /// Times of the wall clock; `24:00` ends a day.
    #[cfg_attr(test, schemars(rename = "TimesView"))]
    OpenTimesView {
        from: ClockTime,
        to: ClockTime,
    }
}

impl SideView {
    pub(super) fn of(&self, language: Language) -> &[OpenDayView] {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// Open minutes of each day, Monday first; days that are missing are closed.
pub(super) fn spans(days: &[OpenDayView]) -> [Spans; 7] {
    std::array::from_fn(|at| {
        let open = days.get(at).into_iter().flat_map(|day| &day.open);
        Spans::of(open.map(|times| (times.from.0, times.to.0)).collect())
    })
}
