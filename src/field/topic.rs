//! Topics of `explain` that are not keys of the file: rules that concern several keys, our readings
//! of the help page, parts of the portal that are out of scope, and the kinds of changes that need
//! consent.

use super::page::{self, HelpSection};

/// One topic. Its title is an entry of the catalogue whose id is `topic-` and its name; the
/// attribute `what` of that entry explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Topic {
    pub(crate) name: &'static str,
    /// Other words by which people may look for it, in both languages.
    pub(crate) also: &'static [&'static str],
    pub(crate) words: &'static str,
    pub(crate) group: TopicGroup,
    pub(crate) page: Option<HelpSection>,
}

/// The kind of a topic. `explain` accepts the name of a group and then shows all of its topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TopicGroup {
    Rules,
    Readings,
    OutOfScope,
    Consent,
}

impl TopicGroup {
    pub(crate) const ALL: [Self; 4] =
        [Self::Rules, Self::Readings, Self::OutOfScope, Self::Consent];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Readings => "readings",
            Self::OutOfScope => "out-of-scope",
            Self::Consent => "consent",
        }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Rules => "group-rules",
            Self::Readings => "group-readings",
            Self::OutOfScope => "group-out-of-scope",
            Self::Consent => "group-consent",
        }
    }
}

macro_rules! topics {
    ($($group:ident $name:literal $also:expr, $page:expr;)*) => {
        /// All of them, by group.
        pub(crate) const TOPICS: &[Topic] = &[$(Topic {
            name: $name,
            also: &$also,
            words: concat!("topic-", $name),
            group: TopicGroup::$group,
            page: $page,
        }),*];
    };
}

topics! {
    Rules "omitted" ["unmanaged", "missing", "null", "presence", "omis"], None;
    Rules "guards" ["guard", "gardes", "garde"], None;
    Rules "languages" ["langues", "merge", "fusion"], Some(page::LANGUAGES);
    Rules "names" ["identity", "rename", "noms", "renommer"], None;
    Rules "holidays" ["calendar", "calendrier", "jours fériés", "statutory holidays"], None;
    Rules "priority" ["rank", "priorité", "order", "ordre", "rang"], Some(page::PRIORITY);
    Rules "overnight" ["night", "nuit", "midnight", "minuit", "24:00"], Some(page::TIMES);
    Rules "password" ["mot de passe"], Some(page::PASSWORD);
    Rules "exit-codes" ["exit", "exit code", "status", "codes de sortie"], None;
    Readings "event-availability" ["special event", "événements spéciaux", "open", "closed"], Some(page::AVAILABILITY);
    Readings "weekly-rank" ["horaires hebdomadaires"], Some(page::PRIORITY);
    Readings "lunch-break-of-working-hours" ["lunch", "pause-repas"], Some(page::LUNCH_BOX);
    Readings "instant-by-instant" ["instants", "overlap", "chevauchement"], Some(page::HOURS);
    OutOfScope "billing" ["facturation", "invoices", "factures"], Some(page::BILLING);
    OutOfScope "mails" ["mail", "e-mails", "courriels"], Some(page::MAILS);
    OutOfScope "support-page" ["support", "soutien technique", "soutien"], Some(page::SUPPORT);
    OutOfScope "forgotten-password" ["oublié", "forgotten"], Some(page::FORGOTTEN);
    Consent "login-change" ["login"], Some(page::EMAIL);
    Consent "spid-change" [], Some(page::SPID);
    Consent "account-change" [], None;
    Consent "revoke-delegate" ["revoke"], Some(page::REVOKE);
    Consent "chat-off" [], None;
    Consent "clear-contact" ["clear", "empty", "effacer", "vider"], Some(page::ADDRESS);
    Consent "bulk-delete" [], None;
    Consent "lose-hours" [], None;
}
