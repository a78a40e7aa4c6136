//! The failures of the portal itself, as opposed to requests that it refuses.

use super::seed_rejection::SeedRejection;

/// Why the portal cannot do its work. A client only ever sees a 500, 503 or 507 (see
/// `problem.rs`); the operator sees the text and its source on the terminal or in the log.
#[derive(Debug, thiserror::Error)]
pub enum PortalFault {
    #[error("use the portal's database")]
    Database(#[from] rusqlite::Error),
    #[error("open the portal's database")]
    File(#[source] std::io::Error),
    #[error("open the portal's database: a later version of consigne wrote it (version {0})")]
    NewerDatabase(i64),
    #[error("open the portal's database: it is damaged ({0})")]
    Damaged(String),
    #[error("open the portal's database: the file is no database")]
    NotADatabase,
    #[error("open the portal's database: it is a database of something else")]
    NotOurs,
    #[error("open the portal's database: {0} beside it is of another file")]
    ForeignLog(String),
    #[error("open the portal's database: another portal serves it")]
    InUse,
    #[error("write the backup")]
    Backup(#[source] std::io::Error),
    #[error("write the backup: it would replace the database itself")]
    BackupOntoItself,
    #[error("get random bytes from the system")]
    Random,
    #[error("compute the hash of a password")]
    Hash,
    #[error("read the seed: {0}")]
    Seed(String),
    #[error("read the seed: {0}")]
    SeedRules(SeedRejection),
    #[error("read the token file")]
    TokenFile(#[source] std::io::Error),
    #[error("trust the token file {0}: others can write it")]
    SharedTokenFile(String),
    #[error("read line {0} of the token file: it is not `ROLE ACCOUNT SCOPE TOKEN`")]
    TokenLine(usize),
    #[error("listen: {0}")]
    Listen(#[source] std::io::Error),
}

impl PortalFault {
    /// A database whose content contradicts itself, with the reason.
    pub(super) fn damaged(reason: &str) -> Self {
        Self::Damaged(reason.to_owned())
    }

    /// Whether the database file itself is unusable. The portal has not modified it, so the advice
    /// is to restore a backup or to choose another file.
    pub(crate) fn is_of_the_file(&self) -> bool {
        match self {
            Self::Damaged(_) | Self::NotADatabase | Self::NotOurs | Self::ForeignLog(_) => true,
            Self::Database(_)
            | Self::File(_)
            | Self::NewerDatabase(_)
            | Self::InUse
            | Self::TokenFile(_)
            | Self::SharedTokenFile(_)
            | Self::Backup(_)
            | Self::BackupOntoItself
            | Self::Random
            | Self::Hash
            | Self::Seed(_)
            | Self::SeedRules(_)
            | Self::TokenLine(_)
            | Self::Listen(_) => false,
        }
    }
}
