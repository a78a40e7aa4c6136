//! A proxy between the tool and a portal: it passes everything on but what a fault says.

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::proxy::message;
use crate::wire::Dice;
use crate::workbench::Workbench;

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    /// The connection ends before the portal hears of the request.
    ResetBefore,
    /// It ends after the portal has carried it out.
    ResetAfter,
    /// It ends at once, and the portal hears of the request after so many milliseconds.
    Late(u64),
    /// It ends at once, and the portal hears of the request after it has answered the next one.
    Reordered,
    /// The answer comes after so many milliseconds.
    Delayed(u64),
    /// The response is cut in the middle of its head.
    CutOff,
    /// The response ends with half of its last line, whatever its head says of its length.
    CutShort,
    /// The portal gets it twice, and its second response is the one that arrives.
    Twice,
    /// The portal gets it, and something else answers: status and the headers behind it.
    Replaced(u16, &'static str),
    /// Something else answers, and the portal does not get it.
    TurnedAway(u16, &'static str),
    /// A read is answered as the first one of its address was: by a cache, or a replica that lags behind.
    Stale,
    /// The portal gets it, 429 answers, so that it is sent again, and the next read is a stale one.
    Echo,
    /// The portal gets it, and the answer begins so and goes on with the same for ever.
    Endless(&'static str, &'static str),
    /// The same, with a pause after each piece that is longer in sum than anyone waits.
    Drip(&'static str, &'static str),
}

/// Late ones arrive while the tool waits (500 ms in most tests), and long after it has given up.
pub(crate) const FAULTS: [Fault; 25] = [
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::Late(150),
    Fault::Late(1500),
    Fault::CutOff,
    Fault::Twice,
    Fault::Replaced(200, "content-type: text/html\r\n"),
    Fault::Replaced(302, "location: https://elsewhere.example/\r\n"),
    Fault::Replaced(429, "retry-after: 0\r\n"),
    Fault::Replaced(503, "retry-after: 0\r\n"),
    Fault::Replaced(503, "retry-after: Wed, 21 Oct 2015 07:28:00 GMT\r\n"),
    Fault::Replaced(500, ""),
    Fault::TurnedAway(503, "retry-after: 0\r\n"),
    Fault::TurnedAway(429, "retry-after: 1\r\n"),
    Fault::TurnedAway(502, "retry-after: never\r\n"),
    Fault::Reordered,
    Fault::Delayed(300),
    Fault::CutShort,
    Fault::Replaced(204, "x-header: without a body\r\n"),
    Fault::Replaced(200, "content-type: application/json\r\n"),
    Fault::TurnedAway(308, "location: https://elsewhere.example/\r\n"),
    Fault::Stale,
    Fault::Echo,
    Fault::Endless(HEAD, "x-header: value\r\n"),
    Fault::Endless(BODY, "                        "),
];

/// Faults that last until a time-out.
const DRIPS: [Fault; 2] = [
    Fault::Drip("HTTP/1.1 200 OK\r\n", "x"),
    Fault::Drip(BODY, " "),
];

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const BODY: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 4294967296\r\n\r\n";

/// Which requests meet a fault, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Hit {
    Write(usize),
    Read(usize),
    /// Each with a chance of one in so many, by a seed; which fault it meets is drawn as well.
    Any {
        seed: u64,
        of: usize,
    },
}

/// No request does.
pub(crate) const NEVER: Hit = Hit::Write(usize::MAX);

/// How many requests have passed.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    pub(crate) writes: AtomicUsize,
    pub(crate) reads: AtomicUsize,
}

