//! What people look up: groups and examples of the help, completions, and pages of the manual.

use crate::workbench::Workbench;

fn text(arguments: &[&str]) -> String {
    let output = Workbench::new().run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn help_is_in_groups_and_ends_with_examples() {
    for (language, groups, examples) in [
        (
            "en",
            ["Portal:", "Plan:", "Findings:", "Output:"],
            "Examples:\n  consigne plan ",
        ),
        (
            "fr",
            ["Portail:", "Plan:", "Constats:", "Sortie:"],
            "Exemples\u{a0}:\n  consigne plan ",
        ),
    ] {
        let help = text(&["plan", "--help", "--lang", language]);
        for group in groups {
            assert!(help.contains(&format!("\n{group}\n")), "{group}: {help}");
        }
        assert!(help.contains(examples), "{help}");
        for word in ["login-change", "lose-hours", "bulk-delete"] {
            assert!(help.contains(word), "{word}: {help}");
        }
    }
    let hours = text(&["hours", "--help"]);
    assert!(
        !hours.contains("--language"),
        "one option, one name: {hours}"
    );
}

#[test]
fn completions_offer_values_and_nothing_hidden() {
    for shell in ["bash", "zsh", "fish"] {
        let script = text(&["completions", shell]);
        assert!(
            !script.contains("--now") && !script.contains("-l now"),
            "{shell}"
        );
        for value in ["login-change", "working-hours-on-weekend"] {
            assert!(script.contains(value), "{shell}: {value}");
        }
    }
    let bash = text(&["completions", "bash"]);
    let (_, window) = bash.split_once("--window)").unwrap();
    let (window, _) = window.split_once(";;").unwrap();
    assert!(!window.contains("compgen -f"), "{window}");
}

#[test]
fn pages_of_the_manual_have_every_section() {
    for (language, sections) in [
        ("en", ["EXIT STATUS", "ENVIRONMENT", "EXAMPLES"]),
        ("fr", ["CODES DE SORTIE", "ENVIRONNEMENT", "EXEMPLES"]),
    ] {
        let page = text(&["man", "plan", "--lang", language]);
        for section in sections {
            assert!(
                page.contains(&format!(".SH \"{section}\""))
                    || page.contains(&format!(".SH {section}")),
                "{page}"
            );
        }
        assert!(page.contains("CONSIGNE_PORTAL"), "{page}");
    }
    let bench = Workbench::new();
    assert_eq!(
        bench.run(&["man", "--out-dir", "man"]).status.code(),
        Some(0)
    );
    let pages = std::fs::read_dir(bench.path().join("man")).unwrap();
    let names = pages.map(|page| page.unwrap().file_name().into_string().unwrap());
    let names: Vec<_> = names.collect();
    assert!(
        names.iter().any(|name| name == "consigne-portal-serve.1"),
        "{names:?}"
    );
    assert!(!names.iter().any(|name| name.contains("help")), "{names:?}");
}
