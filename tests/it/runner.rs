//! How GitHub's runner finds commands in what a step prints, read from its sources and written
//! anew: <https://github.com/actions/runner>, `ActionCommand.cs`.

use std::collections::BTreeMap;

/// What the runner obeys.
#[derive(Debug, PartialEq)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) message: String,
}

/// The command of a line, if the runner would take it for one. It is more suspicious than the
/// runner: a name that is not registered counts as well, because others may be one day.
pub(crate) fn command(line: &str) -> Option<Command> {
    second_form(line)
        .or_else(|| first_form(line))
        .or_else(|| other_runner(line))
}

/// `::name key=value,key=value::message`, after white space.
fn second_form(line: &str) -> Option<Command> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (head, message) = rest.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.split(',').filter_map(|one| {
        let (key, value) = one.split_once('=')?;
        Some((key.trim().to_owned(), property(value)))
    });
    Some(Command {
        name: name.to_owned(),
        properties: properties.collect(),
        message: data(message),
    })
}

/// `##[name key=value;]message`, anywhere in a line.
fn first_form(line: &str) -> Option<Command> {
    let (_, rest) = line.split_once("##[")?;
    let (head, message) = rest.split_once(']')?;
    let (name, _) = head.split_once(' ').unwrap_or((head, ""));
    Some(Command {
        name: name.to_owned(),
        properties: BTreeMap::new(),
        message: message.to_owned(),
    })
}

/// `##vso[…]`, which another runner obeys.
fn other_runner(line: &str) -> Option<Command> {
    let (_, rest) = line.split_once("##vso[")?;
    Some(Command {
        name: "vso".to_owned(),
        properties: BTreeMap::new(),
        message: rest.to_owned(),
    })
}

fn data(text: &str) -> String {
    text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%")
}

fn property(text: &str) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n");
    text.replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%")
}

#[test]
fn commands_are_found_where_the_runner_finds_them() {
    for (line, name) in [
        ("::error file=a%2Cb.yaml,line=3::x%0Ay", Some("error")),
        (" \u{a0}::set-output name=a::b", Some("set-output")),
        ("a ##[warning]b", Some("warning")),
        ("a ##vso[task.complete]b", Some("vso")),
        ("a ::error::b", None),
        ("# # [x]", None),
        (":: error", None),
    ] {
        let found = command(line).map(|command| command.name);
        assert_eq!(found.as_deref(), name, "{line}");
    }
    let found = command("::error file=a%2Cb.yaml,line=3::x%0Ay").unwrap();
    assert_eq!(found.properties["file"], "a,b.yaml");
    assert_eq!(found.message, "x\ny");
}
