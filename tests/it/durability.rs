//! The portal process is killed while eight write: what was acknowledged is there, and nothing is
//! half there. `ROUNDS` says how often.

use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use crate::effort::times;
use crate::wire::{Dice, Wire, address};
use crate::workbench::Workbench;

const SEED: &str = "accounts: [{ account: boreal, softwareDeployed: true }]";
const WRITERS: usize = 8;

/// What one writer knows of its resource.
#[derive(Debug, Clone, Default)]
struct Known {
    /// Body and tag of the last write that was acknowledged.
    acknowledged: Option<(Value, String)>,
    /// A write whose answer did not come.
    open: Option<Value>,
    count: usize,
    /// Everything that was acknowledged in this round, with its tag.
    history: Vec<(String, Value)>,
}

fn key(writer: usize) -> String {
    let language = ["fr", "en"][writer % 2];
    let letter = char::from(b'a' + u8::try_from(writer).unwrap());
    format!(
        "chat/{language}/weekly-schedules/{}",
        letter.to_string().repeat(26)
    )
}

fn path(writer: usize) -> String {
    format!("/v1/accounts/boreal/{}", key(writer))
}

fn body(writer: usize, count: usize) -> Value {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    json!({
        "id": key(writer).rsplit('/').next().unwrap(),
        "name": format!("writer {writer} writes {count}"),
        "days": [days[count % 7]],
        "startTime": format!("{:02}:{:02}", count % 12, count % 60),
        "endTime": "23:00",
        "allDay": false,
    })
}

/// Writes until the connection ends.
fn write(host: &str, writer: usize, known: &mut Known, acknowledged: &Sender<()>) {
    let Ok(mut wire) = Wire::to(host) else {
        return;
    };
    loop {
        known.count += 1;
        let body = body(writer, known.count);
        let precondition = match &known.acknowledged {
            Some((_, tag)) => format!("if-match: {tag}"),
            None => "if-none-match: *".to_owned(),
        };
        known.open = Some(body.clone());
        let Ok(answer) = wire.ask("PUT", &path(writer), &precondition, &body.to_string()) else {
            return;
        };
        assert!(matches!(answer.status, 200 | 201), "{answer:?}");
        let tag = answer.headers["etag"].clone();
        known.history.push((tag.clone(), body.clone()));
        known.acknowledged = Some((body, tag));
        known.open = None;
        let _ = acknowledged.send(());
    }
}

/// After the kill: each resource is as acknowledged, or as the write says that was under way.
fn check(bench: &Workbench, all: &mut [Known], tags: &mut BTreeMap<(usize, String), Value>) {
    let mut wire = Wire::to(&address(bench)).unwrap();
    let whole = wire
        .ask("GET", "/v1/accounts/boreal/settings", "x-odd: 1", "")
        .unwrap();
    let whole: Value = serde_json::from_str(&whole.body).unwrap();
    for (writer, known) in all.iter_mut().enumerate() {
        for (tag, body) in known.history.drain(..) {
            once(tags, writer, tag, body);
        }
        let found = wire.ask("GET", &path(writer), "x-odd: 1", "").unwrap();
        if found.status == 404 {
            assert_eq!(
                known.acknowledged, None,
                "an acknowledged write of {writer} is lost"
            );
            continue;
        }
        let (body, tag) = (
            serde_json::from_str::<Value>(&found.body).unwrap(),
            &found.headers["etag"],
        );
        let acknowledged = known.acknowledged.as_ref();
        match acknowledged.filter(|(known, _)| *known == body) {
            Some((_, known)) => assert_eq!(known, tag, "the tag of {writer}"),
            None => assert_eq!(
                known.open.as_ref(),
                Some(&body),
                "a write of {writer} is lost"
            ),
        }
        once(tags, writer, tag.clone(), body.clone());
        assert_eq!(whole["etags"][key(writer)], **tag, "{whole}");
        let language = ["fr", "en"][writer % 2];
        let listed = whole["chat"][language]["weeklySchedules"]
            .as_array()
            .unwrap();
        assert_eq!(
            listed
                .iter()
                .filter(|entry| entry["id"] == body["id"])
                .count(),
            1
        );
        assert!(listed.contains(&body), "{writer} is half there: {whole}");
        audited(bench, writer, &body);
        known.acknowledged = Some((body, tag.clone()));
        known.open = None;
    }
}

/// A tag never comes again for something else.
fn once(tags: &mut BTreeMap<(usize, String), Value>, writer: usize, tag: String, body: Value) {
    let before = tags.insert((writer, tag.clone()), body.clone());
    assert!(
        before.is_none_or(|before| before == body),
        "{tag} came again"
    );
}

