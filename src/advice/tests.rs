//! Tables of spellings: what is suggested, and what is not.

use super::{day, days, key, spellings, strange, word, zone};
use crate::model::Day;

#[test]
fn days_are_known_in_both_languages() {
    for (written, expect) in [
        ("lun", Some(Day::Mon)),
        ("Lundi", Some(Day::Mon)),
        ("Monday", Some(Day::Mon)),
        ("MON", Some(Day::Mon)),
        ("mar.", Some(Day::Tue)),
        ("tues", Some(Day::Tue)),
        ("mer", Some(Day::Wed)),
        ("merc.", Some(Day::Wed)),
        ("jeu", Some(Day::Thu)),
        ("Thurs.", Some(Day::Thu)),
        ("ven", Some(Day::Fri)),
        ("vendredis", Some(Day::Fri)),
        ("sam", Some(Day::Sat)),
        ("dim", Some(Day::Sun)),
        ("dimanche", Some(Day::Sun)),
        ("tusday", Some(Day::Tue)),
        ("wendesday", Some(Day::Wed)),
        // The page has the letter M twice, and a day with a letter wrong may be two.
        ("M", None),
        ("S", None),
        ("munday", None),
        ("mo", None),
        ("son", None),
        ("tun", None),
        ("x", None),
        ("", None),
    ] {
        assert_eq!(day(written), expect, "{written}");
    }
}

#[test]
fn a_scalar_in_place_of_days_becomes_their_list() {
    for (written, expect) in [
        ("mon", Some("[mon]")),
        ("lundi", Some("[mon]")),
        ("mon, tue", Some("[mon, tue]")),
        ("lun et mar", Some("[mon, tue]")),
        ("mon tue wed", Some("[mon, tue, wed]")),
        ("mon-fri", Some("[mon, tue, wed, thu, fri]")),
        ("du lundi au vendredi", Some("[mon, tue, wed, thu, fri]")),
        ("mon to wed, sat", Some("[mon, tue, wed, sat]")),
        ("weekdays", Some("[mon, tue, wed, thu, fri]")),
        ("en semaine", Some("[mon, tue, wed, thu, fri]")),
        ("weekend", Some("[sat, sun]")),
        ("fin de semaine", Some("[sat, sun]")),
        ("tous les jours", Some("all")),
        ("All", Some("all")),
        ("every day", Some("all")),
        ("fri-mon", None),
        ("sometimes", None),
        ("", None),
    ] {
        assert_eq!(days(written).as_deref(), expect, "{written}");
    }
}

fn check(key: &str, rows: &[(&str, &[&str])]) {
    for (written, expect) in rows {
        assert_eq!(spellings(key, written), *expect, "{key}: {written}");
    }
}

#[test]
fn times_become_their_canonical_form() {
    check(
        "startTime",
        &[
            ("9:00", &["\"09:00\""]),
            ("12h30", &["\"12:30\""]),
            ("17 h", &["\"17:00\""]),
            ("17\u{a0}h\u{a0}30", &["\"17:30\""]),
            ("9 h", &["\"09:00\""]),
            ("9H05", &["\"09:05\""]),
            ("9am", &["\"09:00\""]),
            ("9:30 PM", &["\"21:30\""]),
            ("12 a.m.", &["\"00:00\""]),
            ("12pm", &["\"12:00\""]),
            ("midi", &["\"12:00\""]),
            ("minuit", &["\"00:00\""]),
            ("24:00", &["\"00:00\""]),
            ("08:30:00", &["\"08:30\""]),
            ("8.30", &["\"08:30\""]),
            ("0830", &["\"08:30\""]),
            ("900", &["\"09:00\""]),
            ("9", &["\"09:00\""]),
            ("“08:30”", &["\"08:30\""]),
            ("08\u{ff1a}30", &["\"08:30\""]),
            // Anyone's guess.
            ("9:5", &[]),
            ("8:30:15", &[]),
            ("8.5", &[]),
            ("13pm", &[]),
            ("0am", &[]),
            ("25:00", &[]),
            ("12:60", &[]),
            ("08:30Z", &[]),
            ("soon", &[]),
            ("", &[]),
        ],
    );
    check(
        "endTime",
        &[("minuit", &["\"24:00\""]), ("24h", &["\"24:00\""])],
    );
}

#[test]
fn dates_become_the_nearest_real_ones() {
    check(
        "startDate",
        &[
            ("2027-02-29", &["2027-02-28", "2027-03-01"]),
            ("2027-02-31", &["2027-02-28", "2027-03-01"]),
            ("2028-02-30", &["2028-02-29", "2028-03-01"]),
            ("2027-04-31", &["2027-04-30", "2027-05-01"]),
            ("20270101", &["2027-01-01"]),
            ("2027-1-5", &["2027-01-05"]),
            ("2027/01/05", &["2027-01-05"]),
            ("2027–01–05", &["2027-01-05"]),
            ("31/12/2027", &["2027-12-31"]),
            ("04/05/2027", &["2027-05-04", "2027-04-05"]),
            ("05/05/2027", &["2027-05-05"]),
            ("24 décembre 2027", &["2027-12-24"]),
            ("1er janvier 2027", &["2027-01-01"]),
            ("December 24, 2027", &["2027-12-24"]),
            ("2027-13-01", &[]),
            ("2027-00-01", &[]),
            ("1999-01-32", &[]),
            ("27-01-05", &[]),
            ("2027-01", &[]),
            ("tomorrow", &[]),
        ],
    );
    check(
        "startsAt",
        &[
            ("2027-09-18 07:00", &["2027-09-18T07:00"]),
            ("2027-09-18T7:00", &["2027-09-18T07:00"]),
            ("2027-09-18T07:00:00", &["2027-09-18T07:00"]),
            ("2027-09-18 7 h", &["2027-09-18T07:00"]),
            ("2027-09-18", &["2027-09-18T00:00"]),
            (
                "2027-02-29T08:00",
                &["2027-02-28T08:00", "2027-03-01T08:00"],
            ),
            ("18 septembre 2027 à 7 h 30", &["2027-09-18T07:30"]),
            ("2027-09-18T07:00Z", &[]),
            ("2027-09-18T07:00-04:00", &[]),
            ("2027-09-18T07:00:30", &[]),
        ],
    );
    check("endsAt", &[("2027-09-18", &["2027-09-18T24:00"])]);
}

