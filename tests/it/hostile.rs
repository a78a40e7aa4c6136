//! Files that nobody should be hurt by: each gets its finding within bounds of time and memory.

use crate::workbench::Workbench;

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

/// A file, the code of its first finding, and where that is.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = |text: String| text.into_bytes();
    let headed = |rest: String| format!("{HEAD}{rest}").into_bytes();
    let many = |unit: &str, count: usize| unit.repeat(count);
    let weekly = |inner: String| {
        headed(format!(
            "chat: {{ hours: {{ fr: {{ weeklySchedules: [{inner}] }} }} }}\n"
        ))
    };
    let years = (2020..=2100).map(|year| year.to_string());
    let years = years.collect::<Vec<_>>().join(", ");
    let holidays = |events: &str, entry: &str, count: usize| {
        let entry = format!("{{ calendar: {entry}, availability: closed }},");
        headed(format!(
            "chat: {{ hours: {{ both: {{ specialEvents: [{events}], holidays: [{}] }} }} }}\n",
            many(&entry, count)
        ))
    };
    let bomb = format!("a: &a [{}]\n", many("{},", 1_000));
    let repeated: String = (0..20_000).map(|n| format!("b{n}: *a\n")).collect();
    vec![
        (
            "nested brackets",
            text(many("[", 100_000)),
            "too-deep 1:256",
        ),
        ("nested dashes", text(many("- ", 20_000)), "too-deep 1:65"),
        (
            "an alias bomb",
            text(bomb + &repeated),
            "too-many-aliases 67:6",
        ),
        (
            "a long scalar",
            headed(format!(
                "general: {{ resellerName: {} }}\n",
                many("x", 1_000_000)
            )),
            "too-long 3:26",
        ),
        (
            "unknown keys",
            headed((0..80_000).map(|n| format!("k{n}: 1\n")).collect()),
            "unknown-key 3:1",
        ),
        (
            "a key again and again",
            headed(many("a: 1\n", 200_000)),
            "duplicate-key 4:1",
        ),
        (
            "entries of nothing",
            weekly(many("{},", 240_000)),
            "missing-key 3:42",
        ),
        (
            "numbers for delegates",
            headed(format!("delegates: [{}]\n", many("1,", 240_000))),
            "too-many-values 3:413",
        ),
        (
            "lists for delegates",
            headed(format!("delegates: [{}]\n", many("[],", 240_000))),
            "wrong-type 3:13",
        ),
        (
            "days",
            weekly(format!("{{ name: a, days: [{}] }}", many("x,", 240_000))),
            "too-many-values 3:460",
        ),
        (
            "entries of bad days",
            weekly(many(&format!("{{ days: [{}] }},", many("x,", 199)), 1_200)),
            "missing-key 3:44",
        ),
        (
            "bad times",
            weekly(many(
                "{ name: a, days: [mon], startTime: '25:00', endTime: x },",
                15_000,
            )),
            "invalid-time 3:77",
        ),
        (
            "one name",
            weekly(many("{ name: a, days: [mon], allDay: true },", 20_000)),
            "duplicate-name 3:89",
        ),
        (
            "all holidays again and again",
            holidays("", &format!("CA-FED, years: [{years}]"), 1_800),
            "too-many-holidays 3:45",
        ),
        (
            "years again and again",
            holidays("", &format!("CA-FED, years: [{}]", many("2027,", 199)), 900),
            "duplicate-year 3:89",
        ),
        (
            "holidays that are none",
            holidays(
                "",
                &format!("CA-FED, years: [2027], except: [{}]", many("x,", 199)),
                1_100,
            ),
            "not-one-of 3:100",
        ),
        (
            "holidays beside many events",
            holidays(
                &many(
                    "{ name: a, availability: open, startDate: 2027-01-01 },",
                    18_000,
                ),
                &format!("CA-FED, years: [{years}]"),
                1,
            ),
            "duplicate-name 3:105",
        ),
        (
            "tags",
            headed(format!("delegates: [{}]\n", many("!x {},", 150_000))),
            "tag 3:16",
        ),
        (
            "a quote that never ends",
            headed(format!("general: '{}", many("\n", 1_000_000))),
            "syntax 3:10",
        ),
        (
            "one byte too many",
            text(many("#", (1 << 20) + 1)),
            "too-large 1:1",
        ),
        ("UTF-16", b"\xff\xfea\0".to_vec(), "not-utf8 1:1"),
        (
            "Windows-1252",
            headed("general: { resellerName: ".to_owned())
                .into_iter()
                .chain(*b"T\xe9l }\n")
                .collect(),
            "not-utf8 3:27",
        ),
        ("a NUL", headed("\0".to_owned()), "control-character 3:1"),
        ("nothing", Vec::new(), "empty-file 1:1"),
        (
            "several documents",
            headed("---\na: 1\n".to_owned()),
            "several-documents 3:1",
        ),
    ]
}

#[test]
fn hostile_files_get_a_finding_within_bounds() {
    let bench = Workbench::new();
    let mut wrong = Vec::new();
    for (name, bytes, finding) in hostile() {
        std::fs::File::create(bench.path().join("file.yaml"))
            .and_then(|mut file| std::io::Write::write_all(&mut file, &bytes))
            .unwrap();
        // One run for both forms, because reading a mebibyte takes a debug build seconds.
        let output = bench.bounded(&["validate", "file.yaml", "--out-json", "report.json"]);
        assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
        assert!(output.stdout.len() < 200_000, "{name}");
        let report: serde_json::Value = serde_json::from_str(&bench.read("report.json")).unwrap();
        let rows = report["diagnostics"].as_array().unwrap();
        assert!(rows.len() <= 10_000, "{name}");
        let first = &rows[0];
        let found = format!(
            "{} {}:{}",
            first["code"].as_str().unwrap(),
            first["line"],
            first["column"]
        );
        if found != finding {
            wrong.push(format!("{name}: {found}, not {finding}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn marks_and_line_ends_change_nothing() {
    let bench = Workbench::new();
    let text = format!("{HEAD}general: {{ resellerName: Télécom }}\n");
    for (name, text) in [
        ("a byte-order mark", format!("\u{feff}{text}")),
        ("CRLF", text.replace('\n', "\r\n")),
        ("no last line end", text.trim_end().to_owned()),
    ] {
        bench.write("file.yaml", &text);
        let output = bench.run(&["validate", "file.yaml"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
    }
}
