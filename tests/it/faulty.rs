//! Files with faults, by a generator: a right file in which up to three values are not what they should
//! be.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// A right file with every key that does not exclude another.
fn right() -> Value {
    let hours = json!({
        "workingHours": {
            "days": ["mon", "tue", "wed"], "startTime": "08:30", "endTime": "17:00",
            "lunchBreak": {"days": ["mon"], "startTime": "12:00", "endTime": "13:00"},
        },
        "weekendHours": {"days": "all", "allDay": true},
        "weeklySchedules": [
            {"name": "Jeudi soir", "renamedFrom": "Jeudi", "days": ["thu"], "startTime": "18:00", "endTime": "21:00"},
        ],
        "specialEvents": [
            {"name": "Inventaire", "availability": "closed", "startDate": "2027-03-31", "endDate": "2027-04-01"},
            {"name": "Soldes", "availability": "open", "startsAt": "2027-05-01T08:00", "endsAt": "2027-05-01T24:00"},
        ],
        "holidays": [
            {"calendar": "CA-QC", "years": [2027, 2028], "availability": "closed", "except": ["easter-monday"]},
        ],
    });
    json!({
        "apiVersion": "consigne/v1",
        "account": "boreal",
        "general": {
            "can": "QC104233", "spid": "SP-88120", "resellerName": "Télécom Boréal inc.",
            "defaultCustomerLanguage": "fr",
            "address": {
                "street": "1250, boul. René-Lévesque Ouest", "city": "Montréal",
                "province": "QC", "postalCode": "H3B 4W8", "country": "CA",
            },
        },
        "administrator": {
            "email": "marie.tremblay@boreal.example", "phone": "+14385550142", "language": "fr", "primary": "1001",
        },
        "delegates": [{"user": "2041", "name": "Jean Roy"}, {"user": "2042", "name": "Luc Roy"}],
        "telephony": {"pbx": "BroadSoft-MTL-1", "provider": "Réseau Laurentien"},
        "chat": {"enabled": true, "timeZone": "America/Toronto", "hours": {"fr": hours}},
    })
}

/// What can be wrong in one place.
#[derive(Debug, Clone)]
enum Fault {
    Replaced(Value),
    Removed,
    Unknown,
    /// A text with one character replaced or added.
    Mangled(Index, char),
}

fn fault() -> impl Strategy<Value = Fault> {
    let strange = json!([
        null, true, 1, -1, 1.5, 2027, 70_000, "", " ", "mon", "all", "fr", "open", [], {}, ["mon"], [["mon"]],
        [1], [null], {"mon": 1}, "2027-02-30", "24:00", "9:00", "CA-XX", "XX", "Mars/X", "EST", "a@b", "x y",
        "é".repeat(101), "+1 514 555-0142", "closed ", "2027-01-01T00:00Z", ["mon", "lun"], [2027, 2027], [1999],
    ]);
    let strange = strange.as_array().unwrap().clone();
    let characters = select("aZ0 -.@+:T\u{e9}\u{a0}\t".chars().collect::<Vec<_>>());
    prop_oneof![
        4 => select(strange).prop_map(Fault::Replaced),
        1 => Just(Fault::Removed),
        1 => Just(Fault::Unknown),
        4 => (any::<Index>(), characters).prop_map(|(at, character)| Fault::Mangled(at, character)),
    ]
}

/// The paths of every value, as JSON Pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<_> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, below)| (key.clone(), below))
            .collect(),
        Value::Array(entries) => entries
            .iter()
            .enumerate()
            .map(|(at, below)| (at.to_string(), below))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (key, below) in children {
        let at = format!("{at}/{key}");
        found.push(at.clone());
        pointers(below, &at, found);
    }
}

fn commit(file: &mut Value, pointer: &str, fault: &Fault) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match fault {
        Fault::Replaced(with) => *file.pointer_mut(pointer).unwrap() = with.clone(),
        Fault::Removed => match file.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(last)),
            Value::Array(entries) => drop(entries.remove(last.parse().unwrap())),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        },
        Fault::Unknown => {
            if let Some(Value::Object(members)) = file.pointer_mut(parent) {
                members.insert("opened".to_owned(), json!(true));
            }
        }
        Fault::Mangled(at, with) => {
            if let Some(Value::String(text)) = file.pointer_mut(pointer) {
                let mut characters: Vec<char> = text.chars().collect();
                let at = at.index(characters.len() + 1);
                if at < characters.len() && at % 2 == 0 {
                    characters[at] = *with;
                } else {
                    characters.insert(at, *with);
                }
                *text = characters.into_iter().collect();
            }
        }
    }
}

/// A file with one to three faults, and where they are; now and then one of them does no harm.
#[derive(Debug, Clone)]
pub(crate) struct Faulty {
    pub(crate) file: Value,
    /// JSON Pointers, in the order in which the faults were committed.
    pub(crate) at: Vec<String>,
}

fn faulty() -> impl Strategy<Value = Faulty> {
    prop::collection::vec((any::<Index>(), fault()), 1..4).prop_map(|faults| {
        let (mut file, mut places) = (right(), Vec::new());
        for (at, fault) in faults {
            let mut all = Vec::new();
            pointers(&file, "", &mut all);
            let at = at.get::<String>(&all);
            commit(&mut file, at, &fault);
            places.push(at.clone());
        }
        Faulty { file, at: places }
    })
}

/// The same files in every run.
pub(crate) fn files(count: usize) -> Vec<Faulty> {
    let mut runner = TestRunner::deterministic();
    let strategy = faulty();
    let mut one = || strategy.new_tree(&mut runner).unwrap().current();
    (0..count).map(|_| one()).collect()
}

#[test]
fn the_file_without_a_fault_is_right() {
    let bench = crate::workbench::Workbench::new();
    bench.write("a.yaml", &right().to_string());
    let output = bench.run(&["validate", "a.yaml", "--format", "github"]);
    assert!(
        !String::from_utf8(output.stdout)
            .unwrap()
            .contains("::error")
    );
}
