//! Token files: one token per line.
//!
//! ```text
//! # ROLE ACCOUNT SCOPE TOKEN
//! primary boreal write 6d1f…
//! delegate:2041 boreal write 92ab…
//! system * read 07c4…
//! ```

use std::fs::File;
use std::io::Read;
use std::path::Path;

use secrecy::zeroize::Zeroizing;

use super::fault::PortalFault;
use super::token::{TokenHolder, hash};

/// Bytes for which room is made before a token file is read.
const MAX_ROOM: usize = 16 << 20;

/// A token with its holder. Only the hash of the token is kept.
pub(super) struct GrantedToken {
    pub(super) hash: String,
    pub(super) holder: TokenHolder,
}

/// The text of a token file. A file that others can write is refused: whoever adds a line to it has
/// every right that the line gives. One that others can read is not: secret stores mount files like
/// that.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<String>, PortalFault> {
    let mut file = File::open(path).map_err(PortalFault::TokenFile)?;
    refuse_shared(path, &file)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    // As large as the file: a buffer that grows leaves copies of tokens behind.
    let size = usize::try_from(size).unwrap_or(0).min(MAX_ROOM);
    let mut text = Zeroizing::new(String::with_capacity(size + 64));
    file.read_to_string(&mut text)
        .map_err(PortalFault::TokenFile)?;
    Ok(text)
}

#[cfg(unix)]
fn refuse_shared(path: &Path, file: &File) -> Result<(), PortalFault> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = file.metadata().map_err(PortalFault::TokenFile)?;
    match metadata.permissions().mode() & 0o022 {
        0 => Ok(()),
        _ => Err(PortalFault::SharedTokenFile(path.display().to_string())),
    }
}

#[cfg(not(unix))]
fn refuse_shared(_: &Path, _: &File) -> Result<(), PortalFault> {
    Ok(())
}

/// Parses a token file. `#` starts a comment, and empty lines are skipped. The error names the
/// line and does not quote it, since it may contain a token.
pub(super) fn parse(text: &str) -> Result<Vec<GrantedToken>, PortalFault> {
    let mut tokens = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let (line, _comment) = line.split_once('#').unwrap_or((line, ""));
        if line.trim().is_empty() {
            continue;
        }
        let granted = parse_line(line).ok_or(PortalFault::TokenLine(index + 1))?;
        tokens.push(granted);
    }
    Ok(tokens)
}

/// A delegate needs a user code and no other role may have one; only a system token can be for all
/// accounts.
fn parse_line(line: &str) -> Option<GrantedToken> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [role, account, scope, token] = words.as_slice() else {
        return None;
    };
    let (role, user) = match role.split_once(':') {
        Some((role, user)) => (role, Some(user.to_owned())),
        None => (*role, None),
    };
    let role_fits = match role {
        "primary" | "system" => user.is_none(),
        "delegate" => user.is_some(),
        _ => false,
    };
    let scope_fits = matches!(*scope, "read" | "write");
    // An unknown role or scope is an error, since a typing mistake must not grant anything.
    let account_fits = *account != "*" || role == "system";
    (role_fits && scope_fits && account_fits).then(|| GrantedToken {
        hash: hash(token),
        holder: TokenHolder {
            role: role.to_owned(),
            account: (*account).to_owned(),
            user,
            scope: (*scope).to_owned(),
        },
    })
}
