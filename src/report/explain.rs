//! Rows of the field table and topics, for people and for programs.

use serde::Serialize;

use super::finding::FindingView;
use super::views::FORMAT_VERSION;
use super::{Style, Tone};
use crate::field::{Field, HelpSection, Matches, Topic, TopicGroup, label_of};
use crate::words::Words;

/// Examples that text shows of one key; JSON has all of them.
const SHOWN: usize = 2;

/// The JSON of `explain`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExplainView {
    format_version: &'static str,
    fields: Vec<FieldView>,
    topics: Vec<TopicView>,
    /// Only when a code or a number was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) findings: Vec<FindingView>,
}

/// One key, or several that share an explanation.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct FieldView {
    paths: Vec<&'static str>,
    title: String,
    what: String,
    #[serde(rename = "type")]
    kind: String,
    omitted: String,
    mutability: &'static str,
    examples: Vec<String>,
    limits: Option<String>,
    reading: Option<String>,
    convention: Option<String>,
    page: Option<PageView>,
    keys: Vec<&'static str>,
    see: Vec<&'static str>,
    #[serde(skip)]
    group: &'static str,
    /// Omission, change, limits, reading and convention with their labels.
    #[serde(skip)]
    sentences: Vec<String>,
}

/// One topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct TopicView {
    name: &'static str,
    title: String,
    what: String,
    page: Option<PageView>,
    #[serde(skip)]
    group: TopicGroup,
}

/// Sentences of the help page, word for word.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct PageView {
    section: &'static str,
    says: Vec<&'static str>,
    #[serde(skip)]
    heading: String,
}

/// What was found, in the words of one language. Keys that share an explanation are one row.
pub(crate) fn view(found: &Matches, words: &Words) -> ExplainView {
    let mut rows: Vec<Vec<&'static Field>> = Vec::new();
    for field in &found.fields {
        match rows.iter_mut().find(|row| row[0].is_like(field)) {
            Some(row) => row.push(field),
            None => rows.push(vec![field]),
        }
    }
    ExplainView {
        format_version: FORMAT_VERSION,
        fields: rows.iter().map(|row| field_view(row, words)).collect(),
        topics: found
            .topics
            .iter()
            .map(|topic| topic_view(topic, words))
            .collect(),
        findings: Vec::new(),
    }
}

