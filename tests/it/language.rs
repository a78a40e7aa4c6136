//! Cheap rules of language, over everything that people read: the catalogues, the help of the
//! command line, the documents and the comments of the source.
//!
//! Each rule is a row of a table with a replacement, and a failure names file, line, the words
//! found and what to write instead. Code is skipped: what stands between backticks, in fenced
//! blocks, or in placeholders of a catalogue.

use std::path::Path;

use crate::tidy::files;

/// Where a word is not to be used.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    /// In what users read: in a comment it has uses of its own, such as a file beside another one.
    Prose,
    Everywhere,
}
use Where::{Everywhere, Prose};

/// Words that are correct English and not what a technical writer would use, each with words that
/// fit better.
const ENGLISH: [(&str, &str, Where); 29] = [
    ("anew", "again", Everywhere),
    ("be asked of", "be requested from", Prose),
    ("beside", "next to, or with", Prose),
    ("comes to more than", "is more than", Everywhere),
    (
        "gives nothing",
        "has no effect, or returns nothing",
        Everywhere,
    ),
    ("goes without saying", "is implied", Everywhere),
    ("hardly", "probably not", Everywhere),
    ("has not the right", "is not allowed", Everywhere),
    ("has to be done", "is needed", Everywhere),
    ("in the way of", "blocking", Prose),
    ("is there already", "already exists", Everywhere),
    ("is there twice", "is given twice", Prose),
    ("knows nothing of", "ignores", Prose),
    ("leave alone", "not change", Prose),
    ("leaves alone", "does not change", Prose),
    ("nobody", "no one, or a name for who", Everywhere),
    ("of something else", "a different one", Everywhere),
    ("once more", "again", Prose),
    ("opens nothing", "gives no access, or was revoked", Prose),
    ("say so", "state it", Prose),
    ("speaks of", "names, or mentions", Prose),
    ("tell", "report, show or print", Everywhere),
    ("telling", "reporting, showing or printing", Everywhere),
    ("tells", "reports, shows or prints", Everywhere),
    ("told", "reported, shown or printed", Everywhere),
    (
        "was not answered whole",
        "had an incomplete response",
        Everywhere,
    ),
    ("which is meant", "which one", Everywhere),
    ("word of consent", "consent", Everywhere),
    ("words of consent", "consents", Everywhere),
];

/// A mistake in French: its name, where a line has it, and what to write instead.
struct French {
    name: &'static str,
    finds: fn(&str) -> Option<&str>,
    better: &'static str,
}

/// Typography as in Quebec (OQLF), and one way to write code and advice.
const FRENCH: [French; 6] = [
    French {
        name: "a space before ; ? or !",
        finds: space_before_mark,
        better: "no space",
    },
    French {
        name: "an ordinary space before a colon",
        finds: space_before_colon,
        better: "a no-break space (U+00A0)",
    },
    French {
        name: "an ordinary space inside guillemets",
        finds: space_in_guillemets,
        better: "a no-break space (U+00A0)",
    },
    French {
        name: "an ordinary space before a unit",
        finds: space_before_unit,
        better: "a no-break space (U+00A0)",
    },
    French {
        name: "code between guillemets",
        finds: code_in_guillemets,
        better: "backticks",
    },
    French {
        name: "a calque",
        finds: calque,
        better: "plain French: « se trouve », « existe », « ailleurs »",
    },
];

/// Documents that are not under these rules: texts of others, and recorded output. A path that begins
/// with one of these is skipped.
const OTHERS: [&str; 1] = ["fixtures/"];

/// Sources whose comments follow the table of English.
const SOURCES: [&str; 2] = ["src/", "benches/"];

/// A line of text with its place. Code is replaced by one letter, so that marks keep their
/// neighbours.
struct Line<'a> {
    path: &'a Path,
    number: usize,
    text: String,
}

/// Replaces what stands between two signs by a letter; an opening sign without a closing one stays.
fn without(text: &str, open: char, close: char) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, behind)) = after.split_once(close) else {
            break;
        };
        kept.push_str(before);
        kept.push('x');
        rest = behind;
    }
    kept + rest
}

