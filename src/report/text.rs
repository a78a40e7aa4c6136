//! The report of a plan as text: a sign and a word for each change, values before and after.

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::diagnostics::PLANNING;
use super::view::{
    AccountView, Action, ChangeView, HoursView, LanguageHoursView, Outcome, RefusalView, StepView,
    SumsView, View,
};
use super::{Style, Tone, harmless, impact, review, value};
use crate::words::{Message, Words, duration};

/// A text change is shown in one line as well when at least this share of it stays.
const ALIKE: f32 = 0.5;

/// The whole report; its last lines are the summary, the hours and, for a plan that is ready, the
/// digest.
pub(crate) fn render(view: &View, words: &Words, style: Style) -> String {
    let page = Page { words, style };
    let mut lines = Vec::new();
    for account in &view.accounts {
        lines.extend(page.account(account));
    }
    lines.push(page.summary(view));
    for account in &view.accounts {
        let several = view.accounts.len() > 1;
        let of = if several {
            Some(account.account.as_str())
        } else {
            None
        };
        lines.extend(account.hours.as_ref().map(|hours| page.hours(hours, of)));
        lines.extend(page.digest(account, of));
    }
    lines.push(String::new());
    lines.join("\n")
}

struct Page<'a> {
    words: &'a Words,
    style: Style,
}

