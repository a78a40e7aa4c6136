//! The members of a plan in JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::action::{ActionRecord, action, action_record};
use super::records::records;
use crate::model::{AccountName, Can, Carrier, ETag, FieldPath, Pbx, Role, Segment, UserCode};
use crate::plan::base::Base;
use crate::plan::consent::Word;
use crate::plan::step::{Require, Step};
use crate::plan::verdict::Plan;

records! {
    /// One plan.
    Record {
        origin: String,
        account: String,
        base: BaseRecord,
        steps: Vec<StepRecord>,
        granted: BTreeSet<String>,
    }
    /// What must still hold.
    BaseRecord {
        role: String,
        can: String,
        primary: String,
        pbx: String,
        provider: String,
        etags: BTreeMap<String, String>,
    }
    /// One step.
    StepRecord {
        paths: Vec<Vec<SegmentRecord>>,
        require: RequireRecord,
        action: ActionRecord,
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum SegmentRecord {
    Key(String),
    Entry(String),
    Index(usize),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum RequireRecord {
    Planned(String),
    After(usize),
    Absent,
    None,
}

/// What an approval covers. The role is not among it: a token that only reads plans what one that
/// writes would do.
#[derive(Serialize)]
pub(super) struct Digested<'a> {
    origin: &'a str,
    account: &'a str,
    can: &'a str,
    primary: &'a str,
    pbx: &'a str,
    provider: &'a str,
    etags: &'a BTreeMap<String, String>,
    steps: &'a [StepRecord],
    granted: &'a BTreeSet<String>,
}

impl Record {
    pub(super) fn of(plan: &Plan) -> Self {
        let base = &plan.base;
        let etags = base.etags.iter();
        Self {
            origin: plan.origin.clone(),
            account: plan.account.to_string(),
            base: BaseRecord {
                role: role_text(base.role).to_owned(),
                can: base.can.to_string(),
                primary: base.primary.to_string(),
                pbx: base.pbx.to_string(),
                provider: base.carrier.to_string(),
                etags: etags
                    .map(|(key, tag)| (key.clone(), tag.0.clone()))
                    .collect(),
            },
            steps: plan.steps.iter().map(step_record).collect(),
            granted: plan
                .granted
                .iter()
                .map(|word| word.as_str().to_owned())
                .collect(),
        }
    }

    pub(super) fn digested(&self) -> Digested<'_> {
        let base = &self.base;
        Digested {
            origin: &self.origin,
            account: &self.account,
            can: &base.can,
            primary: &base.primary,
            pbx: &base.pbx,
            provider: &base.provider,
            etags: &base.etags,
            steps: &self.steps,
            granted: &self.granted,
        }
    }

    /// `None` when a member is not one that this tool writes.
    pub(super) fn into_plan(self, needs: BTreeSet<Word>) -> Option<Plan> {
        let base = self.base;
        let etags = base.etags.into_iter();
        Some(Plan {
            account: AccountName::parse(&self.account).ok()?,
            origin: self.origin,
            base: Base {
                role: role(&base.role)?,
                can: Can::observed(base.can),
                primary: UserCode::observed(base.primary),
                pbx: Pbx::observed(base.pbx),
                carrier: Carrier::observed(base.provider),
                etags: etags.map(|(key, tag)| (key, ETag(tag))).collect(),
            },
            steps: self.steps.into_iter().map(step).collect::<Option<_>>()?,
            needs,
            granted: words(&self.granted)?,
        })
    }
}

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Primary => "primary",
        Role::Delegate => "delegate",
        Role::System => "system",
    }
}

fn role(text: &str) -> Option<Role> {
    let all = [Role::Primary, Role::Delegate, Role::System];
    all.into_iter().find(|role| role_text(*role) == text)
}

/// The consent that words name; `None` when one is unknown.
pub(super) fn words(texts: &BTreeSet<String>) -> Option<BTreeSet<Word>> {
    texts.iter().map(|text| Word::parse(text)).collect()
}

fn step_record(step: &Step) -> StepRecord {
    StepRecord {
        paths: step.paths.iter().map(path_record).collect(),
        require: match &step.require {
            Require::Planned(tag) => RequireRecord::Planned(tag.0.clone()),
            Require::After(step) => RequireRecord::After(*step),
            Require::Absent => RequireRecord::Absent,
            Require::None => RequireRecord::None,
        },
        action: action_record(&step.action),
    }
}

fn path_record(path: &FieldPath) -> Vec<SegmentRecord> {
    let segments = path.segments().iter().map(|segment| match segment {
        Segment::Key(key) => SegmentRecord::Key(key.clone().into_owned()),
        Segment::Entry(name) => SegmentRecord::Entry(name.clone()),
        Segment::Index(index) => SegmentRecord::Index(*index),
    });
    segments.collect()
}

fn step(record: StepRecord) -> Option<Step> {
    Some(Step {
        paths: record.paths.into_iter().map(path).collect(),
        require: match record.require {
            RequireRecord::Planned(tag) => Require::Planned(ETag(tag)),
            RequireRecord::After(step) => Require::After(step),
            RequireRecord::Absent => Require::Absent,
            RequireRecord::None => Require::None,
        },
        action: action(record.action)?,
    })
}

fn path(segments: Vec<SegmentRecord>) -> FieldPath {
    segments
        .into_iter()
        .fold(FieldPath::root(), |path, segment| match segment {
            SegmentRecord::Key(key) => path.key(key),
            SegmentRecord::Entry(name) => path.entry(&name),
            SegmentRecord::Index(index) => path.index(index),
        })
}
