//! The portal's own hours and their lunch break.

use super::table::checks;
use crate::conformance::message::{Mismatch, text};
use crate::conformance::trial::Trial;

checks! { "hours";
    "hours-are-canonical" {
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sun", "sat"], "startTime": "22:00", "endTime": "00:00"} => 200 .days=["sat","sun"] .startTime="22:00" .endTime="24:00" .allDay=false"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat"], "startTime": "00:00", "endTime": "24:00"} => 200 .allDay=true .startTime! .endTime!"#
        r#"primary GET chat/fr/weekend-hours => 200 .days=["sat"] .allDay=true .startTime! .endTime!"#
    };
    "hours-may-be-never" {
        r#"primary PUT chat/en/weekend-hours if-match=now {"days": []} => 200 .days=[] .startTime! .endTime!"#
    };
    "hours-are-checked" page "Entrez l'heure de début et de fin du service de clavardage." {
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat"], "startTime": "10:00", "endTime": "10:00"} => 422"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat"], "startTime": "10:00"} => 422"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat"], "startTime": "10:60", "endTime": "11:00"} => 422"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["samedi"], "allDay": true} => 422"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat"], "allDay": true, "startTime": "10:00", "endTime": "11:00"} => 422"#
    };
    "languages-have-their-own-hours" page "Configurez les jours et heures de service de clavardage en anglais et en français." {
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat"], "startTime": "07:15", "endTime": "08:15"} => 200"#
        r#"primary PUT chat/en/weekend-hours if-match=now {"days": ["sun"], "startTime": "20:15", "endTime": "21:15"} => 200"#
        r#"primary GET chat/fr/weekend-hours => 200 .days=["sat"] .startTime="07:15""#
        r#"primary GET chat/en/weekend-hours => 200 .days=["sun"] .startTime="20:15""#
    };
    "lunch-is-404-until-ticked" {
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon", "tue"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": false} => 200 .lunchBreak!"#
        r#"primary GET chat/fr/lunch-break => 404 type:not-found"#
        r#"primary PUT chat/fr/lunch-break if-none-match=* {"days": ["mon"], "startTime": "12:00", "endTime": "13:00"} => 404|409|412"#
        r#"primary GET chat/fr/lunch-break => 404 type:not-found"#
        r#"primary GET settings => 200 .chat/fr/lunchBreak! .etags/chat~1fr~1lunch-break!"#
    };
    "a-tick-creates-the-lunch-break" page "Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires hebdomadaires." {
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": false} => 200"#
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon", "tue"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200 .lunchBreakEnabled=true"#
        r#"primary GET chat/fr/lunch-break => 200 .days=["mon","tue"] .startTime="12:00" .endTime="13:00""#
        r#"primary GET settings => 200 .chat/fr/lunchBreak/startTime="12:00" .etags/chat~1fr~1lunch-break"#
    };
    "the-lunch-break-has-its-name" page "Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires hebdomadaires." {
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200"#
        r#"primary PUT chat/en/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200"#
        r#"primary GET chat/fr/lunch-break => 200 .name="Pause-repas""#
        r#"primary GET settings => 200 .chat/fr/lunchBreak/name="Pause-repas""#
        r#"primary GET chat/en/lunch-break => 200 .name"#
        r#"primary PUT chat/fr/lunch-break if-match=now {"name": "Dîner", "days": ["mon"], "startTime": "12:00", "endTime": "13:00"} => 422 wrong:/name"#
        r#"primary PUT chat/fr/weekly-schedules/lunch-break if-none-match=* {"name": "Dîner", "days": ["mon"], "allDay": true} => 409 type:server-managed-schedule"#
    };
    "the-lunch-box-needs-working-days" {
        r#"primary PUT chat/fr/working-hours if-match=now {"days": [], "lunchBreakEnabled": true} => 422 wrong:/lunchBreakEnabled"#
        r#"primary PUT chat/fr/working-hours if-match=now {"days": [], "lunchBreakEnabled": false} => 200 .days=[] .lunchBreakEnabled=false"#
    };
    "a-tick-tells-the-tag-of-lunch" {
        r#"primary PUT chat/en/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": false} => 200"#
    } and tick_tells;
    "an-untick-deletes-the-lunch-break" {
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200"#
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": false} => 200 .lunchBreakEnabled=false"#
        r#"primary GET chat/fr/lunch-break => 404 type:not-found"#
        r#"primary GET settings => 200 .chat/fr/lunchBreak!"#
    };
    "a-lunch-break-is-edited" {
        r#"primary PUT chat/en/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200"#
        r#"primary PUT chat/en/lunch-break if-match=now {"days": ["mon", "tue"], "startTime": "11:30", "endTime": "12:15"} => 200 .days=["mon","tue"] .startTime="11:30" .endTime="12:15""#
        r#"primary PUT chat/en/working-hours if-match=now {"days": ["mon", "wed"], "startTime": "08:00", "endTime": "16:00", "lunchBreakEnabled": true} => 200"#
        r#"primary GET chat/en/lunch-break => 200 .days=["mon","tue"] .startTime="11:30""#
    };
    "the-working-hours-tag-covers-lunch" {
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200 save:a"#
        r#"primary PUT chat/fr/lunch-break if-match=now {"days": ["mon"], "startTime": "11:30", "endTime": "12:30"} => 200"#
        r#"primary GET chat/fr/working-hours => 200 new:a"#
        r#"primary PUT chat/fr/working-hours if-match=$a {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": false} => 412 type:stale"#
        r#"primary GET chat/fr/lunch-break => 200"#
    };
}

/// The tag beside a new lunch break is the one that it has.
async fn tick_tells(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let ticked = trial
        .step(
            r#"primary PUT chat/en/working-hours if-match=now {"days": ["mon"], "startTime": "09:00", "endTime": "17:00", "lunchBreakEnabled": true} => 200 .lunchBreak/etag .lunchBreak/startTime="12:00""#,
        )
        .await?;
    let lunch = trial.step("primary GET chat/en/lunch-break => 200").await?;
    let announced = text(&ticked.body, "/lunchBreak/etag");
    if announced == lunch.etag() {
        return Ok(());
    }
    let asked = "primary GET chat/en/lunch-break";
    Err(Mismatch::new(
        asked,
        format!("ETag {announced}"),
        lunch.etag(),
    ))
}
