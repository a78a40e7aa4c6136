//! Canonical forms: the tool and the portal have rules of their own, and take, refuse and keep the
//! same.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

use super::account::line;
use super::desk::Desk;
use super::{block_on, english, now, planned, ready};
use crate::effort::cases;
use crate::export::Phones;
use crate::plan::Verdict;
use crate::portal::{NewAccount, NewPrimary};
use crate::reconcile::sayable;
use crate::zone::Zone;

/// What is asked of the file and, in the same words, of the portal.
#[derive(Debug, Clone)]
enum Asked {
    General(Value),
    Administrator(Value),
    TimeZone(String),
    WeekendHours(Value),
    Weekly(Value),
    Event(Value),
}

impl Asked {
    /// JSON is YAML as well.
    fn yaml(&self) -> String {
        let hours =
            |key: &str, value: &Value| json!({ "chat": { "hours": { "fr": { key: value } } } });
        let mut file = match self {
            Self::General(body) => json!({ "general": body }),
            Self::Administrator(body) => json!({ "administrator": body }),
            Self::TimeZone(zone) => json!({ "chat": { "timeZone": zone } }),
            Self::WeekendHours(body) => hours("weekendHours", body),
            Self::Weekly(body) => hours("weeklySchedules", &json!([body])),
            Self::Event(body) => hours("specialEvents", &json!([body])),
        };
        file["apiVersion"] = "consigne/v1".into();
        file["account"] = "boreal".into();
        file.to_string()
    }

    /// What a file empties, a patch says with null.
    fn send(&self, desk: &Desk) -> bool {
        let id = "a".repeat(26);
        match self {
            Self::General(body) => {
                let cleared = body["address"] == json!({});
                let null = json!({ "address": null });
                desk.send("PATCH", "general", if cleared { &null } else { body })
            }
            Self::Administrator(body) => {
                let cleared = body["phone"] == "";
                let null = json!({ "phone": null });
                desk.send("PATCH", "administrator", if cleared { &null } else { body })
            }
            Self::TimeZone(zone) => desk.send("PATCH", "chat", &json!({ "timeZone": zone })),
            Self::WeekendHours(body) => desk.send("PUT", "chat/fr/weekend-hours", body),
            Self::Weekly(body) => desk.send("PUT", &format!("chat/fr/weekly-schedules/{id}"), body),
            Self::Event(body) => desk.send("PUT", &format!("chat/fr/special-events/{id}"), body),
        }
    }
}

/// Any text, and lines with white space where none belongs.
fn loose_line() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,12}",
        line().prop_map(|line| format!(" {}  ", line.replace(' ', " \u{2003} "))),
        "[aé ]{98,104}",
    ]
}

fn general() -> impl Strategy<Value = Value> {
    prop_oneof![
        loose_line().prop_map(|name| json!({ "resellerName": name })),
        prop_oneof![" ?[ -~]{0,6} ?", "[!-~]{62,66}", ".{0,4}"]
            .prop_map(|spid| json!({ "spid": spid })),
        prop_oneof![9 => address(), 1 => Just(json!({}))]
            .prop_map(|address| json!({ "address": address })),
    ]
}

fn address() -> impl Strategy<Value = Value> {
    let code = prop_oneof![
        " ?[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9] ?",
        "[0-9]{4,6}(-[0-9]{3,5})?",
        ".{0,6}",
        "[a-zß]{18,22}",
    ];
    let country = select(vec!["CA", "CA", "US", "US", "GB", "FR", "XX", "ca"]);
    let province = prop_oneof!["(QC|NY|ON|qc|AS|AA)", ".{0,4}"];
    (
        loose_line(),
        country,
        option::of(province),
        option::of(code),
    )
        .prop_map(|(street, country, province, code)| {
            let mut address = json!({ "street": street, "city": "y", "country": country });
            if let Some(province) = province {
                address["province"] = province.into();
            }
            if let Some(code) = code {
                address["postalCode"] = code.into();
            }
            address
        })
}

fn administrator() -> impl Strategy<Value = Value> {
    let domain = prop_oneof![
        "[a-zA-Zé-]{1,6}(\\.[a-zA-Z0-9]{1,4}){0,2}\\.?",
        Just("BORÉAL.example".to_owned()),
        "[a-z]{60,64}\\.example",
        "[a-z_.]{1,6}",
    ];
    let local = prop_oneof!["[a-zA-Zéß.+'_-]{0,8}", "[a-z]{60,66}", ".{0,5}"];
    prop_oneof![
        (local, domain).prop_map(|(local, domain)| json!({ "email": format!("{local}@{domain}") })),
        " ?\\+?[0-9]{6,16}(;ext=[0-9]{0,8})? ?".prop_map(|phone| json!({ "phone": phone })),
        prop_oneof![".{0,8}", " {0,2}"].prop_map(|phone| json!({ "phone": phone })),
    ]
}

