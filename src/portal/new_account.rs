//! An account to create, as a seed and `portal admin` describe one.

use serde::Deserialize;
use serde_json::Value;

use super::password::Password;

/// An account to create. Everything except its name is optional.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewAccount {
    pub(crate) account: String,
    /// A random CAN is assigned by default.
    pub(crate) can: Option<String>,
    #[serde(default)]
    pub(crate) telephony: NewTelephony,
    #[serde(default)]
    pub(crate) primary: NewPrimary,
    #[serde(default)]
    pub(crate) candidates: Vec<NewCandidate>,
    #[serde(default)]
    pub(crate) software_deployed: bool,
    /// A part of the `/settings` document, laid over a new account through the rules of requests.
    #[serde(default)]
    pub(crate) settings: Value,
}

/// « Système téléphonique et fournisseur par défaut. »
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewTelephony {
    pub(crate) pbx: Option<String>,
    pub(crate) provider: Option<String>,
}

/// « Administrateur principal. »
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewPrimary {
    pub(crate) user_code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) password: Option<Password>,
}

/// Somebody who can become a delegate.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewCandidate {
    pub(crate) user_code: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) company: String,
    pub(crate) role: Option<String>,
    /// With what they log in to the pages once they are delegates.
    pub(crate) email: Option<String>,
    pub(crate) password: Option<Password>,
}
