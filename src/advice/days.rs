//! Days of the week as French and English write them.

use super::fold::{fold, listed};
use crate::model::{Day, Days};

/// Names and abbreviations of a day, folded. Words that mean different days in the two languages, and
/// the letter M of the page, which is Tuesday as well as Wednesday, are left out.
struct Names {
    day: Day,
    /// The full names first, French and English: only these are compared with misspellings.
    full: [&'static str; 2],
    short: &'static str,
}

const NAMES: [Names; 7] = [
    Names {
        day: Day::Mon,
        full: ["lundi", "monday"],
        short: "mon mond lun lund l lundis mondays",
    },
    Names {
        day: Day::Tue,
        full: ["mardi", "tuesday"],
        short: "tue tues tu mar mard ma mardis tuesdays",
    },
    Names {
        day: Day::Wed,
        full: ["mercredi", "wednesday"],
        short: "wed weds we mer merc me mercredis wednesdays",
    },
    Names {
        day: Day::Thu,
        full: ["jeudi", "thursday"],
        short: "thu thur thurs th jeu je j jeudis thursdays",
    },
    Names {
        day: Day::Fri,
        full: ["vendredi", "friday"],
        short: "fri fr ven vend ve v vendredis fridays",
    },
    Names {
        day: Day::Sat,
        full: ["samedi", "saturday"],
        short: "sat sam same samedis saturdays",
    },
    Names {
        day: Day::Sun,
        full: ["dimanche", "sunday"],
        short: "sun dim diman dimanches sundays",
    },
];

/// Every day, in both languages.
const ALL: &str = "all tous tout tousles touslesjours touslesjoursdelasemaine everyday eachday daily alldays \
    chaquejour quotidien 7j7 7days";
const WEEKDAYS: &str = "weekdays weekday ensemaine semaine jourdesemaine joursdesemaine jouvrables \
    joursouvrables joursouvres workdays workingdays businessdays";
const WEEKEND: &str = "weekend weekends findesemaine finsdesemaine lafindesemaine";

/// The day that a word names.
pub(crate) fn day(written: &str) -> Option<Day> {
    let word = fold(written);
    let named = NAMES
        .iter()
        .find(|names| names.full.contains(&word.as_str()) || listed(names.short, &word));
    named.or_else(|| misspelt(&word)).map(|names| names.day)
}

/// A full name with one letter wrong. Two names may be as close, as `munday` is to Monday and to
/// Sunday; then none is meant.
fn misspelt(word: &str) -> Option<&'static Names> {
    /// Abbreviations are too short: with one letter wrong they are other abbreviations.
    const SHORTEST: usize = 5;
    if !(SHORTEST..=12).contains(&word.chars().count()) {
        return None;
    }
    let mut close = NAMES.iter().filter(|names| {
        let full = names.full.iter();
        full.copied()
            .any(|name| strsim::damerau_levenshtein(word, name) == 1)
    });
    let first = close.next();
    first.filter(|_| close.next().is_none())
}

/// The value that a scalar in place of a list of days means, as it is written in the file: `all`,
/// `[mon]`, `[mon, tue, wed, thu, fri]`.
pub(crate) fn days(written: &str) -> Option<String> {
    let whole = fold(written);
    if listed(ALL, &whole) {
        return Some("all".to_owned());
    }
    if listed(WEEKDAYS, &whole) {
        return Some(list(range(Day::Mon, Day::Fri)));
    }
    if listed(WEEKEND, &whole) {
        return Some(list(range(Day::Sat, Day::Sun)));
    }
    let mut days = Vec::new();
    for part in written.split([',', ';', '/', '+', '&']) {
        days.extend(run(part)?.iter());
    }
    (!days.is_empty()).then(|| list(days.into_iter().collect()))
}

/// `mon`, `mon-fri`, « du lundi au vendredi », `mon and tue`.
fn run(part: &str) -> Option<Days> {
    if let Some(day) = day(part) {
        return Some(Days::from_iter([day]));
    }
    let lower = part.to_lowercase();
    let words: Vec<_> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.'))
        .filter(|word| !word.is_empty() && !listed("du de from le les", word))
        .collect();
    let joined = lower.contains(['-', '–', '—', '.']);
    match words.as_slice() {
        [first, last] if joined => spanned(first, last),
        [first, to, last] if listed("au a à to through thru until jusqu'au", to) => {
            spanned(first, last)
        }
        // Days one after the other, perhaps with « et » between them.
        words => words
            .iter()
            .filter(|word| !listed("et and", word))
            .map(|word| day(word))
            .collect(),
    }
}

fn spanned(first: &str, last: &str) -> Option<Days> {
    let (first, last) = (day(first)?, day(last)?);
    // From Saturday to Tuesday goes over the end of the week, which may be meant or be a slip.
    (first < last).then(|| range(first, last))
}

fn range(first: Day, last: Day) -> Days {
    Day::ALL
        .into_iter()
        .filter(|day| (first..=last).contains(day))
        .collect()
}

fn list(days: Days) -> String {
    let names: Vec<_> = days.iter().map(Day::as_str).collect();
    format!("[{}]", names.join(", "))
}
