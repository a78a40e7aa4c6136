//! Minutes that are open between two steps and in neither the old nor the new configuration.

use super::Step;
use super::class::Class;
use super::replay::Replay;
use crate::availability::{Between, Folded, UnknownZone, Window};
use crate::model::{Chat, Language, Observed};

/// What one step opens for a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interim {
    /// Index of the step after which it is open.
    pub(crate) step: usize,
    pub(crate) language: Language,
    pub(crate) hours: Vec<Folded<()>>,
}

/// What the steps open on their way, in the order in which they do.
pub(crate) fn interim(
    observed: &Observed,
    target: &Chat,
    steps: &[Step],
    windows: &[Window],
) -> Result<Vec<Interim>, UnknownZone> {
    let mut replay = Replay::of(observed);
    let classes = steps.iter().map(|step| replay.carry_out(&step.action));
    let Some((first, end)) = doubtful(&classes.collect::<Vec<_>>()) else {
        return Ok(Vec::new());
    };
    let mut between = Between::of(&observed.account.chat, target, windows)?;
    let mut replay = Replay::of(observed);
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate().take(end) {
        replay.carry_out(&step.action);
        if at < first {
            continue;
        }
        let opened = between.opens(&replay.chat)?;
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

/// The steps `[first, end)` after which something else may be open than before or after all.
/// While all only close, what is open was open; once all that is left only opens, it will be.
fn doubtful(classes: &[Option<Class>]) -> Option<(usize, usize)> {
    let first = classes
        .iter()
        .position(|class| matches!(class, Some(Class::Mixed | Class::Opening)))?;
    let end = classes
        .iter()
        .rposition(|class| matches!(class, Some(Class::Mixed | Class::Closing)))?;
    (first < end).then_some((first, end))
}
