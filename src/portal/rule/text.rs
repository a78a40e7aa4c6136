//! Rules of one text each: the canonical form of what was written, or nothing.

use unicode_normalization::UnicodeNormalization;

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

/// « Le SPID est fourni par le système tiers »: opaque, visible ASCII, at most 64.
pub(in crate::portal) fn spid(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let fits = text.len() <= 64 && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
    fits.then_some(text)
}

/// « Ce code alpha-numérique »: of an account or a user, 1 to 32 letters and digits.
pub(in crate::portal) fn code(text: &str) -> Option<String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ((1..=32).contains(&text.len()) && plain).then(|| text.to_owned())
}

/// Ids of schedules are made by the client: 26 lower-case letters and digits.
pub(in crate::portal) fn id(text: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (text.len() == 26 && text.bytes().all(plain)).then(|| text.to_owned())
}

/// « L'une des langues disponibles ».
pub(in crate::portal) fn language(text: &str) -> Option<String> {
    matches!(text, "en" | "fr").then(|| text.to_owned())
}

/// « Identifiant pour ouvrir une session »: one address, its domain in ASCII and lower case.
pub(in crate::portal) fn email(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let (local, domain) = text.split_once('@')?;
    let special = |c: char| "!#$%&'*+-/=?^_`{|}~".contains(c);
    let atom =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || special(c));
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    let labels: Vec<&str> = domain.split('.').collect();
    let fits = local.split('.').all(atom)
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty());
    let address = format!("{local}@{}", domain.to_lowercase());
    (fits && address.chars().count() <= 254).then_some(address)
}

/// E.164 with an optional extension.
pub(in crate::portal) fn phone(text: &str) -> Option<String> {
    let text = squeezed(text)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, extension) = match text.split_once(";ext=") {
        Some((number, extension)) => (number, extension),
        None => (text.as_str(), "0"),
    };
    let number = number.strip_prefix('+')?;
    let fits = (8..=15).contains(&number.len())
        && digits(number)
        && !number.starts_with('0')
        && (1..=7).contains(&extension.len())
        && digits(extension);
    fits.then_some(text)
}

/// IANA area/location, or UTC.
pub(in crate::portal) fn time_zone(text: &str) -> Option<String> {
    let known = text
        .parse::<chrono_tz::Tz>()
        .is_ok_and(|zone| zone.name() == text);
    let placed = text.contains('/') && !text.starts_with("Etc/");
    (known && (placed || text == "UTC")).then(|| text.to_owned())
}
