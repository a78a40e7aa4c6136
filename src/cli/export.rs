//! `consigne export` and `init`: files that are generated instead of written by hand.

use std::path::{Path, PathBuf};

use super::args::{Export, Init};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use super::portal::Portals;
use super::save::{Privacy, save};
use crate::contract::ReadPortal;
use crate::document::MAX_BYTES;
use crate::export::{MODELINE, Phones};
use crate::model::{AccountName, Language, Observed};
use crate::reconcile::{NoFile, sayable};
use crate::words::Message;

/// `consigne export`: a file for each account. An account that cannot be exported does not stop the
/// others, unless its failure concerns them as well.
pub(super) async fn run(args: &Export, environment: &Environment) -> Result<Exit, Failure> {
    if args.accounts.len() > 1 && args.out_dir.is_none() {
        return Err(Failure::new(
            Exit::Usage,
            Message::new("several-need-out-dir"),
        ));
    }
    let portals = Portals::open(&args.portal.for_reading(), environment).await?;
    let mut exit = Exit::Done;
    for account in &args.accounts {
        if let Err(failure) = one(account, args, &portals, environment).await {
            exit = exit.worst(failure.report_of(account, environment));
            if failure.ends_the_run {
                break;
            }
        }
    }
    Ok(exit)
}

async fn one(
    account: &str,
    args: &Export,
    portals: &Portals<'_>,
    environment: &Environment,
) -> Result<(), Failure> {
    let phones = if args.with_confidential {
        Phones::Kept
    } else {
        Phones::LeftOut
    };
    let existing = args.existing();
    let text = exported(account, phones, existing, portals, environment).await?;
    match &args.out_dir {
        None => environment.result(&text),
        Some(directory) => {
            std::fs::create_dir_all(directory).map_err(|error| unreadable(directory, &error))?;
            let path = directory.join(format!("{account}.yaml"));
            let file = NewFile {
                path: &path,
                text: &text,
                existing,
                privacy: privacy(phones),
            };
            file.create(environment)?;
        }
    }
    Ok(())
}

async fn exported(
    account: &str,
    phones: Phones,
    existing: ExistingFile,
    portals: &Portals<'_>,
    environment: &Environment,
) -> Result<String, Failure> {
    let name = AccountName::parse(account).map_err(|_| {
        Failure::new(
            Exit::Usage,
            Message::new("bad-account").text("account", account),
        )
    })?;
    let observed = portals
        .account(account, None)?
        .portal
        .observe(&name)
        .await
        .map_err(|error| Failure::from(&error))?;
    match sayable(&observed, phones, &environment.words, environment.now) {
        Ok(text) => Ok(text),
        Err(NoFile::TooLarge(text)) if existing == ExistingFile::Replaced => Ok(text),
        Err(NoFile::TooLarge(text)) => Err(too_large(&observed, &text)),
        Err(NoFile::Unsayable) => Err(Failure::new(Exit::Failed, Message::new("export-unsayable"))),
    }
}

/// The file of an account would be one that consigne does not read. Nearly always it is a list of events
/// that a program made.
fn too_large(observed: &Observed, text: &str) -> Failure {
    let hours = &observed.account.chat.hours;
    let events = Language::ALL.map(|language| {
        let lists = &hours.get(language).named;
        lists.special_events().count()
    });
    let message = Message::new("export-too-large")
        .text("account", &observed.name)
        .number("bytes", text.len())
        .number("limit", MAX_BYTES)
        .number("events", events.iter().sum());
    Failure::new(Exit::Failed, message).help(Message::new("export-too-large-help"))
}

/// The fate of an existing file whose name a new one would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExistingFile {
    /// It is kept, and the command fails: it may hold the work of hours.
    Kept,
    /// `--force`, which also writes a file that is too large to be read.
    Replaced,
}

impl Export {
    fn existing(&self) -> ExistingFile {
        if self.force {
            ExistingFile::Replaced
        } else {
            ExistingFile::Kept
        }
    }
}

impl Init {
    fn existing(&self) -> ExistingFile {
        if self.force {
            ExistingFile::Replaced
        } else {
            ExistingFile::Kept
        }
    }
}

/// A file that is about to be written.
struct NewFile<'a> {
    path: &'a Path,
    text: &'a str,
    existing: ExistingFile,
    privacy: Privacy,
}

impl NewFile<'_> {
    /// What is no file, such as a pipe, has nothing to lose.
    fn create(&self, environment: &Environment) -> Result<(), Failure> {
        let Self { path, privacy, .. } = *self;
        if path.is_file() && self.existing == ExistingFile::Kept {
            let message = Message::new("exists").text("path", path.display());
            return Err(Failure::new(Exit::Failed, message));
        }
        save(path, self.text.as_bytes(), privacy).map_err(|error| unreadable(path, &error))?;
        environment.say(&Message::new("init-written").text("path", path.display()));
        Ok(())
    }
}

/// A file with the telephone number is for its owner alone.
fn privacy(phones: Phones) -> Privacy {
    match phones {
        Phones::Kept => Privacy::Confidential,
        Phones::LeftOut => Privacy::Public,
    }
}

/// `consigne init`: a first file, either from an account of the portal or with every key of the example
/// behind a `#`.
pub(super) async fn init(args: &Init, environment: &Environment) -> Result<Exit, Failure> {
    let text = match &args.from_portal {
        None => first_file(environment),
        Some(account) => {
            let portals = Portals::open(&args.portal.for_reading(), environment).await?;
            let existing = args.existing();
            exported(account, Phones::LeftOut, existing, &portals, environment).await?
        }
    };
    let path = args
        .path
        .clone()
        .unwrap_or_else(|| PathBuf::from("reseller.yaml"));
    let existing = args.existing();
    let file = NewFile {
        path: &path,
        text: &text,
        existing,
        privacy: Privacy::Public,
    };
    file.create(environment)?;
    Ok(Exit::Done)
}

/// The example of the documents, with comments in a language.
pub(super) fn example(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../examples/boreal/reseller.yaml"),
        Language::Fr => include_str!("../words/fr/first_file.yaml"),
    }
}

/// The example with every key behind a `#`.
fn first_file(environment: &Environment) -> String {
    let example = example(environment.words.language());
    let words = &environment.words;
    let (schema, file) = (words.text("export-schema"), words.text("init-file"));
    let mut text = format!("{MODELINE}\n# {schema}\n# {file}\n");
    for line in example.lines().skip(2) {
        let kept = line.is_empty()
            || ["apiVersion", "account"]
                .iter()
                .any(|key| line.starts_with(key));
        if !kept {
            text.push_str("# ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}
