//! SIGINT and SIGTERM: a write in flight is finished, anything else ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

use super::exit::Exit;
use super::failure::Failure;
use crate::words::Message;

/// Whether the process was told to stop.
pub(super) struct Interrupt {
    flag: Arc<AtomicBool>,
    reached: watch::Receiver<bool>,
}

impl Interrupt {
    /// Takes both signals over, for the rest of the process.
    pub(super) fn listen() -> Self {
        let (tell, reached) = watch::channel(false);
        let flag = Arc::new(AtomicBool::new(false));
        let raised = Arc::clone(&flag);
        tokio::spawn(async move {
            signalled().await;
            raised.store(true, Ordering::SeqCst);
            tell.send_replace(true);
            std::future::pending::<()>().await;
        });
        Self { flag, reached }
    }

    /// Looked at between two writes.
    pub(super) fn flag(&self) -> &AtomicBool {
        &self.flag
    }

    pub(super) fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    /// Waits for it. The flag is set by then.
    pub(super) async fn reached(&self) {
        let mut reached = self.reached.clone();
        drop(reached.wait_for(|set| *set).await);
    }

    /// What may be given up at any moment.
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
