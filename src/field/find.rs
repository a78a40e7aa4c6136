//! From what a person asks with to rows and topics.

use unicode_normalization::UnicodeNormalization;

use super::{Field, Group, TOPICS, Topic, fields};
use crate::words::Words;

/// Everything that a question may mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Found {
    pub(crate) fields: Vec<&'static Field>,
    pub(crate) topics: Vec<&'static Topic>,
}

impl Found {
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

/// What `asked` means: a path, the end of one, a title or a heading of the help page, a topic or a
/// group of topics. Capitals,
/// hyphens, accents and the entry of a list make no difference.
pub(crate) fn find(asked: &str, words: &Words) -> Found {
    let keys = keys(asked);
    let mut found: Vec<_> = fields().filter(|field| is_at(field, &keys)).collect();
    if found.is_empty() {
        found = fields().filter(|field| ends_with(field, &keys)).collect();
    }
    let asked = fold(asked);
    if found.is_empty() {
        let called = |field: &&Field| {
            let section = field.page.map(|page| fold(page.section));
            fold(&words.text(field.words)) == asked || section.as_ref() == Some(&asked)
        };
        found = fields().filter(called).collect();
    }
    let group = Group::ALL
        .into_iter()
        .find(|group| fold(group.as_str()) == asked);
    let named = |topic: &&Topic| fold(topic.name) == asked || Some(topic.group) == group;
    let mut topics: Vec<_> = TOPICS.iter().filter(named).collect();
    if found.is_empty() && topics.is_empty() {
        let also = |topic: &&Topic| topic.also.iter().any(|also| fold(also) == asked);
        topics = TOPICS.iter().filter(also).collect();
    }
    Found {
        fields: found,
        topics,
    }
}

/// Every last key, each once, in the order of the file.
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
    let fits = |key: &String| match path.next() {
        Some("*") => matches!(key.as_str(), "both" | "fr" | "en" | "*"),
        Some(known) => fold(known) == *key,
        None => false,
    };
    !keys.is_empty() && keys.iter().rev().all(fits)
}

/// `chat.hours.fr.weeklySchedules["Jeudi soir"].days` without its entry, key by key.
fn keys(asked: &str) -> Vec<String> {
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

/// Letters and digits alone, small and without accents.
fn fold(text: &str) -> String {
    let kept = text.nfd().filter(|c| c.is_alphanumeric() || *c == '*');
    kept.flat_map(char::to_lowercase).collect()
}
