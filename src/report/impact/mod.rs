//! What a change means to the people who chat, as machines read it: what the intervals of hours
//! say, folded, with the schedule that is responsible and its place.

mod phrase;
mod text;

pub(super) use text::lines;
pub(crate) use text::openings;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::view::{BecauseView, Place};
use crate::availability::{Effect, Folded, Impact, Layer, Period, Switch, Times};
use crate::model::{Chat, FieldPath, Language, Tier};

/// What is switched, how the clock moves, and which hours open or close. Dates are of the zone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImpactView {
    pub(crate) time_zone: String,
    /// First and last day of each window.
    pub(crate) days: Vec<DaysView>,
    pub(crate) switch: Option<SwitchView>,
    pub(crate) zone: Option<ZoneView>,
    pub(crate) periods: Vec<PeriodView>,
}

/// Days `first` to `last`, both included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DaysView {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl DaysView {
    fn count(&self) -> usize {
        let date = |text: &Date| text.parse::<chrono::NaiveDate>().unwrap_or_default();
        let days = (date(&self.last) - date(&self.first)).num_days() + 1;
        usize::try_from(days).unwrap_or_default()
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

/// A change of the time zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZoneView {
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) shifts: Vec<ShiftView>,
}

/// From a day on, the same times of the clock come so many minutes earlier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShiftView {
    pub(crate) first: Date,
    pub(crate) minutes_earlier: i64,
}

/// Times of some days that open or close for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeriodView {
    pub(crate) languages: Vec<String>,
    /// `gained` or `lost`.
    pub(crate) change: String,
    /// In each of the languages, over the windows.
    pub(crate) minutes: u64,
    #[serde(flatten)]
    pub(crate) when: WhenView,
    pub(crate) effect: EffectView,
    /// The schedule to look at.
    pub(crate) cause: BecauseView,
}

/// Times on some weekdays, from the first to the last day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct WhenView {
    pub(crate) days: Vec<String>,
    pub(crate) first: Date,
    pub(crate) last: Date,
    /// Continues after the windows.
    pub(crate) ongoing: bool,
    pub(crate) except: Vec<Date>,
    pub(crate) times: Vec<TimesView>,
}

/// An end that is not after its start is on the next day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TimesView {
    pub(crate) start_time: String,
    pub(crate) end_time: String,
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

/// A date as `2026-11-24`.
pub(crate) type Date = String;

/// The view, with the file's place of each schedule.
pub(crate) fn view(
    (old, new): (&Chat, &Chat),
    impact: &Impact,
    place: impl Fn(&FieldPath) -> Option<Place>,
) -> ImpactView {
    let switch = impact.switch.map(|switch| match switch {
        Switch::On => SwitchView::On,
        Switch::Off => SwitchView::Off,
        Switch::StaysOff => SwitchView::StaysOff,
    });
    let shifts = impact.shifts.iter().map(|shift| ShiftView {
        first: shift.first.to_string(),
        minutes_earlier: shift.earlier,
    });
    let zone = (!impact.shifts.is_empty()).then(|| ZoneView {
        before: old.time_zone.to_string(),
        after: new.time_zone.to_string(),
        shifts: shifts.collect(),
    });
    let days = impact.days.iter().map(|(first, last)| DaysView {
        first: first.to_string(),
        last: last.to_string(),
    });
    ImpactView {
        time_zone: new.time_zone.to_string(),
        days: days.collect(),
        switch,
        zone,
        periods: periods(impact, place),
    }
}

/// Both languages in one row where they say the same; hours of every week before events, and
/// what one schedule does together.
fn periods(impact: &Impact, place: impl Fn(&FieldPath) -> Option<Place>) -> Vec<PeriodView> {
    let mut rows: Vec<(Lasts, PeriodView)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for language in Language::ALL {
        let hours = FieldPath::of("chat.hours").key(language.as_str());
        for period in impact.periods.get(language) {
            let because = |layer: &Layer| because(layer, &hours, &place);
            let mut row = row(period, because);
            let same = *known
                .entry(serde_json::to_string(&row).unwrap_or_default())
                .or_insert(rows.len());
            if let Some((_, other)) = rows.get_mut(same) {
                other.languages.push(language.to_string());
            } else {
                row.languages.push(language.to_string());
                rows.push((Lasts::of(period), row));
            }
        }
    }
    sorted(rows)
}

