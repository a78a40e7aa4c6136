//! Asking a run to stop: the write in flight is finished, anything else is given up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;

/// Whether a run was asked to stop.
#[derive(Debug, Clone)]
pub struct Stop {
    flag: Arc<AtomicBool>,
    reached: watch::Receiver<bool>,
}

/// The other end, in the hands of whoever may stop the run.
#[derive(Debug)]
pub struct StopButton {
    flag: Arc<AtomicBool>,
    press: watch::Sender<bool>,
}

impl Stop {
    /// A run that can be stopped, and what stops it.
    pub fn new() -> (Self, StopButton) {
        let (press, reached) = watch::channel(false);
        let flag = Arc::new(AtomicBool::new(false));
        let button = StopButton {
            flag: Arc::clone(&flag),
            press,
        };
        (Self { flag, reached }, button)
    }

    /// Whether the run was stopped; looked at between two writes and never during one.
    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    /// Waits until somebody stops the run; for ever when no one can any more.
    pub async fn reached(&self) {
        let mut reached = self.reached.clone();
        if reached.wait_for(|set| *set).await.is_err() {
            std::future::pending().await
        }
    }
}

impl StopButton {
    pub fn press(&self) {
        self.flag.store(true, Ordering::SeqCst);
        self.press.send_replace(true);
    }
}

/// When an apply waits, and when it ends early.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience<'a> {
    pub(crate) stop: &'a Stop,
    /// How long a write whose response was lost may take to show.
    pub(crate) settle: Duration,
}
