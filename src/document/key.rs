//! Keys of a mapping while it is built: texts, none of them twice.

use std::collections::HashMap;

use super::node::{Member, Node, Value};
use crate::diagnostic::{Diagnostic, Span};
use crate::words::Message;

/// Number of members up to which a key is searched linearly. Nearly every mapping of a reseller
/// file is that small, and an index would cost more than it saves.
const FEW: usize = 16;

/// A key whose value has not been read yet.
pub(super) enum Key {
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
    /// The key that a node stands for, or the finding that refuses it: keys are scalars other than
    /// null, merge keys (`<<`) are not supported, and no key may be there twice.
    pub(super) fn accept(&mut self, node: Node) -> Result<Key, Diagnostic> {
        let key = match node.value {
            Value::Text(text) | Value::Number(text) => text,
            Value::Bool(on) => on.to_string(),
            Value::Null | Value::List(_) | Value::Map(_) => {
                let message = Message::new("key-not-text");
                return Err(Diagnostic::error("key-not-text", node.span, message));
            }
        };
        if key == "<<" {
            let finding = Diagnostic::error("merge-key", node.span, Message::new("merge-key"));
            return Err(finding.help(Message::new("merge-key-help")));
        }
        if let Some(first) = self.place_of(&key) {
            let message = Message::new("duplicate-key").text("key", &key);
            return Err(Diagnostic::error("duplicate-key", node.span, message)
                .help(Message::new("duplicate-key-help"))
                .label(first, Message::new("first-here")));
        }
        Ok(Key::Named(key, node.span))
    }

    /// Adds the value of a key that was accepted.
    pub(super) fn add(&mut self, key: Key, value: Node) {
        let Key::Named(key, key_span) = key else {
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
