//! The file that `plan --out` writes and `apply` reads.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::digest::{PlanDigest, json, sha256};
use super::record::{Record, words};
use crate::plan::verdict::Plan;

/// Version of the format: minor = members added, major = broken.
const FORMAT: &str = "2.0";

/// The configuration that a plan was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PlannedFile {
    /// Path as given on the command line.
    pub(crate) path: String,
    pub(crate) sha256: String,
}

/// Everything that `plan --out` writes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlanFile {
    /// Version of the tool that planned.
    pub(crate) tool: String,
    /// RFC 3339 instant.
    pub(crate) made_at: String,
    pub(crate) sources: Vec<PlannedFile>,
    pub(crate) plans: Vec<Plan>,
    /// The report that was shown, for `show`.
    pub(crate) view: serde_json::Value,
}

/// Why a file is not a plan that can be trusted. There is no repair: planning again costs
/// one command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Not a plan of this tool.
    NotAPlan,
    /// A later major version wrote it.
    Format(String),
    /// A byte is not as it was written.
    Changed,
}

/// The members in the order in which they are written; the seal is over everything before it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SealedFile {
    plan_format: String,
    tool: String,
    made_at: String,
    sources: Vec<PlannedFile>,
    plans: Vec<DigestedPlan>,
    view: serde_json::Value,
    seal: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DigestedPlan {
    digest: String,
    needs: BTreeSet<String>,
    #[serde(flatten)]
    record: Record,
}

impl DigestedPlan {
    fn of(plan: &Plan) -> Self {
        let needs = plan.needs.iter();
        Self {
            digest: PlanDigest::of(plan).into_string(),
            needs: needs.map(|word| word.as_str().to_owned()).collect(),
            record: Record::of(plan),
        }
    }

    /// `None` when a member is not one that this tool writes.
    fn into_plan(self) -> Option<Plan> {
        self.record.into_plan(words(&self.needs)?)
    }
}

impl PlanFile {
    /// The bytes of the file: JSON, one line.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut sealed = SealedFile {
            plan_format: FORMAT.to_owned(),
            tool: self.tool.clone(),
            made_at: self.made_at.clone(),
            sources: self.sources.clone(),
            plans: self.plans.iter().map(DigestedPlan::of).collect(),
            view: self.view.clone(),
            seal: String::new(),
        };
        // The seal is hashed as empty, and takes its own place then.
        sealed.seal = sha256(&json(&sealed));
        let mut bytes = json(&sealed);
        bytes.push(b'\n');
        bytes
    }

    /// Reads a file of [`PlanFile::to_bytes`], and no other: written again it must give equal
    /// bytes, so that even a changed space is noticed.
    ///
    /// # Errors
    ///
    /// [`Damage`], from the least to the most alike: no JSON with a format, a format that is not
    /// ours, members or bytes that are not as they were written.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Damage> {
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|_| Damage::NotAPlan)?;
        let format = value.get("planFormat").and_then(|format| format.as_str());
        let format = format.ok_or(Damage::NotAPlan)?;
        if format != FORMAT {
            return Err(Damage::Format(format.to_owned()));
        }
        let sealed: SealedFile = serde_json::from_value(value).map_err(|_| Damage::Changed)?;
        let plans = sealed.plans.into_iter().map(DigestedPlan::into_plan);
        let file = Self {
            plans: plans.collect::<Option<_>>().ok_or(Damage::Changed)?,
            tool: sealed.tool,
            made_at: sealed.made_at,
            sources: sealed.sources,
            view: sealed.view,
        };
        if file.to_bytes() == bytes {
            Ok(file)
        } else {
            Err(Damage::Changed)
        }
    }
}
