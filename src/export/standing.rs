//! What a file cannot set and people still ask of an account: the name of its primary
//! administrator, and whether its chat software is deployed. An export has both as comments;
//! `status` and `whoami` print them, in these words.

use crate::model::Observed;
use crate::words::Message;

/// A fact under the id of its label.
pub(crate) struct Standing {
    pub(crate) label: &'static str,
    pub(crate) value: Message,
}

pub(crate) fn primary(observed: &Observed) -> Standing {
    let primary = &observed.account.administrator.primary;
    let person = Message::new("status-person").text("user", &primary.user);
    Standing {
        label: "status-primary",
        value: person.text("name", &primary.name),
    }
}

pub(crate) fn software(observed: &Observed) -> Standing {
    Standing {
        label: "status-software",
        value: Message::new(if observed.software_deployed {
            "status-deployed"
        } else {
            "status-not-deployed"
        }),
    }
}
