//! Arguments of `consigne portal …`.

use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand, ValueEnum};

/// `portal`.
#[derive(Debug, Subcommand)]
pub(super) enum PortalCommand {
    /// Serve until interrupted.
    Serve(Serve),
    /// Copy the database into one file, also while it is served.
    Backup(Backup),
    /// Forget everything that `--portal embedded` holds in this directory.
    Reset,
    /// Test whether a portal keeps the contract. Writes to an account that nobody needs.
    Conformance(super::conformance::Conformance),
    /// The contract as an OpenAPI 3.1 document.
    Openapi,
}

/// `portal serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address and port; port 0 picks one.
    #[arg(long, env = "CONSIGNE_LISTEN", default_value = "127.0.0.1:0")]
    pub(super) listen: std::net::SocketAddr,
    /// The database; created when it is not there.
    #[arg(long, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(super) database: PathBuf,
    /// Accounts to begin with.
    #[arg(long, env = "CONSIGNE_SEED", value_name = "FILE")]
    pub(super) seed: Option<PathBuf>,
    /// Tokens: `ROLE ACCOUNT SCOPE TOKEN` a line.
    #[arg(long, value_name = "FILE")]
    pub(super) token_file: Option<PathBuf>,
    /// TLS ends in a proxy in front: another address than loopback is allowed, with a token file.
    #[arg(long, env = "CONSIGNE_BEHIND_PROXY", value_parser = BoolishValueParser::new())]
    pub(super) behind_proxy: bool,
    /// A name that the proxy passes on as `Host`; may be repeated.
    #[arg(
        long,
        env = "CONSIGNE_HOST",
        value_name = "NAME",
        value_delimiter = ',',
        requires = "behind_proxy"
    )]
    pub(super) host: Vec<String>,
    /// Form of the log on standard error.
    #[arg(long, env = "CONSIGNE_LOG", value_enum, default_value = "text")]
    pub(super) log: Log,
    /// Misbehave for tests: delays, refusals, cut connections. The same seed misbehaves the same.
    #[arg(long, env = "CONSIGNE_CHAOS", value_name = "SEED")]
    pub(super) chaos: Option<u64>,
}

/// Form of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Log {
    Text,
    Json,
    Off,
}

/// `portal backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where the copy goes; what is there is replaced.
    pub(super) file: PathBuf,
    /// The database.
    #[arg(long, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(super) database: PathBuf,
}
