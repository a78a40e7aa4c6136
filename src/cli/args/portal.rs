//! Arguments of `consigne portal …`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand, ValueEnum};

use super::conformance::Conformance;
use super::output::ListFormat;
use super::value::instant;
use super::wrong::{Wrong, wrong};
use crate::portal::TokenRole;

/// `portal`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PortalCommand {
    /// Serve until interrupted.
    Serve(Serve),
    /// Copy the database into one file, also while it is served.
    Backup(Backup),
    /// Forget everything that `--portal embedded` holds in this directory.
    Reset,
    /// Tokens of people and programs.
    Token(TokenArgs),
    /// What only the system administrator does.
    Admin(AdminArgs),
    /// Who did what when.
    Audit(AuditArgs),
    /// Test whether a portal keeps the contract. Writes to an account that nobody needs.
    Conformance(Conformance),
    /// The contract as an OpenAPI 3.1 document.
    Openapi,
}

/// `portal serve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Serve {
    /// Address and port; port 0 picks one.
    #[arg(long, env = "CONSIGNE_LISTEN", default_value = "127.0.0.1:0")]
    pub(in crate::cli) listen: std::net::SocketAddr,
    /// The database; created when it is not there.
    #[arg(long, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(in crate::cli) database: PathBuf,
    /// Accounts to begin with.
    #[arg(long, env = "CONSIGNE_SEED", value_name = "FILE")]
    pub(in crate::cli) seed: Option<PathBuf>,
    /// Tokens: `ROLE ACCOUNT SCOPE TOKEN` a line.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) token_file: Option<PathBuf>,
    /// TLS ends in a proxy in front: another address than loopback is allowed, with a token file.
    #[arg(long, env = "CONSIGNE_BEHIND_PROXY", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) behind_proxy: bool,
    /// A name that the proxy passes on as `Host`; may be repeated.
    #[arg(
        long,
        env = "CONSIGNE_HOST",
        value_name = "NAME",
        value_delimiter = ',',
        requires = "behind_proxy"
    )]
    pub(in crate::cli) host: Vec<String>,
    /// Form of the log on standard error.
    #[arg(long, env = "CONSIGNE_LOG", value_enum, default_value = "text")]
    pub(in crate::cli) log: Log,
    /// Misbehave for tests: delays, refusals, cut connections. The same seed misbehaves the same.
    #[arg(long, env = "CONSIGNE_CHAOS", value_name = "SEED")]
    pub(in crate::cli) chaos: Option<u64>,
}

/// Form of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Log {
    Text,
    Json,
    Off,
}

/// `portal backup`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Backup {
    /// Where the copy goes; what is there is replaced.
    pub(in crate::cli) file: PathBuf,
    /// The database.
    #[arg(long, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(in crate::cli) database: PathBuf,
}

/// Which database.
#[derive(Debug, Args)]
pub(in crate::cli) struct Database {
    /// The portal's database; the portal may be serving it.
    #[arg(long, global = true, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(in crate::cli) database: Option<PathBuf>,
}

/// `portal token`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TokenArgs {
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    #[command(subcommand)]
    pub(in crate::cli) command: TokenCommand,
}

/// What is done with tokens.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TokenCommand {
    /// Make a token. It is shown once, on standard output.
    Create {
        /// primary, delegate:USER or system.
        #[arg(long, value_parser = role)]
        role: TokenRole,
        /// Name of the account; a token of the system is for all of them.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
        /// What it may do.
        #[arg(long, value_enum, default_value = "read")]
        scope: TokenScope,
        /// What it is for, to tell it from others later.
        #[arg(long, value_name = "NOTE")]
        name: Option<String>,
    },
    /// Every token with its id, but not what opens.
    List,
    /// End a token.
    Revoke {
        /// As the list shows it.
        id: i64,
    },
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TokenScope {
    Read,
    Write,
}

fn role(text: &str) -> Result<TokenRole, Wrong> {
    match text.split_once(':') {
        None if text == "primary" => Ok(TokenRole::Primary),
        None if text == "system" => Ok(TokenRole::System),
        Some(("delegate", user)) if !user.is_empty() => Ok(TokenRole::Delegate(user.to_owned())),
        None | Some(_) => Err(wrong("wrong-role")),
    }
}

/// `portal admin`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AdminArgs {
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    #[command(subcommand)]
    pub(in crate::cli) command: AdminCommand,
}

/// A user code and a name.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Person {
    pub(in crate::cli) user: String,
    pub(in crate::cli) name: String,
}

fn person(text: &str) -> Result<Person, Wrong> {
    let (user, name) = text.split_once(':').ok_or_else(|| wrong("wrong-person"))?;
    Ok(Person {
        user: user.trim().to_owned(),
        name: name.trim().to_owned(),
    })
}

/// What the system administrator does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AdminCommand {
    /// Create an account with what every new account begins with. Its chat is off.
    CreateAccount {
        name: String,
        /// Billing code; one is assigned when none is given.
        #[arg(long)]
        can: Option<String>,
        /// E-mail of the administrator, which is the login.
        #[arg(long)]
        email: Option<String>,
        /// User code and name of the primary administrator.
        #[arg(long, value_name = "USER:NAME", value_parser = person)]
        primary: Option<Person>,
    },
    /// Say that the chat software is deployed, so that chat can be turned on.
    Deploy { name: String },
    /// Say that the chat software is no longer there. Chat is turned off.
    Undeploy { name: String },
    /// Set the telephone system and the provider.
    #[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
    SetTelephony {
        name: String,
        #[arg(long, group = "what")]
        pbx: Option<String>,
        #[arg(long, group = "what")]
        provider: Option<String>,
    },
    /// Make another user the one primary administrator.
    SetPrimary {
        name: String,
        #[arg(long, value_name = "USER:NAME", value_parser = person)]
        primary: Person,
    },
    /// Set the administrator's password; it is asked for without being shown.
    SetPassword {
        name: String,
        /// File with the password on one line, which nobody else can read.
        #[arg(long, env = "CONSIGNE_PASSWORD_FILE", value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// Who may become a delegate.
    Candidate {
        #[command(subcommand)]
        command: CandidateCommand,
    },
}

/// What is done with candidates.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CandidateCommand {
    /// Add one, or change what is said of one.
    Add {
        /// Name of the account.
        account: String,
        #[arg(value_name = "USER:NAME", value_parser = person)]
        person: Person,
        #[arg(long, default_value = "")]
        company: String,
        #[arg(long, value_enum, default_value = "companyAdministrator")]
        role: CandidateRoleArg,
    },
    /// Remove one, who is then no longer a delegate either.
    Remove {
        /// Name of the account.
        account: String,
        /// User code.
        user: String,
    },
    /// All of an account.
    List {
        /// Name of the account.
        account: String,
    },
}

/// What a candidate is in a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "camelCase")]
pub(in crate::cli) enum CandidateRoleArg {
    CompanyAdministrator,
    CompanyDelegate,
}

/// `portal audit`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AuditArgs {
    #[command(flatten)]
    pub(in crate::cli) database: Database,
    /// Acts on one account alone.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// Acts from this instant on, such as 2026-11-25T12:00:00Z.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub(in crate::cli) since: Option<DateTime<Utc>>,
    /// Form of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: ListFormat,
}
