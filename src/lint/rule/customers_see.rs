//! L21: changes that customers notice: another name, chat that is switched, other hours.

use chrono::{DateTime, Offset as _, Utc};

use super::phrase::{in_language, length};
use crate::availability::Sums;
use crate::diagnostic::{Diagnostic, Example};
use crate::lint::planning::Planning;
use crate::model::{FieldPath, Language};
use crate::words::Message;

pub(super) fn check(planning: &Planning<'_>, findings: &mut Vec<Diagnostic>) {
    let (old, new) = (planning.old, planning.new);
    let names = [&old.general.reseller_name, &new.general.reseller_name];
    if names[0] != names[1] {
        let message = Message::new("customers-see-name").text("name", names[1]);
        findings.push(finding(
            planning,
            FieldPath::of("general.resellerName"),
            message,
        ));
    }
    let path = FieldPath::of("chat.enabled");
    match (old.chat.enabled, new.chat.enabled) {
        (false, true) => findings.push(finding(planning, path, Message::new("customers-see-on"))),
        (true, false) => findings.push(finding(planning, path, Message::new("customers-see-off"))),
        (true, true) | (false, false) => {}
    }
    for language in Language::ALL {
        let Sums { gained, lost } = *planning.minutes.get(language);
        if gained + lost > 0 {
            let path = FieldPath::of("chat.hours").key(language.as_str());
            let message = Message::new("customers-see-hours")
                .message("language", in_language(language))
                .text("gained", length(gained))
                .text("lost", length(lost));
            let mut finding = finding(planning, path, message).of(language);
            finding.example = planning.first.get(language).map(|at| example(planning, at));
            findings.push(finding);
        }
    }
}

fn example(planning: &Planning<'_>, at: DateTime<Utc>) -> Example {
    match planning.new.chat.time_zone.rules() {
        Some(zone) => {
            let local = at.with_timezone(&zone);
            Example {
                civil: local.naive_local(),
                offset: Some(local.offset().fix().local_minus_utc()),
            }
        }
        None => Example {
            civil: at.naive_utc(),
            offset: Some(0),
        },
    }
}

fn finding(planning: &Planning<'_>, path: FieldPath, message: Message) -> Diagnostic {
    let place = planning.place(&path);
    Diagnostic::info("customers-see", place, message)
        .help(Message::new("customers-see-help"))
        .at(path)
}
