//! What can be filled in on the pages: each form with its fields, what an account holds in them, and the one
//! request that saves it.
//!
//! ```text
//! settings document ──values──> Values ──controls──> HTML ──browser──> Form ──entered──> Values ──body──> request
//! ```
//!
//! On the way everything is text, so that what somebody typed survives whatever is wrong with it. The rules are
//! those of the requests, and nothing here knows them.

use serde_json::{Map, Value, json};

use super::event::{event_body, event_values};
use super::form::{Form, Values};
use crate::model::{Kind, Language};
use crate::portal::endpoint::Endpoint;

/// The days as the contract writes them.
pub(super) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FormField {
    /// Of the control, and its id.
    pub(super) name: &'static str,
    /// Id of the words beside it.
    pub(super) label: &'static str,
    pub(super) control: Control,
    /// Where a problem document has it.
    pub(super) pointer: &'static str,
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// Text, with the token by which browsers know what it is.
    Text(&'static str),
    /// Text with a sentence below it.
    Hinted(&'static str),
    Language,
    Availability,
    Country,
    Tick,
    Days,
}

const fn field(
    name: &'static str,
    label: &'static str,
    control: Control,
    pointer: &'static str,
) -> FormField {
    FormField {
        name,
        label,
        control,
        pointer,
    }
}

use Control::{Availability, Country, Days, Hinted, Text, Tick};

const NAME: FormField = field("name", "page-schedule-name", Text("off"), "/name");
const DAY: FormField = field("day", "page-days", Days, "/days");
const START: FormField = field(
    "start",
    "page-start",
    Hinted("page-time-hint"),
    "/startTime",
);
const END: FormField = field("end", "page-end", Hinted("page-end-hint"), "/endTime");
const ALL_DAY: FormField = field("allDay", "page-all-day", Tick, "/allDay");
const LUNCH: FormField = field("lunch", "page-add-lunch", Tick, "/lunchBreakEnabled");

const GENERAL: [FormField; 8] = [
    field("spid", "page-spid", Text("off"), "/spid"),
    field(
        "resellerName",
        "page-reseller-name",
        Text("organization"),
        "/resellerName",
    ),
    field(
        "customerLanguage",
        "page-language",
        Control::Language,
        "/defaultCustomerLanguage",
    ),
    field(
        "street",
        "page-street",
        Text("address-line1"),
        "/address/street",
    ),
    field("city", "page-city", Text("address-level2"), "/address/city"),
    field("country", "page-country", Country, "/address/country"),
    field(
        "province",
        "page-province",
        Text("address-level1"),
        "/address/province",
    ),
    field(
        "postalCode",
        "page-postal-code",
        Text("postal-code"),
        "/address/postalCode",
    ),
];
const ADMINISTRATOR: [FormField; 3] = [
    field("language", "page-language", Control::Language, "/language"),
    field("email", "page-email", Text("email"), "/email"),
    field("phone", "page-phone", Text("tel"), "/phone"),
];
const CHAT: [FormField; 2] = [
    field("enabled", "page-enable", Tick, "/enabled"),
    field(
        "timeZone",
        "page-time-zone",
        Hinted("page-time-zone-hint"),
        "/timeZone",
    ),
];
const WORKING_HOURS: [FormField; 5] = [DAY, START, END, ALL_DAY, LUNCH];
const HOURS: [FormField; 4] = [DAY, START, END, ALL_DAY];
const WEEKLY: [FormField; 5] = [NAME, DAY, START, END, ALL_DAY];
const EVENT: [FormField; 7] = [
    NAME,
    field(
        "availability",
        "page-availability",
        Availability,
        "/availability",
    ),
    field(
        "startDate",
        "page-start-date",
        Hinted("page-date-hint"),
        "/startsAt",
    ),
    field("start", "page-start", Hinted("page-time-hint"), "/startsAt"),
    field(
        "endDate",
        "page-end-date",
        Hinted("page-date-hint"),
        "/endsAt",
    ),
    field("end", "page-end", Hinted("page-end-hint"), "/endsAt"),
    field("allDay", "page-all-day", Tick, "/startsAt"),
];

/// A form with a « Enregistrer » of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::portal) enum Sheet {
    General,
    Administrator,
    Chat,
    WorkingHours(Language),
    WeekendHours(Language),
    LunchBreak(Language),
    Schedule(Language, Kind, String),
}

impl Sheet {
    pub(super) fn fields(&self) -> &'static [FormField] {
        match self {
            Self::General => &GENERAL,
            Self::Administrator => &ADMINISTRATOR,
            Self::Chat => &CHAT,
            Self::WorkingHours(_) => &WORKING_HOURS,
            Self::WeekendHours(_) | Self::LunchBreak(_) => &HOURS,
            Self::Schedule(_, Kind::Weekly, _) => &WEEKLY,
            Self::Schedule(_, Kind::SpecialEvent, _) => &EVENT,
        }
    }

    fn endpoint(&self) -> Endpoint {
        match self {
            Self::General => Endpoint::General,
            Self::Administrator => Endpoint::Administrator,
            Self::Chat => Endpoint::Chat,
            Self::WorkingHours(language) => Endpoint::WorkingHours(*language),
            Self::WeekendHours(language) => Endpoint::WeekendHours(*language),
            Self::LunchBreak(language) => Endpoint::LunchBreak(*language),
            Self::Schedule(language, kind, id) => Endpoint::Schedule(*language, *kind, id.clone()),
        }
    }

    /// The key of the resource: its path below the account, and the name of its tag in the settings document.
    pub(super) fn key(&self) -> String {
        self.endpoint().key()
    }

    /// Where the form is shown and posted.
    pub(super) fn path(&self) -> String {
        let resource = self.key();
        let below = resource.strip_prefix("chat/").unwrap_or(&resource);
        format!("/settings/{below}")
    }

    pub(super) fn method(&self) -> &'static str {
        match self {
            Self::General | Self::Administrator | Self::Chat => "PATCH",
            Self::WorkingHours(_)
            | Self::WeekendHours(_)
            | Self::LunchBreak(_)
            | Self::Schedule(..) => "PUT",
        }
    }

    /// What is saved, within the settings document; null where there is nothing.
    pub(super) fn part<'d>(&self, document: &'d Value) -> &'d Value {
        let of = |language: &Language| &document["chat"][language.as_str()];
        match self {
            Self::General => &document["general"],
            Self::Administrator => &document["administrator"],
            Self::Chat => &document["chat"],
            Self::WorkingHours(language) => &of(language)["workingHours"],
            Self::WeekendHours(language) => &of(language)["weekendHours"],
            Self::LunchBreak(language) => &of(language)["lunchBreak"],
            Self::Schedule(language, kind, id) => {
                let list = of(language)[kind.list()].as_array();
                let mut list = list.into_iter().flatten();
                let found = list.find(|schedule| schedule["id"] == id.as_str());
                found.unwrap_or(&Value::Null)
            }
        }
    }

    /// What the account holds in the fields.
    pub(super) fn values(&self, part: &Value) -> Values {
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        match self {
            Self::General => {
                let address = &part["address"];
                Values::from([
                    ("spid", text(&part["spid"])),
                    ("resellerName", text(&part["resellerName"])),
                    ("customerLanguage", text(&part["defaultCustomerLanguage"])),
                    ("street", text(&address["street"])),
                    ("city", text(&address["city"])),
                    ("country", text(&address["country"])),
                    ("province", text(&address["province"])),
                    ("postalCode", text(&address["postalCode"])),
                ])
            }
            Self::Administrator => Values::from([
                ("language", text(&part["language"])),
                ("email", text(&part["email"])),
                ("phone", text(&part["phone"])),
            ]),
            Self::Chat => Values::from([
                ("enabled", tick(&part["enabled"])),
                ("timeZone", text(&part["timeZone"])),
            ]),
            Self::Schedule(_, Kind::SpecialEvent, _) => event_values(part),
            Self::WorkingHours(_)
            | Self::WeekendHours(_)
            | Self::LunchBreak(_)
            | Self::Schedule(_, Kind::Weekly, _) => Values::from([
                ("name", text(&part["name"])),
                ("day", days(&part["days"])),
                ("start", text(&part["startTime"])),
                ("end", text(&part["endTime"])),
                ("allDay", tick(&part["allDay"])),
                ("lunch", tick(&part["lunchBreakEnabled"])),
            ]),
        }
    }

    /// What somebody entered. « Cochez la case Tous les jours de la semaine pour cocher toutes les cases
    /// simultanément »: without a script they are ticked when the form is saved.
    pub(super) fn entered(&self, form: &Form) -> Values {
        let fields = self.fields().iter();
        let mut values: Values = fields
            .map(|field| {
                let value = match field.control {
                    Days => form.all("day").collect::<Vec<_>>().join(" "),
                    Tick if form.is_ticked(field.name) => "yes".to_owned(),
                    Tick => String::new(),
                    Text(_) | Hinted(_) | Control::Language | Availability | Country => {
                        form.text(field.name).trim().to_owned()
                    }
                };
                (field.name, value)
            })
            .collect();
        if form.is_ticked("everyDay") {
            values.insert("day", DAYS.join(" "));
        }
        values
    }

    /// The body of the request that saves these values.
    pub(super) fn body(&self, values: &Values) -> Value {
        let text = |name: &str| values.get(name).map_or("", String::as_str);
        match self {
            Self::General => json!({
                "spid": optional(text("spid")),
                "resellerName": text("resellerName"),
                "defaultCustomerLanguage": text("customerLanguage"),
                "address": address(values),
            }),
            Self::Administrator => json!({
                "language": text("language"),
                "email": text("email"),
                "phone": optional(text("phone")),
            }),
            Self::Chat => json!({
                "enabled": text("enabled") == "yes",
                "timeZone": text("timeZone"),
            }),
            Self::Schedule(_, Kind::SpecialEvent, _) => event_body(values),
            Self::WeekendHours(_) | Self::LunchBreak(_) => hours(values).into(),
            Self::WorkingHours(_) => {
                let mut body = hours(values);
                let lunch = text("lunch") == "yes";
                body.insert("lunchBreakEnabled".to_owned(), lunch.into());
                body.into()
            }
            Self::Schedule(_, Kind::Weekly, _) => {
                let mut body = hours(values);
                body.insert("name".to_owned(), text("name").into());
                body.into()
            }
        }
    }

    /// The id of a control. Several forms stand on one page, so the name alone would not do.
    pub(super) fn id_of(&self, field: &FormField) -> String {
        let form = match self {
            Self::General => "general",
            Self::Administrator => "administrator",
            Self::Chat => "chat",
            Self::WorkingHours(_)
            | Self::WeekendHours(_)
            | Self::LunchBreak(_)
            | Self::Schedule(..) => "schedule",
        };
        format!("{form}-{}", field.name)
    }

    /// The field that a pointer of a problem document is about.
    pub(super) fn field_at(&self, pointer: &str) -> Option<&'static FormField> {
        let mut fields = self.fields().iter();
        fields.find(|field| {
            let below = pointer.strip_prefix(field.pointer);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

fn tick(value: &Value) -> String {
    let ticked = value.as_bool().unwrap_or(false);
    if ticked { "yes" } else { "" }.to_owned()
}

fn days(value: &Value) -> String {
    let days = value.as_array().into_iter().flatten();
    days.filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
}

fn optional(text: &str) -> Value {
    match text {
        "" => Value::Null,
        text => text.into(),
    }
}

/// An address without any part is none; any other is sent whole, so that the response names what is missing.
fn address(values: &Values) -> Value {
    let names = ["street", "city", "country", "province", "postalCode"];
    let text = |name: &str| values.get(name).map_or("", String::as_str);
    if names.iter().all(|name| text(name).is_empty()) {
        return Value::Null;
    }
    json!({
        "street": text("street"),
        "city": text("city"),
        "country": text("country"),
        "province": optional(text("province")),
        "postalCode": optional(text("postalCode")),
    })
}

/// Days with times, with the whole day, or no days at all, which have no times.
fn hours(values: &Values) -> Map<String, Value> {
    let text = |name: &str| values.get(name).map_or("", String::as_str);
    let days: Vec<_> = text("day").split_whitespace().collect();
    let mut body = Map::new();
    body.insert("days".to_owned(), json!(days));
    if text("allDay") == "yes" {
        body.insert("allDay".to_owned(), true.into());
    } else if !days.is_empty() {
        body.insert("startTime".to_owned(), text("start").into());
        body.insert("endTime".to_owned(), text("end").into());
    }
    body
}
