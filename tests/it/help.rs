//! Help in the language of the run, wherever that is said.

use crate::workbench::Workbench;

#[test]
fn help_follows_the_language() {
    let (fr, en) = ("Montrer ce qui changerait", "Show what would change");
    let rows: &[(&[&str], &str, &str, &str)] = &[
        (&["plan", "--help"], "", "", en),
        (&["--lang", "fr", "plan", "--help"], "", "", fr),
        (&["plan", "--help", "--lang", "fr"], "", "", fr),
        (&["plan", "--lang=fr", "-h"], "", "", fr),
        (&["plan", "-h"], "CONSIGNE_LANG", "fr", fr),
        (&["plan", "-h"], "CONSIGNE_LANG", "fr,en", fr),
        (&["plan", "-h"], "LANG", "fr_CA.UTF-8", fr),
        (&["plan", "-h"], "LANG", "de_DE.UTF-8", en),
        (&["plan", "-h", "--lang", "en"], "LANG", "fr_CA.UTF-8", en),
        (&["help", "plan"], "LANG", "fr_CA.UTF-8", fr),
        (&["--help"], "LANG", "fr_CA.UTF-8", fr),
        (
            &["help", "portal", "serve"],
            "LANG",
            "fr_CA.UTF-8",
            "Servir le portail jusqu'à une interruption",
        ),
        (
            &["man", "plan"],
            "LANG",
            "fr_CA.UTF-8",
            "Montrer ce qui changerait",
        ),
        (&["completions", "fish"], "LANG", "fr_CA.UTF-8", fr),
    ];
    let bench = Workbench::new();
    for (arguments, variable, value, expected) in rows {
        let mut command = bench.command(arguments);
        if !variable.is_empty() {
            command.env(variable, value);
        }
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(text.contains(expected), "{arguments:?} {value}: {text}");
    }
}

#[test]
fn what_clap_would_add_in_english_is_said_in_french() {
    let output = Workbench::new().run(&["--lang", "fr", "drift", "-h"]);
    let text = String::from_utf8(output.stdout).unwrap();
    insta::assert_snapshot!(text.lines().take(21).collect::<Vec<_>>().join("\n"), @r"
    Signaler si le portail correspond toujours aux fichiers, sans rien y écrire

    Usage: consigne drift [OPTIONS] [CHEMIN]...

    Arguments:
      [CHEMIN]...  Fichier, répertoire qui contient des fichiers *.yaml et *.yml, ou `-` pour l'entrée
                   standard

    Options:
          --lang <fr|en>      Choisir la langue de tout ce qui s'adresse aux personnes; Markdown et HTML
                              acceptent aussi `fr,en` [variable : CONSIGNE_LANG] [valeurs possibles :
                              fr, en]
      -q, --quiet             N'afficher aucune progression [variable : CONSIGNE_QUIET]
          --allow-core-dumps  Permettre les vidages mémoire et les débogueurs, qui peuvent voir les
                              jetons et les mots de passe [variable : CONSIGNE_ALLOW_CORE_DUMPS]

    Fichiers:
          --max-files <N>           Nombre maximal de fichiers lus en une exécution [variable :
                                    CONSIGNE_MAX_FILES] [par défaut : 1000]
          --follow-links            Suivre les liens symboliques hors de leur répertoire [variable :
                                    CONSIGNE_FOLLOW_LINKS]
    ");
    for english in [
        "[env:",
        "[default:",
        "[possible values:",
        "Print help",
        "Commands:",
    ] {
        assert!(!text.contains(english), "{english}: {text}");
    }
}

#[test]
fn wrong_usage_is_reported_in_french() {
    let rows: &[(&[&str], &str)] = &[
        (&["plna"], "cette commande n'existe pas\u{a0}: plna"),
        (&["plna"], "vouliez-vous dire\u{a0}: "),
        (
            &["plan", "--strit", "x"],
            "cette option n'existe pas\u{a0}: --strit",
        ),
        (&["plan"], "il manque\u{a0}: <CHEMIN>..."),
        (
            &["plan", "--format", "jsn", "x"],
            "vouliez-vous dire\u{a0}: json",
        ),
        (&["plan", "--format", "a\u{1b}[2J", "x"], "a\\u{1b}[2J"),
        (
            &["plan", "--window", "2026", "x"],
            "deux dates, par exemple",
        ),
        (
            &["plan", "--window", "2026-02-02..2026-02-01", "x"],
            "n'est pas après",
        ),
        (
            &["plan", "--deny", "L99", "x"],
            "ce code n'existe pas; docs/findings.fr.md les énumère",
        ),
        (
            &["plan", "--allow", "loose", "x"],
            "login-change, spid-change",
        ),
        (
            &["plan", "--max-files", "z", "x"],
            "valeur incorrecte\u{a0}: --max-files <N>; z",
        ),
        (&["watch", "d", "--interval", "0s"], "de 1s à "),
        (&["portal"], "il manque une commande"),
        (
            &["apply", "--plan", "p", "--auto-approve"],
            "ne vont pas ensemble",
        ),
        (
            &["review", "--base=-x", "a"],
            "une révision, par exemple main",
        ),
    ];
    let bench = Workbench::new();
    for (arguments, expected) in rows {
        let output = bench.command(arguments).env("CONSIGNE_LANG", "fr").output();
        let output = output.unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(64), "{arguments:?}: {text}");
        assert!(text.starts_with("erreur : "), "{arguments:?}: {text}");
        assert!(text.contains(expected), "{arguments:?}: {text}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
