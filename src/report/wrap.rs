//! Lines of text within the width of a terminal.
//!
//! A report is made of lines, each with its own indent. A line that is too long continues below, two
//! columns further in, so that the signs at the beginnings of lines can still be scanned:
//!
//! ```text
//!   * warning near-duplicate-name  boreal.yaml:44
//!       the names `Noël` and `Noel` differ only in
//!         accents
//! ```
//!
//! Only blanks are places to break. What people copy or compare stays whole, even if it is longer
//! than a line: an address, a command between backticks, the name in a path, `2 h 30`, a digest with
//! its label, and the lines of a file in a snippet, under which carets point at columns.

use textwrap::core::Word;
use textwrap::wrap_algorithms::wrap_first_fit;

/// How much further a continued line is indented.
const CONTINUED: usize = 2;

/// Columns that a report is always given: in fewer, every word would stand on a line of its own.
const NARROWEST: usize = 20;

/// Characters of a digest.
const DIGEST: usize = 64;

/// How long lines may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineWidth {
    /// The output goes to a file or a program, which need every line whole.
    Unlimited,
    Columns(usize),
}

impl LineWidth {
    /// The width of a terminal, or of whatever a person said that it is.
    pub(crate) fn columns(count: usize) -> Self {
        Self::Columns(count.max(NARROWEST))
    }

    /// The columns, or as many as a format has by itself.
    pub(crate) fn or(self, columns: usize) -> usize {
        match self {
            Self::Unlimited => columns,
            Self::Columns(columns) => columns,
        }
    }

    /// A report with its longer lines continued below.
    pub(crate) fn wrap(self, text: &str) -> String {
        let Self::Columns(columns) = self else {
            return text.to_owned();
        };
        let mut out = String::new();
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches('\n');
            out.push_str(&continued(content, columns).join("\n"));
            out.push_str(&line[content.len()..]);
        }
        out
    }
}

/// Pieces, with a blank between two of them, as lines of at most so many columns. A piece that is
/// longer has a line of its own.
pub(crate) fn filled(pieces: &[String], columns: usize) -> Vec<String> {
    let pieces: Vec<_> = pieces.iter().map(|piece| format!("{piece} ")).collect();
    let words: Vec<_> = pieces.iter().map(|piece| Word::from(piece)).collect();
    lines(&words, &[columns])
}

/// One line, and those that continue it.
pub(crate) fn continued(line: &str, columns: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    if is_of_a_snippet(line) {
        return vec![line.to_owned()];
    }
    let indent = line.len() - text.len();
    let words: Vec<_> = units(text).into_iter().map(Word::from).collect();
    let first = columns.saturating_sub(indent);
    let wrapped = lines(&words, &[first, first.saturating_sub(CONTINUED)]);
    let mut indents = std::iter::once(indent).chain(std::iter::repeat(indent + CONTINUED));
    let indented = wrapped
        .iter()
        .map(|line| " ".repeat(indents.next().expect("there is no last indent")) + line);
    match wrapped.len() {
        // A line that fits stays as it was, with the blanks at its end.
        0 | 1 => vec![line.to_owned()],
        _ => indented.collect(),
    }
}

fn lines(words: &[Word<'_>], columns: &[usize]) -> Vec<String> {
    let columns = columns.iter().copied().map(usize_to_width);
    let columns: Vec<_> = columns.collect();
    let lines = wrap_first_fit(words, &columns).into_iter();
    let lines = lines.map(|words| {
        let text = words.iter().flat_map(|word| [word.word, word.whitespace]);
        text.collect::<String>().trim_end().to_owned()
    });
    lines.collect()
}

/// Widths of terminals are small; textwrap computes with floats.
fn usize_to_width(columns: usize) -> f64 {
    u32::try_from(columns).map_or(f64::MAX, f64::from)
}

/// The parts of a line that stay whole, each with the blanks behind it.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let (mut start, mut word_start) = (0, 0);
    let mut open = OpenQuotes::default();
    for (at, _) in text.match_indices(' ') {
        let (word, rest) = (&text[word_start..at], &text[at + 1..]);
        if rest.starts_with(' ') {
            continue;
        }
        word_start = at + 1;
        open.pass(word);
        if !open.close_in(rest) && !belong_together(word.trim_end(), rest) {
            units.push(&text[start..=at]);
            start = at + 1;
        }
    }
    units.push(&text[start..]);
    units
}

/// Quotes that were opened so far: backticks around a command, brackets around a name in a path.
#[derive(Default)]
struct OpenQuotes {
    ticks: usize,
    brackets: usize,
}

impl OpenQuotes {
    fn pass(&mut self, word: &str) {
        self.ticks += word.matches('`').count();
        self.brackets += word.matches("[\"").count();
        self.brackets = self.brackets.saturating_sub(word.matches("\"]").count());
    }

    /// Whether the rest of the line closes one of them. A lone sign opens nothing.
    fn close_in(&self, rest: &str) -> bool {
        let command = self.ticks % 2 == 1 && rest.contains('`');
        command || (self.brackets > 0 && rest.contains("\"]"))
    }
}

/// Whether a word and what follows it mean something only together: `2 h 30`, or a digest behind
/// its label.
fn belong_together(word: &str, rest: &str) -> bool {
    let next = rest.split(' ').next().unwrap_or(rest);
    let unit = next.trim_end_matches([',', ';', '.']);
    let counts = word.ends_with(|c: char| c.is_ascii_digit()) && ["h", "min"].contains(&unit);
    let minutes = word == "h" && next.starts_with(|c: char| c.is_ascii_digit());
    let digest = next.len() == DIGEST && next.bytes().all(|byte| byte.is_ascii_hexdigit());
    counts || minutes || digest
}

/// Whether a line is one of a file, with its number or with carets below it, or names its place.
fn is_of_a_snippet(line: &str) -> bool {
    let plain = anstream::adapter::strip_str(line).to_string();
    let behind = plain
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = behind.trim_start();
    behind.starts_with('|') || behind.starts_with("--> ")
}
