//! `consigne drift --adopt`: the portal's values, written back into the files.

use std::path::Path;
use std::pin::pin;

use futures_util::StreamExt as _;

use super::args::DriftArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, unreadable};
use super::files::{SortedFiles, narrowed};
use super::portal::Portals;
use super::progress::{AccountProgress, Phase};
use super::save::{Privacy, save};
use crate::document::parse;
use crate::lint::Occasion;
use crate::plan::Verdict;
use crate::plan::file::sha256;
use crate::reconcile::{Proposal, ProposalRun, Ready, Rules, RunPace, adopt_file, propose_all};
use crate::report::file_diff::unified;
use crate::source::{SourceText, open};
use crate::words::Message;

/// What begins a file of some editors and is no part of its text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Shows what each file would say if it said what the portal holds and, if asked to, writes that. An account
/// that differs in a guard, or whose file cannot say it, is left alone.
pub(super) async fn adopt(
    args: &DriftArgs,
    rules: &Rules,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let plan = &args.plan;
    let occasion = Occasion {
        now: environment.now,
        calendar: plan.expected.holidays,
    };
    let (chosen, findings) = (&plan.selection, &rules.findings);
    let files = narrowed(
        &plan.paths,
        &plan.limits,
        chosen,
        findings,
        occasion,
        environment,
    )?;
    let files = SortedFiles::of(files, findings, environment);
    let mut exit = files.exit(environment);
    if files.ready.is_empty() {
        return Ok(exit);
    }
    let portals = Portals::open(&plan.portal.for_reading(), environment).await?;
    let progress = AccountProgress::of(Phase::Planning, files.ready.len(), environment);
    let run = ProposalRun {
        rules,
        now: environment.now,
        pace: RunPace {
            at_once: plan.pace.at_once(),
            progress: &progress,
        },
    };
    let mut proposals = pin!(propose_all(&files.ready, &portals, run));
    while let Some((ready, proposal)) = proposals.next().await {
        let done = match proposal {
            Ok(proposal) => one(args, ready, &proposal, environment),
            Err(error) => {
                let ends_the_run = error.ends_the_run();
                let failure: Failure = error.into();
                let failed = failure.report_of(ready.account().as_str(), environment);
                if ends_the_run {
                    return Ok(exit.worst(failed));
                }
                Ok(failed)
            }
        };
        let done =
            done.unwrap_or_else(|failure| failure.report_of(ready.account().as_str(), environment));
        exit = exit.worst(done);
    }
    Ok(exit)
}

fn one(
    args: &DriftArgs,
    ready: &Ready,
    proposal: &Proposal,
    environment: &Environment,
) -> Result<Exit, Failure> {
    if let Verdict::Refused { refusals, .. } = &proposal.verdict
        && let Some(first) = refusals
            .iter()
            .find(|refusal| refusal.code == "immutable-field")
    {
        return Err(Failure::new(Exit::Refused, first.message.clone()).help(first.help.clone()));
    }
    if proposal.verdict.preview().changes.is_empty() {
        return Ok(Exit::Done);
    }
    let name = &ready.source.name;
    if !ready.has_file() {
        let message = Message::new("adopt-no-file").text("path", name);
        return Err(Failure::new(Exit::Failed, message));
    }
    let path = Path::new(name);
    let bytes = open(path)?;
    // Somebody may be writing it at this moment.
    if sha256(&bytes) != ready.sha256 {
        let message = Message::new("adopt-changed").text("path", name);
        return Err(Failure::new(Exit::Stale, message));
    }
    let (mark, text) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => (BYTE_ORDER_MARK, text),
        None => (&[][..], &bytes[..]),
    };
    let text = String::from_utf8_lossy(text);
    let adopted = adopt_file(&text, proposal, environment.now);
    if !adopted.left.is_empty() {
        let paths: Vec<_> = adopted.left.iter().map(ToString::to_string).collect();
        let message = Message::new("adopt-unwritable").text("paths", paths.join(", "));
        return Err(Failure::new(Exit::Failed, message));
    }
    let [old, new] = [&*text, &adopted.text].map(|text| shown(name, text));
    environment.result(&unified(name, &old, &new));
    for note in &adopted.notes {
        let said = Message::new("adopt-note").text("path", name);
        environment.say(&said.message("note", note.message()));
    }
    if !args.write {
        return Ok(Exit::Pending);
    }
    let new = [mark, adopted.text.as_bytes()].concat();
    save(path, &new, Privacy::Public).map_err(|error| unreadable(path, &error))?;
    environment.say(&Message::new("adopt-written").text("path", name));
    Ok(Exit::Done)
}

/// A text without its confidential values.
fn shown(name: &str, text: &str) -> String {
    let parsed = parse(text.as_bytes());
    SourceText::new(name.to_owned(), &parsed.text, parsed.confidential).text
}
