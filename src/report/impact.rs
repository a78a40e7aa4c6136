//! What a change means to the people who chat, as programs read it: the intervals of hours, folded
//! into periods, with the schedule that is responsible and its place.
//!
//! # The order of periods
//!
//! A change of one schedule often yields many periods: it opens an evening in one language, closes
//! a lunch in both, and behaves otherwise on some dates. A reviewer reads them top to bottom and
//! stops early, so the order is the argument ([`sorted`]):
//!
//! 1. *Hours of every week before single days.* An event is over some day; a weekly change stays.
//! 2. *Among weekly changes, the schedule that moves most minutes first*, gains and losses summed
//!    in absolute terms. A schedule that opens one hour and closes another moves two.
//! 3. *Among events, by date*: the date on which the first period of their group begins.
//! 4. *Periods with one head stay together.* The text prints a head ("+12 h 00 fr: opened by …") for
//!    each run of periods with equal cause and effect. A cause is a schedule in some languages at a
//!    line, so the rank of step 2 and the date of step 3 are those of the whole group; sorted by
//!    their own values, periods of one group would be torn apart by those of another, and the text
//!    would print the head twice.
//! 5. *Within a group by date and time.* Ties between groups fall to schedule, languages (French
//!    first) and line, so that two runs always print equal bytes.
//!
//! ```text
//!   every week   3 h   workingHours   opens    Mon–Fri 17:00–18:00     most minutes: first
//!                0.5 h workingHours   closes   Mon 08:30–09:00         same cause: stays with it
//!                2 h   "Jeudi soir"   opens    Thu 18:00–20:00
//!   once         "Inventaire"         closes   24 Nov
//!                "Noël"               closes   24 Dec
//! ```

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::json_text::{CivilDate, ClockTime, WeekdayText};
use super::schedule_view::BecauseView;
use super::views;
use crate::availability::{ChangedHours, Effect, Folded, Impact, Switch, Times};
use crate::model::{Chat, FieldPath, Language, Tier};
use crate::source::Place;

/// Minutes of a day.
const DAY: i64 = 1440;

views! {
    derive(Default, Serialize, Deserialize)
    /// What is switched, how the clock moves, and which hours open or close. Dates are of the zone.
    ImpactView {
        time_zone: String,
        /// First and last day of each window.
        days: Vec<DaysView>,
        switch: Option<SwitchView>,
        zone: Option<ZoneView>,
        periods: Vec<PeriodView>,
    }
}

views! {
    derive(Serialize, Deserialize)
    /// Days `first` to `last`, both included.
    DaysView {
        first: CivilDate,
        last: CivilDate,
    }
    /// A change of the time zone.
    ZoneView {
        before: String,
        after: String,
        shifts: Vec<ShiftView>,
    }
    /// From a day on, the same times of the clock come so many minutes earlier.
    ShiftView {
        first: CivilDate,
        minutes_earlier: i64,
    }
    /// Times of some days that open or close for one reason.
    PeriodView {
        languages: Vec<String>,
        /// `gained` or `lost`.
        #[cfg_attr(test, schemars(with = "String"))]
        change: HoursChange,
        /// In each of the languages, over the windows.
        minutes: u64,
        #[serde(flatten)]
        when: WhenView,
        effect: EffectView,
        /// The schedule to look at.
        cause: BecauseView,
    }
    /// Times on some weekdays, from the first to the last day.
    WhenView {
        days: Vec<WeekdayText>,
        first: CivilDate,
        last: CivilDate,
        /// Continues after the windows.
        ongoing: bool,
        except: Vec<CivilDate>,
        times: Vec<TimesView>,
    }
    /// An end that is not after its start is on the next day.
    TimesView {
        start_time: ClockTime,
        end_time: ClockTime,
    }
}

/// What happens to chat as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SwitchView {
    On,
    Off,
    StaysOff,
}

/// Whether customers can chat then after the change, and could not before, or the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum HoursChange {
    Gained,
    Lost,
}

/// What the schedule to look at does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) enum EffectView {
    Opens,
    Closes,
    NoLongerOpens,
    NoLongerCloses,
}

