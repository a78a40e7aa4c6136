//! Order, preconditions and consent.

use std::collections::BTreeSet;

use super::{Candidates, PlanInputs, Require, Step, Verdict, Word, interim, plan};
use crate::availability::Period;
use crate::diff::{Change, ChangeKind, blank};
use crate::fixture::{add_weekly, event, observed, put_weekly, tag, weekly};
use crate::model::{
    Account, Availability, Can, Confidential, Day, ETag, Email, FieldPath, Kind, Language, Named,
    Observed, PersonName, Phone, Renames, ResellerName, Resource, Role, ScheduleName, ScheduleRef,
    Spid, TimeZone, UserCode, name_key,
};

/// One line a step: settings, then what the write requires.
fn lines(steps: &[Step]) -> Vec<String> {
    let line = |step: &Step| {
        let paths: Vec<_> = step.paths.iter().map(ToString::to_string).collect();
        let require = match &step.require {
            Require::Planned(tag) => format!("if {tag}"),
            Require::After(step) => format!("after {step}"),
            Require::Absent => "if absent".to_owned(),
            Require::None => "always".to_owned(),
        };
        format!("{} {require}", paths.join(" "))
    };
    steps.iter().map(line).collect()
}

fn propose(observed: &Observed, target: &Account, renames: &Renames) -> Verdict {
    let changes = vec![Change {
        path: FieldPath::of("delegates"),
        kind: ChangeKind::Update,
        before: None,
        after: None,
    }];
    plan(PlanInputs {
        origin: "http://127.0.0.1:1",
        observed,
        target,
        renames,
        changes,
        managed: BTreeSet::new(),
        refusals: Vec::new(),
        candidates: Candidates::new(),
        granted: BTreeSet::new(),
        now: "2026-11-24T12:00:00Z".parse().unwrap(),
    })
    .unwrap()
}

fn steps(observed: &Observed, edit: impl FnOnce(&mut Account), renames: &Renames) -> Vec<String> {
    let mut target = observed.account.clone();
    edit(&mut target);
    match propose(observed, &target, renames) {
        Verdict::Ready { plan, .. } => lines(&plan.steps),
        Verdict::InSync(_) => Vec::new(),
        Verdict::Refused { refusals, .. } => refusals.iter().map(|r| r.code.to_owned()).collect(),
    }
}

#[test]
fn nothing_to_do_is_in_sync() {
    assert!(steps(&observed(), |_| {}, &Renames::new()).is_empty());
}

#[test]
fn the_login_changes_last_and_chat_goes_off_first() {
    let edit = |target: &mut Account| {
        target.administrator.email = Email::observed("paul@boreal.example");
        target.administrator.language = Language::En;
        target.general.spid = Some(Spid::observed("SP-1"));
        target.general.reseller_name = ResellerName::observed("Boréal inc.");
        target.delegates.clear();
        target.chat.enabled = false;
        target.chat.time_zone = TimeZone::observed("America/Halifax");
    };
    let expected = [
        "chat.enabled if \"chat\"",
        "general.spid general.resellerName if \"general\"",
        "delegates[\"2041\"] always",
        "delegates[\"2107\"] always",
        "chat.timeZone after 0",
        "administrator.language if \"administrator\"",
        "administrator.email after 5",
    ];
    assert_eq!(steps(&observed(), edit, &Renames::new()), expected);
}

#[test]
fn hours_close_before_they_move_and_move_before_they_open() {
    let edit = |target: &mut Account| {
        let fr = &mut target.chat.hours.fr;
        fr.working_hours = weekly("mon-fri 08:00-18:00");
        fr.weekend_hours = weekly("sat-sun 11:00-17:00");
        fr.named.replace(Kind::Weekly, []);
        let closed = event(Availability::Closed, "2027-01-01");
        let name = ScheduleName::observed("Jour de l'An");
        fr.named.insert(Named::special_event(name, closed));
    };
    let expected = [
        "chat.hours.fr.weeklySchedules[\"Jeudi soir\"] if \"chat/fr/weekly-schedules/id-jeudi soir\"",
        "chat.hours.fr.specialEvents[\"Jour de l'An\"] if absent",
        "chat.hours.fr.weekendHours if \"chat/fr/weekend-hours\"",
        "chat.hours.fr.workingHours if \"chat/fr/working-hours\"",
    ];
    assert_eq!(steps(&observed(), edit, &Renames::new()), expected);
}

