//! What a page shows is what happens: its blocks of commands are run, one after the other.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::workbench::{DELEGATE_TOKEN, TOKEN, Workbench};

const SEED: &str = include_str!("../../fixtures/portal/boreal.yaml");

/// The program is there already, and this is its test.
const CARGO: &str = r#"cargo() {
  if [ "$1" = run ]; then
    while [ "$1" != -- ]; do shift; done
    shift
    consigne "$@"
  fi
}"#;

/// Between the output of one command and the next.
const MARK: &str = "-- next --";

/// Pages that a stranger follows in an empty directory, in English; `.fr.md` beside each has the same
/// commands.
const PAGES: [&str; 5] = [
    "docs/tutorial",
    "docs/howto",
    "docs/exit-codes",
    "docs/policy",
    "docs/json",
];

/// A command and the lines that the page shows below it.
#[derive(Debug, PartialEq)]
struct Shown {
    command: String,
    output: Vec<String>,
}

/// What the page shows in its blocks of commands, in order. A line after `> ` goes on with a command.
fn shown(page: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let blocks = page.split("```console\n").skip(1);
    for line in blocks.flat_map(|block| block.split("```").next().unwrap().lines()) {
        let last = all.last_mut();
        match (line.strip_prefix("$ "), line.strip_prefix("> "), last) {
            (Some(command), _, _) => all.push(Shown {
                command: command.to_owned(),
                output: Vec::new(),
            }),
            (None, Some(more), Some(last)) => write!(last.command, "\n{more}").unwrap(),
            (None, _, Some(last)) => last.output.push(line.to_owned()),
            (None, _, None) => panic!("output before a command: {line}"),
        }
    }
    all
}

/// Whether a line is as shown, where `...` stands for anything.
fn fits(line: &str, shown: &str) -> bool {
    let mut pieces = shown.split("...");
    let first = pieces.next().unwrap();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut open = false;
    for piece in pieces {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = rest.split_at(at + piece.len()).1;
        open = piece.is_empty();
    }
    open || rest.is_empty()
}

/// Whether all lines are as shown, where a line with nothing but `...` stands for some lines.
fn all_fit(lines: &[String], shown: &[String]) -> bool {
    let fit = |lines: &[String], shown: &[String]| {
        let mut pairs = lines.iter().zip(shown);
        lines.len() == shown.len() && pairs.all(|(line, shown)| fits(line, shown))
    };
    let Some(gap) = shown.iter().position(|line| line.trim() == "...") else {
        return fit(lines, shown);
    };
    let (before, after) = (&shown[..gap], &shown[gap + 1..]);
    lines.len() > before.len() + after.len()
        && fit(&lines[..gap], before)
        && fit(&lines[lines.len() - after.len()..], after)
}

/// Runs a page and gives what each command says, without lines that are empty.
fn played(commands: &[Shown], directory: &Path, variables: &[(&str, &str)]) -> Vec<Vec<String>> {
    let mut script = format!("exec 2>&1\n{CARGO}\n");
    for one in commands {
        writeln!(script, "{}\necho '{MARK}'", one.command).unwrap();
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_consigne"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [binary.parent().unwrap().to_owned()]
        .into_iter()
        .chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(directory)
        .env_clear()
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("LANG", "C.UTF-8")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut outputs = text.split(&format!("{MARK}\n")).collect::<Vec<_>>();
    assert_eq!(outputs.pop(), Some(""), "{text}");
    assert_eq!(outputs.len(), commands.len(), "{text}");
    let lines = |output: &str| -> Vec<String> {
        let lines = output.lines().map(str::trim_end);
        lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    outputs.into_iter().map(lines).collect()
}

/// Compares a page with what happens.
#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE=1 rewrites a page of the checkout"
)]
fn check(page: &str, directory: &Path, variables: &[(&str, &str)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let commands = shown(&text);
    assert!(commands.len() > 1, "{page}: {commands:?}");
    let outputs = played(&commands, directory, variables);
    let unlike = |one: &Shown, lines: &[String]| !all_fit(lines, &one.output);
    let all = || commands.iter().zip(&outputs);
    let wrong: Vec<_> = all().filter(|(one, lines)| unlike(one, lines)).collect();
    if !wrong.is_empty() && std::env::var_os("UPDATE").is_some() {
        let said = all().map(|(one, lines)| (one, unlike(one, lines).then_some(lines)));
        std::fs::write(&path, updated(&text, said)).unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "{page}: run `UPDATE=1 cargo test documents::` and read what changed: {wrong:#?}"
    );
}

/// The page with what was said below each command that said something else.
fn updated<'a>(
    page: &str,
    said: impl Iterator<Item = (&'a Shown, Option<&'a Vec<String>>)>,
) -> String {
    let (mut done, mut rest) = (String::new(), page);
    for (one, lines) in said {
        let prompt = format!("$ {}\n", one.command.replace('\n', "\n> "));
        let block = |output: &[String]| {
            let lines = output.iter().map(|line| format!("{line}\n"));
            prompt.clone() + &lines.collect::<String>()
        };
        let old = block(&one.output);
        let (before, after) = rest.split_once(&old).expect("no empty lines in a block");
        done.push_str(before);
        done.push_str(&match lines {
            None => old,
            Some(lines) => block(&lines.iter().map(|line| stable(line)).collect::<Vec<_>>()),
        });
        rest = after;
    }
    done + rest
}

