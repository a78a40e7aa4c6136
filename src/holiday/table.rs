//! The calendars. Names are fixed: events on portals are known by them.
//!
//! `CA-FED` is the list of general holidays of the Canada Labour Code (Part III, Division V), which
//! governs the telecommunications companies themselves; `CA-QC` that of the Act respecting labour
//! standards (s. 60) and the National Holiday Act. The other provinces and territories follow their
//! employment standards; a test compares them with an independent table. Days that an employer
//! moves because no one works on them are not in the calendars: they depend on the employer.

use super::calendar::{Calendar, CalendarEntry, calendar, holiday};
use super::rule::DateRule::{Easter, Fixed, Monday, MondayBefore, NotSunday};

const NEW_YEAR: CalendarEntry = holiday("new-year", "Jour de l'An", "New Year's Day", Fixed(1, 1));
const FAMILY_DAY: CalendarEntry = holiday(
    "family-day",
    "Jour de la Famille",
    "Family Day",
    Monday(3, 2),
);
const LOUIS_RIEL_DAY: CalendarEntry = holiday(
    "louis-riel-day",
    "Journée Louis Riel",
    "Louis Riel Day",
    Monday(3, 2),
);
const ISLANDER_DAY: CalendarEntry = holiday(
    "islander-day",
    "Fête des Insulaires",
    "Islander Day",
    Monday(3, 2),
);
const HERITAGE_DAY: CalendarEntry = holiday(
    "heritage-day",
    "Fête du Patrimoine",
    "Heritage Day",
    Monday(3, 2),
);
const GOOD_FRIDAY: CalendarEntry =
    holiday("good-friday", "Vendredi saint", "Good Friday", Easter(-2));
const EASTER_MONDAY: CalendarEntry = holiday(
    "easter-monday",
    "Lundi de Pâques",
    "Easter Monday",
    Easter(1),
);
const VICTORIA_DAY: CalendarEntry = holiday(
    "victoria-day",
    "Fête de la Reine",
    "Victoria Day",
    MondayBefore(5, 25),
);
const PATRIOTS_DAY: CalendarEntry = holiday(
    "patriots-day",
    "Journée nationale des patriotes",
    "National Patriots' Day",
    MondayBefore(5, 25),
);
const INDIGENOUS_PEOPLES_DAY: CalendarEntry = holiday(
    "indigenous-peoples-day",
    "Journée nationale des peuples autochtones",
    "National Indigenous Peoples Day",
    Fixed(6, 21),
);
const NATIONAL_HOLIDAY: CalendarEntry = holiday(
    "national-holiday",
    "Fête nationale",
    "National Holiday",
    Fixed(6, 24),
);
const CANADA_DAY: CalendarEntry = holiday(
    "canada-day",
    "Fête du Canada",
    "Canada Day",
    NotSunday(7, 1),
);
const MEMORIAL_DAY: CalendarEntry = holiday(
    "memorial-day",
    "Jour commémoratif",
    "Memorial Day",
    Fixed(7, 1),
);
const NUNAVUT_DAY: CalendarEntry =
    holiday("nunavut-day", "Jour du Nunavut", "Nunavut Day", Fixed(7, 9));
const BC_DAY: CalendarEntry = holiday(
    "bc-day",
    "Jour de la Colombie-Britannique",
    "British Columbia Day",
    Monday(1, 8),
);
const NEW_BRUNSWICK_DAY: CalendarEntry = holiday(
    "new-brunswick-day",
    "Fête du Nouveau-Brunswick",
    "New Brunswick Day",
    Monday(1, 8),
);
const SASKATCHEWAN_DAY: CalendarEntry = holiday(
    "saskatchewan-day",
    "Fête de la Saskatchewan",
    "Saskatchewan Day",
    Monday(1, 8),
);
const CIVIC_HOLIDAY: CalendarEntry = holiday(
    "civic-holiday",
    "Congé civique",
    "Civic Holiday",
    Monday(1, 8),
);
const DISCOVERY_DAY: CalendarEntry = holiday(
    "discovery-day",
    "Jour de la Découverte",
    "Discovery Day",
    Monday(3, 8),
);
const LABOUR_DAY: CalendarEntry =
    holiday("labour-day", "Fête du Travail", "Labour Day", Monday(1, 9));
