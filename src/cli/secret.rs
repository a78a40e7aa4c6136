//! Passwords from a terminal that does not show them, or from a file that only its owner can read.
//! They are kept out of every message.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::Path;

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::interrupt::Interrupt;
use crate::portal::Password;
use crate::source::{Links, named};
use crate::words::Message;

/// Bytes of a file that are read, far more than two passwords and their line breaks have.
const MAX_BYTES: u64 = 4096;

/// Room for all of them, and for the test of the end.
const ROOM: usize = 4096 + 64;

/// The lines of a file that only its owner can read and write. The file is opened once, and its rights
/// are those of the open file: a file that is replaced in between is never read.
pub(super) fn lines<const N: usize>(path: &Path) -> Result<[SecretString; N], Failure> {
    named(path, Links::Everywhere)?;
    let (file, metadata) = opened(path).map_err(|error| unreadable(path, &error))?;
    if !metadata.is_file() {
        let message = Message::new("not-a-file").text("path", path.display());
        return Err(Failure::new(Exit::Failed, message));
    }
    if is_shared(&metadata) {
        let message = Message::new("password-file-shared").text("path", path.display());
        let help = Message::new("password-file-shared-help");
        return Err(Failure::new(Exit::Failed, message).help(help));
    }
    // As large as it may get: a buffer that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(ROOM));
    // The error for bytes that are not UTF-8 does not quote them, so it is safe to show.
    file.take(MAX_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| unreadable(path, &error))?;
    let lines: Vec<SecretString> = text.lines().map(SecretString::from).collect();
    lines.try_into().map_err(|_| {
        let message = Message::new("password-file-form").text("path", path.display());
        Failure::new(Exit::Failed, message.number("count", N))
    })
}

/// The metadata is that of the open file, so that the file that was checked is the one that is read.
fn opened(path: &Path) -> std::io::Result<(File, Metadata)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

pub(super) fn only_line(path: &Path) -> Result<SecretString, Failure> {
    let [line] = lines(path)?;
    Ok(line)
}

#[cfg(unix)]
fn is_shared(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_shared(_: &Metadata) -> bool {
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
    let terminal = terminal::HiddenInput::hiding();
    let reading = tokio::task::spawn_blocking(move || {
        let passwords = questions.iter().map(rpassword::prompt_password);
        let passwords = passwords.map(|password| password.map(SecretString::from));
        passwords.collect::<Result<Vec<_>, _>>()
    });
    let read = interrupt.unless(async { Ok(reading.await) }).await;
    drop(terminal);
    match read? {
        Ok(Ok(read)) => read.try_into().map_err(|_| not_read()),
        Ok(Err(error)) if error.kind() == ErrorKind::Interrupted => {
            Err(Failure::new(Exit::Interrupted, Message::new("interrupted")))
        }
        Ok(Err(_)) | Err(_) => Err(not_read()),
    }
}

fn not_read() -> Failure {
    Failure::new(Exit::Failed, Message::new("no-password-read"))
}

/// The secret itself, for the one place that prints it: a new token, once.
pub(super) fn shown(secret: &SecretString) -> &str {
    secret.expose_secret()
}

/// The secret as the type that the embedded portal hashes.
pub(super) fn password(secret: &SecretString) -> Password {
    Password::new(secret.expose_secret().to_owned())
}

#[cfg(unix)]
mod terminal {
    //! Hides what is typed before the question is printed, because a password may be pasted at once,
    //! and restores the terminal when a signal ends the run.

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// Hides what is typed until it is dropped, and then restores the modes that the terminal had.
    pub(super) struct HiddenInput(Option<Termios>);

    impl HiddenInput {
        pub(super) fn hiding() -> Self {
            let before = tcgetattr(rustix::stdio::stdin()).ok();
            if let Some(mut hidden) = before.clone() {
                hidden.local_modes.remove(LocalModes::ECHO);
                set(&hidden);
            }
            Self(before)
        }
    }

    /// A failure is not an error: reading a password hides what is typed by itself, and this only
    /// closes the gap before it begins.
    fn set(modes: &Termios) {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, modes);
    }

    impl Drop for HiddenInput {
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

    pub(super) struct HiddenInput;

    impl HiddenInput {
        pub(super) fn hiding() -> Self {
            Self
        }
    }
}
