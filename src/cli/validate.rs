//! `consigne validate`: read, check, tell.

use super::args::{Format, Paths, Validate};
use super::environment::Environment;
use super::{Exit, Failure, files};
use crate::report::diagnostics::{render, report};
use crate::words::Message;

pub(super) fn run(args: &Validate, environment: &Environment) -> Result<Exit, Failure> {
    let Paths { paths, limits } = &args.paths;
    let mut files = files::checked(paths, limits, args.expected.holidays, environment)?;
    for file in &mut files {
        args.policy.narrow(&mut file.findings);
    }
    let mut findings = files.iter().flat_map(|file| &file.findings);
    let failed = findings.any(|finding| args.policy.fails(finding));
    let sources = files.iter().map(|file| (&file.source, &file.findings[..]));
    args.output
        .beside(|| report(sources.clone(), &environment.words))?;
    match args.output.format {
        Format::Json => environment.result(&report(sources, &environment.words)),
        Format::Text => {
            for (source, findings) in sources {
                let (words, style) = (&environment.words, environment.style);
                environment.result(&render(findings, source, words, style));
            }
            if !failed {
                let message = Message::new("all-valid").number("count", files.len());
                environment.result(&format!("{}\n", environment.words.say(&message)));
            }
        }
    }
    Ok(if failed { Exit::Failed } else { Exit::Done })
}
