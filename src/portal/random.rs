//! Random texts for tokens, cookies, request ids and epochs.

use super::digest::hex;
use super::fault::PortalFault;

/// Random bytes from the operating system, as hexadecimal digits: the text has twice as many
/// characters as `bytes`. Fails when the system has no source of randomness.
pub(super) fn random_hex(bytes: usize) -> Result<String, PortalFault> {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).map_err(|_| PortalFault::Random)?;
    Ok(hex(&random))
}