/// The texts of a catalogue, without ids and placeholders.
fn catalogue<'a>(path: &'a Path, text: &str) -> Vec<Line<'a>> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.starts_with('#'))
        .map(|(at, line)| {
            let text = line.split_once(" = ").map_or(line, |(_, text)| text);
            let text = text.split_once("] ").map_or(text, |(_, text)| text);
            Line {
                path,
                number: at + 1,
                text: without(&without(text, '{', '}'), '`', '`'),
            }
        })
        .collect()
}

/// Comments of a catalogue, which repeat the English of the help in the French catalogue.
fn comments<'a>(path: &'a Path, text: &str) -> Vec<Line<'a>> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(at, line)| {
            Some(Line {
                path,
                number: at + 1,
                text: without(line.strip_prefix("# ")?, '`', '`'),
            })
        })
        .collect()
}

/// The text of a document, without its blocks of code and the targets of its links.
fn document<'a>(path: &'a Path, text: &str) -> Vec<Line<'a>> {
    let mut in_code = false;
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        if !in_code && !is_fence {
            let text = without(line, '`', '`').replace("](", "](<");
            lines.push(Line {
                path,
                number: at + 1,
                text: without(&text, '<', ')'),
            });
        }
    }
    lines
}

/// The comments of a source.
fn source<'a>(path: &'a Path, text: &str) -> Vec<Line<'a>> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(at, line)| {
            let (_, comment) = line.split_once("//")?;
            Some(Line {
                path,
                number: at + 1,
                text: without(&without(comment, '`', '`'), '«', '»'),
            })
        })
        .collect()
}

/// Where words stand in a text, whole and in any case.
fn find_words(text: &str, words: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric();
    text.match_indices(words).any(|(at, found)| {
        let (before, behind) = (&text[..at], &text[at + found.len()..]);
        !before.ends_with(is_letter) && !behind.starts_with(is_letter)
    })
}

fn english(lines: &[Line<'_>], place: Where, wrong: &mut Vec<String>) {
    for line in lines {
        let text = line.text.to_lowercase();
        let banned = ENGLISH
            .iter()
            .filter(|(.., of)| place == Prose || *of == Everywhere);
        let found = banned.filter(|(words, ..)| find_words(&text, words));
        wrong.extend(found.map(|(words, better, _)| {
            let place = line.path.display();
            format!("{place}:{}: “{words}”: write {better}", line.number)
        }));
    }
}

fn french(lines: &[Line<'_>], wrong: &mut Vec<String>) {
    for line in lines {
        for rule in &FRENCH {
            if let Some(found) = (rule.finds)(&line.text) {
                let (place, number) = (line.path.display(), line.number);
                let French { name, better, .. } = rule;
                wrong.push(format!(
                    "{place}:{number}: {name}, “{found}”: write {better}"
                ));
            }
        }
    }
}

/// The words around a place, for a message.
fn around(text: &str, at: usize) -> &str {
    let from = text[..at].rfind(' ').map_or(0, |at| at + 1);
    let to = text[at..]
        .char_indices()
        .nth(6)
        .map_or(text.len(), |(end, _)| at + end);
    &text[from..to]
}

/// Where a sign follows an ordinary space and ends a word.
fn after_space<'a>(text: &'a str, signs: &[char]) -> Option<&'a str> {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "-.:/*".contains(c));
    let mut places = text.char_indices();
    let (at, _) = places.find(|(at, c)| {
        signs.contains(c) && text[..*at].ends_with(' ') && ends(&text[at + c.len_utf8()..])
    })?;
    Some(around(text, at - 1))
}

fn space_before_mark(text: &str) -> Option<&str> {
    after_space(text, &[';', '?', '!'])
}

fn space_before_colon(text: &str) -> Option<&str> {
    after_space(text, &[':'])
}

fn space_before_unit(text: &str) -> Option<&str> {
    after_space(text, &['%', '$'])
}

fn space_in_guillemets(text: &str) -> Option<&str> {
    // A pair that quotes nothing names the guillemets themselves.
    let text = text.strip_suffix("« »").unwrap_or(text);
    let opening = text
        .match_indices("« ")
        .find(|(at, _)| !text[*at..].starts_with("« »"));
    let closing = text
        .match_indices(" »")
        .find(|(at, _)| !text[..*at].ends_with('«'));
    let (at, _) = opening.or(closing)?;
    Some(around(text, at))
}

