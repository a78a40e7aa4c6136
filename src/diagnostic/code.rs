//! The table of all codes: the number of a code among the findings about hours and accounts, its
//! level, and the stage at which it appears. Options, comments and `explain` accept a code or a
//! number.

use crate::words::nearest;

/// Stable kebab-case name of a finding.
pub type Code = &'static str;

/// The weight that findings of a code have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Refuses the file.
    Error,
    /// Refuses the plan.
    Refusal,
    Warning,
    /// A warning or an information, depending on the case.
    WarningOrInfo,
    Info,
}

/// The stage at which findings of a code appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The file alone is enough.
    File,
    /// Needs the portal's account or an older version of the file.
    Plan,
}

/// Which controls of a user apply to a code: comments that silence it and `--strict`, which makes
/// warnings fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handling {
    /// A comment silences it, `--strict` makes it fail.
    Ordinary,
    /// A comment silences it, but `--strict` ignores it. It appears and disappears with the date,
    /// and the checks of a commit must not begin to fail overnight.
    Dated,
    /// No comment silences it; `--strict` makes it fail.
    Loud,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) code: Code,
    /// `L01` and so on, for findings about hours and accounts; `None` for findings about the form
    /// of the file. Several codes may share a number.
    pub(crate) number: Option<&'static str>,
    pub(crate) level: Level,
    pub(crate) stage: Stage,
    pub(crate) handling: Handling,
}

impl Known {
    /// The code and the number, if it has one.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.code), self.number].into_iter().flatten()
    }

    /// Whether a comment in the file may silence it.
    pub(crate) fn can_be_silenced(&self) -> bool {
        let heavy = matches!(self.level, Level::Error | Level::Refusal);
        !heavy && self.handling != Handling::Loud
    }
}

macro_rules! numbered {
    ($($number:literal $code:literal $level:ident $stage:ident $handling:ident;)*) => {
        /// Codes with a number, in its order.
        pub(crate) const NUMBERED: &[Known] = &[$(Known {
            code: $code,
            number: Some($number),
            level: Level::$level,
            stage: Stage::$stage,
            handling: Handling::$handling,
        }),*];
    };
}

numbered! {
    "L01" "never-in-effect" Warning File Ordinary;
    "L02" "without-effect" WarningOrInfo File Ordinary;
    "L03" "lunch-outside-working-hours" Warning File Ordinary;
    "L03" "lunch-covers-working-hours" Warning File Ordinary;
    "L04" "working-hours-on-weekend" Warning File Ordinary;
    "L04" "weekend-hours-on-weekday" Warning File Ordinary;
    "L05" "overnight-hours" WarningOrInfo File Ordinary;
    "L06" "end-at-23-59" Warning File Ordinary;
    "L07" "events-disagree" Warning File Ordinary;
    "L08" "events-agree" Info File Ordinary;
    "L08" "duplicate-event" Info File Ordinary;
    "L09" "event-past" WarningOrInfo File Dated;
    "L09" "event-long" Warning File Dated;
    "L09" "event-far" Warning File Dated;
    "L10" "holiday-without-event" Warning File Dated;
    "L11" "language-without-hours" Warning File Ordinary;
    "L11" "languages-differ" Warning File Ordinary;
    "L11" "event-in-one-language" Warning File Ordinary;
    "L12" "hours-unmanaged" Warning File Ordinary;
    "L13" "names-alike" Warning File Ordinary;
    "L13" "look-alike-letters" Warning File Ordinary;
    "L14" "event-at-clock-change" Warning File Ordinary;
    "L14" "weekly-at-clock-change" Info File Ordinary;
    "L15" "time-zone-alias" Warning File Ordinary;
    "L15" "time-zone-outside-province" Warning File Ordinary;
    "L16" "login-change" Warning Plan Loud;
    "L16" "spid-change" Warning Plan Loud;
    "L16" "account-change" Warning Plan Loud;
    "L16" "revoke-delegate" Warning Plan Loud;
    "L16" "chat-off" Warning Plan Loud;
    "L16" "clear-contact" Warning Plan Loud;
    "L16" "bulk-delete" Warning Plan Loud;
    "L16" "lose-hours" Warning Plan Loud;
    "L17" "postal-code-outside-province" Warning File Loud;
    "L17" "email-domain-alike" Warning Plan Loud;
    "L18" "administrator-is-delegate" Info File Ordinary;
    "L18" "public-address" Info File Ordinary;
    "L19" "immutable-field" Refusal Plan Ordinary;
    "L19" "primary-only" Refusal Plan Ordinary;
    "L19" "chat-not-deployed" Refusal Plan Ordinary;
    "L19" "not-a-candidate" Refusal Plan Ordinary;
    "L19" "unknown-language" Error File Ordinary;
    "L20" "priority-key" Error File Ordinary;
    "L20" "password-key" Error File Ordinary;
    "L20" "merge-key" Error File Ordinary;
    "L20" "null-value" Error File Ordinary;
    "L20" "needs-quotes" Error File Ordinary;
    "L21" "customers-see" Info Plan Ordinary;
    "L22" "clock-change-in-window" Warning Plan Dated;
}

