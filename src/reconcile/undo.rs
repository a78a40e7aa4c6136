//! The way back from a run: what it wrote becomes again what it was before, and nothing else changes.
//!
//! The account as it was is kept as a file, beside the journal of what the run wrote. From both comes an
//! intent like that of any file, so the way back is planned, judged, approved and applied like every
//! other change. Entries of a list are restored one by one: an entry that somebody added in the meantime
//! stays. A setting that somebody changed in the meantime is shown in the plan with the value that it has
//! now; whoever approves the plan decides.
//!
//! CAN, primary administrator, PBX and provider have to be what they were: an account that passed to
//! somebody else is not brought back.

use super::check::{Ready, check};
use crate::apply::KeptRun;
use crate::desired::{Desired, DesiredSchedule};
use crate::diagnostic::{Diagnostic, LeftOut};
use crate::lint::{Occasion, Silences};
use crate::model::{FieldPath, Kind, Language, Observed, Segment, UserCode, name_key};
use crate::source::{Input, SourceText};

/// Why there is no way back.
#[derive(Debug)]
pub(crate) enum NoWayBack {
    /// The run wrote nothing.
    NothingWritten,
    /// The account as it was cannot be read.
    Unreadable(std::io::Error),
    /// The account as it was holds what no file can express; these are its findings.
    Invalid(Vec<Diagnostic>),
    /// A setting of the journal that this version does not know.
    Unknown(String),
}

/// What brings the account back to how it was before a run. `now` is what the portal holds.
pub(crate) fn way_back(
    run: &KeptRun,
    now: &Observed,
    occasion: Occasion,
) -> Result<Ready, NoWayBack> {
    let paths: Vec<&str> = run.written().collect();
    if paths.is_empty() {
        return Err(NoWayBack::NothingWritten);
    }
    let bytes = std::fs::read(run.before()).map_err(NoWayBack::Unreadable)?;
    let name = run.id.clone();
    let kept = check(Input { name, bytes }, occasion);
    let Some(before) = kept.desired else {
        return Err(NoWayBack::Invalid(kept.findings));
    };
    let mut back = WayBack {
        desired: Desired {
            guards: before.guards.clone(),
            ..Desired::nothing(before.account.clone())
        },
        before,
        now,
        run,
    };
    for path in paths {
        let known = FieldPath::parse(path).and_then(|path| back.restore(&path));
        known.ok_or_else(|| NoWayBack::Unknown(path.to_owned()))?;
    }
    Ok(Ready {
        // No file asks for it, so no change has a line; and its confidential values are in no source.
        source: SourceText::new(run.id.clone(), "", Vec::new()),
        sha256: kept.sha256,
        desired: back.desired,
        findings: Vec::new(),
        silenced: Vec::new(),
        silences: Silences::default(),
        left_out: LeftOut::default(),
    })
}

struct WayBack<'a> {
    desired: Desired,
    /// Complete: what the file does not name was not there.
    before: Desired,
    now: &'a Observed,
    run: &'a KeptRun,
}

impl WayBack<'_> {
    /// None for a setting that is unknown.
    fn restore(&mut self, path: &FieldPath) -> Option<()> {
        let (back, before) = (&mut self.desired, &self.before);
        match path.keys().as_slice() {
            ["general", "spid"] => back.spid = Some(before.spid.clone().flatten()),
            ["general", "resellerName"] => back.reseller_name.clone_from(&before.reseller_name),
            ["general", "defaultCustomerLanguage"] => {
                back.default_customer_language = before.default_customer_language;
            }
            ["general", "address", ..] => back.address = Some(before.address.clone().flatten()),
            ["administrator", "email"] => back.email.clone_from(&before.email),
            ["administrator", "phone"] => back.phone = Some(before.phone.clone().flatten()),
            ["administrator", "language"] => back.language = before.language,
            ["delegates"] => return self.delegate(path),
            ["chat", "enabled"] => back.enabled = before.enabled,
            ["chat", "timeZone"] => back.time_zone.clone_from(&before.time_zone),
            ["chat", "hours", language, item, rest @ ..] => {
                let language = Language::parse(language)?;
                return self.hours(language, item, rest, path);
            }
            _ => return None,
        }
        Some(())
    }

    fn delegate(&mut self, path: &FieldPath) -> Option<()> {
        let user = UserCode::observed(entry(path)?);
        let now = &self.now.account.delegates;
        let back = self.desired.delegates.get_or_insert_with(|| now.clone());
        let before = self.before.delegates.as_ref();
        match before.and_then(|before| before.get(&user)) {
            Some(name) => drop(back.insert(user, name.clone())),
            None => drop(back.remove(&user)),
        }
        Some(())
    }

    fn hours(
        &mut self,
        language: Language,
        item: &str,
        rest: &[&str],
        path: &FieldPath,
    ) -> Option<()> {
        let before = self.before.hours.get(language);
        let back = self.desired.hours.get_mut(language);
        match item {
            "workingHours" if rest.first() == Some(&"lunchBreak") => {
                back.lunch_break = Some(before.lunch_break.flatten());
            }
            "workingHours" => back.working_hours = before.working_hours,
            "weekendHours" => back.weekend_hours = before.weekend_hours,
            list => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.list() == list)?;
                return self.schedule(language, kind, path);
            }
        }
        Some(())
    }

    /// Puts one schedule back among those that are there now.
    fn schedule(&mut self, language: Language, kind: Kind, path: &FieldPath) -> Option<()> {
        let new_name = entry(path)?;
        let new_key = name_key(new_name);
        let now = self.now.account.schedules(language, kind);
        let lists = &mut self.desired.hours.get_mut(language).lists;
        let back = lists.entry(kind).or_insert_with(|| {
            let now = now.iter().map(|(key, named)| {
                let schedule = DesiredSchedule {
                    named: named.clone(),
                    renamed_from: None,
                };
                (key.clone(), schedule)
            });
            now.collect()
        });
        let renamed = self.run.renamed_from(&path.to_string());
        let old_key = renamed.map_or(new_key.clone(), name_key);
        back.remove(&new_key);
        let before = self.before.hours.get(language).lists.get(&kind);
        if let Some(schedule) = before.and_then(|before| before.get(&old_key)) {
            let mut schedule = schedule.clone();
            // The same schedule under its old name, unless somebody made another one of that name.
            let is_renamed = old_key != new_key && !now.contains_key(&old_key);
            let new = now.get(&new_key).filter(|_| is_renamed);
            schedule.renamed_from = new.map(|new| new.name.clone());
            back.insert(old_key, schedule);
        }
        Some(())
    }
}

/// The name of the entry that a path ends in.
fn entry(path: &FieldPath) -> Option<&str> {
    match path.segments().last()? {
        Segment::Entry(name) => Some(name),
        Segment::Key(_) | Segment::Index(_) => None,
    }
}
