//! Arguments of `portal conformance`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::wrong::{WrongValue, wrong};
use crate::conformance::is_check;

/// `portal conformance`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Conformance {
    /// Address of the portal.
    #[arg(value_name = "URL")]
    pub(in crate::cli) portal: String,
    /// Account to write to; it is restored afterwards.
    #[arg(long, env = "CONSIGNE_ACCOUNT", value_name = "NAME")]
    pub(in crate::cli) account: String,
    /// Read a token for each role from this file; each line is `ROLE ACCOUNT SCOPE TOKEN`.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) token_file: PathBuf,
    /// Confirm that the account is disposable and may be modified.
    #[arg(long)]
    pub(in crate::cli) disposable: bool,
    /// Run only this check; may be repeated.
    #[arg(long, value_name = "CHECK", value_parser = check)]
    pub(in crate::cli) only: Vec<String>,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: ConformanceFormatArg,
    /// Trust an additional root certificate, in PEM format.
    #[arg(long, env = "CONSIGNE_CA_FILE", value_name = "FILE")]
    pub(in crate::cli) ca_file: Option<PathBuf>,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ConformanceFormatArg {
    Text,
    Json,
    Junit,
}

fn check(text: &str) -> Result<String, WrongValue> {
    match is_check(text) {
        true => Ok(text.to_owned()),
        false => Err(wrong("wrong-check")),
    }
}
