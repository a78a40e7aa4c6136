//! The triggers that events of the debouncer become.

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, Flag, RenameMode};
use notify::event::{DataChange, ModifyKind, RemoveKind};
use notify::{Error, Event};

use super::Trigger;
use super::inbox::{Directory, Inbox};
use super::place::WatchedPlace;

fn place() -> WatchedPlace {
    WatchedPlace {
        name: "/etc/conf".into(),
        parent: Some("/etc".into()),
    }
}

fn event(kind: EventKind, path: &str) -> Event {
    Event::new(kind).add_path(path.into())
}

fn check(events: Vec<Event>, trigger: Option<Trigger>, directory: Directory) {
    let inbox = Inbox::default();
    let said = format!("{events:?}");
    for event in events {
        inbox.receive(Ok(event), &place());
    }
    assert_eq!(inbox.take_directory(), directory, "{said}");
    assert_eq!(inbox.take(), trigger, "{said}");
    assert_eq!(inbox.take(), None, "it is taken once");
}

#[test]
fn events_become_triggers() {
    use Directory::{Replaced, Same};
    let files = Some(Trigger::Files);
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
    let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
    let created = EventKind::Create(CreateKind::File);
    let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    let removed = EventKind::Remove(RemoveKind::Any);
    for kind in [written, created, changed, renamed, removed] {
        check(vec![event(kind, "/etc/conf/a.yaml")], files.clone(), Same);
        check(vec![event(kind, "/etc/conf")], files.clone(), Replaced);
        check(vec![event(kind, "/etc/configuration")], None, Same);
        check(vec![event(kind, "/etc/other")], None, Same);
        check(vec![event(kind, "/etc")], None, Same);
        // The directory is a link, and its target is elsewhere.
        check(vec![event(kind, "/srv/conf/a.yaml")], files.clone(), Same);
    }
    // Our own looks ask for no further look.
    check(vec![event(opened, "/etc/conf/a.yaml")], None, Same);
    check(vec![event(read, "/etc/conf/a.yaml")], None, Same);
    let many = (0..10_000).map(|at| event(changed, &format!("/etc/conf/{at}.yaml")));
    check(many.collect(), files, Same);
}

#[test]
fn what_may_be_missing_asks_for_everything() {
    let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
    let rescan = Some(Trigger::Rescan("queue overflow".to_owned()));
    let changed = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    let events = vec![overflow, event(changed, "/etc/conf/a.yaml")];
    check(events, rescan, Directory::Same);
    let inbox = Inbox::default();
    inbox.receive(Err(Error::generic("no more watches")), &place());
    let rescan = Trigger::Rescan("no more watches".to_owned());
    assert_eq!(inbox.take(), Some(rescan));
}
