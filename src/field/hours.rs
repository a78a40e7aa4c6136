//! Rows of the hours of one language, or of both.

use super::form::ValueForm;
use super::page;
use super::row::ValueKind::{
    Availability, Date, DateTime, Days, List, Mapping, Switch, Text, Texts, Time, Years,
};
use super::row::{Field, Omitted};

const WORKING_DAYS: &[&str] = &["[mon, tue, wed, thu, fri]", "all", "[]"];
const WEEKEND_DAYS: &[&str] = &["[sat, sun]", "[sat]", "[]"];
const START: &[&str] = &["\"08:30\""];
const END: &[&str] = &["\"17:00\"", "\"24:00\""];

/// The start of a daily window; every kind of weekly schedule has this key, with the same meaning.
const fn start_time(path: &'static str) -> Field {
    Field::new(path, "field-start-time", Time)
        .form(ValueForm::StartTime)
        .explained()
        .page(page::TIMES)
        .examples(START)
}

const fn end_time(path: &'static str) -> Field {
    Field::new(path, "field-end-time", Time)
        .explained()
        .page(page::TIMES)
        .examples(END)
        .see(&["overnight"])
}

const fn all_day(path: &'static str) -> Field {
    Field::new(path, "field-all-day", Switch)
        .omitted(Omitted::Default("false"))
        .page(page::ALL_DAY)
        .examples(&["true"])
}

const fn renamed_from(path: &'static str) -> Field {
    Field::new(path, "field-renamed-from", Text)
        .form(ValueForm::Line)
        .explained()
        .identity()
        .examples(&["Jeudi"])
        .see(&["names"])
}

