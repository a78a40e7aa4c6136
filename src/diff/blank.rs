//! Accounts that stand for what nobody has said.

use crate::model::{
    Account, Administrator, Can, Carrier, Chat, ChatHours, Confidential, Days, Email, General,
    Hours, Language, Pbx, PerLanguage, PersonName, Primary, ResellerName, ScheduleLists, Spid,
    Telephony, TimeZone, UserCode, Weekly,
};

/// Nothing but what each setting needs at least; no file can say the same.
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

/// On, and without hours; without a zone, a civil week whose clocks never change.
pub(crate) fn chat(zone: Option<&TimeZone>) -> Chat {
    let civil = || TimeZone::observed("UTC");
    Chat {
        enabled: true,
        time_zone: zone.cloned().unwrap_or_else(civil),
        hours: PerLanguage::from_fn(|_| ChatHours {
            working_hours: Weekly::NEVER,
            lunch_break: None,
            weekend_hours: Weekly::NEVER,
            named: ScheduleLists::default(),
        }),
    }
}

/// An account that differs from this one in every setting that a file can name; what may be absent
/// is.
pub(crate) fn unlike(account: &Account) -> Account {
    let mut unlike = self::account();
    let (general, administrator) = (&account.general, &account.administrator);
    if general.spid.is_none() {
        unlike.general.spid = Some(Spid::observed("other"));
    }
    unlike.general.default_customer_language = other(general.default_customer_language);
    unlike.administrator.language = other(administrator.language);
    unlike.chat.enabled = !account.chat.enabled;
    unlike.chat.time_zone = TimeZone::observed("");
    for language in Language::ALL {
        let hours = account.chat.hours.get(language);
        let other = unlike.chat.hours.get_mut(language);
        let never = |weekly: Weekly| weekly == Weekly::NEVER;
        if never(hours.working_hours) {
            other.working_hours = Weekly::new(Days::ALL, Hours::AllDay);
        }
        if never(hours.weekend_hours) {
            other.weekend_hours = Weekly::new(Days::ALL, Hours::AllDay);
        }
    }
    unlike
}

fn other(language: Language) -> Language {
    match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    }
}
