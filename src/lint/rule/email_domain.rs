//! L17: a new login whose domain is one slip of the finger away from the old one. « La nouvelle
//! adresse courriel deviendra votre identifiant de connexion »: a slip gives the account away.

use super::super::plan::Planning;
use crate::diagnostic::Diagnostic;
use crate::model::{Email, FieldPath};
use crate::words::Message;

pub(super) fn check(planning: &Planning<'_>, findings: &mut Vec<Diagnostic>) {
    let email = |account: &crate::model::Account| account.administrator.email.clone();
    let (old, new) = (email(planning.old), email(planning.new));
    let (old, new) = (domain(&old), domain(&new));
    if strsim::osa_distance(&old, &new) != 1 {
        return;
    }
    let path = FieldPath::of("administrator.email");
    let place = planning.desired.places.of(&path).unwrap_or_default();
    let message = Message::new("email-domain-alike")
        .text("old", old)
        .text("new", new);
    let finding = Diagnostic::warning("email-domain-alike", place, message)
        .help(Message::new("email-domain-alike-help"))
        .at(path);
    findings.push(finding);
}

fn domain(email: &Email) -> String {
    let domain = email
        .as_str()
        .rsplit_once('@')
        .map_or("", |(_, domain)| domain);
    domain.to_lowercase()
}
