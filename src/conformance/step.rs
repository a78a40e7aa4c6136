//! A step of a check as one line: `WHO METHOD PATH [header=value…] [{body}] => EXPECTATION…`.
//!
//! Expectations: `200` or `404|410` (status), `type:stale`, `wrong:/pointer` (one of `errors`),
//! `@header=value`, `@header~part`, `@header!` (absent), `.member/below=JSON`, `.member` (there), `.member!` (absent or
//! null), `hides:text`; of tags `save:a`, and later `new:a` and `same:a`.

use serde_json::Value;

use super::message::{ProbeResponse, text};
use super::tokens::Requester;

/// A step that was read, with its variables not yet filled in: `$name` stands in any part of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CheckStep<'a> {
    pub(super) requester: Requester,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    pub(super) body: Option<&'a str>,
    pub(super) expectations: Vec<&'a str>,
}

impl<'a> CheckStep<'a> {
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let (request, expectations) = line.split_once(" => ")?;
        // Everything from the first brace on is the body: no path and no header of a check has one.
        let (head, body) = match request.find('{') {
            Some(at) => (request.get(..at)?, request.get(at..)),
            None => (request, None),
        };
        let mut words = head.split_whitespace();
        Some(Self {
            requester: Requester::parse(words.next()?)?,
            method: words.next()?,
            path: words.next()?,
            headers: words
                .map(|word| word.split_once('='))
                .collect::<Option<_>>()?,
            body,
            expectations: expectations.split_whitespace().collect(),
        })
    }
}

/// Whether a response meets one expectation; otherwise what it has instead, in words of a report. The
/// expectations `save`, `new` and `same` are not met here: they are about an earlier response as well.
pub(super) fn met(expectation: &str, response: &ProbeResponse) -> Result<(), String> {
    if let Some(kind) = expectation.strip_prefix("type:") {
        let found = text(&response.body, "/type");
        // A portal may write the whole URI of a type, which ends in the word.
        let word = found.rsplit(['/', ':', '#']).next().unwrap_or(found);
        return if word == kind {
            Ok(())
        } else {
            Err(response.verdict())
        };
    }
    if let Some(hidden) = expectation.strip_prefix("hides:") {
        return if response.text.contains(hidden) {
            Err(format!("it is shown: {hidden}"))
        } else {
            Ok(())
        };
    }
    if let Some(header) = expectation.strip_prefix('@') {
        return of_header(header, response);
    }
    if let Some(member) = expectation.strip_prefix('.') {
        return of_member(member, response);
    }
    let fits = match expectation.strip_prefix("wrong:") {
        Some(pointer) => {
            let prefix = format!("{pointer}:");
            response.errors().any(|word| word.starts_with(&prefix))
        }
        None => {
            let status = response.status.to_string();
            expectation.split('|').any(|one| one == status)
        }
    };
    if fits {
        Ok(())
    } else {
        Err(response.verdict())
    }
}

/// `name=value`, `name~part`, `name!`.
fn of_header(expectation: &str, response: &ProbeResponse) -> Result<(), String> {
    if let Some(name) = expectation.strip_suffix('!') {
        return match response.header(name) {
            None => Ok(()),
            Some(_) => Err(format!("{name} is there")),
        };
    }
    let (name, fits) = match (expectation.split_once('='), expectation.split_once('~')) {
        (Some((name, value)), _) => (name, response.header(name) == Some(value)),
        (None, Some((name, part))) => {
            let found = response.header(name);
            (name, found.is_some_and(|found| found.contains(part)))
        }
        (None, None) => (expectation, response.header(expectation).is_some()),
    };
    if fits {
        return Ok(());
    }
    let found = response.header(name).unwrap_or("absent");
    Err(format!("{name}: {found}"))
}

/// `member=JSON`, `member`, `member!`. A member that is null is absent.
fn of_member(expectation: &str, response: &ProbeResponse) -> Result<(), String> {
    let (member, wanted) = match expectation.split_once('=') {
        Some((member, json)) => (member, WantedMember::Value(serde_json::from_str(json).ok())),
        None => match expectation.strip_suffix('!') {
            Some(member) => (member, WantedMember::Absent),
            None => (expectation, WantedMember::Present),
        },
    };
    let found = response.body.pointer(&format!("/{member}"));
    let found = found.filter(|value| !value.is_null());
    let fits = match wanted {
        WantedMember::Value(json) => json.as_ref() == found,
        WantedMember::Present => found.is_some(),
        WantedMember::Absent => found.is_none(),
    };
    if fits {
        return Ok(());
    }
    Err(match found {
        Some(value) => value.to_string(),
        None => format!("{member} absent"),
    })
}

/// What an expectation wants of a member.
enum WantedMember {
    /// This value. An expectation that is not JSON can be met by an absent member alone.
    Value(Option<Value>),
    Present,
    Absent,
}
