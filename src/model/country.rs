//! Countries, and the provinces and states of those whose addresses must name one.

/// ISO 3166-1 alpha-2, officially assigned.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
/// ISO 3166-2:CA.
const PROVINCES: &str = "AB BC MB NB NL NS NT NU ON PE QC SK YT";
/// ISO 3166-2:US.
const STATES: &str = "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY";

/// Countries whose addresses need a province or state and a postal code, and whose codes are known.
pub(crate) const WITH_SUBDIVISIONS: [&str; 2] = ["CA", "US"];

/// The code of every country.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ')
}

/// Whether a text is the code of a country.
pub(crate) fn is_assigned(code: &str) -> bool {
    all().any(|country| country == code)
}

/// The codes of the provinces or states of a country; `None` where any text may stand for one.
pub(crate) fn subdivisions(country: &str) -> Option<impl Iterator<Item = &'static str> + use<>> {
    match country {
        "CA" => Some(PROVINCES.split(' ')),
        "US" => Some(STATES.split(' ')),
        _ => None,
    }
}