impl Page<'_> {
    fn account(&self, account: &AccountView) -> Vec<String> {
        let verdict = match account.verdict {
            Outcome::InSync => "verdict-in-sync",
            Outcome::Ready => "verdict-ready",
            Outcome::Refused => "verdict-refused",
        };
        let name = self.style.paint(Tone::Strong, &harmless(&account.account));
        let mut lines = vec![format!("{name}: {}", self.words.text(verdict))];
        if account.partial {
            let sections = account.sections.join(", ");
            lines.push(
                self.words
                    .say(&Message::new("plan-partial").text("sections", sections)),
            );
        }
        for change in &account.changes {
            lines.extend(self.change(change, account));
        }
        lines.extend(impact::lines(account, self.words, self.style));
        for refusal in &account.refusals {
            lines.extend(self.refusal(refusal));
        }
        for note in &account.diagnostics {
            lines.extend(self.note(note));
        }
        let known = review::known_findings(account, self.words);
        lines.extend(known.map(|known| format!("  * {known}")));
        let assumed = review::assumed(account, self.words).into_iter();
        lines.extend(assumed.map(|assumed| format!("  . {assumed}")));
        for step in account.steps.iter().flatten() {
            lines.extend(self.step(step));
        }
        lines.extend(self.missing_words(account));
        lines.push(String::new());
        lines
    }

    fn change(&self, change: &ChangeView, account: &AccountView) -> Vec<String> {
        let (sign, word, tone) = match change.action {
            Action::Create => ("+", "action-create", Tone::Added),
            Action::Update => ("~", "action-update", Tone::Changed),
            Action::Delete => ("-", "action-delete", Tone::Removed),
            Action::Rename => (">", "action-rename", Tone::Changed),
        };
        let head = format!(
            "{sign} {} {}",
            self.words.text(word),
            harmless(&change.path)
        );
        let place = self.place(change.file.as_deref(), change.line);
        let mut lines = vec![format!("  {}{place}", self.style.paint(tone, &head))];
        let unknown = change.before.is_null() && review::is_unknown_before(account, &change.path);
        let mut side = |id, value: &Value| {
            let value = if unknown && id == "side-old" {
                self.words.text("review-unknown-before")
            } else {
                value::in_words(value, self.words)
            };
            lines.push(format!("      {} {value}", self.words.text(id)));
        };
        match change.action {
            Action::Create => side("side-new", &change.after),
            Action::Delete => side("side-old", &change.before),
            Action::Update | Action::Rename => {
                let names = name(&change.before).zip(name(&change.after));
                let names = names.filter(|(old, new)| old != new);
                if let Some((old, new)) = names {
                    side("side-old-name", &Value::from(old));
                    side("side-new-name", &Value::from(new));
                }
                // Times that stay are no news when the name is.
                if names.is_none() || times(&change.before) != times(&change.after) {
                    side("side-old", &change.before);
                    side("side-new", &change.after);
                }
            }
        }
        if let (Some(old), Some(new)) = (change.before.as_str(), change.after.as_str()) {
            lines.extend(self.inline(&harmless(old), &harmless(new)));
        }
        lines
    }

    /// `Télécom {+Boréal +}inc.`: what goes and what comes, word by word.
    fn inline(&self, old: &str, new: &str) -> Option<String> {
        let diff = TextDiff::from_unicode_words(old, new);
        if old.is_empty() || diff.ratio() < ALIKE {
            return None;
        }
        // Neighbouring words with the same fate are one piece.
        let mut pieces: Vec<(ChangeTag, String)> = Vec::new();
        for change in diff.iter_all_changes() {
            match pieces.last_mut() {
                Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
                Some(_) | None => pieces.push((change.tag(), change.value().to_owned())),
            }
        }
        let mark = |(tag, text): (ChangeTag, String)| match tag {
            ChangeTag::Equal => text,
            ChangeTag::Delete => self.style.paint(Tone::Removed, &format!("[-{text}-]")),
            ChangeTag::Insert => self.style.paint(Tone::Added, &format!("{{+{text}+}}")),
        };
        let pieces: String = pieces.into_iter().map(mark).collect();
        Some(format!("      {} {pieces}", self.words.text("side-change")))
    }

    fn refusal(&self, refusal: &RefusalView) -> Vec<String> {
        let head = format!("! {} {}", self.words.text("action-refused"), refusal.code);
        let place = self.place(refusal.file.as_deref(), refusal.line);
        let said = |id, text: &str| format!("      {} {}", self.words.text(id), harmless(text));
        let rule = refusal.rule.as_ref();
        let lines = [
            Some(format!(
                "  {}{place}",
                self.style.paint(Tone::Refused, &head)
            )),
            Some(format!("      {}", harmless(&refusal.message))),
            rule.map(|rule| said("rule", &format!("«\u{a0}{rule}\u{a0}»"))),
            Some(said("help", &refusal.help)),
        ];
        lines.into_iter().flatten().collect()
    }

    /// What planning found and nothing refuses. Findings of the file itself are told elsewhere.
    fn note(&self, row: &Value) -> Vec<String> {
        if row["stage"] != PLANNING || is_told_as_hours(row) {
            return Vec::new();
        }
        let text = |member: &str| row[member].as_str().map(harmless);
        let severity = match row["severity"].as_str() {
            Some("warning") => "severity-warning",
            _ => "severity-info",
        };
        let code = text("code").unwrap_or_default();
        let head = format!("* {} {code}", self.words.text(severity));
        let line = row["line"].as_u64().and_then(|line| line.try_into().ok());
        let place = self.place(row["file"].as_str(), line);
        let mut lines = vec![format!(
            "  {}{place}",
            self.style.paint(Tone::Changed, &head)
        )];
        lines.extend(text("message").map(|message| format!("      {message}")));
        // What customers will see asks for nothing.
        if row["number"] != "L21" {
            lines.extend(text("note").map(|note| format!("      {note}")));
            let help = text("help");
            lines.extend(help.map(|help| format!("      {} {help}", self.words.text("help"))));
        }
        lines
    }

    fn step(&self, step: &StepView) -> Option<String> {
        let id = match step.outcome.as_str() {
            "done" => return None,
            "failed" => "step-failed",
            "unknown" => "step-unknown",
            _ => "step-not-tried",
        };
        let line = format!("  ! {} {}", self.words.text(id), harmless(&step.path));
        Some(self.style.paint(Tone::Refused, &line))
    }

    /// The exact flags that consent, ready to be copied.
    fn missing_words(&self, account: &AccountView) -> Option<String> {
        let missing = account.needs.difference(&account.granted);
        let flags: Vec<_> = missing.map(|word| format!("--allow {word}")).collect();
        let ready = account.verdict == Outcome::Ready && !flags.is_empty();
        ready.then(|| {
            let message = Message::new("words-missing").text("flags", flags.join(" "));
            format!(
                "  {}",
                self.style.paint(Tone::Refused, &self.words.say(&message))
            )
        })
    }

    fn place(&self, file: Option<&str>, line: Option<usize>) -> String {
        let place = match (file, line) {
            (Some(file), Some(line)) => format!("  {}:{line}", harmless(file)),
            (Some(file), None) => format!("  {}", harmless(file)),
            (None, _) => String::new(),
        };
        self.style.paint(Tone::Faint, &place)
    }

    fn summary(&self, view: &View) -> String {
        let summary = &view.summary;
        let refused = match summary.refused {
            0 => String::new(),
            count => format!(
                " {}",
                self.words
                    .say(&Message::new("summary-refused").number("count", count))
            ),
        };
        let message = Message::new("summary")
            .text("create", summary.create)
            .text("update", summary.update)
            .text("delete", summary.delete)
            .text("rename", summary.rename);
        format!("{}{refused}", self.words.say(&message))
    }

    fn hours(&self, hours: &HoursView, account: Option<&str>) -> String {
        let head = self.words.text("hours");
        let told = both_languages(&hours.fr, &hours.en, self.words);
        format!("{head}{} {told}.", of(account))
    }

    fn digest(&self, account: &AccountView, of_account: Option<&str>) -> Option<String> {
        let digest = account.digest.as_ref()?;
        Some(format!("Digest{}: {digest}", of(of_account)))
    }
}