impl Passed {
    /// Counts a request, and says which fault it meets.
    fn fault(&self, request: &[u8], fault: Fault, hit: Hit) -> Option<Fault> {
        let is_read = request.starts_with(b"GET ");
        let count = if is_read { &self.reads } else { &self.writes };
        let number = count.fetch_add(1, Ordering::SeqCst);
        match hit {
            Hit::Write(at) => (!is_read && number == at).then_some(fault),
            Hit::Read(at) => (is_read && number == at).then_some(fault),
            // By the request and not by its number, so that requests at a time do not change the draw; by the
            // number as well, so that a repetition is not lost for good.
            Hit::Any { seed, of } => {
                let line = request
                    .split(|byte| *byte == b'\r')
                    .next()
                    .unwrap_or_default();
                let drawn = line.iter().fold(seed, |hash, byte| {
                    (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
                });
                let mut dice = Dice::new(drawn ^ (number as u64).rotate_left(32));
                (dice.below(of) == 0).then(|| {
                    let drawn = FAULTS
                        .iter()
                        .chain(&DRIPS)
                        .nth(dice.below(FAULTS.len() + DRIPS.len()));
                    *drawn.unwrap()
                })
            }
        }
    }
}

/// What the connections of one proxy share.
#[derive(Debug, Default)]
struct Shared {
    passed: Passed,
    /// The first answer to each read.
    first: Mutex<BTreeMap<Vec<u8>, Vec<u8>>>,
    /// Whether the next read is stale.
    echoes: AtomicBool,
    /// What met a fault: the first line of the request, and the fault.
    met: Mutex<Vec<String>>,
    /// Requests that the portal has answered, for those that wait for the next one.
    answered: Mutex<usize>,
    next: Condvar,
}

/// Passes everything on but what meets a fault.
pub(crate) struct Proxy {
    pub(crate) url: String,
    shared: Arc<Shared>,
    late: Arc<Mutex<Vec<std::thread::JoinHandle<()>>>>,
}

impl Proxy {
    pub(crate) fn before(bench: &Workbench, fault: Fault, hit: Hit) -> Self {
        let portal = bench.url().strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let proxy = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            shared: Arc::default(),
            late: Arc::default(),
        };
        let (shared, late) = (proxy.shared.clone(), proxy.late.clone());
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let Ok(stream) = TcpStream::connect(&portal) else {
                    return;
                };
                let link = Link {
                    client: BufReader::new(client.unwrap()),
                    portal: BufReader::new(stream),
                    address: portal.clone(),
                    shared: shared.clone(),
                    late: late.clone(),
                };
                std::thread::spawn(move || link.pass(fault, hit));
            }
        });
        proxy
    }

    /// Writes and reads that have passed so far.
    pub(crate) fn passed(&self) -> (usize, usize) {
        let Passed { writes, reads } = &self.shared.passed;
        (writes.load(Ordering::SeqCst), reads.load(Ordering::SeqCst))
    }

    /// What met a fault so far and holds this text, for whoever reads of a failure.
    pub(crate) fn met(&self, about: &str) -> Vec<String> {
        let met = self.shared.met.lock().unwrap();
        met.iter()
            .filter(|met| met.contains(about))
            .cloned()
            .collect()
    }

    /// Until every request that was held back has reached the portal.
    pub(crate) fn settle(&self) {
        for held in std::mem::take(&mut *self.late.lock().unwrap()) {
            held.join().unwrap();
        }
    }
}

/// One connection of the tool, and the one to the portal behind it.
struct Link {
    client: BufReader<TcpStream>,
    portal: BufReader<TcpStream>,
    address: String,
    shared: Arc<Shared>,
    late: Arc<Mutex<Vec<std::thread::JoinHandle<()>>>>,
}

impl Link {
    fn pass(mut self, fault: Fault, hit: Hit) {
        while let Some(request) = message(&mut self.client, Some(&self.address)) {
            let drawn = self.shared.passed.fault(&request, fault, hit);
            let is_read = request.starts_with(b"GET ");
            let is_echo = is_read && self.shared.echoes.swap(false, Ordering::SeqCst);
            let answer = match drawn.or(is_echo.then_some(Fault::Stale)) {
                Some(fault) => {
                    let line = String::from_utf8_lossy(&request)
                        .lines()
                        .next()
                        .map(str::to_owned);
                    let met = format!("{} {fault:?}", line.unwrap_or_default());
                    self.shared.met.lock().unwrap().push(met);
                    self.fail(fault, &request)
                }
                None => self.ask(&request),
            };
            // Without an answer the connection ends here.
            let Some(answer) = answer else { return };
            if self.client.get_mut().write_all(&answer).is_err() {
                return;
            }
        }
    }

    fn ask(&mut self, request: &[u8]) -> Option<Vec<u8>> {
        self.portal.get_mut().write_all(request).ok()?;
        let answer = message(&mut self.portal, None)?;
        if request.starts_with(b"GET ") {
            let mut first = self.shared.first.lock().unwrap();
            first
                .entry(line_and_token(request))
                .or_insert_with(|| answer.clone());
        }
        *self.shared.answered.lock().unwrap() += 1;
        self.shared.next.notify_all();
        Some(answer)
    }

