//! A plan against a portal that loses answers, changes underneath, or refuses.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use super::stored::Stored;
use super::{AccountLock, Journal, NotApplied, Outcome, Patience, StepResult, Stop, apply};
use crate::contract::{
    Access, PortalError, ReadPortal, Rejection, WriteFailure, WritePortal, WriteReceipt,
};
use crate::fixture::observed;
use crate::model::{
    AccountName, Action, AdministratorPatch, Candidate, Confidential, ETag, Observed, Phone,
    Precondition, Renames, ResellerName, Scope, UserCode,
};
use crate::plan::{Candidates, Plan, PlanInputs, Verdict, plan};

/// What happens to a write.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Answered,
    LostAfterCommit,
    LostBeforeCommit,
    /// Written, and what is read next is the state of the beginning, by so many revisions older.
    LostAndReadStale(u64),
    Refused(u16),
    /// Written, and what is heard is a refusal: the echo of a request that was sent twice.
    RefusedAfterCommit(u16),
    /// Somebody else writes the resource, and the write itself is lost.
    LostAndOvertaken,
}

fn refused(status: u16) -> Result<WriteReceipt, WriteFailure> {
    let rejection = Rejection {
        status,
        kind: "stale".to_owned(),
        detail: String::new(),
        errors: Vec::new(),
    };
    Err(PortalError::Refused(rejection).into())
}

/// Holds one account; the nth write meets the nth fate, the others are answered.
struct Fake {
    state: Mutex<Observed>,
    first: Observed,
    /// What is read next, once.
    stale: Mutex<Option<Observed>>,
    fates: Vec<Fate>,
    writes: Mutex<Vec<Precondition>>,
}

impl Fake {
    fn commit(&self, action: &Action, tag: &ETag) {
        let mut state = self.state.lock().unwrap();
        match action {
            Action::PatchGeneral(patch) => {
                state.account.general.reseller_name = patch.reseller_name.clone().unwrap();
            }
            Action::PatchChat(patch) => state.account.chat.enabled = patch.enabled.unwrap(),
            Action::PatchAdministrator(_)
            | Action::GrantDelegate(..)
            | Action::RevokeDelegate(_)
            | Action::PutWorkingHours(..)
            | Action::PutWeekendHours(..)
            | Action::PutLunchBreak(..)
            | Action::CreateSchedule(..)
            | Action::PutSchedule(..)
            | Action::DeleteSchedule(..) => panic!("not in these plans"),
        }
        state.etags.insert(action.resource().key(), tag.clone());
    }

    fn show_first_again(&self, older: u64) {
        let mut first = self.first.clone();
        first.revision -= older;
        *self.stale.lock().unwrap() = Some(first);
    }
}

impl ReadPortal for Fake {
    async fn observe(&self, _: &AccountName) -> Result<Observed, PortalError> {
        let stale = self.stale.lock().unwrap().take();
        Ok(stale.unwrap_or_else(|| self.state.lock().unwrap().clone()))
    }

    async fn observe_again(&self, seen: &Observed) -> Result<Option<Observed>, PortalError> {
        let now = self.state.lock().unwrap().clone();
        Ok((now.etag != seen.etag).then_some(now))
    }

    async fn candidate(
        &self,
        _: &AccountName,
        _: &UserCode,
    ) -> Result<Option<Candidate>, PortalError> {
        Ok(None)
    }

    async fn candidates(&self, _: &AccountName) -> Result<Vec<Candidate>, PortalError> {
        Ok(Vec::new())
    }

    async fn accounts(&self) -> Result<Vec<Access>, PortalError> {
        Ok(Vec::new())
    }
}

