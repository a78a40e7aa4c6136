//! `consigne review`: what a new version of the files would change, compared with an old one.
//!
//! No portal is contacted and no credential is read, so that a pull request of a stranger can be reviewed
//! in CI. The price is that the result is about two versions of a file, not about the account: settings
//! that no file names are unknown.

use super::args::ReviewArgs;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::files::{exit_of, last_of, report};
use super::unplanned::{Unplanned, failed};
use crate::lint::Occasion;
use crate::reconcile::{FindingRules, Rules, check_all};
use crate::report::form::Job;
use crate::report::reviewed;
use crate::report::view::View;
use crate::review::{self, Pair, ReviewedAccount, Version};
use crate::source::{SideFile, Sides, since, two_sides};
use crate::words::Message;

pub(super) fn run(args: &ReviewArgs, environment: &Environment) -> Result<Exit, Failure> {
    let job = Job::Review;
    match compared(args, environment) {
        Ok(done) => {
            args.output.write(job, &done.views, environment)?;
            Ok(done.exit)
        }
        Err(failure) => Err(failed(failure, job, &args.output, environment)),
    }
}

/// A review in each language, and its exit code.
struct DoneReview {
    views: Vec<View>,
    exit: Exit,
}

fn compared(args: &ReviewArgs, environment: &Environment) -> Result<DoneReview, Failure> {
    let rules = rules(args, environment);
    let sides = sides(args, environment)?;
    let occasion = Occasion {
        now: environment.now,
        calendar: args.expected.holidays,
    };
    let unread = sides.unread;
    for path in &unread {
        let message = Message::new("review-submodule").text("path", path);
        environment.say(&message);
    }
    let old = versions(sides.old, occasion, &rules.findings);
    let new = versions(sides.new, occasion, &rules.findings);
    let mut review = review::pair(old, new);
    let selection = args.selection.selection();
    // An account whose name cannot be read may be the one that is meant.
    review.pairs.retain(|pair| {
        let sides = [&pair.old, &pair.new].into_iter().flatten();
        let mut accounts = sides.map(|version| version.file.desired.as_ref());
        accounts
            .any(|desired| desired.is_none_or(|desired| selection.holds(desired.account.as_str())))
    });
    if args.stopping.fail_fast && !review.invalid.is_empty() {
        review.invalid.truncate(1);
        review.pairs.clear();
    }
    report(&review.invalid, &rules.findings, environment);
    for pair in &review.pairs {
        report_invalid_old(pair, &rules.findings, environment);
    }
    let mut accounts = Vec::new();
    for pair in &review.pairs {
        let account = review::reviewed(pair, &rules, environment.now)?;
        let refused = account
            .as_ref()
            .is_some_and(|account| !account.refusals.is_empty());
        accounts.extend(account.map(|account| (pair, account)));
        if args.stopping.fail_fast && refused {
            break;
        }
    }
    let languages = environment.languages().map(|words| {
        let views = accounts.iter();
        let views = views.map(|(pair, account)| reviewed::view(pair, account, &rules, words));
        views.collect()
    });
    let accounts_of = languages.collect();
    let invalid = exit_of(review.invalid.len(), accounts.len(), environment);
    let exit = exit(args, &accounts).worst(invalid);
    let unplanned = Unplanned::of_invalid(review.invalid);
    let mut views = unplanned.reports(accounts_of, None, environment);
    for view in &mut views {
        view.not_compared.clone_from(&unread);
    }
    Ok(DoneReview { views, exit })
}

fn rules(args: &ReviewArgs, environment: &Environment) -> Rules {
    Rules {
        window: args.window,
        granted: args.allow.iter().copied().collect(),
        findings: args.strictness.rules(),
        policy: environment.policy.clone(),
        ..Rules::default()
    }
}

fn sides(args: &ReviewArgs, environment: &Environment) -> Result<Sides, Failure> {
    let limits = args.limits.limits();
    let sides = match (&args.base, &args.paths[..]) {
        (Some(revision), paths) => since(revision, paths, limits),
        (None, [old, new]) if old.as_os_str() != "-" || new.as_os_str() != "-" => {
            two_sides(old, new, limits)
        }
        (None, _) => {
            let message = Message::new("review-two-paths");
            let help = Message::new("review-two-paths-help");
            return Err(Failure::new(Exit::Usage, message).help(help));
        }
    };
    sides.map_err(|errors| last_of(errors, environment))
}

fn versions(side: Vec<SideFile>, occasion: Occasion, rules: &FindingRules) -> Vec<Version> {
    let (names, inputs): (Vec<_>, Vec<_>) = side
        .into_iter()
        .map(|SideFile { inside, input }| (inside, input))
        .unzip();
    let files = check_all(inputs, occasion).into_iter();
    let versions = names.into_iter().zip(files);
    versions
        .map(|(inside, mut file)| {
            file.narrow(rules);
            Version { inside, file }
        })
        .collect()
}

/// Reports an old file with an error: its side of the comparison is missing, which would otherwise look
/// like a new file.
fn report_invalid_old(pair: &Pair, rules: &FindingRules, environment: &Environment) {
    if let Some(old) = &pair.old
        && old.file.desired.is_none()
    {
        report(std::slice::from_ref(&old.file), rules, environment);
    }
}

fn exit(args: &ReviewArgs, accounts: &[(&Pair, ReviewedAccount)]) -> Exit {
    let exits = accounts.iter().map(|(_, account)| {
        if !account.refusals.is_empty() {
            Exit::Refused
        } else if !account.changes.is_empty() && args.detailed_exitcode {
            Exit::Pending
        } else {
            Exit::Done
        }
    });
    exits.fold(Exit::Done, Exit::worst)
}
