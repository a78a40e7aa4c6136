//! The command line as clap sees it.

use clap::CommandFactory;

use super::args::Cli;

#[test]
fn the_arguments_agree_with_each_other() {
    Cli::command().debug_assert();
}
