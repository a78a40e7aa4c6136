//! A document that keeps a budget of bytes.
//!
//! Forges cut or refuse a comment that is too long (GitHub takes 65,536 characters), and a comment
//! that is cut in the middle of a table or of a `<details>` breaks everything below it. So the
//! document is built of parts that know how to be shorter:
//!
//! ```text
//!   fixed    **2 refused, 14 with changes**          always there
//!   list     head   | | Setting | Before | …         there if the list has rows
//!            rows   | `+` create | …                 as many as fit, from the first one on
//!            more   | | and 312 more | | | |         there if rows are missing
//!            tail                                    closes what the head opened
//!   fixed    Digest: 0f3a…
//! ```
//!
//! # How bytes are given out
//!
//! 1. Every part first gets its *least*: the text of fixed parts; head, tail and "and n more" with
//!    the number of all its rows for lists. If the sum of these does not fit, no choice of rows can
//!    help: the caller must leave out whole sections ([`BudgetedDocument::least`]).
//! 2. What is left is given to rows, grave lists first: all lists of refusals, then of accounts and
//!    days, then of findings, of changes and of hours. Within a rank lists take in the order of the document, and each takes
//!    rows until one does not fit. A list never skips a long row for a short one behind it, because
//!    a reader takes what is shown for the beginning of the list.
//! 3. The "and n more" of step 1 stays paid for even when all rows fit and it is not written, or
//!    when a smaller number makes it shorter. That wastes a few dozen bytes and makes the sum a
//!    bound: whatever the catalogue's plural forms do, the document is never longer than the budget,
//!    as long as a larger number never has a shorter text.

use crate::words::{Message, Words};

/// A document of fixed texts and of lists that may end with `and n more`.
#[derive(Default)]
pub(super) struct BudgetedDocument {
    parts: Vec<DocumentPart>,
}

enum DocumentPart {
    Fixed(String),
    List(BudgetedList),
}

/// Rows under a head. A row ends with its line break.
pub(super) struct BudgetedList {
    pub(super) rank: Rank,
    pub(super) head: String,
    pub(super) rows: Vec<String>,
    /// The catalogue's sentence for rows that are left out, which names what they are.
    pub(super) left_out: &'static str,
    /// What stands before and behind that sentence.
    pub(super) more: (&'static str, &'static str),
    pub(super) tail: String,
}

/// How grave a list is. The first rank is served first and so keeps its rows longest: a reader who
/// sees no refusal must be able to conclude that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Refusals,
    /// Accounts and their days, which stand above the fold.
    Overview,
    Findings,
    Changes,
    Hours,
}

impl Rank {
    const ALL: [Self; 5] = [
        Self::Refusals,
        Self::Overview,
        Self::Findings,
        Self::Changes,
        Self::Hours,
    ];
}

impl BudgetedList {
    fn more(&self, count: usize, words: &Words) -> String {
        let more = words.say(&Message::new(self.left_out).number("count", count));
        format!("{}{more}{}", self.more.0, self.more.1)
    }

    /// Bytes that the list needs without any row.
    fn least(&self, words: &Words) -> usize {
        self.head.len() + self.more(self.rows.len(), words).len() + self.tail.len()
    }

    /// How many rows fit into so many bytes, and how many bytes they leave. It ends at the first
    /// row that does not fit, whatever follows.
    fn take_rows(&self, mut left: usize) -> (usize, usize) {
        // Rows are taken in order and never out of it: what is shown is the beginning of the list.
        for (at, row) in self.rows.iter().enumerate() {
            match left.checked_sub(row.len()) {
                Some(rest) => left = rest,
                None => return (at, left),
            }
        }
        (self.rows.len(), left)
    }

    /// The list with so many of its rows.
    fn text(&self, taken: usize, words: &Words) -> String {
        // The number of missing rows is at most the one that the least was counted with.
        let rows: String = self.rows.iter().take(taken).map(String::as_str).collect();
        let more = match self.rows.len() - taken {
            0 => String::new(),
            missing => self.more(missing, words),
        };
        format!("{}{rows}{more}{}", self.head, self.tail)
    }
}

impl BudgetedDocument {
    pub(super) fn fixed(&mut self, text: impl Into<String>) {
        self.parts.push(DocumentPart::Fixed(text.into()));
    }

    /// A list without rows is left out, with its head.
    pub(super) fn list(&mut self, list: BudgetedList) {
        // The head of a table without rows would promise something that does not follow.
        if !list.rows.is_empty() {
            self.parts.push(DocumentPart::List(list));
        }
    }

    /// Bytes that the document needs however many rows give way.
    pub(super) fn least(&self, words: &Words) -> usize {
        let parts = self.parts.iter().map(|part| match part {
            DocumentPart::Fixed(text) => text.len(),
            DocumentPart::List(list) => list.least(words),
        });
        parts.sum()
    }

    /// The document in at most so many bytes, if its least is no more than that; else its least.
    pub(super) fn fit(&self, most: usize, words: &Words) -> String {
        // The least is paid for all parts before any row is: heads, tails and the number of rows
        // that may be missing. So whatever rows are taken, every head still gets its tail.
        let mut left = most.saturating_sub(self.least(words));
        // Rows of each part, decided rank by rank and written in the order of the document.
        let mut taken = vec![0; self.parts.len()];
        for rank in Rank::ALL {
            // Lists of one rank take in the order of the document: the first account is the
            // gravest.
            for (part, taken) in self.parts.iter().zip(&mut taken) {
                if let DocumentPart::List(list) = part
                    && list.rank == rank
                {
                    (*taken, left) = list.take_rows(left);
                }
            }
        }
        // Only now the document is written, top to bottom.
        let parts = self.parts.iter().zip(taken);
        parts
            .map(|(part, taken)| match part {
                DocumentPart::Fixed(text) => text.clone(),
                DocumentPart::List(list) => list.text(taken, words),
            })
            .collect()
    }
}
