//! `consigne explain` as people and machines see it, and the reference that is made by it.

use crate::workbench::Workbench;

fn explain(arguments: &[&str]) -> (i32, String, String) {
    let arguments = [&["explain"], arguments].concat();
    let output = Workbench::new().run(&arguments);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn told(arguments: &[&str]) -> String {
    let (exit, text, rest) = explain(arguments);
    assert_eq!((exit, rest.as_str()), (0, ""), "{arguments:?}");
    text
}

#[test]
fn a_guard_in_english() {
    insta::assert_snapshot!(told(&["general.can"]), @r"
    general.can - billing code (CAN)
      The code of the account's billing account (Customer Account Number). The portal assigns it when
      the account is created, and it never changes. The file may only assert it, so that a file can
      never be applied to the wrong account.
      Type: text
      Left out: not compared
      Change: guard (compared with the portal, never written)
      Limits: 1 to 32 letters and digits; case matters. If it differs, the plan is refused (exit 3).
      Example: can: QC104233
      See also: guards, billing
      The help page, « Facturation CAN »:
        « Il est automatiquement attribué à votre compte au moment de sa création. »
        « Le code CAN ne peut être modifié. »
    ");
}

#[test]
fn a_reading_in_french() {
    insta::assert_snapshot!(told(&["chat.hours.fr.workingHours.lunchBreak", "--lang", "fr"]), @r#"
    chat.hours.*.workingHours.lunchBreak - Pause-repas
      Le temps retranché des heures de travail. Cocher la case la crée; enabled: false la décoche et la
      supprime avec ses heures.
      Type : des clés sous celle-ci
      Sans la clé : non géré (le portail garde sa valeur)
      Modification : géré (écrit dans le portail quand il diffère)
      Limites : startTime et endTime sont obligatoires, sauf avec enabled: false. allDay n'existe pas
      ici. Un plan mentionne une pause-repas qui existe sur le portail et que le fichier ne gère pas.
      Notre lecture : La page décrit la case dans toute page d'horaire hebdomadaire et de nouveau sous
      « Heures de travail ». Selon notre lecture, elle est celle des heures de travail seulement : elle
      n'interrompt ni les horaires personnalisés ni le weekend.
      Exemple : lunchBreak: { startTime: "12:00", endTime: "13:00" }
      Exemple : lunchBreak: { enabled: false }
      Clés : enabled, days, startTime, endTime
      Voir aussi : lunch-break-of-working-hours, priority
      La page d'aide, « Heures » :
        « Pour créer un horaire de clavardage distinct pour la pause-repas, cochez la case Ajouter un
        horaire pour la pause-repas. »
        « Le système créera automatiquement un horaire de repas à la section Horaires de clavardage
        hebdomadaires. »
    "#);
}

#[test]
fn a_key_of_several_places() {
    insta::assert_snapshot!(told(&["enabled"]), @r"
    chat.enabled - chat switch
      Whether customers are offered chat. It is off when an account is created.
      Type: true or false
      Left out: not managed (the portal keeps its value)
      Change: managed (written to the portal when it differs)
      Limits: The plan is refused if it enables chat before the system administrator has deployed its
      software. Switching chat off requires `--allow chat-off`.
      Example: enabled: true
      See also: chat-off
      The help page, « Clavardage »:
        « La fonction de clavardage est désactivée par défaut lors de la création de votre compte. »
        « Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système. »

    chat.hours.*.workingHours.lunchBreak.enabled - lunch break box
      The box itself. false unticks it.
      Type: true or false
      Left out: same as true
      Change: managed (written to the portal when it differs)
      Limits: false cannot be combined with other keys.
      Example: enabled: false
      The help page, « Créer un horaire pour la pause-repas »:
        « Cochez la case Ajouter horaire pour la pause-repas. »
        « Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires
        hebdomadaires. »
    ");
}

#[test]
fn a_topic_in_french() {
    insta::assert_snapshot!(told(&["oublié", "--lang", "fr"]), @r"
    forgotten-password - « Oublié? »
      Un mot de passe perdu se demande à la page de connexion du portail, qui envoie les codes d'accès à
      administrator.email. Quiconque change cette adresse prend donc le compte, et ce changement exige
      `--allow login-change`.
      La page d'aide, « Modifier votre mot de passe » :
        « Si vous avez perdu votre mot de passe, allez à la page de connexion du portail Web et cliquez
        sur le lien Oublié? et entrez votre adresse courriel dans le champ prévu à cet effet. »
        « Vous recevrez un courriel contenant vos codes d'accès. »
    ");
}

#[test]
fn an_unknown_word_is_wrong_usage_and_gets_the_known_ones() {
    let (exit, text, rest) = explain(&["lunchbrake"]);
    assert_eq!((exit, text.as_str()), (64, ""));
    assert!(
        rest.ends_with("no key or topic lunchbrake\nhelp: did you mean `lunchBreak`?\n"),
        "{rest}"
    );
    for known in ["apiVersion", "renamedFrom", "priority", "lose-hours"] {
        assert!(rest.contains(known), "{known}: {rest}");
    }
    let (exit, _, rest) = explain(&["\u{1b}[31mx", "--lang", "fr"]);
    assert_eq!(exit, 64);
    assert!(!rest.contains('\u{1b}'), "{rest}");
}

/// What findings point people to is there.
#[test]
fn findings_that_name_explain_name_what_it_knows() {
    let bench = Workbench::new();
    let yaml = "apiVersion: consigne/v1\naccount: a\ndelegates: [x]\nchat: { hours: { fr: { workingHours: { days: [mon], allDay: 7 } } } }\n";
    bench.write("file.yaml", yaml);
    let output = bench.run(&["validate", "file.yaml"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let named: Vec<_> = text.split("run `consigne explain ").skip(1).collect();
    assert_eq!(named.len(), 2, "{text}");
    for rest in named {
        told(&[rest.split_once('`').unwrap().0]);
    }
}

#[test]
fn without_a_word_every_key_and_topic_has_a_line() {
    for language in ["en", "fr"] {
        let list = told(&["--lang", language]);
        let view: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
        let names = |list: &str, name: &str| -> Vec<String> {
            let rows = view[list].as_array().unwrap().iter();
            rows.map(|row| {
                row[name]
                    .as_str()
                    .or(row[name][0].as_str())
                    .unwrap()
                    .to_owned()
            })
            .collect()
        };
        let paths = names("fields", "paths").into_iter();
        let keys = paths.map(|path| path.rsplit('.').next().unwrap().to_owned());
        for name in keys.chain(names("topics", "name")) {
            let line = list
                .lines()
                .find(|line| line.trim().starts_with(&format!("{name} ")));
            assert!(
                line.is_some_and(|line| line.trim().len() > name.len() + 2),
                "{name}: {list}"
            );
        }
    }
}

#[test]
fn long_lines_are_wrapped_where_the_terminal_ends() {
    for (columns, arguments) in [("60", ["email", "fr"]), ("100", ["lunchBreak", "en"])] {
        let text =
            Workbench::new().run_at(columns, &["explain", arguments[0], "--lang", arguments[1]]);
        let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
        let columns: usize = columns.parse().unwrap();
        assert!(
            longest <= columns && longest > columns - 12,
            "{longest}: {text}"
        );
        assert!(
            !text
                .lines()
                .any(|line| line.ends_with('«') || line.trim() == "»"),
            "{text}"
        );
    }
}

#[test]
fn the_committed_reference_is_fresh() {
    for (file, language) in [("docs/reference.md", "en"), ("docs/reference.fr.md", "fr")] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let now = told(&["--format", "markdown", "--lang", language]);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut out = std::fs::File::create(&path).unwrap();
            std::io::Write::write_all(&mut out, now.as_bytes()).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == now,
            "run `UPDATE=1 cargo test` and commit docs/"
        );
    }
}
