//! Chromium, driven through WebDriver.
//!
//! Verbs wait for what they ask for, so that tests read from top to bottom. One browser serves all
//! tests, one after the other: it is the slowest thing to start, and the machine has few processors.

use std::cell::RefCell;
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::{Capabilities, WebDriver, WebElement};
use tokio::runtime::Runtime;

use crate::driver::DriverProcess;

/// Root may not have a sandbox, and nothing but the pages of the tests is opened.
const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Longer than any page takes.
const PATIENCE: Duration = Duration::from_secs(15);

static BROWSER: LazyLock<Mutex<Option<Browser>>> = LazyLock::new(|| Mutex::new(start()));

/// Starts the browser, or says that there is none. That is a failure where `STRICT` is 1, as on the
/// project's own runners.
fn start() -> Option<Browser> {
    match Browser::start() {
        Ok(browser) => Some(browser),
        Err(reason) => {
            missing(&format!(
                "the pages in a browser, because there is none: {reason}"
            ));
            None
        }
    }
}

/// Says what is not checked, past the capture of the tests' output.
pub(crate) fn missing(what: &str) {
    assert!(
        std::env::var_os("STRICT").is_none_or(|strict| strict != "1"),
        "NOT CHECKED: {what}"
    );
    drop(writeln!(std::io::stderr(), "NOT CHECKED: {what}"));
}

/// The browser for one test at a time; `None` where there is none.
pub(crate) fn browser() -> MutexGuard<'static, Option<Browser>> {
    BROWSER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A session of Chromium.
pub(crate) struct Browser {
    // Before the runtime and the process: a session ends while there is something to end it with.
    driver: WebDriver,
    runtime: Runtime,
    /// Number of the request whose answer the last page is.
    page: RefCell<Value>,
    _process: DriverProcess,
}

impl Browser {
    fn start() -> Result<Self, String> {
        let process = DriverProcess::start()?;
        drop(rustls::crypto::ring::default_provider().install_default());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        // A prompt that nobody expects is a finding, and not dismissed.
        let wanted = Capabilities::from(serde_json::Map::from_iter([
            ("browserName".to_owned(), json!("chrome")),
            ("unhandledPromptBehavior".to_owned(), json!("ignore")),
            (
                "goog:loggingPrefs".to_owned(),
                json!({ "performance": "ALL" }),
            ),
            ("goog:chromeOptions".to_owned(), json!({ "args": FLAGS })),
        ]));
        let client = reqwest::Client::builder().no_proxy().build();
        let client = client.map_err(|error| error.to_string())?;
        let session = WebDriver::builder(process.url.clone(), wanted).client(client);
        let driver = runtime.block_on(session.connect());
        Ok(Self {
            driver: driver.map_err(|error| format!("chromium does not start: {error}"))?,
            runtime,
            page: RefCell::new(Value::Null),
            _process: process,
        })
    }

    fn wait<T>(
        &self,
        command: impl Future<Output = Result<T, thirtyfour::error::WebDriverError>>,
    ) -> T {
        let done = self.runtime.block_on(command);
        // The rest of a message is a trace of chromedriver's own.
        done.unwrap_or_else(|error| {
            let message = error.to_string();
            panic!("{}", message.lines().next().unwrap_or_default())
        })
    }

    /// As it was when it started: one empty window, no cookies, a wide light screen, scripts.
    pub(crate) fn reset(&self) {
        let windows = self.wait(self.driver.windows());
        let (first, others) = windows.split_first().unwrap();
        for other in others {
            self.wait(self.driver.switch_to_window(other.clone()));
            self.wait(self.driver.close_window());
        }
        self.wait(self.driver.switch_to_window(first.clone()));
        self.open("about:blank");
        self.forget_cookies();
        self.screen(WIDE, false);
        self.scripts(true);
    }

    pub(crate) fn open(&self, url: &str) {
        self.wait(self.driver.goto(url));
    }

    pub(crate) fn back(&self) {
        self.wait(self.driver.back());
    }

    pub(crate) fn url(&self) -> String {
        self.wait(self.driver.current_url()).to_string()
    }

    /// Runs a script of the test, which the page can neither see nor forbid.
    pub(crate) fn script(&self, text: &str, arguments: Vec<Value>) -> Value {
        let done = self.driver.execute(text, arguments);
        self.wait(done).json().clone()
    }

    /// The same for one that calls its last argument when it is done. Needs scripts on the page.
    pub(crate) fn script_that_calls_back(&self, text: &str, arguments: Vec<Value>) -> Value {
        let done = self.driver.execute_async(text, arguments);
        self.wait(done).json().clone()
    }

