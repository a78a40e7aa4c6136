//! « Horaires spéciaux de clavardage »

use super::weekly::FRENCH_HOURS;
use super::{reach, save};
use crate::states::judge;
use crate::visit::{Visit, each_way};

const SECTION: &str = "Clavardage";
const EVENTS: &str = "Horaires d'événements spéciaux";

fn held(visit: &Visit<'_>) -> serde_json::Value {
    visit.read("settings", "/chat/fr/specialEvents/0")
}

#[test]
fn add_and_change_a_special_event() {
    each_way("special_event", |visit| {
        visit.says("Modifier ou créer un événement spécial (jours fériés, etc.)");
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.part(EVENTS);
        visit.says("Ajouter un événement spécial");
        visit.says("Cliquez sur le bouton Nouveau.");
        visit.follow("Nouveau");
        visit.says("La page suivante vous permettra de configurer l'horaire.");
        judge(visit, "event-new");
        visit.says("Dans le champ Nom de l'horaire, entrez un nom descriptif pour votre nouvel horaire spécial.");
        visit.fill("Nom de l'horaire", "Noël");
        visit.says(
            "Sélectionnez la date et l'heure de début et la date et l'heure de fin de l'événement.",
        );
        visit.fill("Date de début", "2026-12-24");
        visit.fill("Heure de début", "12:00");
        visit.fill("Date de fin", "2026-12-26");
        visit.fill("Heure de fin", "24:00");
        save(visit);
        assert_eq!(held(visit)["startsAt"], "2026-12-24T12:00");
        assert_eq!(held(visit)["endsAt"], "2026-12-27T00:00");
        assert_eq!(held(visit)["availability"], "closed", "the usual case");

        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.says("Cliquez sur le nom de l'événement à modifier dans la section Horaires d'événements spéciaux.");
        visit.part(EVENTS);
        visit.follow("Noël");
        visit.says("La page suivante vous permettra de modifier l'horaire.");
        judge(visit, "event");
        assert_eq!(visit.value("Date de fin"), "2026-12-26");
        assert_eq!(visit.value("Heure de fin"), "24:00");
        visit.fill("Date de fin", "2026-12-25");
        visit.fill("Heure de fin", "18:00");
        save(visit);
        assert_eq!(held(visit)["endsAt"], "2026-12-25T18:00");
    });
}

#[test]
fn christmas_all_day() {
    each_way("christmas", |visit| {
        reach(visit, SECTION);
        visit.part(FRENCH_HOURS);
        visit.part(EVENTS);
        visit.follow("Nouveau");
        visit.fill("Nom de l'horaire", "Noël");
        visit.fill("Date de début", "2026-12-25");
        visit.fill("Date de fin", "2026-12-25");
        visit.tick("Toute la journée");
        save(visit);
        assert_eq!(held(visit)["startsAt"], "2026-12-25T00:00");
        assert_eq!(held(visit)["endsAt"], "2026-12-26T00:00");
    });
}
