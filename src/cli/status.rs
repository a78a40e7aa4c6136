//! `consigne status`: what an account is on the portal, whatever a file says of it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::args::{ListFormat, StatusArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::people::{role, scope};
use super::portal::Portals;
use super::standing::{row, standing_row};
use crate::availability::{UnknownZone, explain};
use crate::contract::ReadPortal;
use crate::export::{primary, software};
use crate::model::{AccountName, Availability, Language, Observed, PerLanguage};
use crate::report::view::FORMAT_VERSION;
use crate::words::{Message, Words};

/// One request for each account. One that cannot be read does not keep the others from being shown.
pub(super) async fn run(args: &StatusArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portals = Portals::open(&args.portal.for_reading(), environment).await?;
    let mut exit = Exit::Done;
    let mut rows = Vec::new();
    for name in &args.accounts {
        match observed(name, &portals, environment).await {
            Ok(account) => match args.format {
                ListFormat::Text => environment.report(&account.to_text(&environment.words)),
                ListFormat::Json => rows.push(account.to_json()),
            },
            Err(failure) => exit = exit.worst(failure.report_of(name, environment)),
        }
    }
    if args.format == ListFormat::Json {
        let report = json!({ "formatVersion": FORMAT_VERSION, "accounts": rows });
        environment.result(&format!("{report:#}\n"));
    }
    Ok(exit)
}

/// An account, and whether its chat is open now.
struct AccountStatus {
    observed: Observed,
    open: PerLanguage<Availability>,
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
            fr: availability(&observed, Language::Fr, now)?,
            en: availability(&observed, Language::En, now)?,
        },
        observed,
    })
}

fn availability(
    observed: &Observed,
    language: Language,
    now: DateTime<Utc>,
) -> Result<Availability, UnknownZone> {
    let chat = &observed.account.chat;
    let layers = explain(chat, language, now)?;
    let decides = layers.first().filter(|_| chat.enabled);
    Ok(decides.map_or(Availability::Closed, |layer| layer.says))
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
            "openNow": {
                "fr": self.open.fr == Availability::Open,
                "en": self.open.en == Availability::Open,
            },
        })
    }

    /// The name of the account, and below it one fact a line.
    fn to_text(&self, words: &Words) -> String {
        let (observed, account) = (&self.observed, &self.observed.account);
        let telephony = &account.telephony;
        let viewer = [
            role(observed.viewer.role).sentence,
            scope(observed.viewer.scope).sentence,
        ];
        let spid = account.general.spid.as_ref().map(ToString::to_string);
        let spid = spid.unwrap_or_else(|| words.text("value-none"));
        let chat = if account.chat.enabled {
            "value-on"
        } else {
            "value-off"
        };
        let rows = [
            row(
                "status-token",
                &viewer.map(|id| words.text(id)).join(", "),
                words,
            ),
            standing_row(&primary(observed), words),
            row("status-can", account.general.can.as_str(), words),
            row("status-spid", &spid, words),
            row("status-pbx", telephony.pbx.as_str(), words),
            row("status-provider", telephony.carrier.as_str(), words),
            standing_row(&software(observed), words),
            row("status-chat", &words.text(chat), words),
            row("status-now-french", &open_now(self.open.fr, words), words),
            row("status-now-english", &open_now(self.open.en, words), words),
        ];
        format!("{}\n{}", observed.name, rows.concat())
    }
}

fn open_now(now: Availability, words: &Words) -> String {
    words.text(match now {
        Availability::Open => "value-open",
        Availability::Closed => "value-closed",
    })
}
