//! Tags that the responses of an apply gave, one entry per step that is done.
//!
//! They serve twice. A later step on a resource that an earlier one has changed needs the new tag as
//! its precondition (`Require::After`). And when a response was lost and the account is read to settle
//! it, they distinguish a state from before an acknowledged write from one after it:
//!
//! ```text
//!   step 0  PATCH chat      acknowledged, tag "c2"
//!   step 1  PATCH general   lost
//!   read    etags: chat "c1", general "g1"     a replica that lags behind: says nothing of step 1
//!   read    etags: chat "c2", general "g1"     step 1 did not happen
//! ```

use std::collections::BTreeMap;

use crate::model::{Action, ETag, Observed, Precondition, Resource};
use crate::plan::{Require, Step};

/// Tags in the response to one write.
#[derive(Debug, Clone, Default)]
pub(super) struct StepTags {
    /// Of what was written; nothing after a deletion.
    pub(super) resource: Option<ETag>,
    /// Of the lunch break that ticking its box created.
    pub(super) lunch_break: Option<ETag>,
}

/// The precondition of a step, once those before it are done.
pub(super) fn precondition(step: &Step, steps: &[Step], given: &[StepTags]) -> Precondition {
    match &step.require {
        Require::None => Precondition::None,
        Require::Absent => Precondition::Absent,
        Require::Planned(etag) => Precondition::Matches(etag.clone()),
        Require::After(earlier) => {
            let tag = tag_after(step, steps.get(*earlier), given.get(*earlier));
            // A tag that no response gave is replaced by one that matches nothing, so that the
            // portal refuses the step as stale instead of carrying it out unconditionally.
            Precondition::Matches(tag.unwrap_or_else(|| ETag("\"\"".to_owned())))
        }
    }
}

/// The tag that an earlier step left for this one. A tick of the lunch box gives two: its own, and
/// the one of the lunch break that the portal created with it.
fn tag_after(step: &Step, earlier: Option<&Step>, given: Option<&StepTags>) -> Option<ETag> {
    let (earlier, given) = earlier.zip(given)?;
    let ticked = matches!(earlier.action.resource(), Resource::WorkingHours(_));
    if ticked && matches!(step.action, Action::PutLunchBreak(..)) {
        given.lunch_break.clone()
    } else {
        given.resource.clone()
    }
}

/// The tags that the resource of a step had in the course of this apply before the one that the step
/// requires, the oldest first; an empty text where it did not exist.
pub(super) fn earlier(step: &Step, steps: &[Step], given: &[StepTags]) -> Vec<String> {
    let Require::After(last) = step.require else {
        return Vec::new();
    };
    let resource = step.action.resource();
    let mut tags = Vec::new();
    for (at, before) in steps.iter().enumerate().take(last + 1) {
        if before.action.resource() != resource {
            // A tick of the lunch box creates what this step writes.
            tags.extend((at == last).then(String::new));
            continue;
        }
        match &before.require {
            Require::Planned(tag) => tags.push(tag.0.clone()),
            Require::Absent => tags.push(String::new()),
            Require::After(_) | Require::None => {}
        }
        // The tag that the last one left is the one that is required.
        let left = given.get(at).filter(|_| at < last);
        tags.extend(
            left.and_then(|given| given.resource.as_ref())
                .map(|tag| tag.0.clone()),
        );
    }
    tags
}

/// Whether the account as read is from before a write that the portal has acknowledged, or from before
/// the first one (`revision`). Such a state says nothing about a write after it.
pub(super) fn is_older(
    observed: &Observed,
    revision: u64,
    steps: &[Step],
    given: &[StepTags],
) -> bool {
    let latest = latest(steps, given);
    // The revision alone is not enough. It is known from before the first write only, because
    // responses to writes carry tags and no revision. A tag that differs may also mean that somebody
    // else has written since; the outcome is then unknown as well, instead of a guess.
    let mut latest = latest.iter();
    observed.revision < revision || latest.any(|(key, tag)| observed.etags.get(key) != Some(*tag))
}

/// The tag that each resource must have by now, by its key: the last one that a response gave.
fn latest<'a>(steps: &[Step], given: &'a [StepTags]) -> BTreeMap<String, &'a ETag> {
    let mut latest = BTreeMap::new();
    for (step, tags) in steps.iter().zip(given) {
        let resource = step.action.resource();
        if let Resource::LunchBreak(language) = resource {
            // The tag of the working hours covers the lunch break, so this write has changed it to
            // one that no response named.
            latest.remove(&Resource::WorkingHours(language).key());
        }
        // A delegate has no tag of its own in what is read, only the list has.
        let is_delegate = matches!(resource, Resource::Delegate(_));
        match tags.resource.as_ref().filter(|_| !is_delegate) {
            Some(tag) => latest.insert(resource.key(), tag),
            None => latest.remove(&resource.key()),
        };
    }
    latest
}
