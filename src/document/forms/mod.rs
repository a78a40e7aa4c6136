//! Forms of the values of a reseller file, as keywords of JSON Schema.
//!
//! A schema that stopped at types would call an empty name or 30 February right, and an editor would
//! show no mark. Limits come from the types that parse the values, and lists from the tables that hold
//! them; a test compares each form with the parser of its type. Two things are left to `desired`: what
//! concerns several keys, and what a regular expression cannot say, such as that a name must not be
//! reserved.
//!
//! Each form is a definition of its own (`$defs`), to which the keys refer. Patterns use only what
//! every dialect of regular expressions has: no `\s`, no `\p`, no flags.

use serde_json::{Map, Value, json};

use crate::field::{ValueForm, ValueKind, fields};
use crate::holiday::{CALENDARS, Calendar, YEARS};
use crate::model::{
    MAX_ACCOUNT, MAX_CODE, MAX_EMAIL, MAX_LINE, MAX_POSTAL_CODE, MAX_SPID, PHONE_DIGITS,
    PHONE_EXTENSION, TimeZone, country,
};

/// Blanks that are trimmed and folded to one, for a class of characters.
const BLANK: &str = r" \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// Control characters.
const CONTROL: &str = r"\u0000-\u001f\u007f-\u009f";
/// Marks that are composed with the letter before them and are then no character of their own.
const MARKS: &str = r"[\u0300-\u036f]*";
/// Characters that cannot be seen, besides blanks.
const INVISIBLE: &str = r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8";

/// The end of a date after its year, except 29 February.
const DAY_OF_EVERY_YEAR: &str = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))";
const TIME_OF_DAY: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

/// Adds to each key the form of its values.
pub(super) fn add(schema: &mut Value) {
    let mut definitions = Map::new();
    for field in fields() {
        let Some(form) = field.form else { continue };
        // The form of a list is that of each entry.
        let path = if field.kind == ValueKind::List {
            format!("{}[]", field.path)
        } else {
            field.path.to_owned()
        };
        for pointer in pointers(&path) {
            let Some(key) = schema.pointer_mut(&pointer) else {
                continue;
            };
            if let ValueForm::Only(text) = form {
                key["const"] = json!(text);
            } else if let Some((name, definition)) = definition(form) {
                key["$ref"] = json!(format!("#/$defs/{name}"));
                definitions.entry(name).or_insert_with(definition);
            }
        }
    }
    schema["$defs"] = Value::Object(definitions);
}

/// JSON Pointers to the places where the schema describes a key of the field table: one, or three
/// when the path has a `*`, which stands for `both`, `fr` and `en`.
pub(super) fn pointers(path: &str) -> Vec<String> {
    if path.contains('*') {
        let languages = ["both", "fr", "en"];
        languages
            .map(|language| pointer(&path.replace('*', language)))
            .into()
    } else {
        vec![pointer(path)]
    }
}

/// The JSON Pointer to a key: `a.b[]` is `/properties/a/properties/b/items`.
fn pointer(path: &str) -> String {
    let keys = path.split('.').map(|key| match key.strip_suffix("[]") {
        Some(list) => format!("/properties/{list}/items"),
        None => format!("/properties/{key}"),
    });
    keys.collect()
}

/// How a definition is made.
type MakeDefinition = fn() -> Value;

/// The definition of a form that several keys may have: its name, and how it is made.
fn definition(form: ValueForm) -> Option<(&'static str, MakeDefinition)> {
    Some(match form {
        ValueForm::Only(_) => return None,
        ValueForm::AccountName => ("account", account),
        ValueForm::Code => ("code", || pattern(&format!("[A-Za-z0-9]{{1,{MAX_CODE}}}"))),
        ValueForm::Spid => ("spid", || trimmed(&format!("[!-~]{{0,{MAX_SPID}}}"))),
        ValueForm::Line => ("line", || line(MAX_LINE)),
        ValueForm::Email => ("email", email),
        ValueForm::Phone => ("phone", phone),
        ValueForm::TimeZone => ("timeZone", || one_of(TimeZone::names())),
        ValueForm::Address => ("address", address),
        ValueForm::Country => ("country", || one_of(country::all())),
        ValueForm::Time => ("time", || pattern(&format!("({TIME_OF_DAY}|24:00)"))),
        ValueForm::StartTime => ("startTime", || pattern(TIME_OF_DAY)),
        ValueForm::Date => ("date", || pattern(&date())),
        ValueForm::DateTime => ("dateTime", date_time),
        ValueForm::SomeDays => ("someDays", || json!({"minItems": 1})),
        ValueForm::Holidays => ("holidays", holidays),
    })
}

fn account() -> Value {
    pattern(&format!("[a-z0-9][a-z0-9-]{{0,{}}}", MAX_ACCOUNT - 1))
}

fn one_of(words: impl Iterator<Item = &'static str>) -> Value {
    json!({"enum": words.collect::<Vec<_>>()})
}

/// A text that is nothing but this.
fn pattern(inner: &str) -> Value {
    json!({"pattern": format!("^{inner}$")})
}

