//! What is wrong, where, and what to do next.

pub(crate) mod code;

use chrono::NaiveDateTime;

use crate::model::{FieldPath, Language};
use crate::words::Message;

/// Severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
}

/// Bytes `[start, end)` of the file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A second place that explains the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) message: Message,
}

/// Whether the line of a finding may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    Whole,
    /// The line may hold a secret.
    Hidden,
}

/// A time at which a finding shows, on the wall clock of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Example {
    pub(crate) civil: NaiveDateTime,
    /// Seconds ahead of UTC; none when the zone is not known.
    pub(crate) offset: Option<i32>,
}

/// Findings that a report lists at most; nothing looks for more.
pub(crate) const MOST: usize = 10_000;

/// Stable kebab-case name of a finding.
pub(crate) type Code = &'static str;

/// One finding. The message says what is wrong, the help what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) span: Span,
    pub(crate) path: FieldPath,
    pub(crate) message: Message,
    pub(crate) help: Option<Message>,
    pub(crate) labels: Vec<Label>,
    pub(crate) line: Shown,
    /// Languages of the hours that it is about.
    pub(crate) languages: Vec<Language>,
    pub(crate) example: Option<Example>,
}

impl Diagnostic {
    /// A finding that refuses the file. Its text is the message `code` of the catalogue, its
    /// help the message `code-help` where [`Diagnostic::help`] adds one.
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

    /// In the hours of a language.
    pub(crate) fn of(mut self, language: Language) -> Self {
        self.languages.push(language);
        self
    }

    pub(crate) fn shows(mut self, example: Example) -> Self {
        self.example = Some(example);
        self
    }

    pub(crate) fn hidden(mut self) -> Self {
        self.line = Shown::Hidden;
        self
    }

    fn new(code: Code, severity: Severity, span: Span, message: Message) -> Self {
        Self {
            code,
            severity,
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

/// In the order of the file; findings of one place keep the order of their codes.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.span.start, a.code).cmp(&(b.span.start, b.code)));
}
