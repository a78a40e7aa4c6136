//! The search behind `explain`: from a question to rows and topics.

use super::fold::fold;
use super::label::labels;
use super::row::Field;
use super::table::fields;
use super::topic::{TOPICS, Topic};
use crate::words::Words;

/// The rows and topics that a question matches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Matches {
    pub(crate) fields: Vec<&'static Field>,
    pub(crate) topics: Vec<&'static Topic>,
}

impl Matches {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.topics.is_empty()
    }

    /// The whole table.
    pub(crate) fn all() -> Self {
        Self {
            fields: fields().collect(),
            topics: TOPICS.iter().collect(),
        }
    }
}

/// The rows and topics that `asked` matches. It may be a path, the end of one, a title or a heading
/// of the help page, a topic or a group of topics; capitals, hyphens, accents and the name of a
/// list's entry are ignored.
///
/// The more exact kinds of matches win: the end of a path is considered only when no whole path
/// matches, titles only when no path does, and the synonyms of topics only when nothing else
/// matches. A label of the help page adds everything that it stands for, because a label may be the name
/// of several fields.
pub(crate) fn find(asked: &str, words: &Words) -> Matches {
    let keys = keys(asked);
    let asked = fold(asked);
    let named: Vec<_> = labels(&asked).collect();
    // From the most exact kind of match to the least.
    let fields = [
        rows(|field| is_at(field, &keys)),
        rows(|field| ends_with(field, &keys)),
        rows(|field| is_called(field, &asked, words)),
    ];
    let exact = fields.into_iter().find(|rows| !rows.is_empty());
    let exact = exact.unwrap_or_else(Vec::new);
    let fields = rows(|field| {
        let labelled = named.iter().any(|label| label.paths.contains(&field.path));
        labelled || exact.contains(&field)
    });
    let mut topics = topics(|topic| {
        let labelled = named.iter().any(|label| label.topics.contains(&topic.name));
        labelled || fold(topic.name) == asked || fold(topic.group.as_str()) == asked
    });
    if fields.is_empty() && topics.is_empty() {
        topics = self::topics(|topic| topic.also.iter().any(|also| fold(also) == asked));
    }
    Matches { fields, topics }
}

fn rows(fits: impl Fn(&'static Field) -> bool) -> Vec<&'static Field> {
    fields().filter(|field| fits(field)).collect()
}

fn topics(fits: impl Fn(&Topic) -> bool) -> Vec<&'static Topic> {
    TOPICS.iter().filter(|topic| fits(topic)).collect()
}

/// Whether a folded text is the title of a row or the heading of its section of the help page.
fn is_called(field: &Field, asked: &str, words: &Words) -> bool {
    let section = field.page.map(|page| fold(page.section));
    fold(&words.text(field.words)) == asked || section.as_deref() == Some(asked)
}

/// The last key of every path, without duplicates, in the order of the file.
pub(crate) fn keys_of_the_file() -> Vec<&'static str> {
    let mut keys = Vec::new();
    for key in fields().map(Field::key) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

fn is_at(field: &Field, keys: &[String]) -> bool {
    field.path.split('.').count() == keys.len() && ends_with(field, keys)
}

fn ends_with(field: &Field, keys: &[String]) -> bool {
    let mut path = field.path.rsplit('.');
    !keys.is_empty()
        && keys.iter().rev().all(|key| match path.next() {
            Some("*") => matches!(key.as_str(), "both" | "fr" | "en" | "*"),
            Some(known) => fold(known) == *key,
            None => false,
        })
}

/// The folded keys of a path: `chat.hours.fr.weeklySchedules["Jeudi soir"].days` has five, since
/// the name of the entry is left out. None at all when a key is empty, as in `general..can`.
fn keys(asked: &str) -> Vec<String> {
    // A small scanner instead of a split at dots: names of entries may contain dots and brackets.
    let mut keys = vec![String::new()];
    let (mut brackets, mut quoted, mut escaped) = (0_usize, false, false);
    for c in asked.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' if brackets > 0 => quoted = !quoted,
            '[' if !quoted => brackets += 1,
            ']' if !quoted => brackets = brackets.saturating_sub(1),
            _ if brackets > 0 => {}
            '.' => keys.push(String::new()),
            c => {
                if let Some(key) = keys.last_mut() {
                    key.push(c);
                }
            }
        }
    }
    let keys: Vec<_> = keys.iter().map(|key| fold(key)).collect();
    if keys.iter().any(String::is_empty) {
        return Vec::new();
    }
    keys
}
