//! What a record leaves out, and how it writes the rest.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::ordered::{Ordered, Shown};

/// Members of JSON whose value is a sentence, or a list of sentences: a message can be reworded and
/// is not what a script reads. Whether one is there, and how many, stays on record.
const SENTENCES: [&str; 9] = [
    "assumptions",
    "description",
    "detail",
    "help",
    "message",
    "note",
    "rule",
    "text",
    "title",
];

/// Members that name the version of the program.
const VERSIONS: [&str; 1] = ["semanticVersion"];

/// Properties of iCalendar that people read or that hold the version of the program.
const CALENDAR: [&str; 4] = ["SUMMARY", "DESCRIPTION", "X-WR-CALNAME", "PRODID"];

/// Replaces what differs from run to run by names that are given in order of appearance, so that a
/// digest that comes back is seen to be that digest.
pub(super) struct Mask {
    here: Vec<String>,
    digests: BTreeMap<String, String>,
    ids: BTreeMap<String, String>,
    shown: Shown,
}

impl Mask {
    /// `here` are the directories whose names are local.
    pub(super) fn new(here: &[&Path]) -> Self {
        let here = here.iter().map(|path| path.to_str().unwrap().to_owned());
        Self {
            here: here.collect(),
            digests: BTreeMap::new(),
            ids: BTreeMap::new(),
            shown: Shown::default(),
        }
    }

    pub(super) fn begin_run(&mut self) {
        self.shown.begin_run();
    }

    /// Standard output as a record holds it. It depends on the format:
    ///
    /// - JSON, SARIF and GitLab's report whole, but for sentences;
    /// - commands of GitHub's runner without their text, JUnit's XML without text and messages;
    /// - iCalendar without summaries, `opening_hours` whole, YAML without comments;
    /// - of pages and of text for people the digests alone.
    ///
    /// Everywhere digests, ids of schedules, local paths and addresses become names.
    pub(super) fn output(&mut self, arguments: &[&str], stdout: &str) -> String {
        if let Ok(value) = serde_json::from_str::<Ordered>(stdout) {
            return self.json(value);
        }
        let format = arguments.iter().skip_while(|word| **word != "--format");
        let format = format.copied().nth(1).unwrap_or("text");
        match (arguments[0], format) {
            (_, "github") => self.lines(stdout, command_head),
            (_, "junit") => self.names(&without_text(stdout)),
            (_, "ics") => self.lines(&stdout.replace("\r\n ", ""), |line| {
                let sentence = CALENDAR.iter().any(|name| line.starts_with(name));
                (!sentence).then_some(line)
            }),
            (_, "osm") => self.names(stdout),
            ("export", _) => self.lines(stdout, |line| {
                let code = line.split(" #").next().unwrap();
                (!code.starts_with('#')).then_some(code)
            }),
            _ => digests(stdout)
                .iter()
                .map(|digest| format!("digest {}\n", self.names(digest)))
                .collect(),
        }
    }

    /// A value without sentences, a small value on a line.
    pub(super) fn json(&mut self, mut value: Ordered) -> String {
        self.veil(&mut value);
        value.text(&mut self.shown)
    }

    fn veil(&mut self, value: &mut Ordered) {
        match value {
            Ordered::Object(members) => {
                for (name, member) in members {
                    self.veil_member(name, member);
                }
            }
            Ordered::Array(values) => values.iter_mut().for_each(|value| self.veil(value)),
            Ordered::Leaf(Value::String(text)) => *text = self.names(text),
            Ordered::Leaf(_) => {}
        }
    }

    fn veil_member(&mut self, name: &str, member: &mut Ordered) {
        if SENTENCES.contains(&name) {
            sentence(member);
        }
        if VERSIONS.contains(&name) {
            *member = Ordered::Leaf("<version>".into());
        }
        // A fingerprint is of code, file and path, and has no random part.
        if !name.to_lowercase().contains("fingerprint") {
            self.veil(member);
        }
    }

