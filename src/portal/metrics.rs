//! Metrics for Prometheus. The values of labels come from fixed lists: if a client could introduce
//! new ones, each would occupy memory for ever.

use std::path::Path;
use std::time::Duration;

use axum::http::Method;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Upper bounds in seconds, from a response out of the cache to one that ends in a time-out.
const BUCKETS: [f64; 11] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0, 30.0,
];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ResponseLabels {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct LatencyLabels {
    route: &'static str,
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FaultLabels {
    kind: &'static str,
}

/// The metrics of one served portal.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<ResponseLabels, Counter>,
    seconds: Family<LatencyLabels, Histogram>,
    writes: Counter,
    faults: Family<FaultLabels, Counter>,
    in_flight: Gauge,
    database: Gauge,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("consigne_portal");
        // The registry and the fields share each metric: cloning one copies a reference.
        let requests = Family::default();
        let seconds: Family<LatencyLabels, Histogram> = Family::new_with_constructor(histogram);
        let (writes, faults) = (Counter::default(), Family::default());
        let (in_flight, database) = (Gauge::default(), Gauge::default());
        registry.register("requests", "Requests that were answered", requests.clone());
        let help = "Time from head to answer";
        registry.register_with_unit("request", help, Unit::Seconds, seconds.clone());
        registry.register("writes", "Writes that were committed", writes.clone());
        registry.register("faults", "Faults that chaos made", faults.clone());
        registry.register("in_flight", "Requests in flight", in_flight.clone());
        let help = "Size of the database and its log";
        registry.register_with_unit("database", help, Unit::Bytes, database.clone());
        Self {
            registry,
            requests,
            seconds,
            writes,
            faults,
            in_flight,
            database,
        }
    }

    /// Counts a response. `took` is the time from the head of the request to the head of the
    /// response.
    pub(super) fn responded(
        &self,
        route: &'static str,
        method: &Method,
        status: u16,
        took: Duration,
    ) {
        let method = method_label(method);
        let latency = LatencyLabels { route, method };
        self.seconds
            .get_or_create(&latency)
            .observe(took.as_secs_f64());
        let response = ResponseLabels {
            route,
            method,
            status,
        };
        self.requests.get_or_create(&response).inc();
    }

    /// Counts a request that changed something.
    pub(super) fn wrote(&self) {
        self.writes.inc();
    }

    /// Counts an injected fault.
    pub(super) fn faulted(&self, kind: &'static str) {
        self.faults.get_or_create(&FaultLabels { kind }).inc();
    }

    /// The metrics as text. Sizes are read from the file system at this moment.
    pub(super) fn text(&self, database: &Path, in_flight: usize) -> String {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let bytes = size_of_file(database) + size_of_file(Path::new(&log));
        self.database.set(i64::try_from(bytes).unwrap_or(i64::MAX));
        self.in_flight
            .set(i64::try_from(in_flight).unwrap_or(i64::MAX));
        let mut out = String::new();
        text::encode(&mut out, &self.registry).expect("writing to a String cannot fail");
        out
    }
}

/// Bytes; 0 when there is no such file.
fn size_of_file(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

fn histogram() -> Histogram {
    Histogram::new(BUCKETS)
}

/// A method of the contract, or `other`: HTTP allows any word as a method.
pub(super) fn method_label(method: &Method) -> &'static str {
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
