//! How long requests may take, and who hears of those that are repeated.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::contract::PortalError;

/// How long a response may take, unless the caller says otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Bounds on all requests of one portal.
#[derive(Clone)]
pub struct RequestLimits {
    /// For one request, its response included.
    pub timeout: Duration,
    /// For all requests together. After it nothing is sent any more.
    pub deadline: Option<Instant>,
    /// Called before each pause, so that a person knows why nothing happens.
    pub on_retry: Option<OnRetry>,
}

/// Who hears of a request that is about to be sent again.
pub type OnRetry = Arc<dyn Fn(&Retry) + Send + Sync>;

impl Default for RequestLimits {
    fn default() -> Self {
        Self {
            timeout: TIMEOUT,
            deadline: None,
            on_retry: None,
        }
    }
}

impl fmt::Debug for RequestLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestLimits")
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// A request that failed and is about to be sent again.
#[derive(Debug, Clone)]
pub struct Retry {
    /// Method and address, without credentials.
    pub request: String,
    pub error: PortalError,
    /// Number of the attempt that comes next, and how many there are at most.
    pub attempt: u32,
    pub most: u32,
    pub pause: Duration,
}
