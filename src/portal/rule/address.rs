//! « Adresse, ville, pays, état/province, code postal »: rules that depend on the country.

use serde_json::{Value, json};

use super::body::{BodyReader, TextRule};
use super::text;

/// The country codes of ISO 3166-1 alpha-2: each first letter with the second letters it has.
const COUNTRIES: [(char, &str); 25] = [
    ('A', "DEFGILMOQRSTUWXZ"),
    ('B', "ABDEFGHIJLMNOQRSTVWYZ"),
    ('C', "ACDFGHIKLMNORUVWXYZ"),
    ('D', "EJKMOZ"),
    ('E', "CEGHRST"),
    ('F', "IJKMOR"),
    ('G', "ABDEFGHILMNPQRSTUWY"),
    ('H', "KMNRTU"),
    ('I', "DELMNOQRST"),
    ('J', "EMOP"),
    ('K', "EGHIMNPRWYZ"),
    ('L', "ABCIKRSTUVY"),
    ('M', "ACDEFGHKLMNOPQRSTUVWXYZ"),
    ('N', "ACEFGILOPRUZ"),
    ('O', "M"),
    ('P', "AEFGHKLMNRSTWY"),
    ('Q', "A"),
    ('R', "EOSUW"),
    ('S', "ABCDEGHIJKLMNORSTVXYZ"),
    ('T', "CDFGHJKLMNORTVWZ"),
    ('U', "AGMSYZ"),
    ('V', "ACEGINU"),
    ('W', "FS"),
    ('Y', "ET"),
    ('Z', "AMW"),
];

/// Reads an address. It is replaced as a whole: members that a new address lacks are gone, since a
/// street of the old address with a city of the new one would be neither.
pub(in crate::portal) fn address(body: &mut BodyReader, value: Value) -> Option<Value> {
    let Value::Object(members) = value else {
        body.refuse("address", "invalid");
        return None;
    };
    let mut part = BodyReader::nested(members, body.pointer("address"));
    let street = part.required("street", text::line);
    let city = part.required("city", text::line);
    let country = part.required("country", country);
    // Without a valid country the rules are those of countries that the portal knows least about.
    let rules = CountryRules::of(country.as_deref().unwrap_or(""));
    let province = local_part(&mut part, "province", rules.local_parts, rules.province);
    let postal_code = local_part(
        &mut part,
        "postalCode",
        rules.local_parts,
        rules.postal_code,
    );
    if let Err(problem) = part.finish() {
        body.refuse_all(problem.errors);
        return None;
    }
    let mut address = json!({ "street": street, "city": city, "country": country });
    for (name, value) in [("province", province), ("postalCode", postal_code)] {
        if let Some(value) = value {
            address[name] = value.into();
        }
    }
    Some(address)
}

/// The rules for province and postal code.
struct CountryRules {
    local_parts: LocalParts,
    province: TextRule,
    postal_code: TextRule,
}

/// Whether an address needs a province and a postal code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LocalParts {
    Required,
    Optional,
}

impl CountryRules {
    fn of(country: &str) -> Self {
        match country {
            "CA" => Self {
                local_parts: LocalParts::Required,
                province,
                postal_code: canadian_code,
            },
            "US" => Self {
                local_parts: LocalParts::Required,
                province: state,
                postal_code: zip_code,
            },
            _ => Self {
                local_parts: LocalParts::Optional,
                province: text::line,
                postal_code: foreign_code,
            },
        }
    }
}

/// Reads a province or a postal code. Null counts as absent.
fn local_part(
    part: &mut BodyReader,
    name: &'static str,
    presence: LocalParts,
    rule: TextRule,
) -> Option<String> {
    match part.take(name) {
        None | Some(Value::Null) => {
            if presence == LocalParts::Required {
                part.refuse(name, "required");
            }
            None
        }
        Some(value) => part.text(name, &value, rule),
    }
}

fn country(written: &str) -> Option<String> {
    let mut letters = written.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let (_, seconds) = COUNTRIES.iter().find(|(letter, _)| *letter == first)?;
    (letters.next().is_none() && seconds.contains(second)).then(|| written.to_owned())
}

/// A province or territory of Canada (ISO 3166-2:CA).
fn province(written: &str) -> Option<String> {
    let known = matches!(
        written,
        "NL" | "PE" | "NS" | "NB" | "QC" | "ON" | "MB" | "SK" | "AB" | "BC" | "YT" | "NT" | "NU"
    );
    known.then(|| written.to_owned())
}

/// A state of the United States (ISO 3166-2:US), with the District of Columbia and the outlying
/// areas.
fn state(written: &str) -> Option<String> {
    let states = "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSD\
                  TNTXUTVTVAWAWVWIWYDCASGUMPPRUMVI";
    let mut pairs = (0..states.len()).step_by(2);
    let known = pairs.any(|at| states.get(at..at + 2) == Some(written));
    known.then(|| written.to_owned())
}

/// A Canadian postal code, in the form `A1A 1A1` whatever its case and spacing. The letters D, F,
/// I, O, Q and U are never used, and W and Z not in the first place.
fn canadian_code(written: &str) -> Option<String> {
    let compact: String = written
        .split_whitespace()
        .collect::<String>()
        .to_uppercase();
    let fits = compact.chars().count() == 6
        && compact.chars().enumerate().all(|(at, c)| match at {
            0 => is_postal_letter(c) && c != 'W' && c != 'Z',
            2 | 4 => is_postal_letter(c),
            _ => c.is_ascii_digit(),
        });
    let (area, unit) = compact.split_at_checked(3)?;
    fits.then(|| format!("{area} {unit}"))
}

fn is_postal_letter(c: char) -> bool {
    c.is_ascii_uppercase() && !"DFIOQU".contains(c)
}

/// A postal code of another country: any text of up to 20 characters, in upper case, which is how
/// postal codes with letters are written everywhere.
fn foreign_code(written: &str) -> Option<String> {
    let code = text::line(written)?.to_uppercase();
    (code.chars().count() <= 20).then_some(code)
}

/// `12345` or `12345-6789`.
fn zip_code(written: &str) -> Option<String> {
    let written = text::line(written)?;
    let fits = match written.split_once('-') {
        Some((area, extension)) => has_digits(area, 5) && has_digits(extension, 4),
        None => has_digits(&written, 5),
    };
    fits.then_some(written)
}

/// Whether a text is this many ASCII digits.
fn has_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}
