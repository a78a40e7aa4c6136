//! The audit table: who did what when, with old and new values and nothing secret.

use rusqlite::params;
use serde_json::Value;

use super::PortalFault;
use super::store::Held;

impl Held<'_> {
    /// Who did what when, with old and new values and nothing secret.
    pub(super) fn audit(
        &self,
        who: &str,
        account: &str,
        what: &str,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> Result<(), PortalFault> {
        let text = |value: Option<&Value>| value.map(|value| without_secrets(value).to_string());
        let insert =
            "INSERT INTO audit (at, who, account, what, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.transaction.execute(
            insert,
            params![now(), who, account, what, text(old), text(new)],
        )?;
        Ok(())
    }
}

/// The instant as text, which sorts as instants do.
pub(super) fn now() -> String {
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// « Ce numéro de téléphone demeure confidentiel »: of the phone the last four digits.
fn without_secrets(value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(phone) = value.get_mut("phone")
        && let Some(text) = phone.as_str()
    {
        *phone = crate::model::Phone::observed(text).masked().into();
    }
    value
}
