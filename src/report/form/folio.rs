//! A document whose lists give way to a budget of bytes: the grave ones last.

use crate::words::{Message, Words};

/// What is always there, and lists that may end with `and n more`.
#[derive(Default)]
pub(super) struct Folio {
    parts: Vec<Part>,
}

enum Part {
    Fixed(String),
    List(List),
}

/// Lines under a head. A line ends with its line break.
pub(super) struct List {
    /// The lower, the longer it keeps its lines.
    pub(super) rank: Rank,
    pub(super) head: String,
    pub(super) rows: Vec<String>,
    /// What stands around `and n more`.
    pub(super) more: (&'static str, &'static str),
    pub(super) tail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Refusals,
    Changes,
    Findings,
    Hours,
}

impl Rank {
    const ALL: [Self; 4] = [Self::Refusals, Self::Changes, Self::Findings, Self::Hours];
}

impl List {
    fn more(&self, count: usize, words: &Words) -> String {
        let more = words.say(&Message::new("more-findings").number("count", count));
        format!("{}{more}{}", self.more.0, self.more.1)
    }

    /// Bytes that it needs without any line.
    fn least(&self, words: &Words) -> usize {
        self.head.len() + self.more(self.rows.len(), words).len() + self.tail.len()
    }
}

impl Folio {
    pub(super) fn fixed(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Fixed(text.into()));
    }

    /// A list without lines is left out.
    pub(super) fn list(&mut self, list: List) {
        if !list.rows.is_empty() {
            self.parts.push(Part::List(list));
        }
    }

    /// Bytes that it needs whatever gives way.
    pub(super) fn least(&self, words: &Words) -> usize {
        let parts = self.parts.iter().map(|part| match part {
            Part::Fixed(text) => text.len(),
            Part::List(list) => list.least(words),
        });
        parts.sum()
    }

    /// The document in at most so many bytes, if its least is no more than that.
    pub(super) fn fit(&self, most: usize, words: &Words) -> String {
        let mut bytes = self.least(words);
        let mut taken = vec![0; self.parts.len()];
        for rank in Rank::ALL {
            for (part, taken) in self.parts.iter().zip(&mut taken) {
                if let Part::List(list) = part
                    && list.rank == rank
                {
                    let rows = list.rows.iter().take_while(|row| {
                        let fits = bytes + row.len() <= most;
                        bytes += if fits { row.len() } else { 0 };
                        fits
                    });
                    *taken = rows.count();
                }
            }
        }
        let parts = self
            .parts
            .iter()
            .zip(taken)
            .map(|(part, taken)| match part {
                Part::Fixed(text) => text.clone(),
                Part::List(list) => {
                    let more = list.rows.len() - taken;
                    let more = if more > 0 {
                        list.more(more, words)
                    } else {
                        String::new()
                    };
                    let rows = list.rows.iter().take(taken).map(String::as_str);
                    format!(
                        "{}{}{more}{}",
                        list.head,
                        rows.collect::<String>(),
                        list.tail
                    )
                }
            });
        parts.collect()
    }
}
