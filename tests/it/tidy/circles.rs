//! Groups of files of one room that need each other: none of them can be read, tested or moved
//! without the others.
//!
//! A file needs another one when it names something that is defined there. A name is followed to
//! the file of its definition: `use super::Span` in `lint/rule.rs` leads to `lint/mod.rs`, and when
//! that only says `use span::Span`, on to `lint/span.rs`. So a `mod.rs` that holds nothing but
//! modules and re-exports is needed by no file, and one that defines a type which its own modules
//! import closes a circle with every module from which it imports something itself.
//!
//! ```text
//! mod.rs   pub(crate) struct Span;  mod rule;  use rule::check;      circle: mod.rs <-> rule.rs
//! mod.rs   mod rule;  mod span;  use rule::check;  use span::Span;   none:   rule.rs -> span.rs
//! ```
//!
//! Methods and implementations of traits need no import and do not count, nor does the declaration
//! of a module, nor what is compiled for tests alone.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

use super::source::Source;

/// Modules from the crate on.
type Module = Vec<String>;

/// Re-exports that lead to re-exports end somewhere, unless they lead round.
const MAX_STEPS: usize = 32;

/// The circles of a room, each as its files in the order of their names, the largest first.
pub(super) fn circles(room: &str, tree: &Tree<'_>) -> Vec<Vec<String>> {
    let files = tree.files.values();
    let files: Vec<&Source> = files
        .copied()
        .filter(|source| source.room() == room)
        .collect();
    let needs: BTreeMap<&Module, BTreeSet<Module>> = files
        .iter()
        .map(|source| (&source.module, tree.needs(source)))
        .collect();
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = files
        .iter()
        .map(|source| (&source.module, reach(&source.module, &needs)))
        .collect();
    let mut circles = BTreeSet::new();
    for (module, others) in &reached {
        let circle: Vec<&Module> = others
            .iter()
            .copied()
            .filter(|other| reached[other].contains(*module))
            .collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    let mut circles: Vec<Vec<String>> = circles
        .into_iter()
        .map(|circle| circle.into_iter().map(|module| tree.file(module)).collect())
        .collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    circles
}

/// What a file needs, and what that needs, and so on.
fn reach<'a>(
    from: &'a Module,
    needs: &'a BTreeMap<&'a Module, BTreeSet<Module>>,
) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        for next in needs.get(module).into_iter().flatten() {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    reached
}

/// Every file with the names that its `use` declarations bind.
pub(super) struct Tree<'a> {
    files: BTreeMap<&'a Module, &'a Source>,
    names: BTreeMap<&'a Module, Names>,
}

/// Where a path leads.
enum Target {
    /// To something defined in the file of this module.
    Item(Module),
    /// To the module itself, of which something is named later or nothing.
    Module,
}

