//! Why a command ends early, and how that is reported.

use std::error::Error;
use std::path::Path;

use super::environment::Environment;
use super::exit::Exit;
use crate::availability::UnknownZone;
use crate::contract::PortalError;
use crate::plan::{Refusal, Refusals};
use crate::portal::PortalFault;
use crate::reconcile::{ApplyError, GateError, ProposeError, RunError, concerns_every_account};
use crate::report::harmless;
use crate::source::{GitError, SourceError};
use crate::words::Message;

/// Why a command ends early, in words for people, with the exit code for scripts. Each error of the
/// rooms below becomes one of these by a `From` in this file, so that no other file decides how an
/// error is worded, what to do about it, and which exit code it has.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) message: Message,
    pub(super) help: Option<Message>,
    /// The cause is not this account alone, such as a revoked token: trying the next account is of no
    /// use, and would repeat the sentence.
    pub(super) ends_the_run: bool,
    /// The account was not asked about, and that is no reason to leave others alone.
    pub(super) is_not_tried: bool,
    /// Further reasons to refuse, reported after this one.
    more: Vec<Self>,
}

impl Failure {
    pub(super) fn new(exit: Exit, message: Message) -> Self {
        Self {
            exit,
            message,
            help: None,
            ends_the_run: exit == Exit::Interrupted,
            is_not_tried: false,
            more: Vec::new(),
        }
    }

    /// The failure with another exit code, for a command in which it means something else.
    pub(super) fn with_exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    pub(super) fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Every reason to refuse; the others follow the first one.
    fn refused(refusals: &Refusals) -> Self {
        Self {
            more: refusals.rest().iter().map(Self::refusal).collect(),
            ..Self::refusal(refusals.first())
        }
    }

    fn refusal(refusal: &Refusal) -> Self {
        Self::new(Exit::Refused, refusal.message.clone()).help(refusal.help.clone())
    }

    /// Several failures; the first one has the help.
    pub(super) fn all(first: Self, more: Vec<Self>) -> Self {
        Self { more, ..first }
    }

    /// A failure of a file or directory, which the message names.
    fn of_path(id: &'static str, path: &Path) -> Self {
        Self::new(Exit::Failed, Message::new(id).text("path", path.display()))
    }

    /// A failure that a new plan resolves.
    fn plan_again(exit: Exit, message: Message) -> Self {
        Self::new(exit, message).help(Message::new("plan-again"))
    }

    /// Prints the failure on standard error and returns its exit code.
    pub(super) fn report(&self, environment: &Environment) -> Exit {
        self.print(None, environment)
    }

    /// Prints the failure of one account in a run over several, with the name of the account first.
    pub(super) fn report_of(&self, account: &str, environment: &Environment) -> Exit {
        self.print(Some(account), environment)
    }

    fn print(&self, account: Option<&str>, environment: &Environment) -> Exit {
        let words = &environment.words;
        let text = words.say(&self.message);
        let text = match account {
            Some(name) => words.labelled(name, &text),
            None => text,
        };
        let error = words.labelled(&words.text("severity-error"), &harmless(&text));
        environment.print_error(&error);
        if let Some(help) = &self.help {
            let help = harmless(&words.say(help));
            environment.print_error(&words.labelled(&words.text("severity-help"), &help));
        }
        for failure in &self.more {
            failure.print(account, environment);
        }
        self.exit
    }
}

/// A file or directory that could not be read or written.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let message = Message::new("unreadable")
        .text("path", path.display())
        .reason(error);
    Failure::new(Exit::Failed, message)
}

/// An error with the one that caused it.
pub(super) fn with_cause(error: &dyn Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Unreadable { path, reason } => unreadable(&path, &reason),
            SourceError::NoYaml(path) => Self::of_path("no-yaml", &path),
            SourceError::LinkOutside(path) => {
                let help = Message::new("link-outside-help");
                Self::of_path("link-outside", &path).help(help)
            }
            SourceError::LinkNowhere(path) => Self::of_path("link-nowhere", &path),
            SourceError::TooDeep { path, limit } => {
                let message = Message::new("directories-too-deep").number("limit", limit);
                Self::new(Exit::Failed, message.text("path", path.display()))
            }
            SourceError::NotAFile(path) => Self::of_path("not-a-file", &path),
            SourceError::PlanAmongPaths(path) => Self::of_path("plan-among-paths", &path),
            SourceError::TooMany { limit } => {
                let message = Message::new("too-many-files").number("limit", limit);
                Self::new(Exit::Failed, message).help(Message::new("too-many-files-help"))
            }
            SourceError::Nowhere { path, revision } => {
                let message = Message::new("review-nowhere").text("path", path.display());
                Self::new(Exit::Failed, message.text("revision", revision))
            }
            SourceError::StandardInputOfRevision => {
                Self::new(Exit::Usage, Message::new("review-base-stdin"))
            }
            SourceError::Git(error) => error.into(),
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        match error {
            GitError::Missing(reason) => {
                let message = Message::new("git-missing").reason(reason);
                Self::new(Exit::Failed, message).help(Message::new("git-missing-help"))
            }
            GitError::NoRepository { path, reason } => {
                git_failed("git-no-repository", &path, &reason)
            }
            GitError::Failed { path, reason } => git_failed("git-failed", &path, &reason),
            GitError::NoRevision(revision) => {
                let message = Message::new("git-no-revision").text("revision", revision);
                Self::new(Exit::Failed, message).help(Message::new("git-no-revision-help"))
            }
            GitError::Link(name) => git_failed("git-link", Path::new(&name), ""),
        }
    }
}

