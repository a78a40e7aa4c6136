//! `consigne watch`: watches a directory, plans again whatever a change affects, and applies it with
//! `--apply`.
//!
//! One round follows another until a signal arrives:
//!
//! ```text
//! trigger ──> settle: look until two looks agree ──> ledger: what is due? ──> plan, show, apply
//!    ^                                                                               │
//!    └───────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! A trigger only means that it is time to look: what changed is found by comparing files, so that an
//! event that is lost, late or doubled does no harm. Nothing that fails in a round ends the command;
//! it is noted, and the next round tries again.

mod act;
mod board;
mod listen;
mod on_change;
mod tally;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::applied::state_directory;
use super::args::{ApplyMode, Interval, PortalArgs, WatchArgs};
use super::drift::ignored;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, with_cause};
use super::files;
use super::interrupt::{Hangups, Interrupt};
use super::portal::Portals;
use crate::reconcile::Rules;
use crate::source::named;
use crate::watch::{
    Ledger, LedgerNote, Noticing, Pause, Sweep, Tree, Trigger, WatchFault, Watcher,
};
use crate::words::Message;
use board::{Readiness, StatusBoard};
use listen::listen;

/// Looks at the directory in one round. A file that changes between all of them waits for the next
/// round, so that it does not hold up the others.
const MOST_LOOKS: usize = 20;

/// The portal of a watcher, which has no end, and reads alone unless it applies.
fn portal_of(args: &WatchArgs) -> PortalArgs {
    let portal = match args.apply {
        Some(_) => args.portal.clone(),
        None => args.portal.for_reading(),
    };
    PortalArgs {
        deadline: Duration::ZERO,
        ..portal
    }
}

/// Watches until interrupted.
pub(super) async fn run(args: &WatchArgs, environment: &Environment) -> Result<Exit, Failure> {
    named(&args.directory, args.limits.limits().links)?;
    if !args.directory.is_dir() {
        let message = Message::new("watch-no-directory").text("path", args.directory.display());
        return Err(Failure::new(Exit::Usage, message));
    }
    if args.apply.is_some() {
        state_directory(&args.attempt, environment)?;
    }
    let interrupt = Interrupt::listen();
    let hangups = Hangups::listen();
    let portals = Portals::open(&portal_of(args), environment).await?;
    let every = match args.interval {
        Interval::Off => None,
        Interval::Every(every) => Some(every),
    };
    let watcher = Watcher::start(&args.directory, noticing(args), args.debounce, every)
        .map_err(|fault| unwatched(args, &fault))?;
    let board = StatusBoard::new();
    begin(args, environment);
    if let Some(address) = args.listen {
        listen(address, &board, environment).await?;
    }
    let mut watch = Watch {
        args,
        portals,
        watcher,
        interrupt,
        hangups,
        ledger: Ledger::under(args.scope.strictness.rules(), args.selection.selection()),
        drift_rules: drift_rules(args, environment),
        rules: args.scope.rules(environment.policy.as_ref()),
        away: Pause::default(),
        undo_at: None,
        board,
    };
    let exit = watch.stay(environment).await;
    environment.note(&Message::new("watch-stopped"));
    Ok(exit)
}

fn unwatched(args: &WatchArgs, fault: &WatchFault) -> Failure {
    let reason = with_cause(fault);
    let message = Message::new("watch-unwatched").text("path", args.directory.display());
    Failure::new(Exit::Failed, message.reason(reason))
}

fn drift_rules(args: &WatchArgs, environment: &Environment) -> Rules {
    let policy = environment.policy.as_ref();
    Rules {
        ignored: ignored(policy, &[]),
        ..args.scope.rules(policy)
    }
}

fn noticing(args: &WatchArgs) -> Noticing {
    match args.poll {
        true => Noticing::Looks,
        false => Noticing::Events,
    }
}

fn begin(args: &WatchArgs, environment: &Environment) {
    let id = match args.apply {
        Some(ApplyMode::Files) => "watch-begins-applying",
        Some(ApplyMode::Enforce) => "watch-begins-enforcing",
        None => "watch-begins",
    };
    environment.note(&Message::new(id).text("path", args.directory.display()));
}

struct Watch<'a> {
    args: &'a WatchArgs,
    portals: Portals<'a>,
    watcher: Watcher,
    interrupt: Interrupt,
    hangups: Hangups,
    ledger: Ledger,
    rules: Rules,
    /// The rules for accounts whose file was not edited: known differences are left alone.
    drift_rules: Rules,
    /// While the portal is away.
    away: Pause,
    /// When the grace of a change on the portal is over.
    undo_at: Option<Instant>,
    /// What is seen from outside.
    board: Arc<StatusBoard>,
}

