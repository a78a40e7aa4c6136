//! A step of a check as one line: `WHO METHOD PATH [header=value…] [{body}] => EXPECTATION…`.
//!
//! Expectations: `200` or `404|410` (status), `type:stale`, `wrong:/pointer` (one of `errors`),
//! `@header=value`, `@header~part`, `@header!` (absent), `.member/below=JSON`, `.member` (there), `.member!` (absent or
//! null), `hides:text`; of tags `save:a`, and later `new:a` and `same:a`.

use serde_json::Value;

use super::Holder;
use super::answer::Answer;

/// A step that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step<'a> {
    pub(super) holder: Holder,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) headers: Vec<(&'a str, &'a str)>,
    pub(super) body: Option<&'a str>,
    pub(super) expectations: Vec<&'a str>,
}

impl<'a> Step<'a> {
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let (request, expectations) = line.split_once(" => ")?;
        let (head, body) = match request.find('{') {
            Some(at) => (request.get(..at)?, request.get(at..)),
            None => (request, None),
        };
        let mut words = head.split_whitespace();
        Some(Self {
            holder: Holder::parse(words.next()?)?,
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

/// Whether an answer is as expected; otherwise what it is instead. Tags are the trial's.
pub(super) fn met(expectation: &str, answer: &Answer) -> Result<(), String> {
    if let Some(kind) = expectation.strip_prefix("type:") {
        let found = super::text(&answer.body, "/type");
        let word = found.rsplit(['/', ':', '#']).next().unwrap_or_default();
        return held(word == kind, || answer.verdict());
    }
    if let Some(text) = expectation.strip_prefix("hides:") {
        return held(!answer.text.contains(text), || {
            format!("it is shown: {text}")
        });
    }
    if let Some(header) = expectation.strip_prefix('@') {
        return of_header(header, answer);
    }
    if let Some(member) = expectation.strip_prefix('.') {
        return of_member(member, answer);
    }
    if let Some(pointer) = expectation.strip_prefix("wrong:") {
        let named = answer
            .errors()
            .any(|word| word.starts_with(&format!("{pointer}:")));
        return held(named, || answer.verdict());
    }
    let mut statuses = expectation.split('|');
    let status = answer.status.to_string();
    held(statuses.any(|one| one == status), || answer.verdict())
}

fn held(holds: bool, instead: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(instead()) }
}

fn of_header(expectation: &str, answer: &Answer) -> Result<(), String> {
    if let Some(name) = expectation.strip_suffix('!') {
        return held(answer.header(name).is_none(), || format!("{name} is there"));
    }
    let (name, wanted, whole) = match (expectation.split_once('='), expectation.split_once('~')) {
        (Some((name, value)), _) => (name, value, true),
        (None, Some((name, part))) => (name, part, false),
        (None, None) => (expectation, "", false),
    };
    let found = answer.header(name);
    let fits = found.is_some_and(|found| {
        if whole {
            found == wanted
        } else {
            found.contains(wanted)
        }
    });
    held(fits, || format!("{name}: {}", found.unwrap_or("absent")))
}

fn of_member(expectation: &str, answer: &Answer) -> Result<(), String> {
    let (member, wanted) = match expectation.split_once('=') {
        Some((member, json)) => (member, Some(json)),
        None => (expectation, None),
    };
    let (member, there) = match (member.strip_suffix('!'), wanted) {
        (Some(member), None) => (member, false),
        (Some(_), Some(_)) | (None, _) => (member, true),
    };
    let found = answer.body.pointer(&format!("/{member}"));
    let found = found.filter(|value| !value.is_null());
    let fits = match wanted {
        Some(json) => serde_json::from_str::<Value>(json).ok().as_ref() == found,
        None => found.is_some() == there,
    };
    held(fits, || match found {
        Some(value) => value.to_string(),
        None => format!("{member} absent"),
    })
}
