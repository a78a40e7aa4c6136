//! `consigne portal conformance`: whether a portal keeps the contract.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::environment::Environment;
use super::source::unreadable;
use super::wrong::{Wrong, wrong};
use super::{Exit, Failure};
use crate::client::{InvalidUrl, PortalUrl};
use crate::conformance::{Claim, Fault, Form, Holder, Tokens, is_check, render, run as examine};
use crate::report::harmless;
use crate::words::Message;

/// `portal conformance`.
#[derive(Debug, Args)]
pub(super) struct Conformance {
    /// Address of the portal.
    #[arg(value_name = "URL")]
    portal: String,
    /// Account to write to; it is restored afterwards.
    #[arg(long, env = "CONSIGNE_ACCOUNT", value_name = "NAME")]
    account: String,
    /// Read a token for each role from this file; each line is `ROLE ACCOUNT SCOPE TOKEN`.
    #[arg(long, value_name = "FILE")]
    token_file: PathBuf,
    /// Confirm that the account is disposable and may be modified.
    #[arg(long)]
    disposable: bool,
    /// Run only this check; may be repeated.
    #[arg(long, value_name = "CHECK", value_parser = check)]
    only: Vec<String>,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    format: Format,
    /// Trust an additional root certificate, in PEM format.
    #[arg(long, env = "CONSIGNE_CA_FILE", value_name = "FILE")]
    ca_file: Option<PathBuf>,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Junit,
}

fn check(text: &str) -> Result<String, Wrong> {
    match is_check(text) {
        true => Ok(text.to_owned()),
        false => Err(wrong("wrong-check")),
    }
}

pub(super) async fn run(args: &Conformance, environment: &Environment) -> Result<Exit, Failure> {
    let claim = claim(args)?;
    let told = Message::new("conformance-writes")
        .text("account", &claim.account)
        .text("portal", &claim.origin);
    environment.say(&told);
    if !args.disposable {
        let help = Message::new("conformance-needs-consent-help").text("account", &claim.account);
        let message = Message::new("conformance-needs-consent");
        return Err(Failure::new(Exit::Usage, message).help(help));
    }
    let report = examine(claim, super::interrupt::signalled()).await;
    let report = report.map_err(|fault| failed(&fault))?;
    let form = match args.format {
        Format::Text => Form::Text,
        Format::Json => Form::Json,
        Format::Junit => Form::Junit,
    };
    // What a portal answered may hold anything; line breaks are ours.
    let lines = render(&report, form, &environment.words);
    let lines = lines.lines().map(|line| harmless(line) + "\n");
    environment.result(&lines.collect::<String>());
    Ok(match (report.interrupted, report.all_pass()) {
        (true, _) => Exit::Interrupted,
        (false, true) => Exit::Done,
        (false, false) => Exit::Failed,
    })
}

fn claim(args: &Conformance) -> Result<Claim, Failure> {
    let url = PortalUrl::parse(&args.portal).map_err(|invalid| {
        let id = match invalid {
            InvalidUrl::Form => "url-form",
            InvalidUrl::Extra => "url-extra",
            InvalidUrl::NotLoopback => "url-not-loopback",
        };
        Failure::new(Exit::Usage, Message::new(id))
    })?;
    crate::model::AccountName::parse(&args.account).map_err(|_| {
        let message = Message::new("bad-account").text("account", &args.account);
        Failure::new(Exit::Usage, message)
    })?;
    let read = |path: &PathBuf| fs::read(path).map_err(|error| unreadable(path, &error));
    Ok(Claim {
        origin: url.origin(),
        account: args.account.clone(),
        tokens: tokens(args)?,
        extra_root: args.ca_file.as_ref().map(read).transpose()?,
        only: args.only.clone(),
    })
}

fn tokens(args: &Conformance) -> Result<Tokens, Failure> {
    let path = &args.token_file;
    let wrong = |message: Message| Failure::new(Exit::Usage, message.text("path", path.display()));
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    let tokens = Tokens::parse(&text, &args.account)
        .map_err(|line| wrong(Message::new("conformance-token-line").number("line", line)))?;
    if tokens.has(Holder::Primary) {
        return Ok(tokens);
    }
    let message = Message::new("conformance-no-primary").text("account", &args.account);
    Err(wrong(message))
}

fn failed(fault: &Fault) -> Failure {
    let reason = match std::error::Error::source(fault) {
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    };
    let message = Message::new("conformance-fault").text("reason", reason);
    Failure::new(Exit::Failed, message)
}
