//! Small texts of a file or a command line: times, dates, zones, addresses, tokens.

use chrono::{DateTime, NaiveDate, Offset, TimeZone as _};

use crate::advice::{fits, spellings};
use crate::client::{PortalUrl, TokenTable};
use crate::model::Time;
use crate::zone::Zone;

/// Keys whose refused values get advice.
const KEYS: [&str; 15] = [
    "startTime",
    "endTime",
    "startDate",
    "endDate",
    "startsAt",
    "endsAt",
    "days",
    "timeZone",
    "account",
    "can",
    "spid",
    "email",
    "country",
    "province",
    "name",
];

/// The first byte says what the rest is.
pub(super) fn clock(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    if let Some(time) = Time::parse(&text) {
        assert_eq!(Time::parse(&time.to_string()), Some(time), "{text}");
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        assert_eq!(date.to_string().parse(), Ok(date), "{text}");
    }
    let key = KEYS[usize::from(*first) % KEYS.len()];
    for spelling in spellings(key, &text) {
        // Times are suggested with their quotation marks, days as a whole list.
        let bare = spelling.trim_matches('"');
        assert!(
            key == "days" || fits(key, bare),
            "{key}: {text:?} became {spelling:?}"
        );
    }
    instants(*first, rest);
}

/// Every instant is found again by what the clocks of a zone show at it.
fn instants(first: u8, rest: &[u8]) {
    let Some((seconds, _)) = rest.split_first_chunk::<8>() else {
        return;
    };
    // Zones change their clocks within a few thousand years around now.
    let seconds = i64::from_le_bytes(*seconds) % (4_000 * 365 * 86_400);
    let zones = Zone::all().count();
    let zone = Zone::all().nth((usize::from(first) * 7 + rest.len()) % zones);
    let (Some(zone), Some(instant)) = (zone, DateTime::from_timestamp(seconds, 0)) else {
        return;
    };
    let local = instant.with_timezone(&zone).naive_local();
    let found = zone.from_local_datetime(&local);
    let either = [found.earliest(), found.latest()];
    assert!(
        either.iter().flatten().any(|found| *found == instant),
        "{zone}: {instant} shows as {local}"
    );
    let change = zone.changes_after(instant).next();
    assert!(
        change.is_none_or(|change| change > instant),
        "{zone}: {instant}"
    );
    let before = zone.offset_from_utc_datetime(&instant.naive_utc()).fix();
    assert!(before.local_minus_utc().abs() < 86_400);
}

/// A token goes to an address that was written as one, over TLS or to this machine.
pub(super) fn address(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(url) = PortalUrl::parse(&text) {
        let origin = url.origin();
        let parsed = reqwest::Url::parse(&origin).expect("an origin is an address");
        let local = ["localhost", "[::1]"];
        let host = parsed.host_str().unwrap_or("");
        let is_here =
            local.contains(&host) || host.starts_with("127.") || host == "[::ffff:7f00:1]";
        assert!(
            parsed.scheme() == "https" || parsed.scheme() == "http" && is_here,
            "{origin}"
        );
        assert!(
            parsed.username().is_empty() && parsed.password().is_none(),
            "{origin}"
        );
        assert_eq!(PortalUrl::parse(&origin).as_ref(), Ok(&url), "{origin}");
    }
    if let Ok(table) = TokenTable::parse(&text) {
        assert!(table.tokens().count() > 0, "a table without a token");
    }
}
