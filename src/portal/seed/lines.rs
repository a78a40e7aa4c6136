//! The line of each part of a seed, for the reports of broken rules.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser};

/// Lines by JSON Pointer, such as `/accounts/0/settings/chat/enabled`.
#[derive(Debug, Clone, Default)]
pub(in crate::portal) struct SeedLines(BTreeMap<String, usize>);

/// A list or mapping whose end has not come yet.
struct Open {
    pointer: String,
    next: Next,
}

/// What the next value in a list or mapping is.
enum Next {
    Element(usize),
    Key,
    /// The value of this key.
    Member(String),
}

impl SeedLines {
    /// The lines of a text that is valid YAML. An anchored value has the line where it is anchored
    /// only; its aliases have lines of their own.
    pub(super) fn of(text: &str) -> Self {
        let mut lines = BTreeMap::new();
        let mut open: Vec<Open> = Vec::new();
        // A text that is not valid was refused before; here its rest has no lines.
        for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
            take(&event, span.start.line(), &mut open, &mut lines);
        }
        Self(lines)
    }

    /// The line of a part or, when the seed does not have it, of the closest part around it.
    pub(in crate::portal) fn line(&self, pointer: &str) -> Option<usize> {
        if let Some(line) = self.0.get(pointer) {
            return Some(*line);
        }
        let (around, _) = pointer.rsplit_once('/')?;
        self.line(around)
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the events belong to the parser, which may add marks"
)]
fn take(event: &Event<'_>, line: usize, open: &mut Vec<Open>, lines: &mut BTreeMap<String, usize>) {
    let container = match event {
        Event::Scalar(text, ..) => {
            if let Some(map) = open.last_mut().filter(|map| matches!(map.next, Next::Key)) {
                lines.insert(format!("{}/{text}", map.pointer), line);
                map.next = Next::Member(text.to_string());
                return;
            }
            None
        }
        Event::Alias(_) => None,
        Event::SequenceStart(..) => Some(Next::Element(0)),
        Event::MappingStart(..) => Some(Next::Key),
        Event::SequenceEnd | Event::MappingEnd => {
            open.pop();
            return;
        }
        _ => return,
    };
    let pointer = open.last_mut().map_or_else(String::new, Open::advance);
    // The line of a key was recorded already, and is the better one.
    lines.entry(pointer.clone()).or_insert(line);
    if let Some(next) = container {
        open.push(Open { pointer, next });
    }
}

impl Open {
    /// The pointer of the value that comes now.
    fn advance(&mut self) -> String {
        let (pointer, next) = match &self.next {
            Next::Element(at) => (format!("{}/{at}", self.pointer), Next::Element(at + 1)),
            // A key that is no text; no member of a seed has one.
            Next::Key => (format!("{}/", self.pointer), Next::Member(String::new())),
            Next::Member(name) => (format!("{}/{name}", self.pointer), Next::Key),
        };
        self.next = next;
        pointer
    }
}
