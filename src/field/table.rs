//! Rows of the account, its people and the switch of chat.

use super::form::ValueForm;
use super::row::Field;
use super::row::ValueKind::{Language, List, Mapping, Switch, Text};
use super::{hours, page};

/// Every key of the file, in the order of the file.
pub(crate) fn fields() -> impl Iterator<Item = &'static Field> {
    ACCOUNT.iter().chain(hours::FIELDS)
}

/// What clears a setting that may be empty, by its last key.
pub(crate) fn cleared(key: &str) -> Option<&'static str> {
    match key {
        "spid" => Some("spid: \"\""),
        "address" => Some("address: {}"),
        "phone" => Some("phone: \"\""),
        _ => None,
    }
}

const ACCOUNT: &[Field] = &[
    Field::new("apiVersion", "field-api-version", Text)
        .required()
        .identity()
        .examples(&["consigne/v1"])
        .form(ValueForm::Only("consigne/v1")),
    Field::new("account", "field-account", Text)
        .required()
        .identity()
        .examples(&["boreal"])
        .form(ValueForm::AccountName),
    Field::new("general", "field-general", Mapping)
        .page(page::GENERAL)
        .examples(&["{ resellerName: Télécom Boréal inc., defaultCustomerLanguage: fr }"])
        .see(&["omitted"]),
    Field::new("general.can", "field-can", Text)
        .guard()
        .page(page::CAN)
        .examples(&["QC104233"])
        .form(ValueForm::Code)
        .see(&["guards", "billing"]),
    Field::new("general.spid", "field-spid", Text).form(ValueForm::Spid)
        .page(page::SPID)
        .examples(&["\"SP-88120\"", "\"\""])
        .see(&["spid-change"]),
    Field::new("general.resellerName", "field-reseller-name", Text).form(ValueForm::Line)
        .page(page::RESELLER_NAME)
        .examples(&["Télécom Boréal inc."])
        .see(&["mails"]),
    Field::new("general.defaultCustomerLanguage", "field-customer-language", Language)
        .page(page::CUSTOMER_LANGUAGE)
        .examples(&["fr"]),
    Field::new("general.address", "field-address", Mapping).form(ValueForm::Address)
        .page(page::ADDRESS)
        .examples(&[
            "{ street: \"1250, boul. René-Lévesque Ouest\", city: Montréal, province: QC, postalCode: H3B 4W8, country: CA }",
            "{}",
        ])
        .see(&["clear-contact"]),
    Field::new("general.address.street", "field-street", Text)
        .form(ValueForm::Line)
        .required()
        .page(page::ADDRESS_PART)
        .examples(&["\"1250, boul. René-Lévesque Ouest, bureau 2200\""]),
    Field::new("general.address.city", "field-city", Text).form(ValueForm::Line)
        .required()
        .page(page::ADDRESS_PART)
        .examples(&["Montréal"]),
    Field::new("general.address.province", "field-province", Text).form(ValueForm::Line)
        .explained()
        .page(page::ADDRESS_PART)
        .examples(&["QC"]),
    Field::new("general.address.postalCode", "field-postal-code", Text).form(ValueForm::Line)
        .explained()
        .page(page::ADDRESS_PART)
        .examples(&["H3B 4W8"]),
    Field::new("general.address.country", "field-country", Text).form(ValueForm::Country)
        .required()
        .page(page::ADDRESS_PART)
        .examples(&["CA"]),
    Field::new("administrator", "field-administrator", Mapping)
        .page(page::ADMINISTRATOR)
        .examples(&["{ language: fr, primary: \"1001\" }"])
        .see(&["password"]),
    Field::new("administrator.email", "field-email", Text).form(ValueForm::Email)
        .page(page::EMAIL)
        .examples(&["marie.tremblay@boreal.example"])
        .see(&["login-change", "mails", "forgotten-password"]),
    Field::new("administrator.phone", "field-phone", Text)
        .page(page::PHONE)
        .examples(&["\"+15145550142\"", "\"\""])
        .form(ValueForm::Phone)
        .see(&["clear-contact", "support-page"]),
    Field::new("administrator.language", "field-administrator-language", Language)
        .page(page::ADMINISTRATOR_LANGUAGE)
        .examples(&["fr"]),
    Field::new("administrator.primary", "field-primary", Text)
        .guard()
        .page(page::PRIMARY)
        .examples(&["\"1001\""])
        .form(ValueForm::Code)
        .see(&["guards"]),
    Field::new("delegates", "field-delegates", List)
        .page(page::DELEGATES)
        .examples(&["[{ user: \"2041\", name: Jean Roy }]", "[]"])
        .see(&["revoke-delegate"]),
    Field::new("delegates[].user", "field-user", Text)
        .required()
        .identity()
        .page(page::DELEGATE)
        .examples(&["\"2041\""])
        .form(ValueForm::Code),
    Field::new("delegates[].name", "field-delegate-name", Text).form(ValueForm::Line)
        .required()
        .guard()
        .examples(&["Jean Roy"]),
    Field::new("telephony", "field-telephony", Mapping)
        .guard()
        .page(page::TELEPHONY)
        .examples(&["{ pbx: BroadSoft-MTL-1, provider: Réseau Laurentien }"])
        .see(&["guards"]),
    Field::new("telephony.pbx", "field-pbx", Text).form(ValueForm::Line)
        .guard()
        .page(page::TELEPHONY)
        .examples(&["BroadSoft-MTL-1"])
        .see(&["guards"]),
    Field::new("telephony.provider", "field-provider", Text).form(ValueForm::Line)
        .guard()
        .page(page::TELEPHONY)
        .examples(&["Réseau Laurentien"])
        .see(&["guards"]),
    Field::new("chat", "field-chat", Mapping)
        .page(page::CHAT)
        .examples(&["{ enabled: true, timeZone: America/Toronto }"]),
    Field::new("chat.enabled", "field-enabled", Switch)
        .page(page::ENABLED)
        .examples(&["true"])
        .see(&["chat-off"]),
    Field::new("chat.timeZone", "field-time-zone", Text).form(ValueForm::TimeZone).examples(&[
        "America/Toronto",
        "America/Halifax",
        "America/Moncton",
        "America/St_Johns",
        "America/Winnipeg",
        "America/Regina",
        "America/Edmonton",
        "America/Vancouver",
        "America/New_York",
        "UTC",
    ]),
    Field::new("chat.hours", "field-hours", Mapping)
        .page(page::HOURS)
        .examples(&["{ both: { weekendHours: { days: [sat], startTime: \"10:00\", endTime: \"16:00\" } } }"])
        .see(&["languages", "priority"]),
    Field::new("chat.hours.both", "field-both", Mapping)
        .explained()
        .page(page::LANGUAGES)
        .examples(&["{ weekendHours: { days: [sat], startTime: \"10:00\", endTime: \"16:00\" } }"])
        .see(&["languages"]),
    Field::new("chat.hours.fr", "field-fr", Mapping)
        .explained()
        .page(page::LANGUAGES)
        .examples(&["{ weekendHours: { days: [sat], startTime: \"10:00\", endTime: \"16:00\" } }"])
        .see(&["languages"]),
    Field::new("chat.hours.en", "field-en", Mapping)
        .explained()
        .page(page::LANGUAGES)
        .examples(&["{ weekendHours: { days: [sat], startTime: \"10:00\", endTime: \"16:00\" } }"])
        .see(&["languages"]),
];
