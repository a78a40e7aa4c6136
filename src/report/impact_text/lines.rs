//! The lines about hours below the changes of an account.
//!
//! ```text
//!   hours from 24 November to 1 January 2027 (America/Halifax):              head
//!     the time zone goes from America/Regina to America/Halifax: …           sentences
//!     fr: +2 h 30 / −1 h 00 a week, +12 h 00 / −12 h 00 in these 39 days     totals
//!     en: unchanged
//!     +12 h 00 fr: opened by the weekly schedule « Jeudi soir »  boreal.yaml:30   group
//!         every Thursday 18:00–21:00, from 26 November                            period
//! ```
//!
//! The periods come in the order that `report::impact` gives them. Here runs of periods with one
//! head are found by comparing neighbours, and the list is cut after [`LINES`] lines: whole groups
//! first, and of the last group as many periods as still fit, so that the number of what is left
//! out is exact.

use super::super::hours_view::{HoursView, LanguageHoursView, SumsView};
use super::super::impact::{
    DaysView, EffectView, ImpactView, PeriodView, ShiftView, SwitchView, ZoneView,
};
use super::super::schedule_view::{BecauseView, ScheduleView};
use super::super::sums::gained_and_lost;
use super::super::view::{AccountView, ChangeAction};
use super::super::{Style, Tone, harmless};
use super::phrase::Phrase;
use crate::reconcile::phrase::and;
use crate::words::{Message, Words, duration};

/// Lines about periods that an account has at most; of more their number is given.
const LINES: usize = 20;

/// Windows that the head names.
const WINDOWS: usize = 3;

/// The lines about hours, below the changes of an account. None when no customer can notice.
pub(crate) fn lines(account: &AccountView, words: &Words, style: Style) -> Vec<String> {
    limited(account, words, style, LINES)
}

/// The same without a limit, for a page and for a comment, which has a budget of its own.
pub(crate) fn all_lines(account: &AccountView, words: &Words) -> Vec<String> {
    limited(account, words, Style::Plain, usize::MAX)
}

fn limited(account: &AccountView, words: &Words, style: Style, most: usize) -> Vec<String> {
    let Some(hours) = &account.hours else {
        return Vec::new();
    };
    let impact = &hours.impact;
    // Dates are written as seen from the first day that the report looks at.
    let first = impact.days.first().map(|days| days.first.0);
    let text = ImpactText {
        phrase: Phrase::around(first, words),
        words,
        style,
        most,
    };
    // Sentences stand even where no minute changes: chat that stays off is the reason for that.
    let mut lines = text.sentences(impact);
    if differs(&hours.fr) || differs(&hours.en) {
        lines.extend(text.totals(hours));
        lines.extend(text.periods(&impact.periods));
    } else if lines.is_empty() && edits_hours(account) {
        // The file changes hours and customers do not notice: that is worth a line, because it is
        // most often a mistake.
        lines.push(format!("    {}", words.text("impact-nothing")));
    }
    // The head comes last, because a head without lines says nothing.
    if !lines.is_empty() {
        lines.insert(0, text.head(impact));
    }
    lines
}

fn differs(hours: &LanguageHoursView) -> bool {
    let weekly = &hours.weekly;
    weekly.gained_minutes + weekly.lost_minutes > 0 || hours.gained_minutes + hours.lost_minutes > 0
}

/// Whether the plan touches hours. A new name alone is not meant to change any.
fn edits_hours(account: &AccountView) -> bool {
    let mut changes = account.changes.iter();
    changes.any(|change| match change.action {
        ChangeAction::Create | ChangeAction::Update | ChangeAction::Delete => {
            change.path.starts_with("chat.hours.")
        }
        ChangeAction::Rename => false,
    })
}

/// How the lines of one account are written.
struct ImpactText<'a> {
    phrase: Phrase<'a>,
    words: &'a Words,
    style: Style,
    /// Lines about periods.
    most: usize,
}