/// Hours of every week first, those of which most change; then events as they come. What one
/// schedule opens and closes stays together.
fn sorted(mut rows: Vec<(Lasts, PeriodView)>) -> Vec<PeriodView> {
    let mut most: BTreeMap<Cause, u64> = BTreeMap::new();
    let mut begins: BTreeMap<Group, Date> = BTreeMap::new();
    for (_, row) in &rows {
        *most.entry(row.cause()).or_default() += row.minutes;
        let first = begins
            .entry(row.group())
            .or_insert_with(|| row.when.first.clone());
        if row.when.first < *first {
            first.clone_from(&row.when.first);
        }
    }
    rows.sort_by_cached_key(|(lasts, row)| {
        let times = row.when.times.first().map(|times| times.start_time.clone());
        let order = match lasts {
            Lasts::EveryWeek => (most.get(&row.cause()).copied().map(Reverse), None),
            Lasts::Once => (None, begins.get(&row.group()).cloned()),
        };
        let when = (row.when.first.clone(), times);
        (*lasts, order, row.group(), when)
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Whether hours change every week or once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lasts {
    EveryWeek,
    Once,
}

impl Lasts {
    fn of(period: &Period) -> Self {
        match period.folded.key.cause.tier {
            Tier::SpecialEvent => Self::Once,
            Tier::Weekly | Tier::Weekend | Tier::LunchBreak | Tier::WorkingHours => Self::EveryWeek,
        }
    }
}

/// A schedule in some languages, French first.
type Cause = (Option<String>, Reverse<Vec<String>>, Option<usize>);

/// What is told under one head.
type Group = (Cause, EffectView);

impl PeriodView {
    fn cause(&self) -> Cause {
        let BecauseView { schedule, line, .. } = &self.cause;
        (schedule.clone(), Reverse(self.languages.clone()), *line)
    }

    fn group(&self) -> Group {
        (self.cause(), self.effect)
    }
}

/// Not yet of any language.
fn row(period: &Period, because: impl Fn(&Layer) -> BecauseView) -> PeriodView {
    let reason = &period.folded.key;
    let (change, effect) = match reason.effect {
        Effect::Opens => ("gained", EffectView::Opens),
        Effect::Closes => ("lost", EffectView::Closes),
        Effect::NoLongerOpens => ("lost", EffectView::NoLongerOpens),
        Effect::NoLongerCloses => ("gained", EffectView::NoLongerCloses),
    };
    PeriodView {
        languages: Vec::new(),
        change: change.to_owned(),
        minutes: period.minutes,
        when: WhenView::of(&period.folded),
        effect,
        cause: because(&reason.cause),
    }
}

impl WhenView {
    fn of<K>(folded: &Folded<K>) -> Self {
        let dates = &folded.dates;
        let days = dates.days.iter().map(|day| day.as_str().to_owned());
        Self {
            days: days.collect(),
            first: dates.first.to_string(),
            last: dates.last.to_string(),
            ongoing: dates.ongoing,
            except: dates.except.iter().map(ToString::to_string).collect(),
            times: folded.times.iter().copied().map(times).collect(),
        }
    }
}

fn times((start, end): Times) -> TimesView {
    const DAY: i64 = 1440;
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    TimesView {
        start_time: clock(start),
        end_time: clock(if end > DAY { end - DAY } else { end }),
    }
}

fn because(
    layer: &Layer,
    hours: &FieldPath,
    place: impl Fn(&FieldPath) -> Option<Place>,
) -> BecauseView {
    let place = place(&layer.path(hours));
    let (file, line) = place.map(|place| (place.file, place.line)).unzip();
    BecauseView {
        schedule: Some(layer.schedule()),
        file,
        line,
    }
}
