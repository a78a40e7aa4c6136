//! chromedriver as a process that ends with the tests, however those end.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// chromedriver and the browser inherit the group of this shell, so one signal ends them all. What
/// they write is below one directory, which goes with them. The end of standard input is the end of
/// the tests: a static value is never dropped, and a test process may be killed.
const KEEPER: &str = r#"
profile=$(mktemp -d)
export TMPDIR="$profile"
chromedriver --port=0 &
cat > /dev/null
trap : TERM
kill -TERM 0
wait
sleep 1
rm -rf "$profile"
"#;

/// What chromedriver says once it listens, in front of the port.
const READY: &str = "started successfully on port ";

/// A running chromedriver.
pub(crate) struct DriverProcess {
    /// Its standard input is open as long as this lives.
    _keeper: Child,
    pub(crate) url: String,
}

impl DriverProcess {
    /// Starts chromedriver on a free port. The error says why there is none.
    pub(crate) fn start() -> Result<Self, String> {
        let mut command = Command::new("sh");
        command
            .args(["-c", KEEPER])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut keeper = command.spawn().map_err(|error| format!("no sh: {error}"))?;
        let output = keeper.stdout.take().ok_or("no standard output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let found = on_the_path("chromedriver").then(|| {
            lines.find_map(|line| Some(line.split_once(READY)?.1.trim_end_matches('.').to_owned()))
        });
        match found.flatten() {
            Some(port) => Ok(Self {
                _keeper: keeper,
                url: format!("http://127.0.0.1:{port}"),
            }),
            None => Err("chromedriver is not installed (Debian: chromium-driver)".to_owned()),
        }
    }
}

/// Without chromedriver the keeper would say nothing until the end.
fn on_the_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|place| place.join(program).is_file())
}
