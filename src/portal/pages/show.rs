//! What somebody who has logged in looks at.

use std::time::SystemTime;

use maud::{PreEscaped, html};
use serde_json::Value;

use super::desk::{Desk, PageHabits};
use super::fault::FormFault;
use super::form::Values;
use super::frame::PageFrame;
use super::history;
use super::reply::PageReply;
use super::route::PageRoute;
use super::schedule::{SchedulePage, title};
use super::settings::{SettingsPage, grant_form, password_form};
use super::sheet::Sheet;
use super::trouble::trouble;
use super::visit::{VisitRequest, Visitor};
use crate::model::{Kind, Language};
use crate::portal::audit::AuditFilter;
use crate::portal::problem::Problem;
use crate::portal::random::random_hex;
use crate::words::Words;

/// One visit of somebody who has logged in.
pub(super) struct Visit<'r> {
    desk: &'r Desk,
    pub(super) request: &'r VisitRequest,
    pub(super) visitor: Visitor<'r>,
    pub(super) document: Value,
    pub(super) words: Words,
}

impl<'r> Visit<'r> {
    pub(super) fn of(
        desk: &'r Desk,
        request: &'r VisitRequest,
        visitor: Visitor<'r>,
    ) -> Result<Self, Problem> {
        let document = visitor.read("settings")?;
        // « Le champ Langue permet de spécifier la langue de l'interface du portail Web. »
        let language = document["administrator"]["language"].as_str();
        let language = language.and_then(Language::parse);
        Ok(Self {
            desk,
            request,
            visitor,
            words: Words::of(language.unwrap_or(request.language)),
            document,
        })
    }

    /// The page of a request that writes nothing.
    pub(super) fn shown(&self) -> PageReply {
        match &self.request.route {
            PageRoute::Settings => self.settings(200, None, &[]),
            PageRoute::Sheet(sheet) => match sheet {
                Sheet::General | Sheet::Administrator | Sheet::Chat => PageReply::see("/settings"),
                Sheet::WorkingHours(_)
                | Sheet::WeekendHours(_)
                | Sheet::LunchBreak(_)
                | Sheet::Schedule(..) => self.schedule(sheet),
            },
            PageRoute::NewSchedule(language, kind) => self.new_schedule(*language, *kind),
            PageRoute::Password => self.password(200, &[]),
            PageRoute::GrantDelegate => self.grant(),
            PageRoute::Billing => self.note("page-billing", "page-billing-note"),
            PageRoute::Welcome => self.note("page-welcome", "page-welcome-note"),
            PageRoute::Week(language) => self.week(*language),
            PageRoute::Yaml => self.yaml(),
            PageRoute::File => self.file(),
            PageRoute::History => self.history(),
            PageRoute::Style
            | PageRoute::Login
            | PageRoute::Once
            | PageRoute::Forgot
            | PageRoute::Logout
            | PageRoute::DeleteSchedule(..)
            | PageRoute::RevokeDelegate => PageReply::see("/settings"),
        }
    }

    pub(super) fn frame<'f>(&'f self, title: String, faults: &'f [FormFault]) -> PageFrame<'f> {
        let saved = self.request.query.get("saved");
        PageFrame {
            words: &self.words,
            account: Some(&self.visitor.account),
            proof: &self.visitor.proof,
            title,
            saved: saved.map(|_| self.words.text("page-saved")),
            faults,
            settings: match self.desk.habits {
                PageHabits::Kind => "page-settings",
                PageHabits::Harsh => "page-profile",
            },
        }
    }

    pub(super) fn settings(
        &self,
        status: u16,
        entered: Option<(Sheet, Values, String)>,
        faults: &[FormFault],
    ) -> PageReply {
        let candidates = match self.visitor.is_delegate {
            true => Ok(Vec::new()),
            false => self.visitor.candidates(),
        };
        let candidates = match candidates {
            Ok(candidates) => candidates,
            Err(problem) => return trouble(&problem, self.words.language()),
        };
        let frame = self.frame(self.words.text("page-settings"), faults);
        let page = SettingsPage {
            document: &self.document,
            candidates: &candidates,
            is_delegate: self.visitor.is_delegate,
            entered,
        };
        PageReply::page(status, frame.page(&page.body(&frame)))
    }

    pub(super) fn tag(&self, sheet: &Sheet) -> &str {
        self.document["etags"][sheet.key()].as_str().unwrap_or("")
    }

    /// The page of a schedule that exists.
    fn schedule(&self, sheet: &Sheet) -> PageReply {
        let part = sheet.part(&self.document);
        if part.is_null() {
            return trouble(&Problem::gone(), self.words.language());
        }
        let held = sheet.values(part);
        self.schedule_page(200, sheet, &held, self.tag(sheet), false, &[])
    }

