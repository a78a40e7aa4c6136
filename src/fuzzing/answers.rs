//! What a portal responds: settings of an account, in whatever words it likes.

use super::files::tag;
use super::readers::{is_json, is_page};
use super::{boreal, now};
use crate::calendar::week::{Timetable, view};
use crate::calendar::{AccountHours, HoursRenderer, grid, html, ics, json, osm, schema_org};
use crate::contract::observed::observed;
use crate::contract::wire;
use crate::export::Phones;
use crate::model::{Language, Observed};
use crate::reconcile::sayable;
use crate::report::Style;
use crate::words::Words;

/// The account of the fixtures, as a portal responds with it.
const SETTINGS: &str = include_str!("settings.json");

/// An account that exists.
pub(super) fn held() -> Observed {
    let settings: wire::Settings =
        serde_json::from_str(SETTINGS).expect("the fixture is of the contract");
    observed(&boreal(), settings, tag()).expect("the fixture is of the contract")
}

/// Settings that can be read have a file, and that file would change nothing: [`sayable`] checks and compares
/// it. Their hours can be shown in every format.
pub(super) fn settings(data: &[u8]) {
    let Ok(settings) = serde_json::from_slice::<wire::Settings>(data) else {
        return;
    };
    let Ok(observed) = observed(&boreal(), settings, tag()) else {
        return;
    };
    for language in Language::ALL {
        let words = Words::of(language);
        drop(sayable(&observed, Phones::Kept, &words, now()));
        hours(&observed, &words);
    }
}

fn hours(observed: &Observed, words: &Words) {
    let place = |_: &_| None;
    let Ok(subject) = AccountHours::of("boreal", &observed.account.chat, &place) else {
        return;
    };
    let renderer = HoursRenderer {
        words,
        style: Style::Plain,
        columns: HoursRenderer::COLUMNS,
        languages: &Language::ALL,
    };
    let today = now().with_timezone(&subject.zone).date_naive();
    let timetable = Timetable::of(&subject, renderer.languages, today, 4);
    assert!(!grid::text(&timetable, &subject, renderer).is_empty());
    is_page(&html::page(&timetable, &subject, today, renderer));
    is_json(&json(&[view(&timetable, &subject, renderer.languages)], 1));
    let data = schema_org::text(&timetable, &subject, renderer.languages, today);
    is_json(&data);
    for language in Language::ALL {
        let value = osm::value(&timetable, &subject, language, today);
        assert!(!value.contains('\n'), "{value}");
    }
    if let Ok(text) = ics::text(&subject, renderer.languages, words, now()) {
        let calendar: Result<icalendar::Calendar, _> = text.parse();
        assert!(calendar.is_ok(), "{calendar:?}: {text}");
    }
}