fn git_failed(id: &'static str, path: &Path, reason: &str) -> Failure {
    let message = Message::new(id).text("path", path.display());
    Failure::new(Exit::Failed, message.text("reason", reason))
}

impl From<UnknownZone> for Failure {
    fn from(unknown: UnknownZone) -> Self {
        let message = Message::new("unknown-zone").text("zone", unknown.0);
        Self::new(Exit::Failed, message).help(Message::new("portal-too-new-help"))
    }
}

impl From<ProposeError> for Failure {
    fn from(error: ProposeError) -> Self {
        match error {
            ProposeError::Portal(error) => Self::from(&error),
            ProposeError::UnknownZone(unknown) => unknown.into(),
        }
    }
}

impl From<RunError<Self>> for Failure {
    fn from(error: RunError<Self>) -> Self {
        match error {
            RunError::Connect(failure) => failure,
            RunError::Propose(error) => error.into(),
            RunError::OwnToken(error) => Self {
                ends_the_run: false,
                ..error.into()
            },
        }
    }
}

impl From<GateError> for Failure {
    fn from(error: GateError) -> Self {
        match error {
            GateError::TooOld { made_at } => {
                let message = Message::new("plan-too-old").text("made", made_at);
                Self::plan_again(Exit::Refused, message)
            }
            GateError::OtherFile { path } => {
                let message = Message::new("plan-other-file").text("path", path);
                Self::plan_again(Exit::Refused, message)
            }
            GateError::OtherAccount { planned, given } => {
                let message = Message::new("plan-other-account").text("planned", planned);
                Self::plan_again(Exit::Refused, message.text("given", given))
            }
            GateError::Unread(error) => Self {
                exit: Exit::Refused,
                ..error.into()
            },
            GateError::OtherPortal { origin } => {
                let message = Message::new("plan-other-portal").text("origin", origin);
                Self::new(Exit::Refused, message)
            }
            GateError::DigestDiffers { approved, now } => {
                let message = Message::new("digest-differs").text("wanted", approved.join(", "));
                Self::plan_again(Exit::Stale, message.text("now", now))
            }
            GateError::Refused(refusals) => Self::refused(&refusals),
            GateError::Closed(closed) => Self::new(Exit::Refused, closed.message).help(closed.help),
            GateError::InSync => Self::new(Exit::Refused, Message::new("nothing-applied")),
            GateError::NoConsent(words) => {
                let flags: Vec<_> = words
                    .iter()
                    .map(|word| format!("--allow {}", word.as_str()))
                    .collect();
                let message = Message::new("consent-missing").text("flags", flags.join(" "));
                Self::new(Exit::Refused, message)
            }
            GateError::Propose(error) => error.into(),
        }
    }
}

impl From<ApplyError> for Failure {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::NoJournal { fault, .. } => Self::from(&fault),
            ApplyError::Stale { .. } => Self::plan_again(Exit::Stale, Message::new("stale")),
            ApplyError::Spent => Self::new(Exit::Stale, Message::new("plan-spent")),
            ApplyError::ReadOnly => {
                let help = Message::new("portal-403-scope-help");
                Self::new(Exit::Refused, Message::new("read-only-scope")).help(help)
            }
            ApplyError::Refused(refusals) => Self::refused(&refusals),
            ApplyError::Portal(error) => Self::from(&error),
        }
    }
}

