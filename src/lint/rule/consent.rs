//! L16: a change that a person must name. Each word of consent is a finding of its own, so that a
//! review shows it and a pipeline can refuse it.

use crate::desired::Places;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::FieldPath;
use crate::words::Message;

/// Words that are needed, each with the setting that asks for it.
pub(crate) fn consent(
    words: impl Iterator<Item = (Code, FieldPath)>,
    places: &Places,
) -> impl Iterator<Item = Diagnostic> {
    words.map(|(code, path)| {
        let place = places.of(&path).unwrap_or_default();
        let message = Message::new("consent-needed").text("word", code);
        Diagnostic::warning(code, place, message)
            .help(Message::new("consent-needed-help").text("word", code))
            .at(path)
    })
}
