//! « Adresse, ville, pays, état/province, code postal », by the rules of each country.

use super::context::Lower;
use super::text_form::LINE;
use crate::advice;
use crate::document::shape;
use crate::model::{
    Address, FieldPath, InvalidText, MAX_LINE, MAX_POSTAL_CODE, canonical_text, country,
};
use crate::words::Message;

/// The address, which is one setting: `None` when any part of it is wrong, `Some(None)` when the file clears
/// it.
pub(super) fn lower(
    lower: &mut Lower<'_>,
    written: &shape::WrittenAddress,
) -> Option<Option<Address>> {
    match written {
        shape::WrittenAddress::Cleared => Some(None),
        shape::WrittenAddress::Whole(written) => whole(lower, written).map(Some),
    }
}

/// The country is checked first, because the rules for province and postal code depend on it.
fn whole(lower: &mut Lower<'_>, written: &shape::AddressLines) -> Option<Address> {
    let path = FieldPath::of("general.address");
    let street = lower.at(&path.key("street"), &written.street, &LINE, line);
    let city = lower.at(&path.key("city"), &written.city, &LINE, line);
    let country = lower.at(&path.key("country"), &written.country, &LINE, line)?;
    // A code is no text: blanks around it are a mistake.
    if !country::is_assigned(&written.country) {
        let (path, written) = (path.key("country"), written.country.as_str());
        let message = Message::new("invalid-country").text("written", written);
        let trimmed = Some(country).filter(|code| country::is_assigned(code));
        let right: Vec<_> = trimmed.into_iter().collect();
        let help = advice::spelled(written, &right, || Message::new("form-country"));
        lower.error("invalid-country", &path, message, Some(help));
        return None;
    }
    let province = part(
        lower,
        &path.key("province"),
        written.province.as_deref(),
        &country,
        province,
    );
    let postal_code = part(
        lower,
        &path.key("postalCode"),
        written.postal_code.as_deref(),
        &country,
        postal_code,
    );
    Some(Address {
        street: street?,
        city: city?,
        province: province?,
        postal_code: postal_code?,
        country,
    })
}

/// A part of an address that breaks a rule of its country: the code of the finding and the message
/// that describes the form.
struct RefusedPart {
    code: &'static str,
    help: &'static str,
}

/// A part as the file has it and in canonical form.
struct WrittenPart<'a> {
    written: &'a str,
    text: String,
}

/// A part that is required in Canada and the United States and optional elsewhere. The outer `None`
/// is a finding, the inner one a part that the file leaves out.
fn part(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: Option<&str>,
    country: &str,
    rule: fn(WrittenPart<'_>, &str) -> Result<String, RefusedPart>,
) -> Option<Option<String>> {
    let Some(written) = written else {
        if matches!(country, "CA" | "US") {
            let message = Message::new("missing-address-part").text("path", path);
            let help = Some(Message::new("missing-address-part-help"));
            lower.error("missing-address-part", path, message, help);
            return None;
        }
        return Some(None);
    };
    let text = lower.at(path, written, &LINE, line)?;
    let parsed = rule(WrittenPart { written, text }, country);
    match parsed {
        Ok(text) => Some(Some(text)),
        Err(refused) => {
            let message = Message::new("invalid-form")
                .text("path", path)
                .text("written", written);
            lower.error(
                refused.code,
                path,
                message,
                Some(Message::new(refused.help)),
            );
            None
        }
    }
}

fn province(part: WrittenPart<'_>, country: &str) -> Result<String, RefusedPart> {
    let known = country::subdivisions(country)
        .is_none_or(|mut known| known.any(|code| code == part.written));
    let help = if country == "CA" {
        "form-province"
    } else {
        "form-state"
    };
    let refused = RefusedPart {
        code: "invalid-province",
        help,
    };
    known.then_some(part.text).ok_or(refused)
}

/// A postal code in its canonical form. Canada: `A1A 1A1`, without the letters that Canada Post
/// never uses; United States: five digits, or nine with a hyphen; elsewhere up to 20 characters.
fn postal_code(part: WrittenPart<'_>, country: &str) -> Result<String, RefusedPart> {
    let upper = part.text.to_uppercase();
    let code = match country {
        "CA" => canadian(&upper),
        "US" => american(&upper),
        _ => (upper.chars().count() <= MAX_POSTAL_CODE).then_some(upper),
    };
    let help = match country {
        "CA" => "form-postal-code",
        "US" => "form-zip-code",
        _ => "form-address-line",
    };
    code.ok_or(RefusedPart {
        code: "invalid-postal-code",
        help,
    })
}

fn canadian(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|c| *c != ' ').collect();
    // D, F, I, O, Q and U are never used, and W and Z are never used for the first letter.
    let fits = code.chars().enumerate().all(|(at, c)| match at {
        0 => c.is_ascii_uppercase() && !"DFIOQUWZ".contains(c),
        2 | 4 => c.is_ascii_uppercase() && !"DFIOQU".contains(c),
        1 | 3 | 5 => c.is_ascii_digit(),
        _ => false,
    });
    (fits && code.len() == 6).then(|| format!("{} {}", &code[..3], &code[3..]))
}

fn american(text: &str) -> Option<String> {
    let fits = match text.split_once('-') {
        Some((zip, more)) => is_number(zip, 5) && is_number(more, 4),
        None => is_number(text, 5),
    };
    fits.then(|| text.to_owned())
}

/// Whether a text consists of exactly this many digits.
fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())
}

fn line(text: &str) -> Result<String, InvalidText> {
    let text = canonical_text(text)?;
    match text.chars().count() {
        0 => Err(InvalidText::Empty),
        1..=MAX_LINE => Ok(text),
        _ => Err(InvalidText::TooLong { limit: MAX_LINE }),
    }
}
