//! What is wrong, where, and what to do next.

use crate::model::FieldPath;
use crate::words::Message;

/// How much a finding weighs.
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

/// Findings that a report lists at most; nothing looks for more.
pub(crate) const MOST: usize = 10_000;

/// Stable kebab-case name of a finding.
pub(crate) type Code = &'static str;

/// A holiday is near and no event speaks of it.
pub(crate) const HOLIDAY_WITHOUT_EVENT: Code = "holiday-without-event";

/// Findings that come with the date: an untouched file must not turn red overnight.
const OF_TODAY: [Code; 1] = [HOLIDAY_WITHOUT_EVENT];

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

    /// Whether the finding depends on today's date, so that `--strict` leaves it a warning.
    pub(crate) fn is_of_today(&self) -> bool {
        OF_TODAY.contains(&self.code)
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
        }
    }
}

/// In the order of the file; findings of one place keep the order of their codes.
pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.span.start, a.code).cmp(&(b.span.start, b.code)));
}
