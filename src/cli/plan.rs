//! `consigne plan`, `drift` and `show`.

use super::args::{Format, PlanArgs, Show};
use super::environment::Environment;
use super::pipeline::{Planned, Ready, propose};
use super::portal::{connect, save};
use super::source::unreadable;
use super::{Exit, Failure, validate};
use crate::diagnostic::Severity;
use crate::plan::Verdict;
use crate::plan::file::{Damage, PlanFile, Source, sha256};
use crate::report::diagnostics::{self, Source as Shown};
use crate::report::text;
use crate::report::view::View;
use crate::words::Message;

/// Plans every file and shows the whole. `pending` is what changes mean for the exit code.
pub(super) async fn run(
    args: &PlanArgs,
    pending: Exit,
    environment: &Environment,
) -> Result<Exit, Failure> {
    let pending = if args.detailed_exitcode {
        Exit::Pending
    } else {
        pending
    };
    let mut exit = Exit::Done;
    let mut views = Vec::new();
    let mut plans = Vec::new();
    let mut sources = Vec::new();
    for ready in ready(&args.paths.paths, environment)? {
        let account = ready.desired.account.as_str();
        let connection = connect(&args.portal, account, Some(&ready.desired), environment).await?;
        let planned = propose(
            &ready,
            &connection.http,
            &connection.origin,
            &args.scope,
            environment,
        )
        .await?;
        exit = exit.worst(match &planned.verdict {
            Verdict::InSync(_) => Exit::Done,
            Verdict::Ready { .. } => pending,
            Verdict::Refused { .. } => Exit::Refused,
        });
        sources.push(Source {
            path: ready.source.name.clone(),
            sha256: sha256(&ready.source.bytes),
        });
        let Planned { verdict, view, .. } = planned;
        if let Verdict::Ready { plan, .. } = verdict {
            plans.push(*plan);
        }
        views.push(view);
    }
    let view = View::of(views);
    environment.result(&shown(&view, args.output.format, environment));
    if let Some(path) = &args.out {
        let file = PlanFile {
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: environment.now.to_rfc3339(),
            sources,
            plans,
            view: serde_json::to_value(&view).unwrap_or_default(),
        };
        save(path, &file.to_bytes()).map_err(|error| unreadable(path, &error))?;
        environment.say(&Message::new("plan-saved").text("path", path.display()));
    }
    Ok(exit)
}

pub(super) fn shown(view: &View, format: Format, environment: &Environment) -> String {
    match format {
        Format::Text => text::render(view, &environment.words, environment.style),
        Format::Json => view.to_json(),
    }
}

/// Every file, checked. Findings go to standard error; one error refuses all files, so that
/// nothing is done by halves.
pub(super) fn ready(
    paths: &[std::path::PathBuf],
    environment: &Environment,
) -> Result<Vec<Ready>, Failure> {
    let mut ready: Vec<Ready> = Vec::new();
    let mut invalid = 0;
    for source in validate::read(paths, environment)? {
        let (text, desired, findings) = validate::check(&source);
        let shown = Shown {
            name: &source.name,
            text: &text,
        };
        let told: Vec<_> = findings
            .iter()
            .filter(|f| f.severity != Severity::Info)
            .cloned()
            .collect();
        if !told.is_empty() {
            let words = &environment.words;
            environment.tell(
                diagnostics::render(&told, &shown, words, environment.error_style).trim_end(),
            );
        }
        let Some(desired) = desired else {
            invalid += 1;
            continue;
        };
        if let Some(other) = ready
            .iter()
            .find(|ready| ready.desired.account == desired.account)
        {
            let message = Message::new("same-account")
                .text("account", &desired.account)
                .text("first", &other.source.name)
                .text("second", &source.name);
            return Err(Failure::new(Exit::Failed, message));
        }
        ready.push(Ready {
            source,
            text,
            desired,
            findings,
        });
    }
    if invalid > 0 {
        let message = Message::new("invalid-files").number("count", invalid);
        return Err(Failure::new(Exit::Failed, message));
    }
    Ok(ready)
}

/// `consigne show`: a saved plan again.
pub(super) fn show(args: &Show, environment: &Environment) -> Result<Exit, Failure> {
    let file = load(&args.file)?;
    let view: View = serde_json::from_value(file.view).map_err(|_| damaged("plan-changed"))?;
    environment.result(&shown(&view, args.output.format, environment));
    Ok(Exit::Done)
}

pub(super) fn load(path: &std::path::Path) -> Result<PlanFile, Failure> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    PlanFile::from_bytes(&bytes).map_err(|damage| match damage {
        Damage::NotAPlan => damaged("plan-none"),
        Damage::Format(_) => damaged("plan-newer"),
        Damage::Changed => damaged("plan-changed"),
    })
}

fn damaged(id: &'static str) -> Failure {
    Failure::new(Exit::Refused, Message::new(id)).help(Message::new("plan-again"))
}
