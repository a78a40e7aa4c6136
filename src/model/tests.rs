//! Named schedules in their lists.

use chrono::NaiveDateTime;

use super::{
    Availability, Days, Hours, Kind, Named, ScheduleLists, ScheduleName, SpecialEvent, Weekly,
    name_key,
};

/// A weekly schedule that is in effect all the time.
fn weekly(name: &str) -> Named {
    let always = Weekly::new(Days::ALL, Hours::AllDay);
    Named::weekly(ScheduleName::observed(name), always)
}

fn closed_event(name: &str) -> Named {
    let starts_at = NaiveDateTime::default();
    let event = SpecialEvent {
        availability: Availability::Closed,
        starts_at,
        ends_at: starts_at + chrono::TimeDelta::days(1),
    };
    Named::special_event(ScheduleName::observed(name), event)
}

/// The names of a list, in its order.
fn names(lists: &ScheduleLists, kind: Kind) -> Vec<&str> {
    let list = lists.list(kind).values();
    list.map(|named| named.name.as_str()).collect()
}

#[test]
fn schedules_are_filed_by_pattern_and_folded_name() {
    let schedules = [
        weekly("Jeudi soir"),
        weekly("Été"),
        closed_event("Jeudi soir"),
    ];
    let mut lists: ScheduleLists = schedules.into_iter().collect();
    assert_eq!(names(&lists, Kind::Weekly), ["Jeudi soir", "Été"]);
    assert_eq!(names(&lists, Kind::SpecialEvent), ["Jeudi soir"]);
    assert_eq!(lists.weekly().count(), 2);
    assert_eq!(lists.special_events().count(), 1);

    lists.insert(weekly("JEUDI  soir"));
    assert_eq!(names(&lists, Kind::Weekly), ["JEUDI  soir", "Été"]);

    let removed = lists.remove(Kind::Weekly, &name_key("jeudi soir"));
    assert_eq!(removed, Some(weekly("JEUDI  soir")));
    lists.replace(Kind::Weekly, [weekly("Noël")]);
    assert_eq!(names(&lists, Kind::Weekly), ["Noël"]);
    assert_eq!(names(&lists, Kind::SpecialEvent), ["Jeudi soir"]);
}
