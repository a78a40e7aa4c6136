//! A live account as a file: a plan of it is empty. Every text is quoted, so that no reader of YAML
//! takes a time or a code for a number.

mod hours;

use std::collections::BTreeSet;

use crate::model::{Account, Confidential, FieldPath, Observed};
use crate::words::{Message, Words};

/// Whether the confidential phone is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phones {
    Kept,
    LeftOut,
}

/// Settings and lists that a file cannot say as the portal holds them: each becomes a comment, and
/// stays unmanaged.
pub(crate) type Unsayable = BTreeSet<FieldPath>;

/// The file of an account, with a comment for each section.
pub(crate) fn export(
    observed: &Observed,
    phones: Phones,
    unsayable: &Unsayable,
    words: &Words,
) -> String {
    let mut file = File {
        text: String::new(),
        unsayable,
        words,
    };
    let account = &observed.account;
    file.line(0, MODELINE);
    file.comment(0, "export-schema");
    file.comment(0, "export-file");
    file.line(0, "apiVersion: consigne/v1");
    file.line(0, &format!("account: {}", quoted(observed.name.as_str())));
    file.comment(0, "export-general");
    file.block(0, "general", |file| general(file, account));
    file.comment(0, "export-administrator");
    file.block(0, "administrator", |file| {
        administrator(file, account, phones)
    });
    delegates(&mut file, account);
    file.comment(0, "export-telephony");
    file.block(0, "telephony", |file| {
        file.value("telephony.pbx", account.telephony.pbx.as_str());
        file.value("telephony.provider", account.telephony.carrier.as_str());
    });
    file.comment(0, "export-chat");
    file.block(0, "chat", |file| hours::chat(file, account));
    file.text
}

/// Tells editors where the schema is; `consigne schema` writes it.
pub(crate) const MODELINE: &str = "# yaml-language-server: $schema=reseller.schema.json";

/// The setting, unit or list that a file leaves out when anything below it cannot be said; what is
/// under `both` is left out in both languages. None of what a file must have.
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

struct File<'a> {
    text: String,
    unsayable: &'a Unsayable,
    words: &'a Words,
}

impl File<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn comment(&mut self, depth: usize, id: &'static str) {
        let comment = format!("# {}", self.words.text(id));
        self.line(depth, &comment);
    }

    fn says(&self, path: &FieldPath) -> bool {
        !self.unsayable.contains(path)
    }

    /// What stands where the file cannot say what the portal holds.
    fn left_out(&mut self, depth: usize, path: &FieldPath) {
        let message = Message::new("export-left-out").text("path", path);
        let comment = format!("# {}", self.words.say(&message));
        self.line(depth, &comment);
    }

    /// A key with what is below it; a key with nothing but comments would be null.
    fn block(&mut self, depth: usize, key: &str, write: impl FnOnce(&mut Self)) {
        let before = self.text.len();
        self.line(depth, &format!("{key}:"));
        let start = self.text.len();
        write(self);
        let mut lines = self.text[start..].lines().map(str::trim_start);
        if lines.all(|line| line.starts_with('#')) {
            self.text.replace_range(before..start, "");
        }
    }

    /// A key of a section with its text.
    fn value(&mut self, dotted: &'static str, value: &str) {
        self.setting(dotted, &quoted(value));
    }

    fn setting(&mut self, dotted: &'static str, value: &str) {
        let path = FieldPath::of(dotted);
        if self.says(&path) {
            let key = dotted.rsplit('.').next().unwrap_or_default();
            self.line(1, &format!("{key}: {value}"));
        } else {
            self.left_out(1, &path);
        }
    }
}

/// A double-quoted scalar: what JSON writes is YAML as well.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn general(file: &mut File<'_>, account: &Account) {
    let general = &account.general;
    file.value("general.can", general.can.as_str());
    let spid = general.spid.as_ref().map_or("", |spid| spid.as_str());
    file.value("general.spid", spid);
    file.value("general.resellerName", general.reseller_name.as_str());
    let language = general.default_customer_language.as_str();
    file.value("general.defaultCustomerLanguage", language);
    let Some(address) = &general.address else {
        return;
    };
    let parts = [
        ("street", Some(&address.street)),
        ("city", Some(&address.city)),
        ("province", address.province.as_ref()),
        ("postalCode", address.postal_code.as_ref()),
        ("country", Some(&address.country)),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(key, part)| Some(format!("{key}: {}", quoted(part?))));
    let parts: Vec<_> = parts.collect();
    file.setting("general.address", &format!("{{ {} }}", parts.join(", ")));
}

fn administrator(file: &mut File<'_>, account: &Account, phones: Phones) {
    let administrator = &account.administrator;
    file.value("administrator.email", administrator.email.as_str());
    match (&administrator.phone, phones) {
        (Confidential::Shown(Some(phone)), Phones::Kept) => {
            file.value("administrator.phone", phone.as_str());
        }
        (Confidential::Shown(Some(_)), Phones::LeftOut) | (Confidential::Hidden, _) => {
            file.comment(1, "export-phone");
        }
        (Confidential::Shown(None), _) => {}
    }
    file.value("administrator.language", administrator.language.as_str());
    let primary = administrator.primary.user.as_str();
    file.value("administrator.primary", primary);
}

fn delegates(file: &mut File<'_>, account: &Account) {
    file.comment(0, "export-delegates");
    let path = FieldPath::of("delegates");
    if !file.says(&path) {
        return file.left_out(0, &path);
    }
    if account.delegates.is_empty() {
        return file.line(0, "delegates: []");
    }
    file.line(0, "delegates:");
    for (user, name) in &account.delegates {
        let (user, name) = (quoted(user.as_str()), quoted(name.as_str()));
        file.line(1, &format!("- {{ user: {user}, name: {name} }}"));
    }
}