/// Minutes that customers gain and lose stand above, with their reasons.
pub(super) fn is_told_as_hours(row: &Value) -> bool {
    row["number"] == "L21" && !row["languages"].as_array().is_none_or(Vec::is_empty)
}

/// `fr +2 h 30 a week; en unchanged`.
pub(super) fn both_languages(
    fr: &LanguageHoursView,
    en: &LanguageHoursView,
    words: &Words,
) -> String {
    let [fr, en] = [fr, en].map(|hours| language_hours(hours, words));
    format!("fr {fr}{}en {en}", words.text("list-separator"))
}

/// `+2 h 30 / −1 h 00 a week, events −5 h 00`.
fn language_hours(hours: &LanguageHoursView, words: &Words) -> String {
    let week = sums(&hours.weekly).map(|sums| Message::new("hours-a-week").text("hours", sums));
    let events = sums(&hours.events).map(|sums| Message::new("hours-events").text("hours", sums));
    let parts: Vec<_> = week
        .iter()
        .chain(&events)
        .map(|part| words.say(part))
        .collect();
    if parts.is_empty() {
        return words.text("hours-unchanged");
    }
    parts.join(", ")
}

fn of(account: Option<&str>) -> String {
    account
        .map(|account| format!(" {account}"))
        .unwrap_or_default()
}

/// What a named schedule says beside its name.
pub(super) fn times(value: &Value) -> Value {
    let mut times = value.clone();
    if let Value::Object(members) = &mut times {
        members.remove("name");
    }
    times
}

pub(super) fn name(value: &Value) -> Option<&str> {
    value.get("name").and_then(Value::as_str)
}

/// `+2 h 30 / −1 h 00`; `None` when nothing is gained and nothing lost.
pub(super) fn sums(sums: &SumsView) -> Option<String> {
    let gained = (sums.gained_minutes > 0).then(|| format!("+{}", duration(sums.gained_minutes)));
    let lost = (sums.lost_minutes > 0).then(|| format!("−{}", duration(sums.lost_minutes)));
    let parts: Vec<_> = gained.into_iter().chain(lost).collect();
    (!parts.is_empty()).then(|| parts.join(" / "))
}
