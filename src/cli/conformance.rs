//! `consigne portal conformance`: whether a portal keeps the contract.

use std::fs;
use std::path::PathBuf;

use super::args::{Conformance, ConformanceFormat as Format};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use crate::client::{InvalidUrl, PortalUrl};
use crate::conformance::{
    Claim, ConformanceError, ConformanceFormat, Requester, Tokens, render, run as examine,
};
use crate::report::harmless;
use crate::words::Message;

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
        Format::Text => ConformanceFormat::Text,
        Format::Json => ConformanceFormat::Json,
        Format::Junit => ConformanceFormat::Junit,
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
    if tokens.has(Requester::Primary) {
        return Ok(tokens);
    }
    let message = Message::new("conformance-no-primary").text("account", &args.account);
    Err(wrong(message))
}

fn failed(fault: &ConformanceError) -> Failure {
    let reason = match std::error::Error::source(fault) {
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    };
    let message = Message::new("conformance-fault").text("reason", reason);
    Failure::new(Exit::Failed, message)
}