impl DaysView {
    /// How many days they are.
    pub(super) fn count(&self) -> usize {
        let days = (self.last.0 - self.first.0).num_days() + 1;
        // A saved plan could hold a last day before the first: no day at all.
        usize::try_from(days).unwrap_or(0)
    }
}

/// The view of a change from one chat to another, with the file's place of each schedule.
pub(crate) fn view(
    old: &Chat,
    new: &Chat,
    impact: &Impact,
    place: impl Fn(&FieldPath) -> Option<Place>,
) -> ImpactView {
    let switch = impact.switch.map(|switch| match switch {
        Switch::On => SwitchView::On,
        Switch::Off => SwitchView::Off,
        Switch::StaysOff => SwitchView::StaysOff,
    });
    let shifts = impact.shifts.iter().map(|shift| ShiftView {
        first: shift.first.into(),
        minutes_earlier: shift.earlier,
    });
    // Without a shift customers see no other clock, whatever the zone is called.
    let zone = (!impact.shifts.is_empty()).then(|| ZoneView {
        before: old.time_zone.to_string(),
        after: new.time_zone.to_string(),
        shifts: shifts.collect(),
    });
    let days = impact.days.iter().map(|(first, last)| DaysView {
        first: (*first).into(),
        last: (*last).into(),
    });
    ImpactView {
        time_zone: new.time_zone.to_string(),
        days: days.collect(),
        switch,
        zone,
        periods: periods(impact, place),
    }
}

/// A period with what only its order depends on.
struct PeriodRow {
    lasts: Lasts,
    view: PeriodView,
}

/// Whether hours change every week or on some dates alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lasts {
    EveryWeek,
    Once,
}

impl Lasts {
    fn of(period: &ChangedHours) -> Self {
        // The tier of the cause decides, not the dates: a weekly change may show on one date of the
        // windows alone, and it still comes back.
        match period.folded.key.cause.tier {
            Tier::SpecialEvent => Self::Once,
            Tier::Weekly | Tier::Weekend | Tier::LunchBreak | Tier::WorkingHours => Self::EveryWeek,
        }
    }
}

/// Both languages in one row where everything else is equal, in the order that the top of this file
/// explains.
fn periods(impact: &Impact, place: impl Fn(&FieldPath) -> Option<Place>) -> Vec<PeriodView> {
    let mut rows: Vec<PeriodRow> = Vec::new();
    // Rows by the values that most often differ, so that each is compared with few others: a file
    // may have hundreds of events, and every one of them is a row in each language.
    let mut alike: BTreeMap<(CivilDate, u64), Vec<usize>> = BTreeMap::new();
    for language in Language::ALL {
        for period in impact.periods.get(language) {
            // A row begins with one language. Where the file writes a schedule once for both, the
            // row of the other language is equal and only adds its name.
            let mut view = period_view(period, language, &place);
            let candidates = alike.entry((view.when.first, view.minutes)).or_default();
            let mut known = candidates.iter().copied();
            // Equal start and minutes are not enough: two events of a day may have equal lengths.
            match known.find(|at| rows[*at].view.is_equal_but_for_languages(&view)) {
                // French rows were made first, so `languages` is in the portal's order.
                Some(at) => rows[at].view.languages.append(&mut view.languages),
                None => {
                    candidates.push(rows.len());
                    rows.push(PeriodRow {
                        lasts: Lasts::of(period),
                        view,
                    });
                }
            }
        }
    }
    sorted(rows)
}

fn period_view(
    period: &ChangedHours,
    language: Language,
    place: impl Fn(&FieldPath) -> Option<Place>,
) -> PeriodView {
    let reason = &period.folded.key;
    // What customers get follows from what the schedule does: one that no longer closes gives hours
    // back, although nothing opens.
    let (change, effect) = match reason.effect {
        Effect::Opens => (HoursChange::Gained, EffectView::Opens),
        Effect::Closes => (HoursChange::Lost, EffectView::Closes),
        Effect::NoLongerOpens => (HoursChange::Lost, EffectView::NoLongerOpens),
        Effect::NoLongerCloses => (HoursChange::Gained, EffectView::NoLongerCloses),
    };
    PeriodView {
        languages: vec![language.to_string()],
        change,
        minutes: period.minutes,
        when: WhenView::of(&period.folded),
        effect,
        cause: BecauseView::of(&reason.cause, language, place),
    }
}