    fn lines<'a>(&mut self, text: &'a str, kept: impl Fn(&'a str) -> Option<&'a str>) -> String {
        let lines = text.lines().filter_map(kept);
        lines
            .map(|line| self.names(line.trim_end()) + "\n")
            .collect()
    }

    /// Names instead of digests, ids, directories and addresses of portals.
    fn names(&mut self, text: &str) -> String {
        let mut out = String::new();
        for piece in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_digest(word) {
                out.push_str(&named(&mut self.digests, "digest", word));
            } else if is_id(word) {
                out.push_str(&named(&mut self.ids, "id", word));
            } else {
                out.push_str(word);
            }
            out.push_str(&piece[word.len()..]);
        }
        for path in &self.here {
            out = out.replace(path, "<here>");
        }
        without_port(&out)
    }
}

fn named(names: &mut BTreeMap<String, String>, kind: &str, word: &str) -> String {
    let next = names.len() + 1;
    let name = names.entry(word.to_owned());
    name.or_insert_with(|| format!("<{kind} {next}>")).clone()
}

/// A sentence becomes a dash, and what is nested keeps its form.
fn sentence(value: &mut Ordered) {
    match value {
        Ordered::Leaf(Value::String(text)) => "–".clone_into(text),
        Ordered::Array(values) => values.iter_mut().for_each(sentence),
        Ordered::Object(_) | Ordered::Leaf(_) => {}
    }
}

/// The digests in a text, in their order.
pub(super) fn digests(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| is_digest(word)).collect()
}

fn is_digest(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Ids of schedules are 26 letters and digits.
fn is_id(word: &str) -> bool {
    let fits = word.len() == 26 && word.bytes().any(|b| b.is_ascii_digit());
    fits && word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn without_port(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("http://127.0.0.1:") {
        out.push_str(before);
        out.push_str("<portal>");
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out + rest
}

/// `error file=a.yaml,line=3,title=unknown-key`, of a command of GitHub's runner; colons in its
/// properties are escaped.
fn command_head(line: &str) -> Option<&str> {
    let (head, _) = line.strip_prefix("::")?.split_once("::")?;
    Some(head)
}

/// Tags of XML with their attributes but for `message`; no text between them.
fn without_text(xml: &str) -> String {
    let tags = xml
        .split('<')
        .skip(1)
        .filter_map(|piece| piece.split_once('>'));
    let tags = tags.map(|(tag, _)| match tag.split_once(" message=\"") {
        Some((head, rest)) => {
            let (_, rest) = rest.split_once('"').unwrap();
            format!("<{head} message=\"–\"{rest}>\n")
        }
        None => format!("<{tag}>\n"),
    });
    tags.collect()
}

#[test]
fn a_mask_names_what_is_local_and_drops_sentences() {
    let mut mask = Mask::new(&[Path::new("/tmp/x")]);
    let value = serde_json::json!({
        "digest": "a".repeat(64), "again": "a".repeat(64), "id": "0123456789abcdefghijklmnop",
        "message": "a sentence", "assumptions": ["one", "two"], "file": "/tmp/x/a.yaml",
        "portal": "http://127.0.0.1:4711/v1", "count": 3
    });
    let expected = serde_json::json!({
        "digest": "<digest 1>", "again": "<digest 1>", "id": "<id 1>",
        "message": "–", "assumptions": ["–", "–"], "file": "<here>/a.yaml",
        "portal": "<portal>/v1", "count": 3
    });
    let masked = mask.json(serde_json::from_value(value).unwrap());
    let found: Value = serde_json::from_str(&masked).unwrap();
    assert_eq!(found, expected);
    let line = "::error file=a.yaml,line=3,title=unknown-key::unknown key\n";
    let kept = mask.output(&["validate", "a.yaml", "--format", "github"], line);
    assert_eq!(kept, "error file=a.yaml,line=3,title=unknown-key\n");
}
