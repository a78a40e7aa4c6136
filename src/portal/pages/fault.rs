//! What is wrong with a form, as the rules of the requests say it.

use super::sheet::Sheet;
use crate::portal::invalid_member::InvalidMember;
use crate::portal::problem::Problem;
use crate::words::Words;

/// A sentence, and the id of the control that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormFault {
    pub(super) field: Option<String>,
    pub(super) sentence: String,
}

impl FormFault {
    /// Of one control.
    pub(super) fn at(field: impl Into<String>, sentence: String) -> Self {
        Self {
            field: Some(field.into()),
            sentence,
        }
    }

    /// Of the form as a whole.
    pub(super) fn of_form(sentence: String) -> Self {
        Self {
            field: None,
            sentence,
        }
    }
}

/// Every fault that a refused request names. A sentence that names a member names the field beside it instead,
/// in the words of the page.
pub(super) fn faults(problem: &Problem, sheet: &Sheet, words: &Words) -> Vec<FormFault> {
    let members = problem.errors.described.iter();
    let mut faults: Vec<_> = members
        .map(|member| {
            let Some(field) = sheet.field_at(&member.pointer) else {
                return FormFault::of_form(words.say(&member.message));
            };
            let message = match member.message.args.is_empty() {
                true => member.message.clone(),
                false => InvalidMember::new(words.text(field.label), member.code).message,
            };
            FormFault::at(sheet.id_of(field), words.say(&message))
        })
        .collect();
    // An event has two fields for one member.
    faults.dedup();
    if faults.is_empty() {
        let name = match problem.kind {
            "email-taken" => Some("email"),
            "name-taken" => Some("name"),
            "chat-not-deployed" => Some("enabled"),
            _ => None,
        };
        let mut fields = sheet.fields().iter();
        let field = name.and_then(|name| fields.find(|field| field.name == name));
        faults.push(FormFault {
            field: field.map(|field| sheet.id_of(field)),
            sentence: words.say(&problem.sentence()),
        });
    }
    faults
}
