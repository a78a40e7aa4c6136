//! Variables of the environment that stand for options.

use std::ffi::OsStr;

use clap::Command;
use clap::builder::Resettable;

/// A command line on which a variable that is set to nothing counts as unset, as it does in a shell's
/// `${NAME:-default}`: a pipeline passes on an input that was left empty.
pub(super) fn without_empty_variables(command: Command) -> Command {
    let names: Vec<_> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    let command = command.mut_args(|arg| match arg.get_env() {
        Some(name) if is_set_to_nothing(name) => arg.env(Resettable::Reset),
        Some(_) | None => arg,
    });
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, without_empty_variables)
    })
}

/// Whether a variable is set, to an empty text.
fn is_set_to_nothing(name: &OsStr) -> bool {
    std::env::var_os(name).is_some_and(|value| value.is_empty())
}
