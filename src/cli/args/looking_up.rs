//! Arguments of `explain` and `man`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `explain`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Explain {
    /// Path such as general.can, last key such as can, topic, or finding such as L04; by default,
    /// lists all keys and topics.
    #[arg(value_name = "FIELD")]
    pub(in crate::cli) field: Option<String>,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: ExplainFormat,
}

/// Form of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExplainFormat {
    Text,
    Json,
    Markdown,
}

/// `man`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// Command, such as `plan` or `portal serve`; by default, the whole program.
    #[arg(value_name = "COMMAND")]
    pub(in crate::cli) command: Vec<String>,
    /// Write the pages of all commands into this directory.
    #[arg(long, env = "CONSIGNE_OUT_DIR", value_name = "DIR")]
    pub(in crate::cli) out_dir: Option<PathBuf>,
}
