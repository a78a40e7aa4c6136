//! What the portal says of one instant, on a schedule whose answers were worked out by hand.

use super::table::checks;
use crate::conformance::message::{Mismatch, ProbeRequest, text};
use crate::conformance::need::Need;
use crate::conformance::tokens::Requester;
use crate::conformance::trial::Trial;

checks! { "availability";
    "availability-follows-the-priorities" [Need::Deployed, Need::NoSchedules] page "Les horaires de clavardage sont appliqués en fonction de leur ordre de priorité." {
        r#"primary PATCH chat if-match=now {"enabled": true, "timeZone": "America/Toronto"} => 200"#
        r#"primary PUT chat/fr/working-hours if-match=now {"days": ["mon", "tue", "wed", "thu", "fri"], "startTime": "08:30", "endTime": "17:00", "lunchBreakEnabled": true} => 200"#
        r#"primary PUT chat/fr/lunch-break if-match=now {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "startTime": "12:00", "endTime": "13:00"} => 200"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": ["sat", "sun"], "startTime": "10:00", "endTime": "16:00"} => 200"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name thursday", "days": ["thu"], "startTime": "18:00", "endTime": "21:00"} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$two if-none-match=* {"name": "$name night", "days": ["fri"], "startTime": "22:00", "endTime": "02:00"} => 201"#
        r#"primary PUT chat/fr/weekly-schedules/$three if-none-match=* {"name": "$name sunday", "days": ["sun"], "startTime": "01:00", "endTime": "04:00"} => 201"#
        r#"primary PUT chat/fr/special-events/$four if-none-match=* {"name": "$name closed", "availability": "closed", "startsAt": "2026-06-24T00:00", "endsAt": "2026-06-25T00:00"} => 201"#
        r#"primary PUT chat/fr/special-events/$five if-none-match=* {"name": "$name open", "availability": "open", "startsAt": "2026-06-24T10:00", "endsAt": "2026-06-25T20:00"} => 201"#
    } and as_worked_out;
    "availability-names-the-best" {
        r#"primary PUT chat/fr/special-events/$one if-none-match=* {"name": "$name", "availability": "closed", "startsAt": "2099-03-02T00:00", "endsAt": "2099-03-05T00:00"} => 201"#
        r#"primary GET chat/fr/availability?at=2099-03-03T12:00:00Z => 200 .at .open=false .schedules/0/kind="specialEvent" .schedules/0/id="$one" .schedules/0/name="$name" .schedules/1!"#
    };
    "availability-is-of-one-language" {
        r#"primary PUT chat/fr/special-events/$one if-none-match=* {"name": "$name", "availability": "closed", "startsAt": "2099-03-02T00:00", "endsAt": "2099-03-05T00:00"} => 201"#
        r#"primary GET chat/fr/availability?at=2099-03-03T12:00:00Z => 200 .schedules/0/id="$one""#
        r#"primary GET chat/en/availability?at=2099-03-03T12:00:00Z => 200 .schedules hides:$one"#
    };
    "availability-is-closed-while-chat-is-off" page "La fonction de clavardage est désactivée par défaut lors de la création de votre compte." {
        r#"primary PATCH chat if-match=now {"enabled": false} => 200"#
        r#"primary PUT chat/fr/special-events/$one if-none-match=* {"name": "$name", "availability": "open", "startsAt": "2099-03-02T00:00", "endsAt": "2099-03-05T00:00"} => 201"#
        r#"primary GET chat/fr/availability?at=2099-03-03T12:00:00Z => 200 .open=false"#
    };
    "availability-needs-an-instant" {
        r#"primary GET chat/fr/availability => 400 type:malformed"#
        r#"primary GET chat/fr/availability?at=2099-03-03T12:00 => 400 type:malformed"#
        r#"primary GET chat/fr/availability?at=tomorrow => 400 type:malformed"#
    };
}

/// Instant, and the answer: whether chat is open, and the kinds of the schedules that say so.
const INSTANTS: [(&str, &str); 35] = [
    // A Tuesday: [start, end), with lunch in between.
    ("2026-03-10T12:29:00Z", "closed"),
    ("2026-03-10T12:30:00Z", "open workingHours"),
    ("2026-03-10T08:30:00-04:00", "open workingHours"),
    ("2026-03-10T13:30:00%2B01:00", "open workingHours"),
    ("2026-03-10T15:59:59Z", "open workingHours"),
    ("2026-03-10T16:00:00Z", "closed lunchBreak"),
    ("2026-03-10T16:59:59Z", "closed lunchBreak"),
    ("2026-03-10T17:00:00Z", "open workingHours"),
    ("2026-03-10T20:59:00Z", "open workingHours"),
    ("2026-03-10T21:00:00Z", "closed"),
    // A Saturday: weekend hours outrank the lunch break, and lunch is nothing more than closed.
    ("2026-03-14T13:59:00Z", "closed"),
    ("2026-03-14T14:00:00Z", "open weekend"),
    ("2026-03-14T16:30:00Z", "open weekend"),
    ("2026-03-14T20:00:00Z", "closed"),
    // A Thursday: priority counts instant by instant, not day by day.
    ("2026-03-12T13:00:00Z", "open workingHours"),
    ("2026-03-12T21:30:00Z", "closed"),
    ("2026-03-12T22:00:00Z", "open weekly"),
    ("2026-03-13T01:00:00Z", "closed"),
    // The night that began on Friday.
    ("2026-03-13T05:00:00Z", "closed"),
    ("2026-03-14T02:00:00Z", "open weekly"),
    ("2026-03-14T05:59:00Z", "open weekly"),
    ("2026-03-14T06:00:00Z", "closed"),
    // The hour that spring skips and the one that autumn repeats.
    ("2026-03-08T05:59:00Z", "closed"),
    ("2026-03-08T06:30:00Z", "open weekly"),
    ("2026-03-08T07:59:00Z", "open weekly"),
    ("2026-03-08T08:00:00Z", "closed"),
    ("2026-11-01T04:59:00Z", "closed"),
    ("2026-11-01T06:30:00Z", "open weekly"),
    ("2026-11-01T08:59:00Z", "open weekly"),
    ("2026-11-01T09:00:00Z", "closed"),
    // Events outrank everything; of two, closed wins.
    ("2026-06-24T03:59:00Z", "closed"),
    ("2026-06-24T13:00:00Z", "closed specialEvent"),
    ("2026-06-24T14:30:00Z", "closed specialEvent specialEvent"),
    ("2026-06-25T04:30:00Z", "open specialEvent"),
    ("2026-06-26T00:00:00Z", "open weekly"),
];

async fn as_worked_out(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    for (instant, expected) in INSTANTS {
        let path = format!("chat/fr/availability?at={instant}");
        let ask = ProbeRequest::read(Requester::Primary, &path);
        let answer = trial.probe.ask(&ask).await?;
        let mut got = vec![match answer.body["open"].as_bool() {
            Some(true) => "open",
            Some(false) => "closed",
            None => "neither",
        }];
        let schedules = answer.body["schedules"].as_array().into_iter().flatten();
        got.extend(schedules.map(|schedule| text(schedule, "/kind")));
        if got.join(" ") != expected {
            return Err(Mismatch::new(&ask.words(), expected, got.join(" ")));
        }
    }
    Ok(())
}
