//! The units in which a file can leave something out.

use std::collections::BTreeSet;

use crate::model::FieldPath;

/// Settings and lists whose value on the portal breaks a rule of the file format. Each becomes a
/// comment in the file and stays unmanaged.
pub(crate) type Unsayable = BTreeSet<FieldPath>;

/// The settings, units or lists that a file must leave out so that it does not contain `path`: a
/// list cannot leave out one of its entries, since it is complete, nor an address its street. A
/// path under `both` gives one unit for each language. None for a key that every file must have.
pub(crate) fn unit(path: &FieldPath) -> Vec<FieldPath> {
    let keys = path.keys();
    match keys.as_slice() {
        ["delegates", ..] => vec![FieldPath::of("delegates")],
        ["chat", "hours", language, item, rest @ ..] => {
            let languages = match *language {
                "both" => &["fr", "en"][..],
                "fr" => &["fr"],
                _ => &["en"],
            };
            // The lunch break is a unit of its own within the working hours.
            let lunch = *item == "workingHours" && rest.first() == Some(&"lunchBreak");
            languages
                .iter()
                .map(|language| {
                    FieldPath::of("chat.hours")
                        .key(*language)
                        .key((*item).to_owned())
                })
                .map(|path| if lunch { path.key("lunchBreak") } else { path })
                .collect()
        }
        ["general" | "administrator" | "telephony" | "chat", key, ..] => {
            vec![
                FieldPath::root()
                    .key(keys[0].to_owned())
                    .key((*key).to_owned()),
            ]
        }
        _ => Vec::new(),
    }
}
