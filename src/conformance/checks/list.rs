//! Lists: pages, cursors and links.

use std::collections::BTreeSet;

use super::table::checks;
use crate::conformance::message::{Mismatch, ProbeRequest, text};
use crate::conformance::tokens::Requester;
use crate::conformance::trial::{Trial, random};

/// One more than the entries of a page whose length the request leaves out.
const MANY: usize = 51;

checks! { "lists";
    "lists-have-limits" {
        r#"primary GET chat/fr/weekly-schedules?limit=1 => 200"#
        r#"primary GET chat/fr/weekly-schedules?limit=200 => 200"#
        r#"primary GET chat/fr/weekly-schedules?limit=0 => 400 type:malformed"#
        r#"primary GET delegate-candidates?limit=201 => 400 type:malformed"#
        r#"primary GET chat/fr/special-events?limit=ten => 400 type:malformed"#
    };
    "cursors-are-the-lists-own" {
        r#"primary GET chat/fr/weekly-schedules?cursor=$one => 400 type:malformed"#
        r#"primary GET delegate-candidates?cursor=%FF => 400 type:malformed"#
    };
    "a-list-is-walked-once" {} and walked_once;
    "a-page-loses-nothing" {} and loses_nothing;
}

/// A page of the French special events.
struct EventPage {
    asked: String,
    ids: Vec<String>,
    next: Option<String>,
}

async fn page(trial: &Trial<'_>, path: &str) -> Result<EventPage, Mismatch> {
    let ask = ProbeRequest::read(Requester::Primary, path);
    let (asked, answer) = (ask.words(), trial.probe.ask(&ask).await?);
    if answer.status != 200 {
        return Err(Mismatch::new(&asked, 200, answer.verdict()));
    }
    let next = match answer.header("link").map(|link| (link, target(link))) {
        None => None,
        Some((_, Some(next))) if next.split('?').next() == Some(&list(trial)) => Some(next),
        Some((link, _)) => {
            let expected = r#"Link: <…>; rel="next" of the same list"#;
            return Err(Mismatch::new(&asked, expected, link));
        }
    };
    let ids = answer
        .entries()
        .iter()
        .map(|one| text(one, "/id").to_owned());
    Ok(EventPage {
        asked,
        ids: ids.collect(),
        next,
    })
}

fn list(trial: &Trial<'_>) -> String {
    format!(
        "/v1/accounts/{}/chat/fr/special-events",
        trial.probe.account
    )
}

/// Path and query of `<…>; rel="next"`.
fn target(link: &str) -> Option<String> {
    let (target, parameters) = link.strip_prefix('<')?.split_once('>')?;
    let mut parameters = parameters.split(';');
    let next = parameters.any(|one| matches!(one.trim(), r#"rel="next""# | "rel=next"));
    let at = target.find("/v1/")?;
    next.then(|| target.split_at(at).1.to_owned())
}

/// Closed events long ago, which no customer can notice.
async fn events(trial: &mut Trial<'_>, count: usize) -> Result<(), Mismatch> {
    for number in 0..count {
        let id = random()?;
        let body = format!(
            r#"{{"name": "$name {number}", "availability": "closed", "startsAt": "2001-01-01T00:00", "endsAt": "2001-01-02T00:00"}}"#
        );
        let line = format!("primary PUT chat/fr/special-events/{id} if-none-match=* {body} => 201");
        trial.step(&line).await?;
    }
    Ok(())
}

/// Without a limit fifty, and with one every entry once, in pages of that many.
async fn walked_once(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    events(trial, MANY).await?;
    let wanted = trial.before.members("/chat/fr/specialEvents") + MANY;
    let first = page(trial, "chat/fr/special-events").await?;
    if first.ids.len() != 50 || first.next.is_none() {
        let got = format!("{} entries", first.ids.len());
        return Err(Mismatch::new(&first.asked, "50 entries and a Link", got));
    }
    let (mut seen, mut next) = (BTreeSet::new(), Some(format!("{}?limit=20", list(trial))));
    while let Some(path) = next.take() {
        let found = page(trial, &path).await?;
        let whole = found.ids.len() == 20 || found.next.is_none();
        if !whole || found.ids.is_empty() {
            let got = format!("{} entries", found.ids.len());
            return Err(Mismatch::new(&found.asked, "20 entries", got));
        }
        if let Some(id) = found.ids.into_iter().find(|id| !seen.insert(id.clone())) {
            let expected = "entries that were on no page before";
            return Err(Mismatch::new(&found.asked, expected, id));
        }
        next = found.next;
    }
    if seen.len() == wanted {
        return Ok(());
    }
    let asked = format!("primary GET {}", list(trial));
    Err(Mismatch::new(
        &asked,
        format!("{wanted} entries"),
        seen.len(),
    ))
}

/// An entry that goes between two pages takes no other with it.
async fn loses_nothing(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    events(trial, 4).await?;
    let wanted = trial.before.members("/chat/fr/specialEvents") + 4;
    let first = page(trial, "chat/fr/special-events?limit=2").await?;
    let gone = first.ids.first().map_or_else(String::new, Clone::clone);
    if trial.before.holds(&gone) {
        return Ok(());
    }
    let delete = format!("primary DELETE chat/fr/special-events/{gone} if-match=now => 204");
    trial.step(&delete).await?;
    let mut seen: BTreeSet<_> = first.ids.into_iter().collect();
    let mut next = first.next;
    while let Some(path) = next.take() {
        let found = page(trial, &path).await?;
        let before = seen.len();
        seen.extend(found.ids);
        next = found.next.filter(|_| seen.len() > before);
    }
    if seen.len() == wanted {
        return Ok(());
    }
    let expected = format!("{wanted} entries on all pages");
    Err(Mismatch::new(&first.asked, expected, seen.len()))
}
