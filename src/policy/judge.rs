//! Which rules a change breaks. Only what a change makes worse is judged: an account that was
//! beyond a limit before may change in other ways.

use chrono::{DateTime, TimeDelta, Utc};

use super::rules::{Policy, PolicyRule};
use super::windows::NextWindow;
use crate::availability::{
    ChangeDirection, LanguageDelta, LostHours, Period, UnknownZone, WEEKS_AHEAD, Wall, compare,
    lost_hours, zone,
};
use crate::diagnostic::Diagnostic;
use crate::model::{Chat, FieldPath, Language, Segment};
use crate::plan::Refusal;
use crate::words::{Message, civil, duration};
use crate::zone::Zone;

/// A finding that a policy forbids.
pub(crate) const DENIED: &str = "policy-finding";
/// What to do about a broken rule.
const HELP: &str = "policy-help";

/// A change as far as rules look at it.
pub(crate) struct ProposedChange<'a> {
    pub(crate) old: &'a Chat,
    pub(crate) new: &'a Chat,
    /// Settings that change.
    pub(crate) paths: Vec<&'a FieldPath>,
    /// How many delegates there are afterwards. `None` where that is not known, as in a review,
    /// which sees files and no portal; then their number is not judged.
    pub(crate) delegates: Option<usize>,
    pub(crate) now: DateTime<Utc>,
}

/// No window is open: until when, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedWindow {
    pub(crate) message: Message,
    pub(crate) help: Message,
}

impl Policy {
    /// Every rule that the change breaks, in the order of a policy's keys. Rules about hours are
    /// asked only if chat changes at all.
    ///
    /// # Errors
    ///
    /// A time zone on either side that the tz database of this tool does not have.
    pub(crate) fn judge(&self, change: &ProposedChange<'_>) -> Result<Vec<Refusal>, UnknownZone> {
        let mut broken = Vec::new();
        if change.old != change.new {
            broken.extend(self.hours(change)?);
        }
        broken.extend(self.delegates(change));
        broken.extend(self.protected(change));
        Ok(broken)
    }

    /// The findings that the policy forbids, as errors. Comments and options do not count here.
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

    /// Why the policy forbids a finding of a saved plan, of which only its code and its text are
    /// left. A policy may have become stricter since the plan was saved.
    pub(crate) fn denied_of_old(&self, code: &str, said: &str) -> Option<Message> {
        Some(self.forbids(code)?.text("message", said))
    }

    /// Whether plans may be applied at this time.
    ///
    /// # Errors
    ///
    /// When the next window opens, if there is one.
    pub(crate) fn may_apply(&self, now: DateTime<Utc>) -> Result<(), ClosedWindow> {
        let Some(rule) = &self.windows else {
            return Ok(());
        };
        let windows = &rule.limit;
        let wall = now.with_timezone(&windows.zone).naive_local();
        let (message, help) = match windows.next(wall) {
            NextWindow::Now => return Ok(()),
            NextWindow::At(next) => (
                Message::new("policy-apply-window").text("next", civil(next)),
                "policy-apply-window-help",
            ),
            NextWindow::Never => (
                Message::new("policy-apply-never"),
                "policy-apply-never-help",
            ),
        };
        let message = message.text("now", civil(wall)).text("zone", windows.zone);
        Err(ClosedWindow {
            message: message.text("rule", &rule.place),
            help: Message::new(help),
        })
    }

    /// The sentence that a code is forbidden, without the text of the finding.
    fn forbids(&self, code: &str) -> Option<Message> {
        let mut rules = self.denied.iter();
        let rule = rules.find(|rule| rule.limit.0.iter().any(|known| known.code == code))?;
        let message = Message::new(DENIED).text("code", code);
        Some(message.text("rule", &rule.place))
    }