#[test]
fn a_lunch_break_is_ticked_then_edited() {
    let edit = |target: &mut Account| {
        target.chat.hours.en.lunch_break = Some(weekly("mon-fri 12:30-13:00"));
    };
    let expected = [
        "chat.hours.en.workingHours.lunchBreak if \"chat/en/working-hours\"",
        "chat.hours.en.workingHours.lunchBreak after 0",
    ];
    assert_eq!(steps(&observed(), edit, &Renames::new()), expected);
}

#[test]
fn a_rename_with_new_times_is_two_writes() {
    let edit = |target: &mut Account| {
        target.chat.hours.fr.named.replace(Kind::Weekly, []);
        put_weekly(target, Language::Fr, "Soirée", "thu 18:00-22:00");
        target.chat.hours.fr.working_hours = weekly("mon-fri 09:00-16:00");
    };
    let reference =
        |name| ScheduleRef::of(Language::Fr, Kind::Weekly, &ScheduleName::observed(name));
    let renames = [(reference("Soirée"), reference("Jeudi soir"))].into();
    let expected = [
        "chat.hours.fr.weeklySchedules[\"Soirée\"] if \"chat/fr/weekly-schedules/id-jeudi soir\"",
        "chat.hours.fr.workingHours if \"chat/fr/working-hours\"",
        "chat.hours.fr.weeklySchedules[\"Soirée\"] after 0",
    ];
    assert_eq!(steps(&observed(), edit, &renames), expected);
}

#[test]
fn refusals_name_their_rule() {
    let check =
        |name: &str, prepare: fn(&mut Observed), edit: fn(&mut Account), expect: &[&str]| {
            let mut observed = observed();
            prepare(&mut observed);
            assert_eq!(steps(&observed, edit, &Renames::new()), expect, "{name}");
        };
    let unknown: fn(&mut Account) = |target| {
        let jean = PersonName::observed("Luc Tremblay");
        target.delegates.insert(UserCode::observed("9"), jean);
    };
    check("not on the list", |_| {}, unknown, &["not-a-candidate"]);
    let primary: fn(&mut Account) = |target| {
        target
            .delegates
            .insert(UserCode::observed("1001"), PersonName::observed("Marie"));
    };
    check(
        "primary as delegate",
        |_| {},
        primary,
        &["delegate-is-primary"],
    );
    check(
        "a delegate's token",
        |observed| observed.viewer.role = Role::Delegate,
        |target| target.delegates.clear(),
        &["primary-only"],
    );
    check(
        "chat before deployment",
        |observed| {
            observed.account.chat.enabled = false;
            observed.software_deployed = false;
        },
        |target| target.chat.enabled = true,
        &["chat-not-deployed"],
    );
    check(
        "settings this tool does not know",
        |observed| observed.newer.extend(["general".to_owned()]),
        |target| target.general.spid = Some(Spid::observed("SP-1")),
        &["portal-newer"],
    );
}

/// The words that a plan needs for an edit of an account that has everything.
fn check_consent(name: &str, edit: fn(&mut Account), expect: &[Word]) {
    let mut observed = observed();
    let (general, administrator) = (
        &mut observed.account.general,
        &mut observed.account.administrator,
    );
    general.spid = Some(Spid::observed("SP-1"));
    general.address = blank::unlike(&blank::account()).general.address;
    administrator.phone = Confidential::Shown(Some(Phone::observed("+15145550142")));
    for number in 1..=10 {
        let name = format!("Soir {number}");
        add_weekly(&mut observed, Language::En, &name, "wed 18:00-21:00");
    }
    let mut target = observed.account.clone();
    edit(&mut target);
    let Verdict::Ready { plan, .. } = propose(&observed, &target, &Renames::new()) else {
        panic!("{name}: not ready");
    };
    assert_eq!(plan.needs, expect.iter().copied().collect(), "{name}");
}

#[test]
fn words_of_consent() {
    check_consent(
        "new login",
        |t| t.administrator.email = Email::observed("a@b.example"),
        &[Word::LoginChange],
    );
    check_consent(
        "SPID cleared",
        |t| t.general.spid = None,
        &[Word::SpidChange],
    );
    check_consent("chat off", |t| t.chat.enabled = false, &[Word::ChatOff]);
    check_consent(
        "one of two delegates",
        |t| t.delegates.retain(|u, _| u.as_str() == "2041"),
        &[Word::RevokeDelegate],
    );
    check_consent(
        "all delegates",
        |t| t.delegates.clear(),
        &[Word::RevokeDelegate, Word::BulkDelete],
    );
    check_consent("3 of 11", |t| retain_soir(t, 4), &[]);
    check_consent("4 of 11", |t| retain_soir(t, 5), &[Word::BulkDelete]);
    check_consent(
        "a list of one",
        |t| t.chat.hours.fr.named.replace(Kind::Weekly, []),
        &[],
    );
}

