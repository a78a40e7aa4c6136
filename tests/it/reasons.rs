//! Reasons of the system and of libraries, which French reports say in French.

use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\n";

/// What standard error says, in a language.
fn errors(bench: &Workbench, arguments: &[&str], language: &str) -> String {
    let mut command = bench.command(&[arguments, &["--lang", language]].concat());
    let output = command.env("CONSIGNE_TOKEN", TOKEN).output().unwrap();
    assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn each_language_says_why_the_system_refused() {
    let bench = Workbench::new();
    bench.write("a.yaml", FILE);
    std::fs::create_dir(bench.path().join("directory")).unwrap();
    let portal = "http://127.0.0.1:1";
    let rows: [(&[&str], &str, &str); 7] = [
        (
            &["validate", "missing.yaml"],
            "No such file or directory (os error 2)",
            "missing.yaml\u{a0}: fichier ou répertoire introuvable",
        ),
        (
            &["show", "directory"],
            "Is a directory (os error 21)",
            "directory\u{a0}: c'est un répertoire",
        ),
        (
            &["validate", "a.yaml", "--out-json", "none/out.json"],
            "No such file or directory (os error 2)",
            "fichier ou répertoire introuvable",
        ),
        (
            &["validate", "a.yaml/b.yaml"],
            "Not a directory (os error 20)",
            "une partie du chemin n'est pas un répertoire",
        ),
        (
            &["plan", "a.yaml", "--portal", portal],
            "could not reach the portal: Connection refused (os error 111)",
            "impossible de joindre le portail\u{a0}: connexion refusée",
        ),
        (
            &["plan", "a.yaml", "--portal", "https://portal.invalid"],
            "failed to lookup address information",
            "le nom de l'hôte est introuvable",
        ),
        (
            &["whoami", "--portal", portal, "--token-file", "missing"],
            "missing",
            "missing",
        ),
    ];
    for (arguments, english, french) in rows {
        let text = errors(&bench, arguments, "en");
        assert!(text.contains(english), "{arguments:?}: {text}");
        let text = errors(&bench, arguments, "fr");
        assert!(text.contains(french), "{arguments:?}: {text}");
        for word in [
            "os error", "No such", "refused", "cannot", "failed", "error:", "help:",
        ] {
            assert!(!text.contains(word), "{arguments:?}: {text}");
        }
    }
}

#[test]
fn a_full_disk_is_named_in_both_languages() {
    let bench = Workbench::new();
    bench.write("a.yaml", FILE);
    for (language, reason) in [
        ("en", "No space left on device (os error 28)"),
        (
            "fr",
            "erreur\u{a0}: écriture de la sortie impossible\u{a0}: il n'y a plus d'espace sur le disque",
        ),
    ] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = bench.command(&["hours", "a.yaml", "--lang", language]);
        let output = command.stdout(full).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(reason), "{text}");
    }
}

/// The labels of French reports part the colon, and none is in English.
#[test]
fn labels_of_french_reports_are_french() {
    let bench = Workbench::with_portal("accounts: [{ account: boreal }]");
    bench.write(
        "a.yaml",
        &format!("{FILE}general: {{ resellerName: Boréal }}\n"),
    );
    let (exit, text) = bench.run_as(TOKEN, &["plan", "a.yaml", "--lang", "fr"]);
    assert_eq!(exit, 0);
    assert!(
        text.starts_with("boreal\u{a0}: modifications à appliquer\n"),
        "{text}"
    );
    let last = text.lines().last().unwrap();
    let digest = last.strip_prefix("Empreinte\u{a0}: ").unwrap();
    assert_eq!(digest.len(), 64, "{text}");
    for format in ["markdown", "html", "github"] {
        let (_, text) = bench.run_as(
            TOKEN,
            &["plan", "a.yaml", "--lang", "fr", "--format", format],
        );
        assert!(text.contains("Empreinte\u{a0}:"), "{text}");
        assert!(
            !text.contains("Digest") && !text.contains("boreal: "),
            "{text}"
        );
    }
    let applied = |name: &str| {
        let file = format!("{FILE}general: {{ resellerName: {name} }}\n");
        bench.write("a.yaml", &file);
        let arguments = ["apply", "a.yaml", "--auto-approve", "--lang", "fr"];
        String::from_utf8(bench.run_whole(TOKEN, &arguments).stderr).unwrap()
    };
    let text = applied("Austral");
    assert!(
        text.contains("1 modification appliquée en 1 écriture, relue, à jour"),
        "{text}"
    );
    bench.write(
        "bad.yaml",
        &format!("{FILE}general: {{ resellerName: 7 }}\n"),
    );
    let text = errors(&bench, &["validate", "bad.yaml"], "fr");
    assert!(!text.contains("aide: ") && !text.contains("]: "), "{text}");
}
