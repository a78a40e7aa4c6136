//! Weekly schedules and special events: names, ids, and what a repeat does.

use super::table::checks;

checks! { "schedules";
    "a-create-carries-its-id" page "De plus, vous pouvez créer autant d'horaires hebdomadaires personnalisés que nécessaire." {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["thu", "wed"], "startTime": "18:00", "endTime": "21:00"} => 201 .id="$one" .name="$name" .days=["wed","thu"] save:a"#
        r#"primary GET chat/fr/weekly-schedules/$one => 200 .name="$name" same:a"#
        r#"primary PUT chat/en/special-events/$two if-none-match=* {"name": "$name", "availability": "open", "startsAt": "2099-12-24T12:00", "endsAt": "2100-01-04T00:00"} => 201 .id="$two" .availability="open" .startsAt="2099-12-24T12:00" .endsAt="2100-01-04T00:00""#
    };
    "a-create-needs-if-none-match" {
        r#"primary PUT chat/fr/weekly-schedules/$one {"name": "$name", "days": ["mon"], "allDay": true} => 428 type:precondition-required"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-match="x" {"name": "$name", "days": ["mon"], "allDay": true} => 412 type:stale"#
        r#"primary GET chat/fr/weekly-schedules/$one => 404 type:not-found"#
    };
    "a-repeated-create-is-412" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 412 type:stale"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name b", "days": ["mon"], "allDay": true} => 412 type:stale"#
        r#"primary GET chat/fr/weekly-schedules/$one => 200 .name="$name""#
    };
    "ids-have-a-form" {
        r#"primary PUT chat/fr/weekly-schedules/short if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 400|404|422"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"id": "$two", "name": "$name", "days": ["mon"], "allDay": true} => 422 type:immutable-field wrong:/id"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"id": "$one", "name": "$name", "days": ["mon"], "allDay": true} => 201"#
    };
    "a-schedules-change-needs-its-tag" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201 save:a"#
        r#"primary PUT chat/fr/weekly-schedules/$one {"name": "$name", "days": ["tue"], "allDay": true} => 428 type:precondition-required"#
        r#"primary DELETE chat/fr/weekly-schedules/$one => 428 type:precondition-required"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-match=$a {"name": "$name", "days": ["tue"], "allDay": true} => 200 .days=["tue"] new:a"#
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match=$a => 412 type:stale"#
        r#"primary GET chat/fr/weekly-schedules/$one => 200"#
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match=now => 204"#
    };
    "deleted-ids-stay-known" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match=now => 204"#
        r#"primary GET chat/fr/weekly-schedules/$one => 410 type:gone"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 410 type:gone"#
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match="x" => 404|410"#
    };
    "what-is-not-there-is-not-deleted" {
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match="x" => 404 type:not-found"#
        r#"primary DELETE chat/en/special-events/$two if-match="x" => 404 type:not-found"#
    };
    "names-are-unique" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$two if-none-match=* {"name": "$name", "days": ["tue"], "allDay": true} => 409 type:name-taken .existing/id="$one""#
        r#"primary GET chat/fr/weekly-schedules/$two => 404"#
        r#"primary PUT chat/fr/special-events/$three if-none-match=* {"name": "$name", "availability": "open", "startsAt": "2099-12-24T12:00", "endsAt": "2099-12-25T00:00"} => 201"#
        r#"primary PUT chat/fr/special-events/$four if-none-match=* {"name": "$name", "availability": "closed", "startsAt": "2099-12-24T12:00", "endsAt": "2099-12-25T00:00"} => 409 type:name-taken .existing/id="$three""#
    };
    "names-compare-without-case" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$two if-none-match=* {"name": "$shout", "days": ["tue"], "allDay": true} => 409 type:name-taken"#
    };
    "names-compare-normalised" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "  $name   \u00e9t\u00e9 ", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$two if-none-match=* {"name": "$name E\u0301TE\u0301", "days": ["tue"], "allDay": true} => 409 type:name-taken"#
    };
    "names-are-of-a-language-and-a-kind" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/en/weekly-schedules/$two if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/fr/special-events/$three if-none-match=* {"name": "$name", "availability": "open", "startsAt": "2099-12-24T12:00", "endsAt": "2099-12-25T00:00"} => 201"#
    };
    "a-deleted-name-is-free" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match=now => 204"#
        r#"primary PUT chat/fr/weekly-schedules/$two if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
    };
    "a-schedule-is-renamed" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-match=now {"name": "$name b", "days": ["mon"], "allDay": true} => 200 .id="$one" .name="$name\u0020b""#
        r#"primary GET chat/fr/weekly-schedules/$one => 200 .name="$name\u0020b""#
        r#"primary PUT chat/fr/weekly-schedules/$two if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
    };
    "some-names-are-the-portals" page "Par défaut, l'horaire hebdomadaire couvre 2 périodes de base:" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "weekend", "days": ["mon"], "allDay": true} => 409 type:server-managed-schedule"#
        r#"primary PUT chat/en/weekly-schedules/$one if-none-match=* {"name": "PAUSE-REPAS", "days": ["mon"], "allDay": true} => 409 type:server-managed-schedule"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "Working  hours", "days": ["mon"], "allDay": true} => 409 type:server-managed-schedule"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "en semaine", "days": ["mon"], "allDay": true} => 409 type:server-managed-schedule"#
    };
    "a-schedule-has-a-name-and-days" {
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": [], "allDay": true} => 422 wrong:/days"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "", "days": ["mon"], "allDay": true} => 422 wrong:/name"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"days": ["mon"], "allDay": true} => 422 wrong:/name"#
    };
    "events-are-checked" {
        r#"primary PUT chat/fr/special-events/$one if-none-match=* {"name": "$name", "availability": "open", "startsAt": "2099-12-25T00:00", "endsAt": "2099-12-24T00:00"} => 422 wrong:/endsAt"#
        r#"primary PUT chat/fr/special-events/$one if-none-match=* {"name": "$name", "availability": "maybe", "startsAt": "2099-12-24T00:00", "endsAt": "2099-12-25T00:00"} => 422 wrong:/availability"#
        r#"primary PUT chat/fr/special-events/$one if-none-match=* {"name": "$name", "availability": "open", "startsAt": "2099-12-24T00:00Z", "endsAt": "2099-12-25T00:00"} => 422 wrong:/startsAt"#
    };
}
