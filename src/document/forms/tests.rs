//! What an editor refuses, this program refuses, and the reverse, as far as one value decides it.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;

use crate::document::{json, judge, parse, shape, tree};

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

static SCHEMA: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&judge::<shape::File>()).unwrap());

/// Codes of the errors that `validate` reports.
fn errors(yaml: &str) -> Vec<String> {
    let parsed = parse(yaml.as_bytes());
    let findings = match parsed.document {
        Ok(document) => crate::desired::lower(&document).findings,
        Err(findings) => findings,
    };
    let codes = findings.iter().map(|finding| finding.code.to_owned());
    codes.collect()
}

fn editor_accepts(yaml: &str) -> bool {
    SCHEMA.is_valid(&json::json_of(&tree::build(yaml).root.unwrap()))
}

/// Findings about two values, each of which has its form.
const RELATIONS: [&str; 2] = ["event-ends-before-it-begins", "event-too-long"];

/// The schema and the program accept a file, or both refuse it and the program says why.
fn agree(yaml: &str) -> bool {
    let (mut errors, editor) = (errors(yaml), editor_accepts(yaml));
    // How the two ends of an event lie to each other is no form of a value.
    errors.retain(|code| !RELATIONS.contains(&code.as_str()));
    assert_eq!(errors.is_empty(), editor, "{yaml}: {errors:?}");
    // The finding of the last resort, for what nothing explains.
    assert!(
        !errors.contains(&"wrong-type".to_owned()),
        "{yaml}: {errors:?}"
    );
    editor
}

/// Files of one value each, by what stands before and after it.
fn file(key: &str, value: &str) -> String {
    let value = serde_json::Value::from(value);
    let hours = |rest: &str| format!("chat: {{ hours: {{ fr: {{ {rest} }} }} }}\n");
    let address = |rest: &str| format!("general: {{ address: {{ {rest} }} }}\n");
    let body = match key {
        "account" => return format!("apiVersion: consigne/v1\naccount: {value}\n"),
        "can" | "spid" | "resellerName" => format!("general: {{ {key}: {value} }}\n"),
        "street" => address(&format!("street: {value}, city: x, country: FR")),
        "country" => address(&format!("street: x, city: x, country: {value}")),
        "province" => address(&format!(
            "street: x, city: x, province: {value}, postalCode: H3B 4W8, country: CA"
        )),
        "state" => address(&format!(
            "street: x, city: x, province: {value}, postalCode: \"05401\", country: US"
        )),
        "postalCode" => address(&format!(
            "street: x, city: x, province: QC, postalCode: {value}, country: CA"
        )),
        "zip" => address(&format!(
            "street: x, city: x, province: VT, postalCode: {value}, country: US"
        )),
        "elsewhere" => address(&format!(
            "street: x, city: x, postalCode: {value}, country: FR"
        )),
        "email" | "phone" | "primary" => format!("administrator: {{ {key}: {value} }}\n"),
        "user" => format!("delegates: [{{ user: {value}, name: Jean Roy }}]\n"),
        "name" => format!("delegates: [{{ user: \"2041\", name: {value} }}]\n"),
        "pbx" => format!("telephony: {{ pbx: {value} }}\n"),
        "timeZone" => format!("chat: {{ timeZone: {value} }}\n"),
        "startTime" => hours(&format!(
            "weekendHours: {{ days: all, startTime: {value}, endTime: \"03:07\" }}"
        )),
        "endTime" => hours(&format!(
            "weekendHours: {{ days: all, startTime: \"03:07\", endTime: {value} }}"
        )),
        "startDate" => event(&format!("startDate: {value}"), "x"),
        "endsAt" => event(&format!("startsAt: 2027-01-01T00:00, endsAt: {value}"), "x"),
        "eventName" => event("startDate: 2027-01-01", value.as_str().unwrap()),
        other => panic!("{other} has no file"),
    };
    format!("{HEAD}{body}")
}

