//! The controls of a page as a user meets them: by their words and by where they stand.
//!
//! A word alone names no control of this portal: « Langue » and « Nouveau » are there twice. So a
//! control is found by its kind, its name and the headings and groups around it; none or two of
//! them is an error that says what there was.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::browser::Browser;

/// What a user does with a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Kind {
    Link,
    Button,
    /// The title of a section that opens and closes.
    Section,
    /// Where text is typed.
    Field,
    /// A list to choose from.
    List,
    Box,
    /// One of several, of which one is chosen.
    Choice,
}

/// A control that can be reached now.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Control {
    pub(crate) element: Value,
    pub(crate) kind: Kind,
    pub(crate) name: String,
    /// Legends, titles and headings around it, from the innermost.
    within: Vec<String>,
    pub(crate) value: String,
    /// The chosen option of a list.
    pub(crate) shown: String,
    pub(crate) options: Vec<String>,
    pub(crate) checked: bool,
    pub(crate) disabled: bool,
    /// Whether a section is open.
    pub(crate) open: bool,
    /// Whether a click leads to another page.
    pub(crate) leaves: bool,
    pub(crate) wrong: bool,
}

impl Control {
    /// Whether it is in a section, but is not its title.
    pub(crate) fn is_in(&self, section: &str) -> bool {
        self.kind != Kind::Section && self.within.iter().any(|place| place == section)
    }
}

impl fmt::Display for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let around: Vec<_> = self.within.iter().rev().map(String::as_str).collect();
        write!(
            f,
            "{:?} “{}” ({})",
            self.kind,
            self.name,
            around.join(" › ")
        )
    }
}

/// Every control that can be reached on the page.
pub(crate) fn controls(browser: &Browser) -> Vec<Control> {
    let found = browser.script(include_str!("controls.js"), Vec::new());
    serde_json::from_value(found).unwrap()
}

/// The one control of a kind with this name below all of these places.
pub(crate) fn find(browser: &Browser, kind: Kind, name: &str, places: &[String]) -> Control {
    let all = controls(browser);
    let is_below = |control: &&Control| {
        let within = |place: &String| control.within.iter().any(|around| around == place);
        control.kind == kind && places.iter().all(within)
    };
    let named = |matches: &dyn Fn(&str) -> bool| -> Vec<&Control> {
        let below = all.iter().filter(is_below);
        below.filter(|control| matches(&control.name)).collect()
    };
    let mut found = named(&|of| of == name);
    // A name may say more than the word that the help page has for it.
    if found.is_empty() {
        let wanted = name.to_lowercase();
        found = named(&|of| of.to_lowercase().starts_with(&wanted));
    }
    let [control] = found[..] else {
        let there: Vec<_> = all.iter().map(ToString::to_string).collect();
        panic!(
            "{} of {kind:?} “{name}” below {places:?} at {}; there are:\n{}",
            found.len(),
            browser.url(),
            there.join("\n")
        );
    };
    if kind != Kind::Section {
        let heard = browser.accessible_name(&browser.element(&control.element));
        let heard = heard.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(heard, control.name, "what a screen reader says");
    }
    control.clone()
}
