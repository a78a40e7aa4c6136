//! The help of every finding about the form of a file is followed by hand on its example in
//! `fixtures/invalid`, and the file is valid then.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::tidy::files;
use crate::workbench::Workbench;

/// How a file is corrected: a part of the help, and what it makes of the file.
struct Correction {
    name: &'static str,
    help: &'static str,
    from: &'static str,
    to: &'static str,
}

const fn row(
    name: &'static str,
    help: &'static str,
    from: &'static str,
    to: &'static str,
) -> Correction {
    Correction {
        name,
        help,
        from,
        to,
    }
}

#[rustfmt::skip]
const CORRECTIONS: &[Correction] = &[
    row("alias-in-itself", "write the value out", "&x { can: *x }", "{ can: QC1 }"),
    row("all-day-with-time", "remove `allDay`, or remove the times", ", endTime: \"16:00\"", ""),
    row("civil-only", "without an offset", "08:00Z", "08:00"),
    row("control-character", "remove the character, U+0007", "a\\x07b", "ab"),
    row("delegate-is-primary", "remove this entry", "{ user: A1, name: Marie }", ""),
    row("duplicate-delegate", "keep one of the two", ", { user: A1, name: Luc }", ""),
    row("duplicate-key", "keep one of the two", "\"gener\\x61l\": {}\n", ""),
    row("duplicate-name", "remove or rename", "SOIR", "Soirée"),
    row("duplicate-name-holiday", "with `except`", "CA-FED, years: [2027]", "CA-FED, years: [2027], only: [boxing-day]"),
    row("duplicate-year", "keep one of the two", "2027, 2027", "2027"),
    row("empty-file", "start with `apiVersion: consigne/v1` and `account: …`", "# Nothing follows.", "apiVersion: consigne/v1\naccount: boreal"),
    row("empty-value", "1 to 100 characters", "\"  \"", "Boréal"),
    row("event-ends-before-it-begins", "not before `startDate`", "endDate: 2027-03-30", "endDate: 2027-03-31"),
    row("event-out-of-range", "check the year", "1999", "2027"),
    row("event-too-long", "at most 366 days", "2028-06-01", "2027-06-01"),
    row("except-with-only", "keep `only`", ", except: [boxing-day]", ""),
    row("holiday-choice", "`except: [easter-monday]`", "closed }", "closed, except: [easter-monday] }"),
    row("holidays-without-events", "add `specialEvents: []`", "      holidays:", "      specialEvents: []\n      holidays:"),
    row("invalid-account", "lower-case letters, digits and hyphens", "Télécom Boréal", "telecom-boreal"),
    row("invalid-can", "letters and digits", "QC-1", "QC1"),
    row("invalid-country", "such as CA or US", "QC", "CA, province: QC, postalCode: H3B 4W8"),
    row("invalid-date-time", "write `2027-03-31T08:00`", "08:00:00", "08:00"),
    row("invalid-date", "write `2027-02-28` or `2027-03-01`", "2027-02-29", "2027-03-01"),
    row("invalid-email", "name@company.example", "marie@boreal", "marie@boreal.example"),
    row("invalid-phone", "with the country code", "514 555-0142", "\"+15145550142\""),
    row("invalid-postal-code", "as in H3B 4W8", "H3B 4D8", "H3B 4W8"),
    row("invalid-province", "such as QC or ON", "NY", "QC"),
    row("invalid-spid", "without spaces", "a b", "a-b"),
    row("invalid-time-zone", "write `America/Toronto`", "Torotno", "Toronto"),
    row("invalid-time-zone-offset", "America/Toronto, or UTC", "EST", "America/Toronto"),
    row("invalid-time", "write `\"09:00\"`", "9h", "\"09:00\""),
    row("invalid-user-code", "letters and digits", "10 01", "1001"),
    row("key-not-text", "write a word as the key", "[a]: x", "spid: x"),
    row("lunch-break-off", "keep only `enabled: false`", ", startTime: \"12:00\"", ""),
    row("lunch-break-without-days", "`lunchBreak: { enabled: false }`", "lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }", "lunchBreak: { enabled: false }"),
    row("merge-key", "under `both`", "<<: {}", ""),
    row("missing-address-part", "a postal code", "province: QC", "province: QC, postalCode: H3B 4W8"),
    row("missing-dates", "`startsAt` and `endsAt`", "08:00 }", "08:00, endsAt: 2027-03-31T12:00 }"),
    row("missing-key", "add `name: …`", "user: \"1\"", "user: \"1\", name: Jean"),
    row("missing-time", "both `startTime` and `endTime`", "\"10:00\"", "\"10:00\", endTime: \"16:00\""),
    row("mixed-dates", "`startDate` and optionally `endDate`", ", endsAt: 2027-04-01T08:00", ""),
    row("needs-quotes-can", "quote it: \"1E5\"", "1E5", "\"1E5\""),
    row("needs-quotes-phone", "quote it", "+15145550142", "\"+15145550142\""),
    row("needs-quotes-user", "quote it: \"0412\"", "0412", "\"0412\""),
    row("no-days", "choose days", "days: []", "days: [mon]"),
    row("no-years", "`years: [2027, 2028]`", "years: []", "years: [2027, 2028]"),
    row("not-a-mapping", "start with `apiVersion: consigne/v1`", "- apiVersion: consigne/v1", "apiVersion: consigne/v1\naccount: boreal"),
    row("not-one-of", "did you mean `fr`?", "french", "fr"),
    row("not-one-of-calendar", "choose one of CA-QC", "CA-QUE, years: [2027]", "CA-QC, years: [2027], except: [easter-monday]"),
    row("not-one-of-holiday", "did you mean `easter-monday`?", "easter_monday", "easter-monday"),
    row("too-many-holidays", "choose fewer years", "2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047, 2048, 2049, 2050, ", ""),
    row("not-one-of-day", "did you mean `sat`?", "samedi", "sat"),
    row("null-section", "remove the key", "general:\n", ""),
    row("null-value", "remove the key", "spid: ", ""),
    row("password-key", "remove it", "password: x", ""),
    row("portal-key", "remove it", "url: https://portal.example\n", ""),
    row("priority-key", "remove the line", ", priority: 1", ""),
    row("renamed-from-another-entry", "current name on the portal", "nuit", "Veille"),
    row("renamed-from-itself", "remove `renamedFrom`", "renamedFrom: soir, ", ""),
    row("renamed-from-twice", "the one entry that replaces it", "renamedFrom: x, ", ""),
    row("reserved-name", "choose another name", "Pause-Repas", "Pause du midi"),
    row("secret-key", "remove it", "token: x\n", ""),
    row("several-documents", "remove the `---` line", "---\naccount: x\n", ""),
    row("start-at-24", "start at \"00:00\"", "24:00", "00:00"),
    row("start-is-end", "write `allDay: true` without times", "startTime: \"10:00\", endTime: \"10:00\"", "allDay: true"),
    row("syntax-anchor", "define it above", "*nowhere", "{}"),
    row("syntax-bracket", "close each `[`", "[", "[]"),
    row("syntax-quote", "close the quote", "\"x", "\"x\""),
    row("tab", "replace the tab with spaces", "\t", "  "),
    row("tag", "begins with `!`", "!secret x", "x"),
    row("too-long", "1 to 100 characters", "xxxxxxxxxx", "x"),
    row("unknown-key", "did you mean `general`?", "genral", "general"),
    row("unknown-key-nested", "did you mean `both`?", "bth", "both"),
    row("unknown-language", "use fr or en", "es", "fr"),
    row("unknown-language-of-pages", "use fr or en", "es", "fr"),
    row("unsupported-version", "write `apiVersion: consigne/v1`", "consigne/v9", "consigne/v1"),
    row("wrong-type", "run `consigne explain delegates`", "Jean", "[{ user: \"2041\", name: Jean Roy }]"),
    row("wrong-type-switch", "write `true`", "yes", "true"),
    row("year-out-of-range", "choose a year in that range", "2019, 2101", "2027"),
    row("year-out-of-range-by-far", "choose a year in that range", "70000", "2027"),
];

