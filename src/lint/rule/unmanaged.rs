//! L12: chat is switched on and the file says nothing of its hours: what the portal made of itself
//! decides.

use std::ops::ControlFlow;

use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::subject::Subject;
use crate::model::FieldPath;
use crate::words::Message;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    if subject.enabled != Some(true) {
        return ControlFlow::Continue(());
    }
    for hours in &subject.hours {
        if hours.working.is_none() && hours.weekend.is_none() && hours.weekly.is_none() {
            let path = FieldPath::of("chat.enabled");
            let message = Message::new("hours-unmanaged");
            let finding = Diagnostic::warning("hours-unmanaged", subject.place(&path), message)
                .help(Message::new("hours-unmanaged-help"))
                .shows(subject.example(subject.clock.shows()))
                .at(path);
            findings.add(subject.about(finding, hours))?;
        }
    }
    ControlFlow::Continue(())
}
