//! Reports, read by programs of others: each is what it claims to be, and no text of a file is more than text.

use std::collections::BTreeSet;

use scraper::{Html, Node};

use crate::report::diagnostics::{JudgedFile, files, report};
use crate::report::form::{Frame, Job, Localized, PathBase, ReportFormat, Unchanged, findings};
use crate::report::{Style, snippet};
use crate::words::Words;

/// Elements of the pages that reports are.
const ELEMENTS: [&str; 46] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "footer",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "details",
    "summary",
    "code",
    "pre",
    "span",
    "strong",
    "em",
    "del",
    "ins",
    "a",
    "br",
    "div",
    "figure",
    "figcaption",
    "time",
    "svg",
    "b",
];

/// Findings in every format.
pub(super) fn every_form(judged: &[JudgedFile<'_>], words: &Words) {
    let views = files(judged, words);
    let frame = Frame {
        job: Job::Validate,
        most: 60_000,
        unchanged: Unchanged::Reported,
        base: PathBase {
            root: "/repository".into(),
            here: "/repository".into(),
        },
    };
    let localized = Localized {
        words,
        content: &views[..],
    };
    let reports = [localized];
    one_harmless_text(&snippet::render(judged, words, Style::Plain));
    is_json(&report(&views));
    for format in [ReportFormat::Sarif, ReportFormat::Gitlab] {
        is_json(&findings(format, &reports, &frame));
    }
    let xml = findings(ReportFormat::Junit, &reports, &frame);
    assert!(roxmltree::Document::parse(&xml).is_ok(), "XML: {xml}");
    is_page(&findings(ReportFormat::Html, &reports, &frame));
    let commands = findings(ReportFormat::Github, &reports, &frame);
    for line in commands
        .lines()
        .filter(|line| line.trim_start().starts_with("::"))
    {
        let known = ["::error ", "::warning ", "::notice "];
        assert!(known.iter().any(|known| line.starts_with(known)), "{line}");
    }
    assert!(findings(ReportFormat::Markdown, &reports, &frame).len() <= frame.most);
}

pub(super) fn is_json(text: &str) {
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(text);
    assert!(parsed.is_ok(), "JSON: {text}");
    assert!(!text.contains("##"), "a command of a runner: {text}");
}

/// Whether a page runs nothing and fetches nothing.
pub(super) fn is_page(text: &str) {
    let page = Html::parse_document(text);
    let known: BTreeSet<_> = ELEMENTS.into_iter().collect();
    let within_picture = [
        "rect", "path", "line", "text", "g", "pattern", "defs", "circle", "tspan", "desc",
        "polygon",
    ];
    for node in page.tree.values() {
        if let Node::Element(element) = node {
            let name = element.name();
            assert!(
                known.contains(name) || within_picture.contains(&name),
                "<{name}> in {text}"
            );
            for (name, value) in element.attrs() {
                assert!(!name.starts_with("on"), "{name} in {text}");
                assert!(
                    !value.trim_start().starts_with("javascript:"),
                    "{value} in {text}"
                );
            }
        }
    }
}

/// No control but the line break, and no line that a runner would obey.
pub(super) fn one_harmless_text(text: &str) {
    assert!(
        !text.chars().any(|c| c.is_control() && c != '\n'),
        "{text:?}"
    );
    assert!(!text.contains("##"), "{text:?}");
    assert!(
        !text.lines().any(|line| line.trim_start().starts_with("::")),
        "{text:?}"
    );
}
