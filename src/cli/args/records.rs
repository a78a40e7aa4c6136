//! Arguments about the runs that a state directory remembers.

use std::path::PathBuf;

use clap::Args;

use super::output::ListFormat;

/// `history`.
#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArgs {
    /// Account whose runs are listed; by default, those of all accounts.
    #[arg(value_name = "ACCOUNT")]
    pub(in crate::cli) account: Option<String>,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value_t = ListFormat::Text)]
    pub(in crate::cli) format: ListFormat,
    /// Keep journals and locks in this directory.
    #[arg(long, env = "CONSIGNE_STATE_DIR", value_name = "DIR")]
    pub(in crate::cli) state_dir: Option<PathBuf>,
}

/// `plan --undo`.
#[derive(Debug, Args)]
pub(in crate::cli) struct UndoArgs {
    /// Plan the way back from this run, which `history` lists, instead of a file.
    #[arg(long, value_name = "RUN", conflicts_with_all = ["paths", "patterns", "shard"])]
    pub(in crate::cli) undo: Option<String>,
    /// Keep journals and locks in this directory.
    #[arg(long, env = "CONSIGNE_STATE_DIR", value_name = "DIR")]
    pub(in crate::cli) state_dir: Option<PathBuf>,
}
