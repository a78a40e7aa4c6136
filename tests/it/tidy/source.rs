//! The product's source: files, modules and lines, without what is compiled for tests alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, LineColumn, Span, TokenStream, TokenTree};
use syn::{Attribute, Item};

use super::rules::files;

/// A file of `src` that is part of the program.
pub(super) struct Source {
    /// Below the root of the repository.
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// Its items, without those under `#[cfg(test)]`.
    pub(super) items: Vec<Item>,
    /// Modules from the crate on, such as `["contract", "wire"]`; of `lib.rs` none.
    pub(super) module: Vec<String>,
    /// Lines of items under `#[cfg(test)]`, counted from 1.
    test_lines: BTreeSet<usize>,
}

impl Source {
    pub(super) fn of_text(path: impl AsRef<Path>, text: &str, module: Vec<String>) -> Self {
        let parsed = syn::parse_file(text).unwrap();
        let (tests, items): (Vec<_>, Vec<_>) = parsed.items.into_iter().partition(is_test);
        Self {
            path: path.as_ref().to_owned(),
            text: text.to_owned(),
            items,
            module,
            test_lines: tests.iter().flat_map(lines_of).collect(),
        }
    }

    /// First folder or file below `src`: what `layers.rs` calls a room.
    pub(super) fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }

    /// Lines with their numbers, without those of tests.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self
            .text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line));
        lines.filter(|(at, _)| !self.test_lines.contains(at))
    }

    /// How many lines hold code, and how many a comment that is no documentation. A line with both
    /// counts as both.
    ///
    /// What is between two tokens can only be white space or a comment, so a `//` that no token
    /// covers is one. Documentation is a token to the parser, and is neither.
    pub(super) fn code_and_comments(&self) -> (usize, usize) {
        let mut spans = Vec::new();
        let lines: Vec<&str> = self.text.lines().collect();
        leaves(self.text.parse().unwrap(), &mut spans);
        let mut covered: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        let mut code = BTreeSet::new();
        for span in spans {
            let (begin, end) = (span.start(), span.end());
            let documents = is_documentation(&lines, begin);
            for line in begin.line..=end.line {
                let from = if line == begin.line { begin.column } else { 0 };
                let to = if line == end.line {
                    end.column
                } else {
                    usize::MAX
                };
                covered.entry(line).or_default().push((from, to));
                if !documents {
                    code.insert(line);
                }
            }
        }
        let nothing = Vec::new();
        let comments = self.lines().filter(|(at, line)| {
            let spans = covered.get(at).unwrap_or(&nothing);
            has_comment(line, spans)
        });
        let comments = comments.count();
        (code.difference(&self.test_lines).count(), comments)
    }
}

/// Where each token is. A group of brackets is its two ends and what is between; documentation
/// looks like one, and its ends have the place of the whole comment.
fn leaves(tokens: TokenStream, found: &mut Vec<Span>) {
    for token in tokens {
        let span = match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && is_doc(group) => {
                group.span()
            }
            TokenTree::Group(group) => {
                leaves(group.stream(), found);
                found.push(group.span_open());
                group.span_close()
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => token.span(),
        };
        found.push(span);
    }
}

/// `[doc = "…"]`.
fn is_doc(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc")
}

fn is_documentation(lines: &[&str], begin: LineColumn) -> bool {
    let first: String = lines[begin.line - 1]
        .chars()
        .skip(begin.column)
        .take(3)
        .collect();
    matches!(first.as_str(), "///" | "//!" | "/**")
}

/// Whether `//` begins in a column that no token covers.
fn has_comment(line: &str, spans: &[(usize, usize)]) -> bool {
    let columns: Vec<char> = line.chars().collect();
    let free = |at: usize| !spans.iter().any(|(from, to)| (*from..*to).contains(&at));
    let slashes = columns
        .windows(2)
        .enumerate()
        .filter(|(_, two)| two == &['/', '/']);
    slashes.map(|(at, _)| at).any(free)
}

/// Every file of the program, in the order of its name.
///
/// A file is a test when its module, or one around it, is declared under `#[cfg(test)]`.
pub(super) fn sources() -> Vec<Source> {
    let texts: BTreeMap<PathBuf, String> = files(".rs")
        .into_iter()
        .filter(|(path, _)| path.starts_with("src"))
        .collect();
    let mut sources = Vec::new();
    gather(Path::new("src/lib.rs"), Vec::new(), &texts, &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn gather(
    path: &Path,
    module: Vec<String>,
    texts: &BTreeMap<PathBuf, String>,
    found: &mut Vec<Source>,
) {
    let text = &texts[path];
    let source = Source::of_text(path, text, module);
    let name = path.file_name().unwrap();
    let folder = if name == "mod.rs" || name == "lib.rs" {
        path.parent().unwrap().to_owned()
    } else {
        path.with_extension("")
    };
    for item in &source.items {
        if let Item::Mod(declared) = item
            && declared.content.is_none()
        {
            let name = declared.ident.to_string();
            let file = [
                folder.join(format!("{name}.rs")),
                folder.join(&name).join("mod.rs"),
            ];
            let file = file.into_iter().find(|file| texts.contains_key(file));
            let file = file.unwrap_or_else(|| {
                panic!("{}: `mod {name}` is no file in Git yet", path.display())
            });
            let inner = [&source.module[..], &[name]].concat();
            gather(&file, inner, texts, found);
        }
    }
    found.push(source);
}

fn lines_of(item: &Item) -> std::ops::RangeInclusive<usize> {
    let span = syn::spanned::Spanned::span(item);
    span.start().line..=span.end().line
}

fn is_test(item: &Item) -> bool {
    attributes(item).iter().any(|attribute| {
        let tokens = match &attribute.meta {
            syn::Meta::List(list) if attribute.path().is_ident("cfg") => list.tokens.to_string(),
            _ => return false,
        };
        matches!(tokens.as_str(), "test" | "any (test , fuzzing)")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

#[test]
fn documentation_and_tests_are_neither_code_nor_comments() {
    let text = "//! Page.\n\n/// Documents.\nfn a() {\n    // Why.\n    b(\"//\"); // Also.\n}\n\
        #[cfg(test)]\nmod tests {\n    // Not counted.\n    fn c() {}\n}\n";
    let source = Source::of_text("a.rs", text, Vec::new());
    assert_eq!(source.code_and_comments(), (3, 2));
}