impl WritePortal for Fake {
    async fn write(
        &self,
        _: &AccountName,
        action: &Action,
        precondition: &Precondition,
    ) -> Result<WriteReceipt, WriteFailure> {
        let mut writes = self.writes.lock().unwrap();
        let fate = self
            .fates
            .get(writes.len())
            .copied()
            .unwrap_or(Fate::Answered);
        writes.push(precondition.clone());
        let tag = ETag(format!("\"after-{}\"", writes.len()));
        let lost = Err(PortalError::Lost {
            reason: "reset".to_owned(),
        }
        .into());
        let commit = || self.commit(action, &tag);
        match fate {
            Fate::Answered => {
                commit();
                Ok(WriteReceipt {
                    status: 200,
                    etag: Some(tag),
                    lunch_break: None,
                    attempts: 1,
                })
            }
            Fate::LostAfterCommit => {
                commit();
                lost
            }
            Fate::LostBeforeCommit => lost,
            Fate::LostAndOvertaken => {
                let mut state = self.state.lock().unwrap();
                state.etags.insert(action.resource().key(), tag.clone());
                lost
            }
            Fate::LostAndReadStale(older) => {
                self.show_first_again(older);
                commit();
                lost
            }
            Fate::RefusedAfterCommit(status) => {
                commit();
                refused(status)
            }
            Fate::Refused(status) => refused(status),
        }
    }
}

/// Chat off, then another name: two steps.
fn two_steps(observed: &Observed) -> Plan {
    let mut target = observed.account.clone();
    target.chat.enabled = false;
    target.general.reseller_name = ResellerName::observed("Boréal inc.");
    let verdict = plan(PlanInputs {
        origin: "https://portal.example",
        observed,
        target: &target,
        renames: &Renames::new(),
        changes: Vec::new(),
        managed: BTreeSet::new(),
        refusals: Vec::new(),
        candidates: Candidates::new(),
        granted: BTreeSet::new(),
        now: "2026-11-24T12:00:00Z".parse().unwrap(),
    });
    match verdict.unwrap() {
        Verdict::Ready { plan, .. } => *plan,
        Verdict::InSync(_) | Verdict::Refused { .. } => panic!("not ready"),
    }
}

/// Applies the two steps; `before` edits the portal after the plan was made.
fn run(fates: &[Fate], before: fn(&mut Observed)) -> (Result<Outcome, NotApplied>, usize, String) {
    let seen = observed();
    let plan = two_steps(&seen);
    let mut state = seen.clone();
    before(&mut state);
    let portal = Fake {
        first: state.clone(),
        state: Mutex::new(state),
        stale: Mutex::default(),
        fates: fates.to_vec(),
        writes: Mutex::default(),
    };
    let directory = tempfile::tempdir().unwrap();
    let lock = AccountLock::take(directory.path(), "boreal").unwrap();
    let mut journal = Journal::begin(lock, "now", "digest").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let (stop, _button) = Stop::new();
    let patience = Patience {
        stop: &stop,
        settle: Duration::ZERO,
    };
    let outcome = runtime.block_on(apply(&plan, Some(&seen), &portal, &mut journal, patience));
    let journal = std::fs::read_to_string(directory.path().join("boreal-now.jsonl")).unwrap();
    let writes = portal.writes.lock().unwrap().len();
    (outcome, writes, journal)
}

