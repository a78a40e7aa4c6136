//! The list of checks is whole: every step can be read, every rule has its sentence.

use std::collections::BTreeSet;

use super::checks::all;
use super::need::Need;
use super::render::heading;
use super::run::RESTORED;
use super::step::CheckStep;
use super::tokens::{Requester, Tokens};
use crate::model::Language;
use crate::words::Words;

const HELP_PAGE: &str = include_str!("../../fixtures/portal-help-page.fr.txt");

#[test]
fn every_step_can_be_read() {
    for check in all() {
        for line in check.steps {
            let step = CheckStep::parse(line);
            let step = step.unwrap_or_else(|| panic!("{}: {line}", check.id));
            assert!(!step.expectations.is_empty(), "{}: {line}", check.id);
        }
        assert!(
            check.more.is_some() || !check.steps.is_empty(),
            "{}",
            check.id
        );
    }
}

#[test]
fn every_rule_has_its_sentence_and_every_sentence_its_rule() {
    let rules: Vec<_> = all().chain([&RESTORED]).map(|check| check.rule).collect();
    let unique: BTreeSet<_> = rules.iter().copied().collect();
    assert_eq!(unique.len(), rules.len(), "a check comes twice");
    for language in Language::ALL {
        let words = Words::of(language);
        for rule in &rules {
            assert_ne!(words.text(rule), *rule, "{language}");
        }
        for check in all().chain([&RESTORED]) {
            let heading = heading(check.group);
            let fits = heading == format!("conformance-group-{}", check.group);
            assert!(fits, "{} is in the group {}", check.id, check.group);
            assert_ne!(words.text(heading), heading, "{language}");
        }
    }
    let catalogue = include_str!("../words/en/conformance.ftl");
    let sentences = catalogue.lines().filter_map(|line| line.split_once(" ="));
    for (id, _) in sentences.filter(|(id, _)| id.starts_with("check-")) {
        assert!(unique.contains(id), "{id} is no check");
    }
}

#[test]
fn quotes_are_in_the_help_page() {
    for check in all() {
        if let Some(page) = check.page {
            assert!(HELP_PAGE.contains(page), "{}: {page}", check.id);
        }
    }
}

#[test]
fn variables_of_steps_are_known() {
    const KNOWN: [&str; 19] = [
        "one", "two", "three", "four", "five", "name", "shout", "account", "can", "primary",
        "person", "deployed", "contrary", "user", "second", "login", "a", "b", "c",
    ];
    for check in all() {
        for part in check.steps.iter().flat_map(|line| line.split('$').skip(1)) {
            let name = part
                .split(|c: char| !c.is_ascii_lowercase())
                .next()
                .unwrap();
            assert!(KNOWN.contains(&name), "{}: ${name}", check.id);
            let needed = match name {
                "user" => Some(Need::Candidate),
                "second" | "login" => Some(Need::SecondAccount),
                _ => None,
            };
            let has = needed.is_none_or(|need| check.needs.contains(&need));
            assert!(has, "{} uses ${name}", check.id);
        }
    }
}

#[test]
fn a_token_file_gives_each_role_its_token() {
    let text = "
        # comment
        primary boreal write a
        primary boreal write later
        primary boreal read b   # another comment
        delegate:2041 boreal write c
        delegate:2041 austral write no
        system * read d
        primary austral write e";
    let tokens = Tokens::parse(text, "boreal").unwrap();
    let bearer = |holder| {
        let value = tokens.bearer(holder)?;
        Some(value.to_str().unwrap().to_owned())
    };
    let rows = [
        (Requester::Primary, Some("Bearer a")),
        (Requester::Reader, Some("Bearer b")),
        (Requester::Delegate, Some("Bearer c")),
        (Requester::System, Some("Bearer d")),
        (Requester::Other, Some("Bearer e")),
        (Requester::Anonymous, None),
    ];
    for (holder, expected) in rows {
        assert_eq!(bearer(holder).as_deref(), expected, "{holder}");
    }
    for (line, text) in [(1, "primary boreal write"), (2, "\nowner boreal write x")] {
        assert_eq!(Tokens::parse(text, "boreal").err(), Some(line), "{text}");
    }
}
