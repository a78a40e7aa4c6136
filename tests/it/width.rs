//! Text within the width of a terminal: nothing is cut, nothing is lost, and files get whole lines.

use crate::workbench::Workbench;

const EXAMPLE: &str = include_str!("../../examples/boreal/reseller.yaml");

fn bench() -> Workbench {
    let bench = Workbench::new();
    bench.write("boreal.yaml", EXAMPLE);
    bench.write("old.yaml", &EXAMPLE.replace("\"16:00\"", "\"20:00\""));
    let faulty = EXAMPLE.replace("America/Toronto", "America/Torronto");
    bench.write("faulty.yaml", &faulty);
    bench.write("part.yaml", "apiVersion: consigne/v1\naccount: boreal\nchat: { hours: { fr: { weekendHours: { days: [] } } } }\n");
    // The first run creates the account and says so.
    printed(
        &bench,
        &["plan", "boreal.yaml", "--portal", "embedded"],
        None,
    );
    bench
}

/// Standard output and standard error, with and without `COLUMNS`.
fn printed(bench: &Workbench, arguments: &[&str], columns: Option<&str>) -> String {
    let mut command = bench.command(arguments);
    command.envs(columns.map(|columns| ("COLUMNS", columns)));
    let output = command.output().unwrap();
    [output.stdout, output.stderr]
        .map(|text| String::from_utf8(text).unwrap())
        .concat()
}

/// What stays whole, however long it is: text between backticks, the name in a path, a digest.
fn is_whole(line: &str) -> bool {
    let line = line.trim();
    let digest = line.rsplit([' ', '\u{a0}']).next().unwrap();
    !line.contains(' ')
        || (line.starts_with('`') && line.matches('`').count() == 2)
        || line.contains("[\"")
        || digest.len() == 64
}

/// Lines of a file in a snippet, the marks below them, and the place above.
fn is_of_a_snippet(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.trim_start().starts_with('|') || line.starts_with("--> ")
}

const COMMANDS: [&[&str]; 7] = [
    &["validate", "boreal.yaml", "faulty.yaml"],
    &["plan", "boreal.yaml", "--portal", "embedded"],
    &["review", "old.yaml", "boreal.yaml"],
    &["hours", "boreal.yaml"],
    &["hours", "part.yaml"],
    &[
        "hours",
        "boreal.yaml",
        "--at",
        "2026-12-24T14:00",
        "--explain",
    ],
    &["plan", "boreal.yaml"],
];

#[test]
fn lines_fit_the_terminal_and_lose_no_word() {
    let bench = bench();
    for command in COMMANDS {
        for language in ["en", "fr"] {
            let arguments = [command, &["--lang", language]].concat();
            let whole = printed(&bench, &arguments, Some("100000"));
            for columns in [60, 80, 40] {
                let text = printed(&bench, &arguments, Some(&columns.to_string()));
                let others = text.lines().filter(|line| !is_of_a_snippet(line));
                for line in others.filter(|line| !is_whole(line)) {
                    assert!(line.chars().count() <= columns, "{columns}: {line}");
                }
                // Hours are laid out for their width, not wrapped.
                if command[0] != "hours" {
                    let words = |text: &str| -> Vec<String> {
                        text.split_whitespace().map(masked).collect()
                    };
                    assert_eq!(words(&text), words(&whole), "{arguments:?} in {columns}");
                }
            }
        }
    }
}

/// The port of the embedded portal is another one in each run.
fn masked(word: &str) -> String {
    match word.find("127.0.0.1:") {
        Some(at) => word[..at].to_owned(),
        None => word.to_owned(),
    }
}

