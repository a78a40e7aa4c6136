//! The command line as clap sees it.

use std::collections::BTreeSet;

use clap::CommandFactory;

use super::args::Cli;
use super::help::{OURS, command};
use crate::model::Language;
use crate::words::{French, entry};

#[test]
fn the_arguments_agree_with_each_other() {
    for language in Language::ALL {
        command(language).debug_assert();
    }
}

/// What the maker of the reference says in English.
const FRAME: [(&str, &str); 6] = [
    (
        "This document contains the help content for the `consigne` command-line program.",
        "Ce que dit `consigne --help` de chaque commande.",
    ),
    ("**Command Overview:**", "**Toutes les commandes :**"),
    ("**Usage:**", "**Usage :**"),
    ("**Subcommands:**", "**Sous-commandes :**"),
    ("**Arguments:**", "**Arguments :**"),
    ("**Options:**", "**Options :**"),
];

/// Without the values that clap lists in English below a text that tells them in French.
fn without_values(text: &str) -> String {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        let value = line.starts_with("  Default value:");
        inside = line.starts_with("  Possible values:") || (inside && line.starts_with("  "));
        let doubled = line.is_empty() && kept.last() == Some(&"");
        if !value && !inside && !doubled {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// The references of commands are made of what `--help` is made of.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE=1 rewrites files of the checkout"
)]
fn the_references_of_commands_are_fresh() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/");
    for (language, title, name) in [
        (Language::En, "Commands", "commands.md"),
        (Language::Fr, "Commandes", "commands.fr.md"),
    ] {
        let options = clap_markdown::MarkdownOptions::new()
            .title(title.to_owned())
            .show_footer(false);
        let command = command(language);
        let mut text = clap_markdown::help_markdown_command_custom(&command, &options);
        if language == Language::Fr {
            text = without_values(&text);
            for (english, french) in FRAME {
                text = text.replace(english, french);
            }
        }
        // Trailing blanks say nothing.
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let text = lines.join("\n").trim_end().to_owned() + "\n";
        let path = format!("{docs}{name}");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "run `UPDATE=1 cargo test the_references_of_commands` and commit docs/{name}"
        );
    }
}

/// Every text of the help, with where it stands.
fn texts(command: &clap::Command, out: &mut BTreeSet<String>) {
    let mut add =
        |text: Option<&clap::builder::StyledStr>| out.extend(text.map(ToString::to_string));
    add(command.get_about());
    add(command.get_long_about());
    for arg in command.get_arguments() {
        add(arg.get_help());
        add(arg.get_long_help());
        for value in arg.get_possible_values() {
            add(value.get_help());
        }
    }
    for below in command.get_subcommands() {
        texts(below, out);
    }
}

/// A help text that is added or changed needs its French, and French without an English is gone.
#[test]
fn every_help_text_is_there_in_french_and_no_other() {
    let mut english: BTreeSet<_> = OURS.map(str::to_owned).into();
    texts(&Cli::command(), &mut english);
    let french = French::help();
    let missing: Vec<_> = english
        .iter()
        .filter(|text| french.known(text).is_none())
        .map(|text| format!("{} = {text}", entry(text)))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    let known: BTreeSet<_> = english.iter().map(|text| entry(text)).collect();
    let written = include_str!("../words/fr/help.ftl").lines();
    let written = written.filter_map(|line| Some(line.split_once(" = ")?.0));
    let gone: Vec<_> = written.filter(|id| !known.contains(*id)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}
