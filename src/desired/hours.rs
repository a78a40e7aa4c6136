//! « Configurez les jours et heures de service de clavardage en anglais et en français »: the
//! blocks `both`, `fr` and `en`, each checked once, then merged for each language.
//!
//! ```text
//! chat.hours        both           fr           result for fr         result for en
//! workingHours      09:00-17:00    -            09:00-17:00           09:00-17:00
//! weekendHours      10:00-16:00    days: []     never                 10:00-16:00
//! weeklySchedules   [Lundi]        [Jeudi]      [Lundi, Jeudi]        [Lundi]
//! specialEvents     -              -            not managed           not managed
//! ```

use std::collections::BTreeMap;

use super::civil::{self, Daily, WrittenTimes};
use super::context::Lower;
use super::holidays::{self, BlockHolidays};
use super::intent::DesiredHours;
use super::schedules::{self, BlockList, BothAndOwn, list_path};
use crate::diagnostic::Span;
use crate::document::shape;
use crate::model::{FieldPath, Kind, Language, LunchBreak, PerLanguage, Weekly};
use crate::words::Message;

/// One of the blocks `both`, `fr` and `en` after its checks.
#[derive(Default)]
struct HoursBlock {
    working_hours: Option<BlockWorkingHours>,
    weekend_hours: Option<WeekendHours>,
    lists: BTreeMap<Kind, BlockList>,
    holidays: Option<BlockHolidays>,
}

/// Working hours with their lunch break. They are one item: those of a language replace those of
/// `both` together with the lunch break.
#[derive(Clone, Copy)]
struct BlockWorkingHours {
    weekly: Weekly,
    span: Span,
    lunch_break: Option<BlockLunchBreak>,
}

/// A lunch break; `None` unticks the box.
#[derive(Clone, Copy)]
struct BlockLunchBreak {
    lunch: Option<LunchBreak>,
    span: Span,
}

#[derive(Clone, Copy)]
struct WeekendHours {
    weekly: Weekly,
    span: Span,
}

