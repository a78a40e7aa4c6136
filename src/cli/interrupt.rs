//! SIGINT and SIGTERM: a write in flight is finished, because its outcome would be unknown otherwise;
//! everything else ends at once.

use super::exit::Exit;
use super::failure::Failure;
use crate::reconcile::Stop;
use crate::words::Message;

/// A run that SIGINT and SIGTERM stop.
pub(super) struct Interrupt(Stop);

impl Interrupt {
    /// Takes both signals over, for the rest of the process.
    pub(super) fn listen() -> Self {
        let (stop, button) = Stop::new();
        tokio::spawn(async move {
            signalled().await;
            button.press();
            std::future::pending::<()>().await;
        });
        Self(stop)
    }

    pub(super) fn stop(&self) -> &Stop {
        &self.0
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.is_set()
    }

    /// Waits for a signal. The flag is set by then.
    pub(super) async fn reached(&self) {
        self.0.reached().await;
    }

    /// Runs work that may be given up at any moment, such as reading, until it is done or a signal
    /// arrives. Work that writes must not pass through here.
    pub(super) async fn unless<T>(
        &self,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        tokio::select! {
            done = work => done,
            () = self.reached() => {
                Err(Failure::new(Exit::Interrupted, Message::new("interrupted")))
            }
        }
    }
}

/// SIGINT or SIGTERM, from the call on and not only once it is awaited.
pub(super) fn signalled() -> impl Future<Output = ()> + Send + 'static {
    #[cfg(unix)]
    let signals = {
        use tokio::signal::unix::{SignalKind, signal};
        (
            signal(SignalKind::terminate()),
            signal(SignalKind::interrupt()),
        )
    };
    async move {
        #[cfg(unix)]
        if let (Ok(mut terminate), Ok(mut interrupt)) = signals {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
        drop(tokio::signal::ctrl_c().await);
    }
}

/// SIGHUP, which asks a command that stays to look at everything again. Those that arrive during a run are
/// one.
pub(super) struct Hangups {
    #[cfg(unix)]
    signals: Option<tokio::signal::unix::Signal>,
}

impl Hangups {
    /// Takes the signal over, for the rest of the process.
    pub(super) fn listen() -> Self {
        Self {
            #[cfg(unix)]
            signals: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    /// Waits for the next one.
    pub(super) async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(signals) = &mut self.signals
            && signals.recv().await.is_some()
        {
            return;
        }
        std::future::pending().await
    }
}
