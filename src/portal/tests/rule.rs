//! The rules of bodies, section by section, with all invalid members reported at once.

use super::lab::Lab;

#[tokio::test]
async fn general() {
    let lab = Lab::new("boreal").await;
    let address = |parts: &str| {
        format!(
            r#"marie PATCH general if-match=now {{"address": {{"street": "1, rue A", "city": "B", {parts}}}}}"#
        )
    };
    let rows = [
        (r#"marie PATCH general if-match=now {"can": "QC104233"}"#.to_owned(), "200"),
        (r#"marie PATCH general if-match=now {"can": "QC1"}"#.to_owned(), "422 immutable-field /can:immutable-field"),
        (
            r#"marie PATCH general if-match=now {"can": "QC1", "spid": "A B", "resellerName": null, "x": 1}"#.to_owned(),
            "422 invalid-field /can:immutable-field /spid:invalid /resellerName:invalid /x:unknown-field",
        ),
        (r#"marie PATCH general if-match=now {"defaultCustomerLanguage": "es"}"#.to_owned(), "422 invalid-field /defaultCustomerLanguage:invalid"),
        (address(r#""country": "CA""#), "422 invalid-field /address/province:required /address/postalCode:required"),
        (address(r#""country": "CA", "province": "NY", "postalCode": "10001""#), "422 invalid-field /address/province:invalid /address/postalCode:invalid"),
        (address(r#""country": "CA", "province": "QC", "postalCode": "h3b4w8""#), "200"),
        (address(r#""country": "US", "province": "NY", "postalCode": "10001""#), "200"),
        (address(r#""country": "FR", "province": null, "postalCode": null"#), "200"),
        (address(r#""country": "GB", "postalCode": "a1 1aa""#), "200"),
        (address(r#""country": "GB", "postalCode": "a1 1aa a1 1aa a1 1aaa""#), "422 invalid-field /address/postalCode:invalid"),
        (address(r#""country": "XX""#), "422 invalid-field /address/country:invalid"),
        (address(r#""country": "FR", "x": 1"#), "422 invalid-field /address/x:unknown-field"),
    ];
    for (request, expected) in rows {
        assert_eq!(lab.ask(&request).await.verdict(), expected, "{request}");
    }
    let code = &lab.ask("marie GET general").await.body["address"]["postalCode"];
    assert_eq!(*code, "A1 1AA", "letters are large, whatever the country");
}

#[tokio::test]
async fn administrator() {
    let lab = Lab::new("delegates").await;
    lab.check(&[
        (r#"marie PATCH administrator if-match=now {"email": "Paul.Cote@Austral.example"}"#, "409 email-taken"),
        (r#"marie PATCH administrator if-match=now {"email": "marie"}"#, "422 invalid-field /email:invalid"),
        (r#"marie PATCH administrator if-match=now {"phone": "514 555-0142", "language": "FR"}"#, "422 invalid-field /language:invalid /phone:invalid"),
        (r#"marie PATCH administrator if-match=now {"phone": "+15145550143;ext=12"}"#, "200"),
        (r#"marie PATCH administrator if-match=now {"primary": {"userCode": "1002", "name": "Marie Tremblay"}}"#, "422 immutable-field /primary:immutable-field"),
        (r#"marie PATCH administrator if-match=now {"password": "Secret-123"}"#, "422 invalid-field /password:unknown-field"),
        (r#"marie PATCH telephony if-match=now {"pbx": "other"}"#, "405 method-not-allowed"),
        (r#"marie PUT telephony if-match=now {"pbx": "other"}"#, "405 method-not-allowed"),
    ])
    .await;
}

#[tokio::test]
async fn chat_waits_for_its_software() {
    let lab = Lab::new("undeployed").await;
    lab.check(&[
        (
            r#"marie PATCH chat if-match=now {"enabled": true}"#,
            "409 chat-not-deployed",
        ),
        (
            r#"marie PATCH chat if-match=now {"enabled": true, "timeZone": "Mars"}"#,
            "422 invalid-field /timeZone:invalid",
        ),
        (
            r#"marie PATCH chat if-match=now {"softwareDeployed": true}"#,
            "422 immutable-field /softwareDeployed:immutable-field",
        ),
        (
            r#"marie PATCH chat if-match=now {"timeZone": "America/Halifax"}"#,
            "200",
        ),
        (
            r#"marie PATCH chat if-match=now {"timeZone": "Etc/GMT+5"}"#,
            "422 invalid-field /timeZone:invalid",
        ),
        ("marie GET chat/de/working-hours", "422 unknown-language"),
    ])
    .await;
}

#[tokio::test]
async fn hours() {
    let lab = Lab::new("boreal").await;
    let put = |hours: &str| format!("marie PUT chat/fr/weekend-hours if-match=now {{{hours}}}");
    for (hours, expected) in [
        (
            r#""days": ["sat"], "startTime": "10:00", "endTime": "16:00""#,
            "200",
        ),
        (
            r#""days": ["sat"], "startTime": "22:00", "endTime": "02:00""#,
            "200",
        ),
        (r#""days": []"#, "200"),
        (r#""days": ["sat"], "allDay": true"#, "200"),
        (
            r#""days": ["sat"]"#,
            "422 invalid-field /startTime:required /endTime:required",
        ),
        (
            r#""days": ["sat"], "startTime": "10:00", "endTime": "10:00""#,
            "422 invalid-field /endTime:invalid",
        ),
        (
            r#""days": ["sat"], "startTime": "24:00", "endTime": "10:00""#,
            "422 invalid-field /startTime:invalid",
        ),
        (
            r#""days": ["sat"], "startTime": "9:00", "endTime": "24:01""#,
            "422 invalid-field /startTime:invalid /endTime:invalid",
        ),
        (
            r#""days": ["sat"], "allDay": true, "startTime": "10:00""#,
            "422 invalid-field /allDay:invalid",
        ),
        (
            r#""days": ["sam"], "allDay": true"#,
            "422 invalid-field /days:invalid",
        ),
        (r#""allDay": true"#, "422 invalid-field /days:required"),
    ] {
        assert_eq!(lab.ask(&put(hours)).await.verdict(), expected, "{hours}");
    }
}

#[tokio::test]
async fn special_events() {
    let lab = Lab::new("boreal").await;
    let id = |n: usize| format!("chat/en/special-events/abcdefghijklmnopqrstuvwx{n:02}");
    for (n, (times, expected)) in [
        (("2026-12-24T12:00", "2027-01-04T00:00"), "201"),
        (("2024-01-01T00:00", "2025-01-01T00:00"), "201"),
        (
            ("2024-01-01T00:00", "2025-01-01T00:01"),
            "422 invalid-field /endsAt:invalid",
        ),
        (
            ("2026-12-24T12:00", "2026-12-24T12:00"),
            "422 invalid-field /endsAt:invalid",
        ),
        (
            ("1999-12-31T23:59", "2101-01-01T00:01"),
            "422 invalid-field /startsAt:invalid /endsAt:invalid",
        ),
        (
            ("2026-12-24T12:00Z", "2026-02-30T00:00"),
            "422 invalid-field /startsAt:invalid /endsAt:invalid",
        ),
        (
            ("2026-12-2 T12:00", "2026-12- 4T00: 0"),
            "422 invalid-field /startsAt:invalid /endsAt:invalid",
        ),
        (
            ("+026-12-24T12:00", "2026-12-24T24:00"),
            "422 invalid-field /startsAt:invalid /endsAt:invalid",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let (from, to) = times;
        let body = format!(
            r#"{{"name": "E {n}", "availability": "open", "startsAt": "{from}", "endsAt": "{to}"}}"#
        );
        let request = format!("marie PUT {} if-none-match=* {body}", id(n));
        assert_eq!(lab.ask(&request).await.verdict(), expected, "{request}");
    }
}

#[tokio::test]
async fn names_of_schedules() {
    let lab = Lab::new("schedules").await;
    for (n, (list, name, expected)) in [
        ("fr/weekly-schedules", " JEUDI  soir ", "409 name-taken"),
        ("en/weekly-schedules", "Jeudi soir", "201"),
        (
            "fr/weekly-schedules",
            "weekend",
            "409 server-managed-schedule",
        ),
        (
            "fr/weekly-schedules",
            "Lunch  Break",
            "409 server-managed-schedule",
        ),
        ("fr/weekly-schedules", "", "422 invalid-field /name:invalid"),
        ("fr/weekly-schedules", &"é".repeat(100), "201"),
        (
            "fr/weekly-schedules",
            &"é".repeat(101),
            "422 invalid-field /name:invalid",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let path = format!("chat/{list}/abcdefghijklmnopqrstuvwx{n:02}");
        let body = format!(r#"{{"name": "{name}", "days": ["mon"], "allDay": true}}"#);
        let answer = lab
            .ask(&format!("marie PUT {path} if-none-match=* {body}"))
            .await;
        assert_eq!(answer.verdict(), expected, "{list} {name}");
        if expected == "409 name-taken" {
            assert_eq!(answer.body["existing"]["name"], "Jeudi soir");
        }
    }
}
