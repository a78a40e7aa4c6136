//! Each escaper, and a reader of the place that it writes for. Only text may come through.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use icu_properties::CodePointSetData;
use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint};
use scraper::{Html, Node};

use super::readers::one_harmless_text;
use crate::calendar::ics;
use crate::report::escape::{self, harmless, in_ascii};

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// A terminal shows what is there and obeys nothing; so does the log of a runner.
pub(super) fn terminal(data: &[u8]) {
    let text = text(data);
    let line = harmless(&text);
    one_harmless_text(&line);
    assert!(!line.contains('\n'), "{line:?}");
    let hides = |c: char| {
        CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
            || CodePointSetData::new::<BidiControl>().contains(c)
    };
    assert!(!line.chars().any(hides), "{line:?}");
    let ascii = in_ascii(&line);
    assert!(
        ascii.chars().all(|c| c == ' ' || c.is_ascii_graphic()),
        "{ascii:?}"
    );
}

/// GitHub's Markdown shows a value as it is, and nothing of it is a link, an image, a mention or a cell.
pub(super) fn markdown(data: &[u8]) {
    let text = text(data);
    let code = escape::markdown::code(&text);
    assert_eq!(
        inline_of(&format!("a {code} b")),
        ["t", "c", "t"],
        "{code:?}"
    );
    let cell = escape::markdown::cell(&text);
    assert_eq!(
        inline_of(&format!("|a|\n|-|\n|{cell}|\n")),
        ["t", "c"],
        "{cell:?}"
    );
    for sentence in [
        escape::markdown::inline(&text),
        escape::markdown::sentence(&text),
    ] {
        let kinds = inline_of(&format!("- x: {sentence} y"));
        assert!(
            kinds.iter().all(|kind| ["t", "c"].contains(kind)),
            "{kinds:?} {sentence:?}"
        );
    }
    let fence = escape::markdown::fence(text.lines());
    let lines: Vec<_> = text.lines().map(harmless).collect();
    let block = format!("{fence}\n{}\n{fence}\n", lines.join("\n"));
    assert_eq!(inline_of(&block), ["b"], "{block:?}");
}

/// The leaves of a document: text, code, a block of code, or the name of anything else.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "whatever else the parser knows must not be there"
)]
fn inline_of(document: &str) -> Vec<&'static str> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.tasklist = true;
    let arena = Arena::new();
    let root = parse_document(&arena, document, &options);
    let mut kinds = Vec::new();
    for node in root.descendants() {
        let kind = match &node.data.borrow().value {
            NodeValue::Text(_) => "t",
            NodeValue::Code(_) => "c",
            NodeValue::CodeBlock(_) => "b",
            NodeValue::Document
            | NodeValue::Paragraph
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Table(_)
            | NodeValue::TableRow(_)
            | NodeValue::TableCell => continue,
            other => other.xml_node_name(),
        };
        // Text that a reference is in comes in pieces.
        if kind != "t" || kinds.last() != Some(&"t") {
            kinds.push(kind);
        }
    }
    kinds
}

/// A page shows the value and makes no element of it.
pub(super) fn html(data: &[u8]) {
    let text = text(data);
    let value = escape::node(&text);
    let page = escape::markup(&maud::html! { p title=(value) { (value) } }.into_string());
    assert!(!page.contains("##"), "{page:?}");
    let parsed = Html::parse_fragment(&page);
    let mut seen = String::new();
    for node in parsed.tree.values() {
        match node {
            Node::Element(element) if element.name() == "p" => {
                assert_eq!(element.attr("title"), Some(&*value), "{page:?}");
            }
            Node::Element(element) => {
                assert!(["html", "body"].contains(&element.name()), "{page:?}");
            }
            Node::Text(text) => seen.push_str(text),
            Node::Document | Node::Fragment => {}
            Node::Doctype(_) | Node::Comment(_) | Node::ProcessingInstruction(_) => {
                unreachable!("{node:?} in {page:?}")
            }
        }
    }
    assert_eq!(seen, value, "{page:?}");
    let xml = escape::markup(&format!("<a>{}</a>", maud::html! { (value) }.into_string()));
    let parsed = roxmltree::Document::parse(&xml);
    assert_eq!(
        parsed.expect("XML").root_element().text().unwrap_or(""),
        value
    );
    let address = escape::address(&text);
    let base = reqwest::Url::parse("https://forge.example/a/").expect("an address");
    let joined = base.join(&format!("./{}", address.trim_start_matches('/')));
    let joined = joined.expect("a relative address");
    assert_eq!(joined.origin(), base.origin(), "{address:?}");
    assert!(
        joined.query().is_none() && joined.fragment().is_none(),
        "{address:?}"
    );
}

/// A runner reads one command with one property, and decodes what was meant.
pub(super) fn commands(data: &[u8]) {
    let text = text(data);
    let (message, property) = (
        escape::command_message(&text),
        escape::command_property(&text),
    );
    let line = format!("::error file={property},line=1::{message}");
    assert_eq!(line.lines().count(), 1, "{line:?}");
    // As the runner does: the properties end at the first `::` behind the name of the command.
    let rest = line.strip_prefix("::error ").expect("it begins so");
    let (properties, rest) = rest.split_once("::").expect("a message follows");
    assert_eq!(properties.split(',').count(), 2, "{line:?}");
    let file = properties
        .split(',')
        .next()
        .and_then(|first| first.strip_prefix("file="));
    let decoded = file
        .expect("the first property")
        .replace("%3A", ":")
        .replace("%2C", ",");
    assert_eq!(plain(&decoded), escape::node(&text), "{line:?}");
    assert_eq!(plain(rest), escape::node(&text), "{line:?}");
}

/// Escapes of a command, decoded as the runner does.
fn plain(text: &str) -> String {
    text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%")
}

/// JSON of reports keeps every value, and its text is harmless itself.
pub(super) fn json(data: &[u8]) {
    let value = serde_json::json!({ "x": [text(data)] });
    for document in [value.to_string(), format!("{value:#}")] {
        let escaped = escape::json(&document);
        one_harmless_text(&escaped);
        let read: serde_json::Value = serde_json::from_str(&escaped).expect("JSON");
        assert_eq!(read, value, "{escaped:?}");
    }
    let message = escape::sarif_message(&text(data));
    assert!(!message.contains("]("), "{message:?}");
}

/// A calendar has the value in one property, on lines of at most 75 octets.
pub(super) fn calendar(data: &[u8]) {
    let text = text(data);
    let lines = ics::property("SUMMARY", &text);
    for line in lines.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let whole = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let unfolded = icalendar::parser::unfold(&whole);
    let calendar = icalendar::parser::read_calendar(&unfolded).expect("a calendar");
    let [event] = &calendar.components[..] else {
        unreachable!("one event: {whole:?}");
    };
    assert_eq!(event.properties.len(), 2, "{whole:?}");
    let expected: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    let read = event
        .properties
        .iter()
        .find(|property| property.name == "SUMMARY");
    let read = read.expect("a summary").val.to_string();
    assert_eq!(read, expected, "{whole:?}");
}