/// What differs from run to run: the embedded portal's number, and digests.
fn stable(line: &str) -> String {
    const HOST: &str = "http://127.0.0.1:";
    if let Some((before, after)) = line.split_once(HOST) {
        return format!(
            "{before}{HOST}...{}",
            after.trim_start_matches(char::is_numeric)
        );
    }
    for label in ["Digest: ", "Empreinte\u{a0}: "] {
        if let Some((before, digest)) = line.split_once(label)
            && digest.len() == 64
        {
            return format!("{before}{label}...");
        }
    }
    line.to_owned()
}

#[test]
fn the_first_commands_of_the_readme_do_what_they_show() {
    for page in ["README.md", "README.fr.md"] {
        let bench = Workbench::new();
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        std::os::unix::fs::symlink(examples, bench.path().join("examples")).unwrap();
        let home = bench.path().to_str().unwrap();
        let variables = [("HOME", home), ("CONSIGNE_NOW", "2026-11-24T12:00:00Z")];
        check(page, bench.path(), &variables);
    }
}

#[test]
fn every_command_of_the_portals_page_does_what_it_shows() {
    let curl = Command::new("curl").arg("--version").output();
    assert!(
        curl.is_ok(),
        "curl is needed to run the commands of docs/portal.md"
    );
    for page in ["docs/portal.md", "docs/portal.fr.md"] {
        let bench = Workbench::with_portal(SEED);
        let variables = [
            ("PORTAL", bench.url()),
            ("TOKEN", TOKEN),
            ("DELEGATE", DELEGATE_TOKEN),
        ];
        check(page, bench.path(), &variables);
    }
}

/// As a stranger would, word by word, in an empty directory and in both languages.
#[test]
fn every_command_of_the_other_pages_does_what_it_shows() {
    for page in PAGES {
        for language in ["", ".fr"] {
            let bench = Workbench::new();
            let (path, home) = (bench.path().join("work"), bench.path().join("home"));
            for directory in [&path, &home] {
                std::fs::create_dir(directory).unwrap();
            }
            let variables = [
                ("HOME", home.to_str().unwrap()),
                ("CONSIGNE_NOW", "2026-11-24T12:00:00Z"),
                ("GIT_CONFIG_SYSTEM", "/dev/null"),
            ];
            check(&format!("{page}{language}.md"), &path, &variables);
        }
    }
}

#[test]
fn both_languages_show_the_same_commands() {
    for page in PAGES.into_iter().chain(["README", "docs/portal"]) {
        let commands = |language: &str| -> Vec<_> {
            let path = format!("{}/{page}{language}.md", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let commands = shown(&text).into_iter().map(|one| one.command);
            commands
                .filter(|command| command != "export CONSIGNE_LANG=fr")
                .map(|command| without_language(&command))
                .collect()
        };
        assert_eq!(commands(""), commands(".fr"), "{page}");
    }
}

/// A command without the parts by which a French page asks for French output, so that commands of
/// the two languages can be compared.
fn without_language(command: &str) -> String {
    let asking = [" --lang fr", " -H \"Accept-Language: fr\""];
    asking
        .iter()
        .fold(command.to_owned(), |rest, part| rest.replace(part, ""))
}

#[test]
fn three_dots_stand_for_anything() {
    let rows = [
        ("abc", "abc", true),
        ("abc", "ab", false),
        ("abc", "a...c", true),
        ("abc", "a...", true),
        ("abc", "...b", false),
        ("abc", "...bc", true),
        ("abc", "a...d", false),
    ];
    for (line, shown, expected) in rows {
        assert_eq!(fits(line, shown), expected, "{line} {shown}");
    }
}

/// Places that a page leads to: a file beside it, a heading, or both.
fn links(page: &str) -> Vec<(String, String)> {
    let targets = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let own = targets.filter(|target| !target.contains("://") && !target.contains(['\n', ' ']));
    own.map(|target| {
        let (file, heading) = target.split_once('#').unwrap_or((target, ""));
        (file.to_owned(), heading.to_owned())
    })
    .collect()
}

/// Headings as their links name them.
fn headings(page: &str) -> Vec<String> {
    let titles = page.lines().filter_map(|line| line.strip_prefix('#'));
    let link = |title: &str| -> String {
        let title = title.trim_start_matches('#').trim().to_lowercase();
        let kept = title
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    titles.map(link).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for (path, text) in crate::tidy::files(".md") {
        for (file, heading) in links(&text) {
            let beside = path.parent().unwrap().join(&file);
            let target = if file.is_empty() { &path } else { &beside };
            let target = root.join(target);
            let shown = path.display();
            assert!(target.exists(), "{shown}: {file} is not there");
            if !heading.is_empty() {
                let there = headings(&std::fs::read_to_string(&target).unwrap());
                assert!(there.contains(&heading), "{shown}: {file}#{heading}");
            }
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}
