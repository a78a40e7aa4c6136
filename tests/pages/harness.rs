//! The harness itself, on small pages: what it refuses is what makes the other tests worth something.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::browser::{Browser, browser};
use crate::control::{Kind, controls, find};

const PAGE: &str = "data:text/html;charset=utf-8,<title>small</title>
    <details open><summary><h2>A</h2></summary><form>
      <label>Langue <select><option>français<option>anglais</select></label>
      <fieldset><legend>Jours</legend>
        <label><input type=checkbox><span aria-hidden=true>M</span><span>mardi</span></label>
        <label><input type=checkbox><span aria-hidden=true>M</span><span>mercredi</span></label>
      </fieldset><button>Nouveau</button></form></details>
    <details><summary><h2>B</h2></summary><button>hidden</button></details>
    <h2>C</h2><div><label>Langue <select></select></label><button type=button>Nouveau</button></div>
    <button commandfor=d command=show-modal>ask</button>
    <dialog id=d><form method=dialog><button>OK</button></form></dialog>";

fn on_the_page(walk: impl Fn(&Browser)) {
    if let Some(browser) = browser().as_ref() {
        browser.reset();
        browser.open(PAGE);
        walk(browser);
    }
}

fn below(places: &[&str]) -> Vec<String> {
    places.iter().map(|&place| place.to_owned()).collect()
}

#[test]
fn controls_are_found_by_word_and_place() {
    on_the_page(|browser| {
        for (kind, name, places) in [
            (Kind::List, "Langue", &["A"][..]),
            (Kind::List, "Langue", &["C"]),
            (Kind::Box, "mardi", &["A", "Jours"]),
            (Kind::Box, "mercredi", &[]),
            (Kind::Button, "Nouveau", &["A"]),
            (Kind::Section, "B", &[]),
        ] {
            assert_eq!(find(browser, kind, name, &below(places)).name, name);
        }
    });
}

#[test]
fn none_or_two_of_them_is_an_error_that_says_what_there_is() {
    on_the_page(|browser| {
        for (kind, name, places) in [
            (Kind::List, "Langue", &[][..]),
            (Kind::Box, "M", &[]),
            (Kind::Button, "hidden", &[]),
            (Kind::Field, "Nouveau", &["A"]),
        ] {
            let sought = AssertUnwindSafe(|| find(browser, kind, name, &below(places)));
            let error = catch_unwind(sought).unwrap_err();
            let error = error.downcast_ref::<String>().unwrap();
            assert!(error.contains("“mercredi” (A › Jours)"), "{error}");
        }
    });
}

#[test]
fn a_dialog_is_all_that_can_be_reached_with_and_without_scripts() {
    for scripts in [true, false] {
        on_the_page(|browser| {
            browser.scripts(scripts);
            let ask = find(browser, Kind::Button, "ask", &[]);
            browser.click(&browser.element(&ask.element));
            let reached = controls(browser);
            let names: Vec<_> = reached.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, ["OK"], "scripts: {scripts}");
        });
    }
}
