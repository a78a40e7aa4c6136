//! « Adresse, ville, pays, état/province, code postal », by the rules of each country.

use super::context::Lower;
use super::text_form::LINE;
use crate::document::shape;
use crate::model::{Address, FieldPath, InvalidText, canonical_text};
use crate::words::Message;

/// ISO 3166-1 alpha-2, officially assigned.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
/// ISO 3166-2:CA.
const PROVINCES: &str = "AB BC MB NB NL NS NT NU ON PE QC SK YT";
/// ISO 3166-2:US.
const STATES: &str = "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY";

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
    if !listed(COUNTRIES, &country) {
        let message = Message::new("invalid-country").text("written", &country);
        let help = Some(Message::new("form-country"));
        lower.error("invalid-country", &path.key("country"), message, help);
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

/// A part that is required in Canada and the United States and optional elsewhere. The outer `None`
/// is a finding, the inner one a part that the file leaves out.
fn part(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: Option<&str>,
    country: &str,
    rule: fn(&str, &str) -> Result<String, RefusedPart>,
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
    match rule(&text, country) {
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

fn province(text: &str, country: &str) -> Result<String, RefusedPart> {
    let known = match country {
        "CA" => listed(PROVINCES, text),
        "US" => listed(STATES, text),
        _ => true,
    };
    let help = if country == "CA" {
        "form-province"
    } else {
        "form-state"
    };
    let refused = RefusedPart {
        code: "invalid-province",
        help,
    };
    known.then(|| text.to_owned()).ok_or(refused)
}

/// A postal code in its canonical form. Canada: `A1A 1A1`, without the letters that Canada Post
/// never uses; United States: five digits, or nine with a hyphen; elsewhere up to 20 characters.
fn postal_code(text: &str, country: &str) -> Result<String, RefusedPart> {
    let upper = text.to_uppercase();
    let code = match country {
        "CA" => canadian(&upper),
        "US" => american(&upper),
        _ => (upper.chars().count() <= 20).then_some(upper),
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

fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn line(text: &str) -> Result<String, InvalidText> {
    let text = canonical_text(text)?;
    match text.chars().count() {
        0 => Err(InvalidText::Empty),
        1..=100 => Ok(text),
        _ => Err(InvalidText::TooLong { limit: 100 }),
    }
}
