//! `consigne explain`: find a key, topic or finding, and print its explanation.

use super::args::{Explain, ExplainFormat};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use crate::diagnostic::code;
use crate::field::{Matches, TOPICS, fields, find, keys_of_the_file};
use crate::report::{explain, finding};
use crate::words::{Message, nearest};

/// Prints what is known of a word: keys and topics of the file, findings, or both. Without a word it
/// lists all keys and topics.
pub(super) fn run(args: &Explain, environment: &Environment) -> Result<Exit, Failure> {
    let words = &environment.words;
    let found = match &args.field {
        None => Matches::all(),
        Some(asked) => find(asked, words),
    };
    let asked = args.field.as_deref().unwrap_or("");
    let findings = finding::views(asked, words);
    if found.is_empty() && findings.is_empty() {
        return Err(unknown(asked, environment));
    }
    let mut view = explain::view(&found, words);
    view.findings = findings;
    let text = match (args.format, &args.field) {
        (ExplainFormat::Json, _) => {
            let json = serde_json::to_value(&view)
                .expect("an explanation holds texts, lists and keys that are texts");
            format!("{json:#}\n")
        }
        (ExplainFormat::Markdown, _) if found.is_empty() => finding::markdown(&view.findings),
        (ExplainFormat::Markdown, _) => explain::markdown(&view, words),
        (ExplainFormat::Text, None) => wrapped(&explain::list(&found, words, environment.style)),
        (ExplainFormat::Text, Some(_)) => {
            let texts = [
                explain::text(&view, words, environment.style),
                finding::text(&view.findings, words, environment.style),
            ];
            let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            wrapped(&texts.join("\n"))
        }
    };
    environment.result(&text);
    Ok(Exit::Done)
}

/// A word that names no key, topic or finding. Every word that would have been right is listed, and the
/// nearest one is suggested, because people remember settings by their label on the page.
fn unknown(asked: &str, environment: &Environment) -> Failure {
    let keys = keys_of_the_file();
    let topics: Vec<_> = TOPICS.iter().map(|topic| topic.name).collect();
    for (id, known) in [("explain-known", &keys), ("explain-known-topics", &topics)] {
        let message = Message::new(id).text("words", known.join(", "));
        environment.print_error(wrapped(&environment.words.say(&message)).trim_end());
    }
    let message = Message::new("explain-unknown").text("word", asked);
    let failure = Failure::new(Exit::Usage, message);
    let paths = fields().map(|field| field.path);
    let known = keys.into_iter().chain(topics).chain(paths);
    match nearest(asked, known.chain(code::names())) {
        Some(near) => failure.help(Message::new("did-you-mean").text("word", near)),
        None => failure,
    }
}

/// Wraps text as clap wraps its help: to the width of the terminal, else to `COLUMNS`, and to at most
/// 100 columns. Indented paragraphs stay indented, and no line ends in a no-break space.
fn wrapped(text: &str) -> String {
    let help = clap::Command::new("explain")
        .help_template("{about}")
        .max_term_width(100)
        .about(text.to_owned())
        .render_help();
    format!("{}\n", help.ansi().to_string().trim_end())
}
