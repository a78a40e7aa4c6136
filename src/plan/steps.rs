//! The writes that turn the observed account into the target, in an order in which every state
//! between two of them is safe.
//!
//! # Why the order matters
//!
//! The portal has no transactions. Between any two writes customers chat, tokens are checked, and
//! the network may fail and leave the account where it is for hours. So each state on the way must
//! be one that could stay:
//!
//! ```text
//!  1  chat off          first, if it is to go off: whatever follows, customers see nothing of it
//!  2  general           no effect on the rest
//!  3  delegates         revoked before granted
//!  4  renames           names only, with the old times, so that no minute changes
//!  5  time zone         before the hours, which are meant for the new clock
//!  6  hours             closing writes, then mixed ones, then opening ones
//!  7  administrator     phone and language
//!  8  chat on           only now, if it is to go on: everything is in place
//!  9  e-mail            last: it is the login, and the token may end with the old one
//! ```
//!
//! Chat is switched at one of two places, so that neither direction ever shows hours that are half
//! done.
//!
//! # Hours
//!
//! Writes that only close come first and writes that only open come last. While all only close,
//! each minute that is open was open before; once all that is left only opens, each will stay open.
//! So no minute is open on the way that is closed at both ends, except around a write that does
//! both, or a change of the zone. Those states are looked at, and reported (`interim`).
//!
//! An evening on Wednesdays and the closed event that hides it on 24 June are both deleted:
//!
//! ```text
//!                                     24 June, 18:00–21:00
//! before                              closed by the event
//! delete the evening first (closing)  closed by the event, then by nothing
//! delete the event first (opening)    OPEN by the evening, until the evening goes as well
//! ```
//!
//! # Units
//!
//! Working hours and their lunch break are one unit in this order: the tag of the former covers the
//! latter, so the lunch break can only be written second, with the tag of the answer.

use super::sequence::Sequence;
use super::step::Step;
use crate::model::{Account, Observed, Renames};

/// Every step, in the order above. Empty when the portal has nothing to do.
pub(crate) fn steps(observed: &Observed, target: &Account, renames: &Renames) -> Vec<Step> {
    let mut out = Sequence::of(observed);
    out.chat_off(target);
    out.general(target);
    out.delegates(target);
    out.renames(target, renames);
    out.time_zone(target);
    out.hours(target, renames);
    out.administrator(target);
    out.chat_on(target);
    out.email(target);
    out.into_steps()
}
