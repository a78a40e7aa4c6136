//! Content lines of iCalendar (RFC 5545, 3.1): escaped, folded at 75 octets, ended by CR LF.

/// Octets of a line before it is folded.
const LONGEST: usize = 75;

/// A calendar as it is written.
#[derive(Debug, Default)]
pub(super) struct ContentLines(pub(super) String);

impl ContentLines {
    /// A property whose value is no text: a date, a rule, a word of the format.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        // A fold may not cut a character: what the format counts is octets, what it folds is text.
        let mut octets = 0;
        for c in format!("{name}:{value}").chars() {
            if octets + c.len_utf8() > LONGEST {
                // The space that marks the rest of a line counts as well.
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value people read. Names of events come from the file, so separators and
    /// line breaks are escaped and controls are dropped: nothing in it can end the line or the
    /// value.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::new();
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.put(name, &escaped);
    }

    /// A component around what `fill` writes.
    pub(super) fn component(&mut self, kind: &str, fill: impl FnOnce(&mut Self)) {
        self.put("BEGIN", kind);
        fill(self);
        self.put("END", kind);
    }
}
