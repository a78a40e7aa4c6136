//! What was measured as a table of Markdown, with ratio and growth.

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
    yardstick: &'static str,
    goal: Option<f64>,
    rows: Vec<Row>,
}

impl Table {
    pub(crate) fn new(title: &'static str, yardstick: &'static str, goal: Option<f64>) -> Self {
        Self {
            title,
            yardstick,
            goal,
            rows: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(crate) fn print(&self) {
        let goal = self.goal.map(|goal| format!(" (goal ≤ {goal})"));
        println!("**{}**\n", self.title);
        println!(
            "| size | consigne | {} | ratio{} | growth | peak memory |",
            self.yardstick,
            goal.unwrap_or_default()
        );
        println!("|---|---|---|---|---|---|");
        for (at, row) in self.rows.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &self.rows[before]);
            println!("{}", line(row, before));
        }
        println!();
    }
}

fn line(row: &Row, before: Option<&Row>) -> String {
    let size = match row.size {
        1 => row.unit.to_owned(),
        size => format!("{} {}", thousands(size), row.unit),
    };
    let ratio = row.pair.ours.as_secs_f64() / row.pair.yardstick.as_secs_f64();
    let growth = before.map(|before| {
        let exponent = |of: fn(&Pair) -> Duration| {
            let times = of(&row.pair).as_secs_f64() / of(&before.pair).as_secs_f64();
            times.ln() / (row.size as f64 / before.size as f64).ln()
        };
        let (ours, bare) = (exponent(|pair| pair.ours), exponent(|pair| pair.yardstick));
        format!("N^{ours:.2} (bare: N^{bare:.2})")
    });
    let peak = row
        .peak
        .map(|peak| format!("{:.1} MiB", peak as f64 / 1024.0));
    format!(
        "| {size} | {} | {} | {ratio:.2} | {} | {} |",
        milliseconds(row.pair.ours),
        milliseconds(row.pair.yardstick),
        growth.unwrap_or_default(),
        peak.unwrap_or_default(),
    )
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn thousands(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}
