//! A plan survives its file, and its file survives no edit.

use std::collections::{BTreeMap, BTreeSet};

use super::{Damage, PlanDigest, PlanFile, PlannedFile, sha256};
use crate::model::{
    AccountName, Action, Address, AdministratorPatch, Availability, Can, Carrier, ChatPatch, Days,
    ETag, Email, FieldPath, GeneralPatch, Hours, Kind, Language, LunchBox, Named, Pattern, Pbx,
    PersonName, Phone, ResellerName, Role, ScheduleId, ScheduleName, SpecialEvent, Time, TimeZone,
    UserCode, Weekly,
};
use crate::plan::base::Base;
use crate::plan::{Plan, Require, Step, Word};

fn actions() -> Vec<Action> {
    let hours = Hours::between(Time::parse("22:00").unwrap(), Time::parse("02:00").unwrap());
    let weekly = Weekly::new(Days::ALL, hours.unwrap());
    let named = |pattern| Named {
        name: ScheduleName::observed("Temps des fêtes"),
        pattern,
    };
    let midnight = "2026-12-24T00:00:00".parse().unwrap();
    let event = SpecialEvent {
        availability: Availability::Closed,
        starts_at: midnight,
        ends_at: midnight + chrono::TimeDelta::hours(36),
    };
    let id = || ScheduleId("a".repeat(26));
    let address = Address {
        street: "1250, boul. René-Lévesque Ouest".to_owned(),
        city: "Montréal".to_owned(),
        province: None,
        postal_code: Some("H3B 4W8".to_owned()),
        country: "CA".to_owned(),
    };
    vec![
        Action::PatchChat(ChatPatch {
            enabled: Some(false),
            time_zone: Some(TimeZone::observed("UTC")),
        }),
        Action::PatchGeneral(GeneralPatch {
            spid: Some(None),
            reseller_name: Some(ResellerName::observed("Boréal")),
            default_customer_language: Some(Language::En),
            address: Some(Some(address)),
        }),
        Action::PatchGeneral(GeneralPatch {
            address: Some(None),
            ..GeneralPatch::default()
        }),
        Action::RevokeDelegate(UserCode::observed("1")),
        Action::GrantDelegate(UserCode::observed("2"), PersonName::observed("Jean Roy")),
        Action::PutWorkingHours(Language::Fr, Weekly::NEVER, LunchBox::Ticked),
        Action::PutLunchBreak(Language::Fr, weekly),
        Action::PutWeekendHours(Language::En, Weekly::new(Days::ALL, Hours::AllDay)),
        Action::CreateSchedule(Language::En, id(), named(Pattern::Weekly(weekly))),
        Action::PutSchedule(Language::En, id(), named(Pattern::SpecialEvent(event))),
        Action::DeleteSchedule(Language::Fr, Kind::SpecialEvent, id()),
        Action::PatchAdministrator(AdministratorPatch {
            email: Some(Email::observed("marie@boreal.example")),
            phone: Some(Some(Phone::observed("+15145550142"))),
            language: None,
        }),
        Action::PatchAdministrator(AdministratorPatch {
            phone: Some(None),
            ..AdministratorPatch::default()
        }),
    ]
}

fn plan() -> Plan {
    let require = |at: usize| match at % 4 {
        0 => Require::Planned(ETag("\"1-2\"".to_owned())),
        1 => Require::After(0),
        2 => Require::None,
        _ => Require::Absent,
    };
    let steps = actions().into_iter().enumerate().map(|(at, action)| Step {
        action,
        require: require(at),
        paths: vec![FieldPath::of("chat.hours.fr.weeklySchedules").entry("Jeudi \"soir\"")],
    });
    Plan {
        account: AccountName::observed("boreal"),
        origin: "https://portal.example".to_owned(),
        base: Base {
            role: Role::Primary,
            can: Can::observed("QC104233"),
            primary: UserCode::observed("1001"),
            pbx: Pbx::observed("BroadSoft-MTL-1"),
            carrier: Carrier::observed("Réseau Laurentien"),
            etags: BTreeMap::from([("chat".to_owned(), ETag("\"9\"".to_owned()))]),
        },
        steps: steps.collect(),
        needs: BTreeSet::from([Word::ChatOff, Word::LoginChange]),
        granted: BTreeSet::from([Word::ChatOff]),
    }
}

fn file() -> PlanFile {
    PlanFile {
        tool: "0.1.0".to_owned(),
        made_at: "2026-11-24T12:00:00Z".to_owned(),
        sources: vec![PlannedFile {
            path: "boreal.yaml".to_owned(),
            sha256: sha256(b"account: boreal"),
        }],
        plans: vec![plan()],
        view: serde_json::json!({"formatVersion": "1.0"}),
    }
}

#[test]
fn every_kind_of_step_survives_the_file() {
    assert_eq!(PlanFile::from_bytes(&file().to_bytes()), Ok(file()));
}

/// Each bit of a plan with every fourth kind of step, and in a whole one a bit of each byte.
#[test]
fn any_changed_bit_is_refused() {
    let mut short = file();
    let mut at = 0;
    short.plans[0].steps.retain(|_| {
        at += 1;
        at % 4 == 1
    });
    let refuses = |bytes: &[u8], masks: &dyn Fn(usize) -> Vec<u8>| {
        let mut changed = bytes.to_vec();
        for at in 0..bytes.len() {
            for mask in masks(at) {
                changed[at] ^= mask;
                let read = PlanFile::from_bytes(&changed);
                assert!(read.is_err(), "byte {at} with {mask:#04x}");
                changed[at] ^= mask;
            }
        }
    };
    let bit = |bit: usize| 1u8 << (bit % 8);
    refuses(&short.to_bytes(), &|_| (0..8).map(bit).collect());
    let bytes = file().to_bytes();
    refuses(&bytes, &|at| vec![bit(at)]);
    assert!(PlanFile::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    assert!(PlanFile::from_bytes(&[&bytes[..], b" "].concat()).is_err());
}

#[test]
fn other_files_are_told_apart() {
    assert_eq!(
        PlanFile::from_bytes(b"account: boreal"),
        Err(Damage::NotAPlan)
    );
    assert_eq!(PlanFile::from_bytes(b"{}"), Err(Damage::NotAPlan));
    let later = Damage::Format("3.0".to_owned());
    assert_eq!(
        PlanFile::from_bytes(b"{\"planFormat\": \"3.0\"}"),
        Err(later)
    );
}

#[test]
fn the_digest_covers_what_is_done_and_nothing_else() {
    let digest = PlanDigest::of(&plan());
    assert_eq!(digest.as_str().len(), 64);
    let after = |edit: fn(&mut Plan)| {
        let mut plan = plan();
        edit(&mut plan);
        PlanDigest::of(&plan)
    };
    assert_eq!(digest, after(|plan| plan.needs.clear()));
    assert_eq!(digest, after(|plan| plan.base.role = Role::Delegate));
    assert_ne!(digest, after(|plan| plan.granted.clear()));
    assert_ne!(digest, after(|plan| plan.origin.push('/')));
    assert_ne!(digest, after(|plan| plan.base.can = Can::observed("QC1")));
    let other = |plan: &mut Plan| plan.base.primary = UserCode::observed("1002");
    assert_ne!(digest, after(other));
    assert_ne!(digest, after(|plan| plan.base.pbx = Pbx::observed("Other")));
    let other = |plan: &mut Plan| plan.base.carrier = Carrier::observed("Other");
    assert_ne!(digest, after(other));
    assert_ne!(digest, after(|plan| plan.base.etags.clear()));
    assert_ne!(digest, after(|plan| plan.steps.swap(0, 1)));
}
