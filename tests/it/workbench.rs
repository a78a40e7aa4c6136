//! A directory of its own with a portal process, and the binary run in it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// Token of the primary administrator, with both scopes in one.
pub(crate) const TOKEN: &str = "token-of-the-primary";
pub(crate) const READ_TOKEN: &str = "token-that-reads";
pub(crate) const SYSTEM_TOKEN: &str = "token-of-the-system";
pub(crate) const DELEGATE_TOKEN: &str = "token-of-a-delegate";
/// Token of the primary administrator of `austral`.
pub(crate) const ANOTHER_TOKEN: &str = "token-of-another";

const TOKENS: &str = "\
# role account scope token
primary boreal write token-of-the-primary
primary boreal read token-that-reads
primary austral write token-of-another
delegate:2041 boreal write token-of-a-delegate
system * read token-of-the-system
";

/// The program that is tested: the one that Cargo has just built, or for tests of another workspace the one that a
/// variable names.
fn program() -> std::ffi::OsString {
    match option_env!("CARGO_BIN_EXE_consigne") {
        Some(built) => built.into(),
        None => std::env::var_os("CONSIGNE_PROGRAM").expect("CONSIGNE_PROGRAM names the program"),
    }
}

/// Memory that looks like a disk, where a portal does not wait for one: what is tested is that it syncs in
/// the right order, and a process that is killed loses nothing that it wrote in either place.
const IN_MEMORY: &str = "/dev/shm";
/// A container may have little of it.
const ENOUGH_MEMORY: u64 = 2 << 30;

/// An empty directory of its own.
pub(crate) fn place() -> tempfile::TempDir {
    let room = rustix::fs::statvfs(IN_MEMORY).map_or(0, |room| room.f_bavail * room.f_bsize);
    match room >= ENOUGH_MEMORY {
        true => tempfile::tempdir_in(IN_MEMORY).unwrap(),
        false => tempfile::tempdir().unwrap(),
    }
}

/// One test's place.
pub(crate) struct Workbench {
    directory: tempfile::TempDir,
    portal: Option<(Child, String)>,
}

impl Drop for Workbench {
    fn drop(&mut self) {
        if let Some((portal, _)) = &mut self.portal {
            portal.kill().unwrap();
            portal.wait().unwrap();
        }
    }
}

impl Workbench {
    /// A directory without a portal.
    pub(crate) fn new() -> Self {
        Self {
            directory: place(),
            portal: None,
        }
    }

    /// With a portal that begins with a seed.
    pub(crate) fn with_portal(seed: &str) -> Self {
        let mut bench = Self::new();
        bench.begin_portal(seed);
        bench
    }

    /// With a portal that holds rows which its own rules refuse: another portal may have others.
    pub(crate) fn that_holds(rows: &[(&str, serde_json::Value)]) -> Self {
        let mut bench = Self::with_portal("accounts: [{ account: boreal }]");
        bench.kill();
        let database = rusqlite::Connection::open(bench.path().join("portal.db")).unwrap();
        for (key, body) in rows {
            // A row without a seal is taken as it is.
            let replace = "INSERT INTO resource (account, key, body, revision)
                           VALUES ('boreal', ?1, ?2, 1)
                           ON CONFLICT DO UPDATE SET body = ?2, seal = ''";
            let body = body.to_string();
            database.execute(replace, [*key, &body]).unwrap();
        }
        drop(database);
        bench.serve(&["--log", "off"], Stdio::inherit());
        bench
    }

    /// Starts a portal that begins with a seed, in a directory that has none yet.
    pub(crate) fn begin_portal(&mut self, seed: &str) {
        self.write("seed.yaml", seed);
        self.write("tokens", TOKENS);
        self.serve(&["--log", "off"], Stdio::inherit());
    }

    /// With everything that a portal begins with, but not yet serving.
    pub(crate) fn seeded(seed: &str) -> Self {
        let bench = Self::new();
        bench.write("seed.yaml", seed);
        bench.write("tokens", TOKENS);
        bench
    }

    /// The portal ends, and another one serves the same database.
    pub(crate) fn restart(&mut self) {
        self.kill();
        self.serve(&["--log", "off"], Stdio::inherit());
    }

    /// Begins a portal process on the database of this bench, and waits until it listens.
    pub(crate) fn serve(&mut self, flags: &[&str], errors: Stdio) {
        let serve = ["portal", "serve", "--database", "portal.db"];
        let files = ["--seed", "seed.yaml", "--token-file", "tokens"];
        let command = self.command(&[&serve, &files, flags].concat());
        assert!(self.begin(command, errors), "the portal says where");
    }

    /// The same with the database on a disk of its own, below `disk`, that only the portal sees.
    /// Where that is not allowed nothing is served.
    pub(crate) fn serve_on_a_disk_of(&mut self, size: &str) -> bool {
        std::fs::create_dir(self.path().join("disk")).unwrap();
        let script = format!("mount -t tmpfs -o size={size} none disk && exec \"$@\"");
        let serve = [
            "portal",
            "serve",
            "--database",
            "disk/portal.db",
            "--log",
            "off",
        ];
        let portal = self.command(
            &[
                &serve[..],
                &["--seed", "seed.yaml"],
                &["--token-file", "tokens"],
            ]
            .concat(),
        );
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--map-root-user", "sh", "-c", &script, "sh"])
            .arg(portal.get_program())
            .args(portal.get_args())
            .current_dir(self.path());
        self.begin(command, Stdio::null())
    }

