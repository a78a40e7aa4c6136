//! Lines of the text that is edited: where they begin and end, and what ends them.

use crate::diagnostic::Span;

/// A text by its lines.
pub(super) struct TextLines<'a> {
    text: &'a str,
    /// What ends its lines.
    pub(super) newline: &'static str,
}

impl<'a> TextLines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let newline = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            Some(_) | None => "\n",
        };
        Self { text, newline }
    }

    fn begin(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Characters before a place in its line.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.begin(at)..at].chars().count()
    }

    /// Where the line of a place ends, before its break. A comment behind a value is part of its line.
    pub(super) fn end_of_line(&self, at: usize) -> usize {
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |end| at + end);
        match self.text[..end].ends_with('\r') && end > at {
            true => end - 1,
            false => end,
        }
    }

    /// Where the line before ends, so that a line can be taken away with its break. The first line has none
    /// before it.
    pub(super) fn end_of_line_before(&self, at: usize) -> usize {
        let begin = self.begin(at);
        let before = self.text[..begin].strip_suffix('\n');
        before.map_or(0, |before| {
            before.strip_suffix('\r').unwrap_or(before).len()
        })
    }

    /// The dash of an entry of a block list: in the line of the entry or, if a comment or an anchor stands
    /// behind it, in one before.
    pub(super) fn dash_before(&self, at: usize) -> usize {
        let mut begin = self.begin(at);
        loop {
            let line = &self.text[begin..];
            let indent = line.len() - line.trim_start_matches(' ').len();
            if line[indent..].starts_with('-') && begin + indent <= at {
                return begin + indent;
            }
            if begin == 0 {
                return at;
            }
            begin = self.begin(begin - 1);
        }
    }

    /// The end of a scalar without the breaks and blanks that the span of a block scalar takes along.
    pub(super) fn end_of_scalar(&self, span: Span) -> usize {
        let written = &self.text[span.start..span.end];
        span.start + written.trim_end().len()
    }

    /// The `|` or `>` that begins a scalar over several lines, whose span has only its text.
    pub(super) fn block_mark(&self, at: usize) -> Option<usize> {
        let mut end = self.begin(at);
        loop {
            let begin = self.begin(end.checked_sub(1)?);
            let line = self.text[begin..end].trim_end();
            let line = line
                .split_once(" #")
                .map_or(line, |(before, _)| before)
                .trim_end();
            if line.is_empty() {
                end = begin;
                continue;
            }
            let (before, word) = line.rsplit_once(' ')?;
            let mark = word.starts_with(['|', '>'])
                && word[1..].bytes().all(|byte| b"+-123456789".contains(&byte));
            let key = before.trim_end();
            let opens = key.ends_with([':', '-'])
                || key
                    .rsplit(' ')
                    .next()
                    .is_some_and(|word| word.starts_with('&'));
            return (mark && opens).then_some(begin + line.len() - word.len());
        }
    }
}
