//! What a watcher knows of its accounts, for whoever looks from outside: JSON lines, a command, a page and
//! metrics. The loop writes it and everybody else reads it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use serde::Serialize;

use crate::report::view::FORMAT_VERSION;

/// Upper bounds in seconds of the time that an account takes.
const BUCKETS: [f64; 8] = [0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0, 60.0];

/// What an account is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum AccountState {
    InSync,
    /// The file and the portal differ, and nothing was written.
    Differs,
    Applied,
    Refused,
    /// It could not be read or written.
    Failed,
}

impl AccountState {
    pub(super) const ALL: [Self; 5] = [
        Self::InSync,
        Self::Differs,
        Self::Applied,
        Self::Refused,
        Self::Failed,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::InSync => "inSync",
            Self::Differs => "differs",
            Self::Applied => "applied",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// The catalogue's word for people.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::InSync => "watch-state-in-sync",
            Self::Differs => "watch-state-differs",
            Self::Applied => "watch-state-applied",
            Self::Refused => "watch-state-refused",
            Self::Failed => "watch-state-failed",
        }
    }

    /// The result as controller-runtime counts it.
    fn result(self) -> &'static str {
        match self {
            Self::InSync | Self::Applied => "success",
            Self::Differs => "requeue_after",
            Self::Refused | Self::Failed => "error",
        }
    }
}

/// What became of an account, as programs read it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccountEvent {
    pub(super) format_version: &'static str,
    pub(super) at: String,
    pub(super) account: String,
    pub(super) file: String,
    pub(super) state: AccountState,
    /// Paths of the settings that differ, or that were written.
    pub(super) changes: Vec<String>,
    pub(super) message: Option<String>,
}

impl AccountEvent {
    pub(super) fn of(at: String, account: &str, file: &str, state: AccountState) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            at,
            account: account.to_owned(),
            file: file.to_owned(),
            state,
            changes: Vec::new(),
            message: None,
        }
    }

    pub(super) fn to_json(&self) -> String {
        let text = serde_json::to_string(self).expect("an event holds only texts");
        crate::report::escape::json(&text)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ResultLabels {
    controller: &'static str,
    result: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ControllerLabels {
    controller: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StateLabels {
    state: &'static str,
}

const CONTROLLER: &str = "watch";

/// The last event of each account, and the counts of all.
pub(super) struct StatusBoard {
    accounts: Mutex<BTreeMap<String, AccountEvent>>,
    ready: Mutex<Readiness>,
    registry: Registry,
    total: Family<ResultLabels, Counter>,
    errors: Family<ControllerLabels, Counter>,
    seconds: Family<ControllerLabels, Histogram>,
    states: Family<StateLabels, Gauge>,
}

/// Whether the watcher can do its work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Readiness {
    /// No look was finished yet.
    #[default]
    Starting,
    Ready,
    /// The portal did not answer the last time.
    PortalAway,
}

impl StatusBoard {
    pub(super) fn new() -> Arc<Self> {
        let mut registry = Registry::default();
        let total: Family<ResultLabels, Counter> = Family::default();
        let errors: Family<ControllerLabels, Counter> = Family::default();
        let states: Family<StateLabels, Gauge> = Family::default();
        let histogram = || Histogram::new(BUCKETS);
        let seconds: Family<ControllerLabels, Histogram> = Family::new_with_constructor(histogram);
        let help = "Accounts that were planned, by result";
        registry.register("controller_runtime_reconcile", help, total.clone());
        let help = "Accounts that failed or were refused";
        registry.register("controller_runtime_reconcile_errors", help, errors.clone());
        let help = "Time that an account took";
        let name = "controller_runtime_reconcile_time";
        registry.register_with_unit(name, help, Unit::Seconds, seconds.clone());
        let help = "Accounts by what they are at";
        registry.register("consigne_watch_accounts", help, states.clone());
        for state in AccountState::ALL {
            // Zero is a count too.
            let state = state.as_str();
            drop(states.get_or_create(&StateLabels { state }));
        }
        Arc::new(Self {
            accounts: Mutex::default(),
            ready: Mutex::default(),
            registry,
            total,
            errors,
            seconds,
            states,
        })
    }

    /// Notes an event; true if the account was at something else before.
    pub(super) fn note(&self, event: &AccountEvent, begun: Instant) -> bool {
        let result = event.state.result();
        let labels = ResultLabels {
            controller: CONTROLLER,
            result,
        };
        let controller = ControllerLabels {
            controller: CONTROLLER,
        };
        self.total.get_or_create(&labels).inc();
        if result == "error" {
            self.errors.get_or_create(&controller).inc();
        }
        let seconds = begun.elapsed().as_secs_f64();
        self.seconds.get_or_create(&controller).observe(seconds);
        let mut accounts = lock(&self.accounts);
        let before = accounts.insert(event.account.clone(), event.clone());
        if let Some(before) = &before {
            self.at(before.state).dec();
        }
        self.at(event.state).inc();
        before.is_none_or(|before| before.state != event.state || before.changes != event.changes)
    }

    /// How many accounts are at this.
    fn at(&self, state: AccountState) -> Gauge {
        let state = state.as_str();
        self.states.get_or_create(&StateLabels { state }).clone()
    }

    pub(super) fn is(&self, ready: Readiness) {
        *lock(&self.ready) = ready;
    }

    pub(super) fn readiness(&self) -> Readiness {
        *lock(&self.ready)
    }

    pub(super) fn accounts(&self) -> Vec<AccountEvent> {
        lock(&self.accounts).values().cloned().collect()
    }

    pub(super) fn metrics(&self) -> String {
        let mut text = String::new();
        match text::encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(_) => String::new(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
