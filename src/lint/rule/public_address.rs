//! L18: the administrator's e-mail is a private login. « Pour spécifier l'adresse courriel et
//! numéro de téléphone publics que les clients doivent utiliser […], allez à la page Paramètres >
//! Soutien technique. »

use std::ops::ControlFlow;

use unicode_normalization::UnicodeNormalization as _;

use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::subject::Subject;
use crate::model::FieldPath;
use crate::words::Message;

/// Names of mailboxes that many people read.
const SHARED: [&str; 20] = [
    "support",
    "soutien",
    "aide",
    "help",
    "helpdesk",
    "info",
    "contact",
    "service",
    "services",
    "serviceclient",
    "client",
    "clients",
    "customerservice",
    "clavardage",
    "chat",
    "sales",
    "ventes",
    "bonjour",
    "hello",
    "assistance",
];

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    let Some((local, _)) = subject
        .email
        .and_then(|email| email.as_str().rsplit_once('@'))
    else {
        return ControlFlow::Continue(());
    };
    let path = FieldPath::of("administrator.email");
    let place = subject.value(&path);
    let joined: String = words(local).concat();
    if SHARED.contains(&joined.as_str()) {
        let finding = Diagnostic::info("public-address", place, Message::new("public-address"))
            .help(Message::new("public-address-help"))
            .at(path.clone());
        findings.add(finding)?;
    }
    let local = words(local);
    for (user, name) in &subject.delegates {
        if is_of(&local, &words(name.as_str())) {
            let message = Message::new("administrator-is-delegate")
                .text("name", name)
                .text("user", user);
            let other = subject.place(&FieldPath::of("delegates").entry(user.as_str()));
            let finding = Diagnostic::info("administrator-is-delegate", place, message)
                .help(Message::new("administrator-is-delegate-help"))
                .label(other, Message::new("delegate-here"))
                .at(path.clone());
            findings.add(finding)?;
        }
    }
    ControlFlow::Continue(())
}

/// The portal shows no address of a delegate, so names are compared: `jean.roy`, `roy.jean` or
/// `jroy` for Jean Roy.
fn is_of(local: &[String], name: &[String]) -> bool {
    let [first, .., last] = name else {
        return false;
    };
    let joined = local.concat();
    let initial: String = first.chars().take(1).collect();
    joined == name.concat()
        || joined == format!("{first}{last}")
        || joined == format!("{last}{first}")
        || joined == format!("{initial}{last}")
}

/// Small letters and digits without accents, word by word.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
