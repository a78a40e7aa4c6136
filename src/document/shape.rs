//! The shape of the file, key by key, as its author writes it; the JSON Schema is generated from
//! these types. Every value is still text where its limits are a matter of `desired`.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::forms;
use crate::model::FieldPath;
use crate::words::Message;

/// A type that describes a whole file. Both its deserializer and its JSON Schema are derived, so
/// that the two accept the same files.
pub(crate) trait FileShape: DeserializeOwned + JsonSchema + 'static {
    /// The `$id` of its schema, under which editors find the committed copy.
    const ID: &'static str;
    /// The only version of the format, the value of `apiVersion`.
    const VERSION: &'static str;

    /// The advice to look up what a key accepts.
    fn explained(path: &FieldPath) -> Message;

    /// Adds to the schema of the types what it says of the forms of values.
    fn add_forms(schema: &mut serde_json::Value);
}

impl FileShape for File {
    const ID: &'static str = "https://consigne.example/schema/reseller.schema.json";
    const VERSION: &'static str = "consigne/v1";

    fn explained(path: &FieldPath) -> Message {
        Message::new("wrong-type-help").text("path", path)
    }

    fn add_forms(schema: &mut serde_json::Value) {
        forms::add(schema);
    }
}

/// Structs whose keys are written in camel case and that refuse unknown keys.
macro_rules! shape {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        $(#[$doc])*
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $type,)*
        }
    )*};
}

shape! {
    /// A reseller account.
    File {
        api_version: String,
        account: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        general: Option<General>,
        #[serde(skip_serializing_if = "Option::is_none")]
        administrator: Option<Administrator>,
        #[serde(skip_serializing_if = "Option::is_none")]
        delegates: Option<Vec<Delegate>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        telephony: Option<Telephony>,
        #[serde(skip_serializing_if = "Option::is_none")]
        chat: Option<Chat>,
    }
    /// Informations générales.
    General {
        #[serde(skip_serializing_if = "Option::is_none")]
        can: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        spid: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reseller_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        default_customer_language: Option<WrittenLanguage>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<AddressKeys>")]
        address: Option<WrittenAddress>,
    }
    /// Adresse: one unit, or `{}`. JSON Schema cannot say that in the types, so a keyword beside them does.
    #[schemars(extend("if" = {"minProperties": 1}, "then" = {"required": ["street", "city", "country"]}))]
    AddressKeys {
        #[serde(skip_serializing_if = "Option::is_none")]
        street: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        city: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        province: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        postal_code: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        country: Option<String>,
    }
    /// Administrateur du compte.
    Administrator {
        #[serde(skip_serializing_if = "Option::is_none")]
        email: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<WrittenLanguage>,
        #[serde(skip_serializing_if = "Option::is_none")]
        primary: Option<String>,
    }
    /// Administrateur délégué.
    Delegate {
        user: String,
        name: String,
    }
    /// Système téléphonique et fournisseur par défaut.
    Telephony {
        #[serde(skip_serializing_if = "Option::is_none")]
        pbx: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        provider: Option<String>,
    }
    /// Clavardage.
    Chat {
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        time_zone: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        hours: Option<Hours>,
    }
    /// Heures de service du clavardage, for both languages and for each.
    Hours {
        #[serde(skip_serializing_if = "Option::is_none")]
        both: Option<LanguageHours>,
        #[serde(skip_serializing_if = "Option::is_none")]
        fr: Option<LanguageHours>,
        #[serde(skip_serializing_if = "Option::is_none")]
        en: Option<LanguageHours>,
    }
    /// Hours of one language, or of both.
    LanguageHours {
        #[serde(skip_serializing_if = "Option::is_none")]
        working_hours: Option<WorkingHours>,
        #[serde(skip_serializing_if = "Option::is_none")]
        weekend_hours: Option<WeekendHours>,
        #[serde(skip_serializing_if = "Option::is_none")]
        weekly_schedules: Option<Vec<WeeklySchedule>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        special_events: Option<Vec<SpecialEvent>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        holidays: Option<Vec<Holidays>>,
    }
    /// Heures de travail (en semaine).
    WorkingHours {
        days: WrittenDays,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        lunch_break: Option<LunchBreak>,
    }
    /// Pause-repas.
    LunchBreak {
        #[serde(skip_serializing_if = "Option::is_none")]
        enabled: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        days: Option<WrittenDays>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
    }
    /// Weekend.
    WeekendHours {
        days: WrittenDays,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
    }
    /// Horaire hebdomadaire personnalisé.
    WeeklySchedule {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        renamed_from: Option<String>,
        days: WrittenDays,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_time: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        all_day: Option<bool>,
    }
    /// Événement spécial: civil dates and times.
    SpecialEvent {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        renamed_from: Option<String>,
        availability: WrittenAvailability,
        #[serde(skip_serializing_if = "Option::is_none")]
        starts_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ends_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        start_date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        end_date: Option<String>,
    }
    /// Jours fériés of a calendar, expanded to special events.
    Holidays {
        calendar: String,
        years: Vec<u16>,
        availability: WrittenAvailability,
        #[serde(skip_serializing_if = "Option::is_none")]
        except: Option<Vec<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        only: Option<Vec<String>>,
    }
}

/// An address as the file has it. Parts of one are nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "AddressKeys", into = "AddressKeys")]
pub(crate) enum WrittenAddress {
    /// `{}`: the portal is to have none.
    Cleared,
    Whole(AddressLines),
}

/// An address with the keys that every address has.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AddressLines {
    pub(crate) street: String,
    pub(crate) city: String,
    pub(crate) province: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) country: String,
}

impl From<WrittenAddress> for AddressKeys {
    fn from(written: WrittenAddress) -> Self {
        match written {
            WrittenAddress::Cleared => Self::default(),
            WrittenAddress::Whole(address) => Self {
                street: Some(address.street),
                city: Some(address.city),
                province: address.province,
                postal_code: address.postal_code,
                country: Some(address.country),
            },
        }
    }
}

impl TryFrom<AddressKeys> for WrittenAddress {
    type Error = &'static str;

    fn try_from(keys: AddressKeys) -> Result<Self, Self::Error> {
        if keys == AddressKeys::default() {
            return Ok(Self::Cleared);
        }
        let (Some(street), Some(city), Some(country)) = (keys.street, keys.city, keys.country)
        else {
            return Err("an address without one of its keys");
        };
        Ok(Self::Whole(AddressLines {
            street,
            city,
            province: keys.province,
            postal_code: keys.postal_code,
            country,
        }))
    }
}

/// One of the portal's languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WrittenLanguage {
    #[default]
    Fr,
    En,
}

/// Whether chat is open or closed during an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WrittenAvailability {
    Open,
    #[default]
    Closed,
}

/// Days of the week, or `all` of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum WrittenDays {
    All(AllDays),
    List(Vec<WrittenDay>),
}

impl Default for WrittenDays {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

/// The word `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AllDays {
    All,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WrittenDay {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}
