//! What a change means to the people who chat, as a reviewer reads it.

use super::phrase::Phrase;
use super::{EffectView, ImpactView, PeriodView, ShiftView, SwitchView, ZoneView};
use crate::report::text::sums;
use crate::report::view::{
    AccountView, Action, BecauseView, HoursView, LanguageHoursView, SumsView,
};
use crate::report::{Style, Tone, harmless};
use crate::words::{Message, Words, duration};

/// Lines about hours that an account has at most; of more their number is told.
const LINES: usize = 20;

/// Windows that the head names.
const WINDOWS: usize = 3;

/// The lines about hours, below the changes of an account. None when no customer can notice.
pub(crate) fn lines(account: &AccountView, words: &Words, style: Style) -> Vec<String> {
    let Some(hours) = &account.hours else {
        return Vec::new();
    };
    let impact = &hours.impact;
    let first = impact.days.first().map(|days| &days.first);
    let page = Page {
        phrase: Phrase::around(first, words),
        words,
        style,
    };
    let changed = [&hours.fr, &hours.en].into_iter().any(differs);
    let mut lines = page.sentences(impact);
    if changed {
        lines.extend(page.totals(hours));
        lines.extend(page.periods(&impact.periods));
    } else if lines.is_empty() && edits_hours(account) {
        lines.push(format!("    {}", words.text("impact-nothing")));
    }
    if !lines.is_empty() {
        lines.insert(0, page.head(impact));
    }
    lines
}

fn differs(hours: &LanguageHoursView) -> bool {
    let some = |sums: &SumsView| sums.gained_minutes + sums.lost_minutes > 0;
    some(&hours.weekly) || hours.gained_minutes + hours.lost_minutes > 0
}

/// A new name alone is not meant to change any.
fn edits_hours(account: &AccountView) -> bool {
    let mut changes = account.changes.iter();
    changes.any(|change| match change.action {
        Action::Create | Action::Update | Action::Delete => change.path.starts_with("chat.hours."),
        Action::Rename => false,
    })
}

struct Page<'a> {
    phrase: Phrase<'a>,
    words: &'a Words,
    style: Style,
}

