//! Reports for pipelines: each finding at its place, one language or two, and a step's summary.

use serde_json::Value;

use crate::runner::command;
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "accounts: [{ account: boreal, can: QC1, softwareDeployed: true }]";
const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

/// A finding on a line whose letters are longer in bytes than in characters, below an emoji.
fn with_an_odd_line() -> Workbench {
    let bench = Workbench::new();
    let yaml = format!("{HEAD}# 🎉 Québec\ngeneral: {{ resellerName: \"é🎉é\", spdi: x }}\n");
    std::fs::create_dir(bench.path().join("a b")).unwrap();
    bench.write("a b/é.yaml", &yaml);
    bench
}

fn told(bench: &Workbench, arguments: &[&str]) -> String {
    String::from_utf8(bench.run(arguments).stdout).unwrap()
}

#[test]
fn a_finding_is_at_its_characters_in_every_form() {
    let bench = with_an_odd_line();
    let form = |form| told(&bench, &["validate", "./a b", "--format", form]);
    let place = |value: &Value, names: [&str; 4]| names.map(|name| value[name].as_u64().unwrap());
    let json: Value = serde_json::from_str(&form("json")).unwrap();
    let expected = [4, 33, 4, 37];
    let names = ["line", "column", "endLine", "endColumn"];
    assert_eq!(place(&json["diagnostics"][0], names), expected);

    let sarif: Value = serde_json::from_str(&form("sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let location = &run["results"][0]["locations"][0]["physicalLocation"];
    let names = ["startLine", "startColumn", "endLine", "endColumn"];
    assert_eq!(place(&location["region"], names), expected);
    assert_eq!(location["artifactLocation"]["uri"], "a%20b/%C3%A9.yaml");

    let command = command(form("github").lines().next().unwrap()).unwrap();
    let names = ["line", "col", "endLine", "endColumn"];
    let found = names.map(|name| command.properties[name].parse::<u64>().unwrap());
    assert_eq!(found, expected);
    assert_eq!(command.properties["file"], "a b/é.yaml");
    assert_eq!(command.properties["title"], "unknown-key");

    let gitlab: Value = serde_json::from_str(&form("gitlab")).unwrap();
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], 4);
    assert_eq!(gitlab[0]["location"]["path"], "a b/é.yaml");
    assert!(
        form("markdown").contains("`./a b/é.yaml:4:33`"),
        "{}",
        form("markdown")
    );
}

/// A job may work in a directory of the repository, and a forge counts from its root.
#[test]
fn paths_are_seen_from_the_root_of_the_repository() {
    let bench = with_an_odd_line();
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        let mut command = bench.command(&["validate", "é.yaml", "--format", "gitlab"]);
        command.current_dir(bench.path().join("a b"));
        let output = command.env(variable, bench.path()).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report[0]["location"]["path"], "a b/é.yaml", "{variable}");
    }
}

#[test]
fn valid_files_are_told_as_well() {
    let bench = Workbench::new();
    bench.write("a.yaml", HEAD);
    bench.write("b.yaml", "apiVersion: consigne/v1\naccount: austral\n");
    let form = |form| told(&bench, &["validate", ".", "--format", form]);
    assert_eq!(form("github"), "");
    assert_eq!(form("gitlab"), "[]\n");
    assert!(form("markdown").starts_with("**2 files checked: no error, no warning**\n"));
    assert!(form("html").contains("<h1>2 files checked: no error, no warning</h1>"));
    let xml = form("junit");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let cases = document
        .descendants()
        .filter(|node| node.has_tag_name("testcase"));
    let names: Vec<_> = cases
        .map(|case| case.attribute("name").unwrap().to_owned())
        .collect();
    assert_eq!(names, ["./a.yaml", "./b.yaml"]);
}

