//! The audit table: who changed what and when, with old and new values but without secrets.

use chrono::{DateTime, Utc};
use rusqlite::params;
use serde_json::Value;

use super::embedded::Portal;
use super::fault::PortalFault;
use super::instant::{now, sortable};
use super::store::Purpose;
use super::transaction::Transaction;
use crate::model::Phone;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AuditEntry {
    pub(crate) id: i64,
    /// RFC 3339, as it was written.
    pub(crate) at: String,
    /// A user code, a role, or `system`.
    pub(crate) who: String,
    /// `*` when every account is concerned.
    pub(crate) account: String,
    /// Method and key for a request, such as `PATCH chat`; the command for an act of the system
    /// administrator.
    pub(crate) what: String,
    pub(crate) old: Option<Value>,
    pub(crate) new: Option<Value>,
    /// `page`, `token` or `tool`; empty in entries of an earlier version.
    pub(crate) means: String,
}

/// Which entries to list; by default all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct AuditFilter {
    pub(crate) account: Option<String>,
    /// Entries of this instant and later ones.
    pub(crate) since: Option<DateTime<Utc>>,
    pub(crate) about: AuditedKey,
    /// So many of them, the latest ones.
    pub(crate) latest: Option<u32>,
}

/// About which resources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum AuditedKey {
    #[default]
    Any,
    /// The one with this key.
    Only(String),
    /// The one with this key, and those below it.
    Section(&'static str),
}

impl Portal {
    /// The entries that pass the filter, oldest first.
    pub(crate) fn audited(&self, filter: &AuditFilter) -> Result<Vec<AuditEntry>, PortalFault> {
        self.readers.with(|reader| {
            let transaction = reader.store.begin(Purpose::Read)?;
            transaction.audited(filter)
        })?
    }
}

fn entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        id: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        account: row.get(3)?,
        what: row.get(4)?,
        old: parse(row.get(5)?),
        new: parse(row.get(6)?),
        means: row.get(7)?,
    })
}

/// A stored value. One that is not JSON is left out rather than making the whole table unreadable.
fn parse(text: Option<String>) -> Option<Value> {
    serde_json::from_str(&text?).ok()
}

impl Transaction<'_> {
    fn audited(&self, filter: &AuditFilter) -> Result<Vec<AuditEntry>, PortalFault> {
        // What was done stands before the first space, and to which resource behind it.
        let query = "SELECT id, at, who, account, what, old, new, means FROM audit
                     WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR at >= ?2)
                     AND (?3 IS NULL OR substr(what, instr(what, ' ') + 1) = ?3
                          OR (?4 AND substr(what, instr(what, ' ') + 1) LIKE ?3 || '/%'))
                     ORDER BY id DESC LIMIT ?5";
        let mut query = self.sql.prepare_cached(query)?;
        let since = filter.since.map(sortable);
        let (key, below) = match &filter.about {
            AuditedKey::Any => (None, false),
            AuditedKey::Only(key) => (Some(key.as_str()), false),
            AuditedKey::Section(key) => (Some(*key), true),
        };
        let most = filter.latest.map_or(-1, i64::from);
        let values = params![filter.account, since, key, below, most];
        let rows = query.query_map(values, entry)?;
        let mut entries: Vec<_> = rows.collect::<Result<_, _>>()?;
        entries.reverse();
        Ok(entries)
    }

    /// Records a change. Confidential parts of the values are masked.
    pub(super) fn audit(
        &self,
        who: &str,
        account: &str,
        what: &str,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> Result<(), PortalFault> {
        let insert = "INSERT INTO audit (at, who, account, what, old, new, means) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (old, new) = (old.map(redacted), new.map(redacted));
        let means = self.means().as_str();
        self.execute(insert, params![now(), who, account, what, old, new, means])?;
        Ok(())
    }
}

/// « Ce numéro de téléphone demeure confidentiel »: only its last four digits are recorded.
fn redacted(value: &Value) -> String {
    let mut value = value.clone();
    if let Some(phone) = value.get_mut("phone")
        && let Some(text) = phone.as_str()
    {
        *phone = Phone::observed(text).masked().into();
    }
    value.to_string()
}
