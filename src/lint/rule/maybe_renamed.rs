//! A schedule that is deleted while one with another name and the very same hours is created: most likely a
//! new name. Customers see no difference, but the portal loses the schedule and its id.

use crate::diagnostic::Diagnostic;
use crate::document::text_scalar;
use crate::lint::planning::Planning;
use crate::model::{FieldPath, Kind, Language, NameKey, Named, name_key};
use crate::words::Message;

pub(super) fn check(planning: &Planning<'_>, findings: &mut Vec<Diagnostic>) {
    for language in Language::ALL {
        for kind in Kind::ALL {
            list(planning, language, kind, findings);
        }
    }
}

fn list(planning: &Planning<'_>, language: Language, kind: Kind, findings: &mut Vec<Diagnostic>) {
    let Some(written) = planning.desired.hours.get(language).lists.get(&kind) else {
        return;
    };
    let old = planning.old.chat.hours.get(language).named.list(kind);
    let claimed: Vec<NameKey> = written
        .values()
        .filter_map(|entry| entry.renamed_from.as_ref())
        .map(|from| name_key(from.as_str()))
        .collect();
    let deleted: Vec<&Named> = old
        .iter()
        .filter(|(key, _)| !written.contains_key(*key) && !claimed.contains(key))
        .map(|(_, named)| named)
        .collect();
    for (key, entry) in written {
        let pattern = entry.named.pattern;
        if entry.renamed_from.is_some() || old.contains_key(key) {
            continue;
        }
        // Two that could have been renamed are one too many to guess from.
        let mut same = deleted.iter().filter(|named| named.pattern == pattern);
        let (Some(from), None) = (same.next(), same.next()) else {
            continue;
        };
        let path = FieldPath::of("chat.hours")
            .key(language.as_str())
            .key(kind.list())
            .entry(entry.named.name.as_str());
        let message = Message::new("maybe-renamed")
            .text("from", &from.name)
            .text("name", &entry.named.name);
        let help = Message::new("maybe-renamed-help").text("from", text_scalar(from.name.as_str()));
        let finding = Diagnostic::info("maybe-renamed", planning.place(&path), message)
            .help(help)
            .of(language);
        findings.push(finding.at(path));
    }
}
