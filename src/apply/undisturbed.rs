//! Whether a resource is as this apply left it, or somebody has changed it as well.
//!
//! A write whose response was lost is found by its values. The tag that the resource has by then need not be
//! the one that the response would have given:
//!
//! ```text
//!   step 2  PATCH administrator (email)      stored, response lost
//!           somebody sets the language       the email stays, the tag changes
//!   read    the email is there               so step 2 is done
//!   step 3  PATCH administrator (language)   with the tag that was read it would overwrite their change
//! ```
//!
//! So the tag serves a later step only if the whole resource is what the steps so far make of it. A write
//! that replaces its resource has already been compared as a whole; a patch, and the lunch break of the
//! working hours, have not.

use crate::model::{Account, Action, Administrator, Confidential, Observed};
use crate::plan::{Replay, Step};

/// Whether `observed` holds in the resource of the last of these steps what they make of `before`, and
/// nothing else.
pub(super) fn is_undisturbed(before: &Observed, steps: &[Step], observed: &Observed) -> bool {
    let Some(last) = steps.last() else {
        return true;
    };
    let mut replay = Replay::of(before);
    for step in steps {
        replay.carry_out(&step.action);
    }
    is_same(&last.action, &replay.account, &observed.account)
}

fn is_same(action: &Action, expected: &Account, found: &Account) -> bool {
    match action {
        Action::PatchGeneral(_) => expected.general == found.general,
        Action::PatchAdministrator(_) => {
            is_same_administrator(&expected.administrator, &found.administrator)
        }
        Action::PatchChat(_) => {
            let (expected, found) = (&expected.chat, &found.chat);
            expected.enabled == found.enabled && expected.time_zone == found.time_zone
        }
        // The tag of the working hours covers the lunch break.
        Action::PutWorkingHours(language, ..) => {
            let [expected, found] = [expected, found].map(|it| it.chat.hours.get(*language));
            expected.lunch_break == found.lunch_break
        }
        Action::GrantDelegate(..)
        | Action::RevokeDelegate(_)
        | Action::PutWeekendHours(..)
        | Action::PutLunchBreak(..)
        | Action::CreateSchedule(..)
        | Action::PutSchedule(..)
        | Action::DeleteSchedule(..) => true,
    }
}

fn is_same_administrator(expected: &Administrator, found: &Administrator) -> bool {
    let is_same_phone = match &found.phone {
        Confidential::Shown(_) => expected.phone == found.phone,
        Confidential::Hidden => true,
    };
    expected.email.same_login(&found.email) && expected.language == found.language && is_same_phone
}
