//! Findings of a review: those of the new file, apart those that were there before, and what only
//! two versions together can show.

use std::collections::{BTreeMap, BTreeSet};

use super::super::files::Checked;
use super::super::findings::{Notes, asks};
use super::{Beside, Version, place};
use crate::diagnostic::Diagnostic;
use crate::lint::consent;
use crate::model::FieldPath;
use crate::plan::Word;
use crate::report::assumption_view::AssumptionView;
use crate::report::diagnostics::{DiagnosticView, notes, rows};
use crate::review::{Assumed, Reviewed};
use crate::words::{Message, Words};

impl Beside<'_> {
    /// What only both versions show, without what the new one silences.
    pub(super) fn found(&self, reviewed: &Reviewed, needs: &BTreeSet<Word>) -> Notes {
        let (old, new) = (self.pair.old.as_ref(), self.pair.new.as_ref());
        let Some(new) = new else {
            return Notes {
                told: old.map(|old| self.removed(old)).into_iter().collect(),
                aside: Vec::new(),
            };
        };
        let mut told: Vec<_> = self.about_files(old, new).into_iter().collect();
        told.extend(
            reviewed
                .released
                .iter()
                .map(|path| released(path, old, new)),
        );
        told.extend(
            reviewed
                .notes
                .iter()
                .cloned()
                .map(|note| of_versions(note, &new.file)),
        );
        if let Some(desired) = &new.file.desired {
            let asked = needs
                .iter()
                .map(|word| (word.as_str(), asks(*word, &reviewed.changes)));
            told.extend(consent(asked, &desired.places));
        }
        let mut aside = new.file.silences.silence(&mut told);
        aside.extend(self.args.strictness.narrow(&mut told));
        Notes { told, aside }
    }

    pub(super) fn diagnostics(&self, found: &[Diagnostic]) -> Vec<DiagnosticView> {
        let words = self.words;
        let (old, new) = (self.pair.old.as_ref(), self.pair.new.as_ref());
        let old = old.map(|old| &old.file);
        let Some(new) = new.map(|new| &new.file) else {
            return old.map_or(Vec::new(), |old| notes(found, &old.source, words));
        };
        let mut out = notes(found, &new.source, words);
        out.extend(findings(old, new, words));
        out
    }

    /// What became of the file as a whole.
    fn about_files(&self, old: Option<&Version>, new: &Version) -> Option<Diagnostic> {
        let desired = new.file.desired.as_ref()?;
        let (account, path) = (&desired.account, FieldPath::of("account"));
        let span = desired.places.of(&path).unwrap_or_default();
        let name = |version: &Version| version.file.source.name.clone();
        let finding = match old {
            None => {
                let message = Message::new("file-added").text("account", account);
                Diagnostic::info("file-added", span, message).help(Message::new("file-added-help"))
            }
            Some(old) if old.file.desired.is_none() => {
                let message = Message::new("old-file-invalid").text("file", name(old));
                Diagnostic::warning("old-file-invalid", span, message)
                    .help(Message::new("old-file-invalid-help"))
            }
            Some(old) if old.inside != new.inside => {
                let message = Message::new("file-renamed")
                    .text("account", account)
                    .text("before", name(old))
                    .text("after", name(new));
                Diagnostic::info("file-renamed", span, message)
            }
            Some(_) => return None,
        };
        Some(finding.at(path))
    }

    fn removed(&self, old: &Version) -> Diagnostic {
        let path = FieldPath::of("account");
        let desired = old.file.desired.as_ref();
        let span = desired.and_then(|desired| desired.places.of(&path));
        let account = desired.map_or("", |desired| desired.account.as_str());
        let message = Message::new("account-no-longer-managed").text("account", account);
        Diagnostic::warning("no-longer-managed", span.unwrap_or_default(), message)
            .help(Message::new("account-no-longer-managed-help"))
            .at(path)
    }
}

/// A key that is gone deletes nothing: the portal keeps what it has.
fn released(path: &FieldPath, old: Option<&Version>, new: &Version) -> Diagnostic {
    let was = old.and_then(|old| place(old, path));
    let was = was.map_or(String::new(), |was| format!("{}:{}", was.file, was.line));
    let message = Message::new("no-longer-managed")
        .text("path", path)
        .text("was", was);
    let desired = new.file.desired.as_ref();
    let of = |path: &FieldPath| desired.and_then(|desired| desired.places.of(path));
    let span = of(path).or_else(|| of(&FieldPath::of("account")));
    Diagnostic::warning("no-longer-managed", span.unwrap_or_default(), message)
        .help(to_remove(path))
        .at(path.clone())
}

/// What to write instead, where something can be removed at all.
fn to_remove(path: &FieldPath) -> Message {
    let keys = path.keys();
    let last = keys.last().copied().unwrap_or_default();
    let write = match last {
        "can" | "primary" | "pbx" | "provider" => {
            return Message::new("guard-no-longer-asserted-help");
        }
        "delegates" | "weeklySchedules" | "specialEvents" => format!("{last}: []"),
        "workingHours" | "weekendHours" => format!("{last}: {{ days: [] }}"),
        "lunchBreak" => "lunchBreak: { enabled: false }".to_owned(),
        "spid" => "spid: \"\"".to_owned(),
        "enabled" => "enabled: false".to_owned(),
        _ => return Message::new("kept-by-the-portal-help").text("key", last),
    };
    Message::new("no-longer-managed-help").text("write", write)
}

/// Sentences about a portal, said of the old file.
fn of_versions(note: Diagnostic, file: &Checked) -> Diagnostic {
    let span = file
        .desired
        .as_ref()
        .and_then(|desired| desired.places.of(&note.path));
    let id = match note.code {
        "delegate-name-differs" => "review-delegate-name",
        _ => "review-renamed-from-nothing",
    };
    let message = Message {
        id,
        args: note.message.args,
    };
    Diagnostic::info(note.code, span.unwrap_or_default(), message).at(note.path)
}

/// An assumption as a report has it.
pub(super) fn assumption(assumed: &Assumed) -> AssumptionView {
    match assumed {
        Assumed::CivilWeek => AssumptionView::CivilWeek,
        Assumed::SameZone => AssumptionView::SameZone,
        Assumed::On => AssumptionView::SwitchedOn,
        Assumed::Absent(path) => AssumptionView::Absent(path.to_string()),
        Assumed::Kept(path) => AssumptionView::Kept(path.to_string()),
        Assumed::Unknown(path) => AssumptionView::Unknown(path.to_string()),
    }
}

/// Findings of the new file; a member tells those that the old one did not have. What is said
/// decides, and not the line where it is said.
fn findings(old: Option<&Checked>, new: &Checked, words: &Words) -> Vec<DiagnosticView> {
    let identity = |finding: &Diagnostic| {
        let said = words.say(&finding.message);
        (finding.code, finding.path.to_string(), said)
    };
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in old.iter().flat_map(|old| &old.findings) {
        *known.entry(identity(finding)).or_default() += 1;
    }
    let (there, new_ones): (Vec<_>, Vec<_>) = new.findings.iter().cloned().partition(|finding| {
        let left = known.get_mut(&identity(finding)).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    });
    let mut out = notes(&new_ones, &new.source, words);
    out.iter_mut().for_each(|row| row.new = Some(true));
    let mut known = rows(&there, &new.source, words);
    known.iter_mut().for_each(|row| row.new = Some(false));
    out.extend(known);
    out
}