    /// The same under a tracer, which runs beside it: the portal is still the process that this bench ends.
    /// False when it ended before it listened.
    pub(crate) fn serve_traced(&mut self, tracer: &[&str]) -> bool {
        let serve = ["portal", "serve", "--database", "portal.db", "--log", "off"];
        let files = ["--seed", "seed.yaml", "--token-file", "tokens"];
        let command = traced(&self.command(&[&serve[..], &files].concat()), tracer);
        self.begin(command, Stdio::null())
    }

    fn begin(&mut self, mut command: Command, errors: Stdio) -> bool {
        let Ok(mut portal) = command.stdout(Stdio::piped()).stderr(errors).spawn() else {
            return false;
        };
        let mut line = String::new();
        BufReader::new(portal.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Some(url) = line.trim().strip_prefix("listening on ") else {
            portal.wait().unwrap();
            return false;
        };
        self.portal = Some((portal, url.to_owned()));
        true
    }

    /// Ends the portal process at once, wherever it is.
    pub(crate) fn kill(&mut self) {
        let (mut portal, _) = self.portal.take().unwrap();
        portal.kill().unwrap();
        portal.wait().unwrap();
    }

    /// Asks the portal process to end, and gives its exit code.
    pub(crate) fn terminate(&mut self) -> Option<i32> {
        let (mut portal, _) = self.portal.take().unwrap();
        let process = rustix::process::Pid::from_child(&portal);
        rustix::process::kill_process(process, rustix::process::Signal::TERM).unwrap();
        portal.wait().unwrap().code()
    }

    pub(crate) fn portal_process(&self) -> u32 {
        self.portal.as_ref().unwrap().0.id()
    }

    /// A file of this bench to write into.
    pub(crate) fn sink(&self, name: &str) -> Stdio {
        std::fs::File::create(self.path().join(name))
            .unwrap()
            .into()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub(crate) fn url(&self) -> &str {
        &self.portal.as_ref().expect("this bench has a portal").1
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let mut file = std::fs::File::create(self.path().join(name)).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs with a token and one more variable.
    pub(crate) fn run_with(
        &self,
        variable: &str,
        value: &str,
        token: &str,
        arguments: &[&str],
    ) -> Output {
        self.command(arguments)
            .env("CONSIGNE_TOKEN", token)
            .env("CONSIGNE_PORTAL", self.url())
            .env(variable, value)
            .output()
            .unwrap()
    }

    /// Runs beside the portal, on its database; gives exit code, standard output and the rest.
    pub(crate) fn administer(&self, arguments: &[&str]) -> (i32, String, String) {
        let arguments = [&["portal"], arguments, &["--database", "portal.db"]].concat();
        let output = self.run(&arguments);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }

    /// A file that nobody else can read.
    #[cfg(unix)]
    pub(crate) fn write_private(&self, name: &str, text: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        self.write(name, text);
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(self.path().join(name), mode).unwrap();
    }

    /// Runs with at most some processor seconds and some memory; what exceeds them is killed.
    pub(crate) fn bounded(&self, arguments: &[&str]) -> Output {
        const SECONDS: u32 = 10;
        const KILOBYTES: u32 = 256 << 10;
        let limits = format!("ulimit -t {SECONDS}; ulimit -v {KILOBYTES}; exec \"$@\"");
        let run = self.command(arguments);
        let mut command = Command::new("sh");
        command
            .args(["-c", &limits, "sh"])
            .arg(run.get_program())
            .args(run.get_args())
            .current_dir(self.path());
        command.output().unwrap()
    }

    /// Standard output for a terminal so wide.
    pub(crate) fn run_at(&self, columns: &str, arguments: &[&str]) -> String {
        let mut command = self.command(arguments);
        let output = command.env("COLUMNS", columns).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs with a token, and gives exit code and standard output.
    pub(crate) fn run_as(&self, token: &str, arguments: &[&str]) -> (i32, String) {
        let output = self.run_whole(token, arguments);
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
        )
    }

    /// Runs with a token.
    pub(crate) fn run_whole(&self, token: &str, arguments: &[&str]) -> Output {
        self.command(arguments)
            .env("CONSIGNE_TOKEN", token)
            .env("CONSIGNE_PORTAL", self.url())
            .output()
            .unwrap()
    }

    /// The binary in this place, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("XDG_STATE_HOME", self.path().join("state"))
            .env("CONSIGNE_NOW", "2026-11-24T12:00:00Z")
            .env("CONSIGNE_SETTLE_TIMEOUT", "500ms")
            .stdin(Stdio::null());
        command
    }
}

/// A command under a tracer, with the same directory and variables.
pub(crate) fn traced(command: &Command, tracer: &[&str]) -> Command {
    let mut whole = Command::new(tracer[0]);
    whole
        .args(&tracer[1..])
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(command.get_current_dir().unwrap())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            whole.env(name, value);
        }
    }
    whole
}