#[test]
fn other_values_in_the_words_of_the_page() {
    check(
        "availability",
        &[
            ("fermé", &["closed"]),
            ("Ouvert", &["open"]),
            ("maybe", &[]),
        ],
    );
    check(
        "language",
        &[
            ("français", &["fr"]),
            ("English", &["en"]),
            ("fr-CA", &["fr"]),
            ("es", &[]),
        ],
    );
    check(
        "enabled",
        &[
            ("oui", &["true"]),
            ("yes", &["true"]),
            ("non", &["false"]),
            ("perhaps", &[]),
        ],
    );
    check("account", &[("Boreal", &["boreal"]), ("télécom", &[])]);
    check("country", &[("ca", &["CA"]), ("Canada", &[])]);
    check("phone", &[("+1\u{a0}514 555-0142", &[])]);
    check(
        "timeZone",
        &[("America/Toronto\u{a0}", &["America/Toronto"])],
    );
    check("user", &[("2041\u{200b}", &["\"2041\""])]);
    assert_eq!(word("CLOSED", &["open", "closed"]), Some("closed"));
    assert_eq!(word("opn", &["open", "closed"]), Some("open"));
}

#[test]
fn keys_in_the_words_of_the_page_and_in_other_spellings() {
    let hours = ["both", "fr", "en"];
    let block = [
        "workingHours",
        "weekendHours",
        "weeklySchedules",
        "specialEvents",
        "holidays",
    ];
    let weekly = [
        "name",
        "renamedFrom",
        "days",
        "startTime",
        "endTime",
        "allDay",
    ];
    for (written, known, expect) in [
        ("heuresDeTravail", &block[..], Some("workingHours")),
        ("heures_de_travail", &block, Some("workingHours")),
        ("working_hours", &block, Some("workingHours")),
        ("workinghours", &block, Some("workingHours")),
        ("événementsSpéciaux", &block, Some("specialEvents")),
        ("joursFériés", &block, Some("holidays")),
        ("horairesHebdomadaires", &block, Some("weeklySchedules")),
        ("francais", &hours, Some("fr")),
        ("les_deux", &hours, Some("both")),
        ("jours", &weekly, Some("days")),
        ("debut", &weekly, Some("startTime")),
        ("Nom de l'horaire", &weekly, Some("name")),
        ("starTime", &weekly, Some("startTime")),
        ("pauseRepas", &["days", "lunchBreak"], Some("lunchBreak")),
        ("langue", &["language", "email"], Some("language")),
        ("etat", &["province", "city"], Some("province")),
        // As close to one as to the other.
        ("Date", &["startsAt", "endsAt"], None),
        ("xTime", &["aTime", "bTime"], None),
        ("colour", &block, None),
    ] {
        assert_eq!(key(written, known), expect, "{written}");
    }
}

#[test]
fn zones_by_their_city_and_never_by_resemblance_alone() {
    let known = [
        "America/Toronto",
        "America/Montreal",
        "America/New_York",
        "America/Atka",
        "America/Halifax",
        "Europe/London",
        "Europe/Paris",
        "UTC",
    ];
    for (written, expect) in [
        ("Toronto", Some("America/Toronto")),
        ("america/toronto", Some("America/Toronto")),
        ("America/Tornto", Some("America/Toronto")),
        ("Montréal", Some("America/Toronto")),
        ("America/New York", Some("America/New_York")),
        ("utc", Some("UTC")),
        ("America/Ottawa", None),
        ("Europe/Toronto", None),
        ("EST", None),
        ("Canada", None),
        ("Québec", None),
        ("Paros", None),
    ] {
        assert_eq!(zone(written, known.into_iter()), expect, "{written}");
    }
}

#[test]
fn characters_that_no_eye_finds_are_named() {
    for (text, expect) in [
        ("a\u{a0}b", Some("strange-no-break-space U+00A0")),
        ("a\u{202f}b", Some("strange-no-break-space U+202F")),
        ("\u{3000}", Some("strange-space U+3000")),
        ("a\u{200b}", Some("strange-invisible U+200B")),
        ("\u{feff}", Some("strange-invisible U+FEFF")),
        ("\u{ad}", Some("strange-invisible U+00AD")),
        ("\u{202e}", Some("strange-invisible U+202E")),
        ("\u{3164}", Some("strange-invisible U+3164")),
        ("“x”", Some("strange-double-quote U+201C")),
        ("l’an", Some("strange-single-quote U+2019")),
        ("9–5", Some("strange-dash U+2013")),
        ("a\u{ff1a}b", Some("strange-colon U+FF1A")),
        ("Montréal", None),
        ("Télécom Boréal inc.", None),
        ("北", None),
    ] {
        let found = strange(text).map(|odd| odd.message());
        let found = found.map(|m| format!("{} {}", m.id, m.argument("code").unwrap()));
        assert_eq!(found.as_deref(), expect, "{text:?}");
    }
}
