//! `consigne validate`: read, check, tell.

use super::args::{Format, Validate};
use super::environment::Environment;
use super::{Exit, Failure, files};
use crate::diagnostic::Severity;
use crate::report::diagnostics::{files as views, render};
use crate::words::{Message, Words};

pub(super) fn run(args: &Validate, environment: &Environment) -> Result<Exit, Failure> {
    let mut files = files::checked(&args.paths.paths, &args.paths.limits, environment)?;
    for file in &mut files {
        file.look_ahead(args.expected.holidays, environment.now);
    }
    let findings = files.iter().flat_map(|file| &file.findings);
    let failed = findings.clone().any(|finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => args.strict && !finding.is_of_today(),
        Severity::Info => false,
    });
    let sources = files.iter().map(|file| (&file.source, &file.findings[..]));
    let told = |words: &Words| views(sources.clone(), words);
    args.output.tell_findings(told, environment)?;
    if args.output.format == Format::Text {
        for (source, findings) in sources.clone() {
            let (words, style) = (&environment.words, environment.style);
            environment.result(&render(findings, source, words, style));
        }
        if !failed {
            let message = Message::new("all-valid").number("count", files.len());
            environment.result(&format!("{}\n", environment.words.say(&message)));
        }
    }
    Ok(if failed { Exit::Failed } else { Exit::Done })
}
