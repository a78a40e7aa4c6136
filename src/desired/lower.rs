//! From a document to its intent, section by section and key by key.

use std::collections::{BTreeMap, HashMap};

use super::context::Lower;
use super::intent::Desired;
use super::text_form::{ACCOUNT, CAN, EMAIL, NAME, PHONE, SPID, USER};
use super::{address, hours};
use crate::diagnostic::{Diagnostic, Severity, Span, sort};
use crate::document::{Document, Rest, shape};
use crate::model::{
    AccountName, Can, Carrier, Email, FieldPath, Language, Pbx, PersonName, Phone, ResellerName,
    Spid, UserCode,
};
use crate::words::Message;

/// The result of lowering a document: every finding, and the intent unless one of them is an error.
#[derive(Debug, Clone)]
pub(crate) struct Lowered {
    pub(crate) desired: Option<Desired>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Lowered {
    fn new(desired: Desired, mut findings: Vec<Diagnostic>) -> Self {
        sort(&mut findings);
        // A mistake under `both` is found once for each language but is one mistake of the file.
        findings.dedup_by(|a, b| (a.code, a.span, &a.labels) == (b.code, b.span, &b.labels));
        let refused = findings
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        Self {
            desired: (!refused).then_some(desired),
            findings,
        }
    }
}

/// Checks a document and returns its intent. Limits of values, rules between keys and the merge of
/// `both` with each language are applied here; the shape was checked before.
pub(crate) fn lower(document: &Document) -> Lowered {
    let mut lower = Lower::of(document);
    let file = &document.file;
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
    let unexplained = document.unexplained(&lower.findings);
    lower.findings.extend(unexplained);
    Lowered::new(desired, lower.findings)
}

/// The findings about what a wrong shape leaves to be judged. There is no intent: the file is refused.
pub(crate) fn judge_rest(rest: &Rest<shape::File>) -> Vec<Diagnostic> {
    let mut findings = lower(&rest.document).findings;
    findings.retain(|finding| !rest.is_consequence(finding));
    findings
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
}

fn language(written: shape::WrittenLanguage) -> Language {
    match written {
        shape::WrittenLanguage::Fr => Language::Fr,
        shape::WrittenLanguage::En => Language::En,
    }
}
