//! Who looks at a page, and the requests that are made for them: the same as over HTTP, by the same rules.

use std::net::IpAddr;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::form::Form;
use super::route::PageRoute;
use crate::model::Language;
use crate::portal::authentication::active_session;
use crate::portal::browser::Browser;
use crate::portal::digest::hex;
use crate::portal::embedded::Portal;
use crate::portal::fault::PortalFault;
use crate::portal::problem::Problem;
use crate::portal::request::ApiRequest;
use crate::portal::response::EncodedResponse;
use crate::portal::store::Purpose;

/// A request for a page.
#[derive(Debug, Clone)]
pub(in crate::portal) struct VisitRequest {
    pub(super) route: PageRoute,
    pub(super) is_post: bool,
    /// Path and query, for the way back after a login.
    pub(super) target: String,
    pub(super) query: Form,
    pub(super) form: Form,
    pub(super) browser: Browser,
    pub(super) client: Option<IpAddr>,
    /// What the browser asks for, for pages before a login.
    pub(super) language: Language,
}

impl VisitRequest {
    /// The request that a program would send.
    fn api(&self, method: &str, path: &str, body: Option<&Value>) -> ApiRequest {
        ApiRequest {
            method: method.to_owned(),
            path: path.to_owned(),
            content_type: body.map(|_| "application/json".to_owned()),
            body: body.map_or_else(Vec::new, |body| body.to_string().into_bytes()),
            browser: self.browser.clone(),
            client: self.client,
            ..ApiRequest::default()
        }
    }

    /// Sends a request of the contract that names no account.
    pub(super) fn send(
        &self,
        portal: &Portal,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<EncodedResponse, Problem> {
        portal.respond(&self.api(method, path, body))
    }
}

/// Somebody who has logged in.
pub(super) struct Visitor<'r> {
    portal: &'r Portal,
    request: &'r VisitRequest,
    pub(super) account: String,
    pub(super) is_delegate: bool,
    /// Hash of the cookie.
    pub(super) session: String,
    /// What every form of this session carries: a page of another origin cannot know it.
    pub(super) proof: String,
}

impl<'r> Visitor<'r> {
    /// Whose session the request's cookie is; `None` without one.
    pub(super) fn of(
        portal: &'r Portal,
        request: &'r VisitRequest,
    ) -> Result<Option<Self>, PortalFault> {
        let Some(cookie) = request.browser.session() else {
            return Ok(None);
        };
        let api = request.api("GET", "", None);
        let session = portal.readers.with(|reader| {
            let transaction = reader.store.begin(Purpose::Read)?;
            active_session(&transaction, &api)
        })??;
        Ok(session.map(|session| Self {
            portal,
            request,
            account: session.holder.account,
            is_delegate: session.holder.role == "delegate",
            session: session.hash,
            // The cookie is secret, and cannot be found from this.
            proof: hex(&Sha256::digest(format!("form {cookie}"))),
        }))
    }

    /// A resource of the account.
    pub(super) fn read(&self, resource: &str) -> Result<Value, Problem> {
        let path = format!("/v1/accounts/{}/{resource}", self.account);
        let response = self.request.send(self.portal, "GET", &path, None)?;
        let body = response.body.unwrap_or_default();
        serde_json::from_slice(&body).map_err(|_| Problem::internal())
    }

    /// Everyone who may become a delegate.
    pub(super) fn candidates(&self) -> Result<Vec<Value>, Problem> {
        let candidates = self.portal.candidates(&self.account);
        candidates.map_err(|_| Problem::internal())
    }

    /// Writes a resource of the account under the tag that the form had.
    pub(super) fn write(
        &self,
        method: &str,
        resource: &str,
        condition: WriteCondition<'_>,
        body: Option<&Value>,
    ) -> Result<(), Problem> {
        let path = format!("/v1/accounts/{}/{resource}", self.account);
        let mut request = self.request.api(method, &path, body);
        match condition {
            WriteCondition::Tag(tag) => request.if_match = Some(tag.to_owned()),
            WriteCondition::New => request.if_none_match = Some("*".to_owned()),
            WriteCondition::None => {}
        }
        self.portal.respond(&request).map(drop)
    }

    /// Whether a form comes from a page of this session.
    pub(super) fn is_theirs(&self, form: &Form) -> bool {
        self.request.browser.is_same_origin() && form.text("proof") == self.proof
    }

    pub(super) fn portal(&self) -> &'r Portal {
        self.portal
    }
}

/// Under which condition something is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum WriteCondition<'a> {
    /// As long as it is the version that the form shows.
    Tag(&'a str),
    /// As long as it does not exist.
    New,
    None,
}