#[test]
fn every_fate_of_an_answer() {
    use Fate::{
        Answered, LostAfterCommit, LostAndOvertaken, LostAndReadStale, LostBeforeCommit, Refused,
        RefusedAfterCommit,
    };
    use StepResult::{Done, Failed, NotTried, Unknown};
    let echoes = [404, 409, 410, 412, 429, 503].map(|status| vec![RefusedAfterCommit(status)]);
    let echoes = echoes.into_iter().map(|fates| (fates, [Done, Done], false));
    // What happens to the two writes, what is reported of them, and whether the plan was stale.
    let rows = [
        (vec![], [Done, Done], false),
        // The response is lost, and the write is not.
        (vec![LostAfterCommit], [Done, Done], false),
        (vec![Answered, LostAfterCommit], [Done, Done], false),
        // The write is lost as well, or comes later.
        (vec![LostBeforeCommit], [Unknown, NotTried], false),
        (vec![Answered, LostBeforeCommit], [Done, Unknown], false),
        // It is lost, and the portal would refuse it by now.
        (vec![LostAndOvertaken], [Failed, NotTried], false),
        // It is refused as not fitting, and what is read would fit.
        (vec![Refused(412)], [Unknown, NotTried], true),
        (vec![Answered, Refused(412)], [Done, Unknown], true),
        (vec![Answered, Refused(422)], [Done, Failed], false),
        // What is read is older than what was planned, or than what was acknowledged.
        (vec![LostAndReadStale(1)], [Unknown, NotTried], false),
        (vec![Answered, LostAndReadStale(0)], [Done, Unknown], false),
    ];
    for (fates, expect, stale) in rows.into_iter().chain(echoes) {
        let (outcome, ..) = run(&fates, |_| {});
        let outcome = outcome.unwrap();
        let results: Vec<_> = outcome.steps.iter().map(|step| step.result).collect();
        assert_eq!(results, expect, "{fates:?}");
        assert_eq!(outcome.stale, stale, "{fates:?}");
    }
}

#[test]
fn nothing_is_written_when_the_account_changed() {
    let changed: fn(&mut Observed) = |state| {
        state.etag = ETag("\"8\"".to_owned());
        state
            .etags
            .insert("chat".to_owned(), ETag("\"other\"".to_owned()));
    };
    let (outcome, writes, _) = run(&[], changed);
    assert!(matches!(outcome, Err(NotApplied::Stale)));
    assert_eq!(writes, 0);
    let reader: fn(&mut Observed) = |state| {
        state.etag = ETag("\"8\"".to_owned());
        state.viewer.scope = Scope::Read;
    };
    let (outcome, writes, _) = run(&[], reader);
    assert!(matches!(outcome, Err(NotApplied::ReadOnly)));
    assert_eq!(writes, 0);
    let elsewhere: fn(&mut Observed) = |state| {
        state.etag = ETag("\"8\"".to_owned());
        state
            .etags
            .insert("telephony".to_owned(), ETag("\"other\"".to_owned()));
    };
    assert!(
        run(&[], elsewhere).0.unwrap().is_complete(),
        "what the plan does not rest on"
    );
}

#[test]
fn the_journal_has_each_intent_before_its_outcome() {
    let (_, _, journal) = run(&[Fate::Answered, Fate::Refused(422)], |_| {});
    let words: Vec<_> = journal
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| {
            format!(
                "{} {}",
                line["step"],
                line.get("intent").or(line.get("outcome")).unwrap()
            )
        })
        .collect();
    assert_eq!(
        words,
        ["0 \"chat\"", "0 \"done\"", "1 \"general\"", "1 \"failed\""]
    );
}

#[test]
fn a_phone_out_of_sight_settles_no_write_of_it() {
    let number = |text: &str| Some(Phone::observed(text));
    let rows = [
        (Confidential::Shown(None), None, true),
        (Confidential::Shown(number("+15145550142")), None, false),
        (Confidential::Hidden, None, false),
        (Confidential::Hidden, number("+15145550142"), false),
    ];
    for (held, written, expect) in rows {
        let mut observed = observed();
        observed.account.administrator.phone = held;
        let patch = AdministratorPatch {
            phone: Some(written),
            ..AdministratorPatch::default()
        };
        let action = Action::PatchAdministrator(patch);
        assert_eq!(Stored::of(&observed).holds(&action), expect, "{action:?}");
    }
}

#[test]
fn one_apply_of_an_account_at_a_time() {
    let directory = tempfile::tempdir().unwrap();
    let take = |account| AccountLock::take(directory.path(), account);
    let first = Journal::begin(take("boreal").unwrap(), "a", "d").unwrap();
    assert!(take("boreal").is_err());
    assert!(take("other").is_ok());
    drop(first);
    assert!(take("boreal").is_ok());
}
