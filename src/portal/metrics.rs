//! What the portal counts, as Prometheus reads it. The values of labels come from fixed lists, so
//! that no request can add one.

use std::path::Path;
use std::time::Duration;

use axum::http::Method;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Seconds, from what memory answers to what a time-out ends.
const BUCKETS: [f64; 11] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0, 30.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: &'static str,
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Fault {
    kind: &'static str,
}

pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram>,
    writes: Counter,
    faults: Family<Fault, Counter>,
    in_flight: Gauge,
    database: Gauge,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("consigne_portal");
        let seconds: Family<Asked, Histogram> = Family::new_with_constructor(histogram);
        let metrics = Self {
            requests: Family::default(),
            seconds,
            writes: Counter::default(),
            faults: Family::default(),
            in_flight: Gauge::default(),
            database: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register(
            "requests",
            "Requests that were answered",
            metrics.requests.clone(),
        );
        let help = "Time from head to answer";
        registry.register_with_unit("request", help, Unit::Seconds, metrics.seconds.clone());
        registry.register(
            "writes",
            "Writes that were committed",
            metrics.writes.clone(),
        );
        registry.register("faults", "Faults that chaos made", metrics.faults.clone());
        registry.register("in_flight", "Requests in flight", metrics.in_flight.clone());
        let help = "Size of the database and its log";
        registry.register_with_unit("database", help, Unit::Bytes, metrics.database.clone());
        Self {
            registry,
            ..metrics
        }
    }

    pub(super) fn answered(
        &self,
        route: &'static str,
        method: &Method,
        status: u16,
        took: Duration,
    ) {
        let method = word(method);
        let asked = Asked { route, method };
        self.seconds
            .get_or_create(&asked)
            .observe(took.as_secs_f64());
        let answered = Answered {
            route,
            method,
            status,
        };
        self.requests.get_or_create(&answered).inc();
    }

    pub(super) fn wrote(&self) {
        self.writes.inc();
    }

    pub(super) fn faulted(&self, kind: &'static str) {
        self.faults.get_or_create(&Fault { kind }).inc();
    }

    pub(super) fn text(&self, database: &Path, in_flight: usize) -> String {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
        let bytes = size(database) + size(Path::new(&log));
        self.database.set(i64::try_from(bytes).unwrap_or(i64::MAX));
        self.in_flight
            .set(i64::try_from(in_flight).unwrap_or(i64::MAX));
        let mut out = String::new();
        match text::encode(&mut out, &self.registry) {
            Ok(()) => out,
            Err(_) => String::new(),
        }
    }
}

fn histogram() -> Histogram {
    Histogram::new(BUCKETS)
}

/// A method of the contract, or that it is none.
pub(super) fn word(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "PUT" => "PUT",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
