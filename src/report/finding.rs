//! Sections of the page of findings, for those who ask by a code or a number.

use serde::Serialize;

use super::{Style, Tone};
use crate::diagnostic::code::{self, Known};
use crate::model::Language;
use crate::words::Words;

const ENGLISH: &str = include_str!("../../docs/findings.md");
const FRENCH: &str = include_str!("../../docs/findings.fr.md");

/// The page's section about one or several codes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FindingView {
    number: Option<&'static str>,
    codes: Vec<&'static str>,
    what: String,
    /// Files that yield it and that do not.
    bad: Option<&'static str>,
    good: Option<&'static str>,
}

/// The sections that a code or a number means; none when it is neither. Codes that share a number
/// share a section, which is listed once.
pub(crate) fn views(asked: &str, words: &Words) -> Vec<FindingView> {
    let page = match words.language() {
        Language::En => ENGLISH,
        Language::Fr => FRENCH,
    };
    let mut views: Vec<FindingView> = Vec::new();
    for known in code::meant(asked) {
        // Codes with one number share a section.
        if views.iter().any(|view| view.codes.contains(&known.code)) {
            continue;
        }
        views.extend(match known.number {
            Some(number) => section(page, number),
            None => row(page, known),
        });
    }
    views
}

/// The section of a number: the codes in its title, the explanation up to the first example, and
/// the examples by their info strings, `yaml bad` and `yaml good`.
fn section(page: &'static str, number: &'static str) -> Option<FindingView> {
    let mut parts = page.split("\n## ");
    let part = parts.find(|part| part.split(' ').next() == Some(number))?;
    let (title, body) = part.split_once('\n')?;
    let (what, examples) = body.split_once("```").unwrap_or((body, ""));
    Some(FindingView {
        number: Some(number),
        codes: title
            .split([' ', ','])
            .skip(1)
            .filter(|code| !code.is_empty())
            .collect(),
        what: plain(what),
        bad: example(examples, "yaml bad"),
        good: example(examples, "yaml good"),
    })
}

/// The fenced block with this info string.
fn example(examples: &'static str, info: &str) -> Option<&'static str> {
    let (_, rest) = examples.split_once(info)?;
    let (_, rest) = rest.split_once('\n')?;
    Some(rest.split_once("```")?.0)
}

/// A code without a number, about the shape of the file, has a line in a table.
fn row(page: &'static str, known: &'static Known) -> Option<FindingView> {
    let head = format!("| `{}` | ", known.code);
    let line = page.lines().find_map(|line| line.strip_prefix(&head))?;
    Some(FindingView {
        number: None,
        codes: vec![known.code],
        what: plain(
            line.trim_end_matches(" |")
                .replacen(" | ", ". ", 1)
                .as_str(),
        ),
        bad: None,
        good: None,
    })
}

/// Without the stars of Markdown.
fn plain(text: &str) -> String {
    text.trim().replace("**", "")
}

/// The sections as text. A line is a paragraph; the caller wraps it.
pub(crate) fn text(views: &[FindingView], words: &Words, style: Style) -> String {
    let blocks = views.iter().map(|view| {
        let title = match view.number {
            Some(number) => format!("{number} {}", view.codes.join(", ")),
            None => view.codes.join(", "),
        };
        let mut lines = vec![
            style.paint(Tone::Strong, &title),
            format!("  {}", view.what),
        ];
        for (id, example) in [("finding-bad", view.bad), ("finding-good", view.good)] {
            if let Some(example) = example {
                lines.push(format!("  {}", words.text(id)));
                lines.extend(example.lines().map(|line| format!("    {line}")));
            }
        }
        lines.join("\n") + "\n"
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// The sections as Markdown, for other pages.
pub(crate) fn markdown(views: &[FindingView]) -> String {
    let blocks = views.iter().map(|view| {
        let number = view.number.unwrap_or("");
        let codes: Vec<_> = view.codes.iter().map(|code| format!("`{code}`")).collect();
        let fenced = [view.bad, view.good].into_iter().flatten();
        let fenced = fenced.map(|text| format!("\n\n```yaml\n{text}```"));
        let title = format!("### {number} {}", codes.join(", "));
        format!("{title}\n\n{}{}\n", view.what, fenced.collect::<String>())
    });
    blocks.collect::<Vec<_>>().join("\n")
}
