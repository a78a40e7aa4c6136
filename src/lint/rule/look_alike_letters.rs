//! L13: a letter of another alphabet that looks like a Latin one, such as the Cyrillic А in « Аccueil ».
//!
//! Names are the identity of schedules and what reviewers read. One letter from another alphabet makes
//! another name that looks like the first. Names that are really written in another alphabet
//! have letters that look like no Latin one, and are left alone; so are accents and « œ ».

use std::ops::ControlFlow;

use unicode_security::confusable_detection::skeleton;

use crate::availability::ScheduleIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::LanguageHours;
use crate::lint::subject::Subject;
use crate::model::FieldPath;
use crate::words::Message;

const CODE: &str = "look-alike-letters";

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    if let Some(name) = subject.reseller_name {
        let path = FieldPath::of("general.resellerName");
        if let Some(finding) = finding(subject, path.clone(), &[], name.as_str()) {
            findings.add(finding)?;
        }
    }
    for (user, name) in &subject.delegates {
        let path = FieldPath::of("delegates").entry(user.as_str());
        if let Some(finding) = finding(subject, path, &["name"], name.as_str()) {
            findings.add(finding)?;
        }
    }
    for hours in &subject.hours {
        for (schedule, name) in names(hours) {
            let path = hours.path_of(schedule);
            if subject.is_of_calendar(&path) {
                continue;
            }
            if let Some(finding) = finding(subject, path, &["name"], name) {
                findings.add(subject.about(finding, hours))?;
            }
        }
    }
    ControlFlow::Continue(())
}

fn names<'a>(hours: &'a LanguageHours<'_>) -> impl Iterator<Item = (ScheduleIndex, &'a str)> {
    let weekly = hours.weekly().iter().enumerate();
    let weekly = weekly.map(|(at, named)| (ScheduleIndex::Weekly(at), named.name.as_str()));
    let events = hours.events().iter().enumerate();
    weekly.chain(events.map(|(at, named)| (ScheduleIndex::Event(at), named.name.as_str())))
}

fn finding(
    subject: &Subject<'_>,
    path: FieldPath,
    keys: &[&str],
    name: &str,
) -> Option<Diagnostic> {
    let (letter, looks) = look_alike(name)?;
    let message = Message::new(CODE)
        .text("letter", letter)
        .text("code", format!("U+{:04X}", u32::from(letter)))
        .text("looks", looks);
    let right: String = name.chars().map(|c| latin(c).unwrap_or(c)).collect();
    let place = subject.place_in(&path, keys);
    let finding = Diagnostic::warning(CODE, place, message)
        .help(Message::new("look-alike-letters-help").text("name", right));
    Some(finding.at(path))
}

/// The first letter of a name that looks like a Latin one without being it, and that one.
fn look_alike(name: &str) -> Option<(char, char)> {
    if name.is_ascii() {
        return None;
    }
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let is_ours = |c: char| c.is_ascii() || latin(c).is_some() || is_latin(c);
    // With a letter that looks like no Latin one and without any Latin one, the name is written in another
    // alphabet.
    let foreign = letters().any(|c| !is_ours(c));
    let latin_too = letters().any(|c| c.is_ascii() || is_latin(c));
    if foreign && !latin_too {
        return None;
    }
    letters().find_map(|c| Some((c, latin(c)?)))
}

/// A Latin letter with or without accents.
fn is_latin(c: char) -> bool {
    // Latin-1 Supplement to Latin Extended-B, and Latin Extended Additional.
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The ASCII letter that a letter looks like, if it is another letter.
pub(super) fn latin(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_alphabetic() {
        return None;
    }
    let mut text = [0; 4];
    let mut looks = skeleton(c.encode_utf8(&mut text));
    let first = looks.next()?;
    (first.is_ascii_alphabetic() && looks.next().is_none()).then_some(first)
}
