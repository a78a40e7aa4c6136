//! A portal in memory that holds copies of accounts, for a rehearsal.

use std::path::Path;

use secrecy::ExposeSecret as _;
use tempfile::TempDir;

use super::exit::Exit;
use super::failure::{Failure, faulty};
use super::portal::candidates;
use crate::client::{HttpPortal, PortalUrl, Token};
use crate::contract::document::settings;
use crate::model::{Confidential, Language, Observed, PersonName, Role, UserCode};
use crate::portal::{
    AdminError, LocalPortal, NewAccount, NewCandidate, NewPrimary, NewTelephony, NewToken,
    PortalFault, Seed, TokenRole,
};
use crate::words::Message;

/// The portal, and what is deleted with it.
pub(super) struct PortalCopy {
    portal: LocalPortal,
    url: PortalUrl,
    language: Language,
    /// Of the journals of what is written to the copy.
    state: TempDir,
}

impl PortalCopy {
    pub(super) async fn open(language: Language) -> Result<Self, Failure> {
        let portal = LocalPortal::in_memory().await;
        let portal = portal.map_err(|fault| faulty(&fault))?;
        let url = PortalUrl::parse(&portal.url()).expect("a loopback address is a valid URL");
        let state = tempfile::tempdir().map_err(|error| faulty(&PortalFault::File(error)))?;
        Ok(Self {
            portal,
            url,
            language,
            state,
        })
    }

    pub(super) fn state(&self) -> &Path {
        self.state.path()
    }

    /// Copies an account as the portal showed it, and gives a connection of somebody with the same role.
    /// The people to be `granted` rights by the plan are candidates there.
    pub(super) fn of<'p>(
        &self,
        observed: &'p Observed,
        granted: impl Iterator<Item = (&'p UserCode, &'p PersonName)>,
    ) -> Result<HttpPortal, Failure> {
        let delegates = observed.account.delegates.iter();
        let candidates = candidates(&observed.name, delegates.chain(granted));
        let seed = Seed::from(vec![new_account(observed, candidates)]);
        self.portal.portal().seed(&seed).map_err(|fault| {
            let message = Message::new("copy-refused").text("account", &observed.name);
            Failure::new(Exit::Failed, message.reason(fault))
        })?;
        let token = self.token(observed)?;
        let token = Token::parse(&token).expect("the portal makes tokens that are valid");
        let http = HttpPortal::new(self.url.clone(), token, self.language, None);
        http.map_err(|error| Failure::from(&error))
    }

    fn token(&self, observed: &Observed) -> Result<String, Failure> {
        let account = observed.name.as_str();
        let viewer = &observed.viewer;
        let (Role::Delegate, Some(user)) = (viewer.role, &viewer.user) else {
            return self.portal.token(account).map_err(|fault| faulty(&fault));
        };
        let new = NewToken {
            role: TokenRole::Delegate(user.to_string()),
            account: Some(account.to_owned()),
            scope: "write",
            name: None,
        };
        let created = self.portal.portal().create_token(&new);
        let (_, token) = created.map_err(|error| match error {
            AdminError::Fault(fault) => faulty(&fault),
            AdminError::Refused(reason) => Failure::new(Exit::Failed, reason),
        })?;
        Ok(token.expose_secret().to_owned())
    }
}

/// What the system administrator decides about an account, and all its settings.
fn new_account(observed: &Observed, candidates: Vec<NewCandidate>) -> NewAccount {
    let account = &observed.account;
    let primary = &account.administrator.primary;
    NewAccount {
        account: observed.name.to_string(),
        can: Some(account.general.can.to_string()),
        telephony: NewTelephony {
            pbx: Some(account.telephony.pbx.to_string()),
            provider: Some(account.telephony.carrier.to_string()),
        },
        primary: NewPrimary {
            user_code: Some(primary.user.to_string()),
            name: Some(primary.name.as_str().to_owned()),
            email: Some(account.administrator.email.to_string()),
            phone: match &account.administrator.phone {
                Confidential::Shown(Some(phone)) => Some(phone.to_string()),
                Confidential::Shown(None) | Confidential::Hidden => None,
            },
            language: Some(account.administrator.language.as_str().to_owned()),
            password: None,
        },
        candidates,
        software_deployed: observed.software_deployed,
        settings: settings(observed),
    }
}
