//! Hours gained and lost between two versions, each with the line that is responsible.

use chrono::DateTime;

use super::super::Failure;
use super::super::dates::Dates;
use super::super::impact::unknown_zone;
use super::{Beside, hours_of};
use crate::availability::{
    Period, UnknownZone, compare, default_windows, explain, impact, window_of_days,
};
use crate::model::{FieldPath, Language};
use crate::report;
use crate::report::view::{HoursView, IntervalView};
use crate::review::Reviewed;

impl Beside<'_> {
    pub(super) fn hours(&self, reviewed: &Reviewed) -> Result<HoursView, Failure> {
        let told = || {
            let (old, new) = (&reviewed.before, &reviewed.after);
            let delta = compare(old, new, self.windows(reviewed)?)?;
            let mut view = report::hours::view(&delta, |path| self.place(path));
            if old != new {
                let impact = impact(old, new, &delta.windows)?;
                let place = |path: &FieldPath| self.place(path);
                view.impact = report::impact::view((old, new), &impact, place);
            }
            for (language, hours) in [(Language::Fr, &mut view.fr), (Language::En, &mut view.en)] {
                for interval in &mut hours.intervals {
                    self.blame(interval, language, reviewed)?;
                }
            }
            Ok(view)
        };
        told().map_err(|unknown: UnknownZone| unknown_zone(&unknown))
    }

    fn windows(&self, reviewed: &Reviewed) -> Result<Vec<Period>, UnknownZone> {
        let (old, new) = (&reviewed.before, &reviewed.after);
        match self.args.window {
            Some(Dates { from, to }) => Ok(vec![window_of_days(new, from, to)?]),
            None => default_windows(old, new, self.environment.now),
        }
    }

    /// Where nothing is in effect any more, what was is responsible, or what stopped it.
    fn blame(
        &self,
        interval: &mut IntervalView,
        language: Language,
        reviewed: &Reviewed,
    ) -> Result<(), UnknownZone> {
        let (old, new) = (&reviewed.before, &reviewed.after);
        if interval.because.line.is_some() {
            return Ok(());
        }
        let path = if old.enabled != new.enabled {
            Some(FieldPath::of("chat.enabled"))
        } else if old.time_zone != new.time_zone {
            Some(FieldPath::of("chat.timeZone"))
        } else {
            let from = DateTime::parse_from_rfc3339(&interval.from).unwrap_or_default();
            let layers = explain(old, language, from.to_utc())?;
            layers.first().map(|layer| layer.path(&hours_of(language)))
        };
        if let Some(place) = path.and_then(|path| self.place(&path)) {
            interval.because.file = Some(place.file);
            interval.because.line = Some(place.line);
        }
        Ok(())
    }
}