#[test]
fn a_file_or_a_program_gets_whole_lines() {
    let bench = bench();
    let arguments = ["review", "old.yaml", "part.yaml"];
    let whole = printed(&bench, &arguments, Some("100000"));
    assert!(whole.lines().any(|line| line.chars().count() > 100));
    for columns in [None, Some(""), Some("0"), Some("-1"), Some("wide")] {
        assert_eq!(printed(&bench, &arguments, columns), whole, "{columns:?}");
    }
    // JSON is never wrapped.
    let json = ["review", "old.yaml", "boreal.yaml", "--format", "json"];
    let narrow = printed(&bench, &json, Some("40"));
    assert_eq!(narrow, printed(&bench, &json, None));
}

#[test]
fn what_people_copy_stays_whole() {
    let bench = bench();
    let narrow = printed(&bench, &["plan", "boreal.yaml"], Some("30"));
    for whole in ["`--portal embedded`", "`CONSIGNE_PORTAL`"] {
        assert!(narrow.contains(whole), "{narrow}");
    }
    let plan = ["plan", "boreal.yaml", "--portal", "embedded"];
    let narrow = printed(&bench, &plan, Some("70"));
    let last = narrow.lines().find(|line| line.starts_with("Digest: "));
    assert_eq!(last.unwrap().len(), "Digest: ".len() + 64, "{narrow}");
    let path = "chat.hours.fr.specialEvents[\"Journée nationale des patriotes 2027\"]";
    assert!(narrow.contains(path), "{narrow}");
}

#[test]
fn a_week_fits_sixty_columns_without_a_terminal() {
    let bench = bench();
    for file in ["boreal.yaml", "part.yaml", "old.yaml"] {
        for language in ["en", "fr"] {
            let week = printed(&bench, &["hours", file, "--lang", language], None);
            for line in week.lines() {
                assert!(line.chars().count() <= 60, "{language}: {line}");
            }
        }
    }
    insta::assert_snapshot!(printed(&bench, &["hours", "boreal.yaml"], None), @r"
    boreal: ordinary week, America/Toronto

    French: 46 h 30 a week
         0  3  6  9  12 15 18 21 24
    Mon  ········▐███·████·······  08:30–12:00 13:00–17:00
    Tue  ········▐███·████·······  08:30–12:00 13:00–17:00
    Wed  ········▐███·████·······  08:30–12:00 13:00–17:00
    Thu  ········▐███·████·███···  08:30–12:00 13:00–17:00
                                   18:00–21:00
    Fri  ········▐███·████·······  08:30–12:00 13:00–17:00
    Sat  ··········██████········  10:00–16:00
    Sun  ························  closed

    English: 41 h 00 a week
         0  3  6  9  12 15 18 21 24
    Mon  ·········███████········  09:00–16:00
    Tue  ·········███████········  09:00–16:00
    Wed  ·········███████········  09:00–16:00
    Thu  ·········███████········  09:00–16:00
    Fri  ·········███████········  09:00–16:00
    Sat  ··········██████········  10:00–16:00
    Sun  ························  closed

    █ open   ▌▐ half an hour   ▒ partly   · closed

    Exceptions until Mon 2027-01-18
      Temps des fêtes  boreal.yaml:44
      - fewer hours, Thu 2026-12-24, fr: 08:30–12:00
      - fewer hours, Thu 2026-12-24, en: 09:00–12:00
      - fewer hours, Fri 2026-12-25 – Sun 2027-01-03,
        fr en: closed
    16 more events after that, the first on Fri 2027-03-26
    ");
}

#[test]
fn a_narrower_terminal_still_gets_the_week() {
    let week = printed(&bench(), &["hours", "boreal.yaml"], Some("44"));
    insta::assert_snapshot!(week.lines().take(10).collect::<Vec<_>>().join("\n"), @r"
    boreal: ordinary week, America/Toronto

    French: 46 h 30 a week
         0  3  6  9  12 15 18 21 24
    Mon  ········▐███·████·······  08:30–12:00
                                   13:00–17:00
    Tue  ········▐███·████·······  08:30–12:00
                                   13:00–17:00
    Wed  ········▐███·████·······  08:30–12:00
                                   13:00–17:00
    ");
}