/// What only people read may be in both languages; programs get one.
#[test]
fn two_languages_are_for_people() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &format!("{HEAD}general: {{ resellerName: x }}\n"));
    for arguments in [
        &["validate", "a.yaml"][..],
        &["plan", "a.yaml"],
        &["drift", "a.yaml"],
    ] {
        for (form, allowed) in [
            ("text", false),
            ("json", false),
            ("markdown", true),
            ("html", true),
            ("sarif", false),
            ("github", false),
            ("gitlab", false),
            ("junit", false),
        ] {
            let more = ["--lang", "fr,en", "--format", form];
            let output = bench.run_whole(TOKEN, &[arguments, &more].concat());
            let exit = output.status.code().unwrap();
            assert_eq!(exit == 64, !allowed, "{arguments:?} {form}: {output:?}");
        }
    }
    let (exit, _) = bench.run_as(TOKEN, &["whoami", "--lang", "fr,en"]);
    assert_eq!(exit, 64);
    let comment = ["plan", "a.yaml", "--lang", "en,fr", "--format", "markdown"];
    let (_, comment) = bench.run_as(TOKEN, &comment);
    let (en, fr) = comment.split_once("\n---\n").unwrap();
    assert!(en.starts_with("**`boreal`: changes to apply**"), "{en}");
    assert!(
        fr.contains("**`boreal`\u{a0}: modifications à appliquer**"),
        "{fr}"
    );
    assert!(
        comment.ends_with("\n<!-- consigne:plan:boreal -->\n"),
        "{comment}"
    );
}

/// Messages of refusals are in the language of the part they stand in.
#[test]
fn each_language_has_its_own_messages() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &format!("{HEAD}general: {{ can: QC2 }}\n"));
    let comment = ["plan", "a.yaml", "--lang", "fr,en", "--format", "markdown"];
    let (exit, comment) = bench.run_as(TOKEN, &comment);
    assert_eq!(exit, 3);
    let (fr, en) = comment.split_once("\n---\n").unwrap();
    assert!(
        en.contains("cannot be edited") && !fr.contains("cannot be edited"),
        "{comment}"
    );
    assert!(fr.contains("refusé") && !en.contains("refusé"), "{comment}");
}

#[test]
fn a_summary_is_appended_where_the_runner_says() {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", &format!("{HEAD}general: {{ resellerName: x }}\n"));
    let plan = ["plan", "a.yaml", "--step-summary"];
    let output = bench.run_whole(TOKEN, &plan);
    assert_eq!(output.status.code(), Some(64), "{output:?}");
    bench.write("summary.md", "# Before\n");
    let path = bench.path().join("summary.md");
    for _ in 0..2 {
        let output = bench.run_with("GITHUB_STEP_SUMMARY", path.to_str().unwrap(), TOKEN, &plan);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            text.contains("Digest: ") && !text.contains("<!--"),
            "{text}"
        );
    }
    let summary = bench.read("summary.md");
    assert!(
        summary.starts_with("# Before\n**`boreal`: changes to apply**"),
        "{summary}"
    );
    assert_eq!(summary.matches("<!-- consigne:plan:boreal -->").count(), 2);
}

/// A comment is told what became of the plan, and a page of a saved plan has its week.
#[test]
fn apply_and_show_have_the_forms_too() {
    let bench = Workbench::with_portal(SEED);
    let yaml = "chat: { hours: { fr: { weekendHours: { days: [] } } } }\n";
    bench.write("a.yaml", &format!("{HEAD}{yaml}"));
    let saved = ["plan", "a.yaml", "--out", "plan.json"];
    let (exit, planned) = bench.run_as(TOKEN, &saved);
    assert_eq!(exit, 0, "{planned}");
    let page = told(
        &bench,
        &["show", "plan.json", "--format", "html", "--lang", "fr,en"],
    );
    assert_eq!(page.matches("<svg").count() % 2, 0, "{page}");
    let apply = ["apply", "--plan", "plan.json", "--format", "junit"];
    let (exit, xml) = bench.run_as(TOKEN, &apply);
    assert_eq!(exit, 0, "{xml}");
    assert!(
        xml.contains("<testsuite name=\"apply\" tests=\"1\""),
        "{xml}"
    );
    let again = ["plan", "a.yaml", "--format", "markdown", "--skip-unchanged"];
    assert_eq!(bench.run_as(TOKEN, &again), (0, String::new()));
}
