//! The ordinary week before and after a change, as a saved plan keeps it: what the picture of a
//! report is drawn from.

use serde::{Deserialize, Serialize};

use super::json_text::{ClockTime, WeekdayText};
use super::views;
use crate::availability::{Spans, Wall};
use crate::model::{Chat, Day, Language};

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

/// Both weeks without special events; a chat that is off is closed all week.
pub(crate) fn view(old: &Chat, new: &Chat) -> OrdinaryView {
    OrdinaryView {
        before: side(old),
        after: side(new),
    }
}

fn side(chat: &Chat) -> SideView {
    let wall = Wall::of(chat);
    SideView {
        fr: days(&wall, Language::Fr),
        en: days(&wall, Language::En),
    }
}

fn days(wall: &Wall, language: Language) -> Vec<OpenDayView> {
    let open = wall.days(language);
    let days = Day::ALL.into_iter().zip(&open);
    days.map(|(day, open)| OpenDayView {
        day: day.into(),
        open: open_times(open),
    })
    .collect()
}

/// Spans of a day as the times of the clock.
pub(crate) fn open_times(open: &Spans) -> Vec<OpenTimesView> {
    let times = open.iter().map(|(from, to)| OpenTimesView {
        from: from.into(),
        to: to.into(),
    });
    times.collect()
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