pub(super) const FIELDS: &[Field] = &[
    Field::new("chat.hours.*.workingHours", "field-working-hours", Mapping)
        .page(page::WORKING_HOURS)
        .examples(&[
            "{ days: [mon, tue, wed, thu, fri], startTime: \"08:30\", endTime: \"17:00\" }",
        ])
        .see(&["priority", "languages"]),
    Field::new("chat.hours.*.workingHours.days", "field-default-days", Days)
        .required()
        .page(page::DAYS)
        .examples(WORKING_DAYS),
    start_time("chat.hours.*.workingHours.startTime"),
    end_time("chat.hours.*.workingHours.endTime"),
    all_day("chat.hours.*.workingHours.allDay"),
    Field::new(
        "chat.hours.*.workingHours.lunchBreak",
        "field-lunch-break",
        Mapping,
    )
    .page(page::LUNCH_BREAK)
    .examples(&[
        "{ startTime: \"12:00\", endTime: \"13:00\" }",
        "{ enabled: false }",
    ])
    .see(&["lunch-break-of-working-hours", "priority"]),
    Field::new(
        "chat.hours.*.workingHours.lunchBreak.enabled",
        "field-lunch-enabled",
        Switch,
    )
    .omitted(Omitted::Default("true"))
    .page(page::LUNCH_BOX)
    .examples(&["false"]),
    Field::new(
        "chat.hours.*.workingHours.lunchBreak.days",
        "field-lunch-days",
        Days,
    )
    .form(ValueForm::SomeDays)
    .explained()
    .page(page::DAYS)
    .examples(&["[mon, tue, wed, thu, fri]"]),
    Field::new(
        "chat.hours.*.workingHours.lunchBreak.startTime",
        "field-lunch-start",
        Time,
    )
    .form(ValueForm::StartTime)
    .explained()
    .page(page::LUNCH_TIMES)
    .examples(&["\"12:00\""]),
    Field::new(
        "chat.hours.*.workingHours.lunchBreak.endTime",
        "field-lunch-end",
        Time,
    )
    .explained()
    .page(page::LUNCH_TIMES)
    .examples(&["\"13:00\""]),
    Field::new("chat.hours.*.weekendHours", "field-weekend-hours", Mapping)
        .page(page::WEEKEND)
        .examples(&["{ days: [sat, sun], startTime: \"10:00\", endTime: \"16:00\" }"])
        .see(&["priority", "languages"]),
    Field::new("chat.hours.*.weekendHours.days", "field-default-days", Days)
        .required()
        .page(page::DAYS)
        .examples(WEEKEND_DAYS),
    start_time("chat.hours.*.weekendHours.startTime"),
    end_time("chat.hours.*.weekendHours.endTime"),
    all_day("chat.hours.*.weekendHours.allDay"),
    Field::new(
        "chat.hours.*.weeklySchedules",
        "field-weekly-schedules",
        List,
    )
    .page(page::WEEKLY)
    .examples(&[
        "[{ name: Jeudi soir, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }]",
        "[]",
    ])
    .see(&["weekly-rank", "priority", "languages", "bulk-delete"]),
    Field::new(
        "chat.hours.*.weeklySchedules[].name",
        "field-weekly-name",
        Text,
    )
    .form(ValueForm::Line)
    .required()
    .identity()
    .page(page::WEEKLY_NAME)
    .examples(&["Jeudi soir"])
    .see(&["names"]),
    renamed_from("chat.hours.*.weeklySchedules[].renamedFrom"),
    Field::new(
        "chat.hours.*.weeklySchedules[].days",
        "field-weekly-days",
        Days,
    )
    .form(ValueForm::SomeDays)
    .required()
    .page(page::DAYS)
    .examples(&["[thu]", "all"]),
    start_time("chat.hours.*.weeklySchedules[].startTime"),
    end_time("chat.hours.*.weeklySchedules[].endTime"),
    all_day("chat.hours.*.weeklySchedules[].allDay"),
    Field::new("chat.hours.*.specialEvents", "field-special-events", List)
        .page(page::EVENTS)
        .examples(&[
            "[{ name: Inventaire, availability: closed, startDate: 2027-03-31 }]",
            "[]",
        ])
        .see(&["event-availability", "priority", "languages", "bulk-delete"]),
    Field::new(
        "chat.hours.*.specialEvents[].name",
        "field-event-name",
        Text,
    )
    .form(ValueForm::Line)
    .required()
    .identity()
    .page(page::EVENT_NAME)
    .examples(&["Temps des fêtes"])
    .see(&["names"]),
    renamed_from("chat.hours.*.specialEvents[].renamedFrom"),
    Field::new(
        "chat.hours.*.specialEvents[].availability",
        "field-availability",
        Availability,
    )
    .required()
    .page(page::AVAILABILITY)
    .examples(&["closed"])
    .see(&["event-availability"]),
    Field::new(
        "chat.hours.*.specialEvents[].startsAt",
        "field-starts-at",
        DateTime,
    )
    .explained()
    .page(page::EVENT_PERIOD)
    .examples(&["2026-12-24T12:00"]),
    Field::new(
        "chat.hours.*.specialEvents[].endsAt",
        "field-ends-at",
        DateTime,
    )
    .explained()
    .page(page::EVENT_PERIOD)
    .examples(&["2027-01-04T00:00"]),
    Field::new(
        "chat.hours.*.specialEvents[].startDate",
        "field-start-date",
        Date,
    )
    .explained()
    .page(page::EVENT_PERIOD)
    .examples(&["2027-03-31"]),
    Field::new(
        "chat.hours.*.specialEvents[].endDate",
        "field-end-date",
        Date,
    )
    .explained()
    .page(page::EVENT_PERIOD)
    .examples(&["2027-04-01"]),
    Field::new("chat.hours.*.holidays", "field-holidays", List)
        .form(ValueForm::Holidays)
        .explained()
        .page(page::AVAILABILITY)
        .examples(&[
            "[{ calendar: CA-QC, years: [2027], availability: closed, except: [easter-monday] }]",
        ])
        .see(&["holidays", "languages"]),
    Field::new("chat.hours.*.holidays[].calendar", "field-calendar", Text)
        .required()
        .examples(&["CA-QC", "CA-FED"])
        .see(&["holidays"]),
    Field::new("chat.hours.*.holidays[].years", "field-years", Years)
        .required()
        .examples(&["[2027]"]),
    Field::new(
        "chat.hours.*.holidays[].availability",
        "field-holiday-availability",
        Availability,
    )
    .required()
    .examples(&["closed"]),
    Field::new("chat.hours.*.holidays[].except", "field-except", Texts)
        .explained()
        .examples(&["[easter-monday]"]),
    Field::new("chat.hours.*.holidays[].only", "field-only", Texts)
        .explained()
        .examples(&["[good-friday]"]),
];
