//! A user who follows the help page: every verb is one of its words.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use serde_json::Value;

use crate::bench::Workbench;
use crate::browser::{Browser, browser};
use crate::control::{self, Control, Kind};
use crate::states::keep_failure;
use crate::words::{Tongue, english};

/// The page that says how everything is done.
const PAGE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../fixtures/portal-help-page.fr.txt"
));

pub(crate) const LOGIN: &str = "marie.tremblay@boreal.example";
pub(crate) const PASSWORD: &str = "Boréal-01";
/// Of the delegate Jean Roy, who logs in by his own address.
pub(crate) const DELEGATE_LOGIN: &str = "jean.roy@boreal.example";

/// A reseller as the help page describes one, with the software of the chat or before it.
fn seed(tongue: Tongue, is_deployed: bool) -> String {
    format!(
        r#"
accounts:
  - account: boreal
    can: QC104233
    telephony: {{ pbx: BroadSoft-MTL-1, provider: Réseau Laurentien }}
    primary:
      userCode: "1001"
      name: Marie Tremblay
      email: {LOGIN}
      phone: "+15145550142"
      password: {PASSWORD}
      language: {}
    candidates:
      - {{ userCode: "2041", name: Jean Roy, company: Boréal Ouest, email: {DELEGATE_LOGIN}, password: {PASSWORD} }}
      - {{ userCode: "2107", name: Aïcha Benali, company: Boréal Est, role: companyDelegate }}
    softwareDeployed: {is_deployed}
    settings:
      general:
        spid: SP-88120
        resellerName: Télécom Boréal
        address: {{ street: 55 rue des Érables, city: Sherbrooke, province: QC, postalCode: J1H 1A1, country: CA }}
      delegates: [{{ userCode: "2041", name: Jean Roy }}]
"#,
        tongue.code()
    )
}

/// A browser at a portal of its own.
pub(crate) struct Visit<'b> {
    pub(crate) browser: &'b Browser,
    pub(crate) bench: Workbench,
    pub(crate) tongue: Tongue,
    pub(crate) scripts: bool,
    /// Name of the test, for what it leaves behind.
    pub(crate) of: &'static str,
    /// Places in which controls are looked for, until the next page.
    places: RefCell<Vec<String>>,
}

/// Languages, and whether pages may run scripts.
type Way = (Tongue, bool);

/// In French and in English, and in French once more without scripts.
const PROCEDURE: [Way; 3] = [
    (Tongue::French, true),
    (Tongue::English, true),
    (Tongue::French, false),
];

/// Walks as a procedure of the help page has to be possible: in both languages, and without scripts.
pub(crate) fn each_way(of: &'static str, walk: impl Fn(&Visit<'_>)) {
    walk_as(of, true, &PROCEDURE, walk);
}

/// The same before the software of the chat is deployed.
pub(crate) fn each_way_undeployed(of: &'static str, walk: impl Fn(&Visit<'_>)) {
    walk_as(of, false, &PROCEDURE, walk);
}

/// Walks in both languages.
pub(crate) fn in_both_languages(of: &'static str, walk: impl Fn(&Visit<'_>)) {
    walk_as(of, true, &PROCEDURE[..2], walk);
}

/// Walks in French.
pub(crate) fn once(of: &'static str, walk: impl Fn(&Visit<'_>)) {
    walk_as(of, true, &PROCEDURE[..1], walk);
}

fn walk_as(of: &'static str, is_deployed: bool, ways: &[Way], walk: impl Fn(&Visit<'_>)) {
    for &(tongue, scripts) in ways {
        let guard = browser();
        let Some(browser) = guard.as_ref() else {
            return;
        };
        browser.reset();
        browser.speak(tongue.code());
        browser.scripts(scripts);
        let visit = Visit {
            browser,
            bench: Workbench::with_portal(&seed(tongue, is_deployed)),
            tongue,
            scripts,
            of,
            places: RefCell::default(),
        };
        let walked = catch_unwind(AssertUnwindSafe(|| {
            visit.log_in_as(LOGIN, PASSWORD);
            walk(&visit);
        }));
        if let Err(failure) = walked {
            keep_failure(&visit);
            resume_unwind(failure);
        }
    }
}

