//! When chat opens or closes next.

use chrono::{DateTime, TimeDelta, Utc};

use super::agenda::Agenda;
use super::instants::{instant, minute};
use super::period::Period;
use super::zone::UnknownZone;
use crate::model::{Chat, Language};

/// Days that are looked at, one stretch after the other: nearly always the first few decide.
const DAYS: [i64; 3] = [8, 64, 400];

/// A moment at which the hours change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NextChange {
    pub(crate) at: DateTime<Utc>,
    pub(crate) opens: bool,
}

/// The next opening or closing after an instant; none within 400 days.
pub(crate) fn next_change(
    chat: &Chat,
    language: Language,
    now: DateTime<Utc>,
) -> Result<Option<NextChange>, UnknownZone> {
    let agenda = Agenda::of(chat)?;
    let this_minute = minute(now);
    for days in DAYS {
        let to = now + TimeDelta::days(days);
        let open = agenda.open(language, Period { from: now, to });
        let first = open.iter().next();
        // What is open at the end of the stretch may go on after it.
        let end = minute(to);
        let change = match first {
            Some((from, until)) if from <= this_minute => (until < end).then_some((until, false)),
            Some((from, _)) => Some((from, true)),
            None => None,
        };
        if let Some((at, opens)) = change {
            let at = instant(at);
            return Ok(Some(NextChange { at, opens }));
        }
    }
    Ok(None)
}