    fn new_schedule(&self, language: Language, kind: Kind) -> PageReply {
        // 104 random bits, in the form that the contract gives ids.
        let Ok(id) = random_hex(13) else {
            return trouble(&Problem::internal(), self.words.language());
        };
        let sheet = Sheet::Schedule(language, kind, id);
        let empty = sheet.values(&Value::Null);
        self.schedule_page(200, &sheet, &empty, "", true, &[])
    }

    pub(super) fn schedule_page(
        &self,
        status: u16,
        sheet: &Sheet,
        values: &Values,
        tag: &str,
        is_new: bool,
        faults: &[FormFault],
    ) -> PageReply {
        let held = sheet.values(sheet.part(&self.document));
        let frame = self.frame(title(sheet, &held, is_new, &self.words), faults);
        let page = SchedulePage {
            sheet,
            held: &held,
            values,
            tag,
            is_new,
        };
        PageReply::page(status, frame.page(&page.body(&frame)))
    }

    pub(super) fn password(&self, status: u16, faults: &[FormFault]) -> PageReply {
        let frame = self.frame(self.words.text("page-change-password"), faults);
        let body = html! { (password_form(&frame)) p { a href="/settings" { (frame.text("page-back")) } } };
        PageReply::page(status, frame.page(&body))
    }

    fn grant(&self) -> PageReply {
        if self.visitor.is_delegate {
            return trouble(&Problem::primary_only(), self.words.language());
        }
        let frame = self.frame(self.words.text("page-add-delegate"), &[]);
        match self.visitor.candidates() {
            Ok(candidates) => {
                let form = grant_form(&self.document, &candidates, &frame);
                let body = html! { (form) p { a href="/settings" { (frame.text("page-back")) } } };
                PageReply::page(200, frame.page(&body))
            }
            Err(problem) => trouble(&problem, self.words.language()),
        }
    }

    fn note(&self, title: &'static str, note: &'static str) -> PageReply {
        let frame = self.frame(self.words.text(title), &[]);
        let body = html! { p { (frame.text(note)) } p { a href="/settings" { (frame.text("page-back")) } } };
        PageReply::page(200, frame.page(&body))
    }

    fn week(&self, language: Language) -> PageReply {
        let at = self.request.query.get("at").filter(|at| !at.is_empty());
        let views = self.desk.views.as_ref();
        let week = views.and_then(|views| {
            views.week(
                &self.document,
                language,
                at,
                self.words.language(),
                SystemTime::now().into(),
            )
        });
        let frame = self.frame(
            self.words.text(match language {
                Language::Fr => "page-week-fr",
                Language::En => "page-week-en",
            }),
            &[],
        );
        let body = html! {
            form method="get" action={ "/week/" (language) } {
                label for="week-at" { (frame.text("page-why")) }
                input type="text" id="week-at" name="at" value=(at.unwrap_or("")) aria-describedby="week-hint" autocomplete="off";
                " " button type="submit" { (frame.text("page-show")) }
                p.hint id="week-hint" { (frame.text("page-why-hint")) }
            }
            @match week {
                Some(week) => div.week { (PreEscaped(week)) },
                None => p { (frame.text("page-no-view")) },
            }
        };
        PageReply::page(200, frame.page(&body))
    }

    fn yaml(&self) -> PageReply {
        let frame = self.frame(self.words.text("page-yaml"), &[]);
        let views = self.desk.views.as_ref();
        let sections = [
            ("general", "page-general"),
            ("administrator", "page-administrator"),
            ("delegates", "page-delegates"),
            ("chat", "page-chat"),
        ];
        let body = html! {
            p { a.button href="/file" download { (frame.text("page-download")) } }
            @for (section, title) in sections {
                @let yaml = views.and_then(|views| views.yaml(&self.document, Some(section)));
                section aria-labelledby={ "yaml-" (section) } {
                    h2 id={ "yaml-" (section) } { (frame.text(title)) }
                    pre tabindex="0" { code { (yaml.unwrap_or_default()) } }
                }
            }
        };
        PageReply::page(200, frame.page(&body))
    }

    fn file(&self) -> PageReply {
        let views = self.desk.views.as_ref();
        match views.and_then(|views| views.yaml(&self.document, None)) {
            Some(yaml) => PageReply::file(&format!("{}.yaml", self.visitor.account), yaml),
            None => trouble(&Problem::not_found(), self.words.language()),
        }
    }

    fn history(&self) -> PageReply {
        let section = self.request.query.text("section");
        let filter = AuditFilter {
            account: Some(self.visitor.account.clone()),
            about: history::about(section),
            latest: Some(history::MOST),
            ..AuditFilter::default()
        };
        match self.visitor.portal().audited(&filter) {
            Ok(entries) => {
                let frame = self.frame(self.words.text("page-history"), &[]);
                PageReply::page(200, frame.page(&history::body(&entries, section, &frame)))
            }
            Err(fault) => trouble(&Problem::fault(&fault), self.words.language()),
        }
    }
}