    /// The rules about hours, for each language by itself.
    fn hours(&self, change: &ProposedChange<'_>) -> Result<Vec<Refusal>, UnknownZone> {
        let (old, new) = (change.old, change.new);
        // Without a rule about notice the window is empty, and only the week is compared.
        let notice = self.min_notice.as_ref().map_or(0, |rule| rule.limit);
        let notice = TimeDelta::hours(i64::try_from(notice).unwrap_or(i64::MAX));
        let soon = Period {
            from: change.now,
            to: change.now + notice,
        };
        let delta = compare(old, new, vec![soon])?;
        let lost = lost_hours(old, new, change.now)?;
        let clocks = zone(new)?;
        let walls = [Wall::of(old), Wall::of(new)];
        let mut broken = Vec::new();
        for language in Language::ALL {
            let delta = delta.languages.get(language);
            let [before, after] = walls.each_ref().map(|wall| wall.open_days(language));
            broken.extend(self.lost_hours(lost.get(language), language));
            broken.extend(self.short_notice(delta, clocks, language));
            broken.extend(self.open_days(before, after, language));
        }
        Ok(broken)
    }

    fn lost_hours(&self, lost: &LostHours, language: Language) -> Option<Refusal> {
        let rule = self.max_lost_hours.as_ref()?;
        let limit = rule.limit * 60;
        let message = if lost.week.lost > limit {
            Message::new("policy-lost-hours").text("lost", duration(lost.week.lost))
        } else if lost.loses_a_week(limit) {
            Message::new("policy-lost-hours-ahead")
                .text("lost", duration(lost.ahead.lost))
                .text("average", duration(lost.average()))
                .text("weeks", WEEKS_AHEAD)
        } else {
            return None;
        };
        Some(about_hours("policy-lost-hours", message, rule, language))
    }

    fn short_notice(
        &self,
        delta: &LanguageDelta,
        clocks: Zone,
        language: Language,
    ) -> Option<Refusal> {
        let rule = self.min_notice.as_ref()?;
        let mut intervals = delta.intervals.iter();
        let (lost, ..) = intervals.find(|(_, direction, _)| *direction == ChangeDirection::Lost)?;
        let from = lost.from.with_timezone(&clocks).naive_local();
        let message = Message::new("policy-short-notice").text("from", civil(from));
        Some(about_hours("policy-short-notice", message, rule, language))
    }

    fn open_days(&self, before: u64, after: u64, language: Language) -> Option<Refusal> {
        let rule = self.min_open_days.as_ref()?;
        (after < rule.limit && after < before).then(|| {
            let message = Message::new("policy-open-days").text("days", after);
            about_hours("policy-open-days", message, rule, language)
        })
    }

    fn delegates(&self, change: &ProposedChange<'_>) -> Option<Refusal> {
        let rule = self.max_delegates.as_ref()?;
        let count = u64::try_from(change.delegates?).unwrap_or(u64::MAX);
        let mut paths = change.paths.iter();
        let changes = paths.any(|path| path.section() == Some("delegates"));
        (changes && count > rule.limit).then(|| {
            let message = Message::new("policy-delegates")
                .text("count", count)
                .text("limit", rule.limit);
            let path = FieldPath::of("delegates");
            refusal("policy-delegates", path, message, &rule.place)
        })
    }

    fn protected(&self, change: &ProposedChange<'_>) -> Vec<Refusal> {
        let broken = change.paths.iter().filter_map(|path| {
            // Names of entries do not count: a rule protects a list, not one schedule.
            let keys: Vec<_> = path.segments().iter().filter_map(key).collect();
            let mut rules = self.protected.iter();
            let rule = rules.find(|rule| rule.limit.touches(&keys))?;
            let message = Message::new("policy-protected").text("path", path);
            let path = (*path).clone();
            Some(refusal("policy-protected", path, message, &rule.place))
        });
        broken.collect()
    }
}

/// A refusal at the hours of a language, with the limit.
fn about_hours(
    code: &'static str,
    message: Message,
    rule: &PolicyRule<u64>,
    language: Language,
) -> Refusal {
    let path = FieldPath::of("chat.hours").key(language.as_str());
    let message = message.text("language", language).text("limit", rule.limit);
    refusal(code, path, message, &rule.place)
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
