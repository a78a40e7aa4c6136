//! Arguments of `portal conformance`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::wrong::{Wrong, wrong};
use crate::conformance::is_check;

/// `portal conformance`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Conformance {
    /// Address of the portal.
    #[arg(value_name = "URL")]
    pub(in crate::cli) portal: String,
    /// The account that is written to, and put back afterwards.
    #[arg(long, env = "CONSIGNE_ACCOUNT", value_name = "NAME")]
    pub(in crate::cli) account: String,
    /// A token for each role: `ROLE ACCOUNT SCOPE TOKEN` a line.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) token_file: PathBuf,
    /// Nobody needs the account: it may be changed.
    #[arg(long)]
    pub(in crate::cli) disposable: bool,
    /// Run one check alone; may be repeated.
    #[arg(long, value_name = "CHECK", value_parser = check)]
    pub(in crate::cli) only: Vec<String>,
    /// Form of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: ConformanceFormat,
    /// One more root certificate, in PEM.
    #[arg(long, env = "CONSIGNE_CA_FILE", value_name = "FILE")]
    pub(in crate::cli) ca_file: Option<PathBuf>,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ConformanceFormat {
    Text,
    Json,
    Junit,
}

fn check(text: &str) -> Result<String, Wrong> {
    match is_check(text) {
        true => Ok(text.to_owned()),
        false => Err(wrong("wrong-check")),
    }
}
