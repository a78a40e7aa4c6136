//! The audit table: who did what when, with old and new values and nothing secret.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::params;
use serde_json::Value;

use super::store::{Held, Purpose};
use super::{Portal, PortalFault};

/// One act.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    /// RFC 3339, as it was written.
    pub(crate) at: String,
    /// A user code, or `system`.
    pub(crate) who: String,
    /// `*` for what concerns every account.
    pub(crate) account: String,
    pub(crate) what: String,
    pub(crate) old: Option<Value>,
    pub(crate) new: Option<Value>,
}

/// Which acts are asked for; all of them by default.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) account: Option<String>,
    pub(crate) since: Option<DateTime<Utc>>,
}

impl Portal {
    /// The acts in the order in which they were done.
    pub(crate) fn audited(&self, wanted: &Wanted) -> Result<Vec<Entry>, PortalFault> {
        let mut store = self.store();
        let held = store.begin(Purpose::Read)?;
        let query = "SELECT id, at, who, account, what, old, new FROM audit
                     WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR at >= ?2) ORDER BY id";
        let mut query = held.transaction.prepare_cached(query)?;
        let since = wanted.since.map(written);
        let json = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
        let rows = query.query_map(params![wanted.account, since], |row| {
            Ok(Entry {
                id: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                account: row.get(3)?,
                what: row.get(4)?,
                old: json(row.get(5)?),
                new: json(row.get(6)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

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
        self.execute(
            insert,
            params![now(), who, account, what, text(old), text(new)],
        )?;
        Ok(())
    }
}

/// This instant.
pub(super) fn now() -> String {
    written(std::time::SystemTime::now().into())
}

/// An instant as text, which sorts as instants do.
fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
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
