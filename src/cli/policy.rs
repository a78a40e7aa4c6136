//! The file of `--policy`, read before anything else.

use std::path::Path;

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use crate::diagnostic::Span;
use crate::document::parse_as;
use crate::policy::{Policy, lower, shape};
use crate::report::snippet::render;
use crate::source::{SourceText, open};
use crate::words::Message;

/// Loads the policy of a file. Every finding goes to standard error, and one is enough to end the
/// command: a policy that is half understood could allow what it was written to forbid.
pub(super) fn load(path: &Path, environment: &Environment) -> Result<Policy, Failure> {
    let bytes = open(path)?;
    let parsed = parse_as::<shape::PolicyFile>(&bytes);
    let source = SourceText::new(path.display().to_string(), parsed.text.into_owned());
    let lowered = parsed.document.and_then(|document| {
        lower(&document, |span: Span| {
            format!("{}:{}", source.name, source.line(span.start))
        })
    });
    lowered.map_err(|findings| {
        let (words, style) = (&environment.words, environment.error_style);
        environment.print_error(render(&findings, &source, words, style).trim_end());
        let message = Message::new("policy-invalid").text("path", &source.name);
        Failure::new(Exit::Failed, message)
    })
}
