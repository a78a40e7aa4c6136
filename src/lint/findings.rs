//! What the rules found, each once for all languages that it is about.

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
    /// What `both` says is judged for each language and told once. Breaks when there are so many
    /// that nobody wants more.
    pub(super) fn add(&mut self, finding: Diagnostic) -> ControlFlow<()> {
        let same = self.known.entry((finding.code, finding.span)).or_default();
        let list = &mut self.list;
        let twin = same.iter().copied().find(|at| {
            let known = &list[*at];
            (&known.message, &known.help) == (&finding.message, &finding.help)
        });
        if let Some(at) = twin {
            let more = finding.languages.into_iter();
            let known = &mut list[at].languages;
            known.extend(
                more.filter(|language| !known.contains(language))
                    .collect::<Vec<_>>(),
            );
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
