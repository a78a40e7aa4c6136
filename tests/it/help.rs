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
            "Servir jusqu'à une interruption",
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
    insta::assert_snapshot!(text.lines().take(18).collect::<Vec<_>>().join("\n"), @r"
    Dire si le portail a toujours ce que disent les fichiers. Rien n'est écrit

    Usage: consigne drift [OPTIONS] <PATH>...

    Arguments:
      <PATH>...  Un fichier, un répertoire qui contient des fichiers *.yaml et *.yml, ou - pour l'entrée
                 standard

    Options:
          --lang <fr|en>         Langue de tout ce que lisent les personnes ; Markdown et HTML acceptent
                                 aussi `fr,en` [variable : CONSIGNE_LANG]
          --max-files <N>        Fichiers qu'une exécution lit au plus [variable : CONSIGNE_MAX_FILES]
                                 [défaut : 1000]
          --portal <URL>         Adresse du portail, ou `embedded` pour un portail dans ce processus
                                 [variable : CONSIGNE_PORTAL]
          --token-file <FILE>    Fichier avec le jeton sur une ligne ; sans cela, il vient de
                                 CONSIGNE_TOKEN [variable : CONSIGNE_TOKEN_FILE]
          --ca-file <FILE>       Un certificat racine de plus, en PEM [variable : CONSIGNE_CA_FILE]
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
