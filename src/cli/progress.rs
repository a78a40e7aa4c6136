//! How far a run over several accounts is, on standard error: bars on a terminal, elsewhere a line from
//! time to time, and nothing with `--quiet`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressFinish, ProgressState, ProgressStyle};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::environment::Environment;
use super::error_stream::ProgressForm;
use crate::model::{AccountName, Language};
use crate::reconcile::Progress;
use crate::words::{Message, Words};

/// How often a line is written where no bar can be drawn: a log of CI should show that the run is alive,
/// and little else.
const LINES_EVERY: Duration = Duration::from_secs(10);
/// How often a bar is drawn when no account ends, so that its time goes on.
const BARS_EVERY: Duration = Duration::from_millis(250);
/// Accounts in work that are named.
const MOST_NAMED: usize = 8;

/// What the accounts go through.
#[derive(Debug, Clone, Copy)]
pub(super) enum Phase {
    Planning,
    Writing,
}

impl Phase {
    fn label(self) -> &'static str {
        match self {
            Self::Planning => "progress-planning",
            Self::Writing => "progress-writing",
        }
    }
}

/// The accounts of one phase. What shows them ends when this is dropped.
pub(super) struct AccountProgress {
    state: Arc<PhaseState>,
    shown: ShownProgress,
}

enum ShownProgress {
    Nothing,
    Bar(ProgressBar),
    Lines(JoinHandle<()>),
}

struct PhaseState {
    phase: Phase,
    language: Language,
    all: usize,
    since: Instant,
    counted: Mutex<CountedAccounts>,
}

#[derive(Default)]
struct CountedAccounts {
    ended: usize,
    /// In the order in which they began.
    in_work: Vec<AccountName>,
}

impl AccountProgress {
    pub(super) fn of(phase: Phase, all: usize, environment: &Environment) -> Self {
        let state = Arc::new(PhaseState {
            phase,
            language: environment.words.language(),
            all,
            since: Instant::now(),
            counted: Mutex::default(),
        });
        let shown = match environment.progress {
            ProgressForm::Nothing => ShownProgress::Nothing,
            // The bar of a single account would only flash.
            ProgressForm::Bars if all > 1 => {
                let bar = environment.errors.bar(state.bar());
                bar.enable_steady_tick(BARS_EVERY);
                ShownProgress::Bar(bar)
            }
            ProgressForm::Bars | ProgressForm::Lines => {
                let errors = environment.errors.clone();
                let state = Arc::clone(&state);
                ShownProgress::Lines(tokio::spawn(async move {
                    loop {
                        tokio::time::sleep(LINES_EVERY).await;
                        errors.line(&state.line());
                    }
                }))
            }
        };
        Self { state, shown }
    }

    fn show(&self, counted: &CountedAccounts) {
        if let ShownProgress::Bar(bar) = &self.shown {
            bar.set_position(counted.ended as u64);
            bar.set_message(named(&counted.in_work));
        }
    }
}

impl Progress for AccountProgress {
    fn begins(&self, account: &AccountName) {
        let mut counted = self.state.counted();
        counted.in_work.push(account.clone());
        self.show(&counted);
    }

    fn ends(&self, account: &AccountName) {
        let mut counted = self.state.counted();
        counted.ended += 1;
        counted.in_work.retain(|one| one != account);
        self.show(&counted);
    }
}

impl Drop for AccountProgress {
    fn drop(&mut self) {
        match &self.shown {
            ShownProgress::Nothing => {}
            ShownProgress::Bar(bar) => bar.finish_and_clear(),
            ShownProgress::Lines(lines) => lines.abort(),
        }
    }
}

impl PhaseState {
    fn counted(&self) -> MutexGuard<'_, CountedAccounts> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `Planning  [=====>    ] 120/200  14.2/s  6s`, and below it the accounts in work.
    fn bar(&self) -> ProgressBar {
        let words = Words::of(self.language);
        let style = "{prefix} [{bar:24}] {pos}/{len}  {rate}  {eta}\n  {wide_msg}";
        let style = ProgressStyle::with_template(style).expect("the template is valid");
        let style = style
            .with_key(
                "rate",
                |state: &ProgressState, line: &mut dyn std::fmt::Write| {
                    // Writing to text in memory does not fail.
                    write!(line, "{:.1}/s", state.per_sec()).ok();
                },
            )
            .progress_chars("=> ");
        ProgressBar::new(self.all as u64)
            .with_style(style)
            .with_prefix(words.text(self.phase.label()))
            .with_finish(ProgressFinish::AndClear)
    }

    /// `Planning: 120 of 200 accounts, about 6 s left; in work: boreal, austral`
    fn line(&self) -> String {
        let words = Words::of(self.language);
        let counted = self.counted();
        let line = Message::new("progress-line")
            .text("phase", words.text(self.phase.label()))
            .number("ended", counted.ended)
            .number("all", self.all)
            .text("accounts", named(&counted.in_work));
        let line = words.say(&line);
        match self.left(counted.ended) {
            Some(left) => {
                let left = Message::new("progress-left").number("seconds", left);
                format!("{line}{}", words.say(&left))
            }
            None => line,
        }
    }

    /// Seconds until the last account ends, if the others take as long as those that ended.
    fn left(&self, ended: usize) -> Option<usize> {
        let each = self
            .since
            .elapsed()
            .checked_div(u32::try_from(ended).ok()?)?;
        let left = each.checked_mul(u32::try_from(self.all - ended).ok()?)?;
        usize::try_from(left.as_secs()).ok()
    }
}

fn named(accounts: &[AccountName]) -> String {
    let named: Vec<_> = accounts
        .iter()
        .take(MOST_NAMED)
        .map(AccountName::as_str)
        .collect();
    let more = accounts.len() - named.len();
    let named = named.join(", ");
    if more == 0 {
        named
    } else {
        format!("{named}, +{more}")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{AccountProgress, Phase, ProgressForm};
    use crate::cli::environment::Environment;
    use crate::model::{AccountName, Language};
    use crate::reconcile::Progress as _;

    #[tokio::test(start_paused = true)]
    async fn a_line_says_how_many_are_done_which_are_in_work_and_how_long_it_takes() {
        for (language, first, later) in [
            (
                Language::En,
                "Planning: 0 of 12 accounts done; in work: acc0, acc1, acc2, acc3, acc4, acc5, acc6, acc7, +2",
                "Planning: 8 of 12 accounts done; in work: acc8, acc9; about 5 s left",
            ),
            (
                Language::Fr,
                "Planification\u{a0}: 0 sur 12 comptes terminés; en cours\u{a0}: acc0, acc1, acc2, acc3, acc4, acc5, acc6, acc7, +2",
                "Planification\u{a0}: 8 sur 12 comptes terminés; en cours\u{a0}: acc8, acc9; il reste environ 5 s",
            ),
        ] {
            let mut environment = Environment::resolve(&[language], None);
            environment.progress = ProgressForm::Nothing;
            let progress = AccountProgress::of(Phase::Planning, 12, &environment);
            let names: Vec<_> = (0..10)
                .map(|at| AccountName::observed(format!("acc{at}")))
                .collect();
            names.iter().for_each(|name| progress.begins(name));
            assert_eq!(progress.state.line(), first);
            tokio::time::advance(Duration::from_secs(10)).await;
            names[..8].iter().for_each(|name| progress.ends(name));
            assert_eq!(progress.state.line(), later);
        }
    }
}
