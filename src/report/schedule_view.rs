//! The schedule that is responsible for hours.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::json_text::{UnexpectedText, as_json_text};
use super::place::split;
use super::{harmless, views};
use crate::availability::Layer;
use crate::model::{FieldPath, Kind, Language, Segment, Tier};
use crate::source::Place;
use crate::words::Message;

/// A schedule below the hours of a language. In JSON it is the end of its path:
/// `workingHours`, `weeklySchedules["Jeudi soir"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ScheduleView {
    WorkingHours,
    WeekendHours,
    LunchBreak,
    /// A weekly schedule or a special event, by its name.
    Named(Kind, String),
}

as_json_text! {
    ScheduleView: "a schedule such as workingHours",
}

impl ScheduleView {
    /// The schedule behind a layer of the engine. Only the path of a layer has the name; its tier
    /// alone says which of the unnamed schedules it is.
    pub(crate) fn of(layer: &Layer) -> Self {
        let path = layer.path(&FieldPath::root());
        let name = match path.split_last() {
            Some((_, Segment::Entry(name))) => Some(name.clone()),
            Some((_, Segment::Key(_) | Segment::Index(_))) | None => None,
        };
        match (layer.tier, name) {
            (Tier::SpecialEvent, Some(name)) => Self::Named(Kind::SpecialEvent, name),
            (Tier::Weekly, Some(name)) => Self::Named(Kind::Weekly, name),
            (Tier::Weekend, _) => Self::WeekendHours,
            (Tier::LunchBreak, _) => Self::LunchBreak,
            (Tier::SpecialEvent | Tier::Weekly | Tier::WorkingHours, _) => Self::WorkingHours,
        }
    }

    /// The catalogue's phrase, as a part of a sentence: `the weekly schedule « Jeudi soir »`.
    pub(super) fn phrase(&self) -> Message {
        match self {
            Self::WorkingHours => Message::new("impact-by-working-hours"),
            Self::WeekendHours => Message::new("impact-by-weekend-hours"),
            Self::LunchBreak => Message::new("impact-by-lunch-break"),
            Self::Named(Kind::SpecialEvent, name) => {
                Message::new("impact-by-event").text("name", harmless(name))
            }
            Self::Named(Kind::Weekly, name) => {
                Message::new("impact-by-weekly").text("name", harmless(name))
            }
        }
    }
}

impl fmt::Display for ScheduleView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkingHours => f.write_str("workingHours"),
            Self::WeekendHours => f.write_str("weekendHours"),
            Self::LunchBreak => f.write_str("lunchBreak"),
            Self::Named(kind, name) => {
                write!(f, "{}", FieldPath::root().key(kind.list()).entry(name))
            }
        }
    }
}

impl FromStr for ScheduleView {
    type Err = UnexpectedText;

    fn from_str(text: &str) -> Result<Self, UnexpectedText> {
        match text {
            "workingHours" => return Ok(Self::WorkingHours),
            "weekendHours" => return Ok(Self::WeekendHours),
            "lunchBreak" => return Ok(Self::LunchBreak),
            _ => {}
        }
        let (list, name) = text.split_once('[').ok_or(UnexpectedText)?;
        let name = name.strip_suffix(']').ok_or(UnexpectedText)?;
        let name = serde_json::from_str(name).map_err(|_| UnexpectedText)?;
        let mut kinds = [Kind::Weekly, Kind::SpecialEvent].into_iter();
        let kind = kinds.find(|kind| kind.list() == list);
        Ok(Self::Named(kind.ok_or(UnexpectedText)?, name))
    }
}

views! {
    derive(Default, Serialize, Deserialize)
    /// The schedule that decides, or none.
    BecauseView {
        schedule: Option<ScheduleView>,
        file: Option<String>,
        line: Option<usize>,
    }
}

impl BecauseView {
    /// A schedule of a language, with the file's place of it.
    pub(super) fn of(
        layer: &Layer,
        language: Language,
        place: impl Fn(&FieldPath) -> Option<Place>,
    ) -> Self {
        let hours = FieldPath::of("chat.hours").key(language.as_str());
        let (file, line) = split(place(&layer.path(&hours)));
        Self {
            schedule: Some(ScheduleView::of(layer)),
            file,
            line,
        }
    }
}
