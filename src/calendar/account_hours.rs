//! Whose hours are shown, and how much of them is known.

use crate::availability::{UnknownZone, zone};
use crate::model::{Chat, FieldPath};
use crate::source::Place;
use crate::words::Message;
use crate::zone::Zone;

/// The chat of one account, with what surrounds it in a report: the name it is shown under, the
/// clocks its times are on, what had to be assumed, and where the file names each setting.
pub(crate) struct AccountHours<'a> {
    pub(crate) account: &'a str,
    pub(crate) chat: &'a Chat,
    pub(crate) zone: Zone,
    pub(crate) clock: Clock,
    pub(crate) assumptions: Vec<Assumption>,
    /// Where the file names a setting; a portal has no lines.
    pub(crate) place: &'a dyn Fn(&FieldPath) -> Option<Place>,
}

/// Whether the times are on the clocks of a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    Zone,
    /// A file without a zone: a plain civil week, computed as if it were UTC. Formats that can say
    /// so leave the offset out.
    Civil,
}

/// A setting that the file leaves open, and the value that the report takes instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assumption {
    /// For programs: `chat.enabled=true`. One sentence may cover several codes.
    pub(crate) codes: Vec<String>,
    pub(crate) says: Message,
}

impl<'a> AccountHours<'a> {
    /// A chat of which everything is known.
    ///
    /// # Errors
    ///
    /// When the chat is in a zone that this tool's data does not have: none of its times could be
    /// placed.
    pub(crate) fn of(
        account: &'a str,
        chat: &'a Chat,
        place: &'a dyn Fn(&FieldPath) -> Option<Place>,
    ) -> Result<Self, UnknownZone> {
        Ok(Self {
            account,
            chat,
            zone: zone(chat)?,
            clock: Clock::Zone,
            assumptions: Vec::new(),
            place,
        })
    }

    /// The codes of all assumptions, for JSON.
    pub(super) fn assumption_codes(&self) -> Vec<String> {
        let assumptions = self.assumptions.iter();
        assumptions
            .flat_map(|assumption| assumption.codes.iter().cloned())
            .collect()
    }
}
