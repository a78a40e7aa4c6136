//! `consigne man`: pages for the program `man`, made from the definitions that `--help` shows.

use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use roff::{Roff, bold, roman};

use super::args::ManArgs;
use super::environment::Environment;
use super::examples;
use super::exit::Exit;
use super::failure::Failure;
use super::failure::unreadable;
use super::help;
use super::save::{Privacy, save};
use crate::words::{Message, Words};

/// Prints one page, or writes all of them into a directory.
pub(super) fn run(args: &ManArgs, environment: &Environment) -> Result<Exit, Failure> {
    let root = help::command(environment.words.language());
    // `consigne help plan` is the page of `consigne plan`, and needs none of its own.
    let mut root = without_help_commands(root);
    root.build();
    if args.command.is_empty()
        && let Some(directory) = &args.out_dir
    {
        std::fs::create_dir_all(directory).map_err(|error| unreadable(directory, &error))?;
        return write(&root, directory, &environment.words).map(|()| Exit::Done);
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
    environment.result(&page(command, &environment.words));
    Ok(Exit::Done)
}

fn without_help_commands(mut command: Command) -> Command {
    let below: Vec<_> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in below {
        command = command.mut_subcommand(name, without_help_commands);
    }
    command.disable_help_subcommand(true)
}

/// A page for each command, named as `man` looks for it: `consigne-portal-serve.1`.
fn write(command: &Command, directory: &Path, words: &Words) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let path = directory.join(format!("{name}.1"));
    save(&path, page(command, words).as_bytes(), Privacy::Public)
        .map_err(|error| unreadable(&path, &error))?;
    let below = command.get_subcommands();
    below
        .filter(|below| !below.is_hide_set())
        .try_for_each(|below| write(below, directory, words))
}

/// A page with the sections that the generator does not know.
fn page(command: &Command, words: &Words) -> String {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let man = Man::new(command.clone()).title(name);
    let mut roff = Vec::new();
    // Writing to memory does not fail.
    drop(man.render_title(&mut roff));
    drop(man.render_name_section(&mut roff));
    drop(man.render_synopsis_section(&mut roff));
    drop(man.render_description_section(&mut roff));
    drop(man.render_options_section(&mut roff));
    if command.get_subcommands().any(|below| !below.is_hide_set()) {
        drop(man.render_subcommands_section(&mut roff));
    }
    drop(exit_status(words).to_writer(&mut roff));
    drop(variables(command, words).to_writer(&mut roff));
    drop(examples(command, words).to_writer(&mut roff));
    if command.get_version().is_some() {
        drop(man.render_version_section(&mut roff));
    }
    String::from_utf8_lossy(&roff).into_owned()
}

/// The exit codes, and the sentences for them.
const CODES: [(&str, &str); 8] = [
    ("0", "man-exit-done"),
    ("1", "man-exit-failed"),
    ("2", "man-exit-pending"),
    ("3", "man-exit-refused"),
    ("4", "man-exit-stale"),
    ("5", "man-exit-partial"),
    ("64", "man-exit-usage"),
    ("130", "man-exit-interrupted"),
];

fn exit_status(words: &Words) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [words.text("man-exit-status").as_str()]);
    for (code, id) in CODES {
        section.control("TP", []);
        section.text([bold(code)]).text([roman(words.text(id))]);
    }
    section
}

/// The variables that stand for options of this command.
fn variables(command: &Command, words: &Words) -> Roff {
    let mut section = Roff::new();
    let args = command.get_arguments().filter(|arg| !arg.is_hide_set());
    let mut args = args.filter(|arg| arg.get_env().is_some()).peekable();
    if args.peek().is_none() {
        return section;
    }
    section.control("SH", [words.text("man-environment").as_str()]);
    for arg in args {
        let variable = arg.get_env().unwrap_or_default().to_string_lossy();
        let option = arg.get_long().unwrap_or_else(|| arg.get_id().as_str());
        let message = Message::new("man-variable").text("option", format!("--{option}"));
        section.control("TP", []);
        section
            .text([bold(variable.into_owned())])
            .text([roman(words.say(&message))]);
    }
    section
}

fn examples(command: &Command, words: &Words) -> Roff {
    let mut section = Roff::new();
    let name = command.get_display_name().unwrap_or(command.get_name());
    let path = name.strip_prefix("consigne").unwrap_or(name);
    let examples = examples::of(path.trim_start_matches('-'));
    if examples.is_empty() {
        return section;
    }
    section.control("SH", [words.text("man-examples").as_str()]);
    for example in examples {
        section.control("PP", []);
        section.text([bold(*example)]);
    }
    section
}

fn unknown(name: &str, known: &[&Command]) -> Failure {
    let names: Vec<_> = known.iter().map(|known| known.get_name()).collect();
    let message = Message::new("no-such-command").text("name", name);
    Failure::new(Exit::Usage, message)
        .help(Message::new("choose-one").text("words", names.join(", ")))
}
