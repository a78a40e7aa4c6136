//! Forms of texts: the code of the finding about a text that does not have the form, and the
//! message that describes the form.

/// The form of a kind of texts, for findings; the parser of the type checks it.
pub(super) struct TextForm {
    pub(super) code: &'static str,
    pub(super) help: &'static str,
}

pub(super) const ACCOUNT: TextForm = TextForm {
    code: "invalid-account",
    help: "form-account",
};
pub(super) const CAN: TextForm = TextForm {
    code: "invalid-can",
    help: "form-can",
};
pub(super) const SPID: TextForm = TextForm {
    code: "invalid-spid",
    help: "form-spid",
};
pub(super) const NAME: TextForm = TextForm {
    code: "invalid-name",
    help: "form-name",
};
pub(super) const EMAIL: TextForm = TextForm {
    code: "invalid-email",
    help: "form-email",
};
pub(super) const PHONE: TextForm = TextForm {
    code: "invalid-phone",
    help: "form-phone",
};
pub(super) const USER: TextForm = TextForm {
    code: "invalid-user-code",
    help: "form-user-code",
};
/// A line of an address.
pub(super) const LINE: TextForm = TextForm {
    code: "invalid-address",
    help: "form-address-line",
};