macro_rules! others {
    ($($level:ident $stage:ident: $($code:literal)*;)*) => {
        /// Codes without a number: the form of the file, comments, refusals.
        pub(crate) const OTHERS: &[Known] = &[$($(Known {
            code: $code,
            number: None,
            level: Level::$level,
            stage: Stage::$stage,
            handling: Handling::Ordinary,
        }),*),*];
    };
}

others! {
    Error File: "too-large" "not-utf8" "control-character" "empty-file" "not-a-mapping"
        "several-documents" "syntax" "tab" "tag" "too-deep" "too-many-values" "too-many-aliases"
        "alias-in-itself" "key-not-text" "duplicate-key" "unknown-key" "missing-key" "not-one-of"
        "wrong-type" "secret-key" "portal-key" "year-out-of-range" "number-out-of-range";
    Error File: "unsupported-version" "empty-value" "too-long" "invalid-account" "invalid-can"
        "invalid-spid" "invalid-name" "invalid-email" "invalid-phone" "invalid-user-code"
        "invalid-address" "invalid-country" "invalid-province" "invalid-postal-code"
        "missing-address-part" "invalid-time-zone" "duplicate-delegate" "duplicate-account";
    Error File: "all-day-with-time" "missing-time" "invalid-time" "start-is-end" "no-days"
        "event-out-of-range" "event-ends-before-it-begins" "event-too-long" "mixed-dates"
        "missing-dates" "invalid-date-time" "invalid-date" "reserved-name" "duplicate-name"
        "renamed-from-itself" "renamed-from-another-entry" "renamed-from-twice"
        "lunch-break-off" "lunch-break-without-days" "no-years" "duplicate-year"
        "except-with-only" "holiday-choice" "holidays-without-events" "too-many-holidays";
    Warning File: "empty-adds-nothing" "holidays-add-nothing" "silences-nothing" "silenced-without-reason"
        "silenced-unknown-code" "never-silenced";
    Info File: "holiday-covered";
    Warning Plan: "delegate-name-differs" "interim-open" "no-longer-managed"
        "old-file-invalid";
    Warning Plan: "ignored-expired" "ignored-unused";
    Info Plan: "file-added" "file-renamed" "not-comparable" "unmanaged-lunch-break" "renamed-from-nothing"
        "maybe-renamed";
    Error File: "policy-unknown-setting" "policy-unknown-code";
    Refusal Plan: "policy-lost-hours" "policy-short-notice" "policy-open-days" "policy-delegates"
        "policy-protected" "policy-finding";
    Refusal Plan: "delegate-is-primary" "portal-newer" "rename-ambiguous";
}

/// All rows.
pub(crate) fn all() -> impl Iterator<Item = &'static Known> {
    NUMBERED.iter().chain(OTHERS)
}

/// The row of a code.
pub(crate) fn known(code: &str) -> Option<&'static Known> {
    all().find(|known| known.code == code)
}

/// The rows that a user means by a code or a number in any capitalization: one for a code, one or
/// more for a number, none for anything else.
pub(crate) fn meant(text: &str) -> Vec<&'static Known> {
    let meant = all().filter(|known| known.names().any(|name| name.eq_ignore_ascii_case(text)));
    meant.collect()
}

/// Every code and every number.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    all().flat_map(Known::names)
}

/// The code or the number that a misspelt one was meant to be. `L4` is as close to L14 as it is to L04, but
/// a number without its zero is still that number.
pub(crate) fn near(text: &str) -> Option<&'static str> {
    let digits = text.strip_prefix(['L', 'l']).unwrap_or(text);
    let number = digits.parse::<u8>().map(|number| format!("L{number:02}"));
    let number = number
        .ok()
        .and_then(|number| names().find(|name| **name == number));
    number.or_else(|| nearest(text, names()))
}