fn zone() -> impl Strategy<Value = String> {
    let names: Vec<_> = Zone::all().map(Zone::name).collect();
    prop_oneof![
        4 => select(names.clone()).prop_map(str::to_owned),
        1 => select(names).prop_map(str::to_lowercase),
        1 => ".{0,4}",
    ]
}

fn times() -> impl Strategy<Value = Value> {
    let time = || {
        prop_oneof![
            6 => "[01][0-9]:[0-5][0-9]",
            2 => select(vec!["00:00", "24:00", "12:00"]).prop_map(str::to_owned),
            1 => "[0-9]{1,2}:[0-9]{1,2}",
            1 => ".{0,5}",
        ]
    };
    let days = select(vec!["mon", "tue", "sat", "sun"]);
    let shape = (option::weighted(0.9, time()), option::weighted(0.9, time()));
    (vec(days, 0..4), shape, option::weighted(0.2, any::<bool>())).prop_map(
        |(days, (start, end), all_day)| {
            let mut times = json!({ "days": days });
            for (key, time) in [("startTime", start), ("endTime", end)] {
                if let Some(time) = time {
                    times[key] = time.into();
                }
            }
            if let Some(all_day) = all_day {
                times["allDay"] = all_day.into();
            }
            times
        },
    )
}

fn event() -> impl Strategy<Value = Value> {
    let moment = || {
        prop_oneof![
            6 => "20(26|27)-(0[1-9]|1[0-2])-[0-2][0-9]T[01][0-9]:[0-5][0-9]",
            1 => select(vec!["2000-01-01T00:00", "1999-12-31T23:59", "2101-01-01T00:00", "2101-01-01T00:01"])
                .prop_map(str::to_owned),
            1 => "[0-9 ]{4}-[0-9 ]{2}-[0-9 ]{2}T[0-9 ]{2}:[0-9 ]{2}",
        ]
    };
    (moment(), moment()).prop_map(
        |(starts, ends)| json!({ "availability": "closed", "startsAt": starts, "endsAt": ends }),
    )
}

fn named(shape: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        loose_line(),
        select(vec!["weekend", "PAUSE-REPAS", " Working  hours"]).prop_map(str::to_owned),
    ];
    (name, shape).prop_map(|(name, mut shape)| {
        shape["name"] = name.into();
        shape
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        3 => general().prop_map(Asked::General),
        3 => administrator().prop_map(Asked::Administrator),
        1 => zone().prop_map(Asked::TimeZone),
        2 => times().prop_map(Asked::WeekendHours),
        2 => named(times()).prop_map(Asked::Weekly),
        2 => named(event()).prop_map(Asked::Event),
    ]
}

/// What the tool takes the portal takes and keeps in the same form; and whatever the portal keeps
/// is written into a file and read again as it is.
async fn agree(asked: &Asked) -> Result<(), TestCaseError> {
    let desk = Desk::of(NewAccount {
        account: "boreal".to_owned(),
        primary: NewPrimary {
            phone: Some("+15145550142".to_owned()),
            ..NewPrimary::default()
        },
        settings: json!({ "general": { "address": {
            "street": "1, rue A", "city": "Lyon", "country": "FR",
        } } }),
        ..NewAccount::default()
    });
    let before = desk.observed().await;
    let file = ready(&asked.yaml());
    let taken = asked.send(&desk);
    // The tool may be stricter with what somebody wrote, and never with what a portal holds.
    prop_assert!(taken || file.is_err(), "the portal alone refuses");
    let after = desk.observed().await;
    if let Ok(file) = file {
        prop_assert_eq!(&file.desired.over(&before.account).account, &after.account);
    }
    let text = sayable(&after, Phones::Kept, &english(), now()).unwrap();
    let again = ready(&text).map_err(TestCaseError::fail)?;
    let planned = planned(&desk, &again).await;
    prop_assert!(matches!(planned.verdict, Verdict::InSync(_)), "{text}");
    Ok(())
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_tool_and_the_portal_agree(asked in asked()) {
        block_on(agree(&asked))?;
    }
}
