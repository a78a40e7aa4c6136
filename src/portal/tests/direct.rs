//! The portal without a network in between, also for tests of other rooms.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::portal::request::ApiRequest;
use crate::portal::store::Purpose;
use crate::portal::{AuditEntry, Portal};

/// The JSON of a response body.
pub(crate) fn json_of(body: Option<&Bytes>) -> Value {
    body.map_or(Value::Null, |body| serde_json::from_slice(body).unwrap())
}

/// A response. For a problem, the body has nothing but its `type`.
pub(crate) struct DirectResponse {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) etag: Option<String>,
}

impl Portal {
    /// The audit table as lines.
    pub(super) fn audit_text(&self) -> String {
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Read).unwrap();
        let query = "SELECT who || ' ' || what || ' ' || ifnull(old, '') || ' ' || ifnull(new, '')
                     FROM audit ORDER BY id";
        let mut rows = transaction.sql.prepare(query).unwrap();
        let lines = rows.query_map([], |row| row.get::<_, String>(0)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    /// Holds what it held when it was kept under that number, and begins all counts again. One database so
    /// serves many simulations, each of which gives the same tags. Under a number that is new it keeps what
    /// `fill` makes.
    pub(crate) fn restore(&self, number: usize, fill: impl FnOnce(&Self)) {
        let kept = |table: &String| format!("kept_{number}_{table}");
        let tables = self.tables();
        let is_kept = tables
            .iter()
            .any(|table| table.starts_with(&kept(&String::new())));
        let own = || tables.iter().filter(|table| !table.starts_with("kept_"));
        let mut sql = "PRAGMA defer_foreign_keys = ON;
                       UPDATE meta SET value = '5eed5eed' WHERE name = 'epoch';
                       UPDATE meta SET value = '0' WHERE name = 'counter';"
            .to_owned();
        let empty = own().map(|table| format!("DELETE FROM {table};"));
        sql.extend(empty);
        if is_kept {
            let copies =
                own().map(|table| format!("INSERT INTO {table} SELECT * FROM {};", kept(table)));
            sql.extend(copies);
            sql.extend([format!(
                "UPDATE meta SET value = (SELECT value FROM kept_{number}_) WHERE name = 'counter';"
            )]);
            return self.batch(&sql);
        }
        self.batch(&sql);
        fill(self);
        let copies =
            own().map(|table| format!("CREATE TABLE {} AS SELECT * FROM {table};", kept(table)));
        let counter = format!(
            "CREATE TABLE kept_{number}_ AS SELECT value FROM meta WHERE name = 'counter';"
        );
        self.batch(&copies.chain([counter]).collect::<String>());
    }

    fn tables(&self) -> Vec<String> {
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Read).unwrap();
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table'
                      AND name NOT IN ('meta', 'migration') AND name NOT LIKE 'sqlite_%'";
        let mut query = transaction.sql.prepare_cached(tables).unwrap();
        let tables = query.query_map([], |row| row.get(0)).unwrap();
        tables.map(Result::unwrap).collect()
    }

    fn batch(&self, sql: &str) {
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Write).unwrap();
        transaction.sql.execute_batch(sql).unwrap();
        transaction.sql.commit().unwrap();
    }

    /// The entries of the audit table behind the first so many.
    pub(crate) fn audited_behind(&self, count: usize) -> Vec<AuditEntry> {
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Read).unwrap();
        let query = "SELECT id, at, who, account, what, old, new, means FROM audit
                     ORDER BY id LIMIT -1 OFFSET ?1";
        let mut query = transaction.sql.prepare_cached(query).unwrap();
        let value = |row: &rusqlite::Row<'_>, column| {
            let text: Option<String> = row.get(column).unwrap();
            text.map(|text| serde_json::from_str(&text).unwrap())
        };
        let rows = query.query_map([i64::try_from(count).unwrap()], |row| {
            Ok(AuditEntry {
                id: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                account: row.get(3)?,
                what: row.get(4)?,
                old: value(row, 5),
                new: value(row, 6),
                means: row.get(7)?,
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// Sends a request as HTTP would; `headers` are `If-Match` and `If-None-Match`.
    pub(crate) fn ask(
        &self,
        token: &str,
        method: &str,
        path: &str,
        headers: [Option<&str>; 2],
        body: Option<&Value>,
    ) -> DirectResponse {
        let [if_match, if_none_match] = headers.map(|header| header.map(str::to_owned));
        let request = ApiRequest {
            method: method.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            bearer: Some(token.to_owned()),
            if_match,
            if_none_match,
            content_type: body.map(|_| "application/json".to_owned()),
            body: body.map_or_else(Vec::new, |body| body.to_string().into_bytes()),
            ..ApiRequest::default()
        };
        match self.respond(&request) {
            Ok(response) => DirectResponse {
                status: response.status,
                body: json_of(response.body.as_ref()),
                etag: response.etag,
            },
            Err(problem) => DirectResponse {
                status: problem.status,
                body: json!({ "type": problem.kind }),
                etag: None,
            },
        }
    }
}
