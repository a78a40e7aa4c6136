//! A policy file to its rules, or to everything that is wrong with it.

use std::ops::RangeInclusive;

use super::ignored::IgnoredDrift;
use super::rules::{DeniedCodes, Policy, PolicyRule};
use super::setting::{ProtectedSetting, keys_of};
use super::shape::{
    ApplyTimes, MOST_DAYS, MOST_DELEGATES, MOST_HOURS_A_WEEK, MOST_NOTICE, PolicyFile, WeeklyWindow,
};
use super::windows::ApplyWindows;
use crate::desired::{Daily, Lower, WrittenTimes, weekly};
use crate::diagnostic::{Diagnostic, Span, code, sort};
use crate::document::{Document, number_out_of_range};
use crate::field::fields;
use crate::model::{FieldPath, Weekly};
use crate::words::{Message, did_you_mean};

/// The rules of a document. `place` renders a span as people find it, such as `policy.yaml:4`.
///
/// # Errors
///
/// Every finding, sorted by its position: a policy that is wrong in one line judges nothing.
pub(crate) fn lower(
    document: &Document<PolicyFile>,
    place: impl Fn(Span) -> String,
) -> Result<Policy, Vec<Diagnostic>> {
    let mut lowering = Lowering {
        document,
        lower: Lower::of(document),
        place: &place,
    };
    let file = &document.file;
    let policy = lowering.policy(file);
    let mut findings = lowering.lower.findings;
    findings.extend(document.unexplained(&findings));
    if findings.is_empty() {
        return Ok(policy);
    }
    sort(&mut findings);
    Err(findings)
}

struct Lowering<'a> {
    document: &'a Document<PolicyFile>,
    lower: Lower<'a, PolicyFile>,
    place: &'a dyn Fn(Span) -> String,
}

impl Lowering<'_> {
    fn policy(&mut self, file: &PolicyFile) -> Policy {
        let mut policy = Policy::default();
        if let Some(hours) = &file.hours {
            let section = FieldPath::of("hours");
            policy.max_lost_hours = self.number(
                &section.key("maxLostHoursPerWeek"),
                hours.max_lost_hours_per_week,
                0..=MOST_HOURS_A_WEEK,
            );
            policy.min_notice = self.number(
                &section.key("minNoticeHours"),
                hours.min_notice_hours,
                0..=MOST_NOTICE,
            );
            policy.min_open_days = self.number(
                &section.key("minOpenDaysPerWeek"),
                hours.min_open_days_per_week,
                0..=MOST_DAYS,
            );
        }
        if let Some(delegates) = &file.delegates {
            let path = FieldPath::of("delegates.max");
            policy.max_delegates = self.number(&path, delegates.max, 0..=MOST_DELEGATES);
        }
        policy.windows = file.apply.as_ref().and_then(|apply| self.windows(apply));
        policy.protected = self.each("protected", file.protected.as_deref(), Self::setting);
        let denied = file.findings.as_ref();
        let denied = denied.and_then(|findings| findings.deny.as_deref());
        policy.denied = self.each("findings.deny", denied, Self::denied);
        let ignored = file.drift.as_ref();
        let ignored = ignored.and_then(|drift| drift.ignore.as_deref());
        let ignored = self.each("drift.ignore", ignored, Self::ignored);
        policy.ignored = ignored.into_iter().map(|rule| rule.limit).collect();
        policy
    }

    fn number(
        &mut self,
        path: &FieldPath,
        written: Option<u64>,
        range: RangeInclusive<u64>,
    ) -> Option<PolicyRule<u64>> {
        let limit = written?;
        if !range.contains(&limit) {
            let span = self.document.locate(path);
            let finding = number_out_of_range(span, path.clone(), &range);
            self.lower.findings.push(finding);
            return None;
        }
        Some(self.rule(path, limit))
    }

    fn windows(&mut self, written: &ApplyTimes) -> Option<PolicyRule<ApplyWindows>> {
        let path = FieldPath::of("apply.windows");
        let zone = FieldPath::of("apply.timeZone");
        let time_zone = self.lower.time_zone(&zone, &written.time_zone);
        let mut weekly = Vec::new();
        for (at, window) in written.windows.iter().enumerate() {
            weekly.extend(self.window(&path.index(at), window));
        }
        let zone = time_zone?.rules()?;
        Some(self.rule(&path, ApplyWindows { zone, weekly }))
    }

    fn window(&mut self, path: &FieldPath, written: &WeeklyWindow) -> Option<Weekly> {
        let times = WrittenTimes {
            start: written.start_time.as_deref(),
            end: written.end_time.as_deref(),
            all_day: written.all_day,
            of: Daily::Schedule,
        };
        weekly(&mut self.lower, path, &written.days, times)
    }

    fn each<T>(
        &mut self,
        list: &'static str,
        written: Option<&[String]>,
        mut of: impl FnMut(&mut Self, &FieldPath, &str) -> Option<T>,
    ) -> Vec<PolicyRule<T>> {
        let list = FieldPath::of(list);
        let mut rules = Vec::new();
        for (at, text) in written.unwrap_or(&[]).iter().enumerate() {
            let path = list.index(at);
            if let Some(limit) = of(self, &path, text) {
                rules.push(self.rule(&path, limit));
            }
        }
        rules
    }

    /// Only what a plan can change: a guard is never written, and a holiday becomes an event.
    fn setting(&mut self, path: &FieldPath, written: &str) -> Option<ProtectedSetting> {
        let setting = ProtectedSetting::of(written);
        if setting.is_none() {
            let planned = fields().filter(|field| field.is_planned());
            let names: Vec<_> = planned.map(|field| keys_of(field).join(".")).collect();
            let help = did_you_mean(written, names.iter().map(String::as_str), || {
                Message::new("policy-unknown-setting-help")
            });
            let message = Message::new("policy-unknown-setting").text("written", written);
            self.lower
                .error("policy-unknown-setting", path, message, Some(help));
        }
        setting
    }

    fn ignored(&mut self, path: &FieldPath, written: &str) -> Option<IgnoredDrift> {
        let place = (self.place)(self.document.locate_key(path));
        let ignored = IgnoredDrift::parse(written, format!("{place}, {path}"));
        if ignored.is_none() {
            let message = Message::new("policy-unknown-setting").text("written", written);
            let help = Some(Message::new("policy-unknown-ignored-help"));
            self.lower
                .error("policy-unknown-setting", path, message, help);
        }
        ignored
    }

    fn denied(&mut self, path: &FieldPath, written: &str) -> Option<DeniedCodes> {
        let codes = code::meant(written);
        if codes.is_empty() {
            let help = match code::near(written) {
                Some(near) => Message::new("did-you-mean").text("word", near),
                None => Message::new("silenced-unknown-code-help"),
            };
            let message = Message::new("silenced-unknown-code").text("code", written);
            self.lower
                .error("policy-unknown-code", path, message, Some(help));
            return None;
        }
        Some(DeniedCodes(codes))
    }

    fn rule<T>(&self, path: &FieldPath, limit: T) -> PolicyRule<T> {
        let place = (self.place)(self.document.locate_key(path));
        PolicyRule {
            limit,
            place: format!("{place}, {path}"),
        }
    }
}
