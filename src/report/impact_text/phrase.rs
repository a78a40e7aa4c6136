//! The phrases of `reconcile::phrase`, from what a view holds and in the language of a report.

use chrono::NaiveDate;

use super::super::impact::{DaysView, WhenView};
use crate::availability::{Folded, Recurrence};
use crate::reconcile::phrase;
use crate::words::{Message, Words};

/// Phrases about the days from a first one on, whose year is left out.
pub(super) struct Phrase<'a> {
    words: &'a Words,
    /// None where a report has no window: then every date has its year.
    first: Option<NaiveDate>,
}

impl<'a> Phrase<'a> {
    pub(super) fn around(first: Option<NaiveDate>, words: &'a Words) -> Self {
        Self { words, first }
    }

    /// When hours change, in one line.
    pub(super) fn when(&self, when: &WhenView) -> String {
        let times = when.times.iter();
        let folded = Folded {
            key: (),
            dates: Recurrence {
                first: when.first.0,
                last: when.last.0,
                days: when.days.iter().map(|day| day.0).collect(),
                except: when.except.iter().map(|date| date.0).collect(),
                ongoing: when.ongoing,
            },
            times: times
                .map(|times| (times.start_time.0, times.end_time.0))
                .collect(),
        };
        self.words.say(&phrase::when(&folded, self.first))
    }

    /// `from 24 November to 21 December`.
    pub(super) fn stretch(&self, days: &DaysView) -> Message {
        let (first, last) = (days.first.0, days.last.0);
        if first == last {
            return Message::new("impact-on-day").message("day", self.date(first));
        }
        Message::new("impact-from-to")
            .message("first", self.date(first))
            .message("last", self.date(last))
    }

    /// `24 December`, with the year when it is not the report's.
    pub(super) fn date(&self, date: NaiveDate) -> Message {
        phrase::date(date, self.first)
    }
}
