//! The findings of the rules, each once for all languages that it is about.
//!
//! Rules look at each language by itself. A setting under `both` is written once and concerns both
//! languages, so its findings are found twice, at one place and with one message; here they become
//! one finding about two languages.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::diagnostic::{Code, Diagnostic, MOST, Span};

/// Findings so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Diagnostic>,
    /// Where in the list the findings of a code at a place are.
    known: HashMap<(Code, Span), Vec<usize>>,
}

impl Findings {
    /// Adds a finding, or its languages to one that is equal but for them. Breaks when the limit of
    /// findings is reached.
    pub(super) fn add(&mut self, finding: Diagnostic) -> ControlFlow<()> {
        let same = self.known.entry((finding.code, finding.span)).or_default();
        let list = &mut self.list;
        let twin = same.iter().copied().find(|at| {
            let known = &list[*at];
            (&known.message, &known.help) == (&finding.message, &finding.help)
        });
        if let Some(at) = twin {
            for language in finding.languages {
                let known = &mut list[at].languages;
                if !known.contains(&language) {
                    known.push(language);
                }
            }
        } else {
            same.push(list.len());
            list.push(finding);
        }
        if list.len() < MOST {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}
