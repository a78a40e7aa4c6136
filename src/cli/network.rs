//! How long a command waits for a portal, and what a person at the terminal hears meanwhile.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::args::PortalArgs;
use super::environment::Environment;
use super::error_stream::ErrorStream;
use super::failure::Failure;
use crate::client::{RequestLimits, Retry};
use crate::model::Language;
use crate::report::harmless;
use crate::words::{Message, Words};

/// Notes are printed at most this often: many accounts may wait for one portal.
const EVERY: Duration = Duration::from_secs(1);

/// The limits of the arguments. The deadline counts from now.
pub(super) fn limits(args: &PortalArgs, environment: &Environment) -> RequestLimits {
    let notes = RetryNotes {
        language: environment.words.language(),
        errors: environment.errors.clone(),
        last: Mutex::default(),
    };
    RequestLimits {
        timeout: args.timeout,
        deadline: (!args.deadline.is_zero()).then(|| Instant::now() + args.deadline),
        on_retry: Some(Arc::new(move |retry| notes.print(retry))),
    }
}

/// Why nothing happens right now, on standard error.
struct RetryNotes {
    language: Language,
    errors: ErrorStream,
    last: Mutex<Option<Instant>>,
}

impl RetryNotes {
    fn print(&self, retry: &Retry) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if last.is_some_and(|last| now - last < EVERY) {
            return;
        }
        *last = Some(now);
        let reason = Failure::from(&retry.error).message;
        let message = Message::new("retry")
            .text("request", &retry.request)
            .message("reason", reason)
            .text("attempt", retry.attempt)
            .text("most", retry.most)
            .text("seconds", format!("{:.1}", retry.pause.as_secs_f64()));
        let text = Words::of(self.language).say(&message);
        self.errors.line(&harmless(&text));
    }
}