/// A schedule in some languages, at a line of the file. The order of the members is the order of
/// comparison; schedules compare by their JSON text, as they always have, so that reports stay as
/// they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CauseKey {
    schedule: Option<String>,
    /// Reversed, so that `fr` comes before `en` and both together come before either.
    languages: Reverse<Vec<String>>,
    line: Option<usize>,
}

/// What the text prints under one head: all periods in which one cause has one effect. The order of
/// the members is the order of comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupKey {
    cause: CauseKey,
    effect: EffectView,
}

/// Where a period stands in the report. The order of the members is the order of comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct OrderKey {
    lasts: Lasts,
    /// Minutes that the cause moves; only among weekly changes.
    most: Option<Reverse<u64>>,
    /// When the group begins; only among events.
    begins: Option<CivilDate>,
    group: GroupKey,
    first: CivilDate,
    start: Option<ClockTime>,
}

/// Sorts periods as the top of this file explains.
fn sorted(mut rows: Vec<PeriodRow>) -> Vec<PeriodView> {
    // First the ranks of whole causes and groups, so that no period can leave its group. Minutes
    // are summed over all effects of a cause: what it opens and what it closes are read together.
    let mut most: BTreeMap<CauseKey, u64> = BTreeMap::new();
    let mut begins: BTreeMap<GroupKey, CivilDate> = BTreeMap::new();
    for PeriodRow { view, .. } in &rows {
        *most.entry(view.cause_key()).or_default() += view.minutes;
        // A group begins with the earliest of its periods, wherever that stands in the input.
        let first = begins.entry(view.group_key()).or_insert(view.when.first);
        *first = view.when.first.min(*first);
    }
    rows.sort_by_cached_key(|PeriodRow { lasts, view }| {
        let group = view.group_key();
        // Each kind of period has a rank of its own and none of the other, so that the two never
        // mix: `None` sorts before `Some`, and `lasts` has already decided between the kinds.
        let (most, begins) = match lasts {
            Lasts::EveryWeek => (Some(Reverse(most[&group.cause])), None),
            Lasts::Once => (None, Some(begins[&group])),
        };
        OrderKey {
            lasts: *lasts,
            most,
            begins,
            group,
            first: view.when.first,
            // Times of a period are sorted, so the first is the earliest.
            start: view.when.times.first().map(|times| times.start_time),
        }
    });
    // The ranks have done their work; the report has the order alone.
    rows.into_iter().map(|row| row.view).collect()
}

impl PeriodView {
    fn cause_key(&self) -> CauseKey {
        let BecauseView { schedule, line, .. } = &self.cause;
        CauseKey {
            schedule: schedule.as_ref().map(ToString::to_string),
            languages: Reverse(self.languages.clone()),
            line: *line,
        }
    }

    pub(super) fn group_key(&self) -> GroupKey {
        GroupKey {
            cause: self.cause_key(),
            effect: self.effect,
        }
    }

    /// Equal except in the languages. A schedule that a file writes once for both has one place, so
    /// its rows are equal; one that is written twice keeps a row for each line.
    fn is_equal_but_for_languages(&self, other: &Self) -> bool {
        self.change == other.change
            && self.minutes == other.minutes
            && self.when == other.when
            && self.effect == other.effect
            && self.cause == other.cause
    }
}

impl WhenView {
    pub(super) fn of<K>(folded: &Folded<K>) -> Self {
        let dates = &folded.dates;
        let times = folded.times.iter().copied().map(TimesView::of);
        Self {
            days: dates.days.iter().map(WeekdayText).collect(),
            first: dates.first.into(),
            last: dates.last.into(),
            ongoing: dates.ongoing,
            except: dates.except.iter().copied().map(CivilDate).collect(),
            times: times.collect(),
        }
    }
}

impl TimesView {
    /// Times count from midnight of the day on which they begin; an end past that day's `24:00` is
    /// a time of the next day.
    fn of(times: Times) -> Self {
        let (start, end) = times;
        Self {
            start_time: start.into(),
            end_time: (if end > DAY { end - DAY } else { end }).into(),
        }
    }
}
