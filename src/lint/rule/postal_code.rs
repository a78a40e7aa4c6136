//! L17: a Canadian postal code begins with the letter of its province.

use std::ops::ControlFlow;

use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::subject::Subject;
use crate::model::FieldPath;
use crate::words::Message;

const CODE: &str = "postal-code-outside-province";

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    let Some(address) = subject.address.filter(|address| address.country == "CA") else {
        return ControlFlow::Continue(());
    };
    let (Some(province), Some(code)) = (&address.province, &address.postal_code) else {
        return ControlFlow::Continue(());
    };
    let letters = letters(province);
    if letters.is_empty() || code.starts_with(|letter| letters.contains(letter)) {
        return ControlFlow::Continue(());
    }
    let path = FieldPath::of("general.address");
    let listed: Vec<_> = letters.chars().map(String::from).collect();
    let message = Message::new(CODE)
        .text("code", code)
        .text("province", province);
    let help = Message::new("postal-code-outside-province-help")
        .text("province", province)
        .text("letters", listed.join(", "));
    let province = subject.value(&path.key("province"));
    let finding = Diagnostic::warning(CODE, subject.value(&path.key("postalCode")), message)
        .help(help)
        .label(province, Message::new("province-here"))
        .at(path);
    findings.add(finding)
}

/// First letters of the postal codes of a province.
fn letters(province: &str) -> &'static str {
    match province {
        "NL" => "A",
        "NS" => "B",
        "PE" => "C",
        "NB" => "E",
        "QC" => "GHJ",
        "ON" => "KLMNP",
        "MB" => "R",
        "SK" => "S",
        "AB" => "T",
        "BC" => "V",
        "NT" | "NU" => "X",
        "YT" => "Y",
        _ => "",
    }
}
