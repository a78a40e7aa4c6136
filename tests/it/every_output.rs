//! Every command of the program on a standard output that cannot be written, and on one that nobody reads.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";
const SEED: &str = "accounts: [{ account: boreal, primary: { email: marie@boreal.example }, candidates: [{ userCode: \"2041\", name: Jean }] }]\n";

/// What a command does with standard output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Output {
    Prints,
    /// Its result is elsewhere, and what it says goes to standard error.
    PrintsNothing,
    /// It prints, and goes on when its reader is gone.
    Stays,
}

use Output::{Prints, PrintsNothing, Stays};

/// Each command with arguments that make it do its work.
const COMMANDS: &[(&str, &str, Output)] = &[
    ("validate", "a.yaml", Prints),
    ("plan", "a.yaml", Prints),
    ("show", "saved", Prints),
    ("review", "a.yaml a.yaml", Prints),
    ("rehearse", "a.yaml", Prints),
    ("apply", "a.yaml --auto-approve", Prints),
    ("drift", "a.yaml", Prints),
    ("watch", "conf", Prints),
    ("export", "boreal", Prints),
    ("init", "new.yaml --force", PrintsNothing),
    ("hours", "a.yaml", Prints),
    ("whoami", "", Prints),
    ("status", "boreal", Prints),
    ("history", "", Prints),
    ("candidates", "boreal", Prints),
    (
        "password",
        "--account boreal --password-file passwords",
        PrintsNothing,
    ),
    (
        "portal serve",
        "--database other.db --listen 127.0.0.1:0",
        Stays,
    ),
    ("portal open", "--print --account boreal", Stays),
    (
        "portal backup",
        "--database portal.db copy.db",
        PrintsNothing,
    ),
    ("portal reset", "", PrintsNothing),
    (
        "portal token create",
        "--account boreal --role primary --scope read --database portal.db",
        Prints,
    ),
    ("portal token list", "--database portal.db", Prints),
    (
        "portal token revoke",
        "6 --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin create-account",
        "austral --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin deploy",
        "boreal --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin undeploy",
        "boreal --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin set-telephony",
        "boreal --pbx B --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin set-primary",
        "boreal --primary 1002:Paul --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin set-password",
        "boreal --password-file password --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin candidate add",
        "boreal 2107:Luc --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin candidate remove",
        "boreal 2107 --database spare.db",
        PrintsNothing,
    ),
    (
        "portal admin candidate list",
        "boreal --database portal.db",
        Prints,
    ),
    ("portal audit", "--database portal.db", Prints),
    (
        "portal conformance",
        "@ --account boreal --token-file tokens --disposable --only accounts-are-listed",
        Prints,
    ),
    ("portal openapi", "", Prints),
    ("schema", "", Prints),
    ("explain", "spid", Prints),
    ("man", "", Prints),
    ("completions", "bash", Prints),
];

/// What is printed without a command.
const OTHERS: [&[&str]; 5] = [
    &["--version"],
    &["--help"],
    &["--help", "--lang", "fr"],
    &["plan", "--help"],
    &["validate", "a.yaml", "--format", "json"],
];

fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", FILE);
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    bench.write("conf/a.yaml", FILE);
    bench.write_private("passwords", "Ancien-1234\nNouveau-5678\n", 0o600);
    bench.write_private("password", "Ancien-1234\n", 0o600);
    let saved = bench.run_whole(TOKEN, &["plan", "a.yaml", "--out", "saved"]);
    assert!(saved.status.success(), "{saved:?}");
    // The embedded portal gets the account as well, for its pages.
    bench.run(&["plan", "a.yaml", "--portal", "embedded"]);
    let set = [
        "admin",
        "set-password",
        "boreal",
        "--password-file",
        "password",
    ];
    let (exit, _, errors) = bench.administer(&set);
    assert_eq!(exit, 0, "{errors}");
    bench.run(&[
        "portal",
        "token",
        "create",
        "--account",
        "boreal",
        "--role",
        "primary",
        "--scope",
        "read",
        "--database",
        "portal.db",
    ]);
    bench.run(&["portal", "backup", "--database", "portal.db", "spare.db"]);
    bench
}

/// The paths of all commands that do something, from the help of the program itself.
fn commands(bench: &Workbench, path: &[&str], found: &mut BTreeSet<String>) {
    let help = bench.run(&[path, &["--help"]].concat()).stdout;
    let help = String::from_utf8(help).unwrap();
    let listed = help.split("\nCommands:\n").nth(1);
    let Some(listed) = listed else {
        found.insert(path.join(" "));
        return;
    };
    let listed = listed.split("\n\n").next().unwrap().lines();
    let names = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        commands(bench, &[path, &[name]].concat(), found);
    }
}

#[test]
fn every_command_has_a_row() {
    let mut found = BTreeSet::new();
    commands(&Workbench::new(), &[], &mut found);
    let rows: BTreeSet<_> = COMMANDS
        .iter()
        .map(|(path, _, _)| (*path).to_owned())
        .collect();
    assert_eq!(found, rows);
}

fn command(bench: &Workbench, path: &str, arguments: &str) -> Command {
    let arguments = arguments.replace('@', bench.url());
    let words: Vec<_> = path
        .split(' ')
        .chain(arguments.split_whitespace())
        .collect();
    let mut command = bench.command(&words);
    command.env("CONSIGNE_TOKEN", TOKEN).stderr(Stdio::piped());
    command.env("CONSIGNE_PORTAL", bench.url());
    command
}

#[cfg(target_os = "linux")]
fn fails_on_a_full_disk(name: &str, mut command: Command) {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let output = command.stdout(full.unwrap()).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{name}: {errors}");
    assert!(errors.contains("No space left"), "{name}: {errors}");
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_fails_in_every_command() {
    let bench = bench();
    for (path, arguments, output) in COMMANDS {
        let mut command = command(&bench, path, arguments);
        if *output == PrintsNothing {
            let output = command.output().unwrap();
            assert!(output.stdout.is_empty(), "{path}: {output:?}");
            assert!(output.status.success(), "{path}: {output:?}");
        } else {
            fails_on_a_full_disk(path, command);
        }
    }
    for arguments in OTHERS {
        fails_on_a_full_disk(&arguments.join(" "), {
            let mut command = bench.command(arguments);
            command.stderr(Stdio::piped());
            command
        });
    }
}

/// Nothing is said of the reader that is gone, and the exit code is that of the work.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let bench = bench();
    let printing = COMMANDS.iter().filter(|(_, _, output)| *output == Prints);
    let all = printing.map(|(path, arguments, _)| (*path, command(&bench, path, arguments)));
    let others = OTHERS
        .into_iter()
        .map(|arguments| ("", bench.command(arguments)));
    for (path, mut command) in all.chain(others) {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut errors = String::new();
        let mut stream = child.stderr.take().unwrap();
        stream.read_to_string(&mut errors).unwrap();
        let exit = child.wait().unwrap().code();
        // `drift` finds the difference that the file makes, unless `apply` came before it.
        assert!(
            exit == Some(0) || path == "drift" && exit == Some(2),
            "{path}: {exit:?} {errors}"
        );
        assert!(!errors.contains("roken pipe"), "{path}: {errors}");
        assert!(!errors.contains("error"), "{path}: {errors}");
    }
}
