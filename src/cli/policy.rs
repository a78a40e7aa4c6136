//! The file of `--policy`, read before anything else.

use std::path::Path;

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use crate::reconcile::{Policy, read_policy};
use crate::report::snippet::render;
use crate::source::{Input, Links, named, open};
use crate::words::Message;

/// Loads the policy of a file. Every finding goes to standard error, and one is enough to end the
/// command.
pub(super) fn load(
    path: &Path,
    links: Links,
    environment: &Environment,
) -> Result<Policy, Failure> {
    named(path, links)?;
    let input = Input {
        name: path.display().to_string(),
        bytes: open(path)?,
    };
    read_policy(&input).map_err(|invalid| {
        let (words, style) = (&environment.words, environment.error_style);
        let findings = render(&[invalid.judged()], words, style);
        environment.print_error(findings.trim_end());
        let message = Message::new("policy-invalid").text("path", &invalid.source.name);
        Failure::new(Exit::Failed, message)
    })
}
