//! What is wrong with the tokens of a run. No text of a token file is quoted.

use super::exit::Exit;
use super::failure::Failure;
use crate::client::{FaultyTokenLine, TokenLineFault};
use crate::words::Message;

/// An account for which there is no token.
pub(super) fn without_token() -> Failure {
    let message = Message::new("no-token-of-account");
    let help = Message::new("no-token-of-account-help");
    let mut failure = Failure::new(Exit::Failed, message).help(help);
    failure.is_not_tried = true;
    failure
}

/// A table of tokens that cannot be used: every faulty line, without its text.
pub(super) fn faulty_table(place: &str, lines: &[FaultyTokenLine]) -> Failure {
    let mut failures = lines.iter().map(|line| {
        let fault = match line.fault {
            TokenLineFault::Words => Message::new("token-line-words"),
            TokenLineFault::Account => Message::new("token-line-account"),
            TokenLineFault::Token => Message::new("token-line-token"),
            TokenLineFault::Again { first } => {
                Message::new("token-line-again").number("first", first)
            }
        };
        let message = Message::new("token-line")
            .text("place", place)
            .text("line", line.number)
            .message("fault", fault);
        Failure::new(Exit::Failed, message)
    });
    let first = failures.next();
    let first = first.expect("a table is refused for a line of it at least");
    let first = first.help(Message::new("token-line-help"));
    Failure::all(first, failures.collect())
}
