//! Ten edits as a reviewer meets them: `docs/impact.md` and its French are made here, from what
//! `consigne plan` says of each.

use std::fmt::Write as _;

use similar::TextDiff;

use crate::workbench::{ANOTHER_TOKEN, TOKEN, Workbench};

const BASE: &str = include_str!("../../fixtures/impact/reseller.yaml");
const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/");

const SEED: &str = "\
accounts:
  - { account: boreal, softwareDeployed: true }
  - { account: austral, softwareDeployed: true }
";

/// A text in English and in French.
type Both = [&'static str; 2];

/// What somebody changes in the file, and what customers meet then, in the words of a person.
struct Edit {
    title: Both,
    means: Both,
    changes: &'static [(&'static str, &'static str)],
}

const THURSDAY: &str = "\
        - { name: Mardi soir, days: [tue], startTime: \"18:00\", endTime: \"20:00\" }
        - { name: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }
";
const TUESDAY: &str = "\
        - { name: Mardi soir, days: [tue], startTime: \"18:00\", endTime: \"20:00\" }
";
const TIMES: &str = "startTime: \"08:30\"\n        endTime: \"17:00\"\n";
const LUNCH: &str = "        lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }\n";

const EDITS: [Edit; 10] = [
    Edit {
        title: ["A Thursday evening", "Un jeudi soir"],
        means: [
            "French customers can also chat on Thursday evenings.",
            "La clientèle francophone peut aussi clavarder le jeudi soir.",
        ],
        changes: &[(TUESDAY, THURSDAY)],
    },
    Edit {
        title: ["Christmas week", "La semaine de Noël"],
        means: [
            "Customers cannot chat from noon on 24 December until the end of 3 January.",
            "Les clients ne peuvent pas clavarder du 24 décembre à midi à la fin du 3 janvier.",
        ],
        changes: &[(
            "      specialEvents: []\n",
            "      specialEvents:\n        - { name: Temps des fêtes, availability: closed, \
             startsAt: 2026-12-24T12:00, endsAt: 2027-01-04T00:00 }\n",
        )],
    },
    Edit {
        title: [
            "A swap that opens the night",
            "Une inversion qui ouvre la nuit",
        ],
        means: [
            "This is a mistake: chat would be open all night and closed during the day.",
            "C'est une erreur : le clavardage serait ouvert toute la nuit et fermé le jour.",
        ],
        changes: &[(TIMES, "startTime: \"17:00\"\n        endTime: \"08:30\"\n")],
    },
    Edit {
        title: [
            "A short Friday that shortens nothing",
            "Un vendredi court qui ne raccourcit rien",
        ],
        means: [
            "Nothing changes: a weekly schedule adds hours and removes none.",
            "Rien ne change : un horaire hebdomadaire ajoute des heures et n'en retranche pas.",
        ],
        changes: &[(
            "      weeklySchedules: []\n",
            "      weeklySchedules:\n        - { name: Vendredi court, days: [fri], \
             startTime: \"09:00\", endTime: \"12:00\" }\n",
        )],
    },
    Edit {
        title: ["The lunch break unticked", "La pause-repas décochée"],
        means: [
            "Chat stays open at noon on weekdays.",
            "Le clavardage reste ouvert le midi en semaine.",
        ],
        changes: &[(LUNCH, "        lunchBreak: { enabled: false }\n")],
    },
    Edit {
        title: ["Halifax instead of Toronto", "Halifax au lieu de Toronto"],
        means: [
            "Everything opens and closes an hour earlier.",
            "Tout ouvre et ferme une heure plus tôt.",
        ],
        changes: &[("America/Toronto", "America/Halifax")],
    },
    Edit {
        title: ["Chat switched off", "Le clavardage désactivé"],
        means: [
            "Customers can no longer chat.",
            "Les clients ne peuvent plus clavarder.",
        ],
        changes: &[("enabled: true", "enabled: false")],
    },
    Edit {
        title: ["The first activation", "La première activation"],
        means: [
            "The account had no chat and gets the hours of the file.",
            "Le compte n'avait pas de clavardage et reçoit les heures du fichier.",
        ],
        changes: &[("account: boreal", "account: austral")],
    },
    Edit {
        title: [
            "A shorter week in English",
            "Une semaine plus courte en anglais",
        ],
        means: [
            "English customers lose Fridays and the hour from 16:00; nothing changes for French customers.",
            "La clientèle anglophone perd les vendredis et l'heure de 16 h; rien ne change pour la clientèle francophone.",
        ],
        changes: &[(
            "    fr:\n",
            "    en:\n      workingHours:\n        days: [mon, tue, wed, thu]\n        startTime: \"08:30\"\n        \
             endTime: \"16:00\"\n        lunchBreak: { startTime: \"12:00\", endTime: \"13:00\" }\n    fr:\n",
        )],
    },
    Edit {
        title: ["A schedule renamed", "Un horaire renommé"],
        means: [
            "Nothing changes for customers.",
            "Rien ne change pour les clients.",
        ],
        changes: &[(
            "name: Mardi soir,",
            "name: Soirée du mardi, renamedFrom: Mardi soir,",
        )],
    },
];

const HEAD: Both = [
    "\
# What a change of hours means

[En français](impact.fr.md)

Ten changes to one file, each with the output of `consigne plan`. The portal already has the state that the file below
describes. The sentence before each plan says what a reviewer should conclude from it.
",
    "\
# Ce que veut dire un changement d'heures

[In English](impact.md)

Dix modifications d'un fichier, chacune avec le résultat de `consigne plan`. Le portail est déjà dans l'état que décrit le
fichier ci-dessous. La phrase qui précède chaque plan dit ce que la relecture devrait en conclure.
",
];

/// The file with an edit made.
fn edited(edit: &Edit) -> String {
    edit.changes
        .iter()
        .fold(BASE.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{}: {old}", edit.title[0]);
            text.replacen(old, new, 1)
        })
}

