//! `consigne completions`: what a shell offers. Hidden options are not offered, and files only where an
//! argument takes one.

use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;

use super::environment::Environment;
use super::exit::Exit;
use super::help;

pub(super) fn run(shell: Shell, environment: &Environment) -> Exit {
    let mut script = Vec::new();
    let mut command = visible(&help::command(environment.words.language()));
    clap_complete::generate(shell, &mut command, "consigne", &mut script);
    environment.result(&String::from_utf8_lossy(&script));
    Exit::Done
}

/// The command without anything hidden. clap can hide an option of a help text, and completes it
/// nevertheless.
fn visible(command: &Command) -> Command {
    let args = command.get_arguments();
    let args = args.filter(|arg| !arg.is_hide_set()).cloned().map(hinted);
    let below = command.get_subcommands();
    let below = below.filter(|below| !below.is_hide_set()).map(visible);
    let mut shown = Command::new(command.get_name().to_owned())
        .args(args)
        .subcommands(below)
        .disable_help_flag(command.is_disable_help_flag_set())
        .disable_version_flag(command.is_disable_version_flag_set())
        .disable_help_subcommand(true);
    if let Some(about) = command.get_about() {
        shown = shown.about(about.clone());
    }
    if let Some(version) = command.get_version() {
        shown = shown.version(version.to_owned());
    }
    shown
}

/// An argument that takes neither a file nor a known value completes nothing: a shell would offer files.
fn hinted(arg: Arg) -> Arg {
    if !arg.get_action().takes_values() || !arg.get_possible_values().is_empty() {
        return arg;
    }
    let name = arg.get_value_names().and_then(|names| names.first());
    let hint = match (name.map(|name| name.as_str()), arg.get_value_hint()) {
        (Some("FILE" | "FICHIER"), _) => ValueHint::FilePath,
        (Some("DIR" | "RÉPERTOIRE"), _) => ValueHint::DirPath,
        (Some("URL"), _) => ValueHint::Url,
        (_, ValueHint::Unknown) => ValueHint::Other,
        (_, known) => known,
    };
    arg.value_hint(hint)
}
