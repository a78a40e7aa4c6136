//! A plan against a portal that loses answers, changes underneath, or refuses.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::json;

use super::in_flight::InFlight;
use super::stored::Stored;
use super::{
    AccountLock, Journal, JournalFault, JournalHead, NotApplied, OtherLock, Outcome, Patience,
    RunAuthor, Sighting, StepResult, Stop, apply,
};
use crate::contract::{
    Access, PortalError, ReadPortal, Rejection, WriteFailure, WritePortal, WriteReceipt,
};
use crate::fixture::observed;
use crate::model::{
    Account, AccountName, Action, AdministratorPatch, Candidate, Confidential, ETag, Observed,
    Phone, Precondition, Renames, ResellerName, Role, Scope, TimeZone, UserCode,
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
    /// Somebody else writes the resource, and the answer is lost; whether the write came first, no one can see.
    LostAndOvertaken,
    /// Written, and the answer is lost; then somebody else changes another member of the resource.
    LostAndEdited,
    /// Somebody else writes the resource, and something refuses what was sent so many times.
    RefusedAndOvertaken(u16, u32),
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
            Action::PatchChat(patch) => {
                let chat = &mut state.account.chat;
                chat.enabled = patch.enabled.unwrap_or(chat.enabled);
                let zone = patch.time_zone.as_ref();
                chat.time_zone = zone.unwrap_or(&chat.time_zone).clone();
            }
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

    /// Somebody else writes the resource.
    fn overtake(&self, action: &Action, tag: &ETag) {
        let mut state = self.state.lock().unwrap();
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
                self.overtake(action, &tag);
                lost
            }
            Fate::LostAndEdited => {
                commit();
                self.state.lock().unwrap().account.chat.time_zone = TimeZone::observed("UTC");
                lost
            }
            Fate::RefusedAndOvertaken(status, attempts) => {
                self.overtake(action, &tag);
                refused(status).map_err(|failure| WriteFailure {
                    attempts,
                    ..failure
                })
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
    planned(observed, |target| {
        target.chat.enabled = false;
        target.general.reseller_name = ResellerName::observed("Boréal inc.");
    })
}

/// Chat off, then another time zone: two steps of one resource.
fn two_of_one(observed: &Observed) -> Plan {
    planned(observed, |target| {
        target.chat.enabled = false;
        target.chat.time_zone = TimeZone::observed("America/Halifax");
    })
}

fn planned(observed: &Observed, edit: fn(&mut Account)) -> Plan {
    let mut target = observed.account.clone();
    edit(&mut target);
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
    let (outcome, writes, journal) = carried_out(two_steps, fates, before);
    (outcome, writes.len(), journal)
}

/// The outcome of a plan, the condition of each write, and the journal.
fn carried_out(
    plan: fn(&Observed) -> Plan,
    fates: &[Fate],
    before: fn(&mut Observed),
) -> (Result<Outcome, NotApplied>, Vec<Precondition>, String) {
    let seen = observed();
    let plan = plan(&seen);
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
    let lock = lock(directory.path(), "boreal", OtherLock::Respect).unwrap();
    let mut journal = Journal::begin(lock, &head(), "").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let (stop, _button) = Stop::new();
    let patience = Patience {
        stop: &stop,
        settle: Duration::ZERO,
    };
    let outcome = runtime.block_on(apply(
        &plan,
        Sighting::Planned(&seen),
        &portal,
        &mut journal,
        patience,
    ));
    let journal =
        std::fs::read_to_string(directory.path().join("boreal/boreal-now.jsonl")).unwrap();
    (outcome, portal.writes.into_inner().unwrap(), journal)
}

/// A write that is found by its value is done. The tag that is found with it may belong to a change that
/// somebody made since, and then no later step may use it.
#[test]
fn no_step_uses_the_tag_of_somebody_else() {
    let matches = |tag: &str| Precondition::Matches(ETag(tag.to_owned()));
    for (fate, expect) in [
        (Fate::Answered, matches("\"after-1\"")),
        (Fate::LostAfterCommit, matches("\"after-1\"")),
        (Fate::LostAndEdited, matches("\"\"")),
    ] {
        let (outcome, conditions, _) = carried_out(two_of_one, &[fate], |_| {});
        assert_eq!(
            outcome.unwrap().steps[0].result,
            StepResult::Done,
            "{fate:?}"
        );
        assert_eq!(conditions[1], expect, "{fate:?}");
    }
}

/// Of a write that an earlier apply left open nothing is known from a replica that lags behind.
#[test]
fn an_old_state_settles_no_earlier_write() {
    let open = json!({
        "step": 1, "intent": "chat", "paths": ["chat.timeZone"],
        "requires": { "tag": "\"c2\"" }, "since": 7, "after": ["\"c1\""],
    });
    let journal = format!("{}\n{open}\n", json!({ "account": "boreal", "at": "now" }));
    let write = InFlight::of(&journal, "boreal").unwrap();
    for (revision, tag, expect) in [
        (8, Some("\"c2\""), false),
        (9, Some("\"c3\""), true),
        (9, None, true),
        // From before an acknowledged write of the same apply, and from before the plan.
        (7, Some("\"c1\""), false),
        (6, Some("\"c0\""), false),
    ] {
        let mut observed = observed();
        observed.revision = revision;
        observed.etags.remove("chat");
        let tag = tag.map(|tag| ("chat".to_owned(), ETag(tag.to_owned())));
        observed.etags.extend(tag);
        assert_eq!(write.is_settled(&observed), expect, "{revision}");
    }
}

#[test]
fn every_fate_of_an_answer() {
    use Fate::{
        Answered, LostAfterCommit, LostAndOvertaken, LostAndReadStale, LostBeforeCommit, Refused,
        RefusedAfterCommit, RefusedAndOvertaken,
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
        // Somebody changed the resource, perhaps after the write was stored: only a refusal of the one
        // request that was sent says that it was not.
        (vec![LostAndOvertaken], [Unknown, NotTried], false),
        (
            vec![RefusedAndOvertaken(503, 1)],
            [Unknown, NotTried],
            false,
        ),
        (vec![RefusedAndOvertaken(412, 2)], [Unknown, NotTried], true),
        (vec![RefusedAndOvertaken(412, 1)], [Failed, NotTried], true),
        (
            vec![Answered, RefusedAndOvertaken(412, 1)],
            [Done, Failed],
            true,
        ),
        // The portal says "another tag", and shows the old one: what it shows is an old state.
        (vec![Refused(412)], [Unknown, NotTried], true),
        (vec![Answered, Refused(410)], [Done, Unknown], true),
        (vec![Refused(409)], [Failed, NotTried], false),
        (vec![Refused(503)], [Failed, NotTried], false),
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
    let readers: [fn(&mut Observed); 2] = [
        |state| {
            state.etag = ETag("\"8\"".to_owned());
            state.viewer.scope = Scope::Read;
        },
        |state| {
            state.etag = ETag("\"8\"".to_owned());
            state.viewer.role = Role::System;
        },
    ];
    for reader in readers {
        let (outcome, writes, _) = run(&[], reader);
        assert!(matches!(outcome, Err(NotApplied::ReadOnly)));
        assert_eq!(writes, 0);
    }
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

fn lock(state: &Path, account: &str, other: OtherLock) -> Result<AccountLock, JournalFault> {
    AccountLock::take(state, account, &RunAuthor::default(), "now", other)
}

fn head() -> JournalHead {
    JournalHead {
        account: "boreal".to_owned(),
        at: "now".to_owned(),
        ..JournalHead::default()
    }
}

#[test]
fn one_apply_of_an_account_at_a_time() {
    let directory = tempfile::tempdir().unwrap();
    let take = |account| lock(directory.path(), account, OtherLock::Respect);
    let first = Journal::begin(take("boreal").unwrap(), &head(), "").unwrap();
    assert!(take("boreal").is_err());
    assert!(take("other").is_ok());
    drop(first);
    assert!(take("boreal").is_ok());
}

#[test]
fn a_lock_that_was_broken_is_held_by_who_broke_it() {
    let directory = tempfile::tempdir().unwrap();
    let take = |other| lock(directory.path(), "boreal", other);
    let first = take(OtherLock::Respect).unwrap();
    assert!(first.still_holds().is_ok());
    let second = take(OtherLock::Break).unwrap();
    assert_eq!(second.broken.as_ref().unwrap().process, std::process::id());
    assert!(matches!(
        first.still_holds(),
        Err(JournalFault::Broken { owner: Some(_) })
    ));
    assert!(second.still_holds().is_ok());
    assert!(matches!(
        take(OtherLock::Respect),
        Err(JournalFault::Locked { .. })
    ));
    drop(first);
    assert!(
        take(OtherLock::Respect).is_err(),
        "the lock of the second stays"
    );
    drop(second);
    assert!(take(OtherLock::Respect).is_ok());
}
