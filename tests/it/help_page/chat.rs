//! Clavardage: its switch, its hours, its priorities.

use serde_json::{Value, json};

use super::{portal, read, says};
use crate::http::{ask, ask_as, change, create};
use crate::workbench::{TOKEN, Workbench};

const WEEKLY: &str = "chat/fr/weekly-schedules";
const EVENTS: &str = "chat/fr/special-events";

fn weekly(name: &str, days: &[&str], start: &str, end: &str) -> Value {
    json!({ "name": name, "days": days, "startTime": start, "endTime": end })
}

fn closed(name: &str, from: &str, to: &str) -> Value {
    json!({ "name": name, "availability": "closed", "startsAt": from, "endsAt": to })
}

#[test]
fn the_switch() {
    says(
        "La fonction de clavardage est désactivée par défaut lors de la création de votre compte.",
    );
    let bench = portal();
    assert_eq!(read(&bench, "chat", "enabled"), json!(false));
    says("Cochez la case Activer.");
    assert_eq!(
        change(&bench, "PATCH", "chat", Some(json!({ "enabled": true }))).body["enabled"],
        json!(true)
    );
    says("Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système.");
    let bare = Workbench::with_portal("accounts: [{ account: boreal }]");
    let refused = change(&bare, "PATCH", "chat", Some(json!({ "enabled": true })));
    assert_eq!(
        (refused.status, refused.problem()),
        (409, "chat-not-deployed")
    );
    says("après avoir déployé le logiciel connexe");
    let deployed = change(
        &bare,
        "PATCH",
        "chat",
        Some(json!({ "softwareDeployed": true })),
    );
    assert_eq!(
        (deployed.status, deployed.problem()),
        (422, "immutable-field")
    );
}

#[test]
fn both_languages() {
    says("Configurez les jours et heures de service de clavardage en anglais et en français.");
    let bench = portal();
    let settings = ask(&bench, "GET", "settings", None).body;
    assert!(settings["chat"]["fr"].is_object() && settings["chat"]["en"].is_object());
    assert_eq!(
        ask(&bench, "GET", "chat/es/working-hours", None).problem(),
        "unknown-language"
    );
    change(
        &bench,
        "PUT",
        "chat/fr/weekend-hours",
        Some(json!({ "days": [] })),
    );
    assert_eq!(
        read(&bench, "chat/en/weekend-hours", "days"),
        json!(["sat", "sun"])
    );
}

#[test]
fn default_hours() {
    let bench = portal();
    says(
        "Des heures de service hebdomadaire par défaut sont créées automatiquement avec votre compte.",
    );
    says("En semaine: Définit l'horaire du service de clavardage du lundi au vendredi.");
    assert_eq!(
        read(&bench, "chat/fr/working-hours", "days"),
        json!(["mon", "tue", "wed", "thu", "fri"])
    );
    says("Weekend: Définit l'horaire de clavardage pendant le weekend (samedi et dimanche).");
    assert_eq!(
        read(&bench, "chat/fr/weekend-hours", "days"),
        json!(["sat", "sun"])
    );
    for path in [
        "chat/fr/working-hours",
        "chat/fr/weekend-hours",
        "chat/fr/lunch-break",
    ] {
        let refused = ask(&bench, "DELETE", path, None);
        assert_eq!(
            (refused.status, refused.headers["allow"].to_str().unwrap()),
            (405, "GET, PUT")
        );
    }
}

#[test]
fn custom_weekly_schedules() {
    let bench = portal();
    says("vous pouvez créer autant d'horaires hebdomadaires personnalisés que nécessaire");
    for id in 'a'..='h' {
        let created = create(
            &bench,
            WEEKLY,
            id,
            weekly(&format!("Soir {id}"), &["thu"], "18:00", "21:00"),
        );
        assert_eq!(created.status, 201, "{}", created.body);
    }
    assert_eq!(
        ask(&bench, "GET", WEEKLY, None)
            .body
            .as_array()
            .unwrap()
            .len(),
        8
    );
    says("entrez un nom descriptif pour votre nouvel horaire hebdomadaire");
    let nameless = create(&bench, WEEKLY, 'x', weekly("", &["thu"], "18:00", "21:00"));
    assert_eq!(nameless.body["errors"][0]["pointer"], json!("/name"));
    let taken = create(
        &bench,
        WEEKLY,
        'x',
        weekly("SOIR  a", &["thu"], "18:00", "21:00"),
    );
    assert_eq!((taken.status, taken.problem()), (409, "name-taken"));
    says(
        "cliquez sur le nom de l'horaire à modifier (en semaine, weekend ou tout autre horaire personnalisé existant)",
    );
    let path = format!("{WEEKLY}/{}", "a".repeat(26));
    let changed = change(
        &bench,
        "PUT",
        &path,
        Some(weekly("Soirée", &["fri"], "18:00", "22:00")),
    );
    assert_eq!(
        (changed.status, &changed.body["name"]),
        (200, &json!("Soirée"))
    );
    assert_eq!(change(&bench, "DELETE", &path, None).status, 204);
    assert_eq!(
        ask(&bench, "GET", &path, None).status,
        410,
        "an id stays known"
    );
    assert_eq!(
        create(
            &bench,
            WEEKLY,
            'a',
            weekly("Autre", &["fri"], "18:00", "22:00")
        )
        .status,
        410
    );
    assert_eq!(
        create(
            &bench,
            WEEKLY,
            'b',
            weekly("Autre", &["fri"], "18:00", "22:00")
        )
        .status,
        412
    );
}

