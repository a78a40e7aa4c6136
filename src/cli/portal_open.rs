//! `consigne portal open`: the pages of the embedded portal in a browser, logged in.

use std::process::{Command, Stdio};
use std::sync::Arc;

use super::args::OpenArgs;
use super::environment::{Environment, variable};
use super::exit::Exit;
use super::failure::{Failure, faulty};
use super::interrupt::signalled;
use super::portal::own_directory;
use super::portal_views::ToolViews;
use crate::portal::{Desk, LocalPortal, PageHabits};
use crate::words::Message;

pub(super) async fn run(args: &OpenArgs, environment: &Environment) -> Result<Exit, Failure> {
    let database = own_directory()?.join("portal.db");
    let desk = Arc::new(Desk::new(Arc::new(ToolViews), PageHabits::Kind, false));
    let stop = signalled();
    let portal = LocalPortal::start_with(&database, Arc::clone(&desk)).await;
    let portal = portal.map_err(|fault| faulty(&fault))?;
    let account = account(&portal, args.account.as_deref())?;
    let code = desk.link(&account).map_err(|fault| faulty(&fault))?;
    let url = format!("{}/login/once?code={code}", portal.url());
    // On standard output, so that whoever has no browser here can take it elsewhere.
    environment.result(&format!("{url}\n"));
    if environment.lost_output().is_some() {
        return Ok(Exit::Done);
    }
    let message = Message::new("portal-open").text("account", &account);
    environment.say(&message.text("url", &url));
    if !args.print {
        start_browser(&url);
    }
    stop.await;
    Ok(Exit::Done)
}

/// The account that was named, or the only one.
fn account(portal: &LocalPortal, named: Option<&str>) -> Result<String, Failure> {
    let accounts = portal.accounts().map_err(|fault| faulty(&fault))?;
    let usage = |message| Failure::new(Exit::Usage, message);
    match (named, &accounts[..]) {
        (Some(named), _) if accounts.iter().any(|account| account == named) => Ok(named.to_owned()),
        (None, [only]) => Ok(only.clone()),
        (_, []) => Err(usage(Message::new("portal-open-none"))),
        (_, _) => {
            let message = Message::new("portal-open-which");
            Err(usage(message.text("accounts", accounts.join(", "))))
        }
    }
}

/// Starts the browser of the person, if there is one. The link is printed in any case.
fn start_browser(url: &str) {
    let usual = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let program = variable("BROWSER").unwrap_or_else(|| usual.to_owned());
    let mut command = Command::new(program);
    command.arg(url).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // What a browser does is no concern of this command, nor whether there is one.
    drop(command.spawn());
}
