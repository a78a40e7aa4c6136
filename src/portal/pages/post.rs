//! What somebody who has logged in sends: each form is one request, by the same rules as a program's.

use serde_json::{Value, json};

use super::conflict::{Choice, Conflict, choice, version};
use super::fault::{FormFault, faults};
use super::form::{Form, Values};
use super::reply::PageReply;
use super::route::PageRoute;
use super::sheet::Sheet;
use super::show::Visit;
use super::trouble::trouble;
use super::visit::WriteCondition;
use crate::portal::audit::{AuditFilter, AuditedKey};
use crate::portal::percent;
use crate::portal::problem::Problem;

impl Visit<'_> {
    /// Does what a form asks for.
    pub(super) fn posted(&self) -> PageReply {
        let form = &self.request.form;
        if let (PageRoute::Sheet(sheet), true) = (&self.request.route, form.is_ticked("review")) {
            return self.review(sheet, form);
        }
        if !self.visitor.is_theirs(form) {
            return trouble(&Problem::cross_site(), self.words.language());
        }
        match &self.request.route {
            PageRoute::Sheet(sheet) => self.save(sheet, form),
            PageRoute::DeleteSchedule(language, kind, id) => {
                let sheet = Sheet::Schedule(*language, *kind, id.clone());
                self.delete(&sheet, form.text("tag"))
            }
            PageRoute::Password => self.change_password(form),
            PageRoute::GrantDelegate => self.delegate("PUT", form.text("user")),
            PageRoute::RevokeDelegate => self.delegate("DELETE", form.text("user")),
            PageRoute::Logout => self.log_out(),
            PageRoute::Style
            | PageRoute::Login
            | PageRoute::Once
            | PageRoute::Forgot
            | PageRoute::Welcome
            | PageRoute::Settings
            | PageRoute::NewSchedule(..)
            | PageRoute::Billing
            | PageRoute::Week(_)
            | PageRoute::Yaml
            | PageRoute::File
            | PageRoute::History => trouble(&Problem::method_not_allowed(), self.words.language()),
        }
    }

    /// Shows what was entered before a session was lost, with the proof of this one. Nothing is written.
    fn review(&self, sheet: &Sheet, form: &Form) -> PageReply {
        let values = sheet.entered(form);
        self.again(200, sheet, values, form, &[])
    }

    /// The page of a form again, with what was entered.
    fn again(
        &self,
        status: u16,
        sheet: &Sheet,
        values: Values,
        form: &Form,
        faults: &[FormFault],
    ) -> PageReply {
        let tag = form.text("tag");
        match sheet {
            Sheet::General | Sheet::Administrator | Sheet::Chat => self.settings(
                status,
                Some((sheet.clone(), values, tag.to_owned())),
                faults,
            ),
            Sheet::WorkingHours(_)
            | Sheet::WeekendHours(_)
            | Sheet::LunchBreak(_)
            | Sheet::Schedule(..) => {
                let is_new = form.is_ticked("new");
                self.schedule_page(status, sheet, &values, tag, is_new, faults)
            }
        }
    }

    fn save(&self, sheet: &Sheet, form: &Form) -> PageReply {
        let mut values = sheet.entered(form);
        if form.is_ticked("chosen") {
            let choice = choice(sheet, form);
            if !choice.open.is_empty() {
                return self.unchosen(sheet, &choice, form.text("tag"));
            }
            values = choice.chosen;
        }
        let condition = match form.is_ticked("new") {
            true => WriteCondition::New,
            false => WriteCondition::Tag(form.text("tag")),
        };
        let body = self.body_of(sheet, &values);
        match self
            .visitor
            .write(sheet.method(), &sheet.key(), condition, Some(&body))
        {
            Ok(()) => PageReply::see(format!("{}?saved=yes", saved_at(sheet))),
            Err(problem) if problem.status == 412 && !form.is_ticked("new") => {
                self.conflict(sheet, &values, form)
            }
            Err(problem) => {
                let faults = faults(&problem, sheet, &self.words);
                self.again(problem.status, sheet, values, form, &faults)
            }
        }
    }

    /// The body of a save. A box that is closed is not sent by a browser, and means no change.
    fn body_of(&self, sheet: &Sheet, values: &Values) -> Value {
        let mut body = sheet.body(values);
        let deployed = self.document["chat"]["softwareDeployed"] == true;
        if let (Sheet::Chat, false, Some(members)) = (sheet, deployed, body.as_object_mut()) {
            members.remove("enabled");
        }
        body
    }

    fn conflict(&self, sheet: &Sheet, mine: &Values, form: &Form) -> PageReply {
        let part = sheet.part(&self.document);
        if part.is_null() {
            return trouble(&Problem::gone(), self.words.language());
        }
        let was = version(sheet, form, "was.");
        let now = sheet.values(part);
        let versions = Conflict {
            sheet,
            was: &was,
            now: &now,
            mine,
            tag: self.tag(sheet),
            by: self.last_change(&sheet.key()),
        };
        self.conflict_page(&versions, &[])
    }

    /// Asks again, about the same versions and under their tag: what was saved since the question was put was
    /// not seen, so the save has to meet it.
    fn unchosen(&self, sheet: &Sheet, choice: &Choice, tag: &str) -> PageReply {
        let open = choice.open.iter();
        let faults: Vec<_> = open
            .map(|field| FormFault::at(sheet.id_of(field), self.words.text("page-conflict-choose")))
            .collect();
        let versions = Conflict {
            sheet,
            was: &choice.was,
            now: &choice.now,
            mine: &choice.mine,
            tag,
            // Who it was is known of what there is now alone, and that may be another version.
            by: None,
        };
        self.conflict_page(&versions, &faults)
    }

    fn conflict_page(&self, conflict: &Conflict<'_>, faults: &[FormFault]) -> PageReply {
        let frame = self.frame(self.words.text("page-conflict"), faults);
        PageReply::page(412, frame.page(&conflict.body(&frame)))
    }

    /// Who changed a resource last, and when.
    fn last_change(&self, key: &str) -> Option<(String, String)> {
        let filter = AuditFilter {
            account: Some(self.visitor.account.clone()),
            about: AuditedKey::Only(key.to_owned()),
            latest: Some(1),
            ..AuditFilter::default()
        };
        let last = self.visitor.portal().audited(&filter).ok()?.pop()?;
        Some((last.who, last.at))
    }

    fn delete(&self, sheet: &Sheet, tag: &str) -> PageReply {
        match self
            .visitor
            .write("DELETE", &sheet.key(), WriteCondition::Tag(tag), None)
        {
            Ok(()) => PageReply::see("/settings?saved=yes"),
            Err(problem) => trouble(&problem, self.words.language()),
        }
    }

    fn delegate(&self, method: &str, user: &str) -> PageReply {
        let user = percent::encode(user);
        let resource = format!("delegates/{user}");
        match self
            .visitor
            .write(method, &resource, WriteCondition::None, None)
        {
            Ok(()) => PageReply::see("/settings?saved=yes"),
            Err(problem) => {
                let fault = FormFault::at("delegate-user", self.words.say(&problem.sentence()));
                self.settings(problem.status, None, &[fault])
            }
        }
    }

    /// « Entrez votre nouveau mot de passe et entrez-le à nouveau pour le confirmer. » Sessions end with a change,
    /// this one too, so the login comes next.
    fn change_password(&self, form: &Form) -> PageReply {
        if form.text("new") != form.text("again") {
            let fault = FormFault::at("password-again", self.words.text("page-passwords-differ"));
            return self.password(422, &[fault]);
        }
        let body =
            json!({ "currentPassword": form.text("current"), "newPassword": form.text("new") });
        let resource = "administrator/password";
        match self
            .visitor
            .write("POST", resource, WriteCondition::None, Some(&body))
        {
            Ok(()) => PageReply::see("/login"),
            Err(problem) => {
                let field = match problem.kind {
                    "password-policy" => "password-new",
                    _ => "password-current",
                };
                let members = problem.errors.described.iter();
                let mut sentences: Vec<_> = members
                    .map(|member| self.words.say(&member.message))
                    .collect();
                if sentences.is_empty() {
                    sentences.push(self.words.say(&problem.sentence()));
                }
                let faults: Vec<_> = sentences
                    .into_iter()
                    .map(|sentence| FormFault::at(field, sentence))
                    .collect();
                self.password(problem.status, &faults)
            }
        }
    }

    fn log_out(&self) -> PageReply {
        match self
            .request
            .send(self.visitor.portal(), "DELETE", "/v1/sessions", None)
        {
            Ok(response) => PageReply::see("/login").with_cookie(response.cookie),
            Err(problem) => trouble(&problem, self.words.language()),
        }
    }
}

/// Where a form is shown after it was saved.
fn saved_at(sheet: &Sheet) -> String {
    match sheet {
        Sheet::General | Sheet::Administrator | Sheet::Chat => "/settings".to_owned(),
        Sheet::WorkingHours(_)
        | Sheet::WeekendHours(_)
        | Sheet::LunchBreak(_)
        | Sheet::Schedule(..) => sheet.path(),
    }
}