fn code_in_guillemets(text: &str) -> Option<&str> {
    let quoted = text
        .split('«')
        .skip(1)
        .filter_map(|rest| rest.split('»').next());
    let mut quoted = quoted.map(str::trim);
    quoted.find(|quoted| {
        let capital_inside = quoted.char_indices().any(|(at, c)| {
            at > 0 && c.is_uppercase() && quoted[..at].ends_with(char::is_lowercase)
        });
        let is_key = !quoted.contains(' ') && (capital_inside || quoted.contains(['_', '.']));
        is_key
            || quoted.starts_with("--")
            || quoted.starts_with("consigne ")
            || (quoted.contains(": ") && quoted.starts_with(char::is_lowercase))
    })
}

fn calque(text: &str) -> Option<&str> {
    let calques = [
        "l'a d'ailleurs",
        "Git ne donne pas",
        "du passé n'",
        "est là deux fois",
        "sont là tous",
    ];
    calques.into_iter().find(|calque| text.contains(calque))
}

#[test]
fn english_is_plain() {
    let mut wrong = Vec::new();
    for (path, text) in files(".ftl") {
        let lines = if path.starts_with("src/words/en") {
            catalogue(&path, &text)
        } else {
            comments(&path, &text)
        };
        english(&lines, Prose, &mut wrong);
    }
    for (path, text) in files(".md") {
        let name = path.to_str().unwrap();
        if !name.ends_with(".fr.md") && !OTHERS.iter().any(|prefix| name.starts_with(prefix)) {
            english(&document(&path, &text), Prose, &mut wrong);
        }
    }
    for (path, text) in files(".rs") {
        let name = path.to_str().unwrap();
        if SOURCES.iter().any(|prefix| name.starts_with(prefix)) {
            english(&source(&path, &text), Everywhere, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french_follows_the_typography_of_quebec() {
    let mut wrong = Vec::new();
    for (path, text) in files(".ftl") {
        if path.starts_with("src/words/fr") {
            french(&catalogue(&path, &text), &mut wrong);
        }
    }
    for (path, text) in files(".fr.md") {
        let name = path.to_str().unwrap();
        if !OTHERS.iter().any(|prefix| name.starts_with(prefix)) {
            french(&document(&path, &text), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Advice addresses the reader: « écrivez », not « écrire ».
#[test]
fn french_advice_is_in_the_imperative() {
    let infinitives = ["er", "ir", "dre", "tre", "aire"];
    let mut wrong = Vec::new();
    for (path, text) in files(".ftl") {
        // The help of the command line says what a command does.
        if !path.starts_with("src/words/fr") || path.ends_with("help.ftl") {
            continue;
        }
        for line in text.lines() {
            let advice = line.split_once("-help = ").map_or("", |(_, text)| text);
            let first = advice.split(' ').next().unwrap();
            if infinitives.iter().any(|end| first.ends_with(end)) {
                let place = path.display();
                wrong.push(format!("{place}: {line}: write the imperative of « vous »"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_find_what_they_name() {
    for (text, expected) in [
        ("this is told", true),
        ("Told at the start", true),
        ("untold", false),
        ("the key is there twice", true),
    ] {
        let text = text.to_lowercase();
        let found = ENGLISH.iter().any(|(words, ..)| find_words(&text, words));
        assert_eq!(found, expected, "{text}");
    }
    let rows: [(&str, Option<&str>); 12] = [
        ("écrivez ; relancez", Some("a space before ; ? or !")),
        ("est-ce tout ?", Some("a space before ; ? or !")),
        ("un poste comme ;ext=123", None),
        ("le plan : rien", Some("an ordinary space before a colon")),
        ("le plan\u{a0}: rien", None),
        ("« Noël\u{a0}»", Some("an ordinary space inside guillemets")),
        ("«\u{a0}Noël »", Some("an ordinary space inside guillemets")),
        ("entre « » sont", None),
        ("20 % de plus", Some("an ordinary space before a unit")),
        (
            "la clé «\u{a0}timeZone\u{a0}»",
            Some("code between guillemets"),
        ),
        ("«\u{a0}Jeudi soir\u{a0}» est ouvert", None),
        ("Git ne donne pas le fichier", Some("a calque")),
    ];
    for (text, expected) in rows {
        let found = FRENCH.iter().find(|rule| (rule.finds)(text).is_some());
        assert_eq!(found.map(|rule| rule.name), expected, "{text}");
    }
    assert_eq!(without("a `b` c", '`', '`'), "a x c");
}
