//! The portal answers for one instant, the tool for a stretch: two programs of which neither knows
//! the other's, over HTTP.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::wire::{Dice, Wire, address};
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = include_str!("../../fixtures/portal/schedules.yaml");
const INSTANTS: usize = 1_000;

/// Half of the instants are anywhere in two years with all their clock changes, half at a moment
/// where chat opens or closes or in the minutes around it.
#[test]
fn a_thousand_instants_are_as_the_portal_answers() {
    let bench = Workbench::with_portal(SEED);
    let arguments = "hours boreal --from-portal --from 2026-10-01 --to 2028-10-01 --format json";
    let (exit, told) = bench.run_as(TOKEN, &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(exit, 0, "{told}");
    let told: Value = serde_json::from_str(&told).unwrap();
    let mut wire = Wire::to(&address(&bench)).unwrap();
    let mut dice = Dice::new(27);
    for language in ["fr", "en"] {
        let intervals = intervals(&told[language]);
        let (mut open, mut closed) = (0, 0);
        for at in 0..INSTANTS {
            let instant = match at % 2 {
                0 => anywhere(&mut dice),
                _ => around_a_border(&intervals, &mut dice),
            };
            let expected = intervals
                .iter()
                .any(|(from, to)| *from <= instant && instant < *to);
            let path = format!(
                "/v1/accounts/boreal/chat/{language}/availability?at={}",
                instant.format("%Y-%m-%dT%H:%M:%SZ")
            );
            let answer = wire.ask("GET", &path, "accept: */*", "").unwrap();
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            let answer: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(answer["open"], expected, "{language} {instant}");
            *if expected { &mut open } else { &mut closed } += 1;
        }
        assert!(open > 100 && closed > 100, "{open} open, {closed} closed");
    }
}

fn intervals(language: &Value) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let instant = |value: &Value| value.as_str().unwrap().parse().unwrap();
    let intervals = language["intervals"].as_array().unwrap().iter();
    intervals
        .map(|interval| (instant(&interval["from"]), instant(&interval["to"])))
        .collect()
}

fn anywhere(dice: &mut Dice) -> DateTime<Utc> {
    let begin: DateTime<Utc> = "2026-10-02T00:00:00Z".parse().unwrap();
    begin + TimeDelta::seconds(seconds(dice, 729 * 86_400))
}

fn around_a_border(intervals: &[(DateTime<Utc>, DateTime<Utc>)], dice: &mut Dice) -> DateTime<Utc> {
    let (from, to) = intervals[dice.below(intervals.len())];
    let border = [from, to][dice.below(2)];
    border + TimeDelta::seconds([-60, -1, 0, 1, 60][dice.below(5)])
}

fn seconds(dice: &mut Dice, below: usize) -> i64 {
    i64::try_from(dice.below(below)).unwrap()
}