impl ImpactText<'_> {
    /// Which days were compared, on whose clock.
    fn head(&self, impact: &ImpactView) -> String {
        // A plan with many events has a window for each; a few of them show where to look.
        let days = impact.days.iter().take(WINDOWS);
        let mut days: Vec<_> = days.map(|days| self.phrase.stretch(days)).collect();
        let more = impact.days.len().saturating_sub(WINDOWS);
        if more > 0 {
            days.push(Message::new("impact-more-windows").number("count", more));
        }
        let message = Message::new("impact-head")
            .message("days", and(days))
            .text("zone", harmless(&impact.time_zone));
        format!("  {}", self.words.say(&message))
    }

    /// What a sentence says better than a list of hours: chat is switched, or the clock moves.
    fn sentences(&self, impact: &ImpactView) -> Vec<String> {
        let switch = impact.switch.map(|switch| {
            self.words.text(match switch {
                SwitchView::On => "impact-on",
                SwitchView::Off => "impact-off",
                SwitchView::StaysOff => "impact-stays-off",
            })
        });
        // A switched chat has no shifts, so at most one of the two is there.
        let zone = impact.zone.as_ref().map(|zone| self.zone(zone));
        let sentences = switch.into_iter().chain(zone);
        sentences
            .map(|sentence| format!("    {sentence}"))
            .collect()
    }

    fn zone(&self, zone: &ZoneView) -> String {
        let shifts = zone.shifts.iter().enumerate().map(|(at, shift)| {
            let moved = shift_message(shift);
            // The first shift holds from the first day of the report, which the head names.
            if at == 0 {
                return self.words.say(&moved);
            }
            let message = Message::new("impact-shift-from")
                .message("first", self.phrase.date(shift.first.0))
                .message("shift", moved);
            self.words.say(&message)
        });
        let message = Message::new("impact-zone")
            .text("before", harmless(&zone.before))
            .text("after", harmless(&zone.after))
            .text("shifts", shifts.collect::<Vec<_>>().join(", "));
        self.words.say(&message)
    }

    /// What each language gains and loses a week and over the windows; both in one line when they
    /// are equal.
    fn totals(&self, hours: &HoursView) -> Vec<String> {
        // Windows may be apart: a review looks at four weeks and at the days of each changed event.
        let days = hours.impact.days.iter().map(DaysView::count).sum();
        let [fr, en] = [&hours.fr, &hours.en].map(|hours| self.total(hours, days));
        // Compared as text: whatever differs in the numbers shows in it.
        let lines = if fr == en {
            vec![("fr, en", fr)]
        } else {
            vec![("fr", fr), ("en", en)]
        };
        let lines = lines.into_iter().map(|(languages, total)| {
            let message = Message::new("impact-total").text("languages", languages);
            format!("    {}", self.words.say(&message.text("total", total)))
        });
        lines.collect()
    }

    /// `+2 h 30 / −1 h 00 a week, events −5 h 00, +12 h 00 in these 39 days`: the sums of the last
    /// line of a report, then that of the days that were compared.
    fn total(&self, hours: &LanguageHoursView, days: usize) -> String {
        let mut parts = Vec::new();
        if let Some(sums) = gained_and_lost(&hours.weekly) {
            parts.push(Message::new("hours-a-week").text("hours", sums));
        }
        if let Some(sums) = gained_and_lost(&hours.events) {
            parts.push(Message::new("hours-events").text("hours", sums));
        }
        let total = SumsView {
            gained_minutes: hours.gained_minutes,
            lost_minutes: hours.lost_minutes,
        };
        if let Some(sums) = gained_and_lost(&total) {
            let message = Message::new("impact-in-days").text("hours", sums);
            parts.push(message.number("count", days));
        }
        if parts.is_empty() {
            return self.words.text("hours-unchanged");
        }
        let parts: Vec<_> = parts.iter().map(|part| self.words.say(part)).collect();
        parts.join(", ")
    }

    /// A head for each run of periods with one cause and one effect, and the periods below it.
    fn periods(&self, periods: &[PeriodView]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut shown = 0;
        for group in periods.chunk_by(|a, b| a.group_key() == b.group_key()) {
            // A head takes a line, and a head without a period says nothing.
            let room = self.most.saturating_sub(lines.len() + 1);
            if room == 0 {
                break;
            }
            lines.extend(self.group(group, room));
            // The head took one line of its own, and the group as many more as it has periods.
            shown += group.len().min(room);
        }
        if shown < periods.len() {
            let message = Message::new("impact-more").number("count", periods.len() - shown);
            lines.push(format!("    {}", self.words.say(&message)));
        }
        lines
    }

    /// A head and as many periods as there is room for. The minutes in the head are those of the
    /// whole group, so that the total of a report does not depend on its length.
    fn group(&self, group: &[PeriodView], room: usize) -> Vec<String> {
        let Some(one) = group.first() else {
            return Vec::new();
        };
        // All periods of the group count, also those that the list is too short for.
        let minutes = group.iter().map(|period| period.minutes).sum();
        let (sign, tone) = match one.effect {
            EffectView::Opens | EffectView::NoLongerCloses => ('+', Tone::Added),
            EffectView::Closes | EffectView::NoLongerOpens => ('−', Tone::Removed),
        };
        let head = Message::new("impact-period")
            .text("hours", format!("{sign}{}", duration(minutes)))
            .text("languages", one.languages.join(", "))
            .message("effect", effect_message(one.effect, &one.cause));
        let head = self.style.paint(tone, &self.words.say(&head));
        let mut lines = vec![format!("    {head}{}", self.place(&one.cause))];
        let when = group.iter().take(room);
        lines.extend(when.map(|period| format!("        {}", self.phrase.when(&period.when))));
        lines
    }

    fn place(&self, cause: &BecauseView) -> String {
        // A schedule without a line was never in this file: it came from the portal.
        let place = match (&cause.file, cause.line) {
            (Some(file), Some(line)) => format!("  {}:{line}", harmless(file)),
            (Some(_) | None, _) => format!("  ({})", self.words.text("impact-not-in-file")),
        };
        self.style.paint(Tone::Faint, &place)
    }
}

/// `opened by the weekly schedule « Jeudi soir »`.
fn effect_message(effect: EffectView, cause: &BecauseView) -> Message {
    let id = match effect {
        EffectView::Opens => "impact-opens",
        EffectView::Closes => "impact-closes",
        EffectView::NoLongerOpens => "impact-no-longer-opens",
        EffectView::NoLongerCloses => "impact-no-longer-closes",
    };
    // A view that was made by hand may lack the schedule; its sentence then has an empty name.
    let nameless = ScheduleView::Named(crate::model::Kind::Weekly, String::new());
    let schedule = cause.schedule.as_ref().unwrap_or(&nameless);
    Message::new(id).message("schedule", schedule.phrase())
}

/// `2 h 00 earlier`.
fn shift_message(shift: &ShiftView) -> Message {
    let id = match shift.minutes_earlier.signum() {
        1 => "impact-earlier",
        -1 => "impact-later",
        _ => return Message::new("impact-same-clock"),
    };
    Message::new(id).text("by", duration(shift.minutes_earlier.unsigned_abs()))
}
