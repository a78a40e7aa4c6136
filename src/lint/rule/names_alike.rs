//! L13: names of one list that differ only by accents, apostrophes, hyphens, invisible characters or
//! letters of another alphabet that look alike: two schedules where one was meant.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDateTime;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::look_alike_letters::latin;
use crate::availability::{ScheduleIndex, on_week};
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::hours::{LanguageHours, NamedSchedule};
use crate::lint::subject::Subject;
use crate::model::ScheduleName;
use crate::words::Message;

/// Which schedule an entry of a list is.
type Of = fn(usize) -> ScheduleIndex;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    for hours in &subject.hours {
        list(
            subject,
            hours,
            hours.weekly(),
            ScheduleIndex::Weekly,
            findings,
        )?;
        list(
            subject,
            hours,
            hours.events(),
            ScheduleIndex::Event,
            findings,
        )?;
    }
    ControlFlow::Continue(())
}

fn list<T>(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    list: &[NamedSchedule<'_, T>],
    of: Of,
    findings: &mut Findings<'_>,
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
            // At the one that is written later.
            let mut twins = [*twin, at];
            twins.sort_by_key(|at| subject.place(&hours.path_of(of(*at))));
            findings.add(finding(
                subject,
                hours,
                twins.map(|at| (of(at), list[at].name)),
            ))?;
        }
        for skeleton in skeletons {
            known.entry(skeleton).or_insert(at);
        }
    }
    ControlFlow::Continue(())
}

/// A finding at the second of two schedules with alike names.
fn finding(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    twins: [(ScheduleIndex, &ScheduleName); 2],
) -> Diagnostic {
    let [(first, first_name), (second, second_name)] = twins;
    let path = hours.path_of(second);
    let message = Message::new("names-alike")
        .text("first", first_name)
        .text("second", second_name);
    let other = subject.place(&hours.path_of(first));
    let name = subject.place_in(&path, &["name"]);
    let finding = Diagnostic::warning("names-alike", name, message)
        .help(Message::new("names-alike-help"))
        .label(other, Message::new("other-here"))
        .at(path);
    let mut finding = subject.about(finding, hours);
    finding.example = begins(subject, hours, second).map(|at| subject.example(at));
    finding
}

fn begins(
    subject: &Subject<'_>,
    hours: &LanguageHours<'_>,
    schedule: ScheduleIndex,
) -> Option<NaiveDateTime> {
    match schedule {
        ScheduleIndex::Event(at) => Some(hours.events()[at].is.starts_at),
        ScheduleIndex::Weekly(at) => {
            let minute = on_week(hours.weekly()[at].is).first()?;
            Some(subject.next(minute))
        }
        ScheduleIndex::Weekend | ScheduleIndex::LunchBreak | ScheduleIndex::WorkingHours => None,
    }
}

fn is_plain(key: &str) -> bool {
    key.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
}

/// The forms in which a name is compared: without accents and invisible characters, with
/// apostrophes and hyphens once as a space and once as nothing. So « Jour de l'An » meets « Jour de
/// l An » and « Pause-repas » meets « Pauserepas ».
fn skeletons(key: &str) -> Vec<Cow<'_, str>> {
    if is_plain(key) {
        return vec![Cow::Borrowed(key)];
    }
    // Letters of other alphabets become the Latin ones that they look like.
    let latin = key.chars().map(|c| latin(c).unwrap_or(c));
    let bare: String = latin
        .collect::<String>()
        .to_lowercase()
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
