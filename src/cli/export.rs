//! `consigne export` and `init`: files that are generated instead of written by hand.

use std::path::{Path, PathBuf};
use std::pin::pin;

use futures_util::{StreamExt as _, stream};

use super::args::{Export, Init};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use super::portal::{Portals, SeenAccount, UnseenAccount};
use super::save::{Privacy, save};
use crate::contract::ReadPortal;
use crate::document::MAX_BYTES;
use crate::export::{MODELINE, Phones};
use crate::model::{Language, Observed};
use crate::reconcile::{NoFile, RunPace, sayable};
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
    let accounts = portals.named_or_seen(&args.accounts).await?;
    let several = accounts.len() > 1;
    let (mut exit, mut exported, mut failed) = (Exit::Done, 0, 0);
    let mut texts = pin!(
        stream::iter(accounts)
            .map(|account| text_of(account, args, environment))
            .buffered(RunPace::AT_ONCE.get())
    );
    while let Some(text) = texts.next().await {
        let written = text.and_then(|text| args.write(text, environment));
        let Err(unseen) = written else {
            exported += 1;
            continue;
        };
        failed += 1;
        exit = exit.worst(unseen.failure.report_of(&unseen.name, environment));
        if unseen.failure.ends_the_run {
            break;
        }
    }
    if several {
        let total = Message::new("exported-total").number("exported", exported);
        environment.say(&total.number("failed", failed));
    }
    Ok(exit)
}

/// The file of an account.
struct ExportedText {
    account: String,
    text: String,
}

async fn text_of(
    account: Result<SeenAccount, UnseenAccount>,
    args: &Export,
    environment: &Environment,
) -> Result<ExportedText, UnseenAccount> {
    let account = account?;
    let name = account.account.to_string();
    match exported(&account, args.phones(), args.existing(), environment).await {
        Ok(text) => Ok(ExportedText {
            account: name,
            text,
        }),
        Err(failure) => Err(UnseenAccount {
            name,
            failure: Box::new(failure),
        }),
    }
}

async fn exported(
    account: &SeenAccount,
    phones: Phones,
    existing: ExistingFile,
    environment: &Environment,
) -> Result<String, Failure> {
    let observed = account.connection.portal.observe(&account.account).await;
    let observed = observed.map_err(|error| Failure::from(&error))?;
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
    fn phones(&self) -> Phones {
        match self.with_confidential {
            true => Phones::Kept,
            false => Phones::LeftOut,
        }
    }

    /// To standard output, or into a file of the directory.
    fn write(
        &self,
        exported: ExportedText,
        environment: &Environment,
    ) -> Result<(), UnseenAccount> {
        let ExportedText { account, text } = exported;
        let Some(directory) = &self.out_dir else {
            environment.result(&text);
            return Ok(());
        };
        let made = std::fs::create_dir_all(directory);
        let made = made.map_err(|error| unreadable(directory, &error));
        let path = directory.join(format!("{account}.yaml"));
        let file = NewFile {
            path: &path,
            text: &text,
            existing: self.existing(),
            privacy: privacy(self.phones()),
        };
        let written = made.and_then(|()| file.create(environment));
        written.map_err(|failure| UnseenAccount {
            name: account,
            failure: Box::new(failure),
        })
    }

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
            let names = std::slice::from_ref(account);
            let found = portals.named_or_seen(names).await?.into_iter().next();
            let found = found.expect("a name has an account, or a reason why not");
            let found = found.map_err(|unseen| *unseen.failure)?;
            exported(&found, Phones::LeftOut, args.existing(), environment).await?
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
