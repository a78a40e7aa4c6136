//! `consigne hours`: finds the accounts, answers one question about the hours of each, and prints the
//! answers in the format of the run.
//!
//! The hours come from files, without a portal, or from the portal with `--from-portal`. A file need not
//! name every setting, so that its hours rest on assumptions, which the answer lists.

mod question;

use super::args::{HoursArgs, HoursFormat};
use super::environment::{Environment, knows_ascii_alone};
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::files::answerable;
use super::holidays;
use super::portal::Portals;
use super::save::{Privacy, save};
use crate::calendar::{AccountHours, Assumption, Clock, HoursRenderer};
use crate::contract::ReadPortal;
use crate::desired::Assumed;
use crate::holiday::Calendar;
use crate::model::{AccountName, Chat, FieldPath, Language};
use crate::reconcile::Ready;
use crate::report::in_ascii;
use crate::source::Place;
use crate::words::Message;
use question::{HoursAnswers, HoursQuestion};

/// Answers the question of the arguments for every account that they name.
pub(super) fn run(args: &HoursArgs, environment: &Environment) -> Result<Exit, Failure> {
    if let Some(calendar) = args.listed.holidays {
        return listed(calendar, args, environment);
    }
    let question = HoursQuestion::of(args)?;
    if args.from_portal {
        return super::online::online(live(args, &question, environment));
    }
    if args.paths.is_empty() {
        let message = Message::new("hours-no-path");
        return Err(Failure::new(Exit::Usage, message).help(Message::new("hours-no-path-help")));
    }
    let files = answerable(&args.paths, &args.limits, environment)?;
    one_account(args, files.len())?;
    let renderer = renderer(args, environment);
    let mut answers = HoursAnswers::new(&question, files.len(), args, renderer, environment);
    for file in &files {
        offline(file, &mut answers)?;
    }
    print(args, answers, environment)?;
    Ok(Exit::Done)
}

/// The holidays of a calendar are about no account.
fn listed(
    calendar: &Calendar,
    args: &HoursArgs,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let Some(format) = args.format.for_people_or_scripts() else {
        let message = Message::new("hours-holidays-format").text("format", args.format.as_str());
        return Err(Failure::new(Exit::Usage, message));
    };
    holidays::run(calendar, &args.listed.years, format, environment);
    Ok(Exit::Done)
}

/// A calendar, a page or a value is about one account.
fn one_account(args: &HoursArgs, asked: usize) -> Result<(), Failure> {
    if asked == 1 || args.format.for_people_or_scripts().is_some() {
        return Ok(());
    }
    let message = Message::new("hours-one-account").text("format", args.format.as_str());
    Err(Failure::new(Exit::Usage, message.number("count", asked)))
}

fn renderer<'a>(args: &'a HoursArgs, environment: &'a Environment) -> HoursRenderer<'a> {
    HoursRenderer {
        words: &environment.words,
        style: environment.style,
        columns: environment.width.or(HoursRenderer::COLUMNS),
        languages: if args.customers.is_empty() {
            &Language::ALL
        } else {
            &args.customers
        },
    }
}

/// Answers from a file without its portal: settings that the file leaves out are assumed.
fn offline(file: &Ready, answers: &mut HoursAnswers<'_>) -> Result<(), Failure> {
    let alone = file.desired.alone();
    let place = |path: &FieldPath| file.place(path);
    let mut subject = subject(file.desired.account.as_str(), &alone.chat, &place)?;
    if alone.assumed.contains(&Assumed::CivilWeek) {
        subject.clock = Clock::Civil;
    }
    subject.assumptions = assumptions(&alone.assumed);
    answers.add(&subject)
}

fn subject<'a>(
    account: &'a str,
    chat: &'a Chat,
    place: &'a dyn Fn(&FieldPath) -> Option<Place>,
) -> Result<AccountHours<'a>, Failure> {
    AccountHours::of(account, chat, place).map_err(Failure::from)
}

