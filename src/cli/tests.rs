//! The command line as clap sees it.

use std::collections::{BTreeMap, BTreeSet};

use clap::CommandFactory;
use clap::builder::StyledStr;

use super::args::Cli;
use super::examples::{self, EXAMPLES, path_below};
use super::failure::Failure;
use super::help::{TEXTS_OF_CLAP, command};
use super::help_id::HelpId;
use crate::contract::{PortalError, Rejection};
use crate::model::Language;
use crate::words::Words;

#[test]
fn the_arguments_agree_with_each_other() {
    for language in Language::ALL {
        command(language).debug_assert();
    }
}

/// Every command ends its help with examples, and each of them is a command line of the tool.
#[test]
fn every_command_has_examples_that_can_be_typed() {
    fn paths(command: &clap::Command, path: &str, all: &mut Vec<String>) {
        all.push(path.to_owned());
        for below in command.get_subcommands() {
            paths(below, &path_below(path, below.get_name()), all);
        }
    }
    let mut all = Vec::new();
    paths(&Cli::command(), "", &mut all);
    for (path, examples) in EXAMPLES {
        assert!(all.iter().any(|known| known == path), "no command {path}");
        for example in *examples {
            let parsed = Cli::command().try_get_matches_from(example.split(' '));
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
    }
    let without: Vec<_> = all
        .iter()
        .filter(|path| examples::of(path).is_empty())
        .collect();
    assert_eq!(without, Vec::<&String>::new());
}

/// English phrases that the generator of the reference adds.
const FRAME: [(&str, &str); 6] = [
    (
        "This document contains the help content for the `consigne` command-line program.",
        "L'aide de chaque commande, telle que `consigne --help` la montre.",
    ),
    ("**Command Overview:**", "**Toutes les commandes\u{a0}:**"),
    ("**Usage:**", "**Usage\u{a0}:**"),
    ("**Subcommands:**", "**Sous-commandes\u{a0}:**"),
    ("**Arguments:**", "**Arguments\u{a0}:**"),
    ("**Options:**", "**Options\u{a0}:**"),
];

/// Removes the values that clap lists in English below a text that already lists them in French.
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

/// The references of commands come from the source of `--help`.
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

/// A text of the help with the ids of its French.
struct HelpText {
    id: HelpId,
    english: String,
}

/// Every text of the help of a command and of those below it.
fn texts(command: &clap::Command, path: &str, all: &mut Vec<HelpText>) {
    let mut add = |id: HelpId, text: Option<&StyledStr>| {
        let english = text.map(ToString::to_string);
        all.extend(english.map(|english| HelpText { id, english }));
    };
    add(HelpId::of_command(path), command.get_about());
    add(HelpId::of_command(path), command.get_long_about());
    for arg in command.get_arguments() {
        let name = arg.get_id().as_str();
        add(HelpId::of_argument(path, name), arg.get_help());
        add(HelpId::of_argument(path, name), arg.get_long_help());
        if let Some(heading) = arg.get_help_heading() {
            let heading = StyledStr::from(heading.to_owned());
            add(HelpId::of_heading(&heading.to_string()), Some(&heading));
        }
        let names = arg.get_value_names().unwrap_or_default().iter();
        for name in names.filter(|_| arg.get_action().takes_values()) {
            if let Some(id) = HelpId::of_placeholder(name) {
                add(id, Some(&StyledStr::from(name.to_string())));
            }
        }
        for value in arg.get_possible_values() {
            let id = HelpId::of_value(path, name, value.get_name());
            add(id, value.get_help());
        }
    }
    for below in command.get_subcommands() {
        texts(below, &path_below(path, below.get_name()), all);
    }
}

/// The entries of the French help, each with the English in the comment above it.
fn entries() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("../words/fr/help.ftl").lines();
    let pairs = lines.clone().zip(lines.skip(1));
    pairs
        .filter_map(|(comment, entry)| {
            let (id, _) = entry.split_once(" = ")?;
            Some((id, comment.strip_prefix("# ").unwrap_or_default()))
        })
        .collect()
}

