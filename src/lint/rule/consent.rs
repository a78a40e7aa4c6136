//! L16: a change that a person must name. Each word of consent is a finding of its own, so that a
//! review shows it and a pipeline can refuse it.

use super::super::plan::Planning;
use crate::diagnostic::Diagnostic;
use crate::words::Message;

pub(super) fn check(planning: &Planning<'_>, findings: &mut Vec<Diagnostic>) {
    for (code, path) in &planning.words {
        let place = planning.desired.places.of(path).unwrap_or_default();
        let message = Message::new("consent-needed").text("word", code);
        let finding = Diagnostic::warning(code, place, message)
            .help(Message::new("consent-needed-help").text("word", code))
            .at(path.clone());
        findings.push(finding);
    }
}
