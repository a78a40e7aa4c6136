//! The pages beside the tool: what one writes the other finds.

use crate::bench::TOKEN;
use crate::visit::{Visit, once};

/// Runs the tool on the account of this visit.
fn consigne(visit: &Visit<'_>, arguments: &[&str]) -> (i32, String) {
    let output = visit.bench.run_whole(TOKEN, arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), format!("{text}{errors}"))
}

fn export(visit: &Visit<'_>) {
    let (code, text) = consigne(visit, &["export", "boreal"]);
    assert_eq!(code, 0, "{text}");
    visit.bench.write("boreal.yaml", &text);
}

/// Sets the end of the French weekdays by hand.
fn until(visit: &Visit<'_>, end: &str) {
    visit.menu("Paramètres");
    visit.section("Clavardage");
    visit.part("Heures de service du clavardage en français");
    visit.follow("En semaine");
    visit.untick("Toute la journée");
    visit.fill("Heure de début", "08:00");
    visit.fill("Heure de fin", end);
    visit.press("Enregistrer");
    visit.saved();
}

#[test]
fn drift_finds_an_edit_by_hand_and_who_made_it() {
    once("drift", |visit| {
        until(visit, "18:00");
        export(visit);
        let (code, text) = consigne(visit, &["drift", "boreal.yaml"]);
        assert_eq!(code, 0, "{text}");
        until(visit, "16:30");
        let (code, text) = consigne(visit, &["drift", "boreal.yaml"]);
        assert_eq!(code, 2, "{text}");
        for part in ["16:30", "18:00"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        visit.menu("Historique");
        visit.reads_exactly("1001");
        visit.reads_exactly("16:30");
    });
}

#[test]
fn an_applied_plan_shows_on_the_pages() {
    once("applied", |visit| {
        until(visit, "16:30");
        export(visit);
        let text = visit.bench.read("boreal.yaml").replace("16:30", "19:15");
        visit.bench.write("boreal.yaml", &text);
        let (code, text) = consigne(visit, &["apply", "boreal.yaml", "--auto-approve"]);
        assert_eq!(code, 0, "{text}");
        visit.menu("Paramètres");
        visit.section("Clavardage");
        visit.part("Heures de service du clavardage en français");
        visit.follow("En semaine");
        assert_eq!(visit.value("Heure de fin"), "19:15");
    });
}
