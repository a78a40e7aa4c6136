//! « Adresse, ville, pays, état/province, code postal ».

use serde_json::{Value, json};

use super::{Body, text};

/// ISO 3166-1 alpha-2, by first letter.
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

/// An address is one unit: whatever is not in the new one is gone.
pub(in crate::portal) fn address(body: &mut Body, value: Value) -> Option<Value> {
    let Value::Object(members) = value else {
        body.refuse("address", "invalid");
        return None;
    };
    let mut part = Body::part(members, body.pointer("address"));
    let street = part.required("street", text::line);
    let city = part.required("city", text::line);
    let country = part.required("country", country);
    let rule = Rule::of(country.as_deref().unwrap_or_default());
    let province = local(&mut part, "province", &rule, rule.province);
    let postal_code = local(&mut part, "postalCode", &rule, rule.postal_code);
    if let Err(problem) = part.finish() {
        body.wrong.extend(problem.errors);
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

/// What a country asks of the parts that others leave free.
struct Rule {
    required: Required,
    province: fn(&str) -> Option<String>,
    postal_code: fn(&str) -> Option<String>,
}

#[derive(PartialEq, Eq)]
enum Required {
    Yes,
    No,
}

impl Rule {
    fn of(country: &str) -> Self {
        match country {
            "CA" => Self {
                required: Required::Yes,
                province,
                postal_code: canadian_code,
            },
            "US" => Self {
                required: Required::Yes,
                province: state,
                postal_code: zip_code,
            },
            _ => Self {
                required: Required::No,
                province: text::line,
                postal_code: foreign_code,
            },
        }
    }
}

fn local(
    part: &mut Body,
    name: &'static str,
    rule: &Rule,
    form: fn(&str) -> Option<String>,
) -> Option<String> {
    match part.take(name) {
        None | Some(Value::Null) => {
            if rule.required == Required::Yes {
                part.refuse(name, "required");
            }
            None
        }
        Some(value) => part.text(name, &value, form),
    }
}

fn country(written: &str) -> Option<String> {
    let mut letters = written.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let (_, seconds) = COUNTRIES.iter().find(|(letter, _)| *letter == first)?;
    (letters.next().is_none() && seconds.contains(second)).then(|| written.to_owned())
}

/// ISO 3166-2:CA.
fn province(written: &str) -> Option<String> {
    let known = matches!(
        written,
        "NL" | "PE" | "NS" | "NB" | "QC" | "ON" | "MB" | "SK" | "AB" | "BC" | "YT" | "NT" | "NU"
    );
    known.then(|| written.to_owned())
}

/// ISO 3166-2:US, with the District of Columbia and the outlying areas.
fn state(written: &str) -> Option<String> {
    let states = "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSD\
                  TNTXUTVTVAWAWVWIWYDCASGUMPPRUMVI";
    let mut pairs = (0..states.len()).step_by(2);
    let known = pairs.any(|at| states.get(at..at + 2) == Some(written));
    known.then(|| written.to_owned())
}

/// `A1A 1A1`, where the letters D, F, I, O, Q and U are never used, nor W and Z in front.
fn canadian_code(written: &str) -> Option<String> {
    let compact: String = written
        .split_whitespace()
        .collect::<String>()
        .to_uppercase();
    let letter = |c: char| c.is_ascii_uppercase() && !"DFIOQU".contains(c);
    let fits = compact.chars().count() == 6
        && compact.chars().enumerate().all(|(at, c)| match at {
            0 => letter(c) && c != 'W' && c != 'Z',
            2 | 4 => letter(c),
            _ => c.is_ascii_digit(),
        });
    let (area, unit) = compact.split_at_checked(3)?;
    fits.then(|| format!("{area} {unit}"))
}

/// Of other countries only the case of the letters is known.
fn foreign_code(written: &str) -> Option<String> {
    let code = text::line(written)?.to_uppercase();
    (code.chars().count() <= 20).then_some(code)
}

/// `12345` or `12345-6789`.
fn zip_code(written: &str) -> Option<String> {
    let written = text::line(written)?;
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let fits = match written.split_once('-') {
        Some((area, more)) => digits(area, 5) && digits(more, 4),
        None => digits(&written, 5),
    };
    fits.then_some(written)
}