/// One page: the file, then each edit with what it means and what the plan says.
fn page(bench: &Workbench, language: usize) -> String {
    let mut page = format!("{}\n```yaml\n{BASE}```\n", HEAD[language]);
    for (at, edit) in EDITS.iter().enumerate() {
        let text = edited(edit);
        bench.write("reseller.yaml", &text);
        let diff = TextDiff::from_lines(BASE, &text);
        let diff = diff.unified_diff().context_radius(1).to_string();
        let (exit, plan) = bench.run_as(
            token(&text),
            &["plan", "reseller.yaml", "--lang", ["en", "fr"][language]],
        );
        assert_eq!(exit, 0, "{}: {plan}", edit.title[0]);
        write!(
            page,
            "\n## {}. {}\n\n{}\n\n```diff\n{diff}```\n\n```text\n{}```\n",
            at + 1,
            edit.title[language],
            edit.means[language],
            without_digest(&plan),
        )
        .unwrap();
    }
    page
}

/// The administrator of the account that a file governs.
fn token(text: &str) -> &'static str {
    if text.contains("account: austral") {
        ANOTHER_TOKEN
    } else {
        TOKEN
    }
}

/// It is the last line, and differs from portal to portal.
fn without_digest(plan: &str) -> String {
    let lines = plan.lines().filter(|line| !line.starts_with("Digest"));
    let lines = lines.filter(|line| !line.starts_with("Empreinte"));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn ten_edits_are_told_as_the_pages_show() {
    let bench = Workbench::with_portal(SEED);
    bench.write("reseller.yaml", BASE);
    let apply = ["apply", "reseller.yaml", "--auto-approve"];
    let (exit, text) = bench.run_as(TOKEN, &apply);
    assert_eq!(exit, 0, "{text}");
    for (language, name) in ["docs/impact.md", "docs/impact.fr.md"].iter().enumerate() {
        let made = page(&bench, language);
        let path = format!("{PLACE}{name}");
        if std::env::var_os("UPDATE").is_some() {
            let mut file = std::fs::File::create(&path).unwrap();
            std::io::Write::write_all(&mut file, made.as_bytes()).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == made,
            "{name} is otherwise now; look at `git diff` after UPDATE=1 cargo test ten_edits"
        );
    }
}