fn validate(bench: &Workbench, text: &str) -> Vec<Value> {
    bench.write("file.yaml", text);
    let output = bench.run(&["validate", "file.yaml", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn whoever_follows_the_help_gets_a_valid_file() {
    let bench = Workbench::new();
    let mut left: BTreeSet<_> = CORRECTIONS.iter().map(|row| row.name).collect();
    for (path, text) in files(".yaml") {
        if !path.starts_with("fixtures/invalid") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        let row = CORRECTIONS.iter().find(|row| row.name == name);
        let row = row.unwrap_or_else(|| panic!("no correction of {name}"));
        left.remove(name);
        let before = validate(&bench, &text);
        let help = before[0]["help"].as_str().unwrap_or("");
        assert!(help.contains(row.help), "{name}: {help}");
        assert!(text.contains(row.from), "{name}: {text}");
        let mut corrected = text.replace(row.from, row.to);
        // What else is wrong in that file.
        corrected = match name {
            "not-one-of-holiday" => corrected.replace("national-holiday", "christmas"),
            // Both calendars have New Year's Day.
            "too-many-holidays" => corrected.lines().take(9).collect::<Vec<_>>().join("\n"),
            _ => corrected,
        };
        let errors: Vec<_> = validate(&bench, &corrected)
            .into_iter()
            .filter(|found| found["severity"] == "error")
            .collect();
        assert_eq!(errors, Vec::<Value>::new(), "{name}: {corrected}");
    }
    assert_eq!(left, BTreeSet::new());
}
