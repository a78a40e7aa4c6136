//! The sections of the file, key by key. Every wrong key gives its finding and lowering goes on.

use std::collections::{BTreeMap, HashMap};

use super::{Desired, Lowered, Places, address, hours};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::{Document, did_you_mean, shape};
use crate::model::{
    AccountName, Can, Carrier, Email, FieldPath, Invalid, Language, Pbx, PersonName, Phone,
    ResellerName, Spid, TimeZone, UserCode,
};
use crate::words::Message;

/// The only version of the format.
const API_VERSION: &str = "consigne/v1";

/// Checks a document and says what it asks for.
pub(crate) fn lower(document: &Document) -> Lowered {
    let mut lower = Lower::of(document);
    let file = &document.file;
    lower.api_version(&file.api_version, API_VERSION);
    lower.place("account");
    let account = lower.text("account", &file.account, &ACCOUNT, AccountName::parse);
    let mut desired = Desired::nothing(account.unwrap_or_else(|| AccountName::observed("")));
    lower.general(file.general.as_ref(), &mut desired);
    lower.administrator(file.administrator.as_ref(), &mut desired);
    lower.telephony(file.telephony.as_ref(), &mut desired);
    if let Some(delegates) = &file.delegates {
        desired.delegates = Some(lower.delegates(delegates, desired.guards.primary.as_ref()));
    }
    lower.chat(file.chat.as_ref(), &mut desired);
    desired.places = lower.places;
    Lowered::new(desired, lower.findings)
}

/// A kind of text: the code of its finding, and the sentence that says its form.
pub(super) struct Form {
    pub(super) code: &'static str,
    pub(super) help: &'static str,
}

const ACCOUNT: Form = Form {
    code: "invalid-account",
    help: "form-account",
};
const CAN: Form = Form {
    code: "invalid-can",
    help: "form-can",
};
const SPID: Form = Form {
    code: "invalid-spid",
    help: "form-spid",
};
const NAME: Form = Form {
    code: "invalid-name",
    help: "form-name",
};
const EMAIL: Form = Form {
    code: "invalid-email",
    help: "form-email",
};
const PHONE: Form = Form {
    code: "invalid-phone",
    help: "form-phone",
};
const USER: Form = Form {
    code: "invalid-user-code",
    help: "form-user-code",
};

/// What goes on after a wrong key, and collects its findings.
pub(crate) struct Lower<'a, F = shape::File> {
    pub(super) document: &'a Document<F>,
    pub(super) places: Places,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Lower<'_> {
    fn general(&mut self, general: Option<&shape::General>, desired: &mut Desired) {
        let Some(general) = general else { return };
        self.place("general");
        desired.guards.can = self.optional("general.can", general.can.as_ref(), &CAN, Can::parse);
        desired.spid = self.optional("general.spid", general.spid.as_ref(), &SPID, Spid::parse);
        let name = general.reseller_name.as_ref();
        desired.reseller_name =
            self.optional("general.resellerName", name, &NAME, ResellerName::parse);
        desired.default_customer_language = general.default_customer_language.map(language);
        self.place("general.defaultCustomerLanguage");
        if let Some(written) = &general.address {
            self.place("general.address");
            desired.address = address::lower(self, written);
        }
    }

    fn administrator(&mut self, written: Option<&shape::Administrator>, desired: &mut Desired) {
        let Some(written) = written else { return };
        self.place("administrator");
        let email = written.email.as_ref();
        desired.email = self.optional("administrator.email", email, &EMAIL, Email::parse);
        let phone = written.phone.as_ref();
        desired.phone = self.optional("administrator.phone", phone, &PHONE, Phone::parse);
        desired.language = written.language.map(language);
        self.place("administrator.language");
        let primary = written.primary.as_ref();
        desired.guards.primary =
            self.optional("administrator.primary", primary, &USER, UserCode::parse);
    }

    fn telephony(&mut self, telephony: Option<&shape::Telephony>, desired: &mut Desired) {
        let Some(telephony) = telephony else { return };
        let (pbx, carrier) = (telephony.pbx.as_ref(), telephony.provider.as_ref());
        desired.guards.pbx = self.optional("telephony.pbx", pbx, &NAME, Pbx::parse);
        desired.guards.carrier =
            self.optional("telephony.provider", carrier, &NAME, Carrier::parse);
    }

    fn delegates(
        &mut self,
        written: &[shape::Delegate],
        primary: Option<&UserCode>,
    ) -> BTreeMap<UserCode, PersonName> {
        let list = FieldPath::of("delegates");
        self.places
            .insert(list.clone(), self.document.locate_key(&list));
        let mut delegates = BTreeMap::new();
        let mut seen: BTreeMap<UserCode, Span> = BTreeMap::new();
        let mut places = HashMap::new();
        for (at, delegate) in written.iter().enumerate() {
            let path = list.index(at);
            let user = self.at(&path.key("user"), &delegate.user, &USER, UserCode::parse);
            let name = self.at(&path.key("name"), &delegate.name, &NAME, PersonName::parse);
            let (Some(user), Some(name)) = (user, name) else {
                continue;
            };
            let span = self.document.locate(&path.key("user"));
            if Some(&user) == primary {
                let message = Message::new("delegate-is-primary").text("user", &user);
                let help = Message::new("delegate-is-primary-here-help");
                self.error(
                    "delegate-is-primary",
                    &path.key("user"),
                    message,
                    Some(help),
                );
            }
            if let Some(first) = seen.insert(user.clone(), span) {
                let message = Message::new("duplicate-delegate").text("user", &user);
                let finding = Diagnostic::error("duplicate-delegate", span, message)
                    .help(Message::new("duplicate-delegate-help"))
                    .label(first, Message::new("first-here"))
                    .at(path.key("user"));
                self.findings.push(finding);
            }
            places.insert(user.to_string(), self.document.locate_key(&path));
            delegates.insert(user, name);
        }
        self.places.insert_entries(list, places);
        delegates
    }

    fn chat(&mut self, chat: Option<&shape::Chat>, desired: &mut Desired) {
        let Some(chat) = chat else { return };
        self.place("chat");
        desired.enabled = chat.enabled;
        self.place("chat.enabled");
        if let Some(zone) = &chat.time_zone {
            self.place("chat.timeZone");
            desired.time_zone = self.time_zone(&FieldPath::of("chat.timeZone"), zone);
        }
        if let Some(written) = &chat.hours {
            self.place("chat.hours");
            desired.hours = hours::lower(self, written);
        }
    }

    /// Remembers where a key stands, when it is in the file.
    pub(super) fn place(&mut self, dotted: &'static str) {
        let path = FieldPath::of(dotted);
        let span = self.document.locate_key(&path);
        self.places.insert(path, span);
    }

    fn optional<T>(
        &mut self,
        dotted: &'static str,
        written: Option<&String>,
        form: &Form,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let written = written?;
        self.place(dotted);
        self.text(dotted, written, form, parse)
    }

    fn text<T>(
        &mut self,
        dotted: &'static str,
        written: &str,
        form: &Form,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        self.at(&FieldPath::of(dotted), written, form, parse)
    }
}

