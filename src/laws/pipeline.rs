//! From a file to the portal and back.

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

use super::account::{held, new_account};
use super::desk::Desk;
use super::file::{File, Item, case};
use super::{Planned, applied, block_on, english, now, plan_of, planned, ready};
use crate::effort::cases;
use crate::export::Phones;
use crate::model::{Account, Can, Carrier, Kind, Language, Pbx, UserCode};
use crate::plan::Verdict;
use crate::plan::file::{PlanDigest, PlanFile, PlannedFile};
use crate::reconcile::Ready;
use crate::reconcile::sayable;
use crate::report::view::View;
use crate::report::{Style, text};
use crate::words::Words;

type Law = Result<(), TestCaseError>;

fn fail(reason: impl Into<String>) -> TestCaseError {
    TestCaseError::fail(reason.into())
}

/// Nothing is planned, and no finding is an error.
fn in_sync(planned: &Planned, file: &str) -> Law {
    let view = View::of(vec![planned.view.clone()]);
    let report = text::render(&view, &Words::of(Language::En), Style::Plain);
    let synced = matches!(planned.verdict, Verdict::InSync(_));
    prop_assert!(synced, "{report}\n{file}");
    prop_assert!(planned.view.changes.is_empty(), "{report}\n{file}");
    Ok(())
}

/// The parts of the settings that a file does not name.
pub(super) fn left_alone(settings: &Value, file: &File) -> Value {
    let mut rest = settings.clone();
    let members = rest.as_object_mut().unwrap();
    for unstable in ["etags", "revision"] {
        members.remove(unstable);
    }
    let mut forget = |item: Item, pointer: &str, name: &str| {
        if file.names(item)
            && let Some(Value::Object(members)) = rest.pointer_mut(pointer)
        {
            members.remove(name);
        }
    };
    forget(Item::Spid, "/general", "spid");
    forget(Item::ResellerName, "/general", "resellerName");
    forget(
        Item::CustomerLanguage,
        "/general",
        "defaultCustomerLanguage",
    );
    forget(Item::Address, "/general", "address");
    forget(Item::Email, "/administrator", "email");
    forget(Item::Phone, "/administrator", "phone");
    forget(Item::Language, "/administrator", "language");
    forget(Item::Delegates, "", "delegates");
    forget(Item::Enabled, "/chat", "enabled");
    forget(Item::TimeZone, "/chat", "timeZone");
    for language in Language::ALL {
        let hours = format!("/chat/{language}");
        let working = format!("{hours}/workingHours");
        for name in ["days", "startTime", "endTime", "allDay"] {
            forget(Item::WorkingHours(language), &working, name);
        }
        forget(Item::LunchBreak(language), &working, "lunchBreakEnabled");
        forget(Item::LunchBreak(language), &hours, "lunchBreak");
        forget(Item::WeekendHours(language), &hours, "weekendHours");
        for kind in Kind::ALL {
            forget(Item::List(language, kind), &hours, kind.list());
        }
    }
    rest
}

async fn an_export_is_in_sync(held: &Account, phones: Phones) -> Law {
    let desk = Desk::of(new_account(held));
    let observed = desk.observed().await;
    prop_assert_eq!(&observed.account, held);
    let text = sayable(&observed, phones, &english(), now()).unwrap();
    let ready = ready(&text).map_err(fail)?;
    in_sync(&planned(&desk, &ready).await, &text)
}

async fn an_apply_settles(held: &Account, file: &File, style: u64) -> Law {
    let desk = Desk::of(new_account(held));
    let text = file.yaml(style);
    let ready = ready(&text).map_err(fail)?;
    let before = desk.settings();
    let first = planned(&desk, &ready).await;
    prop_assert!(
        desk.asked
            .lock()
            .unwrap()
            .iter()
            .all(|method| method == "GET"),
        "planning only reads"
    );
    if let Some(plan) = plan_of(&first).map_err(fail)? {
        let outcome = applied(&desk, &first, plan).await;
        prop_assert!(outcome.is_complete(), "{outcome:?}\n{plan:?}\n{text}");
    }
    let altered = desk.altered.lock().unwrap().clone();
    prop_assert!(altered.is_empty(), "{altered:?}");
    prop_assert_eq!(&desk.observed().await.account, &file.over(held), "{}", text);
    let after = desk.settings();
    prop_assert_eq!(left_alone(&before, file), left_alone(&after, file));
    in_sync(&planned(&desk, &ready).await, &text)
}

/// What of a plan does not depend on where in the file things stand.
fn essence(planned: &Planned) -> Result<(Value, Option<String>, Value), TestCaseError> {
    let plan = plan_of(planned).map_err(fail)?;
    let digest = plan.map(|plan| PlanDigest::of(plan).as_str().to_owned());
    let changes = planned
        .view
        .changes
        .iter()
        .map(|change| json!([change.action, change.path, change.before, change.after]));
    let mut hours = serde_json::to_value(&planned.view.hours).unwrap();
    for language in ["fr", "en"] {
        for interval in hours[language]["intervals"].as_array_mut().unwrap() {
            interval["because"]["line"] = Value::Null;
        }
    }
    // Two languages share a period when one line of the file causes both, and have one each when
    // two lines do: compare them language by language.
    let mut by_language = Vec::new();
    for period in hours["impact"]["periods"].as_array_mut().unwrap() {
        period["cause"]["line"] = Value::Null;
        for language in period["languages"].take().as_array().unwrap() {
            by_language.push(format!("{language} {period}"));
        }
    }
    by_language.sort();
    hours["impact"]["periods"] = by_language.into();
    Ok((changes.collect(), digest, hours))
}

