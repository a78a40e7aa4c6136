//! A finding about a file: its code, its weight, its place, its message and its help.

use chrono::NaiveDateTime;

use super::code::{Code, known};
use crate::model::{FieldPath, Language};
use crate::words::Message;

/// The weight of a finding, heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
}

/// Whether a finding weighs what its code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weighed {
    AsFound,
    /// It is an error because an option of the run asked for that, and its message names the option.
    /// It refuses a plan, but the file can be read as well as before.
    Raised,
}

/// A place in a file: the bytes `[start, end)` of its decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A second place in the same file that explains the finding, such as the first of two equal names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) message: Message,
}

/// Whether reports may show the line that a finding points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Whole,
    /// The line may hold a secret, such as a password that does not belong there.
    Hidden,
}

/// An instant at which the problem of a finding becomes visible to customers, by the wall clock of
/// the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) civil: NaiveDateTime,
    /// Offset of the wall clock from UTC in seconds; `None` when the zone is unknown.
    pub(crate) offset: Option<i32>,
}

/// Maximum number of findings of a file. Checks stop when they have found as many.
pub(crate) const MOST: usize = 10_000;

/// One finding about a file. The message says what is wrong, at `span`; the help says what to do,
/// as an instruction. The path names the setting, so that findings about the same setting can be
/// grouped, silenced and compared between two versions of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) weighed: Weighed,
    pub(crate) span: Span,
    pub(crate) path: FieldPath,
    pub(crate) message: Message,
    pub(crate) help: Option<Message>,
    pub(crate) labels: Vec<Label>,
    pub(crate) line: Shown,
    /// Languages of the hours that it is about; empty for findings about other settings.
    pub(crate) languages: Vec<Language>,
    pub(crate) example: Option<Example>,
}

impl Diagnostic {
    /// A finding that refuses the file. By convention its message has the id `code` and its help
    /// the id `code-help`.
    pub(crate) fn error(code: Code, span: Span, message: Message) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    pub(crate) fn warning(code: Code, span: Span, message: Message) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    pub(crate) fn info(code: Code, span: Span, message: Message) -> Self {
        Self::new(code, Severity::Info, span, message)
    }

    pub(crate) fn at(mut self, path: FieldPath) -> Self {
        self.path = path;
        self
    }

    pub(crate) fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    pub(crate) fn label(mut self, span: Span, message: Message) -> Self {
        self.labels.push(Label { span, message });
        self
    }

    /// Adds a language whose hours the finding is about.
    pub(crate) fn of(mut self, language: Language) -> Self {
        self.languages.push(language);
        self
    }

    pub(crate) fn shows(mut self, example: Example) -> Self {
        self.example = Some(example);
        self
    }

    /// The finding as an error, for a reason that its message names from now on.
    pub(crate) fn raise(&mut self, option: &str) {
        self.severity = Severity::Error;
        self.weighed = Weighed::Raised;
        let found = self.message.clone();
        self.message = Message::new("finding-raised")
            .message("message", found)
            .text("option", option);
    }

    pub(crate) fn hidden(mut self) -> Self {
        self.line = Shown::Hidden;
        self
    }

    fn new(code: Code, severity: Severity, span: Span, message: Message) -> Self {
        // Options, comments and `explain` know the codes of the table only. The tests make every
        // kind of finding, so that a code without a row cannot ship.
        debug_assert!(known(code).is_some(), "{code} is not in the table of codes");
        Self {
            code,
            severity,
            weighed: Weighed::AsFound,
            span,
            path: FieldPath::root(),
            message,
            help: None,
            labels: Vec::new(),
            line: Shown::Whole,
            languages: Vec::new(),
            example: None,
        }
    }
}

/// Sorts findings by position in the file, and by code at the same position. Reports, snapshots and
/// saved plans rely on this order.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.span.start, a.code).cmp(&(b.span.start, b.code)));
}
