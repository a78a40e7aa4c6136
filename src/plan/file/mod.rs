//! A plan as a file: what is written, what is digested, and how a changed byte is noticed.

mod action;
mod record;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Plan, Word};
use record::Record;

/// Version of the format: minor = members added, major = broken.
const FORMAT: &str = "1.0";

/// Digest of a plan, 64 lower-case hexadecimal digits: origin, account, CAN, base tags, steps and
/// granted words; neither time nor tool version nor hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlanDigest(String);

impl PlanDigest {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self(sha256(&json(&Record::of(plan).digested())))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// The configuration that a plan was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Source {
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
    pub(crate) sources: Vec<Source>,
    pub(crate) plans: Vec<Plan>,
    /// The report that was shown, for `show`.
    pub(crate) view: serde_json::Value,
}

/// Why a file is not a plan that can be trusted.
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
struct Written {
    plan_format: String,
    tool: String,
    made_at: String,
    sources: Vec<Source>,
    plans: Vec<WrittenPlan>,
    view: serde_json::Value,
    seal: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WrittenPlan {
    digest: String,
    needs: BTreeSet<String>,
    #[serde(flatten)]
    record: Record,
}

impl PlanFile {
    /// The bytes of the file: JSON, one line.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let plan = |plan: &Plan| WrittenPlan {
            digest: PlanDigest::of(plan).0,
            needs: plan
                .needs
                .iter()
                .map(|word| word.as_str().to_owned())
                .collect(),
            record: Record::of(plan),
        };
        let mut written = Written {
            plan_format: FORMAT.to_owned(),
            tool: self.tool.clone(),
            made_at: self.made_at.clone(),
            sources: self.sources.clone(),
            plans: self.plans.iter().map(plan).collect(),
            view: self.view.clone(),
            seal: String::new(),
        };
        written.seal = sha256(&json(&written));
        let mut bytes = json(&written);
        bytes.push(b'\n');
        bytes
    }

    /// Reads what [`PlanFile::to_bytes`] wrote, and nothing else: written again it must give the
    /// same bytes, so that even a changed space is noticed.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Damage> {
        let value: serde_json::Value =
            serde_json::from_slice(bytes).map_err(|_| Damage::NotAPlan)?;
        let format = value.get("planFormat").and_then(|format| format.as_str());
        let format = format.ok_or(Damage::NotAPlan)?;
        if format != FORMAT {
            return Err(Damage::Format(format.to_owned()));
        }
        let written: Written = serde_json::from_value(value).map_err(|_| Damage::Changed)?;
        let file = Self {
            plans: written
                .plans
                .into_iter()
                .map(|plan| plan.record.into_plan(words(&plan.needs)?))
                .collect::<Option<_>>()
                .ok_or(Damage::Changed)?,
            tool: written.tool,
            made_at: written.made_at,
            sources: written.sources,
            view: written.view,
        };
        if file.to_bytes() == bytes {
            Ok(file)
        } else {
            Err(Damage::Changed)
        }
    }
}

fn words(texts: &BTreeSet<String>) -> Option<BTreeSet<Word>> {
    texts.iter().map(|text| Word::parse(text)).collect()
}

/// Our own records hold nothing that JSON cannot say.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