/// The hours of both languages.
pub(super) fn lower(lower: &mut Lower<'_>, written: &shape::Hours) -> PerLanguage<DesiredHours> {
    // Each block is checked on its own first, so that a mistake in `both` is found once, at its
    // place.
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
) -> HoursBlock {
    let Some(written) = written else {
        return HoursBlock::default();
    };
    let path = FieldPath::of("chat.hours").key(name);
    let mut block = HoursBlock::default();
    if let Some(hours) = &written.working_hours {
        block.working_hours = working_hours(lower, &path.key("workingHours"), hours);
    }
    if let Some(hours) = &written.weekend_hours {
        let path = path.key("weekendHours");
        let times = WrittenTimes {
            start: hours.start_time.as_deref(),
            end: hours.end_time.as_deref(),
            all_day: hours.all_day,
            of: Daily::Schedule,
        };
        let weekly = default_hours(lower, &path, &hours.days, times);
        let span = lower.document.locate_key(&path);
        block.weekend_hours = weekly.map(|weekly| WeekendHours { weekly, span });
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
) -> Option<BlockWorkingHours> {
    let times = WrittenTimes {
        start: written.start_time.as_deref(),
        end: written.end_time.as_deref(),
        all_day: written.all_day,
        of: Daily::Schedule,
    };
    // The lunch break is checked even when the hours around it are wrong, hence the `?` at the end.
    let weekly = default_hours(lower, path, &written.days, times);
    let lunch_path = path.key("lunchBreak");
    let lunch_break = match &written.lunch_break {
        None => None,
        Some(lunch) => Some(BlockLunchBreak {
            lunch: lunch_break(lower, &lunch_path, lunch, &written.days)?,
            span: lower.document.locate_key(&lunch_path),
        }),
    };
    Some(BlockWorkingHours {
        weekly: weekly?,
        span: lower.document.locate_key(path),
        lunch_break,
    })
}

/// Working hours or weekend hours, which every account has. They cannot be deleted like a schedule,
/// so only they may be "never" in effect: `days: []`, without times.
fn default_hours(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    days: &shape::WrittenDays,
    times: WrittenTimes<'_>,
) -> Option<Weekly> {
    let days = civil::days(days);
    let timeless = times.start.is_none() && times.end.is_none() && times.all_day.is_none();
    // With times, `days: []` is as well "never" in effect, but the times must be right:
    // `Weekly::new` drops them afterwards.
    if days.is_empty() && timeless {
        return Some(Weekly::NEVER);
    }
    let hours = civil::hours(lower, path, times)?;
    Some(Weekly::new(days, hours))
}

/// « Ajouter un horaire pour la pause-repas ». The outer `None` is a finding, the inner one unticks
/// the box. Days that are left out are those of the working hours.
fn lunch_break(
    lower: &mut Lower<'_>,
    path: &FieldPath,
    written: &shape::LunchBreak,
    working_days: &shape::WrittenDays,
) -> Option<Option<LunchBreak>> {
    // `enabled: false` unticks the box, and then there is nothing left to describe.
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
    let times = WrittenTimes {
        start: written.start_time.as_deref(),
        end: written.end_time.as_deref(),
        all_day: None,
        of: Daily::LunchBreak,
    };
    let hours = civil::hours(lower, path, times);
    let days = civil::days(written.days.as_ref().unwrap_or(working_days));
    // « Ajouter un horaire pour la pause-repas » is a box of the working hours: without their days
    // there is nothing to interrupt, and the box cannot be ticked.
    if days.is_empty() || civil::days(working_days).is_empty() {
        let help = Some(Message::new("lunch-break-without-days-help"));
        let message = Message::new("lunch-break-without-days");
        lower.error("lunch-break-without-days", path, message, help);
        return None;
    }
    Some(Some(Weekly::new(days, hours?)))
}

/// The hours of one language: a single item of the language replaces the whole item of `both`, and
/// lists of the two are concatenated.
fn merge(
    lower: &mut Lower<'_>,
    language: Language,
    both: &HoursBlock,
    own: &HoursBlock,
) -> DesiredHours {
    let path = FieldPath::of("chat.hours").key(language.as_str());
    let mut desired = DesiredHours::default();
    // Places are recorded under the path of the language, wherever the item was written.
    if let Some(working) = own.working_hours.or(both.working_hours) {
        let path = path.key("workingHours");
        desired.working_hours = Some(working.weekly);
        if let Some(BlockLunchBreak { lunch, span }) = working.lunch_break {
            desired.lunch_break = Some(lunch);
            lower.places.insert(path.key("lunchBreak"), span);
        }
        lower.places.insert(path, working.span);
    }
    if let Some(WeekendHours { weekly, span }) = own.weekend_hours.or(both.weekend_hours) {
        desired.weekend_hours = Some(weekly);
        lower.places.insert(path.key("weekendHours"), span);
    }
    // The choices themselves are kept as well: lints compare them with the calendar of later years.
    let chosen = [&both.holidays, &own.holidays].into_iter().flatten();
    let chosen = chosen.flat_map(|holidays| &holidays.chosen);
    desired.holidays = chosen.cloned().collect();
    // Lists are different: the entries of both blocks add up, for each kind of schedule.
    for kind in Kind::ALL {
        let lists = BothAndOwn {
            both: both.lists.get(&kind),
            own: own.lists.get(&kind),
        };
        // Holidays become special events, and need the list of events as it was written.
        let holidays = match kind {
            Kind::Weekly => Vec::new(),
            Kind::SpecialEvent => {
                let holidays = BothAndOwn {
                    both: both.holidays.as_ref(),
                    own: own.holidays.as_ref(),
                };
                holidays::expand(lower, language, &holidays, &lists)
            }
        };
        // A language without a list in either block does not manage that list: the key is left out.
        let list = list_path(language.as_str(), kind);
        if let Some(merged) = schedules::merge(lower, &list, &lists, &holidays) {
            desired.lists.insert(kind, merged);
        }
    }
    desired
}