    /// Sends a request on a connection of its own once `wait` is over.
    fn later(&self, request: &[u8], wait: impl FnOnce(&Shared) + Send + 'static) {
        let (address, request) = (self.address.clone(), request.to_vec());
        let shared = self.shared.clone();
        let held = std::thread::spawn(move || {
            wait(&shared);
            // A portal that was ended meanwhile hears of nothing any more.
            let Ok(stream) = TcpStream::connect(address) else {
                return;
            };
            let mut portal = BufReader::new(stream);
            if portal.get_mut().write_all(&request).is_ok() {
                message(&mut portal, None);
            }
        });
        self.late.lock().unwrap().push(held);
    }

    fn fail(&mut self, fault: Fault, request: &[u8]) -> Option<Vec<u8>> {
        match fault {
            Fault::ResetBefore => None,
            Fault::ResetAfter => {
                self.ask(request);
                None
            }
            Fault::Late(milliseconds) => {
                self.later(request, move |_| {
                    std::thread::sleep(Duration::from_millis(milliseconds))
                });
                None
            }
            Fault::Reordered => {
                let seen = *self.shared.answered.lock().unwrap();
                self.later(request, move |shared| {
                    let answered = shared.answered.lock().unwrap();
                    // Where none follows it arrives in the end all the same.
                    let wait = Duration::from_secs(1);
                    drop(
                        shared
                            .next
                            .wait_timeout_while(answered, wait, |now| *now == seen),
                    );
                });
                None
            }
            Fault::Delayed(milliseconds) => {
                let answer = self.ask(request);
                std::thread::sleep(Duration::from_millis(milliseconds));
                answer
            }
            Fault::CutOff => {
                let answer = self.ask(request)?;
                drop(self.client.get_mut().write_all(&answer[..20]));
                None
            }
            Fault::CutShort => {
                let answer = self.ask(request)?;
                let kept = answer.len() - (answer.len() / 10).max(1);
                drop(self.client.get_mut().write_all(&answer[..kept]));
                None
            }
            Fault::Twice => {
                self.ask(request);
                self.ask(request)
            }
            Fault::Replaced(status, headers) => {
                self.ask(request);
                Some(response(status, headers))
            }
            Fault::TurnedAway(status, headers) => Some(response(status, headers)),
            Fault::Echo => {
                self.ask(request);
                self.shared.echoes.store(true, Ordering::SeqCst);
                Some(response(429, "retry-after: 0\r\n"))
            }
            Fault::Stale => {
                let first = self
                    .shared
                    .first
                    .lock()
                    .unwrap()
                    .get(&line_and_token(request))
                    .cloned();
                first.or_else(|| self.ask(request))
            }
            Fault::Endless(begin, more) => self.go_on(request, begin, more, Duration::ZERO),
            Fault::Drip(begin, more) => self.go_on(request, begin, more, Duration::from_millis(50)),
        }
    }

    fn go_on(
        &mut self,
        request: &[u8],
        begin: &str,
        more: &str,
        pause: Duration,
    ) -> Option<Vec<u8>> {
        self.ask(request);
        let client = self.client.get_mut();
        client.write_all(begin.as_bytes()).ok()?;
        let more = if pause.is_zero() {
            more.repeat(100)
        } else {
            more.to_owned()
        };
        while client.write_all(more.as_bytes()).is_ok() {
            std::thread::sleep(pause);
        }
        None
    }
}

/// What makes two reads the same: the first line, and whose it is.
fn line_and_token(request: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(request);
    let token = text
        .lines()
        .find(|line| line.to_lowercase().starts_with("authorization:"));
    let line = text.lines().next().unwrap_or_default();
    format!("{line} {}", token.unwrap_or_default()).into_bytes()
}

fn response(status: u16, headers: &str) -> Vec<u8> {
    match status {
        204 => format!("HTTP/1.1 {status} x\r\n{headers}\r\n").into_bytes(),
        _ => format!("HTTP/1.1 {status} x\r\n{headers}content-length: 2\r\n\r\nok").into_bytes(),
    }
}