#[test]
fn days_and_hours() {
    let bench = portal();
    let put = |body: Value| change(&bench, "PUT", "chat/fr/weekend-hours", Some(body));
    says(
        "Cochez les cases correspondant aux jours de la semaine pendant lesquels le service de clavardage est disponible.",
    );
    assert_eq!(
        put(json!({ "days": ["sun", "mon"], "allDay": true })).body["days"],
        json!(["mon", "sun"])
    );
    assert_eq!(
        put(json!({ "days": ["lundi"], "allDay": true })).status,
        422
    );
    says("Cochez la case Tous les jours de la semaine pour cocher toutes les cases simultanément.");
    let all = json!(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
    assert_eq!(
        put(json!({ "days": all, "allDay": true })).body["days"],
        all
    );
    says("Entrez l'heure de début et de fin du service de clavardage.");
    assert_eq!(
        put(json!({ "days": ["sat"], "startTime": "10:00", "endTime": "16:00" })).status,
        200
    );
    for (start, end) in [
        ("10:00", "10:00"),
        ("10:00", "25:00"),
        ("9:00", "16:00"),
        ("24:00", "10:00"),
    ] {
        assert_eq!(
            put(json!({ "days": ["sat"], "startTime": start, "endTime": end })).status,
            422,
            "{start}-{end}"
        );
    }
    assert_eq!(
        put(json!({ "days": ["sat"], "startTime": "10:00" })).body["errors"][0]["code"],
        json!("required")
    );
    says(
        "Cochez la case Toute la journée pour le rendre disponible 24 heures au lieu choisir une heure de début et de fin.",
    );
    assert_eq!(
        put(json!({ "days": ["sat"], "allDay": true, "startTime": "10:00" })).status,
        422
    );
    let whole = put(json!({ "days": ["sat"], "startTime": "00:00", "endTime": "00:00" }));
    assert_eq!(whole.status, 422, "the same time twice is no window");
    let day = put(json!({ "days": ["sat"], "startTime": "00:00", "endTime": "24:00" }));
    assert_eq!(day.body["allDay"], json!(true));
}

#[test]
fn lunch_break() {
    let bench = portal();
    let hours = |ticked: bool| {
        let body = json!({ "days": ["mon", "tue"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": ticked });
        change(&bench, "PUT", "chat/fr/working-hours", Some(body))
    };
    says(
        "S'il n'y a pas d'horaire pour la pause-repas, reportez-vous à la rubrique Créer un horaire de pause-repas.",
    );
    assert_eq!(ask(&bench, "GET", "chat/fr/lunch-break", None).status, 404);
    says("Cochez la case Ajouter horaire pour la pause-repas.");
    says(
        "Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires hebdomadaires.",
    );
    let ticked = hours(true);
    assert_eq!(ticked.body["lunchBreak"]["days"], json!(["mon", "tue"]));
    assert_eq!(
        read(&bench, "chat/fr/lunch-break", "startTime"),
        json!("12:00")
    );
    says(
        "Vous pourrez modifier l'horaire de la pause repas après avoir enregistré l'horaire de clavardage actuellement à l'écran.",
    );
    let before = ask(&bench, "GET", "chat/fr/working-hours", None).etag();
    let later = json!({ "days": ["mon"], "startTime": "12:30", "endTime": "13:15" });
    assert_eq!(
        change(&bench, "PUT", "chat/fr/lunch-break", Some(later)).status,
        200
    );
    assert_ne!(
        before,
        ask(&bench, "GET", "chat/fr/working-hours", None).etag(),
        "its tag covers the lunch break"
    );
    hours(false);
    assert_eq!(ask(&bench, "GET", "chat/fr/lunch-break", None).status, 404);
    hours(true);
    assert_eq!(
        read(&bench, "chat/fr/lunch-break", "startTime"),
        json!("12:00"),
        "its hours went with it"
    );
    says("Dans la section Horaires hebdomadaire, cliquez sur Heures de travail.");
    for name in [
        "Pause-repas",
        "heures de TRAVAIL",
        "Weekend",
        "En semaine",
        "Lunch break",
    ] {
        let refused = create(
            &bench,
            WEEKLY,
            'a',
            weekly(name, &["mon"], "09:00", "10:00"),
        );
        assert_eq!(
            (refused.status, refused.problem()),
            (409, "server-managed-schedule"),
            "{name}"
        );
    }
}

#[test]
fn special_events() {
    let bench = portal();
    says("Vous pouvez ajouter autant d'horaires pour les événements spéciaux que nécessaire.");
    for (id, day) in ('a'..='h').zip(1..) {
        let event = closed(
            &format!("Jour {id}"),
            &format!("2027-01-0{day}T00:00"),
            &format!("2027-01-0{day}T12:00"),
        );
        assert_eq!(create(&bench, EVENTS, id, event).status, 201);
    }
    says("entrez un nom descriptif pour votre nouvel horaire spécial");
    assert_eq!(
        create(
            &bench,
            EVENTS,
            'x',
            closed("jour A", "2027-01-01T00:00", "2027-01-02T00:00")
        )
        .problem(),
        "name-taken"
    );
    says("Sélectionnez la date et l'heure de début et la date et l'heure de fin de l'événement.");
    for (from, to) in [
        ("2027-01-02T00:00", "2027-01-01T00:00"),
        ("2027-01-01T00:00", "2027-01-01T00:00"),
        ("2027-01-01", "2027-01-02"),
        ("2027-01-01T00:00Z", "2027-01-02T00:00Z"),
        ("1999-01-01T00:00", "1999-01-02T00:00"),
    ] {
        assert_eq!(
            create(&bench, EVENTS, 'x', closed("X", from, to)).status,
            422,
            "{from} {to}"
        );
    }
    says(
        "Cliquez sur le nom de l'événement à modifier dans la section Horaires d'événements spéciaux.",
    );
    let path = format!("{EVENTS}/{}", "a".repeat(26));
    let changed = change(
        &bench,
        "PUT",
        &path,
        Some(closed("Jour férié", "2027-01-01T00:00", "2027-01-02T00:00")),
    );
    assert_eq!(
        (changed.status, &changed.body["name"]),
        (200, &json!("Jour férié"))
    );
}

/// Whether chat is open in French at an instant.
fn open(bench: &Workbench, at: &str) -> bool {
    let path = format!("chat/fr/availability?at={at}");
    ask(bench, "GET", &path, None).body["open"] == json!(true)
}

#[test]
fn priorities() {
    let bench = portal();
    change(
        &bench,
        "PATCH",
        "chat",
        Some(json!({ "enabled": true, "timeZone": "UTC" })),
    );
    let lunch = json!({ "days": ["mon", "tue", "wed", "thu", "fri"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true });
    change(&bench, "PUT", "chat/fr/working-hours", Some(lunch));
    says("Les horaires de clavardage sont appliqués en fonction de leur ordre de priorité.");
    says("Heures de travail");
    assert!(open(&bench, "2027-01-05T11:59:00Z") && !open(&bench, "2027-01-05T17:00:00Z"));
    says("Pause-repas");
    assert!(
        !open(&bench, "2027-01-05T12:30:00Z"),
        "the lunch break cuts working hours"
    );
    says("Horaires hebdomadaires");
    create(
        &bench,
        WEEKLY,
        'a',
        weekly("Mardi midi", &["tue"], "11:00", "14:00"),
    );
    assert!(
        open(&bench, "2027-01-05T12:30:00Z"),
        "a weekly schedule outranks the lunch break"
    );
    says("Horaires de weekend");
    assert!(open(&bench, "2027-01-09T10:00:00Z") && !open(&bench, "2027-01-09T09:59:00Z"));
    says("Les événements spéciaux ont priorité sur horaires hebdomadaires.");
    says("un événement spécial tel qu'un jour férié aura priorité sur les horaires hebdomadaires");
    create(
        &bench,
        EVENTS,
        'a',
        closed("Férié", "2027-01-05T00:00", "2027-01-06T00:00"),
    );
    assert!(!open(&bench, "2027-01-05T12:30:00Z") && open(&bench, "2027-01-06T10:00:00Z"));
    says(
        "Chaque horaire est associé à un ordre de priorité afin de gérer les chevauchements de périodes.",
    );
    let rank = json!({ "name": "Rang", "days": ["mon"], "startTime": "09:00", "endTime": "10:00", "priority": 1 });
    let refused = create(&bench, WEEKLY, 'b', rank);
    assert_eq!(
        refused.body["errors"][0]["code"],
        json!("unknown-field"),
        "the rank follows from the kind"
    );
    let malformed = ask_as(
        &bench,
        TOKEN,
        "GET",
        "chat/fr/availability?at=noon",
        &[],
        None,
    );
    assert_eq!(malformed.status, 400);
}