impl Watch<'_> {
    async fn stay(&mut self, environment: &Environment) -> Exit {
        let mut sweep = Sweep::First;
        loop {
            if let ControlFlow::Break(exit) = self.look_and_plan(sweep, environment).await {
                return exit;
            }
            if environment.has_no_reader() {
                return Exit::Done;
            }
            let wakes_at = self.wakes_at();
            let trigger = tokio::select! {
                biased;
                () = self.interrupt.reached() => return Exit::Done,
                () = self.hangups.next() => {
                    environment.note(&Message::new("watch-hangup"));
                    Trigger::Timer
                }
                () = until(wakes_at) => {
                    sweep = self.woken();
                    continue;
                }
                trigger = self.watcher.next() => trigger,
            };
            sweep = match trigger {
                Trigger::Files => Sweep::Changed,
                Trigger::Rescan(reason) => {
                    lost(&reason, environment);
                    Sweep::All
                }
                Trigger::Timer => Sweep::All,
            };
        }
    }

    /// The next moment at which something is due that no event announces.
    fn wakes_at(&self) -> Option<Instant> {
        [self.away.until(), self.undo_at]
            .into_iter()
            .flatten()
            .min()
    }

    fn woken(&mut self) -> Sweep {
        let grace_is_over = self.undo_at.is_some_and(|at| at <= Instant::now());
        self.undo_at = None;
        // A pause that is over wakes once, whatever comes of it: without an account to ask for, nothing
        // would begin another.
        if !self.away.lasts(Instant::now()) {
            self.away.over();
        }
        match grace_is_over {
            // What is undone is planned again first.
            true => Sweep::All,
            false => Sweep::Owed,
        }
    }

    async fn look_and_plan(
        &mut self,
        sweep: Sweep,
        environment: &Environment,
    ) -> ControlFlow<Exit> {
        let (tree, sweep) = self.settle(sweep, environment).await?;
        if sweep == Sweep::Changed && self.ledger.knows(&tree) {
            return ControlFlow::Continue(());
        }
        let environment = environment.later();
        let mut round = self.ledger.take(tree, sweep, environment.now);
        for note in std::mem::take(&mut round.notes) {
            self.note(note, &environment);
        }
        if round.tasks.is_empty() {
            self.board.is(Readiness::Ready);
            return ControlFlow::Continue(());
        }
        self.plan_all(round, &environment).await
    }

    fn note(&self, note: LedgerNote, environment: &Environment) {
        match note {
            LedgerNote::Empty => {
                let directory = self.args.directory.display().to_string();
                note_path("no-yaml", &directory, environment);
            }
            LedgerNote::Gone(path) => note_path("watch-gone", &path, environment),
            LedgerNote::LeftAlone(path) => note_path("watch-left-alone", &path, environment),
            LedgerNote::Unreadable(error) => environment.note(&Failure::from(error).message),
            LedgerNote::Checked(file) => {
                files::report(&[*file], &self.rules.findings, environment);
            }
            LedgerNote::Claimed {
                account,
                first,
                second,
            } => {
                let message = Message::new("watch-same-account").text("account", account);
                environment.note(&message.text("first", first).text("second", second));
            }
        }
    }

    /// Looks until two looks in a row agree, with a pause between them, so that no plan is made from a
    /// file that an editor, or a checkout of several files, has written only in part. Files that never
    /// settle are left out of the result and looked at again in the next round.
    async fn settle(
        &mut self,
        mut sweep: Sweep,
        environment: &Environment,
    ) -> ControlFlow<Exit, (Tree, Sweep)> {
        let mut before = self.look(&mut sweep, environment);
        if self.ledger.knows(&before) {
            return ControlFlow::Continue((before, sweep));
        }
        for _ in 1..MOST_LOOKS {
            self.pause().await?;
            let now = self.look(&mut sweep, environment);
            if now.differences(&before).is_empty() {
                return ControlFlow::Continue((now, sweep));
            }
            before = now;
        }
        self.pause().await?;
        let now = self.look(&mut sweep, environment);
        let restless = now.differences(&before);
        for name in &restless {
            note_path("watch-restless", name, environment);
        }
        if !restless.is_empty() {
            self.watcher.again();
        }
        ControlFlow::Continue((now.without(restless), sweep))
    }

    fn look(&mut self, sweep: &mut Sweep, environment: &Environment) -> Tree {
        // This look covers everything that happened until now, so that triggers up to here are dropped.
        // After lost events every account is planned, not only those whose files differ.
        if let Some(Trigger::Rescan(reason)) = self.watcher.absorb() {
            lost(&reason, environment);
            if *sweep == Sweep::Changed {
                *sweep = Sweep::All;
            }
        }
        Tree::look(&self.args.directory, self.args.limits.limits())
    }

    async fn pause(&mut self) -> ControlFlow<Exit> {
        tokio::select! {
            biased;
            () = self.interrupt.reached() => ControlFlow::Break(Exit::Done),
            () = tokio::time::sleep(self.args.debounce) => ControlFlow::Continue(()),
        }
    }
}

async fn until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}

fn note_path(id: &'static str, path: &str, environment: &Environment) {
    environment.note(&Message::new(id).text("path", path));
}

fn lost(reason: &str, environment: &Environment) {
    environment.note(&Message::new("watch-lost").reason(reason));
}
