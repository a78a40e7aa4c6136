//! The command line as clap sees it.

use clap::CommandFactory;

use super::args::Cli;

#[test]
fn the_arguments_agree_with_each_other() {
    Cli::command().debug_assert();
}

/// The reference of commands is made of what `--help` is made of.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE=1 rewrites a file of the checkout"
)]
fn the_reference_of_commands_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md");
    let options = clap_markdown::MarkdownOptions::new()
        .title("Commands".to_owned())
        .show_footer(false);
    let text = clap_markdown::help_markdown_command_custom(&Cli::command(), &options);
    // Trailing blanks say nothing.
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n").trim_end().to_owned() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == text,
        "run `UPDATE=1 cargo test the_reference_of_commands` and commit docs/commands.md"
    );
}
