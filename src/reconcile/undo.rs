//! The way back from a run: what it wrote becomes again what it was before, and nothing else changes.
//!
//! The account as it was is kept as a file, next to the journal of what the run wrote. From both comes an
//! intent like that of any file ([`WayBack`]), so the way back is planned, judged, approved and applied
//! like every other change. A setting that somebody changed in the meantime is shown in the plan with the
//! value that it has now; whoever approves the plan decides.
//!
//! CAN, primary administrator, PBX and provider have to be what they were: an account that passed to
//! somebody else is not brought back. Nor is one of another portal, nor from a file that was changed.

use super::check::{Ready, check};
use super::way_back::WayBack;
use crate::apply::KeptRun;
use crate::desired::Desired;
use crate::diagnostic::{Diagnostic, LeftOut};
use crate::lint::{Occasion, Silences};
use crate::plan::file::sha256;
use crate::source::{Input, SourceText};

/// Why there is no way back.
#[derive(Debug)]
pub(crate) enum NoWayBack {
    /// The run wrote to this other portal.
    OtherPortal(String),
    /// The run wrote nothing.
    NothingWritten,
    /// The account as it was cannot be read.
    Unreadable(std::io::Error),
    /// Somebody changed the file of the account as it was.
    Changed,
    /// The account as it was holds what no file can express; these are its findings.
    Invalid(Vec<Diagnostic>),
    /// A setting of the journal that this version does not know.
    Unknown(String),
}

/// What brings the account back to how it was before a run. `origin` is the portal that is asked.
pub(crate) fn undo(run: &KeptRun, origin: &str, occasion: Occasion) -> Result<Ready, NoWayBack> {
    if run.head.origin != origin {
        return Err(NoWayBack::OtherPortal(run.head.origin.clone()));
    }
    if run.written().next().is_none() {
        return Err(NoWayBack::NothingWritten);
    }
    let bytes = std::fs::read(run.before()).map_err(NoWayBack::Unreadable)?;
    if sha256(&bytes) != run.head.before {
        return Err(NoWayBack::Changed);
    }
    let name = run.id.clone();
    let kept = check(Input { name, bytes }, occasion);
    let Some(before) = kept.desired else {
        return Err(NoWayBack::Invalid(kept.findings));
    };
    let nothing = Desired::nothing(before.account.clone());
    let back = WayBack::of(run, before).map_err(NoWayBack::Unknown)?;
    Ok(Ready {
        // No file asks for it, so no change has a line; and its confidential values are in no source.
        source: SourceText::new(run.id.clone(), "", Vec::new()),
        sha256: kept.sha256,
        desired: nothing,
        back: Some(Box::new(back)),
        findings: Vec::new(),
        silenced: Vec::new(),
        silences: Silences::default(),
        left_out: LeftOut::default(),
    })
}
