//! Accounts that stand for settings without a known value.

use crate::model::{
    Account, Address, Administrator, Can, Carrier, Chat, ChatHours, Confidential, Days, Email,
    General, Hours, Language, Pbx, PerLanguage, PersonName, Phone, Primary, ResellerName,
    ScheduleLists, Spid, Telephony, TimeZone, UserCode, Weekly,
};

/// An account with empty values, which no file can ask for. It stands for the settings that the old
/// version of a file leaves to a portal.
pub(crate) fn account() -> Account {
    Account {
        general: General {
            can: Can::observed(""),
            spid: None,
            reseller_name: ResellerName::observed(""),
            default_customer_language: Language::Fr,
            address: None,
        },
        administrator: Administrator {
            email: Email::observed(""),
            phone: Confidential::Shown(None),
            language: Language::Fr,
            primary: Primary {
                user: UserCode::observed(""),
                name: PersonName::observed(""),
            },
        },
        delegates: std::collections::BTreeMap::new(),
        telephony: Telephony {
            pbx: Pbx::observed(""),
            carrier: Carrier::observed(""),
        },
        chat: chat(None),
    }
}

/// Chat that is on and has no hours; without a zone, on clocks that never change.
pub(crate) fn chat(zone: Option<&TimeZone>) -> Chat {
    Chat {
        enabled: true,
        time_zone: zone.cloned().unwrap_or_else(|| TimeZone::observed("UTC")),
        hours: PerLanguage::from_fn(|_| ChatHours {
            working_hours: Weekly::NEVER,
            lunch_break: None,
            weekend_hours: Weekly::NEVER,
            named: ScheduleLists::default(),
        }),
    }
}

/// An account that differs from this one in every setting that a file can name. Settings that may
/// be absent are absent, unless this account has none either.
pub(crate) fn unlike(account: &Account) -> Account {
    let mut unlike = self::account();
    let (general, administrator) = (&account.general, &account.administrator);
    if general.spid.is_none() {
        unlike.general.spid = Some(Spid::observed("other"));
    }
    if general.address.is_none() {
        unlike.general.address = Some(some_address());
    }
    if administrator.phone == Confidential::Shown(None) {
        unlike.administrator.phone = Confidential::Shown(Some(Phone::observed("other")));
    }
    unlike.general.default_customer_language = other(general.default_customer_language);
    unlike.administrator.language = other(administrator.language);
    unlike.chat.enabled = !account.chat.enabled;
    unlike.chat.time_zone = TimeZone::observed("");
    for language in Language::ALL {
        let hours = account.chat.hours.get(language);
        let other = unlike.chat.hours.get_mut(language);
        if hours.working_hours == Weekly::NEVER {
            other.working_hours = Weekly::new(Days::ALL, Hours::AllDay);
        }
        if hours.weekend_hours == Weekly::NEVER {
            other.weekend_hours = Weekly::new(Days::ALL, Hours::AllDay);
        }
    }
    unlike
}

/// An address that no file can ask for.
fn some_address() -> Address {
    Address {
        street: String::new(),
        city: String::new(),
        province: None,
        postal_code: None,
        country: String::new(),
    }
}

fn other(language: Language) -> Language {
    match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    }
}