    /// A command of Chromium's own protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: Value) -> Value {
        let command = DevTools {
            body: json!({ "cmd": command, "params": parameters }),
        };
        let command = Command::ExtensionCommand(Box::new(command));
        self.wait(self.driver.cmd(command)).value().unwrap()
    }

    /// Whether pages may run scripts, as a user's own setting.
    pub(crate) fn scripts(&self, on: bool) {
        self.devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !on }),
        );
    }

    /// A second tab with the same cookies, for as long as something is done in it.
    pub(crate) fn in_another_tab(&self, walk: impl FnOnce()) {
        let here = self.wait(self.driver.window());
        let there = self.wait(self.driver.new_tab());
        self.wait(self.driver.switch_to_window(there));
        walk();
        self.wait(self.driver.close_window());
        self.wait(self.driver.switch_to_window(here));
    }

    pub(crate) fn cookie(&self, name: &str) -> Value {
        let cookies = self.devtools("Network.getCookies", json!({}));
        let mut cookies = cookies["cookies"].as_array().unwrap().iter();
        cookies
            .find(|cookie| cookie["name"] == name)
            .unwrap()
            .clone()
    }

    pub(crate) fn forget_cookies(&self) {
        self.devtools("Network.clearBrowserCookies", json!({}));
    }

    /// The language that the browser asks for.
    pub(crate) fn speak(&self, language: &str) {
        let agent = self.devtools("Browser.getVersion", json!({}))["userAgent"].clone();
        let agent = json!({ "userAgent": agent, "acceptLanguage": language });
        self.devtools("Emulation.setUserAgentOverride", agent);
    }

    /// The width of the window, and which colours the user prefers.
    pub(crate) fn screen(&self, width: u32, dark: bool) {
        let metrics =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = if dark { "dark" } else { "light" };
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [scheme] }),
        );
    }

    /// The page as the server sent it, also when it is the answer to a form: that is asked for by the number
    /// of its request, and no page is kept by the browser.
    pub(crate) fn markup(&self) -> String {
        let log = self.wait(self.driver.get_log("performance"));
        let events = log
            .iter()
            .map(|entry| -> Value { serde_json::from_str(&entry.message).unwrap() });
        let mut pages = events.filter_map(|event| {
            let event = &event["message"];
            let is_page = event["method"] == "Network.responseReceived"
                && event["params"]["type"] == "Document";
            is_page.then(|| event["params"]["requestId"].clone())
        });
        if let Some(last) = pages.next_back() {
            *self.page.borrow_mut() = last;
        }
        let page = json!({ "requestId": *self.page.borrow() });
        let body = self.devtools("Network.getResponseBody", page);
        body["body"].as_str().unwrap().to_owned()
    }

    /// A picture of the whole page, as PNG in base64.
    pub(crate) fn picture(&self) -> String {
        let whole = json!({ "captureBeyondViewport": true });
        let picture = self.devtools("Page.captureScreenshot", whole);
        picture["data"].as_str().unwrap().to_owned()
    }

    pub(crate) fn element(&self, reference: &Value) -> WebElement {
        let handle = Arc::clone(self.driver.handle());
        WebElement::from_json(reference.clone(), handle).unwrap()
    }

    /// The name by which the browser gives an element to a screen reader.
    pub(crate) fn accessible_name(&self, element: &WebElement) -> String {
        let command = ComputedLabel(format!("/element/{}/computedlabel", element.element_id()));
        let command = Command::ExtensionCommand(Box::new(command));
        self.wait(self.driver.cmd(command)).value().unwrap()
    }

    pub(crate) fn click(&self, element: &WebElement) {
        self.wait(element.click());
    }

    /// Replaces what is in a field, as an input method does: chromedriver's own keys have no emoji.
    pub(crate) fn type_into(&self, element: &WebElement, text: &str) {
        self.wait(element.clear());
        self.wait(element.focus());
        self.devtools("Input.insertText", json!({ "text": text }));
    }

    /// When this page began, which no other page shares.
    pub(crate) fn page_began(&self) -> Value {
        self.script("return performance.timeOrigin", Vec::new())
    }

    /// A click returns before the page that it asks for is there.
    pub(crate) fn wait_for_another_page(&self, began: &Value) {
        let text = "return document.readyState === 'complete' ? performance.timeOrigin : null";
        let asked = Instant::now();
        loop {
            let now = self.script(text, Vec::new());
            if !now.is_null() && now != *began {
                return;
            }
            assert!(asked.elapsed() < PATIENCE, "no other page: {}", self.url());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Of most screens.
pub(crate) const WIDE: u32 = 1280;
/// Of a telephone.
pub(crate) const NARROW: u32 = 360;

/// `POST …/goog/cdp/execute`, chromedriver's door to Chromium's own protocol.
#[derive(Debug)]
struct DevTools {
    body: Value,
}

impl ExtensionCommand for DevTools {
    fn parameters_json(&self) -> Option<Value> {
        Some(self.body.clone())
    }

    fn method(&self) -> reqwest::Method {
        reqwest::Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

/// `GET …/computedlabel`, a command of the standard that the crate does not have.
#[derive(Debug)]
struct ComputedLabel(String);

impl ExtensionCommand for ComputedLabel {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> reqwest::Method {
        reqwest::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        self.0.as_str().into()
    }
}