impl<'a, F> Lower<'a, F> {
    pub(crate) fn of(document: &'a Document<F>) -> Self {
        Self {
            document,
            places: Places::default(),
            findings: Vec::new(),
        }
    }

    /// The only version of a format that is understood.
    pub(crate) fn api_version(&mut self, version: &str, only: &str) {
        if version != only {
            let path = FieldPath::of("apiVersion");
            let message = Message::new("unsupported-version").text("version", version);
            let help = Message::new("unsupported-version-help").text("version", only);
            self.error("unsupported-version", &path, message, Some(help));
        }
    }

    pub(crate) fn time_zone(&mut self, path: &FieldPath, text: &str) -> Option<TimeZone> {
        let zone = TimeZone::parse(text).ok();
        if zone.is_none() {
            let help = did_you_mean(text, zones(), || Message::new("form-time-zone"));
            let message = Message::new("invalid-time-zone").text("written", text);
            self.error("invalid-time-zone", path, message, Some(help));
        }
        zone
    }

    /// A text of some form, or its finding.
    pub(super) fn at<T>(
        &mut self,
        path: &FieldPath,
        written: &str,
        form: &Form,
        parse: impl FnOnce(&str) -> Result<T, Invalid>,
    ) -> Option<T> {
        let invalid = match parse(written) {
            Ok(value) => return Some(value),
            Err(invalid) => invalid,
        };
        let (code, message) = match invalid {
            Invalid::Control => ("control-character", Message::new("control-character")),
            Invalid::Empty => ("empty-value", Message::new("empty-value")),
            Invalid::TooLong { limit } => {
                ("too-long", Message::new("too-long").number("limit", limit))
            }
            Invalid::Form => (
                form.code,
                Message::new("invalid-form").text("written", written),
            ),
        };
        let help = Message::new(form.help);
        self.error(code, path, message.text("path", path), Some(help));
        None
    }

    pub(crate) fn error(
        &mut self,
        code: &'static str,
        path: &FieldPath,
        message: Message,
        help: Option<Message>,
    ) {
        let span = self.document.locate(path);
        let mut finding = Diagnostic::error(code, span, message).at(path.clone());
        finding.help = help;
        self.findings.push(finding);
    }
}

pub(super) fn language(written: shape::Language) -> Language {
    match written {
        shape::Language::Fr => Language::Fr,
        shape::Language::En => Language::En,
    }
}

/// Zones that a file can name.
fn zones() -> impl Iterator<Item = &'static str> {
    let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    zones.filter(|name| TimeZone::parse(name).is_ok())
}
