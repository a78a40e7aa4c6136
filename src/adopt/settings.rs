//! The settings outside of hours: texts, switches, the address and the delegates.

use super::wish::Wish;
use crate::desired::Desired;
use crate::model::{Account, Address, Confidential};

/// Says in the file what the account is wished to hold.
pub(super) fn settings(root: &mut Wish, desired: &Desired, wanted: &Account) {
    let general = &wanted.general;
    let spid = general.spid.as_ref().map_or("", |spid| spid.as_str());
    if desired
        .spid
        .as_ref()
        .is_some_and(|says| *says != general.spid)
    {
        text(root, &["general", "spid"], spid);
    }
    if differs(desired.reseller_name.as_ref(), &general.reseller_name) {
        text(
            root,
            &["general", "resellerName"],
            general.reseller_name.as_str(),
        );
    }
    let language = &general.default_customer_language;
    if differs(desired.default_customer_language.as_ref(), language) {
        text(
            root,
            &["general", "defaultCustomerLanguage"],
            language.as_str(),
        );
    }
    if differs(desired.address.as_ref(), &general.address) {
        address(root, general.address.as_ref());
    }
    administrator(root, desired, wanted);
    delegates(root, desired, wanted);
    let chat = &wanted.chat;
    if differs(desired.enabled.as_ref(), &chat.enabled) {
        put(root, &["chat", "enabled"], Wish::switch(chat.enabled));
    }
    if differs(desired.time_zone.as_ref(), &chat.time_zone) {
        text(root, &["chat", "timeZone"], chat.time_zone.as_str());
    }
}

fn administrator(root: &mut Wish, desired: &Desired, wanted: &Account) {
    let administrator = &wanted.administrator;
    let email = &administrator.email;
    if desired
        .email
        .as_ref()
        .is_some_and(|says| !says.same_login(email))
    {
        text(root, &["administrator", "email"], email.as_str());
    }
    if let (Some(says), Confidential::Shown(phone)) = (&desired.phone, &administrator.phone)
        && says != phone
    {
        let phone = phone.as_ref().map_or("", |phone| phone.as_str());
        text(root, &["administrator", "phone"], phone);
    }
    let language = &administrator.language;
    if differs(desired.language.as_ref(), language) {
        text(root, &["administrator", "language"], language.as_str());
    }
}

fn differs<T: PartialEq>(says: Option<&T>, wanted: &T) -> bool {
    says.is_some_and(|says| says != wanted)
}

fn text(root: &mut Wish, keys: &[&str], text: &str) {
    put(root, keys, Wish::text(text));
}

fn put(root: &mut Wish, keys: &[&str], wish: Wish) {
    if let Some((key, above)) = keys.split_last() {
        root.below(above).set(key, wish);
    }
}

/// The keys that differ; without an address, the empty mapping.
fn address(root: &mut Wish, address: Option<&Address>) {
    let wish = root.below(&["general", "address"]);
    let keys = address.map_or([None; 5], |address| {
        [
            Some(address.street.as_str()),
            Some(address.city.as_str()),
            address.province.as_deref(),
            address.postal_code.as_deref(),
            Some(address.country.as_str()),
        ]
    });
    let names = ["street", "city", "province", "postalCode", "country"];
    for (name, value) in names.into_iter().zip(keys) {
        match value {
            None => wish.remove(name),
            Some(value) if wish.get(name).and_then(Wish::as_text) != Some(value) => {
                wish.set(name, Wish::text(value));
            }
            Some(_) => {}
        }
    }
}

/// A delegate who stays keeps the name that the file gives: it is for reviewers.
fn delegates(root: &mut Wish, desired: &Desired, wanted: &Account) {
    let (Some(says), Some(list)) = (&desired.delegates, root.get_mut("delegates")) else {
        return;
    };
    if says.keys().eq(wanted.delegates.keys()) {
        return;
    }
    let user = |entry: &Wish| entry.get("user").and_then(Wish::as_text).map(str::to_owned);
    let is_wanted = |entry: &Wish| {
        let user = user(entry);
        wanted
            .delegates
            .keys()
            .any(|wanted| user.as_deref() == Some(wanted.as_str()))
    };
    let mut entries = list.take_entries();
    entries.retain(is_wanted);
    for (user, name) in &wanted.delegates {
        if !says.contains_key(user) {
            let mut entry = Wish::map();
            entry.set("user", Wish::text(user.as_str()));
            entry.set("name", Wish::text(name.as_str()));
            entries.push(entry);
        }
    }
    list.put_entries(entries);
}