fn field_view(row: &[&'static Field], words: &Words) -> FieldView {
    let field = row[0];
    let facts = field.facts(words);
    FieldView {
        paths: row.iter().map(|field| field.path).collect(),
        sentences: facts.sentences(words),
        title: facts.title,
        what: facts.what,
        kind: facts.kind,
        omitted: facts.omitted,
        mutability: field.mutability.as_str(),
        examples: field.example_lines().collect(),
        limits: facts.limits,
        reading: facts.reading,
        convention: facts.convention,
        page: field.page.map(|page| page_view(page, words)),
        keys: field.children(),
        see: field.see.to_vec(),
        group: field.group(),
    }
}

fn topic_view(topic: &Topic, words: &Words) -> TopicView {
    TopicView {
        name: topic.name,
        title: words.text(topic.words),
        what: topic.what(words),
        page: topic.page.map(|page| page_view(page, words)),
        group: topic.group,
    }
}

fn page_view(page: HelpSection, words: &Words) -> PageView {
    PageView {
        section: page.section,
        says: page.says.to_vec(),
        heading: page.heading(words),
    }
}

/// The explanations as text. A line is a paragraph, because only the caller knows how wide the
/// terminal is and wraps it.
pub(crate) fn text(view: &ExplainView, words: &Words, style: Style) -> String {
    let fields = view.fields.iter().map(|field| {
        let title = heading(&field.paths.join(", "), &field.title, style);
        let mut lines = vec![title, format!("  {}", field.what)];
        let more = more(field, words, "");
        lines.extend(more.into_iter().map(|line| format!("  {line}")));
        lines.extend(quoted(field.page.as_ref()));
        lines
    });
    let topics = view.topics.iter().map(|topic| {
        let title = heading(topic.name, &topic.title, style);
        let mut lines = vec![title, format!("  {}", topic.what)];
        lines.extend(quoted(topic.page.as_ref()));
        lines
    });
    let blocks = fields.chain(topics).map(|lines| lines.join("\n") + "\n");
    blocks.collect::<Vec<_>>().join("\n")
}

fn heading(name: &str, title: &str, style: Style) -> String {
    format!("{} - {title}", style.paint(Tone::Strong, name))
}

/// The labelled sentences of a key; code is between quotes of some kind.
fn more(field: &FieldView, words: &Words, quote: &str) -> Vec<String> {
    let mut lines = vec![label_of(words, "label-type", &field.kind)];
    lines.extend(field.sentences.iter().cloned());
    for example in field.examples.iter().take(SHOWN) {
        let example = format!("{quote}{example}{quote}");
        lines.push(label_of(words, "label-example", &example));
    }
    for (label, names) in [("label-keys", &field.keys), ("label-see", &field.see)] {
        if !names.is_empty() {
            lines.push(label_of(words, label, &names.join(", ")));
        }
    }
    lines
}

fn quoted(page: Option<&PageView>) -> Vec<String> {
    let Some(page) = page else { return Vec::new() };
    let says = page
        .says
        .iter()
        .map(|says| format!("    «\u{a0}{says}\u{a0}»"));
    std::iter::once(format!("  {}", page.heading))
        .chain(says)
        .collect()
}

/// All keys as a tree and all topics, a line each.
pub(crate) fn list(found: &Matches, words: &Words, style: Style) -> String {
    let mut lines = vec![words.text("explain-list-help")];
    let mut group = None;
    for field in &found.fields {
        if group != Some(field.group()) {
            group = Some(field.group());
            lines.push(String::new());
            lines.push(style.paint(Tone::Strong, &group_title(field.group(), words)));
        }
        let depth = field.path.matches('.').count() - field.group().matches('.').count();
        let indent = "  ".repeat(depth + 1);
        lines.push(entry(
            &format!("{indent}{}", field.key()),
            &words.text(field.words),
        ));
    }
    for group in TopicGroup::ALL {
        lines.push(String::new());
        let title = format!("{} ({})", words.text(group.words()), group.as_str());
        lines.push(style.paint(Tone::Strong, &title));
        let topics = found.topics.iter().filter(|topic| topic.group == group);
        lines.extend(
            topics.map(|topic| entry(&format!("  {}", topic.name), &words.text(topic.words))),
        );
    }
    lines.join("\n") + "\n"
}

fn entry(name: &str, title: &str) -> String {
    format!("{name:<30}  {title}")
}

fn group_title(group: &str, words: &Words) -> String {
    match group {
        "" => words.text("group-file"),
        "chat.hours.*" => words.text("group-language"),
        section => words.say(&crate::words::Message::new("group-keys").text("section", section)),
    }
}

/// The reference page: every key under its group, every topic under its own, in the order of the
/// field table. It is committed in both languages, and a test keeps it fresh.
pub(crate) fn markdown(view: &ExplainView, words: &Words) -> String {
    let mut out = vec![
        format!("# {}", words.text("reference-title")),
        words.text("reference-text"),
    ];
    let mut group = None;
    for field in &view.fields {
        if group != Some(field.group) {
            group = Some(field.group);
            out.push(format!("## {}", group_title(field.group, words)));
        }
        let paths = field.paths.iter().map(|path| format!("`{path}`"));
        out.push(format!("### {}", paths.collect::<Vec<_>>().join(", ")));
        out.push(format!("**{}.** {}", field.title, field.what));
        let more = more(field, words, "`")
            .into_iter()
            .map(|line| format!("- {line}"));
        out.push(more.collect::<Vec<_>>().join("\n"));
        out.extend(markdown_page(field.page.as_ref()));
    }
    for group in TopicGroup::ALL {
        out.push(format!("## {}", words.text(group.words())));
        for topic in view.topics.iter().filter(|topic| topic.group == group) {
            out.push(format!("### {}", topic.name));
            out.push(format!("**{}.** {}", topic.title, topic.what));
            out.extend(markdown_page(topic.page.as_ref()));
        }
    }
    out.join("\n\n") + "\n"
}

fn markdown_page(page: Option<&PageView>) -> Option<String> {
    let page = page?;
    let says = page
        .says
        .iter()
        .map(|says| format!("> «\u{a0}{says}\u{a0}»"));
    let lines = std::iter::once(format!("> {}", page.heading)).chain(says);
    Some(lines.collect::<Vec<_>>().join("\n>\n"))
}
