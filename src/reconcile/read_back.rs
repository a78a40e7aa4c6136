//! Reading everything again after the last write: the difference must be empty.

use std::collections::BTreeSet;

use super::account::refusals;
use crate::apply::unsettled;
use crate::contract::{PortalError, ReadPortal};
use crate::desired::Desired;
use crate::diff::{Change, diff};
use crate::model::FieldPath;
use crate::plan::Plan;

/// What reading again showed.
#[derive(Debug)]
pub(crate) enum ReadBack {
    /// The portal holds what was planned.
    Settled,
    /// The portal answered well and holds something else.
    Unsettled {
        /// What the file still asks for. Empty for a saved plan, whose file may be gone.
        changes: Vec<Change>,
        /// Settings of steps whose value is not there, and guards that no longer hold.
        paths: BTreeSet<FieldPath>,
    },
    /// The answer was from before the writes: a cache or a replica that lags behind.
    Older,
    /// It could not be read.
    Unread(PortalError),
    /// The run was stopped before the portal answered.
    GivenUp,
}

/// Compares what the portal holds with every step of the plan and, where there is a file, with all
/// that it asks for. `before` is the revision from before the first write.
pub(super) async fn read_back(
    plan: &Plan,
    before: u64,
    desired: Option<&Desired>,
    portal: &impl ReadPortal,
) -> ReadBack {
    let observed = match portal.observe(&plan.account).await {
        Ok(observed) => observed,
        Err(error) => return ReadBack::Unread(error),
    };
    if observed.revision < before {
        return ReadBack::Older;
    }
    let left = unsettled(plan, &observed);
    let mut paths: BTreeSet<_> = left.iter().flat_map(|step| step.paths.clone()).collect();
    let mut changes = Vec::new();
    if let Some(desired) = desired {
        let target = desired.over(&observed.account);
        changes = diff(&observed.account, &target.account, &target.renames);
        let refusals = refusals(desired, &target, &observed);
        paths.extend(refusals.into_iter().map(|refusal| refusal.path));
    }
    if changes.is_empty() && paths.is_empty() {
        ReadBack::Settled
    } else {
        ReadBack::Unsettled { changes, paths }
    }
}