impl Visit<'_> {
    /// A sentence of the help page, which the next lines follow.
    pub(crate) fn says(&self, sentence: &str) {
        assert!(PAGE.contains(sentence), "the page does not say: {sentence}");
    }

    /// A word of the help page in the language of this visit. Names that users choose are the same in both.
    pub(crate) fn word(&self, french: &str) -> String {
        match self.tongue {
            Tongue::French => french.to_owned(),
            Tongue::English => english(french).unwrap_or(french).to_owned(),
        }
    }

    pub(crate) fn open(&self, path: &str) {
        self.places.borrow_mut().clear();
        self.browser.open(&format!("{}{path}", self.bench.url()));
    }

    /// « Entrez votre code d'usager et votre mot de passe. » Before a login the page is in a language of its own.
    pub(crate) fn log_in_as(&self, login: &str, password: &str) {
        self.open("/login");
        self.fill_in_login(login, password);
        self.press("Soumettre");
    }

    pub(crate) fn fill_in_login(&self, login: &str, password: &str) {
        self.fill("Code d'usager", login);
        self.fill("Mot de passe", password);
    }

    /// Opens a section, if it is not, and looks for everything in it from now on.
    pub(crate) fn section(&self, title: &str) {
        self.places.borrow_mut().clear();
        let section = self.find(Kind::Section, title);
        if !section.open {
            self.click(&section);
        }
        *self.places.borrow_mut() = vec![section.name];
    }

    /// « Cliquez la flèche à côté du titre de la section. »
    pub(crate) fn toggle(&self, title: &str) {
        self.click(&self.find(Kind::Section, title));
    }

    /// Looks only below a heading or in a group of the section.
    pub(crate) fn part(&self, title: &str) {
        let title = self.word(title);
        self.places.borrow_mut().push(title);
    }

    /// Looks everywhere again.
    pub(crate) fn anywhere(&self) {
        self.places.borrow_mut().clear();
    }

    pub(crate) fn find(&self, kind: Kind, name: &str) -> Control {
        control::find(self.browser, kind, &self.word(name), &self.places.borrow())
    }

    /// Whether something stands below such a heading or in such a group.
    pub(crate) fn has_part(&self, title: &str) -> bool {
        let title = self.word(title);
        let all = control::controls(self.browser);
        all.iter().any(|one| one.is_in(&title))
    }

    /// Does something in a second tab, and comes back to this one.
    pub(crate) fn in_another_tab(&self, walk: impl FnOnce()) {
        self.browser.in_another_tab(walk);
        self.anywhere();
    }

    /// Whether there is such a control at all.
    pub(crate) fn has(&self, kind: Kind, name: &str) -> bool {
        let name = self.word(name);
        let all = control::controls(self.browser);
        all.iter().any(|one| one.kind == kind && one.name == name)
    }

    fn click(&self, control: &Control) {
        let began = self.browser.page_began();
        self.browser.click(&self.browser.element(&control.element));
        if control.leaves {
            self.browser.wait_for_another_page(&began);
            self.places.borrow_mut().clear();
        }
    }

    /// « À partir du menu principal, cliquez sur … »
    pub(crate) fn menu(&self, entry: &str) {
        self.anywhere();
        self.part("Menu");
        self.follow(entry);
    }

    pub(crate) fn log_out(&self) {
        self.anywhere();
        self.press("Fermer la session");
    }

    /// « Cliquez sur le nom de l'horaire. »
    pub(crate) fn follow(&self, link: &str) {
        self.click(&self.find(Kind::Link, link));
    }

    /// « Cliquez sur le bouton … »
    pub(crate) fn press(&self, button: &str) {
        self.click(&self.find(Kind::Button, button));
    }

    /// « Cliquez sur l'icône à côté de … »
    pub(crate) fn press_icon(&self, what: &str, whom: &str) {
        let name = format!("{} {whom}", self.word(what));
        self.click(&self.find(Kind::Button, &name));
    }

    /// « Entrez … dans le champ … »
    pub(crate) fn fill(&self, field: &str, text: &str) {
        let field = self.find(Kind::Field, field);
        self.browser
            .type_into(&self.browser.element(&field.element), text);
    }

    /// « Cliquez sur la liste déroulante … et sélectionnez … »
    pub(crate) fn choose(&self, list: &str, option: &str) {
        let list = self.find(Kind::List, list);
        let option = self.word(option);
        let fitting = list.options.iter().filter(|one| one.contains(&option));
        let [option] = fitting.collect::<Vec<_>>()[..] else {
            panic!("one option “{option}” of {:?}", list.options);
        };
        let select = "
            const [list, text] = arguments;
            const option = [...list.options].find(one => one.text.replace(/\\s+/g, ' ').trim() === text);
            list.focus(); option.selected = true;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser
            .script(select, vec![list.element.clone(), option.clone().into()]);
    }

    /// « Cochez la case … »
    pub(crate) fn tick(&self, name: &str) {
        self.set(name, true);
    }

    pub(crate) fn untick(&self, name: &str) {
        self.set(name, false);
    }

    /// A state, never a toggle.
    fn set(&self, name: &str, on: bool) {
        let found = self.find(Kind::Box, name);
        if found.checked != on {
            self.click(&found);
        }
    }

    /// Chooses one of several.
    pub(crate) fn pick(&self, name: &str) {
        self.click(&self.find(Kind::Choice, name));
    }

    /// What is in a field.
    pub(crate) fn value(&self, field: &str) -> String {
        self.find(Kind::Field, field).value
    }

    /// The option that a list shows.
    pub(crate) fn chosen(&self, list: &str) -> String {
        self.find(Kind::List, list).shown
    }

    pub(crate) fn is_ticked(&self, name: &str) -> bool {
        self.find(Kind::Box, name).checked
    }

    /// What the page says after a save.
    pub(crate) fn saved(&self) {
        let status = "return document.querySelector('[role=status]')?.textContent ?? ''";
        let status = self.browser.script(status, Vec::new());
        let status = status.as_str().unwrap().trim();
        let saved = self.word("Enregistré");
        assert!(
            status.starts_with(&saved),
            "“{saved}”, not “{status}”:\n{}",
            self.text()
        );
    }

    /// Everything that can be read on the page.
    pub(crate) fn text(&self) -> String {
        let text = self
            .browser
            .script("return document.body.innerText", Vec::new());
        text.as_str().unwrap().to_owned()
    }

    pub(crate) fn reads(&self, words: &str) {
        self.reads_exactly(&self.word(words));
    }

    /// Whatever the language of the visit.
    pub(crate) fn reads_exactly(&self, words: &str) {
        let text = self.text();
        assert!(text.contains(words), "“{words}” in:\n{text}");
    }

    /// The errors on top of the page, and whether the focus is on them.
    pub(crate) fn errors(&self) -> Vec<String> {
        let read = "
            const errors = document.querySelector('#errors');
            if (!errors) return null;
            if (document.activeElement !== errors) return ['no focus on the errors'];
            return [...errors.querySelectorAll('li')].map(one => one.textContent.trim());";
        let errors = self.browser.script(read, Vec::new());
        serde_json::from_value(errors).unwrap_or_default()
    }

    /// A resource of the account, as the tool reads it.
    pub(crate) fn read(&self, resource: &str, pointer: &str) -> Value {
        let answer = crate::http::get(&self.bench, resource);
        answer.pointer(pointer).cloned().unwrap_or(Value::Null)
    }
}
