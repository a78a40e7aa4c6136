//! Cheap rules of the house, over every file that is in the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use syn::spanned::Spanned;
use syn::visit::Visit;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

/// Files that Git knows, below the root.
pub(crate) fn files(ending: &str) -> Vec<(PathBuf, String)> {
    let listed = Command::new("git")
        .args(["ls-files"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    // Cases of fuzzing are any bytes, and what a case says is nobody's text.
    let paths = names
        .lines()
        .filter(|name| name.ends_with(ending) && !name.starts_with("fuzz/corpus/"))
        .map(PathBuf::from);
    let there = paths.filter(|path| Path::new(ROOT).join(path).is_file());
    there
        .map(|path| {
            let text = std::fs::read_to_string(Path::new(ROOT).join(&path)).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn every_file_says_what_it_is_and_is_not_too_long() {
    for (path, text) in files(".rs") {
        assert!(
            text.starts_with("//!"),
            "{} does not begin with //!",
            path.display()
        );
        let lines = text.lines().count();
        let tests = path.ends_with("tests.rs") || path.starts_with("tests");
        assert!(
            tests || lines <= LONGEST_FILE,
            "{}: {lines} lines",
            path.display()
        );
    }
}

/// A file that nothing declares is not compiled, so its tests pass by never running.
#[test]
fn every_file_is_a_module() {
    let sources = files(".rs");
    for (path, _) in &sources {
        let name = path.file_stem().unwrap().to_str().unwrap();
        if matches!(name, "lib" | "main") && path.components().count() == 2
            || path.ends_with("it/main.rs")
            || path.ends_with("pages/main.rs")
        {
            continue;
        }
        let folder = path.parent().unwrap();
        let (folder, name) = match name {
            "mod" => (
                folder.parent().unwrap(),
                folder.file_name().unwrap().to_str().unwrap(),
            ),
            name => (folder, name),
        };
        let roots = ["mod.rs", "lib.rs", "main.rs"].map(|root| folder.join(root));
        let declared = sources
            .iter()
            .any(|(parent, text)| roots.contains(parent) && text.contains(&format!("mod {name};")));
        let stands_alone = path.starts_with("benches") || path.starts_with("fuzz");
        assert!(declared || stands_alone, "{} is no module", path.display());
    }
}

#[test]
fn no_function_is_too_long() {
    struct Functions(PathBuf);
    impl Visit<'_> for Functions {
        fn visit_block(&mut self, block: &syn::Block) {
            let lines = block.span().end().line - block.span().start().line;
            assert!(
                lines <= LONGEST_FUNCTION * 2,
                "{}: a block of {lines} lines",
                self.0.display()
            );
            syn::visit::visit_block(self, block);
        }
    }
    for (path, text) in files(".rs") {
        if path.starts_with("src") && !path.ends_with("tests.rs") {
            Functions(path).visit_file(&syn::parse_file(&text).unwrap());
        }
    }
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() {
    let later = ["TO", "DO"].concat();
    let fix = ["FIX", "ME"].concat();
    for (path, text) in files("")
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|e| e != "lock"))
    {
        for word in [
            later.as_str(),
            fix.as_str(),
            concat!("/ho", "me/"),
            concat!("/wo", "rk/"),
        ] {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn every_sentence_is_used() {
    let code: String = files(".rs").into_iter().map(|(_, text)| text).collect();
    for (path, text) in files("en/cli.ftl")
        .into_iter()
        .chain(files("en/report.ftl"))
        .chain(files("en/document.ftl"))
        .chain(files("en/impact.ftl"))
        .chain(files("en/lint.ftl"))
        .chain(files("en/holiday.ftl"))
        .chain(files("en/hours.ftl"))
        .chain(files("en/review.ftl"))
        .chain(files("en/forms.ftl"))
        .chain(files("en/policy.ftl"))
    {
        let ids = text
            .lines()
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id);
        for id in ids.filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase())) {
            assert!(
                code.contains(&format!("\"{id}\"")),
                "{}: {id} is not used",
                path.display()
            );
        }
    }
}