fn event(period: &str, name: &str) -> String {
    let name = serde_json::Value::from(name);
    format!(
        "chat: {{ hours: {{ fr: {{ specialEvents: [{{ name: {name}, availability: open, {period} }}] }} }} }}\n"
    )
}

/// A key, values that it may have, and values that it may not have.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

fn judge_alike(rows: &[Row<'_>]) {
    for (key, right, wrong) in rows {
        for value in *right {
            assert!(agree(&file(key, value)), "{key}: {value:?}");
        }
        for value in *wrong {
            assert!(!agree(&file(key, value)), "{key}: {value:?}");
        }
    }
}

#[test]
fn an_editor_and_the_program_judge_codes_alike() {
    judge_alike(&[
        ("account", &["a", "0-"], &["", "-a", "Boréal", "a b"]),
        ("country", &["CH", "FR"], &["", "XX", "ca", "Canada"]),
        ("province", &["QC"], &["", "PQ", "qc"]),
        ("state", &["VT"], &["", "QC"]),
        (
            "postalCode",
            &["H3B 4W8", "h3b4w8", " H3B  4W8 "],
            &["", "H3B 4W", "D3B 4W8", "H3B-4W8"],
        ),
        ("zip", &["05401", "05401-1234"], &["5401", "05401-12"]),
        (
            "elsewhere",
            &["75001", "ab12"],
            &["", "123456789012345678901"],
        ),
        (
            "phone",
            &["", "+12345678", " +15145550142;ext=1234567 "],
            &[
                "15145550142",
                "+05145550142",
                "+1514555014a",
                "+1 514 555-0142",
                "+15145550142;ext=",
            ],
        ),
        ("primary", &["0412"], &["10 01", ""]),
        (
            "timeZone",
            &["America/Toronto", "UTC"],
            &["", "EST", "Etc/GMT+5", "america/toronto", "Mars/X"],
        ),
        ("user", &["2041", "aB"], &["20-41", ""]),
    ]);
}

#[test]
fn an_editor_and_the_program_judge_texts_and_times_alike() {
    let hundred = "é".repeat(100);
    let more = "é".repeat(101);
    // Composed, it has 100 characters.
    let composed = "e\u{301}".repeat(100);
    let spaced = format!("  {}{}  ", "a   ".repeat(49), "bc");
    let code = "a".repeat(33);
    let local = format!("{}@boreal.example", "x".repeat(240));
    judge_alike(&[
        ("can", &["QC104233"], &["", "QC-1", &code, " QC1"]),
        ("spid", &["", " ", "SP-88120", " ~! "], &["a b", "é", "\t"]),
        (
            "resellerName",
            &["x", &hundred, &composed, &spaced],
            &["", " ", &more, "a\tb", "\u{200b}\u{2060}"],
        ),
        ("street", &["1250, boul."], &["", "\u{a0}", &more]),
        (
            "email",
            &["a@b.example", "é+x@boréal.example", " A@B.Example "],
            &[
                "",
                "a",
                "a@b",
                "@b.example",
                "a..b@c.example",
                "a b@c.example",
                &local,
            ],
        ),
        (
            "startTime",
            &["00:00", "23:59"],
            &["24:00", "8:30", "12h30", "25:00", "08:60"],
        ),
        ("endTime", &["24:00", "00:00"], &["24:01", "8:30"]),
        (
            "startDate",
            &["2000-01-01", "2028-02-29", "2100-12-31"],
            &[
                "2027-02-29",
                "2100-02-29",
                "2027-02-30",
                "2027-3-1",
                "1999-12-31",
                "2101-01-01",
                "2027-04-31",
            ],
        ),
        (
            "endsAt",
            &["2027-01-01T24:00", "2027-02-28T00:00"],
            &["2027-01-02T00:00Z", "2027-01-02 00:00", "2027-01-02T24:01"],
        ),
        ("eventName", &["Temps des fêtes"], &["", &more]),
    ]);
}

#[test]
fn an_editor_and_the_program_judge_lists_alike() {
    let hours = |rest: &str| format!("{HEAD}chat: {{ hours: {{ fr: {{ {rest} }} }} }}\n");
    let weekly = |days: &str| {
        hours(&format!(
            "weeklySchedules: [{{ name: x, days: {days}, startTime: \"08:00\", endTime: \"09:00\" }}]"
        ))
    };
    let lunch = |days: &str| {
        hours(&format!(
            "workingHours: {{ days: [mon], allDay: true, lunchBreak: {{ days: {days}, startTime: \"12:00\", endTime: \"13:00\" }} }}"
        ))
    };
    let holidays = |rest: &str| {
        hours(&format!(
            "specialEvents: [], holidays: [{{ availability: closed, {rest} }}]"
        ))
    };
    let long = format!("[{}]", ["mon"; 25].join(", "));
    for right in [
        weekly("[mon, mon]"),
        weekly(&long),
        lunch("[mon]"),
        hours("weekendHours: { days: [] }"),
        holidays("calendar: CA-QC, years: [2020, 2100], except: [easter-monday]"),
        holidays("calendar: CA-FED, years: [2027], only: [remembrance-day, boxing-day]"),
        holidays("calendar: CA-ON, years: [2027]"),
        format!("{HEAD}general: {{ address: {{}} }}\n"),
    ] {
        assert!(agree(&right), "{right}");
    }
    for wrong in [
        weekly("[]"),
        lunch("[]"),
        format!("{HEAD}general: {{ address: {{ street: x, city: x, country: CA }} }}\n"),
        holidays("calendar: CA-QB, years: [2027]"),
        holidays("calendar: CA-FED, years: []"),
        holidays("calendar: CA-FED, years: [2027, 2027]"),
        holidays("calendar: CA-FED, years: [2019]"),
        holidays("calendar: CA-FED, years: [2101]"),
        holidays("calendar: CA-FED, years: [2027], except: [national-holiday]"),
        holidays("calendar: CA-QC, years: [2027], only: [remembrance-day]"),
        holidays("calendar: CA-FED, years: [2027], except: [], only: [christmas]"),
    ] {
        assert!(!agree(&wrong), "{wrong}");
    }
}

/// A right value with up to three characters replaced, removed or added.
fn nearly_right() -> impl Strategy<Value = (&'static str, String)> {
    let seeds = prop::sample::select(vec![
        ("account", "boreal-2"),
        ("can", "QC104233"),
        ("spid", "SP-88120"),
        ("resellerName", "Télécom  Boréal"),
        ("province", "QC"),
        ("postalCode", "H3B 4W8"),
        ("zip", "05401-1234"),
        ("elsewhere", "75001 CEDEX 08"),
        ("email", "a.b@c-d.example"),
        ("phone", "+15145550142;ext=12"),
        ("timeZone", "America/Toronto"),
        ("startTime", "08:30"),
        ("endTime", "17:00"),
        ("startDate", "2028-02-29"),
        ("startDate", "2027-11-30"),
        ("endsAt", "2027-04-30T12:00"),
        ("name", "Jean Roy"),
        ("pbx", "B"),
    ]);
    let characters = prop::sample::select(
        "aZ0129 -_.@+;=:/T\u{e9}\u{a0}\u{3000}\u{200b}\t"
            .chars()
            .collect::<Vec<_>>(),
    );
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3, characters), 0..4);
    (seeds, edits).prop_map(|((key, seed), edits)| {
        let mut text: Vec<char> = seed.chars().collect();
        for (at, edit, character) in edits {
            let at = at.index(text.len() + 1);
            match edit {
                0 => text.insert(at, character),
                1 if at < text.len() => text[at] = character,
                _ if at < text.len() => drop(text.remove(at)),
                _ => {}
            }
        }
        (key, text.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn an_editor_and_the_program_agree_on_what_is_nearly_right((key, value) in nearly_right()) {
        agree(&file(key, &value));
    }
}
