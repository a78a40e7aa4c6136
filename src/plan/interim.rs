//! Minutes that are open between two steps and in neither the old nor the new configuration.
//!
//! A reader of a plan sees what is open before and after. Between the steps something else may be
//! open for a moment, and longer if a step fails. The order of the steps keeps that rare (`steps`),
//! but some writes close and open at once, and a change of the time zone moves everything.
//!
//! The steps are carried out on the observed chat, on paper, and each state is compared with both
//! ends. Comparing costs much more than classing, so only the doubtful states are compared:
//!
//! ```text
//! step           0       1        2        3         4        5
//! class          none    Closing  Closing  Mixed     Mixed    Opening
//! open after it  = old   ⊆ old    ⊆ old    doubtful  ⊆ new    = new
//! ```
//!
//! As long as all steps only close, each open minute was open before. Once all that is left only
//! opens, each open minute will be open after. The states in between are compared: from the first
//! step that opens something up to the one before the last that closes something.

use super::class::Class;
use super::replay::Replay;
use super::step::Step;
use crate::availability::{Between, Folded, Period, UnknownZone};
use crate::model::{Chat, Language, Observed};

/// Hours that are open for a moment after a step, and at neither end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interim {
    /// Index of the step after which it is open.
    pub(crate) step: usize,
    pub(crate) language: Language,
    pub(crate) hours: Vec<Folded<()>>,
}

/// Hours that the steps open on their way, in the order of the steps.
pub(crate) fn interim(
    observed: &Observed,
    target: &Chat,
    steps: &[Step],
    windows: &[Period],
) -> Result<Vec<Interim>, UnknownZone> {
    // Once for the classes …
    let mut replay = Replay::of(observed);
    let classes: Vec<_> = steps
        .iter()
        .map(|step| replay.carry_out(&step.action))
        .collect();
    let Some((first, end)) = doubtful(&classes) else {
        return Ok(Vec::new());
    };
    // … and again for the states. Steps before the first doubtful one only set the scene.
    let mut between = Between::of(&observed.account.chat, target, windows)?;
    let mut replay = Replay::of(observed);
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate().take(end) {
        replay.carry_out(&step.action);
        if at < first {
            continue;
        }
        // The state after this step, in both languages.
        let opened = between.opens(&replay.account.chat)?;
        for language in Language::ALL {
            let hours = opened.get(language).clone();
            if !hours.is_empty() {
                out.push(Interim {
                    step: at,
                    language,
                    hours,
                });
            }
        }
    }
    Ok(out)
}

/// The steps `[first, end)` after which something may be open that is open at neither end.
///
/// `first` is the first step that opens something. `end` is the last one that closes something:
/// after that one all that is left only opens.
fn doubtful(classes: &[Option<Class>]) -> Option<(usize, usize)> {
    // Steps that change no minute (`None`) neither begin nor end the doubt.
    let first = classes
        .iter()
        .position(|class| matches!(class, Some(Class::Mixed | Class::Opening)))?;
    let end = classes
        .iter()
        .rposition(|class| matches!(class, Some(Class::Mixed | Class::Closing)))?;
    // If the last closing step comes before the first opening one, no state mixes the two.
    (first < end).then_some((first, end))
}
