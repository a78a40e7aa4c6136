//! Every command that a text names works: its arguments are accepted, and what it explains is there.

use clap::error::ErrorKind;

use super::help::command;
use crate::diagnostic::code;
use crate::field::{fields, find};
use crate::model::Language;
use crate::plan::Word;
use crate::words::Words;

/// The texts of the program, by their paths.
fn texts() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for directory in ["src/words/en", "src/words/fr", "docs", "."] {
        for entry in std::fs::read_dir(root.join(directory)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.extension().and_then(|name| name.to_str());
            if matches!(name, Some("ftl" | "md")) {
                texts.push((
                    path.display().to_string(),
                    std::fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    texts
}

/// The commands between backticks, with something real in place of what readers fill in.
fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for rest in text.split("`consigne ").skip(1) {
        let Some((named, _)) = rest.split_once('`') else {
            continue;
        };
        // Usage lines are made by clap, and a shell would take what follows a `>`.
        if named.contains(['[', '<']) {
            continue;
        }
        let named = named.split(" > ").next().unwrap();
        if named.contains("{ $path }") {
            commands.extend(fields().map(|field| {
                let path = field.path.replace("[]", "[0]").replace('*', "both");
                named.replace("{ $path }", &path)
            }));
        } else if named.contains("{ $word }") {
            let words = Word::ALL.map(Word::as_str);
            commands.extend(words.map(|word| named.replace("{ $word }", word)));
        } else {
            let mut named = named.to_owned();
            for (placeholder, real) in [
                ("{ $account }", "boreal"),
                ("CODE", "L04"),
                ("CLÉ", "can"),
                ("KEY", "can"),
                ("FIELD", "can"),
                ("DIGEST", &"0".repeat(64)),
                ("EMPREINTE", &"0".repeat(64)),
                ("URL", "http://127.0.0.1:1"),
            ] {
                named = named.replace(placeholder, real);
            }
            commands.push(named);
        }
    }
    commands
}

#[test]
fn every_command_that_a_text_names_is_accepted() {
    let mut count = 0;
    for (path, text) in texts() {
        for named in commands(&text) {
            let words = std::iter::once("consigne").chain(named.split_whitespace());
            let parsed = command(Language::En).try_get_matches_from(words);
            let kind = parsed.err().map(|error| error.kind());
            // A name without its arguments stands for the command as such.
            let accepted = matches!(
                kind,
                None | Some(
                    ErrorKind::MissingRequiredArgument
                        | ErrorKind::MissingSubcommand
                        | ErrorKind::DisplayHelp
                        | ErrorKind::DisplayVersion
                        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
                )
            );
            assert!(accepted, "{path}: `consigne {named}`: {kind:?}");
            count += 1;
        }
    }
    assert!(count > 300, "{count} commands");
}

#[test]
fn everything_that_a_text_says_to_explain_is_explained() {
    let mut count = 0;
    for language in Language::ALL {
        let words = Words::of(language);
        for (path, text) in texts() {
            for named in commands(&text) {
                let Some(asked) = named.strip_prefix("explain ") else {
                    continue;
                };
                let asked = asked.split(" --").next().unwrap();
                if asked.starts_with("--") {
                    continue;
                }
                let known = !find(asked, &words).is_empty() || !code::meant(asked).is_empty();
                assert!(known, "{path}: `consigne explain {asked}`");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} commands");
}
