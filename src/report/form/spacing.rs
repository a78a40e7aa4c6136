//! No-break spaces inside lengths of time and dates, so that `−61 h 00` and `11 October 2027` are
//! never torn apart where a page or a comment breaks its lines.

use crate::words::Words;

/// The words of the months, in the order of the year.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// The text with a no-break space wherever a length of time or a date has a space.
pub(super) fn bound(text: &str, words: &Words) -> String {
    let months = MONTHS.map(|month| words.text(month));
    let tokens: Vec<&str> = text.split(' ').collect();
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        out.push_str(token);
        let Some(next) = tokens.get(at + 1) else {
            break;
        };
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).copied();
        let is_bound = is_duration(before, token, next) || is_date(token, next, &months);
        out.push(if is_bound { '\u{a0}' } else { ' ' });
    }
    out
}

/// `61 h 00`, before and behind the letter.
fn is_duration(before: Option<&str>, token: &str, next: &str) -> bool {
    let begins = next.starts_with(|c: char| c.is_ascii_digit());
    let ends = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    (next == "h" && ends(token)) || (token == "h" && begins && before.is_some_and(ends))
}

/// `11 October`, `October 2027`, « 1er janvier ».
fn is_date(token: &str, next: &str, months: &[String; 12]) -> bool {
    let is_month = |text: &str| months.iter().any(|month| month == bare(text));
    let is_day = token.ends_with(|c: char| c.is_ascii_digit()) || token.ends_with("1er");
    let is_year = bare(next).len() == 4 && bare(next).bytes().all(|byte| byte.is_ascii_digit());
    (is_day && is_month(next)) || (is_month(token) && is_year)
}

/// A word without the sign behind it.
fn bare(text: &str) -> &str {
    text.trim_end_matches([',', ';', '.', ':', ')'])
}