/// A help text that is added needs its French, one that is changed needs its French looked at, and
/// French without an English is removed.
#[test]
fn every_help_text_has_an_up_to_date_french_and_no_other() {
    let of_clap = TEXTS_OF_CLAP.map(|(id, english)| HelpText {
        id: HelpId {
            own: id.to_owned(),
            shared: None,
        },
        english: english.to_owned(),
    });
    let mut all = Vec::from(of_clap);
    all.extend(HelpId::of_placeholder("COMMAND").map(|id| HelpText {
        id,
        english: "COMMAND".to_owned(),
    }));
    texts(&Cli::command(), "", &mut all);
    let entries = entries();
    let (mut used, mut wrong) = (BTreeSet::new(), Vec::new());
    for HelpText { id, english } in &all {
        let ids = [Some(&id.own), id.shared.as_ref()].into_iter().flatten();
        match ids
            .filter_map(|id| entries.get_key_value(id.as_str()))
            .next()
        {
            None => wrong.push(format!("no French of {id:?}: {english}")),
            Some((known, translated)) => {
                used.insert(*known);
                if translated != english {
                    let was = format!("{known} translates: {translated}");
                    wrong.push(format!("{was}\n  and the English is: {english}"));
                }
            }
        }
    }
    let unused = entries.keys().filter(|id| !used.contains(*id));
    wrong.extend(unused.map(|id| format!("no English of {id}")));
    assert!(
        wrong.is_empty(),
        "correct the entry and the comment above it in src/words/fr/help.ftl:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn yes_is_known_in_both_languages_and_any_case() {
    for (line, expected) in [
        ("yes\n", true),
        ("Oui\n", true),
        (" YES ", true),
        ("OUI\r\n", true),
        ("y", false),
        ("o", false),
        ("", false),
        ("\n", false),
        ("non", false),
        ("yes please", false),
    ] {
        assert_eq!(super::question::is_yes(line), expected, "{line:?}");
    }
}

#[test]
fn the_first_file_is_the_same_in_both_languages_but_for_its_comments() {
    let [english, french] = [Language::En, Language::Fr].map(super::export::example);
    let read = |text: &str| serde_yaml::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(english), read(french));
    let lines = english.lines().zip(french.lines());
    let comments = |line: &str| line.split_once("# ").map(|(_, comment)| comment.to_owned());
    for (english, french) in lines.skip(1) {
        let (en, fr) = (comments(english), comments(french));
        assert_eq!(en.is_some(), fr.is_some(), "{english}");
        assert!(en.is_none() || en != fr, "{english}");
    }
}

/// A request that fails says nothing of those before it: an account may be half written by then.
#[test]
fn no_failure_of_a_request_claims_that_nothing_was_written() {
    let reason = || "connection refused".to_owned();
    let refused = |status, kind: &str| {
        PortalError::Refused(Rejection {
            status,
            kind: kind.to_owned(),
            detail: String::new(),
            errors: Vec::new(),
        })
    };
    for error in [
        PortalError::Unreachable { reason: reason() },
        PortalError::Unreachable {
            reason: "invalid peer certificate".to_owned(),
        },
        PortalError::Lost { reason: reason() },
        PortalError::NotThePortal { reason: reason() },
        PortalError::NoLanguage {
            language: Language::En,
        },
        PortalError::newer("/viewer/role", "owner"),
        refused(401, "unauthenticated"),
        refused(403, "read-only-token"),
        refused(403, "wrong-account"),
        refused(403, "primary-only"),
        refused(404, "no-account"),
        refused(409, "exists"),
        refused(503, "maintenance"),
    ] {
        let failure = Failure::from(&error);
        let sentences = [Some(&failure.message), failure.help.as_ref()];
        for (language, claim) in [(Language::En, "written"), (Language::Fr, "écrit")] {
            let words = Words::of(language);
            for sentence in sentences.into_iter().flatten() {
                let said = words.say(sentence);
                assert!(!said.contains(claim), "{error:?}: {said}");
            }
        }
    }
}