/// The settings that a file leaves to the portal, each with the value that is assumed for it. Schedules
/// that the file does not name share one sentence, because there may be hundreds of them.
fn assumptions(assumed: &[Assumed]) -> Vec<Assumption> {
    let mut out = Vec::new();
    let mut absent = Vec::new();
    for assumed in assumed {
        match assumed {
            Assumed::CivilWeek => {
                out.push(assumption("chat.timeZone=none", "hours-assumed-civil"));
            }
            Assumed::On => out.push(assumption("chat.enabled=true", "hours-assumed-on")),
            Assumed::Absent(path) => absent.push(path.to_string()),
        }
    }
    if !absent.is_empty() {
        let says = Message::new("hours-assumed-absent").text("paths", absent.join(", "));
        let codes = absent.iter().map(|path| format!("{path}=none")).collect();
        out.push(Assumption { codes, says });
    }
    out
}

fn assumption(code: &str, says: &'static str) -> Assumption {
    Assumption {
        codes: vec![code.to_owned()],
        says: Message::new(says),
    }
}

/// Answers from the portal's settings. A failure of one account does not hide the others.
async fn live(
    args: &HoursArgs,
    question: &HoursQuestion,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let accounts = accounts(args, environment)?;
    one_account(args, accounts.len())?;
    let portals = Portals::open(&args.portal.for_reading(), environment).await?;
    let renderer = renderer(args, environment);
    let mut answers = HoursAnswers::new(question, accounts.len(), args, renderer, environment);
    let mut exit = Exit::Done;
    for account in &accounts {
        if let Err(failure) = observed(account, &portals, &mut answers).await {
            exit = exit.worst(failure.report_of(account.as_str(), environment));
            if failure.ends_the_run {
                break;
            }
        }
    }
    if !answers.is_empty() {
        print(args, answers, environment)?;
    }
    Ok(exit)
}

async fn observed(
    account: &AccountName,
    portals: &Portals<'_>,
    answers: &mut HoursAnswers<'_>,
) -> Result<(), Failure> {
    let connection = portals.account(account.as_str(), None)?;
    let observed = connection.portal.observe(account).await;
    let observed = observed.map_err(|error| Failure::from(&error))?;
    let chat = &observed.account.chat;
    answers.add(&subject(account.as_str(), chat, &nowhere)?)
}

/// The settings of a portal stand in no file.
fn nowhere(_: &FieldPath) -> Option<Place> {
    None
}

/// The accounts of `--from-portal`. An argument that is a valid account name is taken for one; any
/// other is a path, whose files name their accounts.
fn accounts(args: &HoursArgs, environment: &Environment) -> Result<Vec<AccountName>, Failure> {
    let mut accounts = Vec::new();
    let mut paths = Vec::new();
    for given in &args.paths {
        match given
            .to_str()
            .and_then(|name| AccountName::parse(name).ok())
        {
            Some(account) => accounts.push(account),
            None => paths.push(given.clone()),
        }
    }
    if !paths.is_empty() {
        let files = answerable(&paths, &args.limits, environment)?;
        accounts.extend(files.into_iter().map(|file| file.desired.account));
    }
    if accounts.is_empty() {
        let message = Message::new("hours-no-path");
        return Err(Failure::new(Exit::Usage, message).help(Message::new("hours-no-path-help")));
    }
    Ok(accounts)
}

/// Prints the answers, and writes the JSON of `--out-json`. Text is reduced to ASCII on request, and
/// on a terminal whose locale cannot show the bars and dashes of the grid.
fn print(
    args: &HoursArgs,
    answers: HoursAnswers<'_>,
    environment: &Environment,
) -> Result<(), Failure> {
    if let Some(path) = &args.out_json {
        save(path, answers.json().as_bytes(), Privacy::Public)
            .map_err(|error| unreadable(path, &error))?;
    }
    match args.format {
        HoursFormat::Json => environment.result(&answers.json()),
        HoursFormat::Text if args.ascii || knows_ascii_alone() => {
            environment.report(&in_ascii(&answers.text));
        }
        HoursFormat::Text => environment.report(&answers.text),
        HoursFormat::Ics | HoursFormat::Osm | HoursFormat::SchemaOrg | HoursFormat::Html => {
            environment.result(&answers.text);
        }
    }
    Ok(())
}
