//! Text of a file or a portal for each place where it is shown: terminals, Markdown, HTML, JSON,
//! XML, the commands of a runner, addresses. Every form of a report takes its escaper from here,
//! and nothing from outside is printed past one. A list of values is written nowhere as CSV.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a value that a comment, an annotation or a page shows; what is longer is cut.
pub(crate) const MOST: usize = 200;

/// A character that hides the text around it or changes its order: controls, marks of direction,
/// characters without a glyph, and the two separators that only some programs take for line breaks.
fn is_hidden(c: char) -> bool {
    c.is_control()
        // Codes that no character has (U+FDD0 to U+FDEF, the last two of each plane): XML refuses some.
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        // Soft hyphens, fillers of Hangul and Khmer, variation selectors, zero widths, marks and
        // overrides of direction, musical and shorthand controls, tags.
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// As a terminal or a log may show it, in one line. What hides something is shown as `\u{…}`. A
/// runner of pipelines obeys a line that begins with `::`, and `##[` or `##vso[` anywhere in one.
pub(crate) fn harmless(text: &str) -> String {
    // Runners ignore blanks before a command, so blanks must not protect one.
    let begin = text.len() - text.trim_start().len();
    let obeyed = text[begin..].starts_with("::").then_some(begin);
    // Nearly all texts are harmless, and this is called for each of them.
    if obeyed.is_none() && !text.contains("##") && !text.chars().any(is_hidden) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        // The second of two signs is enough: `#` by itself is common and means nothing.
        if is_hidden(c) || (c == '#' && before == Some('#')) || obeyed == Some(at) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// A text in ASCII alone, for a terminal that knows nothing else: signs become their plain
/// counterparts, letters lose their accents, and what has no counterpart is escaped.
pub(crate) fn in_ascii(text: &str) -> String {
    // Compatibility decomposition takes accents off letters and ligatures apart.
    let mut out = String::new();
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '–' | '—' | '−' | '‑' => out.push('-'),
            '«' | '»' | '“' | '”' => out.push('"'),
            '’' | '‘' => out.push('\''),
            '·' => out.push('.'),
            '█' => out.push('#'),
            '▒' => out.push('+'),
            '▌' => out.push('<'),
            '▐' => out.push('>'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c if c.is_ascii() => out.push(c),
            c => out.extend(c.escape_unicode()),
        }
    }
    out
}

/// A snippet: a line of it can be obeyed, and its renderer leaves some of what is hidden. What it
/// writes itself are line breaks and escape sequences of colours; it replaces those of others.
pub(super) fn snippet(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '\n' | '\u{1b}' => c,
            c if is_hidden(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect();
    text.replace("##", "#\\u{23}")
}

/// At most so many characters, with `…` for what is missing.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A document of JSON as a terminal or a log may show it. The values stay the same: in JSON only
/// strings hold these characters, and there they may be written by number.
pub(crate) fn json(document: &str) -> String {
    // In a document of ours the signs can only be inside a string.
    let broken = document.replace("##", "#\\u0023");
    let mut out = String::new();
    for c in broken.chars() {
        // Line breaks between members are ours; those in strings are escaped already.
        if c != '\n' && is_hidden(c) {
            // JSON writes characters beyond the basic plane as two units.
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            out.extend(units.map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// A document of XML or HTML, made by a library that escapes: nothing in it is obeyed by a runner
/// that happens to see it. The values stay the same.
pub(crate) fn markup(document: &str) -> String {
    document.replace("##", "#&#35;")
}

/// Text of a node, for a library that escapes what its format needs.
pub(crate) fn node(text: &str) -> String {
    cut(&harmless(text), MOST * 10)
}

/// A message of SARIF. `[text](target)` is a link there, and the name of a schedule must not become
/// one, so the parenthesis that would make it one is escaped.
pub(crate) fn sarif_message(text: &str) -> String {
    node(text).replace("](", "]\\u{28}")
}

/// The message of a runner's command, as the runner decodes it. A command is one line: a line break
/// in a message would begin another command, which can set variables of later steps.
pub(crate) fn command_message(text: &str) -> String {
    // The percent sign first: it begins the other escapes.
    node(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a runner's command, which ends at a comma or at the colons before the message.
pub(crate) fn command_property(text: &str) -> String {
    command_message(text)
        .replace(':', "%3A")
        .replace(',', "%2C")
}

/// A path as a relative address.
pub(crate) fn address(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.extend([format!("%{other:02X}")]),
        }
    }
    out
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote<'a> {
    Prose(&'a str),
    /// A command or an option, without its back quotes.
    Command(&'a str),
}

/// The parts of a sentence, with the commands that it quotes apart: `` `consigne …` `` and `` `--…` ``.
/// Other quotes may be of a name that somebody chose, so they decide nothing about the page.
pub(crate) fn quotes(text: &str) -> Vec<Quote<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = ["`consigne ", "`--"]
        .iter()
        .filter_map(|quote| rest.find(quote))
        .min()
    {
        let Some(length) = rest[start + 1..].find('`') else {
            break;
        };
        let end = start + 1 + length;
        parts.push(Quote::Prose(&rest[..start]));
        parts.push(Quote::Command(&rest[start + 1..end]));
        rest = &rest[end + 1..];
    }
    parts.push(Quote::Prose(rest));
    parts
}

/// Text for Markdown as GitHub and GitLab read it. It never stands at the beginning of a block.
pub(crate) mod markdown {
    use crate::report::escape::{MOST, Quote, cut, harmless, quotes};

    /// A value in a span of code: the one place where nothing is a link, a mention or an image.
    pub(crate) fn code(text: &str) -> String {
        // There is no span of nothing: its two fences would be one longer fence, and pair with another.
        if text.is_empty() {
            return "` `".to_owned();
        }
        let text = cut(&harmless(text), MOST);
        let fence = "`".repeat(longest_run(&text) + 1);
        // Markdown takes one space off each end of a span that has them at both and something between.
        let edges = ['`', ' '];
        let pad = match text.trim_matches(' ') {
            "" => "",
            _ if text.starts_with(edges) || text.ends_with(edges) => " ",
            _ => "",
        };
        format!("{fence}{pad}{text}{pad}{fence}")
    }

    /// A value in a cell of a table. A bar ends a cell even in a span of code, so it is escaped;
    /// behind a backslash, which would undo that, it is written by number.
    pub(crate) fn cell(text: &str) -> String {
        let mut out = String::new();
        for c in code(text).chars() {
            match c {
                '|' if out.ends_with('\\') => out.push_str("u{7c}"),
                '|' => out.push_str("\\|"),
                c => out.push(c),
            }
        }
        out
    }

    /// What begins and ends a block of lines that are shown as they are: a run of back quotes that
    /// is longer than any in the lines, so that none of them can end the block.
    pub(crate) fn fence<'a>(lines: impl Iterator<Item = &'a str>) -> String {
        let longest = lines.map(longest_run).max();
        "`".repeat(longest.unwrap_or(0).max(2) + 1)
    }

    /// A sentence of the catalogue in which values of files stand. Every character that Markdown
    /// gives a meaning is written as a reference, so that the sentence shows as it is.
    pub(crate) fn inline(text: &str) -> String {
        let text = cut(&harmless(text), MOST * 5);
        let mut out = String::new();
        for (at, c) in text.char_indices() {
            match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
                | '@' | '!' | '{' | '}' | '^' | '=' => {
                    out.extend([format!("&#{};", u32::from(c))]);
                }
                c => out.push(c),
            }
            // A reference is decoded before the forge searches for mentions, so it alone is not
            // enough.
            if is_followed_up(&text[..at], c, &text[at + c.len_utf8()..]) {
                // A space without width is invisible, and parts what the forge would join.
                out.push_str("&#8203;");
            }
        }
        out
    }

    /// A sentence of the catalogue; the commands and options that it quotes become spans of code.
    pub(crate) fn sentence(text: &str) -> String {
        let text = cut(&harmless(text), MOST * 5);
        let parts = quotes(&text).into_iter();
        parts
            .map(|part| match part {
                Quote::Prose(text) => inline(text),
                Quote::Command(text) => cell(text),
            })
            .collect()
    }

    /// Whether a forge would make a link, a mention or a picture of the text around: `@name`,
    /// `#12`, `GH-12`, `https://…`, `www.…`, `:smile:`.
    fn is_followed_up(before: &str, c: char, after: &str) -> bool {
        let next = after.chars().next();
        match c {
            '@' | '#' => next.is_some_and(|next| next.is_alphanumeric() || next == '_'),
            '-' => {
                before.to_ascii_lowercase().ends_with("gh") && next.is_some_and(char::is_numeric)
            }
            ':' => after.starts_with("//") || is_name_of_a_smile(after),
            'w' | 'W' => before.to_ascii_lowercase().ends_with("ww") && after.starts_with('.'),
            _ => false,
        }
    }

    /// `smile:` behind a colon.
    fn is_name_of_a_smile(after: &str) -> bool {
        let rest = after.trim_start_matches(|c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-')
        });
        rest.len() < after.len() && rest.starts_with(':')
    }

    fn longest_run(text: &str) -> usize {
        let runs = text.split(|c| c != '`').map(str::len);
        runs.max().unwrap_or(0)
    }
}
