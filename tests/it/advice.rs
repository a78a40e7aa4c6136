//! Advice works: what a finding says to write is written, and the finding is gone with nothing new in its
//! place. And advice is not given where it would be a guess.

use serde_json::Value;

use crate::workbench::Workbench;

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

/// The findings of a file below the two lines of every file, as JSON.
fn findings(yaml: &str) -> Vec<Value> {
    findings_of(&format!("{HEAD}{yaml}"))
}

fn findings_of(text: &str) -> Vec<Value> {
    let bench = Workbench::new();
    bench.write("file.yaml", text);
    let output = bench.run(&["validate", "file.yaml", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["diagnostics"].as_array().unwrap().clone()
}

/// `code line:column`, as people count.
fn rows(yaml: &str) -> Vec<String> {
    let findings = findings(yaml);
    findings
        .iter()
        .map(|found| {
            let line = found["line"].as_u64().unwrap() - 2;
            let code = found["code"].as_str().unwrap();
            format!("{code} {line}:{}", found["column"])
        })
        .collect()
}

/// The help of the only finding.
fn help(yaml: &str) -> String {
    let found = findings(yaml);
    assert_eq!(found.len(), 1, "{yaml}: {found:#?}");
    found[0]["help"].as_str().unwrap_or_default().to_owned()
}

/// The text with what a finding says to write in the place that it points at.
pub(crate) fn patched(text: &str, found: &Value) -> Option<String> {
    let help = found["help"].as_str()?;
    let openings = ["did you mean `", "write `", "right spelling is `"];
    let rest = openings
        .iter()
        .find_map(|opening| help.split_once(opening))?
        .1;
    let right = rest.split_once('`')?.0;
    let place = |line: &str, column: &str| {
        let (line, column) = (found[line].as_u64()?, found[column].as_u64()?);
        let start: usize = text
            .split_inclusive('\n')
            .take(usize::try_from(line).ok()? - 1)
            .map(str::len)
            .sum();
        let column = usize::try_from(column).ok()? - 1;
        let (within, _) = text[start..].char_indices().nth(column)?;
        Some(start + within)
    };
    let (start, end) = (place("line", "column")?, place("endLine", "endColumn")?);
    Some(format!("{}{right}{}", &text[..start], &text[end..]))
}

/// Follows advice until there is none left. Each step takes one finding away.
fn follow(yaml: &str, expect: &str) {
    let mut text = format!("{HEAD}{yaml}");
    let mut left = findings_of(&text);
    while let Some(fixed) = left.first().and_then(|found| patched(&text, found)) {
        let now = findings_of(&fixed);
        assert!(
            now.len() < left.len(),
            "{text}\n{left:#?}\nbecame\n{fixed}\n{now:#?}"
        );
        (text, left) = (fixed, now);
    }
    assert_eq!(left, Vec::<Value>::new(), "{text}");
    assert_eq!(text, format!("{HEAD}{expect}"));
}

fn working(keys: &str) -> String {
    format!("chat: {{ hours: {{ both: {{ workingHours: {{ {keys} }} }} }} }}\n")
}

fn weekend(keys: &str) -> String {
    format!("chat: {{ hours: {{ both: {{ weekendHours: {{ {keys} }} }} }} }}\n")
}

fn event(keys: &str) -> String {
    format!("chat: {{ hours: {{ both: {{ specialEvents: [{{ {keys} }}] }} }} }}\n")
}

/// C1, C2: the right day, in both languages, and brackets where they are missing.
#[test]
fn days_become_the_day_that_was_meant() {
    for (written, right) in [
        ("[lun, mar]", "[mon, tue]"),
        ("[Monday, tues, Mercredi]", "[mon, tue, wed]"),
        ("[jeu, VEN]", "[thu, fri]"),
        ("mon", "[mon]"),
        ("lundi", "[mon]"),
        ("mon-fri", "[mon, tue, wed, thu, fri]"),
        ("[mon-wed]", "[mon, tue, wed]"),
        ("tous les jours", "all"),
        ("[mon, fri\u{a0}]", "[mon, fri]"),
    ] {
        let rest = "startTime: \"09:00\", endTime: \"17:00\"";
        let pick = |days: &str| {
            format!(
                "chat: {{ timeZone: America/Toronto, hours: {{ both: {{ weeklySchedules: [{{ name: A, days: {days}, {rest} }}] }} }} }}\n"
            )
        };
        follow(&pick(written), &pick(right));
    }
    for written in ["[munday]", "[M]", "sometimes", "[mon, x]"] {
        let help = help(&weekend(&format!("days: {written}, allDay: true")));
        assert!(
            !help.contains("did you mean") && !help.contains("write `[m"),
            "{written}: {help}"
        );
    }
}

/// C3: a lunch break has no `allDay`.
#[test]
fn a_lunch_break_gets_advice_of_its_own() {
    let both = "write both `startTime` and `endTime`, or `lunchBreak: { enabled: false }` for no lunch break";
    let end =
        "write an end after the start, or `lunchBreak: { enabled: false }` for no lunch break";
    for (lunch, expect) in [
        ("{ startTime: \"12:00\" }", both),
        ("{ endTime: \"12:00\" }", both),
        ("{}", both),
        ("{ enabled: true }", both),
        ("{ days: [mon] }", both),
        ("true", both),
        ("{ startTime: \"12:00\", endTime: \"12:00\" }", end),
        ("false", "write `lunchBreak: { enabled: false }`"),
    ] {
        let yaml = working(&format!(
            "days: [mon], startTime: \"09:00\", endTime: \"17:00\", lunchBreak: {lunch}"
        ));
        assert_eq!(help(&yaml), expect, "{lunch}");
    }
}

/// C4: exactly the canonical form.
#[test]
fn times_become_what_the_file_wants() {
    for (written, right) in [
        ("9:00", "\"09:00\""),
        ("12h30", "\"12:30\""),
        ("17 h", "\"17:00\""),
        ("9 h", "\"09:00\""),
        ("9am", "\"09:00\""),
        ("\"9:30 p.m.\"", "\"21:30\""),
        ("900", "\"09:00\""),
        ("\"08:30:00\"", "\"08:30\""),
        ("“08:30”", "\"08:30\""),
    ] {
        let pick = |time: &str| {
            weekend(&format!(
                "days: [sat], startTime: {time}, endTime: \"22:00\""
            ))
        };
        follow(&pick(written), &pick(right));
    }
    let help = help(&weekend(
        "days: [sat], startTime: \"9:5\", endTime: \"22:00\"",
    ));
    assert_eq!(
        help,
        "write hours and minutes, as in \"08:30\"; \"24:00\" is allowed as an end only"
    );
}

/// C5: one advice each, at the key that has to change.
#[test]
fn wrong_periods_get_one_advice_each() {
    for (period, key, advice) in [
        (
            "startDate: 2027-02-20, endDate: 2027-02-19",
            "endDate",
            "not before `startDate`",
        ),
        (
            "startsAt: 2027-02-20T08:00, endsAt: 2027-02-20T08:00",
            "endsAt",
            "later than `startsAt`",
        ),
        (
            "startDate: 2027-01-01, endDate: 2028-05-31",
            "endDate",
            "at most 366 days after its start",
        ),
        ("startDate: 1999-06-01", "startDate", "check the year"),
        (
            "startDate: 1999-06-01, endDate: 1999-06-02",
            "startDate",
            "check the year",
        ),
        (
            "startsAt: 2100-12-31T00:00, endsAt: 2101-01-02T00:00",
            "endsAt",
            "check the year",
        ),
    ] {
        let yaml = event(&format!("name: A, availability: closed, {period}"));
        let found = findings(&yaml);
        assert_eq!(found.len(), 1, "{period}: {found:?}");
        let help = found[0]["help"].as_str().unwrap();
        assert!(help.contains(advice), "{period}: {help}");
        assert!(
            found[0]["path"].as_str().unwrap().ends_with(key),
            "{period}"
        );
    }
}

/// C6: the nearest real dates.
#[test]
fn dates_become_real_ones() {
    for (written, right) in [
        ("20270101", "2027-01-01"),
        ("2027-02-29", "2027-02-28"),
        ("2027-04-31", "2027-04-30"),
        ("2027/01/05", "2027-01-05"),
        ("24 décembre 2027", "2027-12-24"),
    ] {
        let pick = |date: &str| event(&format!("name: A, availability: closed, startDate: {date}"));
        let chat = |yaml: String| yaml.replace("hours:", "timeZone: America/Toronto, hours:");
        follow(&chat(pick(written)), &chat(pick(right)));
    }
    for (written, expect) in [
        (
            "2027-02-29",
            "write `2027-02-28` or `2027-03-01`, whichever you mean",
        ),
        (
            "04/05/2027",
            "write `2027-05-04` or `2027-04-05`, whichever you mean",
        ),
        ("2027-13-01", "write it as 2027-03-31"),
        (
            "2027-03-31T09:00",
            "write a date alone, as in 2027-03-31; for times, use `startsAt` and `endsAt`",
        ),
    ] {
        let help = help(&event(&format!(
            "name: A, availability: closed, startDate: {written}"
        )));
        assert_eq!(help, expect, "{written}");
    }
}

/// C7: the tab's own line and column.
#[test]
fn a_tab_is_reported_where_it_stands() {
    for (yaml, place) in [
        ("general:\n  can: QC1\n\tspid: x\n", "tab 3:1"),
        ("general:\n\tcan: QC1\n", "tab 2:1"),
        ("general:\n  can: QC1\t\n\tspid: x\n", "tab 3:1"),
        ("delegates:\n-\tuser: \"1\"\n\tname: X\n", "tab 3:1"),
    ] {
        assert_eq!(rows(yaml), [place], "{yaml:?}");
    }
}

/// C8.
#[test]
fn a_wrong_former_name_is_reported_at_the_former_name() {
    let list = |entries: &str| {
        format!("chat: {{ hours: {{ both: {{ weeklySchedules: [{entries}] }} }} }}\n")
    };
    for entries in [
        "{ name: A, renamedFrom: B, days: all, allDay: true }, { name: B, days: all, allDay: true }",
        "{ name: A, renamedFrom: a, days: all, allDay: true }",
        "{ name: A, renamedFrom: X, days: all, allDay: true }, { name: B, renamedFrom: X, days: all, allDay: true }",
    ] {
        let yaml = list(entries);
        let found = findings(&yaml);
        let column = usize::try_from(found[0]["column"].as_u64().unwrap()).unwrap();
        let at = yaml[column - 1..].chars().next().unwrap();
        assert!("aBX".contains(at), "{yaml}: {found:?}");
        assert!(
            yaml[..column - 1].ends_with("renamedFrom: "),
            "{yaml}: {found:?}"
        );
    }
}

/// C9: an unknown key hides nothing.
#[test]
fn findings_of_all_stages_come_together() {
    let yaml = "\
general: { spidd: x, can: \"QC-1\" }
administrator: { email: foo, language: french }
delegates: [{ user: 2041, name: Jean }]
chat:
  timeZone: Mars/Olympus
  hours:
    both:
      workingHours: { days: [mon, x], startTime: \"9h\", lunchBreak: { startTime: \"12:00\" } }
      specialEvents:
        - { name: A, startDate: 2027-02-30 }
        - { name: a, availability: closed, startDate: 2027-02-28, colour: red }
";
    assert_eq!(
        rows(yaml),
        [
            "unknown-key 1:12",
            "invalid-can 1:27",
            "invalid-email 2:25",
            "not-one-of 2:40",
            "needs-quotes 3:21",
            "invalid-time-zone 5:13",
            "missing-time 8:21",
            "not-one-of 8:35",
            "missing-time 8:68",
            "missing-key 10:13",
            "invalid-date 10:33",
            "unknown-key 11:67",
        ]
    );
}

#[test]
fn what_follows_from_a_mistake_is_not_reported_as_another() {
    for (yaml, expect) in [
        // The start is there, in the wrong form.
        (weekend("days: [sat], startTime: [], endTime: \"17:00\""), "wrong-type"),
        // The only day is there, and misspelt.
        ("chat: { hours: { fr: { weeklySchedules: [{ name: A, days: [xyz], allDay: true }] } } }\n".to_owned(), "not-one-of"),
        ("general: { address: { street: a, city: b, country: CA, postalCode: H3B 4W8, province: [] } }\n".to_owned(), "wrong-type"),
        (working("<<: {}"), "merge-key"),
        ("chat:\n  hours:\n    both:\n      specialEvents: 1\n      holidays: [{ calendar: CA-FED, years: [2027], availability: closed }]\n".to_owned(), "wrong-type"),
    ] {
        let found = findings(&yaml);
        let codes: Vec<_> = found.iter().map(|found| found["code"].as_str().unwrap()).collect();
        assert_eq!(codes, [expect], "{yaml}");
    }
}

#[test]
fn an_unsupported_version_comes_first_and_alone() {
    for version in ["consigne/v2", "v1", "2", "true"] {
        let text =
            format!("newKey: 1\naccount: [x]\napiVersion: {version}\ngeneral: {{ can: 1 }}\n");
        let found = findings_of(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["code"], "unsupported-version");
        assert_eq!(found[0]["help"], "write `apiVersion: consigne/v1`");
    }
}

/// C10: invisible characters are named.
#[test]
fn characters_that_no_eye_finds_are_named() {
    for (yaml, code) in [
        ("chat:\n  timeZone\u{a0}: America/Toronto\n", "U+00A0"),
        ("chat:\n  timeZone:\u{a0}America/Toronto\n", "U+00A0"),
        ("chat:\n  timeZone: America/Toronto\u{a0}\n", "U+00A0"),
        ("chat:\n  timeZone: America/\u{200b}Toronto\n", "U+200B"),
        ("chat:\n\u{a0}\u{a0}timeZone: UTC\n", "U+00A0"),
        ("general:\n  can: \"QC1\u{202f}\"\n", "U+202F"),
        ("general:\u{3000}{}\n", "U+3000"),
        (
            "chat:\n  hours:\n    both:\n      weekendHours: { days: [sat], startTime: “08:30”, endTime: \"09:00\" }\n",
            "U+201C",
        ),
        ("chat:\n  enabled: true\u{a0}\n", "U+00A0"),
        ("administrator: { language: fr\u{feff} }\n", "U+FEFF"),
    ] {
        let found = findings(yaml);
        let helps: Vec<_> = found
            .iter()
            .map(|found| found["help"].as_str().unwrap_or(""))
            .collect();
        assert!(
            helps.iter().any(|help| help.contains(code)),
            "{yaml:?}: {found:#?}"
        );
    }
    follow(
        "chat:\n  timeZone\u{a0}: America/Toronto\u{a0}\n",
        "chat:\n  timeZone: America/Toronto\n",
    );
}

/// C13: indentation.
#[test]
fn keys_that_are_not_indented_enough_get_the_place_where_they_belong() {
    let help = help(
        "chat:\n  timeZone: UTC\n  hours:\n  both:\n    weekendHours: { days: [sat], allDay: true }\n  fr: {}\n",
    );
    assert_eq!(
        help,
        "indent `both`, `fr`, with everything below, by one more level under `hours`"
    );
    let deeper = findings(
        "chat:\n  hours:\n    both:\n      weekendHours: { days: [sat], allDay: true }\n      fr: {}\n",
    );
    assert_eq!(
        deeper[0]["help"],
        "`fr` belongs under `chat.hours`: move it there, or check the indentation"
    );
}

/// C18, C20: the words of the page.
#[test]
fn french_words_become_keys() {
    follow(
        "clavardage:\n  fuseauHoraire: America/Toronto\n  heures:\n    lesDeux:\n      heuresDeTravail:\n        jours: [lundi, mardi]\n        début: 9 h\n        fin: 17 h 30\n        pauseRepas: { debut: 12h, fin: 13h }\n",
        "chat:\n  timeZone: America/Toronto\n  hours:\n    both:\n      workingHours:\n        days: [mon, tue]\n        startTime: \"09:00\"\n        endTime: \"17:30\"\n        lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }\n",
    );
    for key in ["lunchBreak", "pauseRepas", "lunch_break"] {
        let lunch = format!("{key}: {{ startTime: \"12:00\", endTime: \"13:00\" }}");
        for hours in [
            weekend(&format!("days: [sat], allDay: true, {lunch}")),
            format!(
                "chat: {{ hours: {{ both: {{ weeklySchedules: [{{ name: A, days: [sat], allDay: true, {lunch} }}] }} }} }}\n"
            ),
        ] {
            let help = help(&hours);
            assert!(
                help.contains("`workingHours`") && help.contains("Heures de travail"),
                "{help}"
            );
        }
    }
}

/// A suggestion that would not help is not made.
#[test]
fn no_suggestion_where_it_would_not_help() {
    for (yaml, never) in [
        (
            event("name: A, availability: open, startTime: \"07:00\""),
            "did you mean",
        ),
        (
            "general: { can: QC1, Can: QC2 }\n".to_owned(),
            "did you mean",
        ),
        (
            "chat: { timeZone: America/Ottawa }\n".to_owned(),
            "America/A",
        ),
        (
            "administrator: { language: es }\n".to_owned(),
            "did you mean",
        ),
        ("account: { }\n".to_owned(), "did you mean"),
    ] {
        for found in findings(&yaml) {
            let help = found["help"].as_str().unwrap_or("");
            assert!(!help.contains(never), "{yaml}: {help}");
        }
    }
    // A key that cannot be left out is not to be removed.
    for text in [
        "apiVersion: consigne/v1\naccount:\n",
        "apiVersion:\naccount: a\n",
    ] {
        let found = findings_of(text);
        assert_eq!(
            found[0]["help"], "give it a value: it cannot be left out",
            "{text}"
        );
    }
}
