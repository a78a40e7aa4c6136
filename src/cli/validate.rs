//! `consigne validate`: read, check, report.

use super::args::{OutputFormat, Paths, Validate};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::judged;
use crate::lint::Occasion;
use crate::policy::DENIED;
use crate::reconcile::{Checked, Rules};
use crate::report::diagnostics::files as views;
use crate::report::snippet::render;
use crate::words::{Message, Words};

/// Checks the files against their rules and against the policy. A finding that a policy denies exits
/// with 3, as a refused plan does, because correcting the file is not enough: the policy has to allow it.
pub(super) fn run(args: &Validate, environment: &Environment) -> Result<Exit, Failure> {
    let Paths { paths, limits } = &args.paths;
    let occasion = Occasion {
        now: environment.now,
        calendar: args.expected.holidays,
    };
    let rules = Rules {
        findings: args.strictness.rules(),
        policy: environment.policy.clone(),
        ..Rules::default()
    };
    let mut files = judged(paths, limits, &args.selection, occasion, environment)?;
    for file in &mut files {
        file.narrow(&rules.findings);
        rules.deny(&mut file.findings, &file.silenced);
    }
    let fails = |file: &Checked| exit_of(file, &rules) != Exit::Done;
    if args.stopping.fail_fast
        && let Some(first) = files.iter().position(fails)
    {
        files.truncate(first + 1);
    }
    let exits = files.iter().map(|file| exit_of(file, &rules));
    let exit = exits.fold(Exit::Done, Exit::worst);
    let reported: Vec<_> = files.iter().map(Checked::judged).collect();
    args.output
        .write_findings(|words: &Words| views(&reported, words), environment)?;
    if args.output.format == OutputFormat::Text {
        let (words, style) = (&environment.words, environment.style);
        environment.report(&render(&reported, words, style));
        if exit == Exit::Done {
            let message = Message::new("all-valid").number("count", files.len());
            environment.report(&format!("{}\n", environment.words.say(&message)));
        }
    }
    Ok(exit)
}

fn exit_of(file: &Checked, rules: &Rules) -> Exit {
    let exits = file
        .findings
        .iter()
        .map(|finding| match rules.findings.fails(finding) {
            true if finding.code == DENIED => Exit::Refused,
            true => Exit::Failed,
            false => Exit::Done,
        });
    exits.fold(Exit::Done, Exit::worst)
}
