//! The ordinary week before and after a change, for the picture in a report.

use super::units::days_of_week;
use crate::availability::{Spans, Wall};
use crate::model::{Chat, Day, Language};
use crate::report::ordinary::{OpenDayView, OpenTimesView, OrdinaryView, SideView};

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
    let open = days_of_week(wall, language);
    let days = Day::ALL.into_iter().zip(&open);
    days.map(|(day, open)| OpenDayView {
        day: day.into(),
        open: open_times(open),
    })
    .collect()
}

/// Spans of a day as the times of the clock.
pub(super) fn open_times(open: &Spans) -> Vec<OpenTimesView> {
    let times = open.iter().map(|(from, to)| OpenTimesView {
        from: from.into(),
        to: to.into(),
    });
    times.collect()
}
