//! The runtime of commands that talk to a portal.

use super::exit::Exit;
use super::failure::Failure;
use crate::words::Message;

/// Runs what needs the network. An interrupt ends it, unless it has taken the interrupt over to
/// finish the request in flight.
pub(super) fn online(
    command: impl Future<Output = Result<Exit, Failure>>,
) -> Result<Exit, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::Failed, Message::new("no-runtime").reason(error)))?;
    let exit = runtime.block_on(command);
    // A thread may still wait for a line of standard input.
    runtime.shutdown_background();
    exit
}
