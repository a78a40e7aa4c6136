//! Tags and preconditions.

use super::table::checks;
use crate::conformance::message::Mismatch;
use crate::conformance::trial::Trial;

checks! { "preconditions";
    "tags-are-strong" {
        r#"primary GET settings => 200 save:a"#
        r#"primary GET general => 200 save:b"#
        r#"primary GET chat/fr/weekly-schedules => 200 save:c"#
    } and strong;
    "a-change-needs-if-match" {
        r#"primary PATCH general {"resellerName": "x"} => 428 type:precondition-required"#
        r#"primary PUT chat/fr/weekend-hours {"days": []} => 428 type:precondition-required"#
        r#"primary PUT chat/en/working-hours {"days": [], "lunchBreakEnabled": false} => 428 type:precondition-required"#
    };
    "a-wrong-tag-is-412" {
        r#"primary PATCH general if-match="x" {"resellerName": "x"} => 412 type:stale"#
        r#"primary PUT chat/fr/weekend-hours if-match="x" {"days": []} => 412 type:stale"#
    };
    "an-old-tag-is-412" {
        r#"primary GET general => 200 save:a"#
        r#"primary PATCH general if-match=$a {"resellerName": "$name"} => 200 new:a"#
        r#"primary PATCH general if-match=$a {"resellerName": "other"} => 412 type:stale"#
        r#"primary GET general => 200 .resellerName="$name""#
    };
    "if-none-match-on-what-exists-is-412" {
        r#"primary PATCH general if-none-match=* {"resellerName": "x"} => 412 type:stale"#
    };
    "both-preconditions-are-400" {
        r#"primary PATCH general if-match=now if-none-match=* {"resellerName": "x"} => 400 type:malformed"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-match="x" if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 400 type:malformed"#
    };
    "a-write-answers-with-the-new-tag" {
        r#"primary PATCH general if-match=now {"resellerName": "$name"} => 200 .resellerName="$name" save:a"#
        r#"primary GET general => 200 same:a"#
        r#"primary PATCH general if-match=$a {"resellerName": "$name"} => 200"#
    };
    "tags-never-repeat" {
        r#"primary PATCH general if-match=now {"resellerName": "one"} => 200 save:a"#
        r#"primary PATCH general if-match=now {"resellerName": "two"} => 200 new:a save:b"#
        r#"primary PATCH general if-match=now {"resellerName": "one"} => 200 new:a new:b save:c"#
        r#"primary PATCH general if-match=now {"resellerName": "two"} => 200 new:a new:b new:c"#
    };
    "tags-are-of-one-resource" {
        r#"primary GET chat => 200 save:a"#
        r#"primary GET chat/en/working-hours => 200 save:b"#
        r#"primary PATCH general if-match=now {"resellerName": "$name"} => 200"#
        r#"primary GET chat => 200 same:a"#
        r#"primary GET chat/en/working-hours => 200 same:b"#
    };
    "a-lists-tag-covers-its-entries" {
        r#"primary GET chat/fr/weekly-schedules => 200 save:a"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary GET chat/fr/weekly-schedules => 200 new:a save:b"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-match=now {"name": "$name", "days": ["tue"], "allDay": true} => 200"#
        r#"primary GET chat/fr/weekly-schedules => 200 new:b save:c"#
        r#"primary DELETE chat/fr/weekly-schedules/$one if-match=now => 204"#
        r#"primary GET chat/fr/weekly-schedules => 200 new:a new:b new:c"#
    };
    "a-refused-write-changes-nothing" {
        r#"primary GET general => 200 save:a"#
        r#"primary PATCH general if-match=now {"resellerName": "$name", "spid": "a b"} => 422"#
        r#"primary PATCH general if-match="x" {"resellerName": "$name"} => 412"#
        r#"primary GET general => 200 same:a"#
    };
}

/// A weak tag may stand for other bytes, and `If-Match` compares strongly.
async fn strong(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    for (name, path) in [
        ("$a", "settings"),
        ("$b", "general"),
        ("$c", "chat/fr/weekly-schedules"),
    ] {
        let tag = trial.filled(name);
        if !(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2) {
            let asked = format!("primary GET {path}");
            return Err(Mismatch::new(&asked, "a strong ETag", tag));
        }
    }
    Ok(())
}
