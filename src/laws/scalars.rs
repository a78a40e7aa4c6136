//! Texts that the tool writes into files: one line each, and read again as they were.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use proptest::test_runner::TestCaseError;

use super::{english, now, ready};
use crate::document::{parse, text_scalar};
use crate::effort::cases;
use crate::export::Phones;
use crate::fixture::{observed, weekly};
use crate::model::{
    Address, Language, Named, Observed, PersonName, ResellerName, ScheduleName, UserCode,
};
use crate::reconcile::sayable;

/// Whole texts that some reader of YAML takes for something else.
const WHOLE: [&str; 28] = [
    "",
    " ",
    "yes",
    "no",
    "on",
    "null",
    "Null",
    "~",
    "true",
    "<<",
    "=",
    "-",
    "?",
    "---",
    "...",
    "0412",
    "1E5",
    "0x10",
    "1_000",
    "12:30",
    "2027-02-01",
    ".inf",
    "{}",
    "[]",
    "- a",
    "? a",
    "a:",
    "%YAML 1.2",
];

/// Parts that need a quote or an escape, or look like something else where they stand.
const PARTS: [&str; 34] = [
    "a",
    "é",
    " ",
    "  ",
    "\"",
    "'",
    "\\",
    "\\n",
    "#",
    " #",
    ": ",
    ":",
    ",",
    "[",
    "]",
    "{",
    "}",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "👩\u{200d}👩\u{200d}👧",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => vec(select(PARTS.to_vec()), 0..8).prop_map(|parts| parts.concat()),
        1 => select(WHOLE.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[a-z# :,]{90,300}",
    ]
}

/// In a line of its own, in a mapping of one line and in a list.
fn is_read_as_it_was(text: &str) -> Result<(), TestCaseError> {
    let scalar = text_scalar(text);
    let breaks = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    prop_assert!(!scalar.contains(breaks), "{scalar}");
    let head = "apiVersion: consigne/v1\naccount: boreal\n";
    for general in [
        format!("general:\n  resellerName: {scalar} # a comment\n"),
        format!("general: {{ resellerName: {scalar}, spid: x }}\n"),
    ] {
        let file = format!("{head}{general}");
        let document = parse(file.as_bytes()).document;
        let document = document.map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
        let name = document
            .file
            .general
            .and_then(|general| general.reseller_name);
        prop_assert_eq!(name.as_deref(), Some(text), "{}", file);
    }
    let read: BTreeMap<String, Vec<String>> =
        serde_yaml::from_str(&format!("list: [{scalar}, {scalar}]\n"))
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&read["list"], &vec![text.to_owned(); 2]);
    Ok(())
}

/// An account that holds a text wherever a portal may hold one.
fn holding(text: &str) -> Observed {
    let mut observed = observed();
    let account = &mut observed.account;
    account.general.reseller_name = ResellerName::observed(text);
    account.general.address = Some(Address {
        street: text.to_owned(),
        city: "Lyon".to_owned(),
        province: Some(text.to_owned()),
        postal_code: None,
        country: "FR".to_owned(),
    });
    let user = UserCode::observed("2041");
    account.delegates.insert(user, PersonName::observed(text));
    for language in Language::ALL {
        let named = Named::weekly(ScheduleName::observed(text), weekly("thu 18:00-21:00"));
        account.chat.hours.get_mut(language).named.insert(named);
    }
    observed
}

/// Whatever an account holds, its file is valid and changes nothing: what a file may hold is in it, and what
/// it may not is left out.
fn changes_nothing(observed: &Observed) -> Result<(), TestCaseError> {
    let text = sayable(observed, Phones::Kept, &english(), now());
    let text = text.map_err(|reason| TestCaseError::fail(format!("{reason:?}")))?;
    let ready = ready(&text).map_err(TestCaseError::fail)?;
    let target = ready.desired.over(&observed.account).account;
    prop_assert_eq!(&target, &observed.account, "{}", text);
    let name = observed.account.general.reseller_name.as_str();
    let is_sayable = ResellerName::parse(name).is_ok_and(|parsed| parsed.as_str() == name);
    prop_assert_eq!(
        ready.desired.reseller_name.is_some(),
        is_sayable,
        "{}",
        text
    );
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_text_that_is_written_is_read_as_it_was(text in text()) {
        is_read_as_it_was(&text)?;
    }

    #[test]
    fn an_export_of_any_texts_is_valid_and_changes_nothing(text in text()) {
        changes_nothing(&holding(&text))?;
    }
}

#[test]
fn texts_that_look_like_something_else_are_read_as_they_were() {
    for text in WHOLE.into_iter().chain(PARTS) {
        is_read_as_it_was(text).unwrap();
        changes_nothing(&holding(text)).unwrap();
    }
}
