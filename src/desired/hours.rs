//! « Configurez les jours et heures de service de clavardage en anglais et en français »: the
//! blocks `both`, `fr` and `en`, each checked once, then merged for each language.

use std::collections::BTreeMap;

use super::DesiredHours;
use super::civil::{self, Times};
use super::holidays::{self, Holidays};
use super::lower::Lower;
use super::schedules::{self, List, list_path};
use crate::diagnostic::Span;
use crate::document::shape;
use crate::model::{FieldPath, Kind, Language, LunchBreak, PerLanguage, Weekly};
use crate::words::Message;

/// One block, checked.
#[derive(Default)]
struct Block {
    working_hours: Option<Working>,
    weekend_hours: Option<(Weekly, Span)>,
    lists: BTreeMap<Kind, List>,
    holidays: Option<Holidays>,
}

/// Working hours with their lunch break: one item, replaced as a whole.
#[derive(Clone, Copy)]
struct Working {
    weekly: Weekly,
    span: Span,
    lunch_break: Option<(Option<LunchBreak>, Span)>,
}

pub(super) fn lower(lower: &mut Lower<'_>, written: &shape::Hours) -> PerLanguage<DesiredHours> {
    let both = block(lower, "both", written.both.as_ref());
    let fr = block(lower, "fr", written.fr.as_ref());
    let en = block(lower, "en", written.en.as_ref());
    PerLanguage {
        fr: merge(lower, Language::Fr, &both, &fr),
        en: merge(lower, Language::En, &both, &en),
    }
}

fn block(
    lower: &mut Lower<'_>,
    name: &'static str,
    written: Option<&shape::LanguageHours>,
) -> Block {
    let Some(written) = written else {
        return Block::default();
    };
    let path = FieldPath::of("chat.hours").key(name);
    let mut block = Block::default();
    if let Some(hours) = &written.working_hours {
        block.working_hours = working_hours(lower, &path.key("workingHours"), hours);
    }
    if let Some(hours) = &written.weekend_hours {
        let path = path.key("weekendHours");
        let times = Times {
            start: hours.start_time.as_deref(),
            end: hours.end_time.as_deref(),
            all_day: hours.all_day,
        };
        let weekly = default_hours(lower, &path, &hours.days, times);
        block.weekend_hours = weekly.map(|weekly| (weekly, lower.document.locate_key(&path)));
    }
    if let Some(list) = &written.weekly_schedules {
        let list = schedules::weekly(lower, &list_path(name, Kind::Weekly), list);
        block.lists.insert(Kind::Weekly, list);
    }
    if let Some(list) = &written.special_events {
        let list = schedules::events(lower, &list_path(name, Kind::SpecialEvent), list);
        block.lists.insert(Kind::SpecialEvent, list);
    }
    if let Some(list) = &written.holidays {
        block.holidays = Some(holidays::lower(lower, &path.key("holidays"), list));
    }
    block
}

fn working_hours(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::WorkingHours,
) -> Option<Working> {
    let times = Times {
        start: written.start_time.as_deref(),
        end: written.end_time.as_deref(),
        all_day: written.all_day,
    };
    let weekly = default_hours(lower, path, &written.days, times);
    let lunch_path = path.key("lunchBreak");
    let lunch_break = written.lunch_break.as_ref().map(|lunch| {
        let span = lower.document.locate_key(&lunch_path);
        (lunch_break(lower, &lunch_path, lunch, &written.days), span)
    });
    let lunch_break = match lunch_break {
        None => None,
        Some((lunch, span)) => Some((lunch?, span)),
    };
    Some(Working {
        weekly: weekly?,
        span: lower.document.locate_key(path),
        lunch_break,
    })
}

/// Hours that exist from the account's creation on. Only they may say "never" by `days: []`, and
/// then times are left out.
fn default_hours(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    days: &shape::Days,
    times: Times<'_>,
) -> Option<Weekly> {
    let days = civil::days(days);
    let timeless = times.start.is_none() && times.end.is_none() && times.all_day.is_none();
    if days.is_empty() && timeless {
        return Some(Weekly::NEVER);
    }
    let hours = civil::hours(lower, path, times)?;
    Some(Weekly::new(days, hours))
}

/// « Ajouter un horaire pour la pause-repas ». The inner `None` unticks the box.
fn lunch_break(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::LunchBreak,
    working_days: &shape::Days,
) -> Option<Option<LunchBreak>> {
    if written.enabled == Some(false) {
        let extra =
            written.days.is_some() || written.start_time.is_some() || written.end_time.is_some();
        if extra {
            let help = Some(Message::new("lunch-break-off-help"));
            lower.error(
                "lunch-break-off",
                path,
                Message::new("lunch-break-off"),
                help,
            );
            return None;
        }
        return Some(None);
    }
    let times = Times {
        start: written.start_time.as_deref(),
        end: written.end_time.as_deref(),
        all_day: None,
    };
    let hours = civil::hours(lower, path, times);
    let days = civil::days(written.days.as_ref().unwrap_or(working_days));
    if days.is_empty() {
        let help = Some(Message::new("lunch-break-without-days-help"));
        let message = Message::new("lunch-break-without-days");
        lower.error("lunch-break-without-days", path, message, help);
        return None;
    }
    Some(Some(Weekly::new(days, hours?)))
}

/// A single item of the language replaces the whole item of `both`; lists are concatenated.
fn merge(lower: &mut Lower<'_>, language: Language, both: &Block, own: &Block) -> DesiredHours {
    let path = FieldPath::of("chat.hours").key(language.as_str());
    let mut desired = DesiredHours::default();
    if let Some(working) = own.working_hours.or(both.working_hours) {
        let path = path.key("workingHours");
        desired.working_hours = Some(working.weekly);
        desired.lunch_break = working.lunch_break.map(|(lunch, span)| {
            lower.places.insert(path.key("lunchBreak"), span);
            lunch
        });
        lower.places.insert(path, working.span);
    }
    if let Some((weekly, span)) = own.weekend_hours.or(both.weekend_hours) {
        desired.weekend_hours = Some(weekly);
        lower.places.insert(path.key("weekendHours"), span);
    }
    let chosen = [&both.holidays, &own.holidays].into_iter().flatten();
    let chosen = chosen.flat_map(|holidays| &holidays.chosen);
    desired.holidays = chosen.cloned().collect();
    for kind in Kind::ALL {
        let lists = [both.lists.get(&kind), own.lists.get(&kind)];
        let holidays = match kind {
            Kind::Weekly => Vec::new(),
            Kind::SpecialEvent => {
                let holidays = (both.holidays.as_ref(), own.holidays.as_ref());
                holidays::expand(lower, language, holidays, &lists)
            }
        };
        let list = list_path(language.as_str(), kind);
        if let Some(merged) = schedules::merge(lower, &list, lists, &holidays) {
            desired.lists.insert(kind, merged);
        }
    }
    desired
}
