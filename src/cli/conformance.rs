//! `consigne portal conformance`: whether a portal keeps the contract.

use std::path::Path;

use super::address::{extra_root, portal_url};
use super::args::{Conformance, ConformanceFormatArg};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, faulty_token_file, with_cause};
use crate::conformance::{
    Claim, ConformanceError, ConformanceFormat, Requester, Tokens, render, run as examine,
};
use crate::portal::read_token_file;
use crate::report::harmless;
use crate::source::{Links, named};
use crate::words::Message;

/// Examines a portal, after naming the account and the portal that the checks write to. Without
/// `--disposable` it ends there: no default may cause writes to an account in use.
pub(super) async fn run(args: &Conformance, environment: &Environment) -> Result<Exit, Failure> {
    let claim = claim(args)?;
    let warning = Message::new("conformance-writes")
        .text("account", &claim.account)
        .text("portal", &claim.origin);
    environment.say(&warning);
    if !args.disposable {
        let help = Message::new("conformance-needs-consent-help").text("account", &claim.account);
        let message = Message::new("conformance-needs-consent");
        return Err(Failure::new(Exit::Usage, message).help(help));
    }
    let report = examine(claim, super::interrupt::signalled()).await;
    let report = report.map_err(|fault| failed(&fault))?;
    let form = match args.format {
        ConformanceFormatArg::Text => ConformanceFormat::Text,
        ConformanceFormatArg::Json => ConformanceFormat::Json,
        ConformanceFormatArg::Junit => ConformanceFormat::Junit,
    };
    // The portal's texts may hold control characters; the line breaks are ours.
    let lines = render(&report, form, &environment.words);
    let lines = lines.lines().map(|line| harmless(line) + "\n");
    let lines: String = lines.collect();
    match args.format {
        ConformanceFormatArg::Text => environment.report(&lines),
        ConformanceFormatArg::Json | ConformanceFormatArg::Junit => environment.result(&lines),
    }
    Ok(match (report.interrupted, report.all_pass()) {
        (true, _) => Exit::Interrupted,
        (false, true) => Exit::Done,
        (false, false) => Exit::Failed,
    })
}

fn claim(args: &Conformance) -> Result<Claim, Failure> {
    let url = portal_url(&args.portal)?;
    crate::model::AccountName::parse(&args.account).map_err(|_| {
        let message = Message::new("bad-account").text("account", &args.account);
        Failure::new(Exit::Usage, message)
    })?;
    Ok(Claim {
        origin: url.origin(),
        account: args.account.clone(),
        tokens: tokens(args)?,
        extra_root: extra_root(args.ca_file.as_deref())?,
        only: args.only.clone(),
    })
}

fn tokens(args: &Conformance) -> Result<Tokens, Failure> {
    let path = &args.token_file;
    named(path, Links::Everywhere)?;
    let text = read_token_file(path).map_err(|fault| faulty_token_file(path, &fault))?;
    let tokens = Tokens::parse(&text, &args.account).map_err(|line| {
        let message = Message::new("conformance-token-line").number("line", line);
        wrong_token_file(path, message)
    })?;
    if tokens.has(Requester::Primary) {
        return Ok(tokens);
    }
    let message = Message::new("conformance-no-primary").text("account", &args.account);
    Err(wrong_token_file(path, message))
}

fn wrong_token_file(path: &Path, message: Message) -> Failure {
    Failure::new(Exit::Usage, message.text("path", path.display()))
}

fn failed(fault: &ConformanceError) -> Failure {
    let message = Message::new("conformance-fault").reason(with_cause(fault));
    Failure::new(Exit::Failed, message)
}
