//! Hours gained and lost as programs read them.

use serde::{Deserialize, Serialize};

use super::impact::{HoursChange, ImpactView};
use super::json_text::UtcInstant;
use super::schedule_view::BecauseView;
use super::views;

views! {
    derive(Default, Serialize, Deserialize)
    /// Hours gained and lost in some windows.
    HoursView {
        windows: Vec<WindowView>,
        fr: LanguageHoursView,
        en: LanguageHoursView,
        /// The same for people.
        #[serde(default)]
        impact: ImpactView,
    }
    /// Totals over the windows and over an ordinary week, never negative.
    LanguageHoursView {
        gained_minutes: u64,
        lost_minutes: u64,
        weekly: SumsView,
        /// The part of the windows that events make.
        #[serde(default)]
        events: SumsView,
        intervals: Vec<IntervalView>,
    }
    /// Minutes gained and lost; `weekly` is the ordinary week of 168 hours without events.
    SumsView {
        gained_minutes: u64,
        lost_minutes: u64,
    }
}

views! {
    derive(Serialize, Deserialize)
    /// RFC 3339 instants, `to` exclusive.
    WindowView {
        from: UtcInstant,
        to: UtcInstant,
    }
    /// A stretch of time in which chat opens or closes for customers.
    IntervalView {
        from: UtcInstant,
        to: UtcInstant,
        /// `gained` or `lost`.
        #[cfg_attr(test, schemars(with = "String"))]
        change: HoursChange,
        because: BecauseView,
    }
}
