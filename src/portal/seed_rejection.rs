//! A seed that breaks rules.

use std::fmt;

use crate::model::Language;
use crate::words::{Message, Words};

/// Broken rules that are reported; the others are counted.
const MOST: usize = 20;

/// Every rule that a seed breaks. Nothing of such a seed is stored.
#[derive(Debug)]
pub struct SeedRejection {
    broken: Vec<BrokenRule>,
    /// How many more there are.
    more: usize,
}

/// A rule that a seed breaks.
#[derive(Debug, Clone)]
pub(crate) struct BrokenRule {
    /// `None` for a seed that no file has.
    pub(crate) line: Option<usize>,
    pub(crate) account: String,
    /// JSON Pointer within the entry of the account.
    pub(crate) pointer: String,
    /// The code of the contract.
    pub(crate) code: &'static str,
    /// What is wrong.
    pub(crate) reason: Message,
}

impl SeedRejection {
    /// All that were found, and the number of those that were only counted.
    pub(super) fn new(broken: Vec<BrokenRule>, counted: usize) -> Self {
        let more = broken.len().saturating_sub(MOST) + counted;
        Self {
            broken: broken.into_iter().take(MOST).collect(),
            more,
        }
    }

    /// The broken rules, in the order in which they were found.
    pub(crate) fn broken(&self) -> &[BrokenRule] {
        &self.broken
    }

    /// How many more there are.
    pub(crate) fn more(&self) -> usize {
        self.more
    }
}

impl BrokenRule {
    /// The sentence that says what is wrong with which account.
    pub(crate) fn message(&self) -> Message {
        // Most sentences name the member themselves.
        let id = match self.reason.args.is_empty() {
            true => "portal-seed-rule-of-member",
            false => "portal-seed-rule",
        };
        Message::new(id)
            .text("account", &self.account)
            .text("pointer", &self.pointer)
            .text("code", self.code)
            .message("reason", self.reason.clone())
    }
}

/// English, for the log of a program that embeds the portal; the command line translates.
impl fmt::Display for SeedRejection {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = Words::of(Language::En);
        for (at, rule) in self.broken.iter().enumerate() {
            if at > 0 {
                write!(out, "; ")?;
            }
            if let Some(line) = rule.line {
                write!(out, "line {line}: ")?;
            }
            write!(out, "{}", words.say(&rule.message()))?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(out, "; and {more} more"),
        }
    }
}