/// The response of a portal that refused, or the lack of one, with advice that depends on the status
/// and on the kind of the problem document.
impl From<&PortalError> for Failure {
    fn from(error: &PortalError) -> Self {
        let (id, help) = match error {
            // Known by its text alone: the libraries below do not share a type for it.
            PortalError::Unreachable { reason } if reason.contains("certificate") => {
                ("portal-unreachable", "portal-certificate-help")
            }
            PortalError::Unreachable { .. } => ("portal-unreachable", "portal-unreachable-help"),
            PortalError::Lost { .. } => ("portal-lost", "portal-lost-help"),
            PortalError::NotThePortal { .. } => ("portal-not-one", "portal-not-one-help"),
            PortalError::NoLanguage { .. } => {
                ("portal-lacks-language", "portal-lacks-language-help")
            }
            PortalError::Newer { .. } => ("portal-too-new", "portal-too-new-help"),
            PortalError::Refused(refusal) => match (refusal.status, refusal.kind.as_str()) {
                (401, _) => ("portal-401", "portal-401-help"),
                (403, "read-only-token") => ("portal-403-scope", "portal-403-scope-help"),
                (403, "wrong-account") => ("portal-403-account", "portal-403-account-help"),
                (403, _) => ("portal-403", "portal-403-help"),
                (404 | 410, _) => ("portal-404", "portal-404-help"),
                _ => ("portal-refused", "portal-refused-help"),
            },
        };
        let message = Message::new(id);
        let message = match error {
            PortalError::Unreachable { reason }
            | PortalError::Lost { reason }
            | PortalError::NotThePortal { reason } => message.reason(reason),
            PortalError::NoLanguage { language } => message.text("reason", language),
            PortalError::Newer { pointer, value } => {
                message.text("reason", format!("{pointer}: {value}"))
            }
            // In the language that the request asked for.
            PortalError::Refused(refusal) => {
                let (status, kind) = (refusal.status, &refusal.kind);
                let reason = format!("{status} {kind} {}", refusal.detail);
                message.text("reason", reason.trim())
            }
        };
        let exit = match error {
            // The portal cannot hold the setting, so that trying again is of no use.
            PortalError::NoLanguage { .. } => Exit::Refused,
            PortalError::Unreachable { .. }
            | PortalError::Lost { .. }
            | PortalError::NotThePortal { .. }
            | PortalError::Newer { .. }
            | PortalError::Refused(_) => Exit::Failed,
        };
        Self {
            ends_the_run: concerns_every_account(error),
            ..Self::new(exit, message).help(Message::new(help))
        }
    }
}

/// A failure of the embedded portal or of its database. Advice is given where the database file is
/// the cause, because only then can the user do something about it.
pub(super) fn faulty(fault: &PortalFault) -> Failure {
    if matches!(fault, PortalFault::InUse) {
        let message = Message::new("portal-in-use");
        return Failure::new(Exit::Failed, message).help(Message::new("portal-in-use-help"));
    }
    let reason = with_cause(fault);
    let message = Message::new("portal-fault").reason(reason);
    let failure = Failure::new(Exit::Failed, message);
    if fault.is_of_the_file() {
        return failure.help(Message::new("portal-fault-of-the-file-help"));
    }
    failure
}

/// A token file that cannot be used.
pub(super) fn faulty_token_file(path: &Path, fault: &PortalFault) -> Failure {
    if let PortalFault::TokenFile(error) = fault {
        return unreadable(path, error);
    }
    if matches!(fault, PortalFault::SharedTokenFile(_)) {
        let help = Message::new("token-file-shared-help").text("path", path.display());
        return Failure::of_path("token-file-shared", path).help(help);
    }
    faulty(fault)
}

/// A seed that cannot be applied; `path` is its file, if it has one. Every broken rule is an error of
/// its own.
pub(super) fn faulty_seed(path: &Path, fault: &PortalFault) -> Failure {
    let PortalFault::SeedRules(rejection) = fault else {
        return faulty(fault);
    };
    let mut rules = rejection.broken().iter().map(|rule| {
        let message = match rule.line {
            None => rule.message(),
            Some(line) => Message::new("portal-seed-rule-at")
                .text("path", path.display())
                .text("line", line)
                .message("rule", rule.message()),
        };
        Failure::new(Exit::Failed, message)
    });
    let Some(first) = rules.next() else {
        return faulty(fault);
    };
    let mut more: Vec<_> = rules.collect();
    if rejection.more() > 0 {
        let message = Message::new("portal-seed-more").number("count", rejection.more());
        more.push(Failure::new(Exit::Failed, message));
    }
    Failure { more, ..first }
}

/// An address that the portal cannot listen on.
pub(super) fn not_listening(error: &std::io::Error) -> Failure {
    Failure::new(Exit::Failed, Message::new("portal-fault").reason(error))
}
