//! Schedules of the file that are given other times: only the keys whose value differs are touched.

use chrono::{Days as ChronoDays, NaiveDateTime, NaiveTime};

use super::wish::{Wish, Wished};
use crate::model::{
    CIVIL, Day, Days, Hours, LunchBreak, Named, Pattern, SpecialEvent, Time, Weekly,
};

/// Gives a mapping of the file another weekly pattern. `old` is what it says.
pub(super) fn weekly(wish: &mut Wish, old: Weekly, new: Weekly) {
    set_days(wish, old.days, new.days);
    let times = times(new);
    match new.hours {
        Some(Hours::AllDay) if old.hours != new.hours => {
            wish.remove("startTime");
            wish.remove("endTime");
            wish.set("allDay", Wish::switch(true));
        }
        None => {
            for key in ["startTime", "endTime", "allDay"] {
                wish.remove(key);
            }
        }
        Some(_) if old.hours == new.hours => {}
        Some(_) => {
            if wish.has("allDay") {
                wish.remove("allDay");
            }
            set_times(wish, times);
        }
    }
}

/// A lunch break; none unticks the box. `working` are the days of the working hours from now on, which an
/// omitted `days` means.
pub(super) fn lunch_break(wish: &mut Wish, new: Option<LunchBreak>, working: Days) {
    let Some(new) = new else {
        for key in ["days", "startTime", "endTime"] {
            wish.remove(key);
        }
        return wish.set("enabled", Wish::switch(false));
    };
    if wish.has("enabled") {
        wish.set("enabled", Wish::switch(true));
    }
    let says = wish.get("days").map_or(working, days_of);
    set_days_if(wish, says, new.days, working);
    set_times(wish, times(new));
}

fn set_days_if(wish: &mut Wish, says: Days, new: Days, omitted: Days) {
    if says == new || (!wish.has("days") && new == omitted) {
        return;
    }
    set_days(wish, says, new);
}

/// Adds and takes days away where they are a list; the order of those that stay is kept.
fn set_days(wish: &mut Wish, old: Days, new: Days) {
    if old == new {
        return;
    }
    let mut kept: Vec<Wish> = match wish.get_mut("days") {
        Some(days) => days.take_entries(),
        None => Vec::new(),
    };
    let day = |wish: &Wish| wish.as_text().and_then(Day::parse);
    kept.retain(|wish| day(wish).is_some_and(|day| new.contains(day)));
    for added in new.iter() {
        let is_there = kept.iter().any(|wish| day(wish) == Some(added));
        if !is_there {
            let before = |wish: &Wish| day(wish).is_some_and(|day| day.index() > added.index());
            let at = kept.iter().position(before).unwrap_or(kept.len());
            kept.insert(at, Wish::text(added.as_str()));
        }
    }
    wish.set("days", Wish::list(kept));
}

fn days_of(wish: &Wish) -> Days {
    match &wish.value {
        Wished::Text(_) => Days::ALL,
        Wished::List(entries) => entries
            .iter()
            .filter_map(|entry| entry.as_text().and_then(Day::parse))
            .collect(),
        Wished::Word(_) | Wished::Map(_) => Days::NONE,
    }
}

/// Start and end; a whole day is written with both where `allDay` cannot be.
fn times(weekly: Weekly) -> Option<(Time, Time)> {
    match weekly.hours? {
        Hours::AllDay => Some((Time::MIDNIGHT, Time::END_OF_DAY)),
        Hours::Between(window) => Some((window.start, window.end)),
    }
}

fn set_times(wish: &mut Wish, times: Option<(Time, Time)>) {
    let Some((start, end)) = times else { return };
    for (key, time) in [("startTime", start), ("endTime", end)] {
        let says = wish.get(key).and_then(Wish::as_text).and_then(Time::parse);
        // `00:00` is an end of the day as well.
        let says = says.map(|says| match key == "endTime" && says == Time::MIDNIGHT {
            true => Time::END_OF_DAY,
            false => says,
        });
        if says != Some(time) {
            wish.set(key, Wish::text(&time.to_string()));
        }
    }
}

/// Gives an entry of a list another name and other times.
pub(super) fn named(wish: &mut Wish, old: &Named, new: &Named) {
    if old.name != new.name {
        wish.set("name", Wish::text(new.name.as_str()));
    }
    match (old.pattern, new.pattern) {
        (Pattern::Weekly(old), Pattern::Weekly(new)) => weekly(wish, old, new),
        (Pattern::SpecialEvent(old), Pattern::SpecialEvent(new)) => event(wish, old, new),
        (Pattern::Weekly(_) | Pattern::SpecialEvent(_), _) => {}
    }
}

/// An entry that the file does not have yet.
pub(super) fn new_entry(named: &Named) -> Wish {
    let mut wish = Wish::map();
    wish.set("name", Wish::text(named.name.as_str()));
    match named.pattern {
        Pattern::Weekly(new) => {
            let days = new.days.iter().map(|day| Wish::text(day.as_str()));
            wish.set("days", Wish::list(days.collect()));
            weekly(
                &mut wish,
                Weekly {
                    days: new.days,
                    hours: None,
                },
                new,
            );
        }
        Pattern::SpecialEvent(new) => {
            wish.set("availability", Wish::text(new.availability.as_str()));
            wish.set("startsAt", Wish::text(&civil(new.starts_at)));
            wish.set("endsAt", Wish::text(&civil(new.ends_at)));
        }
    }
    wish
}

fn civil(at: NaiveDateTime) -> String {
    at.format(CIVIL).to_string()
}

fn event(wish: &mut Wish, old: SpecialEvent, new: SpecialEvent) {
    if old.availability != new.availability {
        wish.set("availability", Wish::text(new.availability.as_str()));
    }
    if (old.starts_at, old.ends_at) == (new.starts_at, new.ends_at) {
        return;
    }
    let whole = [new.starts_at, new.ends_at]
        .iter()
        .all(|at| at.time() == NaiveTime::MIN);
    let last = new.ends_at.date().checked_sub_days(ChronoDays::new(1));
    match (wish.has("startDate"), whole, last) {
        (true, true, Some(last)) => {
            if old.starts_at != new.starts_at {
                wish.set("startDate", Wish::text(&new.starts_at.date().to_string()));
            }
            if last == new.starts_at.date() {
                wish.remove("endDate");
            } else {
                wish.set("endDate", Wish::text(&last.to_string()));
            }
        }
        _ => {
            let dates = wish.has("startDate");
            wish.remove("startDate");
            wish.remove("endDate");
            if dates || old.starts_at != new.starts_at {
                wish.set("startsAt", Wish::text(&civil(new.starts_at)));
            }
            if dates || old.ends_at != new.ends_at {
                wish.set("endsAt", Wish::text(&civil(new.ends_at)));
            }
        }
    }
}
