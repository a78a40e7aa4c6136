//! The JSON document around the answers for accounts.

use serde::Serialize;

use crate::report::view::FORMAT_VERSION;

/// The document of one account: its members stand beside the version.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SingleAccount<'a, T> {
    format_version: &'static str,
    #[serde(flatten)]
    account: &'a T,
}

/// The document of several accounts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccountList<'a, T> {
    format_version: &'static str,
    accounts: &'a [T],
}

/// One account is a document of its own. When several were asked for the document is a list, even
/// if only one of them answered, so that a program can rely on the shape.
pub(crate) fn json<T: Serialize>(accounts: &[T], asked: usize) -> String {
    let format_version = FORMAT_VERSION;
    let text = match accounts {
        [account] if asked == 1 => serde_json::to_string_pretty(&SingleAccount {
            format_version,
            account,
        }),
        accounts => serde_json::to_string_pretty(&AccountList {
            format_version,
            accounts,
        }),
    };
    text.expect("views hold only texts, numbers and lists") + "\n"
}
