//! Forms of texts: the code of the finding about a text that does not have the form, and the
//! message that describes the form.

/// The form of a kind of texts, for findings; the parser of the type checks it.
pub(super) struct TextForm {
    pub(super) code: &'static str,
    pub(super) help: &'static str,
}

impl TextForm {
    const fn new(code: &'static str, help: &'static str) -> Self {
        Self { code, help }
    }
}

pub(super) const ACCOUNT: TextForm = TextForm::new("invalid-account", "form-account");
pub(super) const CAN: TextForm = TextForm::new("invalid-can", "form-can");
pub(super) const SPID: TextForm = TextForm::new("invalid-spid", "form-spid");
pub(super) const NAME: TextForm = TextForm::new("invalid-name", "form-name");
pub(super) const EMAIL: TextForm = TextForm::new("invalid-email", "form-email");
pub(super) const PHONE: TextForm = TextForm::new("invalid-phone", "form-phone");
pub(super) const USER: TextForm = TextForm::new("invalid-user-code", "form-user-code");
/// A line of an address.
pub(super) const LINE: TextForm = TextForm::new("invalid-address", "form-address-line");
