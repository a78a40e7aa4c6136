//! Pages for people come in pairs, English and French, and the French ones follow the typography of
//! Quebec.

use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Pages that the program generates from its own sentences. Their outline and their spaces follow from
/// those sentences, and they have no place for links between the languages.
const GENERATED: [&str; 2] = ["docs/commands.md", "docs/reference.md"];

/// Not a space at which a line may break.
const NO_BREAK: char = '\u{a0}';

fn read(page: &str) -> String {
    let path = Path::new(ROOT).join(page);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// English pages of which a French reader needs a twin.
fn pages() -> Vec<String> {
    let pages = crate::tidy::files(".md").into_iter().map(|(path, _)| path);
    let pages = pages.map(|path| path.to_str().unwrap().to_owned());
    pages
        .filter(|page| {
            page == "README.md" || page.starts_with("docs/") || page.starts_with("examples/")
        })
        .filter(|page| !page.ends_with(".fr.md"))
        .collect()
}

/// The path of the French page.
fn twin(page: &str) -> String {
    format!("{}.fr.md", page.strip_suffix(".md").unwrap())
}

/// Lines outside blocks of code, each with the number that an editor shows.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let lines = text.lines().enumerate().filter(|(_, line)| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    lines.map(|(at, line)| (at + 1, line)).collect()
}

/// What a page consists of: the levels of its headings and the rows of its tables, in order.
fn outline(text: &str) -> Vec<&str> {
    let lines = prose(text).into_iter().map(|(_, line)| line);
    lines
        .filter_map(|line| match line.split_once(' ') {
            Some(("|", _)) => Some("|"),
            Some((level, _)) if !level.is_empty() && level.bytes().all(|b| b == b'#') => {
                Some(level)
            }
            Some(_) | None => None,
        })
        .collect()
}

#[test]
fn every_page_has_a_twin_of_one_outline_and_both_link_to_each_other() {
    let pages = pages();
    assert!(pages.len() > 10, "{pages:?}");
    for page in pages {
        let twin = twin(&page);
        let (english, french) = (read(&page), read(&twin));
        if GENERATED.contains(&page.as_str()) {
            continue;
        }
        assert_eq!(outline(&english), outline(&french), "{page} and {twin}");
        for (from, text, to) in [(&page, &english, &twin), (&twin, &french, &page)] {
            let name = Path::new(to).file_name().unwrap().to_str().unwrap();
            let mut head = text.lines().take(3);
            let link = format!("]({name})");
            assert!(
                head.any(|line| line.contains(&link)),
                "the head of {from} has no link to {name}"
            );
        }
    }
}

/// A line without its code spans and the targets of its links.
fn words(line: &str) -> String {
    let spans: Vec<_> = line.split('`').step_by(2).collect();
    let text = spans.join("x");
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |text, part| {
        let rest = part.split_once(')').map_or(part, |(_, rest)| rest);
        format!("{text}]{rest}")
    })
}

/// What is wrong with the spaces of a line: none before `;`, `?` and `!`, and one that does not break
/// before `:` and inside « ».
fn misplaced(line: &str) -> Option<String> {
    let text: Vec<char> = words(line).chars().collect();
    text.windows(2).find_map(|pair| {
        let wrong = match (pair[0], pair[1]) {
            (before, ';' | '?' | '!') => before.is_whitespace(),
            (' ', ':' | '»') => true,
            ('«', after) => after != NO_BREAK,
            (before, '»') => before != NO_BREAK,
            (_, _) => false,
        };
        wrong.then(|| pair.iter().collect())
    })
}

#[test]
fn french_pages_follow_the_typography_of_quebec() {
    for page in pages() {
        if GENERATED.contains(&page.as_str()) {
            continue;
        }
        let twin = twin(&page);
        for (number, line) in prose(&read(&twin)) {
            if let Some(wrong) = misplaced(line) {
                panic!("{twin}:{number}: the spaces of {wrong:?} in {line}");
            }
        }
    }
}

#[test]
fn misplaced_spaces_are_found() {
    for (line, wrong) in [
        ("Pourquoi?", None),
        ("Pourquoi ?", Some(" ?")),
        ("Ceci\u{a0}: cela; puis «\u{a0}tout\u{a0}»!", None),
        ("Ceci : cela", Some(" :")),
        ("«tout\u{a0}»", Some("«t")),
        ("«\u{a0}tout »", Some(" »")),
        ("`a ? b : c` et [cela](a b ?)", None),
    ] {
        assert_eq!(misplaced(line).as_deref(), wrong, "{line}");
    }
}

/// Figures are pasted into the English page; the French one must show the numbers of the English one.
#[test]
fn both_pages_of_performance_show_the_same_figures() {
    let figures = |page: &str| -> Vec<String> {
        let text = read(page);
        let lines = prose(&text).into_iter().map(|(_, line)| line);
        let rows = lines.filter(|line| line.starts_with('|'));
        rows.map(|row| row.chars().filter(char::is_ascii_digit).collect())
            .collect()
    };
    let english = figures("docs/performance.md");
    assert!(english.len() > 40, "{english:?}");
    assert_eq!(english, figures("docs/performance.fr.md"));
}
