//! The file of an account, section by section.

use super::flow::FlowMapping;
use super::hours;
use super::standing;
use super::unit::Unsayable;
use super::writer::{FileWriter, MODELINE};
use crate::document::text_scalar;
use crate::model::{Account, Confidential, FieldPath, Observed};
use crate::words::Words;

/// Whether the file contains the confidential phone number of the administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phones {
    Kept,
    LeftOut,
}

/// The file of an account, with a comment for each section. Settings in `unsayable` are left out.
pub(crate) fn export(
    observed: &Observed,
    phones: Phones,
    unsayable: &Unsayable,
    words: &Words,
) -> String {
    let mut file = FileWriter::new(unsayable, words);
    let account = &observed.account;
    file.line(0, MODELINE);
    file.comment(0, "export-schema");
    file.comment(0, "export-file");
    file.line(0, "apiVersion: consigne/v1");
    let name = text_scalar(observed.name.as_str());
    file.line(0, &format!("account: {name}"));
    file.comment(0, "export-general");
    file.block(0, "general", |file| general(file, account));
    file.comment(0, "export-administrator");
    file.block(0, "administrator", |file| {
        administrator(file, observed, phones)
    });
    delegates(&mut file, account);
    file.comment(0, "export-telephony");
    file.block(0, "telephony", |file| {
        file.value("telephony.pbx", account.telephony.pbx.as_str());
        file.value("telephony.provider", account.telephony.carrier.as_str());
    });
    file.comment(0, "export-chat");
    file.block(0, "chat", |file| {
        file.standing(1, &standing::software(observed));
        hours::chat(file, account);
    });
    file.finish()
}

fn general(file: &mut FileWriter<'_>, account: &Account) {
    let general = &account.general;
    file.value("general.can", general.can.as_str());
    let spid = general.spid.as_ref().map_or("", |spid| spid.as_str());
    file.value("general.spid", spid);
    file.value("general.resellerName", general.reseller_name.as_str());
    let language = general.default_customer_language.as_str();
    file.value("general.defaultCustomerLanguage", language);
    // Without one there is nothing to say: `{}` would empty the address of whoever gets this file.
    let Some(address) = &general.address else {
        return;
    };
    let lines = FlowMapping::default()
        .text("street", &address.street)
        .text("city", &address.city)
        .optional_text("province", address.province.as_deref())
        .optional_text("postalCode", address.postal_code.as_deref())
        .text("country", &address.country);
    file.setting("general.address", &lines.to_string());
}

fn administrator(file: &mut FileWriter<'_>, observed: &Observed, phones: Phones) {
    let administrator = &observed.account.administrator;
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
    file.standing(1, &standing::primary(observed));
    let primary = administrator.primary.user.as_str();
    file.value("administrator.primary", primary);
}

fn delegates(file: &mut FileWriter<'_>, account: &Account) {
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
        let entry = FlowMapping::default()
            .text("user", user.as_str())
            .text("name", name.as_str());
        file.line(1, &format!("- {entry}"));
    }
}
