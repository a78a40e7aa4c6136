//! `consigne status`: what an account is on the portal, whatever a file says of it.

use std::pin::pin;

use chrono::{DateTime, SecondsFormat, Utc};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::args::{ListFormat, StatusArgs};
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::people::{role, scope};
use super::portal::{Portals, SeenAccount, UnseenAccount};
use super::standing::{row, standing_row};
use crate::availability::{NextChange, UnknownZone, explain, next_change, wall_time};
use crate::contract::ReadPortal;
use crate::export::{primary, software};
use crate::model::{Availability, Language, Observed, PerLanguage};
use crate::reconcile::RunPace;
use crate::report::view::FORMAT_VERSION;
use crate::words::{Message, Words, civil};

/// One request for each account, several at a time, and one for each token when no account is named. One
/// that cannot be read does not keep the others from being shown.
pub(super) async fn run(args: &StatusArgs, environment: &Environment) -> Result<Exit, Failure> {
    let portals = Portals::open(&args.portal.for_reading(), environment).await?;
    let mut exit = Exit::Done;
    let mut rows = Vec::new();
    let mut accounts = portals.named_or_seen(&args.accounts).await?;
    let selection = args.selection.selection();
    accounts.retain(|account| match account {
        Ok(seen) => selection.holds(seen.account.as_str()),
        Err(_) => true,
    });
    let mut accounts = pin!(
        stream::iter(accounts)
            .map(|account| looked_at(account, environment))
            .buffered(RunPace::AT_ONCE.get())
    );
    while let Some(account) = accounts.next().await {
        match account {
            Ok(account) => match args.format {
                ListFormat::Text => environment.report(&account.to_text(&environment.words)),
                ListFormat::Json => rows.push(account.to_json()),
            },
            Err(unseen) => exit = exit.worst(unseen.failure.report_of(&unseen.name, environment)),
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
    /// When it opens or closes next.
    next: PerLanguage<Option<NextChange>>,
}

async fn looked_at(
    account: Result<SeenAccount, UnseenAccount>,
    environment: &Environment,
) -> Result<AccountStatus, UnseenAccount> {
    let SeenAccount {
        account,
        connection,
    } = account?;
    let observed = connection.portal.observe(&account).await;
    let status = observed
        .map_err(|error| Failure::from(&error))
        .and_then(|observed| AccountStatus::of(observed, environment.now));
    status.map_err(|failure| UnseenAccount {
        name: account.to_string(),
        failure: Box::new(failure),
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
    fn of(observed: Observed, now: DateTime<Utc>) -> Result<Self, Failure> {
        let chat = &observed.account.chat;
        Ok(Self {
            open: PerLanguage {
                fr: availability(&observed, Language::Fr, now)?,
                en: availability(&observed, Language::En, now)?,
            },
            next: PerLanguage {
                fr: next_change(chat, Language::Fr, now)?,
                en: next_change(chat, Language::En, now)?,
            },
            observed,
        })
    }

    /// `closed; opens Wed 2026-12-02 09:00`, on the clock of the account.
    fn hours(&self, language: Language, words: &Words) -> String {
        let now = words.text(match self.open.get(language) {
            Availability::Open => "value-open",
            Availability::Closed => "value-closed",
        });
        let next = *self.next.get(language);
        let local = next.and_then(|next| {
            let wall = wall_time(&self.observed.account.chat, next.at).ok()?;
            Some((next.opens, wall))
        });
        let Some((opens, wall)) = local else {
            return now;
        };
        let id = if opens {
            "status-opens"
        } else {
            "status-closes"
        };
        let next = Message::new(id).text("now", now);
        words.say(&next.text("at", civil(wall)))
    }

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
            "nextChange": {
                "fr": self.next.fr.map(next_json),
                "en": self.next.en.map(next_json),
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
            row("status-now-french", &self.hours(Language::Fr, words), words),
            row(
                "status-now-english",
                &self.hours(Language::En, words),
                words,
            ),
        ];
        format!("{}\n{}", observed.name, rows.concat())
    }
}

fn next_json(next: NextChange) -> Value {
    json!({ "at": next.at.to_rfc3339_opts(SecondsFormat::Secs, true), "opens": next.opens })
}
