//! The JSON document around the answers for accounts.

use serde::Serialize;

use crate::report::view::FORMAT_VERSION;
use crate::zone::release;

/// The document of one account: its members stand beside the version.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SingleAccount<'a, T> {
    format_version: &'static str,
    #[serde(flatten)]
    account: &'a T,
    time_zone_data: &'static str,
}

/// The document of several accounts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountList<'a, T> {
    format_version: &'static str,
    accounts: &'a [T],
    time_zone_data: &'static str,
}

/// One account is a document of its own. When several were asked for the document is a list, even
/// if only one of them answered, so that a program can rely on the shape.
pub(crate) fn json<T: Serialize>(accounts: &[T], asked: usize) -> String {
    let (format_version, time_zone_data) = (FORMAT_VERSION, release());
    let text = match accounts {
        [account] if asked == 1 => serde_json::to_string_pretty(&SingleAccount {
            format_version,
            account,
            time_zone_data,
        }),
        accounts => serde_json::to_string_pretty(&AccountList {
            format_version,
            accounts,
            time_zone_data,
        }),
    };
    text.expect("views hold only texts, numbers and lists") + "\n"
}