/// A text that is this once the blanks around it are trimmed.
fn trimmed(inner: &str) -> Value {
    pattern(&format!("[{BLANK}]*{inner}[{BLANK}]*"))
}

/// A line of at most so many characters, at least one of which can be seen. Blanks between two words
/// count as one character.
fn line(most: usize) -> Value {
    let visible = format!("[^{BLANK}{CONTROL}]");
    let inner = format!(
        "(?=[{BLANK}{INVISIBLE}]*[^{BLANK}{CONTROL}{INVISIBLE}])[{BLANK}]*(({visible}|[{BLANK}]+(?={visible})){MARKS}){{1,{most}}}[{BLANK}]*"
    );
    json!({"minLength": 1, "pattern": format!("^{inner}$")})
}

/// A dot-atom of RFC 5322 in any script, and a domain of at least two labels.
fn email() -> Value {
    let beyond = format!(r"[^\u0000-\u007f\u3002\uff0e\uff61{BLANK}{CONTROL}{INVISIBLE}]");
    let atom = format!("([A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]|{beyond})+");
    let letter = format!("([A-Za-z0-9]|{beyond})");
    let label = format!("{letter}(([A-Za-z0-9-]|{beyond}){{0,61}}{letter})?");
    let most = format!("(?=[^ ]{{1,{MAX_EMAIL}}} *$)");
    // A domain may have the full stops of other scripts.
    let dot = r"[.\u3002\uff0e\uff61]";
    trimmed(&format!("{most}{atom}([.]{atom})*@{label}({dot}{label})+"))
}

/// A number, or nothing to clear it.
fn phone() -> Value {
    let (least, most) = (PHONE_DIGITS.start() - 1, PHONE_DIGITS.end() - 1);
    let (from, to) = (PHONE_EXTENSION.start(), PHONE_EXTENSION.end());
    pattern(&format!(
        "([{BLANK}]*[+][1-9][0-9]{{{least},{most}}}(;ext=[0-9]{{{from},{to}}})?[{BLANK}]*)?"
    ))
}

/// A date of the years 2000 to 2100, the last of which is no leap year.
fn date() -> String {
    format!("((20[0-9][0-9]|2100)-{DAY_OF_EVERY_YEAR}|20([02468][048]|[13579][26])-02-29)")
}

/// The last end is the midnight after the last date.
fn date_time() -> Value {
    let date = date();
    pattern(&format!("({date}T({TIME_OF_DAY}|24:00)|2101-01-01T00:00)"))
}

/// What the country decides.
fn address() -> Value {
    let known = country::WITH_SUBDIVISIONS.iter().filter_map(|code| {
        let subdivisions = country::subdivisions(code)?.collect::<Vec<_>>();
        Some(json!({
            "if": {"properties": {"country": {"const": code}}, "required": ["country"]},
            "then": {
                "required": ["province", "postalCode"],
                "properties": {
                    "province": {"enum": subdivisions},
                    "postalCode": postal_code(code),
                },
            },
        }))
    });
    let mut rules: Vec<_> = known.collect();
    rules.push(json!({
        "if": {"properties": {"country": {"enum": country::WITH_SUBDIVISIONS}}},
        "else": {"properties": {"postalCode": line(MAX_POSTAL_CODE)}},
    }));
    json!({"allOf": rules})
}

/// Canada: `A1A 1A1` in small or capital letters, without those that Canada Post never uses. United
/// States: five digits, or nine with a hyphen.
fn postal_code(country: &str) -> Value {
    if country == "US" {
        return trimmed("[0-9]{5}(-[0-9]{4})?");
    }
    let parts = [
        "[ABCEGHJ-NPRSTVXYabceghj-nprstvxy]",
        "[0-9]",
        "[ABCEGHJ-NPRSTV-Zabceghj-nprstv-z]",
        "[0-9]",
        "[ABCEGHJ-NPRSTV-Zabceghj-nprstv-z]",
        "[0-9]",
    ];
    trimmed(&parts.join(&format!("[{BLANK}]*")))
}

/// The calendars and years of an entry of `holidays`, and the holidays that `except` and `only` may
/// name. Having both keys is wrong.
fn holidays() -> Value {
    let calendars: Vec<_> = CALENDARS.iter().map(|calendar| calendar.id).collect();
    let each: Vec<_> = CALENDARS.iter().map(ids_of_calendar).collect();
    json!({
        "properties": {
            "calendar": {"enum": calendars},
            "years": {
                "minItems": 1,
                "uniqueItems": true,
                "items": {"minimum": YEARS.start(), "maximum": YEARS.end()},
            },
        },
        "allOf": each,
        "not": {"required": ["except", "only"]},
    })
}

fn ids_of_calendar(calendar: &Calendar) -> Value {
    let ids: Vec<_> = calendar.holidays().map(|holiday| holiday.id).collect();
    let ids = json!({"items": {"enum": ids}});
    json!({
        "if": {"properties": {"calendar": {"const": calendar.id}}},
        "then": {"properties": {"except": ids, "only": ids}},
    })
}

#[cfg(test)]
mod tests;