async fn order_does_not_matter(held: &Account, file: &File, styles: [u64; 2]) -> Law {
    let desk = Desk::of(new_account(held));
    let mut found = Vec::new();
    for style in styles {
        let text = file.yaml(style);
        let ready = ready(&text).map_err(fail)?;
        found.push(essence(&planned(&desk, &ready).await)?);
    }
    prop_assert_eq!(&found[0], &found[1]);
    Ok(())
}

/// The bytes of a saved plan.
fn saved(ready: &Ready, planned: &Planned) -> Vec<u8> {
    let plans = match &planned.verdict {
        Verdict::Ready { plan, .. } => vec![plan.as_ref().clone()],
        Verdict::InSync(_) | Verdict::Refused { .. } => Vec::new(),
    };
    let view = View::of(vec![planned.view.clone()]);
    let file = PlanFile {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now().to_rfc3339(),
        sources: vec![PlannedFile {
            path: ready.source.name.clone(),
            sha256: ready.sha256.clone(),
        }],
        plans,
        view: serde_json::to_value(&view).unwrap(),
    };
    file.to_bytes()
}

/// From the bytes of the file on, each time. What plan and report are made of is compared for
/// all runs, and their bytes for the first and the last.
async fn ten_runs_are_one(held: &Account, file: &File) -> Law {
    let desk = Desk::of(new_account(held));
    let text = file.yaml(0);
    let mut runs = Vec::new();
    for _ in 0..10 {
        let ready = ready(&text).map_err(fail)?;
        let planned = planned(&desk, &ready).await;
        runs.push((ready, planned));
    }
    for run in &runs[1..] {
        prop_assert_eq!(plan_of(&runs[0].1), plan_of(&run.1));
        prop_assert_eq!(&runs[0].1.view, &run.1.view);
    }
    let bytes = |(ready, planned): &(Ready, Planned)| {
        let view = View::of(vec![planned.view.clone()]);
        let report = text::render(&view, &english(), Style::Plain);
        (saved(ready, planned), report)
    };
    prop_assert_eq!(bytes(&runs[0]), bytes(&runs[9]));
    Ok(())
}

/// Guards of a file that differ from the portal are reported, and the portal keeps its own.
async fn guards_are_never_written(mut held: Account, file: &File, differing: u8) -> Law {
    let mut refusals = 0;
    let mut differ = |bit: u8, item: Item, change: fn(&mut Account)| {
        if differing & bit != 0 {
            change(&mut held);
            refusals += usize::from(file.names(item));
        }
    };
    differ(1, Item::Can, |held| {
        held.general.can = Can::observed("OTHER1")
    });
    differ(2, Item::Primary, |held| {
        held.administrator.primary.user = UserCode::observed("1002");
    });
    differ(4, Item::Telephony, |held| {
        held.telephony.pbx = Pbx::observed("broadsoft-mtl-1")
    });
    differ(8, Item::Telephony, |held| {
        held.telephony.carrier = Carrier::observed("Other")
    });
    let desk = Desk::of(new_account(&held));
    let ready = ready(&file.yaml(0)).map_err(fail)?;
    let observed = desk.observed().await;
    prop_assert_eq!(
        &ready.desired.over(&observed.account).account,
        &file.over(&held)
    );
    let planned = planned(&desk, &ready).await;
    let codes: Vec<_> = planned
        .view
        .refusals
        .iter()
        .map(|refusal| &refusal.code)
        .collect();
    prop_assert_eq!(codes, vec!["immutable-field"; refusals]);
    for change in &planned.view.changes {
        let guards = ["general.can", "administrator.primary", "telephony."];
        let written = guards.iter().any(|guard| change.path.starts_with(guard));
        prop_assert!(!written, "{}", change.path);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_plan_of_an_export_is_empty(held in held(), with_phone in any::<bool>()) {
        let phones = if with_phone { Phones::Kept } else { Phones::LeftOut };
        block_on(an_export_is_in_sync(&held, phones))?;
    }

    /// Planning only reads; what is written is stored as it was sent; afterwards the account is as
    /// the file says, what it does not name is byte-equal, and a plan is empty.
    #[test]
    fn a_plan_after_an_apply_is_empty((held, file) in case(), style in any::<u64>()) {
        block_on(an_apply_settles(&held, &file, style))?;
    }

    #[test]
    fn order_and_spelling_change_no_plan((held, file) in case(), styles in any::<[u64; 2]>()) {
        block_on(order_does_not_matter(&held, &file, styles))?;
    }

    #[test]
    fn laying_a_file_over_an_account_changes_no_guard((held, file) in case(), differing in 0..16_u8) {
        block_on(guards_are_never_written(held, &file, differing))?;
    }
}

proptest! {
    // Each is ten runs.
    #![proptest_config(cases(12))]

    #[test]
    fn ten_runs_write_the_same_bytes((held, file) in case()) {
        block_on(ten_runs_are_one(&held, &file))?;
    }
}
