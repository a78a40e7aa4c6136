//! Rules for single texts: each returns the canonical form of a text, or `None` when the text
//! breaks the rule.

use crate::zone::Zone;
use unicode_normalization::UnicodeNormalization;

/// Composed characters (NFC), single spaces, none at the ends. Control characters are refused.
fn squeezed(text: &str) -> Option<String> {
    if text.chars().any(char::is_control) {
        return None;
    }
    let composed: String = text.nfc().collect();
    Some(composed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// One line of 1 to 100 characters.
pub(in crate::portal) fn line(text: &str) -> Option<String> {
    squeezed(text).filter(|text| (1..=100).contains(&text.chars().count()))
}

/// Like `line`, or empty.
pub(in crate::portal) fn optional_line(text: &str) -> Option<String> {
    squeezed(text).filter(|text| text.chars().count() <= 100)
}

/// « Des administrateurs-entreprise et de leurs délégués ».
pub(in crate::portal) fn candidate_role(text: &str) -> Option<String> {
    matches!(text, "companyAdministrator" | "companyDelegate").then(|| text.to_owned())
}

/// « Le SPID est fourni par le système tiers »: opaque, up to 64 visible ASCII characters. It may
/// be empty, which clears it.
pub(in crate::portal) fn spid(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let fits = text.len() <= 64 && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
    fits.then_some(text)
}

/// « Ce code alpha-numérique »: the CAN of an account or the code of a user, 1 to 32 ASCII letters
/// and digits.
pub(in crate::portal) fn code(text: &str) -> Option<String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ((1..=32).contains(&text.len()) && plain).then(|| text.to_owned())
}

/// The id of a schedule, which the client makes: 26 lower-case ASCII letters and digits.
pub(in crate::portal) fn id(text: &str) -> Option<String> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (text.len() == 26 && plain).then(|| text.to_owned())
}

/// « L'une des langues disponibles ».
pub(in crate::portal) fn language(text: &str) -> Option<String> {
    matches!(text, "en" | "fr").then(|| text.to_owned())
}

/// « Identifiant pour ouvrir une session »: an e-mail address of up to 254 characters. The domain is
/// stored in lower-case ASCII, so that internationalized domains have one form; the local part
/// stays as it is, because its case can matter to the mail server.
pub(in crate::portal) fn email(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let (local, domain) = text.split_once('@')?;
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    let labels: Vec<&str> = domain.split('.').collect();
    let fits = local.split('.').all(is_atom)
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty());
    let address = format!("{local}@{}", domain.to_lowercase());
    (fits && address.chars().count() <= 254).then_some(address)
}

/// A part of a local part between dots (RFC 5322, 3.2.3), with letters of any language.
fn is_atom(part: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    !part.is_empty() && part.chars().all(fits)
}

/// A phone number in E.164 form with an optional extension: `+15145550142;ext=12`.
pub(in crate::portal) fn phone(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let (number, extension) = match text.split_once(";ext=") {
        Some((number, extension)) => (number, extension),
        None => (text.as_str(), "0"),
    };
    let number = number.strip_prefix('+')?;
    let fits = (8..=15).contains(&number.len())
        && is_digits(number)
        && !number.starts_with('0')
        && (1..=7).contains(&extension.len())
        && is_digits(extension);
    fits.then_some(text)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A time zone of the form area/location, or UTC. Fixed offsets such as `Etc/GMT+5` are refused:
/// they have no daylight saving time, and a business that means that is rare.
pub(in crate::portal) fn time_zone(text: &str) -> Option<String> {
    let is_place = text.contains('/') && !text.starts_with("Etc/");
    (Zone::named(text).is_some() && (is_place || text == "UTC")).then(|| text.to_owned())
}
