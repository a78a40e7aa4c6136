//! `consigne status`: what an account is on the portal, whatever a file says of it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::args::{ListFormat, StatusArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::people::{role, scope};
use super::portal::Portals;
use crate::availability::{UnknownZone, explain};
use crate::contract::ReadPortal;
use crate::model::{AccountName, Availability, Language, Observed, PerLanguage};
use crate::report::harmless;
use crate::words::{Message, Words};

/// One request for each account. One that cannot be read does not keep the others from being shown.
pub(super) async fn run(args: &StatusArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portals = Portals::open(&args.portal, environment).await?;
    let mut exit = Exit::Done;
    let mut rows = Vec::new();
    for name in &args.accounts {
        match observed(name, &portals, environment).await {
            Ok(account) => match args.format {
                ListFormat::Text => environment.result(&account.to_text(&environment.words)),
                ListFormat::Json => rows.push(account.to_json()),
            },
            Err(failure) => exit = exit.worst(failure.report_of(name, environment)),
        }
    }
    if args.format == ListFormat::Json {
        let report = json!({ "formatVersion": "1.0", "accounts": rows });
        environment.result(&format!("{report:#}\n"));
    }
    Ok(exit)
}

/// An account, and whether its chat is open now.
struct AccountStatus {
    observed: Observed,
    open: PerLanguage<bool>,
}

async fn observed(
    name: &str,
    portals: &Portals<'_>,
    environment: &Environment,
) -> Result<AccountStatus, Failure> {
    let account = AccountName::parse(name).map_err(|_| {
        let message = Message::new("bad-account").text("account", name);
        Failure::new(Exit::Usage, message)
    })?;
    let connection = portals.account(account.as_str(), None)?;
    let observed = connection.portal.observe(&account).await;
    let observed = observed.map_err(|error| Failure::from(&error))?;
    let now = environment.now;
    Ok(AccountStatus {
        open: PerLanguage {
            fr: is_open(&observed, Language::Fr, now)?,
            en: is_open(&observed, Language::En, now)?,
        },
        observed,
    })
}

fn is_open(
    observed: &Observed,
    language: Language,
    now: DateTime<Utc>,
) -> Result<bool, UnknownZone> {
    let chat = &observed.account.chat;
    let layers = explain(chat, language, now)?;
    let decides = layers.first().filter(|_| chat.enabled);
    Ok(decides.is_some_and(|layer| layer.says == Availability::Open))
}

impl AccountStatus {
    fn to_json(&self) -> Value {
        let (observed, account) = (&self.observed, &self.observed.account);
        let primary = &account.administrator.primary;
        json!({
            "account": observed.name.as_str(),
            "role": role(observed.viewer.role).code,
            "scope": scope(observed.viewer.scope).code,
            "primary": { "user": primary.user.as_str(), "name": primary.name.as_str() },
            "can": account.general.can.as_str(),
            "spid": account.general.spid.as_ref().map(ToString::to_string),
            "pbx": account.telephony.pbx.as_str(),
            "provider": account.telephony.carrier.as_str(),
            "chatDeployed": observed.software_deployed,
            "chatEnabled": account.chat.enabled,
            "openNow": { "fr": self.open.fr, "en": self.open.en },
        })
    }

    /// The name of the account, and below it one fact a line.
    fn to_text(&self, words: &Words) -> String {
        let (observed, account) = (&self.observed, &self.observed.account);
        let (primary, spid) = (&account.administrator.primary, &account.general.spid);
        let spid = spid.as_ref().map(ToString::to_string);
        let state = |yes, [when, otherwise]: [&'static str; 2]| {
            words.text(if yes { when } else { otherwise })
        };
        let open = |yes| state(yes, ["value-open", "value-closed"]);
        let viewer = [
            role(observed.viewer.role).sentence,
            scope(observed.viewer.scope).sentence,
        ];
        let rows = [
            ("status-token", viewer.map(|id| words.text(id)).join(", ")),
            (
                "status-primary",
                format!("{} {}", primary.user, primary.name),
            ),
            ("status-can", account.general.can.to_string()),
            (
                "status-spid",
                spid.unwrap_or_else(|| words.text("value-none")),
            ),
            ("status-pbx", account.telephony.pbx.to_string()),
            ("status-provider", account.telephony.carrier.to_string()),
            (
                "status-software",
                state(
                    observed.software_deployed,
                    ["status-deployed", "status-not-deployed"],
                ),
            ),
            (
                "status-chat",
                state(account.chat.enabled, ["value-on", "value-off"]),
            ),
            ("status-now-french", open(self.open.fr)),
            ("status-now-english", open(self.open.en)),
        ];
        let lines =
            rows.map(|(id, value)| format!("  {:<24}{}\n", words.text(id), harmless(&value)));
        format!("{}\n{}", observed.name, lines.concat())
    }
}
