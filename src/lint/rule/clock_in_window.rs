//! L22: the clock changes within the window in which hours are counted: that week has 167 or 169
//! hours, and totals differ from the ordinary week by that alone.

use super::phrase::length;
use crate::availability::WallClock;
use crate::diagnostic::{Diagnostic, Example};
use crate::lint::planning::Planning;
use crate::model::FieldPath;
use crate::words::Message;

const WEEK: i64 = 168 * 60;

pub(super) fn check(planning: &Planning<'_>, findings: &mut Vec<Diagnostic>) {
    // Without a minute gained or lost there are no totals that could differ.
    let (fr, en) = (planning.minutes.fr, planning.minutes.en);
    if fr.gained + fr.lost + en.gained + en.lost == 0 {
        return;
    }
    let clock = WallClock {
        zone: planning.new.chat.time_zone.rules(),
        now: planning.now,
    };
    let path = FieldPath::of("chat.timeZone");
    let place = planning.place(&path);
    let changes = planning
        .windows
        .iter()
        .flat_map(|window| clock.changes(*window));
    for (at, forward) in changes {
        let message = Message::new("clock-change-in-window")
            .text("day", at.format("%Y-%m-%d"))
            .text("hours", length((WEEK - forward).unsigned_abs()));
        let finding = Diagnostic::warning("clock-change-in-window", place, message)
            .help(Message::new("clock-change-in-window-help"))
            .shows(Example {
                civil: at,
                offset: clock.offset(at),
            })
            .at(path.clone());
        findings.push(finding);
    }
}