#[test]
fn clearing_the_address_or_the_phone_needs_consent() {
    check_consent(
        "address cleared",
        |t| t.general.address = None,
        &[Word::ClearContact],
    );
    check_consent(
        "phone cleared",
        |t| t.administrator.phone = Confidential::Shown(None),
        &[Word::ClearContact],
    );
    check_consent(
        "phone replaced",
        |t| t.administrator.phone = Confidential::Shown(Some(Phone::observed("+15145550199"))),
        &[],
    );
}

/// Keeps « Soir `first` » and later ones.
fn retain_soir(target: &mut Account, first: u32) {
    let schedules = &mut target.chat.hours.en.named;
    for number in 1..first {
        schedules.remove(Kind::Weekly, &name_key(&format!("Soir {number}")));
    }
}

#[test]
fn a_plan_holds_until_a_part_it_rests_on_changes() {
    let before = observed();
    let mut target = before.account.clone();
    target.chat.enabled = false;
    let Verdict::Ready { plan, .. } = propose(&before, &target, &Renames::new()) else {
        panic!("not ready");
    };
    let holds = |edit: fn(&mut Observed)| {
        let mut now = observed();
        edit(&mut now);
        plan.base.holds_for(&now)
    };
    assert!(holds(|_| {}));
    assert!(holds(|now| tag(now, &Resource::Delegates)));
    assert!(!holds(|now| now.viewer.role = Role::Delegate));
    assert!(!holds(|now| now.account.general.can = Can::observed("QC2")));
    assert!(!holds(|now| {
        now.etags
            .insert("chat/fr/weekend-hours".to_owned(), ETag("\"8\"".to_owned()));
    }));
}

/// Step by step, the minutes of English hours that a step opens for a moment.
fn opened(observed: &Observed, target: &Account) -> Vec<String> {
    let Verdict::Ready { plan, .. } = propose(observed, target, &Renames::new()) else {
        return Vec::new();
    };
    let instant = |text: &str| format!("{text}T05:00:00Z").parse().unwrap();
    let window = Period {
        from: instant("2026-11-24"),
        to: instant("2026-12-08"),
    };
    let found = interim(observed, &target.chat, &plan.steps, &[window]).unwrap();
    let rows = found.iter().map(|one| {
        let path = &plan.steps[one.step].paths[0];
        let hours = one.hours.iter().map(|hours| {
            let days: Vec<_> = hours.dates.days.iter().map(Day::as_str).collect();
            format!("{} {:?}", days.join(","), hours.times)
        });
        let hours = hours.collect::<Vec<_>>().join("; ");
        format!("{} {} after {path}: {hours}", one.step, one.language)
    });
    rows.collect()
}

#[test]
fn what_opens_between_two_steps() {
    let case = |old: &[&str], new: &[&str]| {
        let mut observed = observed();
        let mut target = observed.account.clone();
        for (account, edits) in [(&mut observed.account, old), (&mut target, new)] {
            for edit in edits {
                let (key, value) = edit.split_once(": ").unwrap();
                let hours = &mut account.chat.hours.en;
                match key {
                    "work" => hours.working_hours = weekly(value),
                    "weekend" => hours.weekend_hours = weekly(value),
                    "zone" => account.chat.time_zone = TimeZone::observed(value),
                    "chat" => account.chat.enabled = value == "on",
                    name => put_weekly(account, Language::En, name, value),
                }
            }
        }
        opened(&observed, &target)
    };
    let nothing: [String; 0] = [];
    assert_eq!(
        case(&[], &["work: mon-fri 08:00-16:00"]),
        nothing,
        "one write is one moment"
    );
    assert_eq!(
        case(
            &[],
            &["work: mon-fri 09:00-12:00", "weekend: sat-sun 09:00-17:00"]
        ),
        nothing,
        "what closes comes first"
    );
    // Halifax is an hour ahead: until the hours follow, chat opens an hour early.
    assert_eq!(
        case(&[], &["zone: America/Halifax", "work: mon-fri 10:00-18:00"]),
        ["0 en after chat.timeZone: mon,tue,wed,thu,fri [(540, 600)]"]
    );
    assert_eq!(
        case(
            &["chat: off"],
            &[
                "chat: on",
                "zone: America/Halifax",
                "work: mon-fri 10:00-18:00"
            ]
        ),
        nothing,
        "nobody meets what happens while chat is off"
    );
    assert_eq!(
        case(&["weekend: sat 08:00-09:00"], &["weekend: sat 09:00-10:00"]),
        nothing,
        "a single write that moves is one moment as well"
    );
}
