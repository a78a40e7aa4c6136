//! How far a value reaches, in a text that may be no valid YAML: rather too far than not far enough.

use super::value::Confidentiality;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `key: value` on a line of its own.
    Block,
    /// `{ key: value, … }`.
    Flow,
    /// `# key: value`.
    Comment,
}

/// Where a value begins.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The byte after the separator.
    pub(super) after: usize,
    /// Bytes before the key on its line.
    pub(super) column: usize,
    /// Where that line begins.
    pub(super) line: usize,
    pub(super) style: Notation,
    pub(super) kind: Confidentiality,
}

/// The end of the value.
pub(super) fn extent(text: &str, site: &Site) -> usize {
    match site.style {
        Notation::Flow => flow(text, site.after),
        Notation::Comment => below(text, line_end(text, site.after), |line| {
            let is_open = is_open(&text[site.after..line_end(text, site.after)]);
            is_open && line.trim_start().starts_with('#') && !line.contains(':')
        }),
        Notation::Block => block(text, site),
    }
}

/// The rest of the line, and the lines below that belong to it.
fn block(text: &str, site: &Site) -> usize {
    let end = line_end(text, site.after);
    let rest = &text[site.after..end];
    // A number is over where a comment begins; a secret may have a `#` in it.
    if let (Confidentiality::Phone, Some(comment)) = (site.kind, rest.find(" #"))
        && !is_open(&rest[..comment])
    {
        return site.after + comment;
    }
    let indentation = blanks(&text[site.line..end]);
    let is_entry = text[site.line + indentation..].starts_with('-');
    below(text, end, |line| {
        let (indent, said) = (blanks(line), line.trim());
        let is_item = said.starts_with('-') && !said.starts_with("---");
        said.is_empty()
            || indent > site.column
            || (is_item && !is_entry && is_open(rest) && indent >= indentation)
            || !(said.contains(':') || said.starts_with(['-', '}', ']', '#', '.', '?']))
    })
}

/// Whether a value goes on below its line: it has not begun, is a block scalar, an anchor or a tag, or has a
/// quote that is not closed.
fn is_open(rest: &str) -> bool {
    let rest = rest.trim();
    let quotes = |quote| rest.matches(quote).count() % 2 == 1;
    rest.is_empty() || rest.starts_with(['|', '>', '&', '!', '#']) || quotes('"') || quotes('\'')
}

fn blanks(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at)
}

/// The end of the last of the lines after `end` that belong to the value.
fn below(text: &str, end: usize, belongs: impl Fn(&str) -> bool) -> usize {
    let mut end = end;
    while end < text.len() {
        let next = line_end(text, end + 1);
        if !belongs(&text[end + 1..next]) {
            break;
        }
        end = next;
    }
    end
}

/// The end of a value in a flow collection: a bracket or a comma that no quote and no bracket of its own
/// holds, when what follows can be the next key.
fn flow(text: &str, from: usize) -> usize {
    let mut state = Flow::default();
    let mut skipped = false;
    for (offset, c) in text[from..].char_indices() {
        let at = from + offset;
        if std::mem::take(&mut skipped) {
            continue;
        }
        let quote = state.quote;
        match quote {
            Some(_) if c == '\\' => skipped = true,
            Some(quote) if c == quote && is_closed(&text[at + 1..]) => state.quote = None,
            Some(quote) if c == '\n' && !closes_below(text, at, quote) => return at,
            Some(_) => {}
            None if state.ends(c, &text[at + c.len_utf8()..]) => return at,
            None => {}
        }
    }
    text.len()
}

/// Whether a quote that stands before this closes a value.
fn is_closed(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with([',', '}', ']', '\n', '#'])
}

/// Whether the line after `at` has the quote, and no key before it.
fn closes_below(text: &str, at: usize, quote: char) -> bool {
    let line = &text[at + 1..line_end(text, at + 1)];
    line.find(quote)
        .is_some_and(|quote| !line[..quote].contains(':'))
}

#[derive(Default)]
struct Flow {
    begun: bool,
    depth: usize,
    quote: Option<char>,
}

impl Flow {
    /// Takes a character outside of quotes; whether the value ends before it.
    fn ends(&mut self, c: char, rest: &str) -> bool {
        match c {
            '"' | '\'' if !self.begun => self.quote = Some(c),
            '{' | '[' => self.depth += 1,
            '}' | ']' if self.depth > 0 => self.depth -= 1,
            '}' | ']' => return !rest.starts_with(char::is_alphanumeric),
            ',' => return self.depth == 0 && begins_with_key(rest),
            '\n' => return self.begun && begins_with_key(rest),
            _ => {}
        }
        self.begun |= !c.is_whitespace();
        false
    }
}

/// Whether a text begins with `key:`, with the end of a collection, or with an entry of a list.
fn begins_with_key(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("- ").unwrap_or(text);
    let text = text.trim_start_matches(['"', '\'']);
    let key = text.find([',', '{', '}', '[', ']', '\n', ':']);
    key.is_some_and(|at| match text.as_bytes()[at] {
        b':' => at > 0,
        b'}' | b']' => text[..at].trim().is_empty(),
        _ => false,
    })
}
