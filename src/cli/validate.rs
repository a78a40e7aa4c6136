//! `consigne validate`: read, check, tell.

use super::args::{Format, Paths, Validate};
use super::environment::Environment;
use super::{Exit, Failure, files, policy};
use crate::policy::DENIED;
use crate::report::diagnostics::files as views;
use crate::report::snippet::render;
use crate::words::{Message, Words};

pub(super) fn run(args: &Validate, environment: &Environment) -> Result<Exit, Failure> {
    let Paths { paths, limits } = &args.paths;
    let mut files = files::checked(paths, limits, args.expected.holidays, environment)?;
    for file in &mut files {
        file.narrow(&args.strictness);
        policy::deny(&mut file.findings, &file.silenced, environment);
    }
    let findings = files.iter().flat_map(|file| &file.findings);
    let exit = findings.map(|finding| match args.strictness.fails(finding) {
        true if finding.code == DENIED => Exit::Refused,
        true => Exit::Failed,
        false => Exit::Done,
    });
    let exit = exit.fold(Exit::Done, Exit::worst);
    let sources = files.iter().map(|file| (&file.source, &file.findings[..]));
    let told = |words: &Words| views(sources.clone(), words);
    args.output.tell_findings(told, environment)?;
    if args.output.format == Format::Text {
        for (source, findings) in sources.clone() {
            let (words, style) = (&environment.words, environment.style);
            environment.result(&render(findings, source, words, style));
        }
        if exit == Exit::Done {
            let message = Message::new("all-valid").number("count", files.len());
            environment.result(&format!("{}\n", environment.words.say(&message)));
        }
    }
    Ok(exit)
}
