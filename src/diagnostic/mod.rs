//! What is wrong, where, and what to do next. Words are chosen when a diagnostic is rendered.

/// A message of the catalogue with its arguments; no sentence is stored outside the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Message {
    pub(crate) id: &'static str,
    pub(crate) args: Vec<(&'static str, String)>,
}

impl Message {
    pub(crate) fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    pub(crate) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// How much a finding weighs: an error refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
}

impl Severity {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Bytes `[start, end)` of a file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A second place that belongs to a finding, with what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) message: Message,
}

/// One finding about one file. The order of the fields is the order of findings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Diagnostic {
    pub(crate) span: Span,
    pub(crate) severity: Severity,
    /// Stable kebab-case code.
    pub(crate) code: &'static str,
    /// Path of the setting, `""` for the whole file.
    pub(crate) path: String,
    pub(crate) message: Message,
    /// An instruction: what to do about it.
    pub(crate) help: Option<Message>,
    pub(crate) labels: Vec<Label>,
}

impl Diagnostic {
    pub(crate) fn error(code: &'static str, span: Span, message: Message) -> Self {
        Self {
            span,
            severity: Severity::Error,
            code,
            path: String::new(),
            message,
            help: None,
            labels: Vec::new(),
        }
    }

    pub(crate) fn warning(code: &'static str, span: Span, message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    pub(crate) fn at(mut self, path: impl ToString) -> Self {
        self.path = path.to_string();
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
}
