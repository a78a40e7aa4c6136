//! Which rules a change breaks. What was there before breaks none: only what a change makes worse
//! is judged.

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::{Policy, Rule, Windows};
use crate::availability::{self, UnknownZone, Wall, Window, compare, on_week, zone};
use crate::diagnostic::Diagnostic;
use crate::model::{Chat, FieldPath, Language, Segment};
use crate::plan::Refusal;
use crate::words::{Message, civil, duration};

/// A finding that a policy forbids.
pub(crate) const DENIED: &str = "policy-finding";
/// What to do about a broken rule.
const HELP: &str = "policy-help";

/// A change as far as rules look at it.
pub(crate) struct Change<'a> {
    pub(crate) old: &'a Chat,
    pub(crate) new: &'a Chat,
    /// Settings that change.
    pub(crate) paths: Vec<&'a FieldPath>,
    /// How many there are afterwards; `None` where nobody knows.
    pub(crate) delegates: Option<usize>,
    pub(crate) now: DateTime<Utc>,
}

impl Policy {
    /// Every rule that the change breaks, in the order of a policy's keys.
    pub(crate) fn judge(&self, change: &Change<'_>) -> Result<Vec<Refusal>, UnknownZone> {
        let mut broken = Vec::new();
        if change.old != change.new {
            self.hours(change, &mut broken)?;
        }
        broken.extend(self.delegates(change));
        broken.extend(self.protected(change));
        Ok(broken)
    }

    /// Which of these findings the policy forbids, whoever silenced them.
    pub(crate) fn denied<'a>(
        &self,
        findings: impl IntoIterator<Item = &'a Diagnostic>,
    ) -> Vec<Diagnostic> {
        let denied = findings.into_iter().filter_map(|finding| {
            let said = finding.message.clone();
            let message = self.forbids(finding.code)?.message("message", said);
            let denied = Diagnostic::error(DENIED, finding.span, message);
            Some(denied.help(Message::new(HELP)).at(finding.path.clone()))
        });
        denied.collect()
    }

    /// The same of a finding that was told in a saved plan.
    pub(crate) fn denied_of_old(&self, code: &str, said: &str) -> Option<Message> {
        Some(self.forbids(code)?.text("message", said))
    }

    /// Whether plans may be applied at this time; why not, if not.
    pub(crate) fn may_apply(&self, now: DateTime<Utc>) -> Result<(), Message> {
        let Some(rule) = &self.windows else {
            return Ok(());
        };
        let windows = &rule.limit;
        let wall = now.with_timezone(&windows.zone).naive_local();
        let message = match windows.next(wall) {
            Next::Now => return Ok(()),
            Next::At(next) => Message::new("policy-apply-window").text("next", civil(next)),
            Next::Never => Message::new("policy-apply-never"),
        };
        let message = message.text("now", civil(wall)).text("zone", windows.zone);
        Err(message.text("rule", &rule.said))
    }

    /// That a code is forbidden, without what the finding says.
    fn forbids(&self, code: &str) -> Option<Message> {
        let holds = |rule: &&Rule<super::Denied>| rule.limit.0.iter().any(|k| k.code == code);
        let rule = self.denied.iter().find(holds)?;
        let message = Message::new(DENIED).text("code", code);
        Some(message.text("rule", &rule.said))
    }

    fn hours(&self, change: &Change<'_>, broken: &mut Vec<Refusal>) -> Result<(), UnknownZone> {
        let (old, new) = (change.old, change.new);
        let notice = self.min_notice.as_ref().map_or(0, |rule| rule.limit);
        let notice = TimeDelta::hours(i64::try_from(notice).unwrap_or(i64::MAX));
        let soon = Window {
            from: change.now,
            to: change.now + notice,
        };
        let delta = compare(old, new, vec![soon])?;
        let clocks = zone(new)?;
        let walls = [Wall::of(old), Wall::of(new)];
        for language in Language::ALL {
            let path = FieldPath::of("chat.hours").key(language.as_str());
            let mut breaks = |code, message: Message, rule: &Rule<u64>| {
                let message = message.text("language", language).text("limit", rule.limit);
                broken.push(refusal(code, path.clone(), message, &rule.said));
            };
            let delta = delta.languages.get(language);
            if let Some(rule) = &self.max_lost_hours
                && delta.weekly.lost > rule.limit * 60
            {
                let message = Message::new("policy-lost-hours");
                let message = message.text("lost", duration(delta.weekly.lost));
                breaks("policy-lost-hours", message, rule);
            }
            let mut lost = delta.intervals.iter();
            let lost = lost.find(|(_, way, _)| *way == availability::Change::Lost);
            if let (Some(rule), Some((window, _, _))) = (&self.min_notice, lost) {
                let from = window.from.with_timezone(&clocks).naive_local();
                let message = Message::new("policy-short-notice").text("from", civil(from));
                breaks("policy-short-notice", message, rule);
            }
            let [before, after] = walls.each_ref().map(|wall| wall.open_days(language));
            if let Some(rule) = &self.min_open_days
                && after < rule.limit
                && after < before
            {
                let message = Message::new("policy-open-days").text("days", after);
                breaks("policy-open-days", message, rule);
            }
        }
        Ok(())
    }

    fn delegates(&self, change: &Change<'_>) -> Option<Refusal> {
        let rule = self.max_delegates.as_ref()?;
        let count = u64::try_from(change.delegates?).unwrap_or(u64::MAX);
        let mut paths = change.paths.iter();
        let changes = paths.any(|path| path.section() == Some("delegates"));
        (changes && count > rule.limit).then(|| {
            let message = Message::new("policy-delegates")
                .text("count", count)
                .text("limit", rule.limit);
            let path = FieldPath::of("delegates");
            refusal("policy-delegates", path, message, &rule.said)
        })
    }

    fn protected(&self, change: &Change<'_>) -> Vec<Refusal> {
        let broken = change.paths.iter().filter_map(|path| {
            let keys: Vec<_> = path.segments().iter().filter_map(key).collect();
            let mut rules = self.protected.iter();
            let rule = rules.find(|rule| rule.limit.touches(&keys))?;
            let message = Message::new("policy-protected").text("path", path);
            let path = (*path).clone();
            Some(refusal("policy-protected", path, message, &rule.said))
        });
        broken.collect()
    }
}

fn key(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Key(key) => Some(key.to_string()),
        Segment::Entry(_) | Segment::Index(_) => None,
    }
}

fn refusal(code: &'static str, path: FieldPath, message: Message, rule: &str) -> Refusal {
    Refusal {
        code,
        path,
        message: message.text("rule", rule),
        help: Message::new(HELP),
    }
}

/// When a window is open next.
enum Next {
    Now,
    At(NaiveDateTime),
    Never,
}

impl Windows {
    fn next(&self, wall: NaiveDateTime) -> Next {
        let week = TimeDelta::weeks(1).num_minutes();
        let days = wall.weekday().num_days_from_monday();
        let monday = (wall.date() - TimeDelta::days(days.into())).and_time(NaiveTime::MIN);
        let minute = (wall - monday).num_minutes();
        let weekly = self.weekly.iter();
        let spans: Vec<_> = weekly
            .flat_map(|weekly| on_week(*weekly).iter().collect::<Vec<_>>())
            .collect();
        if spans
            .iter()
            .any(|(from, to)| (*from..*to).contains(&minute))
        {
            return Next::Now;
        }
        let starts = spans.iter().map(|(from, _)| match *from {
            from if from > minute => from,
            from => from + week,
        });
        match starts.min() {
            Some(next) => Next::At(monday + TimeDelta::minutes(next)),
            None => Next::Never,
        }
    }
}
