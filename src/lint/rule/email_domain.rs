//! L17: a new login whose domain is one slip of the finger away from the old one. « La nouvelle
//! adresse courriel deviendra votre identifiant de connexion »: a slip gives the account away.

use crate::diagnostic::Diagnostic;
use crate::lint::planning::Planning;
use crate::model::{Email, FieldPath};
use crate::words::Message;

pub(super) fn check(planning: &Planning<'_>, findings: &mut Vec<Diagnostic>) {
    let [old, new] =
        [planning.old, planning.new].map(|account| domain(&account.administrator.email));
    if strsim::osa_distance(&old, &new) != 1 {
        return;
    }
    let path = FieldPath::of("administrator.email");
    let place = planning.place(&path);
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
