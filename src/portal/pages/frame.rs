//! What surrounds every page: its head, the menu, what was saved, and the summary of what is wrong.

use maud::{DOCTYPE, Markup, html};

use super::fault::FormFault;
use crate::model::Language;
use crate::words::Words;

/// The words of the pages in one language, and what all pages show.
pub(super) struct PageFrame<'a> {
    pub(super) words: &'a Words,
    /// The account, once somebody has logged in.
    pub(super) account: Option<&'a str>,
    pub(super) proof: &'a str,
    pub(super) title: String,
    /// Sentence after a save.
    pub(super) saved: Option<String>,
    pub(super) faults: &'a [FormFault],
    /// The menu's word for the settings, which differs between versions of the vendor's portal.
    pub(super) settings: &'static str,
}

impl<'a> PageFrame<'a> {
    /// Of a page that anybody may see.
    pub(super) fn before_login(
        title: &'static str,
        faults: &'a [FormFault],
        words: &'a Words,
    ) -> Self {
        Self {
            words,
            account: None,
            proof: "",
            title: words.text(title),
            saved: None,
            faults,
            settings: "page-settings",
        }
    }

    pub(super) fn text(&self, id: &'static str) -> String {
        self.words.text(id)
    }

    /// The name of a language.
    pub(super) fn language_name(&self, language: Language) -> String {
        self.text(language_words(language))
    }

    pub(super) fn language(&self) -> Language {
        self.words.language()
    }

    pub(super) fn page(&self, body: &Markup) -> Markup {
        let title = match self.faults.is_empty() {
            true => format!("{} – consigne", self.title),
            // First, since a screen reader reads the title before anything else.
            false => format!("{}{}", self.text("page-error-prefix"), self.title),
        };
        html! {
            (DOCTYPE)
            html lang=(self.language().as_str()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) }
                    link rel="stylesheet" href="/style.css";
                }
                body {
                    a.skip href="#content" { (self.text("page-skip")) }
                    header { (self.menu()) }
                    main id="content" {
                        (self.summary())
                        @if let Some(saved) = &self.saved { p.saved role="status" { (saved) } }
                        h1 { (self.title) }
                        (body)
                    }
                }
            }
        }
    }

    fn menu(&self) -> Markup {
        let links = [
            ("/settings", self.settings),
            ("/week/fr", "page-week-fr"),
            ("/week/en", "page-week-en"),
            ("/yaml", "page-yaml"),
            ("/history", "page-history"),
        ];
        html! {
            p.brand { "consigne" @if let Some(account) = self.account { " · " (account) } }
            @if self.account.is_some() {
                nav aria-label=(self.text("page-menu")) {
                    ul {
                        @for (path, words) in links { li { a href=(path) { (self.text(words)) } } }
                    }
                }
                form.logout method="post" action="/logout" {
                    (self.proof())
                    button type="submit" { (self.text("page-logout")) }
                }
            }
        }
    }

    /// What is wrong, first on the page and with the focus, each linked to its field.
    fn summary(&self) -> Markup {
        html! {
            @if !self.faults.is_empty() {
                div.errors id="errors" tabindex="-1" autofocus aria-labelledby="errors-title" role="group" {
                    h2 id="errors-title" { (self.text("page-errors")) }
                    ul {
                        @for fault in self.faults {
                            li {
                                @if let Some(field) = &fault.field {
                                    a href={ "#" (field) } { (fault.sentence) }
                                } @else { (fault.sentence) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The field by which a form shows that it is of this session.
    pub(super) fn proof(&self) -> Markup {
        html! { input type="hidden" name="proof" value=(self.proof); }
    }

    pub(super) fn faults_at(&self, field: &str) -> Vec<&str> {
        let faults = self.faults.iter();
        faults
            .filter(|fault| fault.field.as_deref() == Some(field))
            .map(|fault| fault.sentence.as_str())
            .collect()
    }
}

/// Id of the name of a language.
pub(super) fn language_words(language: Language) -> &'static str {
    match language {
        Language::Fr => "page-french",
        Language::En => "page-english",
    }
}
