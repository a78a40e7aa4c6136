//! Measurements as a Markdown table, with their ratio and their growth with the size.

use std::time::Duration;

use super::measure::Pair;

/// One size of one job.
pub(crate) struct Row {
    unit: &'static str,
    size: usize,
    pair: Pair,
    peak: Option<u64>,
}

impl Row {
    pub(crate) fn new(unit: &'static str, size: usize, pair: Pair, peak: Option<u64>) -> Self {
        Self {
            unit,
            size,
            pair,
            peak,
        }
    }
}

/// One job at its sizes.
pub(crate) struct Table {
    title: &'static str,
    /// The yardstick of the comparison, if there is one.
    yardstick: Option<&'static str>,
    goal: Option<f64>,
    rows: Vec<Row>,
}

impl Table {
    pub(crate) fn new(title: &'static str, yardstick: &'static str, goal: Option<f64>) -> Self {
        Self {
            yardstick: Some(yardstick),
            goal,
            ..Self::alone(title)
        }
    }

    /// A table of growth alone, for work without a yardstick.
    pub(crate) fn alone(title: &'static str) -> Self {
        Self {
            title,
            yardstick: None,
            goal: None,
            rows: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(crate) fn print(&self) {
        println!("**{}**\n", self.title);
        let beside = self.yardstick.map(|yardstick| {
            let goal = self.goal.map(|goal| format!(" (goal ≤ {goal})"));
            [
                yardstick.to_owned(),
                format!("ratio{}", goal.unwrap_or_default()),
            ]
        });
        let memory = self.rows.iter().any(|row| row.peak.is_some());
        let heads = ["size".to_owned(), "consigne".to_owned()];
        let heads = heads.into_iter().chain(beside.into_iter().flatten());
        let heads = heads.chain(["growth".to_owned()]);
        let heads = heads.chain(memory.then(|| "peak memory".to_owned()));
        let heads: Vec<_> = heads.collect();
        println!("| {} |", heads.join(" | "));
        println!("|{}", "---|".repeat(heads.len()));
        for (at, row) in self.rows.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &self.rows[before]);
            let mut cells = cells(row, before);
            cells.extend(memory.then(|| mebibytes(row.peak)));
            println!("| {} |", cells.join(" | "));
        }
        println!();
    }
}

fn cells(row: &Row, before: Option<&Row>) -> Vec<String> {
    let size = match row.size {
        1 => row.unit.to_owned(),
        size => format!("{} {}", thousands(size), row.unit),
    };
    let Pair { ours, yardstick } = row.pair;
    let mut cells = vec![size, time(ours)];
    if let Some(yardstick) = yardstick {
        let ratio = ours.as_secs_f64() / yardstick.as_secs_f64();
        cells.push(time(yardstick));
        cells.push(match ratio {
            0.0..0.1 => format!("1 : {:.0}", 1.0 / ratio),
            _ => format!("{ratio:.2}"),
        });
    }
    cells.push(before.map_or(String::new(), |before| growth(row, before)));
    cells
}

/// The exponent with which the time grew with the size: 1 is linear, 2 quadratic.
fn growth(row: &Row, before: &Row) -> String {
    let sizes = (row.size as f64 / before.size as f64).ln();
    let exponent =
        |now: Duration, then: Duration| (now.as_secs_f64() / then.as_secs_f64()).ln() / sizes;
    let ours = exponent(row.pair.ours, before.pair.ours);
    match row.pair.yardstick.zip(before.pair.yardstick) {
        Some((now, then)) => format!("N^{ours:.2} (bare: N^{:.2})", exponent(now, then)),
        None => format!("N^{ours:.2}"),
    }
}

fn mebibytes(peak: Option<u64>) -> String {
    peak.map_or(String::new(), |peak| {
        format!("{:.1} MiB", peak as f64 / 1024.0)
    })
}

/// About three significant digits, whatever the size.
fn time(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    match time.as_micros() {
        0..1_000 => format!("{milliseconds:.3} ms"),
        _ => format!("{milliseconds:.1} ms"),
    }
}

fn thousands(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}
