//! Keys of a mapping while it is built: texts, none of them twice.

use std::collections::HashMap;

use super::node::{Member, Node, Value};
use crate::diagnostic::{Diagnostic, Span};
use crate::words::Message;

/// Number of members up to which a key is searched linearly. Nearly every mapping of a reseller
/// file is that small, and an index would cost more than it saves.
const FEW: usize = 16;

/// A key whose value has not been read yet.
pub(super) enum MemberKey {
    Named(String, Span),
    /// A key with a finding: its value is left out of the tree.
    Dropped,
}

/// The members of a mapping so far.
#[derive(Default)]
pub(super) struct Members {
    list: Vec<Member>,
    /// The place of each key, once there are more than [`FEW`] members.
    index: HashMap<String, Span>,
}

impl Members {
    /// The key that a node stands for; when it cannot be one, its finding is reported. Keys are
    /// scalars other than null, merge keys (`<<`) are not supported, and no key may be there twice.
    pub(super) fn accept(&self, node: Node, findings: &mut Vec<Diagnostic>) -> MemberKey {
        let span = node.span;
        let key = match node.value {
            Value::Text(text) | Value::Number(text) => text,
            Value::Bool(on) => on.to_string(),
            Value::Null | Value::List(_) | Value::Map(_) => {
                let message = Message::new("key-not-text");
                let help = Message::new("key-not-text-help");
                findings.push(Diagnostic::error("key-not-text", span, message).help(help));
                return MemberKey::Dropped;
            }
        };
        if let Some(finding) = self.refusal(&key, span) {
            findings.push(finding);
            return MemberKey::Dropped;
        }
        MemberKey::Named(key, span)
    }

    fn refusal(&self, key: &str, span: Span) -> Option<Diagnostic> {
        if key == "<<" {
            let finding = Diagnostic::error("merge-key", span, Message::new("merge-key"));
            return Some(finding.help(Message::new("merge-key-help")));
        }
        let first = self.place_of(key)?;
        let message = Message::new("duplicate-key").text("key", key);
        let finding = Diagnostic::error("duplicate-key", span, message)
            .help(Message::new("duplicate-key-help"))
            .label(first, Message::new("first-here"));
        Some(finding)
    }

    /// Adds the value of a key that was accepted.
    pub(super) fn add(&mut self, key: MemberKey, value: Node) {
        let MemberKey::Named(key, key_span) = key else {
            return;
        };
        if self.list.len() > FEW {
            self.index.insert(key.clone(), key_span);
        }
        self.list.push(Member {
            key,
            key_span,
            value,
        });
        // The index starts with the members that were searched linearly until now.
        if self.list.len() == FEW + 1 {
            let members = self.list.iter();
            self.index = members.map(|m| (m.key.clone(), m.key_span)).collect();
        }
    }

    fn place_of(&self, key: &str) -> Option<Span> {
        if self.list.len() > FEW {
            return self.index.get(key).copied();
        }
        let member = self.list.iter().find(|member| member.key == key);
        member.map(|member| member.key_span)
    }

    pub(super) fn into_list(self) -> Vec<Member> {
        self.list
    }
}
