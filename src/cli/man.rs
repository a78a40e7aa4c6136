//! `consigne man`: pages for the program `man`, made from the definitions that `--help` shows.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::args::ManArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::help;
use super::save::{Content, save};
use crate::words::Message;

/// Prints one page, or writes all of them into a directory.
pub(super) fn run(args: &ManArgs, environment: &Environment) -> Result<Exit, Failure> {
    let mut root = help::command(environment.words.language());
    root.build();
    if args.command.is_empty()
        && let Some(directory) = &args.out_dir
    {
        std::fs::create_dir_all(directory).map_err(|error| unreadable(directory, &error))?;
        return write(&root, directory).map(|()| Exit::Done);
    }
    let mut command = &root;
    for name in &args.command {
        let known = command
            .get_subcommands()
            .filter(|known| !known.is_hide_set());
        let known: Vec<_> = known.collect();
        command = known
            .iter()
            .find(|known| known.get_name() == name)
            .ok_or_else(|| unknown(name, &known))?;
    }
    environment.result(&page(command));
    Ok(Exit::Done)
}

/// A page for each command, named as `man` looks for it: `consigne-portal-serve.1`.
fn write(command: &Command, directory: &Path) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let path = directory.join(format!("{name}.1"));
    save(&path, page(command).as_bytes(), Content::Public)
        .map_err(|error| unreadable(&path, &error))?;
    let below = command.get_subcommands();
    below
        .filter(|below| !below.is_hide_set())
        .try_for_each(|below| write(below, directory))
}

fn page(command: &Command) -> String {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let mut roff = Vec::new();
    // Writing to memory does not fail.
    drop(Man::new(command.clone()).title(name).render(&mut roff));
    String::from_utf8_lossy(&roff).into_owned()
}

fn unknown(name: &str, known: &[&Command]) -> Failure {
    let names: Vec<_> = known.iter().map(|known| known.get_name()).collect();
    let message = Message::new("no-such-command").text("name", name);
    Failure::new(Exit::Usage, message)
        .help(Message::new("choose-one").text("words", names.join(", ")))
}
