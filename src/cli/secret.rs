//! Passwords from a terminal that does not show them, or from a file that only its owner can read.
//! They are kept out of every message.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::interrupt::Interrupt;
use crate::portal::Password;
use crate::words::Message;

/// Two passwords have far fewer bytes.
const MAX_BYTES: u64 = 4096;

/// Lines of a file that others can neither read nor write. It is opened once and read from there.
pub(super) fn lines<const N: usize>(path: &Path) -> Result<[SecretString; N], Failure> {
    let fault = |error: std::io::Error| unreadable(path, &error);
    let wrong = |id| Failure::new(Exit::Failed, Message::new(id).text("path", path.display()));
    let file = File::open(path).map_err(fault)?;
    let metadata = file.metadata().map_err(fault)?;
    if !metadata.is_file() {
        return Err(wrong("not-a-file"));
    }
    if is_shared(&metadata) {
        return Err(wrong("password-file-shared").help(Message::new("password-file-shared-help")));
    }
    let mut text = String::new();
    // What the system says of bytes that are no text does not show them.
    file.take(MAX_BYTES)
        .read_to_string(&mut text)
        .map_err(fault)?;
    let text = SecretString::from(text);
    let lines: Vec<SecretString> = text
        .expose_secret()
        .lines()
        .map(SecretString::from)
        .collect();
    lines.try_into().map_err(|_| {
        let message = Message::new("password-file-form").text("path", path.display());
        Failure::new(Exit::Failed, message.number("count", N))
    })
}

pub(super) fn only_line(path: &Path) -> Result<SecretString, Failure> {
    let [line] = lines(path)?;
    Ok(line)
}

#[cfg(unix)]
fn is_shared(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_shared(_: &std::fs::Metadata) -> bool {
    false
}

/// A new password, typed twice.
pub(super) async fn new_twice(environment: &Environment) -> Result<SecretString, Failure> {
    let [new, again] = asked(["ask-new-password", "ask-new-password-again"], environment).await?;
    same(new, &again)
}

/// The old password, and a new one typed twice.
pub(super) async fn old_and_new(environment: &Environment) -> Result<[SecretString; 2], Failure> {
    let questions = [
        "ask-current-password",
        "ask-new-password",
        "ask-new-password-again",
    ];
    let [current, new, again] = asked(questions, environment).await?;
    Ok([current, same(new, &again)?])
}

fn same(new: SecretString, again: &SecretString) -> Result<SecretString, Failure> {
    if new.expose_secret() == again.expose_secret() {
        return Ok(new);
    }
    Err(Failure::new(
        Exit::Refused,
        Message::new("passwords-differ"),
    ))
}

/// Asks one after the other, without showing what is typed.
async fn asked<const N: usize>(
    questions: [&'static str; N],
    environment: &Environment,
) -> Result<[SecretString; N], Failure> {
    if !environment.is_interactive() {
        let help = Message::new("no-terminal-help");
        return Err(Failure::new(Exit::Usage, Message::new("no-terminal")).help(help));
    }
    let questions = questions.map(|id| format!("{} ", environment.words.text(id)));
    let interrupt = Interrupt::listen();
    let terminal = terminal::Kept::hiding();
    let reading = tokio::task::spawn_blocking(move || {
        let read = |question: &String| rpassword::prompt_password(question).map(SecretString::from);
        questions.iter().map(read).collect::<Result<Vec<_>, _>>()
    });
    let read = interrupt.unless(async { Ok(reading.await) }).await;
    drop(terminal);
    let failed = |exit, id| Failure::new(exit, Message::new(id));
    match read? {
        Ok(Ok(read)) => read
            .try_into()
            .map_err(|_| failed(Exit::Failed, "no-password-read")),
        Ok(Err(error)) if error.kind() == ErrorKind::Interrupted => {
            Err(failed(Exit::Interrupted, "interrupted"))
        }
        Ok(Err(_)) | Err(_) => Err(failed(Exit::Failed, "no-password-read")),
    }
}

/// What opens, for the one place that shows it.
pub(super) fn shown(secret: &SecretString) -> &str {
    secret.expose_secret()
}

/// As the embedded portal takes it.
pub(super) fn password(secret: &SecretString) -> Password {
    Password::new(secret.expose_secret().to_owned())
}

#[cfg(unix)]
mod terminal {
    //! What is typed is hidden before the question is there, for whoever types at once, and a signal
    //! may come meanwhile.

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The terminal as it was, which it is again when this is dropped.
    pub(super) struct Kept(Option<Termios>);

    impl Kept {
        pub(super) fn hiding() -> Self {
            let before = tcgetattr(rustix::stdio::stdin()).ok();
            if let Some(mut hidden) = before.clone() {
                hidden.local_modes.remove(LocalModes::ECHO);
                set(&hidden);
            }
            Self(before)
        }
    }

    /// Where this fails, reading hides what is typed all the same.
    fn set(modes: &Termios) {
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, modes).unwrap_or_default();
    }

    impl Drop for Kept {
        fn drop(&mut self) {
            if let Some(before) = &self.0 {
                set(before);
            }
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    //! The system shows what is typed again by itself.

    pub(super) struct Kept;

    impl Kept {
        pub(super) fn hiding() -> Self {
            Self
        }
    }
}
