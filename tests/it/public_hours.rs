//! Hours as a web page, a calendar and a map show them to the public.

use opening_hours::OpeningHours;
use serde_json::Value;

use crate::workbench::Workbench;

const FORMATS: [&str; 4] = ["html", "ics", "schema-org", "osm"];

fn written(bench: &Workbench, flags: &[&str]) -> String {
    let output = bench.run(&[&["hours", "file.yaml"], flags].concat());
    assert_eq!(output.status.code(), Some(0), "{flags:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A bench with a file whose chat has these settings.
fn with_chat(chat: &str) -> Workbench {
    let bench = Workbench::new();
    let head = "apiVersion: consigne/v1\naccount: boreal\n";
    bench.write("file.yaml", &format!("{head}chat: {{ {chat} }}\n"));
    bench
}

fn descriptions(bench: &Workbench) -> [String; 2] {
    let graph: Value = serde_json::from_str(&written(bench, &["--format", "schema-org"])).unwrap();
    [0, 1].map(|at| {
        let point = &graph["@graph"][at];
        point["description"].as_str().unwrap().to_owned()
    })
}

#[test]
fn the_clocks_of_a_page_are_named_in_a_natural_sentence() {
    for (zone, french) in [
        ("America/Toronto", "Heures de Toronto."),
        ("America/Vancouver", "Heures de Vancouver."),
        ("America/Montreal", "Heures de Montréal."),
        ("America/St_Johns", "Heures de St. John's."),
        ("America/Halifax", "Heures d'Halifax."),
        ("America/Edmonton", "Heures d'Edmonton."),
        ("America/Argentina/Buenos_Aires", "Heures de Buenos Aires."),
        ("Europe/Paris", "Heures de Paris."),
        ("UTC", "Heures du fuseau UTC."),
        ("Canada/Eastern", "Heures du fuseau Canada/Eastern."),
    ] {
        let bench = with_chat(&format!("timeZone: {zone}"));
        let english = format!("Times are in {zone}.");
        assert_eq!(
            descriptions(&bench),
            [french, &english].map(str::to_owned),
            "{zone}"
        );
        for (language, sentence) in [("fr", french), ("en", &english)] {
            let page = written(&bench, &["--format", "html", "--lang", language]);
            let sentence = sentence.replace('\'', "&#39;");
            let page = page.replace("&#x27;", "&#39;").replace('\'', "&#39;");
            assert!(page.contains(&format!("<p>{sentence}</p>")), "{page}");
        }
    }
}

#[test]
fn without_a_zone_nothing_is_said_of_one() {
    let hours = r#"hours: { both: { weekendHours: { days: [sun], startTime: "10:00", endTime: "16:00" } } }"#;
    let bench = with_chat(hours);
    for language in ["fr", "en"] {
        for format in FORMATS {
            let text = written(&bench, &["--format", format, "--lang", language]);
            let text = text.to_lowercase();
            for word in [
                "zone",
                "fuseau",
                "utc",
                "clock",
                "horloge",
                "tzid",
                "heures de ",
                "times are",
            ] {
                // The stylesheet and the account's calendar have words of their own.
                let text = text.replace("heures de clavardage", "");
                assert!(
                    !text.contains(word),
                    "{format} in {language}: {word}\n{text}"
                );
            }
        }
    }
    let graph: Value = serde_json::from_str(&written(&bench, &["--format", "schema-org"])).unwrap();
    assert_eq!(graph["@graph"][0].get("description"), None);
}

/// Assumptions are for whoever makes the page.
#[test]
fn what_a_page_assumes_is_on_standard_error() {
    let bench = with_chat("hours: { fr: { weekendHours: { days: [] } } }");
    let output = bench.run(&["hours", "file.yaml", "--format", "html"]);
    let (page, notes) = [output.stdout, output.stderr]
        .map(|text| String::from_utf8(text).unwrap())
        .into();
    assert!(!page.contains("Assumed"), "{page}");
    assert!(
        notes.contains("Assumed: the file sets no time zone"),
        "{notes}"
    );
    assert!(notes.contains("chat.hours.en"), "{notes}");
}

#[test]
fn round_the_clock_is_written_as_evaluators_read_it() {
    let always = "workingHours: { days: all, allDay: true, lunchBreak: { enabled: false } }";
    let closed = "{ name: Noël, availability: closed, startDate: 2026-12-25 }";
    for (both, value) in [
        (always.to_owned(), "24/7"),
        (
            format!("{always}, specialEvents: [{closed}]"),
            "Mo-Su 00:00-24:00; 2026 Dec 25 off",
        ),
        // An event in the past leaves no rule behind.
        (
            format!(
                "{always}, specialEvents: [{{ name: Noël, availability: closed, startDate: 2020-12-25 }}]"
            ),
            "24/7",
        ),
        (
            format!(
                "{always}, specialEvents: [{closed}, {{ name: Ouvert, availability: open, startDate: 2026-12-27 }}]"
            ),
            "Mo-Su 00:00-24:00; 2026 Dec 25 off",
        ),
        ("workingHours: { days: [] }".to_owned(), "off"),
        (
            format!(
                "workingHours: {{ days: [] }}, specialEvents: [{}]",
                closed.replace("closed", "open")
            ),
            "2026 Dec 25 00:00-24:00",
        ),
    ] {
        let bench = with_chat(&format!(
            "timeZone: America/Toronto, hours: {{ both: {{ {both} }} }}"
        ));
        let text = written(&bench, &["--format", "osm", "--language", "fr"]);
        assert_eq!(text.trim_end(), value);
        assert!(text.trim_end().parse::<OpeningHours>().is_ok(), "{text}");
    }
}
