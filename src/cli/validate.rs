//! `consigne validate`: read, parse, lower, tell.

use super::args::{Format, Validate};
use super::environment::Environment;
use super::source::{self, Source};
use super::{Exit, Failure};
use crate::desired::{Desired, lower};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::parse;
use crate::report::diagnostics::{self, Source as Shown};
use crate::report::view::FORMAT_VERSION;

pub(super) fn run(args: &Validate, environment: &Environment) -> Result<Exit, Failure> {
    let sources = read(&args.paths.paths, environment)?;
    let mut rows = Vec::new();
    let mut failed = false;
    for source in &sources {
        let (text, _, findings) = check(source);
        failed |= findings.iter().any(|finding| match finding.severity {
            Severity::Error => true,
            Severity::Warning => args.strict,
            Severity::Info => false,
        });
        let shown = Shown {
            name: &source.name,
            text: &text,
        };
        match args.output.format {
            Format::Json => rows.extend(diagnostics::rows(&findings, &shown, &environment.words)),
            Format::Text => environment.result(&diagnostics::render(
                &findings,
                &shown,
                &environment.words,
                environment.style,
            )),
        }
    }
    if args.output.format == Format::Json {
        let report = serde_json::json!({ "formatVersion": FORMAT_VERSION, "diagnostics": rows });
        environment.result(&format!("{report:#}\n"));
    } else if !failed {
        environment.result(&format!("{}\n", environment.words.text("all-valid")));
    }
    Ok(if failed { Exit::Failed } else { Exit::Done })
}

/// Reads every path, telling all but the last problem here.
pub(super) fn read(
    paths: &[std::path::PathBuf],
    environment: &Environment,
) -> Result<Vec<Source>, Failure> {
    source::read(paths).map_err(|mut failures| {
        let last = failures.pop();
        for failure in &failures {
            failure.tell(environment);
        }
        last.unwrap_or_else(|| {
            Failure::new(
                Exit::Failed,
                crate::words::Message::new("no-yaml").text("path", ""),
            )
        })
    })
}

/// The text, what it asks for unless a finding refuses it, and every finding.
pub(super) fn check(source: &Source) -> (String, Option<Desired>, Vec<Diagnostic>) {
    let parsed = parse(&source.bytes);
    let text = parsed.text.into_owned();
    match parsed.document {
        Err(findings) => (text, None, findings),
        Ok(document) => {
            let lowered = lower(&document);
            (text, lowered.desired, lowered.findings)
        }
    }
}
