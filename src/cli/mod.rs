//! Arguments, files, environment, exit codes; nothing else.

mod administration;
mod apply;
mod args;
mod conformance;
mod dates;
mod environment;
mod explain;
mod export;
mod files;
mod findings;
mod help;
mod holidays;
mod hours;
mod impact;
mod interrupt;
#[cfg(test)]
mod laws;
mod log;
mod man;
mod outcome;
mod output;
mod password;
mod people;
mod pipeline;
mod plan;
mod policy;
mod portal;
mod portal_args;
mod review;
mod saved;
mod secret;
mod serving;
mod source;
mod stale;
mod strictness;
mod validate;
mod watch;
mod wrong;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::report::form::Job;
use crate::report::harmless;
use crate::words::Message;
use args::{Cli, Command, SchemaOf};
use environment::Environment;
use portal_args::PortalCommand;
use strictness::Strictness;

/// How the process ends. Scripts rely on the numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Exit {
    #[default]
    Done,
    Failed,
    Pending,
    Refused,
    Stale,
    Partial,
    Usage,
    Interrupted,
}

impl Exit {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Pending => 2,
            Self::Refused => 3,
            Self::Stale => 4,
            Self::Partial => 5,
            Self::Usage => 64,
            Self::Interrupted => 130,
        }
    }

    /// Of several accounts, the worst: 5 > 1 > 4 > 3 > 2 > 0.
    fn worst(self, other: Self) -> Self {
        const ORDER: [Exit; 8] = [
            Exit::Done,
            Exit::Pending,
            Exit::Refused,
            Exit::Stale,
            Exit::Failed,
            Exit::Partial,
            Exit::Usage,
            Exit::Interrupted,
        ];
        let rank = |exit: Self| ORDER.iter().position(|known| *known == exit);
        if rank(self) >= rank(other) {
            self
        } else {
            other
        }
    }
}

/// Why a command ends early, in words for people.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    exit: Exit,
    message: Message,
    help: Option<Message>,
    /// The next account would meet the same.
    ends_the_run: bool,
}

impl Failure {
    fn new(exit: Exit, message: Message) -> Self {
        Self {
            exit,
            message,
            help: None,
            ends_the_run: exit == Exit::Interrupted,
        }
    }

    fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    fn tell(&self, environment: &Environment) -> Exit {
        self.tell_as(&environment.words.say(&self.message), environment)
    }

    /// Of one account among others.
    fn tell_of(&self, account: &str, environment: &Environment) -> Exit {
        let text = environment.words.say(&self.message);
        self.tell_as(&format!("{account}: {text}"), environment)
    }

    fn tell_as(&self, text: &str, environment: &Environment) -> Exit {
        let words = &environment.words;
        let text = harmless(text);
        environment.tell(&format!("{}: {text}", words.text("severity-error")));
        if let Some(help) = &self.help {
            let help = harmless(&words.say(help));
            environment.tell(&format!("{}: {help}", words.text("severity-help")));
        }
        self.exit
    }
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let parsed = Cli::command()
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
            help::print(&error, &typed);
            return ExitCode::from(exit.code());
        }
    };
    let mut environment = Environment::resolve(&cli.lang, cli.now);
    let exit = match prepared(&cli.command, &mut environment) {
        Ok(()) => run(cli.command, &environment),
        Err(failure) => Err(failure),
    };
    let exit = exit.unwrap_or_else(|failure| failure.tell(&environment));
    ExitCode::from(exit.code())
}

/// What a command needs to be right before it does anything.
fn prepared(command: &Command, environment: &mut Environment) -> Result<(), Failure> {
    let common = command.common();
    output::check(common.output, environment)?;
    if let Some(path) = common.strictness.and_then(Strictness::policy) {
        environment.policy = Some(policy::load(path, environment)?);
    }
    Ok(())
}

fn run(command: Command, environment: &Environment) -> Result<Exit, Failure> {
    match command {
        Command::Validate(args) => validate::run(&args, environment),
        Command::Schema { of } => {
            let schema = match of {
                SchemaOf::Reseller => crate::document::schema(),
                SchemaOf::Policy => crate::policy::schema(),
            };
            environment.result(&format!("{schema:#}\n"));
            Ok(Exit::Done)
        }
        Command::Explain(args) => explain::run(&args, environment),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            let mut command = help::command(environment.words.language());
            clap_complete::generate(shell, &mut command, "consigne", &mut script);
            environment.result(&String::from_utf8_lossy(&script));
            Ok(Exit::Done)
        }
        Command::Man(args) => man::run(&args, environment),
        Command::Show(args) => plan::show(&args, environment),
        Command::Plan(args) => online(plan::run(&args, Job::Plan, environment)),
        Command::Review(args) => review::run(&args, environment),
        Command::Drift(args) => online(plan::run(&args, Job::Drift, environment)),
        Command::Apply(args) => online(apply::run(&args, environment)),
        Command::Watch(args) => online(watch::run(&args, environment)),
        Command::Export(args) => online(export::run(&args, environment)),
        Command::Init(args) => online(export::init(&args, environment)),
        Command::Hours(args) => hours::run(&args, environment),
        Command::Whoami(args) => online(people::whoami(&args, environment)),
        Command::Candidates(args) => online(people::candidates(&args, environment)),
        Command::Password(args) => online(password::run(&args, environment)),
        Command::Portal { command } => match command {
            PortalCommand::Serve(args) => online(portal::serve(&args, environment)),
            PortalCommand::Backup(args) => serving::backup(&args, environment),
            PortalCommand::Reset => portal::reset(environment),
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

/// Runs what needs the network. An interrupt ends it, unless it has taken the interrupt over to
/// finish the request in flight.
fn online(command: impl Future<Output = Result<Exit, Failure>>) -> Result<Exit, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::new(
                Exit::Failed,
                Message::new("no-runtime").text("reason", error),
            )
        })?;
    let exit = runtime.block_on(command);
    // A thread may still wait for a line of standard input.
    runtime.shutdown_background();
    exit
}