/// The audit table tells the same story, step by step, and the name is taken once.
fn audited(bench: &Workbench, writer: usize, body: &Value) {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = Connection::open_with_flags(bench.path().join("portal.db"), flags).unwrap();
    let query = "SELECT ifnull(old, 'null'), new FROM audit WHERE what = ?1 ORDER BY id";
    let mut query = database.prepare(query).unwrap();
    let rows = query.query_map([format!("PUT {}", key(writer))], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    });
    let mut last = Value::Null;
    for row in rows.unwrap() {
        let (old, new) = row.unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&old).unwrap(),
            last,
            "the audit skips a step"
        );
        last = serde_json::from_str(&new).unwrap();
    }
    assert_eq!(last, *body, "the audit ends elsewhere");
    let query = "SELECT group_concat(name_key) FROM name WHERE key = ?1";
    let names: String = database
        .query_row(query, [key(writer)], |row| row.get(0))
        .unwrap();
    assert_eq!(names, body["name"]);
}

#[test]
fn a_kill_loses_nothing_that_was_acknowledged() {
    let mut bench = Workbench::seeded(SEED);
    let mut dice = Dice::new(11);
    let mut all = vec![Known::default(); WRITERS];
    let mut tags = BTreeMap::new();
    let mut total = 0;
    for round in 0..times(20) {
        bench.serve(&["--log", "off"], std::process::Stdio::inherit());
        check(&bench, &mut all, &mut tags);
        let host = address(&bench);
        let until = 1 + dice.below(150);
        let (acknowledged, received) = channel();
        std::thread::scope(|scope| {
            for (writer, known) in all.iter_mut().enumerate() {
                let (host, acknowledged) = (host.as_str(), acknowledged.clone());
                scope.spawn(move || write(host, writer, known, &acknowledged));
            }
            drop(acknowledged);
            let heard = received.iter().take(until).count();
            assert_eq!(heard, until, "round {round}: the writers stopped");
            bench.kill();
        });
        total += until;
    }
    bench.serve(&["--log", "off"], std::process::Stdio::inherit());
    check(&bench, &mut all, &mut tags);
    assert!(tags.len() >= total, "{} tags of {total} writes", tags.len());
}

/// A disk without room, where this system lets a test have one of its own: what does not fit is
/// refused, nothing is lost, and with room it goes on.
#[test]
fn a_full_disk_loses_nothing() {
    let mut bench = Workbench::seeded(SEED);
    if !bench.serve_on_a_disk_of("1m") {
        return;
    }
    let disk = format!(
        "/proc/{}/root{}/disk",
        bench.portal_process(),
        bench.path().display()
    );
    let filler = std::path::Path::new(&disk).join("filler");
    let room = std::fs::File::create(&filler).map(|mut file| {
        // Until there is no room left.
        while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
    });
    if room.is_err() {
        return;
    }
    let mut wire = Wire::to(&address(&bench)).unwrap();
    let mut tags = vec![None; WRITERS];
    let mut write = |count: usize, tags: &mut Vec<Option<(String, Value)>>| {
        let writer = count % WRITERS;
        let precondition = match &tags[writer] {
            Some((tag, _)) => format!("if-match: {tag}"),
            None => "if-none-match: *".to_owned(),
        };
        let body = body(writer, count);
        let answer = wire.ask("PUT", &path(writer), &precondition, &body.to_string());
        let answer = answer.unwrap();
        if answer.status < 300 {
            tags[writer] = Some((answer.headers["etag"].clone(), body));
        }
        let read = wire.ask("GET", "/v1/accounts/boreal/settings", "x-odd: 1", "");
        assert_eq!(read.unwrap().status, 200, "reading needs no room");
        answer.status
    };
    let full = (0..500).find(|count| match write(*count, &mut tags) {
        200 | 201 => false,
        507 => true,
        other => panic!("{other}"),
    });
    assert!(full.is_some(), "the disk is full at some time");
    std::fs::remove_file(filler).unwrap();
    assert!(write(500, &mut tags) < 300, "with room it goes on");
    for (writer, known) in tags.into_iter().enumerate() {
        let found = wire.ask("GET", &path(writer), "x-odd: 1", "").unwrap();
        match known {
            None => assert_eq!(found.status, 404, "{writer}"),
            Some((tag, body)) => {
                assert_eq!(found.headers["etag"], tag);
                assert_eq!(serde_json::from_str::<Value>(&found.body).unwrap(), body);
            }
        }
    }
}
