//! Arguments of `consigne portal …`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand, ValueEnum};

use super::conformance::Conformance;
use super::output::ListFormat;
use super::value::instant;
use super::wrong::{WrongValue, wrong};
use crate::portal::TokenRole;

/// `portal`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PortalCommand {
    /// Serve the portal until interrupted.
    Serve(Serve),
    /// Serve the embedded portal and open its pages, logged in, until interrupted.
    Open(OpenArgs),
    /// Copy the database to one file, even while the portal is serving it.
    Backup(Backup),
    /// Delete all data of `--portal embedded` in this directory.
    Reset,
    /// Manage tokens of people and programs.
    Token(TokenArgs),
    /// Do what only the system administrator can do.
    Admin(AdminArgs),
    /// Show who did what and when.
    Audit(AuditArgs),
    /// Test whether a portal follows the contract; writes to a disposable account.
    Conformance(Conformance),
    /// Print the contract as an OpenAPI 3.1 document.
    Openapi,
}

/// `portal serve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Serve {
    /// Listen on this address and port; 0 picks a free port.
    #[arg(long, env = "CONSIGNE_LISTEN", default_value = "127.0.0.1:0")]
    pub(in crate::cli) listen: std::net::SocketAddr,
    /// Database file; created if it does not exist.
    #[arg(long, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(in crate::cli) database: PathBuf,
    /// Create the accounts of this file in a new database.
    #[arg(long, env = "CONSIGNE_SEED", value_name = "FILE")]
    pub(in crate::cli) seed: Option<PathBuf>,
    /// Follow a symbolic link of the seed out of its directory.
    #[arg(long, env = "CONSIGNE_FOLLOW_LINKS", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) follow_links: bool,
    /// Accept the tokens of this file; each line is `ROLE ACCOUNT SCOPE TOKEN`.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) token_file: Option<PathBuf>,
    /// Allow addresses other than loopback, because a proxy in front handles TLS; requires a token
    /// file.
    #[arg(long, env = "CONSIGNE_BEHIND_PROXY", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) behind_proxy: bool,
    /// Accept this name in the `Host` header that the proxy passes on; may be repeated.
    #[arg(
        long,
        env = "CONSIGNE_HOST",
        value_name = "NAME",
        value_delimiter = ',',
        requires = "behind_proxy"
    )]
    pub(in crate::cli) host: Vec<String>,
    /// Habits of the pages: kind, or the harder ones of the vendor's portal.
    #[arg(long, env = "CONSIGNE_PAGES", value_enum, default_value = "kind")]
    pub(in crate::cli) pages: PagesArg,
    /// End a session of the pages after 10 minutes without activity.
    #[arg(long, env = "CONSIGNE_STRICT_SESSION", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) strict_session: bool,
    /// Format of the log on standard error.
    #[arg(long, env = "CONSIGNE_LOG", value_enum, default_value = "text")]
    pub(in crate::cli) log: LogFormat,
    /// Misbehave for tests, with delays, refusals and dropped connections; a seed always gives the
    /// same sequence.
    #[arg(long, env = "CONSIGNE_CHAOS", value_name = "SEED")]
    pub(in crate::cli) chaos: Option<u64>,
}

/// `portal open`.
#[derive(Debug, Args)]
pub(in crate::cli) struct OpenArgs {
    /// Account to log in to; needed if there are several.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// Print the link, and start no browser.
    #[arg(long)]
    pub(in crate::cli) print: bool,
}

/// Which habits the pages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PagesArg {
    Kind,
    Harsh,
}

/// Form of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LogFormat {
    Text,
    Json,
    Off,
}

/// `portal backup`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Backup {
    /// File to write the copy to; an existing file is replaced.
    pub(in crate::cli) file: PathBuf,
    /// Database file.
    #[arg(long, env = "CONSIGNE_DATABASE", value_name = "FILE")]
    pub(in crate::cli) database: PathBuf,
}

