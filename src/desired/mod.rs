//! Document to validated intent. What the file does not name is not here, so it cannot be touched.

mod address;
mod alone;
mod civil;
mod holidays;
mod hours;
mod lower;
mod over;
mod schedules;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::{
    AccountName, Address, Can, Carrier, Email, FieldPath, Kind, Language, LunchBreak, NameKey,
    Named, Pbx, PerLanguage, PersonName, Phone, ResellerName, Resource, ScheduleName, Segment,
    Spid, TimeZone, UserCode, Weekly,
};
pub(crate) use alone::Assumed;
pub(crate) use civil::{Times, weekly};
use holidays::Chosen;
pub(crate) use holidays::HOLIDAY_COVERED;
pub(crate) use lower::{Lower, lower};
pub(crate) use over::{Ambiguous, GuardDifference, Target};

/// A setting that the file manages, or `None` when it leaves it alone.
pub(crate) type Managed<T> = Option<T>;

/// What the file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Desired {
    pub(crate) account: AccountName,
    pub(crate) guards: Guards,
    /// `Some(None)` clears the SPID.
    pub(crate) spid: Managed<Option<Spid>>,
    pub(crate) reseller_name: Managed<ResellerName>,
    pub(crate) default_customer_language: Managed<Language>,
    pub(crate) address: Managed<Address>,
    pub(crate) email: Managed<Email>,
    pub(crate) phone: Managed<Phone>,
    pub(crate) language: Managed<Language>,
    /// The complete list.
    pub(crate) delegates: Managed<BTreeMap<UserCode, PersonName>>,
    pub(crate) enabled: Managed<bool>,
    pub(crate) time_zone: Managed<TimeZone>,
    pub(crate) hours: PerLanguage<DesiredHours>,
    pub(crate) places: Places,
}

/// Settings that must be as the file says and are never written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Guards {
    pub(crate) can: Option<Can>,
    pub(crate) primary: Option<UserCode>,
    pub(crate) pbx: Option<Pbx>,
    pub(crate) carrier: Option<Carrier>,
}

/// Hours of one language, after `both` and the language are merged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct DesiredHours {
    pub(crate) working_hours: Managed<Weekly>,
    /// `Some(None)` unticks the box.
    pub(crate) lunch_break: Managed<Option<LunchBreak>>,
    pub(crate) weekend_hours: Managed<Weekly>,
    pub(crate) lists: BTreeMap<Kind, BTreeMap<NameKey, Entry>>,
    /// What the events of holidays were made from.
    pub(crate) holidays: Vec<Chosen>,
}

/// A named schedule of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) named: Named,
    pub(crate) renamed_from: Option<ScheduleName>,
}

/// Where in the file a setting comes from, by the path of its change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Places {
    settings: BTreeMap<FieldPath, Span>,
    /// Entries of each list, by their names.
    entries: BTreeMap<FieldPath, HashMap<String, Span>>,
}

impl Places {
    fn insert(&mut self, path: FieldPath, span: Span) {
        self.settings.insert(path, span);
    }

    fn insert_entries(&mut self, list: FieldPath, entries: HashMap<String, Span>) {
        self.entries.insert(list, entries);
    }

    /// Whether the file names a setting itself.
    pub(crate) fn holds(&self, path: &FieldPath) -> bool {
        self.settings.contains_key(path) || self.entry(path).is_some()
    }

    fn entry(&self, path: &FieldPath) -> Option<&Span> {
        let (list, last) = path.split_last()?;
        match last {
            Segment::Entry(name) => self.entries.get(&list)?.get(name),
            Segment::Key(_) | Segment::Index(_) => None,
        }
    }

    /// The setting's own place, or that of what holds it: a deletion points at its list's key.
    pub(crate) fn of(&self, path: &FieldPath) -> Option<Span> {
        self.below(path, 1)
    }

    /// The place of a schedule of a language, or of its list. None when the file leaves it alone.
    pub(crate) fn of_schedule(&self, path: &FieldPath) -> Option<Span> {
        /// `chat.hours.fr.workingHours`.
        const SCHEDULE: usize = 4;
        self.below(path, SCHEDULE)
    }

    /// The nearest place that is at least so deep.
    fn below(&self, path: &FieldPath, least: usize) -> Option<Span> {
        let mut path = path.clone();
        while path.segments().len() >= least {
            let (parent, _) = path.split_last()?;
            if let Some(span) = self.entry(&path).or_else(|| self.settings.get(&path)) {
                return Some(*span);
            }
            path = parent;
        }
        None
    }
}

/// What came of a document: the intent, unless a finding refuses it, and every finding.
#[derive(Debug, Clone)]
pub(crate) struct Lowered {
    pub(crate) desired: Option<Desired>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Lowered {
    fn new(desired: Desired, mut findings: Vec<Diagnostic>) -> Self {
        crate::diagnostic::sort(&mut findings);
        // What `both` says is judged for each language, and told once.
        findings.dedup_by(|a, b| (a.code, a.span, &a.labels) == (b.code, b.span, &b.labels));
        let refused = findings
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        Self {
            desired: (!refused).then_some(desired),
            findings,
        }
    }
}

impl Desired {
    /// Leaves every setting of the account alone.
    pub(crate) fn nothing(account: AccountName) -> Self {
        Self {
            account,
            guards: Guards::default(),
            spid: None,
            reseller_name: None,
            default_customer_language: None,
            address: None,
            email: None,
            phone: None,
            language: None,
            delegates: None,
            enabled: None,
            time_zone: None,
            hours: PerLanguage::default(),
            places: Places::default(),
        }
    }

    /// Keys of the resources that the file manages or guards.
    pub(crate) fn managed(&self) -> BTreeSet<String> {
        let general = self.spid.is_some()
            || self.reseller_name.is_some()
            || self.default_customer_language.is_some()
            || self.address.is_some();
        let administrator = self.email.is_some() || self.phone.is_some() || self.language.is_some();
        let parts = [
            (Resource::General, general),
            (Resource::Administrator, administrator),
            (Resource::Delegates, self.delegates.is_some()),
        ];
        let managed = parts.into_iter().filter(|(_, managed)| *managed);
        managed.map(|(resource, _)| resource.key()).collect()
    }

    /// Leaves every section but the given ones alone; none given means all. Guards outside are not
    /// compared, the CAN excepted: it says which account this is.
    pub(crate) fn only(mut self, sections: &BTreeSet<&str>) -> Self {
        let left = |section| !sections.is_empty() && !sections.contains(section);
        if left("general") {
            self.spid = None;
            self.reseller_name = None;
            self.default_customer_language = None;
            self.address = None;
        }
        if left("administrator") {
            self.email = None;
            self.phone = None;
            self.language = None;
            self.guards.primary = None;
        }
        if left("delegates") {
            self.delegates = None;
        }
        if left("chat") {
            self.enabled = None;
            self.time_zone = None;
            self.hours = PerLanguage::default();
        }
        if left("telephony") {
            self.guards.pbx = None;
            self.guards.carrier = None;
        }
        self
    }
}