const TRUTH_AND_RECONCILIATION: CalendarEntry = holiday(
    "truth-and-reconciliation",
    "Journée nationale de la vérité et de la réconciliation",
    "National Day for Truth and Reconciliation",
    Fixed(9, 30),
);
const THANKSGIVING: CalendarEntry = holiday(
    "thanksgiving",
    "Action de grâces",
    "Thanksgiving Day",
    Monday(2, 10),
);
const REMEMBRANCE_DAY: CalendarEntry = holiday(
    "remembrance-day",
    "Jour du Souvenir",
    "Remembrance Day",
    Fixed(11, 11),
);
const CHRISTMAS: CalendarEntry = holiday("christmas", "Noël", "Christmas Day", Fixed(12, 25));
const BOXING_DAY: CalendarEntry = holiday(
    "boxing-day",
    "Lendemain de Noël",
    "Boxing Day",
    Fixed(12, 26),
);

/// Every calendar; those that resellers of Quebec ask for first.
pub(crate) static CALENDARS: [Calendar; 14] = [
    calendar(
        "CA-QC",
        "calendar-ca-qc",
        &[
            NEW_YEAR,
            GOOD_FRIDAY,
            EASTER_MONDAY,
            PATRIOTS_DAY,
            NATIONAL_HOLIDAY,
            CANADA_DAY,
            LABOUR_DAY,
            THANKSGIVING,
            CHRISTMAS,
        ],
    )
    .choice(&["good-friday", "easter-monday"]),
    calendar(
        "CA-FED",
        "calendar-ca-fed",
        &[
            NEW_YEAR,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2021),
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
            BOXING_DAY,
        ],
    ),
    calendar(
        "CA-AB",
        "calendar-ca-ab",
        &[
            NEW_YEAR,
            FAMILY_DAY,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            LABOUR_DAY,
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-BC",
        "calendar-ca-bc",
        &[
            NEW_YEAR,
            FAMILY_DAY,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            BC_DAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2023),
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-MB",
        "calendar-ca-mb",
        &[
            NEW_YEAR,
            LOUIS_RIEL_DAY,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2024),
            THANKSGIVING,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-NB",
        "calendar-ca-nb",
        &[
            NEW_YEAR,
            FAMILY_DAY,
            GOOD_FRIDAY,
            CANADA_DAY,
            NEW_BRUNSWICK_DAY,
            LABOUR_DAY,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-NL",
        "calendar-ca-nl",
        &[
            NEW_YEAR,
            GOOD_FRIDAY,
            MEMORIAL_DAY,
            LABOUR_DAY,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-NS",
        "calendar-ca-ns",
        &[
            NEW_YEAR,
            HERITAGE_DAY,
            GOOD_FRIDAY,
            CANADA_DAY,
            LABOUR_DAY,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-NT",
        "calendar-ca-nt",
        &[
            NEW_YEAR,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            INDIGENOUS_PEOPLES_DAY,
            CANADA_DAY,
            CIVIC_HOLIDAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2022),
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-NU",
        "calendar-ca-nu",
        &[
            NEW_YEAR,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            NUNAVUT_DAY,
            CIVIC_HOLIDAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2022),
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-ON",
        "calendar-ca-on",
        &[
            NEW_YEAR,
            FAMILY_DAY,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            LABOUR_DAY,
            THANKSGIVING,
            CHRISTMAS,
            BOXING_DAY,
        ],
    ),
    calendar(
        "CA-PE",
        "calendar-ca-pe",
        &[
            NEW_YEAR,
            ISLANDER_DAY,
            GOOD_FRIDAY,
            CANADA_DAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2022),
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-SK",
        "calendar-ca-sk",
        &[
            NEW_YEAR,
            FAMILY_DAY,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            CANADA_DAY,
            SASKATCHEWAN_DAY,
            LABOUR_DAY,
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
    calendar(
        "CA-YT",
        "calendar-ca-yt",
        &[
            NEW_YEAR,
            GOOD_FRIDAY,
            VICTORIA_DAY,
            INDIGENOUS_PEOPLES_DAY,
            CANADA_DAY,
            DISCOVERY_DAY,
            LABOUR_DAY,
            TRUTH_AND_RECONCILIATION.since(2023),
            THANKSGIVING,
            REMEMBRANCE_DAY,
            CHRISTMAS,
        ],
    ),
];

impl Calendar {
    /// The calendar of an id such as `CA-QC`.
    pub(crate) fn find(id: &str) -> Option<&'static Self> {
        CALENDARS.iter().find(|calendar| calendar.id == id)
    }
}