impl<'a> Tree<'a> {
    pub(super) fn of(all: &'a [Source]) -> Self {
        let mut tree = Self {
            files: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for source in all {
            tree.files.insert(&source.module, source);
            tree.names.insert(&source.module, Names::of(source));
        }
        tree
    }

    fn file(&self, module: &Module) -> String {
        self.files[module].path.display().to_string()
    }

    /// Modules of the room whose files define something that a file names.
    fn needs(&self, source: &Source) -> BTreeSet<Module> {
        let names = &self.names[&source.module];
        let paths = names.bound.values().chain(&names.paths);
        let targets = paths.filter_map(|path| self.resolve(&source.module, path, 0));
        let modules = targets.filter_map(|target| match target {
            Target::Item(module) => Some(module),
            Target::Module => None,
        });
        let room = source.module.first();
        modules
            .filter(|module| module.first() == room && *module != source.module)
            .collect()
    }

    /// Where a path leads that is written in a module; `None` when it leads out of the crate.
    fn resolve(&self, here: &[String], path: &[String], steps: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        if steps > MAX_STEPS {
            return None;
        }
        match first.as_str() {
            "crate" => self.walk(Vec::new(), rest, steps),
            "self" | "super" => self.walk(here.to_vec(), path, steps),
            name if self.has_child(here, name) => self.walk(here.to_vec(), path, steps),
            name => {
                let bound = self.names[&here.to_vec()].bound.get(name)?;
                // `use serde::de;` binds a name to a path that begins with another crate.
                let leads_on = bound.first().is_some_and(|first| first != name);
                leads_on.then(|| self.resolve(here, &[bound, rest].concat(), steps + 1))?
            }
        }
    }

    /// Follows a path from a module down.
    fn walk(&self, mut module: Module, path: &[String], steps: usize) -> Option<Target> {
        let Some((next, rest)) = path.split_first() else {
            return Some(Target::Module);
        };
        match next.as_str() {
            "self" => return self.walk(module, rest, steps),
            "super" => {
                module.pop();
                return self.walk(module, rest, steps);
            }
            _ => {}
        }
        if self.has_child(&module, next) {
            module.push(next.clone());
            return self.walk(module, rest, steps);
        }
        match self.names.get(&module)?.bound.get(next) {
            Some(bound) => self.resolve(&module, &[bound, rest].concat(), steps + 1),
            None => Some(Target::Item(module)),
        }
    }

    fn has_child(&self, module: &[String], name: &str) -> bool {
        let child = [module, &[name.to_owned()]].concat();
        self.files.contains_key(&child)
    }
}

/// The names in a file.
#[derive(Default)]
struct Names {
    /// What each `use` binds, with the path that it stands for.
    bound: BTreeMap<String, Vec<String>>,
    /// Paths in the code, and the modules of `use …::*`.
    paths: BTreeSet<Vec<String>>,
}

impl Names {
    fn of(source: &Source) -> Self {
        let mut names = Self::default();
        for item in &source.items {
            names.visit_item(item);
        }
        names
    }

    fn bind(&mut self, mut path: Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.bind(path, &inner.tree);
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = path.last().cloned() {
                    self.bound.insert(last, path);
                }
            }
            syn::UseTree::Name(name) => {
                path.push(name.ident.to_string());
                self.bound.insert(name.ident.to_string(), path);
            }
            syn::UseTree::Rename(rename) => {
                path.push(rename.ident.to_string());
                self.bound.insert(rename.rename.to_string(), path);
            }
            syn::UseTree::Glob(_) => {
                path.push("*".to_owned());
                self.paths.insert(path);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.bind(path.clone(), tree);
                }
            }
        }
    }

    /// Paths in tokens that are not parsed: names between `::`.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.paths.insert(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.scan(group.stream());
                    colons = 0;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => colons = 0,
            }
        }
        self.paths.insert(path);
    }
}

impl Visit<'_> for Names {
    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.bind(Vec::new(), &item.tree);
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let segments = path.segments.iter();
        let segments = segments.map(|segment| segment.ident.to_string());
        self.paths.insert(segments.collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invoked: &syn::Macro) {
        self.visit_path(&invoked.path);
        self.scan(invoked.tokens.clone());
    }
}

fn source(path: &str, text: &str) -> Source {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    Source::of_text(path, text, module.split('/').map(str::to_owned).collect())
}

#[test]
fn a_type_in_mod_closes_a_circle_and_a_re_export_does_not() {
    let rule = "use super::Span; pub(super) fn check(_: Span) {}";
    let closed = [
        source(
            "lint/mod.rs",
            "mod rule; struct Span; fn run() { rule::check(Span) }",
        ),
        source("lint/rule.rs", rule),
    ];
    assert_eq!(
        circles("lint", &Tree::of(&closed)),
        [["lint/mod.rs", "lint/rule.rs"]]
    );
    let open = [
        source(
            "lint/mod.rs",
            "mod rule; mod span; use rule::check; use span::Span;",
        ),
        source("lint/rule.rs", rule),
        source("lint/span.rs", "pub(super) struct Span;"),
    ];
    assert!(circles("lint", &Tree::of(&open)).is_empty());
    // Through a macro, an alias of a module and a longer way.
    let three = [
        source("a/mod.rs", "mod b; mod c; mod d;"),
        source(
            "a/b.rs",
            "use super::c as other; fn f() { print!(\"{}\", other::C) }",
        ),
        source("a/c.rs", "pub(super) struct C(super::d::D);"),
        source("a/d.rs", "use crate::a::b::{self, B}; pub(super) struct D;"),
    ];
    assert_eq!(
        circles("a", &Tree::of(&three)),
        [["a/b.rs", "a/c.rs", "a/d.rs"]]
    );
}
