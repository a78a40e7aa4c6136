//! L15: a former name of a time zone, and a zone whose clock is not that of the address.

use std::ops::ControlFlow;

use chrono::{Datelike as _, NaiveDate, Offset as _, TimeZone as _};

use crate::advice::present;
use crate::diagnostic::Diagnostic;
use crate::lint::findings::Findings;
use crate::lint::subject::Subject;
use crate::model::{Address, FieldPath};
use crate::words::Message;
use crate::zone::Zone;

/// Provinces and states with the zones whose clocks they follow; a second word narrows the row to
/// postal codes that begin with it.
const CLOCKS: &str = include_str!("province_zones.txt");

pub(super) fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) -> ControlFlow<()> {
    let Some(zone) = subject.time_zone else {
        return ControlFlow::Continue(());
    };
    let path = FieldPath::of("chat.timeZone");
    let place = subject.value(&path);
    if let Some(present) = present(zone.as_str()) {
        let message = Message::new("time-zone-alias")
            .text("zone", zone)
            .text("present", present);
        let help = Message::new("time-zone-alias-help").text("present", present);
        let finding = Diagnostic::warning("time-zone-alias", place, message)
            .shows(subject.example(subject.clock.shows()));
        findings.add(finding.help(help).at(path.clone()))?;
    }
    let (Some(rules), Some(address)) = (subject.clock.zone, subject.address) else {
        return ControlFlow::Continue(());
    };
    let Some((province, clocks)) = clocks(address) else {
        return ControlFlow::Continue(());
    };
    let year = subject.clock.shows().year();
    if !clocks.iter().any(|clock| same_clock(*clock, rules, year)) {
        let names: Vec<_> = clocks.iter().map(|clock| clock.name()).collect();
        let message = Message::new("time-zone-outside-province")
            .text("zone", zone)
            .text("province", province);
        let help = Message::new("time-zone-outside-province-help").text("zones", names.join(", "));
        let address = subject.value(&FieldPath::of("general.address.province"));
        let finding = Diagnostic::warning("time-zone-outside-province", place, message)
            .help(help)
            .label(address, Message::new("address-here"))
            .shows(subject.example(subject.clock.shows()));
        findings.add(finding.at(path))?;
    }
    ControlFlow::Continue(())
}

/// The province of the address with the zones whose clocks it follows. `None` when the table does
/// not know the province: then nothing is claimed about its zone.
fn clocks(address: &Address) -> Option<(&str, Vec<Zone>)> {
    let province = address.province.as_deref()?;
    let name = format!("{}-{province}", address.country);
    let postal = address.postal_code.as_deref().unwrap_or("");
    let mut clocks = Vec::new();
    for line in CLOCKS.lines() {
        let mut words = line.split(' ');
        let row = words.next()?.split_once(':');
        if row.is_some_and(|(of, prefix)| of == name && postal.starts_with(prefix)) {
            clocks.extend(words.filter_map(Zone::named));
        }
    }
    (!clocks.is_empty()).then_some((province, clocks))
}

/// Whether two zones show equal times in winter and in summer.
fn same_clock(one: Zone, other: Zone, year: i32) -> bool {
    [1, 7].into_iter().all(|month| {
        let noon =
            NaiveDate::from_ymd_opt(year, month, 15).and_then(|day| day.and_hms_opt(12, 0, 0));
        noon.is_none_or(|noon| {
            let [one, other] = [one, other].map(|zone| zone.offset_from_utc_datetime(&noon).fix());
            one == other
        })
    })
}
