//! What is asked of every page and of every state of it: nothing for axe to find, light and dark; no
//! sideways scrolling; markup that is kept for html-validate, and pictures where they are wanted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::browser::{NARROW, WIDE, missing};
use crate::visit::Visit;

/// Where `.ci/run pages` installs axe-core, and where it finds the markup afterwards.
fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pages")
}

/// Runs axe with what its first argument says, and gives what it found.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: arguments[0], resultTypes: ['violations'] }).then(
      found => done(found.violations.flatMap(rule => rule.nodes.map(
        node => rule.id + ': ' + rule.help + ' ' + node.target.join(' ') + '\\n' + node.html))),
      error => done([String(error)]));";

/// WCAG 2.2 AA; the size of targets is judged only when its version is named.
const EVERY_RULE: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/// What colours change.
const COLOURS: [&str; 1] = ["color-contrast"];

/// A page in a window of 320 px may not scroll sideways.
const WIDEST: &str = "
    const widest = [...document.querySelectorAll('body *')]
      .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
      .map(one => one.outerHTML.slice(0, 120));
    return document.documentElement.scrollWidth > innerWidth ? widest.concat('wider than the window') : [];";

/// The narrowest window of WCAG 1.4.10.
const NARROWEST: u32 = 320;

/// States that were judged in this run.
static JUDGED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Judges what is on the screen now, and keeps it under a name of its own; once for each language. axe needs
/// scripts, and without them the page is the same.
pub(crate) fn judge(visit: &Visit<'_>, state: &str) {
    let name = format!("{state}.{}", visit.tongue.code());
    let mut judged = JUDGED.lock().unwrap_or_else(PoisonError::into_inner);
    if !visit.scripts || !judged.insert(name.clone()) {
        return;
    }
    drop(judged);
    keep(
        "html",
        &format!("{name}.html"),
        visit.browser.markup().as_bytes(),
    );
    let language = visit
        .browser
        .script("return document.documentElement.lang", Vec::new());
    assert_eq!(language, visit.tongue.code(), "the language of {name}");
    for (dark, rules) in [(false, &EVERY_RULE[..]), (true, &COLOURS[..])] {
        visit.browser.screen(WIDE, dark);
        found_by_axe(visit, rules, &format!("{name}, dark: {dark}"));
        take_picture(visit, &name, "wide", dark);
    }
    visit.browser.screen(NARROWEST, false);
    let wide = visit.browser.script(WIDEST, Vec::new());
    assert_eq!(wide, Value::Array(Vec::new()), "at {NARROWEST} px: {name}");
    for dark in [false, true] {
        visit.browser.screen(NARROW, dark);
        take_picture(visit, &name, "narrow", dark);
    }
    visit.browser.screen(WIDE, false);
}

fn found_by_axe(visit: &Visit<'_>, rules: &[&str], name: &str) {
    let Ok(axe) = std::fs::read_to_string(place().join("node_modules/axe-core/axe.min.js")) else {
        static SAID: std::sync::Once = std::sync::Once::new();
        SAID.call_once(|| missing("the pages by axe, which .ci/run pages installs"));
        return;
    };
    visit.browser.script(&axe, Vec::new());
    let found = visit
        .browser
        .script_that_calls_back(RUN, vec![rules.into()]);
    let found: Vec<String> = serde_json::from_value(found).unwrap();
    assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
}

/// `PICTURES` names the directory into which `release/screenshots.sh` wants them.
fn take_picture(visit: &Visit<'_>, name: &str, width: &str, dark: bool) {
    let Some(directory) = std::env::var_os("PICTURES") else {
        return;
    };
    let colours = if dark { "dark" } else { "light" };
    let file = Path::new(&directory).join(format!("{name}.{width}.{colours}.png"));
    write(&file, &base64(&visit.browser.picture()));
}

/// What a user saw when a test failed.
pub(crate) fn keep_failure(visit: &Visit<'_>) {
    let name = format!("{}.{}", visit.of, visit.tongue.code());
    keep(
        "failed",
        &format!("{name}.png"),
        &base64(&visit.browser.picture()),
    );
    keep(
        "failed",
        &format!("{name}.html"),
        visit.browser.markup().as_bytes(),
    );
}

fn keep(directory: &str, name: &str, content: &[u8]) {
    write(&place().join(directory).join(name), content);
}

fn write(file: &Path, content: &[u8]) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let mut opened = std::fs::File::create(file).unwrap();
    std::io::Write::write_all(&mut opened, content).unwrap();
}

/// The bytes of a picture.
fn base64(text: &str) -> Vec<u8> {
    thirtyfour::support::base64_decode(text).unwrap()
}
