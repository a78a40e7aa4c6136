//! « Clavardage » and « Horaires de clavardage hebdomadaires »

use serde_json::json;

use super::{reach, save};
use crate::control::Kind;
use crate::states::judge;
use crate::visit::{Visit, each_way, each_way_undeployed};

const SECTION: &str = "Clavardage";
const WEEKLY: &str = "Horaires de clavardage hebdomadaires";
const WEEK: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

/// The lists of one language: the help page says only « en anglais et en français ».
pub(super) const FRENCH_HOURS: &str = "Heures de service du clavardage en français";
const ENGLISH_HOURS: &str = "Heures de service du clavardage en anglais";

fn ticked(visit: &Visit<'_>) -> Vec<&'static str> {
    WEEK.into_iter()
        .filter(|day| visit.is_ticked(day))
        .collect()
}

fn hours(visit: &Visit<'_>, language: &str, member: &str) -> serde_json::Value {
    visit.read("settings", &format!("/chat/{language}/{member}"))
}

#[test]
fn enable() {
    each_way("enable", |visit| {
        visit.says("La fonction de clavardage est désactivée par défaut lors de la création de votre compte.");
        assert_eq!(visit.read("settings", "/chat/enabled"), false);
        visit.says(
            "Pour activer et configurer le clavardage après avoir déployé le logiciel connexe :",
        );
        reach(visit, SECTION);
        visit.says("Cochez la case Activer.");
        visit.tick("Activer");
        save(visit);
        assert_eq!(visit.read("settings", "/chat/enabled"), true);
        visit.section(SECTION);
        assert!(visit.is_ticked("Activer"));
    });
}

#[test]
fn before_the_software_is_deployed_it_cannot_be_enabled() {
    each_way_undeployed("undeployed", |visit| {
        reach(visit, SECTION);
        visit.says(
            "Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système.",
        );
        visit.reads("Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système, qui en déploie le logiciel.");
        assert!(visit.find(Kind::Box, "Activer").disabled);
        judge(visit, "settings-undeployed");
        // The rest of the section can still be saved.
        visit.fill("Fuseau horaire", "America/Vancouver");
        save(visit);
        assert_eq!(
            visit.read("settings", "/chat/timeZone"),
            "America/Vancouver"
        );
    });
}

#[test]
fn change_a_weekly_schedule() {
    each_way("change_a_weekly_schedule", |visit| {
        visit.says("Par défaut, l'horaire hebdomadaire couvre 2 périodes de base:");
        for (list, language) in [(FRENCH_HOURS, "fr"), (ENGLISH_HOURS, "en")] {
            for (name, member, days) in [
                ("En semaine", "workingHours", &WEEK[..5]),
                ("Weekend", "weekendHours", &WEEK[5..]),
            ] {
                reach(visit, SECTION);
                visit.part(list);
                visit.says("cliquez sur le nom de l'horaire à modifier (en semaine, weekend ou tout autre horaire personnalisé existant).");
                visit.part(WEEKLY);
                visit.follow(name);
                visit.says("La page suivante vous permettra de modifier l'horaire.");
                judge(visit, &format!("{member}-{language}"));
                assert_eq!(ticked(visit), days, "{name}");
                visit.says("Entrez l'heure de début et de fin du service de clavardage.");
                visit.untick("Toute la journée");
                visit.fill("Heure de début", "07:30");
                visit.fill("Heure de fin", "24:00");
                save(visit);
                let held = hours(visit, language, member);
                assert_eq!(held["startTime"], "07:30", "{held}");
                assert_eq!(held["endTime"], "24:00", "{held}");
            }
        }
    });
}

#[test]
fn days_of_the_week() {
    each_way("days", |visit| {
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.follow("En semaine");
        visit.says("Cochez les cases correspondant aux jours de la semaine pendant lesquels le service de clavardage est disponible.");
        visit.says("Par exemple, les cases L, M, M, J, V correspondent respectivement à lundi, mardi, mercredi, jeudi et vendredi.");
        visit.untick("mercredi");
        visit.tick("samedi");
        save(visit);
        let days = hours(visit, "fr", "workingHours")["days"].clone();
        assert_eq!(days, json!(["mon", "tue", "thu", "fri", "sat"]));
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.follow("En semaine");
        visit.says("Cochez la case Tous les jours de la semaine pour cocher toutes les cases simultanément.");
        visit.tick("Tous les jours de la semaine");
        save(visit);
        let days = hours(visit, "fr", "workingHours")["days"].clone();
        assert_eq!(days.as_array().map(Vec::len), Some(7), "{days}");
    });
}

#[test]
fn all_day() {
    each_way("all_day", |visit| {
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.follow("Weekend");
        visit.says("Cochez la case Toute la journée pour le rendre disponible 24 heures au lieu choisir une heure de début et de fin.");
        visit.tick("Toute la journée");
        visit.fill("Heure de début", "");
        visit.fill("Heure de fin", "");
        save(visit);
        assert_eq!(hours(visit, "fr", "weekendHours")["allDay"], true);
    });
}

#[test]
fn new_weekly_schedule() {
    each_way("new_weekly_schedule", |visit| {
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.part(WEEKLY);
        visit.says("Cliquez sur le bouton Nouveau.");
        visit.follow("Nouveau");
        visit.says("La page suivante vous permettra de configurer l'horaire.");
        judge(visit, "weekly-new");
        visit.says("Dans le champ Nom de l'horaire, entrez un nom descriptif pour votre nouvel horaire hebdomadaire.");
        visit.fill("Nom de l'horaire", "Soirées d'été");
        visit.tick("jeudi");
        visit.tick("vendredi");
        visit.fill("Heure de début", "18:00");
        visit.fill("Heure de fin", "21:30");
        save(visit);
        let held = hours(visit, "fr", "weeklySchedules/0");
        for (member, value) in [
            ("name", json!("Soirées d'été")),
            ("days", json!(["thu", "fri"])),
            ("startTime", json!("18:00")),
            ("endTime", json!("21:30")),
        ] {
            assert_eq!(held[member], value, "{held}");
        }
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.part(WEEKLY);
        visit.follow("Soirées d'été");
        assert_eq!(visit.value("Heure de fin"), "21:30");
        visit.press("Supprimer cet horaire");
        judge(visit, "weekly-delete-dialog");
        visit.press("OK");
        assert_eq!(hours(visit, "fr", "weeklySchedules"), json!([]));
    });
}

#[test]
fn create_and_change_the_lunch_break() {
    each_way("lunch_break", |visit| {
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        assert!(!visit.has(Kind::Link, "Pause-repas"));
        // Another word for « En semaine ».
        visit.says("Dans la section Horaires hebdomadaire, cliquez sur Heures de travail.");
        visit.follow("En semaine");
        visit.says("Cochez la case Ajouter horaire pour la pause-repas.");
        visit.tick("Ajouter un horaire pour la pause-repas");
        save(visit);
        visit.says("Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires hebdomadaires.");
        assert!(!hours(visit, "fr", "lunchBreak").is_null());
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.says("Cliquez sur Pause-repas dans la section Horaires hebdomadaires.");
        visit.part(WEEKLY);
        visit.follow("Pause-repas");
        judge(visit, "lunch-break");
        visit.says("Suivez directives à la rubrique Modifier ou créer des horaires hebdomadaires.");
        visit.fill("Heure de début", "11:45");
        visit.fill("Heure de fin", "12:45");
        save(visit);
        let held = hours(visit, "fr", "lunchBreak");
        assert_eq!(held["startTime"], "11:45", "{held}");
        assert_eq!(held["endTime"], "12:45", "{held}");
    });
}
