//! The ordinary week before and after a change: what the picture of a report is drawn from.

use serde::{Deserialize, Serialize};

use crate::availability::{Spans, Wall};
use crate::model::{Chat, Day, Language};

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name { $($(#[$field_doc])* pub(crate) $field: $type,)* }
    )*};
}

views! {
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
    /// One day and when it is open.
    OpenDayView {
        day: String,
        open: Vec<OpenTimesView>,
    }
    /// Times of the wall clock; `24:00` ends a day.
    OpenTimesView {
        from: String,
        to: String,
    }
}

pub(crate) fn view(old: &Chat, new: &Chat) -> OrdinaryView {
    OrdinaryView {
        before: side(old),
        after: side(new),
    }
}

fn side(chat: &Chat) -> SideView {
    let wall = Wall::of(chat);
    let days = |language| {
        let week = wall.week(language);
        let day = |day: Day| {
            let midnight = i64::from(day.index()) * DAY;
            let open = week.within(midnight, midnight + DAY).shifted(-midnight);
            OpenDayView {
                day: day.as_str().to_owned(),
                open: open.iter().map(times).collect(),
            }
        };
        Day::ALL.map(day).to_vec()
    };
    SideView {
        fr: days(Language::Fr),
        en: days(Language::En),
    }
}

const DAY: i64 = 1440;

fn times((from, to): (i64, i64)) -> OpenTimesView {
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    OpenTimesView {
        from: clock(from),
        to: clock(to),
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

/// Open minutes of each day, for a picture.
pub(super) fn spans(days: &[OpenDayView]) -> [Spans; 7] {
    let minutes = |clock: &str| {
        let (hours, minutes) = clock.split_once(':')?;
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
        let fits = (0..=24).contains(&hours) && (0..60).contains(&minutes);
        fits.then_some(hours * 60 + minutes)
    };
    let window = |times: &OpenTimesView| minutes(&times.from).zip(minutes(&times.to));
    std::array::from_fn(|at| {
        let open = days.get(at).into_iter().flat_map(|day| &day.open);
        Spans::of(open.filter_map(window).collect())
    })
}
