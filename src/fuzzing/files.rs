//! Files and policies: what anybody may send in a pull request.

use futures_util::FutureExt;

use super::answers::held;
use super::readers::every_form;
use super::{boreal, now};
use crate::contract::{Access, PortalError, ReadPortal};
use crate::diff::diff;
use crate::lint::Occasion;
use crate::model::{
    AccountName, Candidate, CandidateRole, ETag, Language, Observed, PersonName, UserCode,
};
use crate::plan::file::{PlanFile, PlannedFile};
use crate::plan::{Verdict, Word};
use crate::reconcile::{Rules, check, propose, read_policy};
use crate::report::view::View;
use crate::report::{ProposalReport, account};
use crate::source::Input;
use crate::words::Words;

/// A file is judged, and planned over an account that exists.
pub(super) fn file(data: &[u8]) {
    let input = Input {
        name: "reseller.yaml".to_owned(),
        bytes: data.to_vec(),
    };
    let checked = check(input, Occasion::at(now()));
    for language in Language::ALL {
        every_form(&[checked.judged()], &Words::of(language));
    }
    if checked.desired.is_none() {
        assert!(!checked.findings.is_empty(), "refused without a reason");
        return;
    }
    let observed = held();
    let rules = Rules {
        granted: Word::ALL.into_iter().collect(),
        ..Rules::default()
    };
    let Some(ready) = checked.ready(&rules.findings) else {
        return;
    };
    let once = ready.desired.over(&observed.account);
    if once.ambiguous.is_empty() {
        let twice = ready.desired.over(&once.account);
        let left = diff(&once.account, &twice.account, &twice.renames);
        assert!(left.is_empty(), "a second plan would change {left:?}");
    }
    let portal = Held(observed);
    let proposed = propose(&ready, &portal, "embedded", &rules, now());
    let Ok(proposal) = proposed.now_or_never().expect("nothing is waited for") else {
        return;
    };
    let report = ProposalReport::of([(&ready, &proposal)], Language::Fr);
    assert!(!report.text().is_empty());
    let json: Result<serde_json::Value, _> = serde_json::from_str(&report.json());
    assert!(json.is_ok(), "a report is JSON");
    if let Verdict::Ready { plan, .. } = &proposal.verdict {
        let words = Words::of(Language::En);
        let view = View::of(vec![account::view(&ready, &proposal, &words)]);
        let saved = PlanFile {
            tool: "0.1.0".to_owned(),
            made_at: "2026-11-24T12:00:00Z".to_owned(),
            sources: vec![PlannedFile {
                path: "reseller.yaml".to_owned(),
                sha256: String::new(),
            }],
            plans: vec![(**plan).clone()],
            view: serde_json::to_value(&view).expect("a view is JSON"),
        };
        let read = PlanFile::from_bytes(&saved.to_bytes());
        assert_eq!(read.as_ref(), Ok(&saved), "a saved plan is read as it was");
    }
}

/// A policy is read, or every reason is given.
pub(super) fn policy(data: &[u8]) {
    let input = Input {
        name: "policy.yaml".to_owned(),
        bytes: data.to_vec(),
    };
    if let Err(invalid) = read_policy(&input) {
        assert!(!invalid.findings.is_empty(), "refused without a reason");
        for language in Language::ALL {
            every_form(&[invalid.judged()], &Words::of(language));
        }
    }
}

/// A portal that holds one account and lets anyone be a delegate.
struct Held(Observed);

impl ReadPortal for Held {
    async fn observe(&self, _: &AccountName) -> Result<Observed, PortalError> {
        Ok(self.0.clone())
    }

    async fn observe_again(&self, _: &Observed) -> Result<Option<Observed>, PortalError> {
        Ok(None)
    }

    async fn candidate(
        &self,
        _: &AccountName,
        user: &UserCode,
    ) -> Result<Option<Candidate>, PortalError> {
        Ok(Some(Candidate {
            user: user.clone(),
            name: PersonName::observed("Jean Roy"),
            company: String::new(),
            role: CandidateRole::CompanyDelegate,
        }))
    }

    async fn candidates(&self, _: &AccountName) -> Result<Vec<Candidate>, PortalError> {
        Ok(Vec::new())
    }

    async fn accounts(&self) -> Result<Vec<Access>, PortalError> {
        Ok(vec![Access {
            account: boreal(),
            user: None,
            role: self.0.viewer.role,
            scope: self.0.viewer.scope,
        }])
    }
}

/// The tag under which an account is held.
pub(super) fn tag() -> ETag {
    ETag("\"7\"".to_owned())
}