/// Which database.
#[derive(Debug, Args)]
pub(in crate::cli) struct Database {
    /// Database file of the portal, which may be serving it.
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
    /// Create a token and print it once, on standard output.
    Create {
        /// Role: primary, delegate:USER or system.
        #[arg(long, value_parser = role)]
        role: TokenRole,
        /// Account name; omit it for a system token, which applies to all accounts.
        #[arg(long, value_name = "NAME")]
        account: Option<String>,
        /// Access that the token gives.
        #[arg(long, value_enum, default_value = "read")]
        scope: TokenScope,
        /// Note that identifies the token in the list.
        #[arg(long, value_name = "NOTE")]
        name: Option<String>,
    },
    /// List all tokens (ids only; secrets are never shown).
    List,
    /// Revoke a token.
    Revoke {
        /// Id of the token, as shown by `list`.
        id: i64,
    },
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TokenScope {
    Read,
    Write,
}

fn role(text: &str) -> Result<TokenRole, WrongValue> {
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

fn person(text: &str) -> Result<Person, WrongValue> {
    let (user, name) = text.split_once(':').ok_or_else(|| wrong("wrong-person"))?;
    Ok(Person {
        user: user.trim().to_owned(),
        name: name.trim().to_owned(),
    })
}

/// What the system administrator does.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AdminCommand {
    /// Create an account with the settings of every new account; its chat is off.
    CreateAccount {
        /// Account name.
        name: String,
        /// Billing code; assigned automatically if omitted.
        #[arg(long)]
        can: Option<String>,
        /// E-mail address of the administrator, which is the login.
        #[arg(long)]
        email: Option<String>,
        /// User code and name of the primary administrator.
        #[arg(long, value_name = "USER:NAME", value_parser = person)]
        primary: Option<Person>,
    },
    /// Record that the chat software is deployed, so that chat can be enabled.
    Deploy { name: String },
    /// Record that the chat software is no longer deployed, and switch chat off.
    Undeploy { name: String },
    /// Set the telephone system and the provider.
    #[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
    SetTelephony {
        /// Account name.
        name: String,
        /// Telephone system (PBX).
        #[arg(long, group = "what")]
        pbx: Option<String>,
        /// Telephone service provider.
        #[arg(long, group = "what")]
        provider: Option<String>,
    },
    /// Make another user the primary administrator.
    SetPrimary {
        /// Account name.
        name: String,
        /// User code and name of the new primary administrator.
        #[arg(long, value_name = "USER:NAME", value_parser = person)]
        primary: Person,
    },
    /// Set the administrator's or a delegate's password; prompts for it without showing it.
    SetPassword {
        /// Account name.
        name: String,
        /// User code of a delegate, who then logs in to the pages with --email.
        #[arg(long, value_name = "USER", requires = "email")]
        user: Option<String>,
        /// E-mail address of the delegate, which is the login.
        #[arg(long, requires = "user")]
        email: Option<String>,
        /// Read the password from the single line of this file, which must be readable by you only.
        #[arg(long, env = "CONSIGNE_PASSWORD_FILE", value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// Manage the users who may become delegates.
    Candidate {
        #[command(subcommand)]
        command: CandidateCommand,
    },
}

/// What is done with candidates.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CandidateCommand {
    /// Add a candidate or change an existing one.
    Add {
        /// Account name.
        account: String,
        /// User code and name of the candidate.
        #[arg(value_name = "USER:NAME", value_parser = person)]
        person: Person,
        /// Name of the company.
        #[arg(long, default_value = "")]
        company: String,
        /// Role in the company.
        #[arg(long, value_enum, default_value = "companyAdministrator")]
        role: CandidateRoleArg,
    },
    /// Remove a candidate, and revoke their delegation.
    Remove {
        /// Account name.
        account: String,
        /// User code.
        user: String,
    },
    /// List all candidates of an account.
    List {
        /// Account name.
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
    /// Show only actions on this account.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) account: Option<String>,
    /// Show only actions from this instant on, such as 2026-11-25T12:00:00Z.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub(in crate::cli) since: Option<DateTime<Utc>>,
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: ListFormat,
}
