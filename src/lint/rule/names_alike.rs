//! L13: names of one list that differ only by accents, apostrophes, hyphens or characters that
//! nobody sees: two schedules where one was meant.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDateTime;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::super::findings::Findings;
use super::super::hours::{Hours, Named};
use super::super::subject::Subject;
use crate::availability::{One, on_week};
use crate::diagnostic::Diagnostic;
use crate::words::Message;

/// Which schedule an entry of a list is.
type Of = fn(usize) -> One;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings) -> ControlFlow<()> {
    for hours in &subject.hours {
        list(subject, hours, hours.weekly(), One::Weekly, findings)?;
        list(subject, hours, hours.events(), One::Event, findings)?;
    }
    ControlFlow::Continue(())
}

fn list<T>(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    list: &[Named<'_, T>],
    of: Of,
    findings: &mut Findings,
) -> ControlFlow<()> {
    // Of two names that are alike, one at least is not of plain letters.
    if list.iter().all(|named| is_plain(named.key.as_str())) {
        return ControlFlow::Continue(());
    }
    let mut known: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for (at, named) in list.iter().enumerate() {
        let skeletons = skeletons(named.key.as_str());
        let twin = skeletons.iter().find_map(|skeleton| known.get(skeleton));
        if let Some(twin) = twin {
            findings.add(finding(subject, hours, (list, of), (*twin, at)))?;
        }
        for skeleton in skeletons {
            known.entry(skeleton).or_insert(at);
        }
    }
    ControlFlow::Continue(())
}

/// At the one that is written later.
fn finding<T>(
    subject: &Subject<'_>,
    hours: &Hours<'_>,
    (list, of): (&[Named<'_, T>], Of),
    (one, other): (usize, usize),
) -> Diagnostic {
    let place = |at: usize| subject.place(&hours.path_of(of(at)));
    let (first, second) = if place(one) <= place(other) {
        (one, other)
    } else {
        (other, one)
    };
    let path = hours.path_of(of(second));
    let message = Message::new("names-alike")
        .text("first", list[first].name)
        .text("second", list[second].name);
    let name = subject.place_in(&path, &["name"]);
    let finding = Diagnostic::warning("names-alike", name, message)
        .help(Message::new("names-alike-help"))
        .label(place(first), Message::new("other-here"))
        .at(path);
    let mut finding = subject.about(finding, hours);
    finding.example = begins(subject, hours, of(second)).map(|at| subject.example(at));
    finding
}

fn begins(subject: &Subject<'_>, hours: &Hours<'_>, one: One) -> Option<NaiveDateTime> {
    match one {
        One::Event(at) => Some(hours.events()[at].is.starts_at),
        One::Weekly(at) => {
            let week = on_week(hours.weekly()[at].is);
            let (minute, _) = week.iter().next()?;
            Some(subject.next(minute))
        }
        One::Weekend | One::LunchBreak | One::WorkingHours => None,
    }
}

fn is_plain(key: &str) -> bool {
    key.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
}

/// The name without accents; apostrophes and hyphens once as a space and once as nothing.
fn skeletons(key: &str) -> Vec<Cow<'_, str>> {
    if is_plain(key) {
        return vec![Cow::Borrowed(key)];
    }
    let bare: String = key
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
        .collect();
    let spaced = bare.replace(is_joint, " ");
    let spaced: Vec<_> = spaced.split_whitespace().collect();
    let mut both = vec![Cow::Owned(spaced.join(" "))];
    let joined = bare.replace(is_joint, "");
    if both[0] != joined {
        both.push(Cow::Owned(joined));
    }
    both
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '-' | '_' | '\u{2b9}'..='\u{2bf}' | '\u{2010}'..='\u{2015}')
        || matches!(
            c,
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2212}' | '\u{ff07}' | '\u{ff0d}'
        )
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
    ) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
