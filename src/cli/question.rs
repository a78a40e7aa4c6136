//! The question before a write, and what counts as yes.

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use crate::words::Message;

/// Asks the person at the terminal. Any answer but yes is a refusal, and so is none.
pub(super) async fn ask(
    question: &Message,
    interrupt: &Interrupt,
    environment: &Environment,
) -> Result<(), Failure> {
    environment.say(question);
    let line = interrupt.unless(async {
        let line = tokio::task::spawn_blocking(|| {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map(|_| line)
        });
        Ok(line.await)
    });
    match line.await? {
        Ok(Ok(line)) if is_yes(&line) => Ok(()),
        Ok(_) | Err(_) => Err(Failure::new(Exit::Refused, Message::new("answer-not-yes"))),
    }
}

/// « oui » and `yes` in any language and case; not `y` or `o`, which a slip of a finger types.
pub(super) fn is_yes(line: &str) -> bool {
    matches!(line.trim().to_lowercase().as_str(), "yes" | "oui")
}