impl Page<'_> {
    /// Which days were looked at, on whose clock.
    fn head(&self, impact: &ImpactView) -> String {
        let days = impact.days.iter().take(WINDOWS);
        let mut days: Vec<String> = days.map(|days| self.phrase.stretch(days)).collect();
        let more = impact.days.len().saturating_sub(WINDOWS);
        if more > 0 {
            let message = Message::new("impact-more-windows").number("count", more);
            days.push(self.words.say(&message));
        }
        let message = Message::new("impact-head")
            .text("days", self.phrase.list(&days))
            .text("zone", harmless(&impact.time_zone));
        format!("  {}", self.words.say(&message))
    }

    /// What no list of hours would say as well.
    fn sentences(&self, impact: &ImpactView) -> Vec<String> {
        let switch = impact.switch.map(|switch| {
            self.words.text(match switch {
                SwitchView::On => "impact-on",
                SwitchView::Off => "impact-off",
                SwitchView::StaysOff => "impact-stays-off",
            })
        });
        let zone = impact.zone.as_ref().map(|zone| self.zone(zone));
        let sentences = switch.into_iter().chain(zone);
        sentences
            .map(|sentence| format!("    {sentence}"))
            .collect()
    }

    fn zone(&self, zone: &ZoneView) -> String {
        let shifts = zone.shifts.iter().enumerate().map(|(at, shift)| {
            let shown = self.shift(shift);
            if at == 0 {
                return self.words.say(&shown);
            }
            let message = Message::new("impact-shift-from")
                .text("first", self.phrase.date(&shift.first))
                .message("shift", shown);
            self.words.say(&message)
        });
        let message = Message::new("impact-zone")
            .text("before", harmless(&zone.before))
            .text("after", harmless(&zone.after))
            .text("shifts", shifts.collect::<Vec<_>>().join(", "));
        self.words.say(&message)
    }

    fn shift(&self, shift: &ShiftView) -> Message {
        let id = match shift.minutes_earlier.signum() {
            1 => "impact-earlier",
            -1 => "impact-later",
            _ => return Message::new("impact-same-clock"),
        };
        Message::new(id).text("by", duration(shift.minutes_earlier.unsigned_abs()))
    }

    /// What each language gains and loses a week and over the windows; both in one line when they
    /// do the same.
    fn totals(&self, hours: &HoursView) -> Vec<String> {
        let days = hours.impact.days.iter();
        let days: usize = days.map(super::DaysView::count).sum();
        let [fr, en] = [&hours.fr, &hours.en].map(|hours| self.total(hours, days));
        let lines = if fr == en {
            vec![("fr, en", fr)]
        } else {
            vec![("fr", fr), ("en", en)]
        };
        let shown = lines.into_iter().map(|(languages, total)| {
            let message = Message::new("impact-total").text("languages", languages);
            format!("    {}", self.words.say(&message.text("total", total)))
        });
        shown.collect()
    }

    fn total(&self, hours: &LanguageHoursView, days: usize) -> String {
        let week = sums(&hours.weekly).map(|sums| {
            self.words
                .say(&Message::new("hours-a-week").text("hours", sums))
        });
        let total = SumsView {
            gained_minutes: hours.gained_minutes,
            lost_minutes: hours.lost_minutes,
        };
        let total = sums(&total).map(|sums| {
            let message = Message::new("impact-in-days").text("hours", sums);
            self.words.say(&message.number("count", days))
        });
        let parts: Vec<String> = week.into_iter().chain(total).collect();
        if parts.is_empty() {
            return self.words.text("hours-unchanged");
        }
        parts.join(", ")
    }

    /// One head for what one schedule does, and below it when.
    fn periods(&self, periods: &[PeriodView]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut told = 0;
        for group in periods.chunk_by(|a, b| a.group() == b.group()) {
            let room = LINES.saturating_sub(lines.len() + 1);
            if room == 0 {
                break;
            }
            lines.extend(self.group(group, room));
            told += group.len().min(room);
        }
        if told < periods.len() {
            let message = Message::new("impact-more").number("count", periods.len() - told);
            lines.push(format!("    {}", self.words.say(&message)));
        }
        lines
    }

    fn group(&self, group: &[PeriodView], room: usize) -> Vec<String> {
        let Some(one) = group.first() else {
            return Vec::new();
        };
        let minutes = group.iter().map(|period| period.minutes).sum();
        let (sign, tone) = match one.effect {
            EffectView::Opens | EffectView::NoLongerCloses => ('+', Tone::Added),
            EffectView::Closes | EffectView::NoLongerOpens => ('−', Tone::Removed),
        };
        let head = Message::new("impact-period")
            .text("hours", format!("{sign}{}", duration(minutes)))
            .text("languages", one.languages.join(", "))
            .message("effect", effect(one.effect, &one.cause));
        let head = self.style.paint(tone, &self.words.say(&head));
        let mut lines = vec![format!("    {head}{}", self.place(&one.cause))];
        let when = group.iter().take(room);
        lines.extend(when.map(|period| format!("        {}", self.phrase.when(&period.when))));
        lines
    }

    fn place(&self, cause: &BecauseView) -> String {
        let place = match (&cause.file, cause.line) {
            (Some(file), Some(line)) => format!("  {}:{line}", harmless(file)),
            (Some(_) | None, _) => format!("  ({})", self.words.text("impact-not-in-file")),
        };
        self.style.paint(Tone::Faint, &place)
    }
}

fn effect(effect: EffectView, cause: &BecauseView) -> Message {
    let id = match effect {
        EffectView::Opens => "impact-opens",
        EffectView::Closes => "impact-closes",
        EffectView::NoLongerOpens => "impact-no-longer-opens",
        EffectView::NoLongerCloses => "impact-no-longer-closes",
    };
    Message::new(id).message(
        "schedule",
        schedule(cause.schedule.as_deref().unwrap_or_default()),
    )
}

/// `workingHours` or `weeklySchedules["Jeudi soir"]` in words.
fn schedule(tail: &str) -> Message {
    let named = tail.split_once('[').and_then(|(list, name)| {
        let name: String = serde_json::from_str(name.strip_suffix(']')?).ok()?;
        Some((list, name))
    });
    match (tail, named) {
        ("workingHours", _) => Message::new("impact-by-working-hours"),
        ("weekendHours", _) => Message::new("impact-by-weekend-hours"),
        ("lunchBreak", _) => Message::new("impact-by-lunch-break"),
        (_, Some(("specialEvents", name))) => {
            Message::new("impact-by-event").text("name", harmless(&name))
        }
        (_, Some((_, name))) => Message::new("impact-by-weekly").text("name", harmless(&name)),
        (other, None) => Message::new("impact-by-weekly").text("name", harmless(other)),
    }
}
