//! The data of the embedded release, and the clocks that it gives.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset as _, TimeZone as _, Utc};

use super::{Zone, release};

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap_or_else(|| panic!("{name}"))
}

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

/// The wall clock with its offset and abbreviation.
fn shows(name: &str, instant: &str) -> String {
    let there = at(instant).with_timezone(&zone(name));
    there.format("%Y-%m-%d %H:%M:%S %z %Z").to_string()
}

#[test]
fn every_zone_of_the_release_can_be_read() {
    let mut count = 0;
    for zone in Zone::all() {
        let winter = at("2026-01-15T12:00:00Z").with_timezone(&zone);
        assert!(winter.offset().fix().local_minus_utc().abs() < 24 * 3600);
        assert_eq!(Zone::named(zone.name()), Some(zone));
        count += 1;
    }
    assert!(count > 590, "{count}");
    assert!(release().len() == 5 && release().starts_with("20"));
}

#[test]
fn a_name_is_spelt_as_the_database_spells_it() {
    for name in ["America/Toronto", "America/Montreal", "UTC", "US/Eastern"] {
        assert_eq!(zone(name).to_string(), name);
    }
    for name in [
        "america/toronto",
        "Toronto",
        "",
        "Mars/X",
        "America/Toronto ",
    ] {
        assert_eq!(Zone::named(name), None, "{name}");
    }
}

#[test]
fn clocks_follow_the_law_of_2026() {
    for (name, instant, expected) in [
        (
            "America/Vancouver",
            "2026-12-01T15:45:00Z",
            "2026-12-01 08:45:00 -0700",
        ),
        (
            "America/Vancouver",
            "2025-12-01T15:45:00Z",
            "2025-12-01 07:45:00 -0800",
        ),
        (
            "America/Toronto",
            "2026-12-01T15:45:00Z",
            "2026-12-01 10:45:00 -0500",
        ),
        (
            "America/Toronto",
            "2050-07-01T12:00:00Z",
            "2050-07-01 08:00:00 -0400",
        ),
        (
            "America/St_Johns",
            "2026-07-01T12:00:00Z",
            "2026-07-01 09:30:00 -0230",
        ),
        (
            "Asia/Kathmandu",
            "2026-07-01T12:00:00Z",
            "2026-07-01 17:45:00 +0545",
        ),
        (
            "Pacific/Apia",
            "2011-12-30T12:00:00Z",
            "2011-12-31 02:00:00 +1400",
        ),
    ] {
        let shown = shows(name, instant);
        assert!(shown.starts_with(expected), "{name} {instant}: {shown}");
    }
}

#[test]
fn clocks_that_people_know_by_a_name_have_one() {
    for (name, expected) in [
        ("America/Toronto", Some("EST")),
        ("Europe/Paris", Some("CET")),
        ("America/Sao_Paulo", None),
    ] {
        let offset = zone(name).offset_from_utc_datetime(&at("2026-12-01T00:00:00Z").naive_utc());
        assert_eq!(offset.abbreviation().as_deref(), expected, "{name}");
    }
    let shown = shows("America/Sao_Paulo", "2026-12-01T00:00:00Z");
    assert_eq!(shown, "2026-11-30 21:00:00 -0300 -03");
}

/// The UTC instants at which a zone shows a civil time.
fn instants(name: &str, civil: &str) -> Vec<String> {
    let civil: NaiveDateTime = civil.parse().unwrap();
    let found = match zone(name).from_local_datetime(&civil) {
        MappedLocalTime::None => vec![],
        MappedLocalTime::Single(one) => vec![one],
        MappedLocalTime::Ambiguous(first, second) => vec![first, second],
    };
    let utc = found.into_iter().map(|at| at.to_utc().to_rfc3339());
    utc.collect()
}

#[test]
fn a_civil_time_is_shown_once_twice_or_never() {
    for (name, civil, expected) in [
        (
            "America/Toronto",
            "2026-11-01T00:59:00",
            &["2026-11-01T04:59:00+00:00"][..],
        ),
        (
            "America/Toronto",
            "2026-11-01T01:30:00",
            &["2026-11-01T05:30:00+00:00", "2026-11-01T06:30:00+00:00"],
        ),
        ("America/Toronto", "2026-03-08T02:30:00", &[]),
        ("Pacific/Apia", "2011-12-30T12:00:00", &[]),
        ("UTC", "2026-03-08T02:30:00", &["2026-03-08T02:30:00+00:00"]),
    ] {
        assert_eq!(instants(name, civil), expected, "{name} {civil}");
    }
}

#[test]
fn changes_come_in_order_and_go_on() {
    let mut changes = zone("America/Toronto").changes_after(at("2026-11-01T06:00:00Z"));
    assert_eq!(changes.next(), Some(at("2027-03-14T07:00:00Z")));
    assert_eq!(changes.next(), Some(at("2027-11-07T06:00:00Z")));
    let far = zone("America/Toronto").changes_after(at("2100-01-01T00:00:00Z"));
    assert_eq!(far.into_iter().next(), Some(at("2100-03-14T07:00:00Z")));
    assert_eq!(
        zone("UTC").changes_after(at("2026-01-01T00:00:00Z")).next(),
        None
    );
}

#[test]
fn dates_beyond_the_rules_are_answered() {
    for zone in [zone("America/Toronto"), zone("UTC")] {
        for far in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let offset = zone.offset_from_utc_datetime(&far).fix();
            assert!(offset.local_minus_utc().abs() < 24 * 3600);
            assert!(zone.offset_from_local_datetime(&far).earliest().is_some());
        }
    }
}
