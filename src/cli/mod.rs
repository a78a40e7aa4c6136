//! The command line: arguments, environment, streams and exit codes.
//!
//! A subcommand is one file. It turns its arguments into the types of the rooms below, calls them,
//! and turns results into text and an exit code. It decides nothing about accounts: whether a plan may
//! be applied, for example, is asked of `reconcile::gate` here as in any other front.
//!
//! Start at [`main`], then at the `run` of a subcommand. `environment.rs` holds everything that a
//! command may know of the process, `failure.rs` every sentence that ends one early, and `exit.rs` the
//! exit codes.

mod address;
mod administration;
mod adopt;
mod applied;
mod apply;
mod apply_report;
mod args;
mod author;
mod completions;
mod conformance;
mod core_dump;
mod direct;
mod drift;
mod environment;
mod error_stream;
mod examples;
mod exit;
mod explain;
mod export;
mod failure;
mod files;
mod help;
mod help_id;
mod history;
mod holidays;
mod hours;
mod interrupt;
mod journal_failure;
mod log;
mod man;
mod network;
mod online;
mod output;
mod password;
mod people;
mod plan;
mod policy;
mod portal;
mod portal_copy;
mod portal_open;
mod portal_views;
mod progress;
mod question;
mod rehearse;
mod review;
mod run_report;
mod save;
mod saved;
mod secret;
mod serving;
mod standing;
mod status;
mod token_failure;
mod totals;
mod undo;
mod unplanned;
mod validate;
mod variables;
mod watch;

#[cfg(test)]
mod named_commands;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::FromArgMatches;

use crate::model::Language;
use crate::source::Links;
use args::{Cli, Command, PortalCommand, SchemaOf, Strictness};
use environment::Environment;
use error_stream::ProgressForm;
use exit::Exit;
use failure::Failure;
use online::online;

use crate::words::Message;

/// Runs the command line of this process, and returns the exit code that scripts rely on.
#[must_use]
pub fn main() -> ExitCode {
    let parsed = variables::without_empty_variables(help::command(Language::En))
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results; anything else is wrong usage, which is never 2.
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Done
            };
            let typed: Vec<_> = std::env::args_os().collect();
            let exit = match help::print(&error, &typed) {
                Err(error) if environment::is_lost(&error) => {
                    lost_output(&error, &Environment::resolve(&[], None))
                }
                Ok(()) | Err(_) => exit,
            };
            return ExitCode::from(exit.code());
        }
    };
    if !cli.allow_core_dumps {
        core_dump::forbid();
    }
    let mut environment = Environment::resolve(&cli.lang, cli.now);
    if cli.quiet {
        environment.progress = ProgressForm::Nothing;
    }
    let exit = match prepared(&cli.command, &mut environment) {
        Ok(()) => run(cli.command, &environment),
        Err(failure) => Err(failure),
    };
    let exit = exit.unwrap_or_else(|failure| failure.report(&environment));
    let exit = match environment.lost_output() {
        Some(error) => exit.worst(lost_output(error, &environment)),
        None => exit,
    };
    ExitCode::from(exit.code())
}

/// Reports that a result could not be written, and gives the exit code for that.
fn lost_output(error: &std::io::Error, environment: &Environment) -> Exit {
    let message = Message::new("output-lost").reason(error);
    Failure::new(Exit::Failed, message).report(environment)
}

/// Checks and loads what must be right before a command reads a file or contacts a portal, so that a
/// mistake in the arguments is reported before anything has happened.
fn prepared(command: &Command, environment: &mut Environment) -> Result<(), Failure> {
    let reporting = command.reporting();
    output::check(reporting.output, environment)?;
    if let Some(path) = reporting.strictness.and_then(Strictness::policy) {
        let links = reporting
            .limits
            .map_or(Links::Inside, |limits| limits.limits().links);
        environment.policy = Some(policy::load(path, links, environment)?);
    }
    Ok(())
}

fn run(command: Command, environment: &Environment) -> Result<Exit, Failure> {
    match command {
        Command::Validate(args) => validate::run(&args, environment),
        Command::Schema { of } => {
            let schema = match of {
                SchemaOf::Reseller => crate::document::schema(environment.words.language()),
                SchemaOf::Policy => crate::policy::schema(),
            };
            environment.result(&format!("{schema:#}\n"));
            Ok(Exit::Done)
        }
        Command::Explain(args) => explain::run(&args, environment),
        Command::Completions { shell } => Ok(completions::run(shell, environment)),
        Command::Man(args) => man::run(&args, environment),
        Command::Show(args) => plan::show(&args, environment),
        Command::Plan(args) => online(plan::run(&args, environment)),
        Command::Review(args) => review::run(&args, environment),
        Command::Drift(args) => online(drift::run(&args, environment)),
        Command::Rehearse(args) => online(rehearse::run(&args, environment)),
        Command::Apply(args) => online(apply::run(&args, environment)),
        Command::Watch(args) => online(watch::run(&args, environment)),
        Command::Export(args) => online(export::run(&args, environment)),
        Command::Init(args) => online(export::init(&args, environment)),
        Command::Hours(args) => hours::run(&args, environment),
        Command::Whoami(args) => online(people::whoami(&args, environment)),
        Command::History(args) => history::run(&args, environment),
        Command::Status(args) => online(status::run(&args, environment)),
        Command::Candidates(args) => online(people::candidates(&args, environment)),
        Command::Password(args) => online(password::run(&args, environment)),
        Command::Portal { command } => match command {
            PortalCommand::Serve(args) => online(serving::serve(&args, environment)),
            PortalCommand::Open(args) => online(portal_open::run(&args, environment)),
            PortalCommand::Backup(args) => serving::backup(&args, environment),
            PortalCommand::Reset => serving::reset(environment),
            PortalCommand::Token(args) => administration::token(&args, environment),
            PortalCommand::Admin(args) => online(administration::admin(&args, environment)),
            PortalCommand::Audit(args) => administration::audit(&args, environment),
            PortalCommand::Conformance(args) => online(conformance::run(&args, environment)),
            PortalCommand::Openapi => {
                let document = crate::contract::openapi::document();
                environment.result(&format!("{document:#}\n"));
                Ok(Exit::Done)
            }
        },
    }
}
