//! When a plan may be applied, and what a saved one is worth.

use super::{SEED, edited, policy};
use crate::workbench::{TOKEN, Workbench};

/// Exit code, and what is said on both streams.
fn said(bench: &Workbench, now: &str, arguments: &[&str]) -> (i32, String) {
    let output = bench.run_with("CONSIGNE_NOW", now, TOKEN, arguments);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn an_apply_waits_for_its_window() {
    const OFFICE: &str = "{ days: [mon, tue, wed, thu], startTime: \"09:00\", endTime: \"16:00\" }";
    const NIGHT: &str = "{ days: [sun], startTime: \"22:00\", endTime: \"04:00\" }";
    const DAY: &str = "{ days: [wed], allDay: true }";
    // Toronto is five hours behind.
    let rows = [
        (
            OFFICE,
            "2026-11-24T13:59:59Z",
            Some("from 2026-11-24 09:00 on; it is now 2026-11-24 08:59"),
        ),
        (OFFICE, "2026-11-24T14:00:00Z", None),
        (OFFICE, "2026-11-24T20:59:59Z", None),
        (
            OFFICE,
            "2026-11-24T21:00:00Z",
            Some("from 2026-11-25 09:00 on; it is now 2026-11-24 16:00"),
        ),
        (
            OFFICE,
            "2026-11-26T21:00:00Z",
            Some("from 2026-11-30 09:00 on; it is now 2026-11-26 16:00"),
        ),
        (
            NIGHT,
            "2026-11-30T02:59:00Z",
            Some("from 2026-11-29 22:00 on"),
        ),
        (NIGHT, "2026-11-30T03:00:00Z", None),
        (NIGHT, "2026-11-30T08:59:00Z", None),
        (
            NIGHT,
            "2026-11-30T09:00:00Z",
            Some("from 2026-12-06 22:00 on"),
        ),
        (
            DAY,
            "2026-11-25T04:59:00Z",
            Some("from 2026-11-25 00:00 on"),
        ),
        (DAY, "2026-11-25T05:00:00Z", None),
        (
            "",
            "2026-11-25T05:00:00Z",
            Some("help: have the policy changed; nothing was written"),
        ),
    ];
    for (at, (windows, now, refused)) in rows.into_iter().enumerate() {
        let bench = Workbench::with_portal(SEED);
        bench.write("new.yaml", &edited("Old", "New"));
        let rule = format!("apply:\n  timeZone: America/Toronto\n  windows: [{windows}]");
        bench.write("policy.yaml", &policy(&rule));
        let (exit, text) = said(&bench, now, &["plan", "new.yaml", "--out", "plan.json"]);
        assert_eq!(exit, 0, "{text}");
        let judge = ["--policy", "policy.yaml"];
        let approved: [&[&str]; 2] = [&["new.yaml", "--auto-approve"], &["--plan", "plan.json"]];
        for approved in &approved[at % 2..=at % 2] {
            let (exit, text) = said(&bench, now, &[&["apply"], *approved, &judge].concat());
            match refused {
                None => assert_eq!(exit, 0, "{windows} {now}: {text}"),
                Some(why) => {
                    assert_eq!(exit, 3, "{windows} {now}: {text}");
                    assert!(text.contains(why), "{now}: {text}");
                    assert!(text.contains("policy.yaml:4, apply.windows"), "{text}");
                    let (exit, text) = said(&bench, now, &["drift", "new.yaml"]);
                    assert_eq!(exit, 2, "something was written: {text}");
                }
            }
        }
    }
}

#[test]
fn a_saved_plan_is_judged_again_by_what_the_portal_holds() {
    let shorter = edited("endTime: \"17:00\"", "endTime: \"16:00\"");
    let silenced = edited(
        "weekendHours: { days: [] }",
        "weekendHours: { days: [fri], startTime: \"18:00\", endTime: \"20:00\" }",
    );
    let more = edited(
        "name: Jean }",
        "name: Jean }\n  - { user: \"2042\", name: Zoé }",
    );
    let rows = [
        (
            "hours: { maxLostHoursPerWeek: 4 }",
            &shorter,
            Some("policy.yaml:2, hours.maxLostHoursPerWeek"),
        ),
        ("hours: { maxLostHoursPerWeek: 5 }", &shorter, None),
        (
            "hours: { minNoticeHours: 10 }",
            &shorter,
            Some("chat (fr) closes at 2026-11-24 16:00"),
        ),
        ("hours: { minNoticeHours: 9 }", &shorter, None),
        (
            "protected: [chat.hours.en.workingHours]",
            &shorter,
            Some("policy.yaml:2, protected[0]"),
        ),
        (
            "delegates: { max: 1 }",
            &more,
            Some("would have 2 delegates"),
        ),
        ("delegates: { max: 2 }", &more, None),
        (
            "findings: { deny: [L04] }",
            &silenced,
            Some("forbids weekend-hours-on-weekday"),
        ),
        ("findings: { deny: [L05] }", &silenced, None),
    ];
    for (rule, file, refused) in rows {
        let bench = Workbench::with_portal(SEED);
        bench.write("new.yaml", file);
        bench.write("policy.yaml", &policy(rule));
        let plan = ["plan", "new.yaml", "--out", "plan.json", "--allow"];
        let (exit, text) = bench.run_as(TOKEN, &[&plan[..], &["lose-hours"]].concat());
        assert_eq!(exit, 0, "{text}");
        let arguments = ["apply", "--plan", "plan.json", "--policy", "policy.yaml"];
        let (exit, text) = said(&bench, "2026-11-24T12:00:00Z", &arguments);
        match refused {
            None => assert_eq!(exit, 0, "{rule}: {text}"),
            Some(why) => {
                assert_eq!(exit, 3, "{rule}: {text}");
                assert!(text.contains(why), "{rule}: {text}");
                let (exit, text) = bench.run_as(TOKEN, &["drift", "new.yaml"]);
                assert_eq!(exit, 2, "{rule}: something was written: {text}");
            }
        }
    }
}
