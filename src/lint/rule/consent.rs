//! L16: a change that a person must name. Each kind of consent is a finding of its own, so that a
//! review shows it and a pipeline can refuse it.

use crate::desired::Places;
use crate::diagnostic::{Code, Diagnostic};
use crate::lint::place::place;
use crate::model::FieldPath;
use crate::words::Message;

/// Findings of consent that is needed, each with the setting that needs it.
pub(crate) fn consent(
    words: impl Iterator<Item = (Code, FieldPath)>,
    places: &Places,
) -> impl Iterator<Item = Diagnostic> {
    words.map(|(code, path)| {
        let message = Message::new("consent-needed").text("word", code);
        Diagnostic::warning(code, place(places, &path), message)
            .help(Message::new("consent-needed-help").text("word", code))
            .at(path)
    })
}
