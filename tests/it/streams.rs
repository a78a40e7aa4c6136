//! Where results go: standard output that cannot be written, and files that are none.

use std::io::Read as _;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::process::Stdio;

use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";
const SEED: &str = "accounts: [{ account: boreal, primary: { email: marie@boreal.example } }]\n";

fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", FILE);
    bench
}

#[test]
#[cfg(target_os = "linux")]
fn output_that_cannot_be_written_fails_in_every_command() {
    let bench = bench();
    bench.run_whole(TOKEN, &["plan", "a.yaml", "--out", "saved"]);
    for arguments in [
        &["validate", "a.yaml"][..],
        &["validate", "a.yaml", "--format", "json"],
        &["plan", "a.yaml"],
        &["show", "saved"],
        &["apply", "a.yaml", "--auto-approve"],
        &["drift", "a.yaml"],
        &["export", "boreal"],
        &["review", "a.yaml", "a.yaml"],
        &["hours", "a.yaml"],
        &["whoami"],
        &["schema"],
        &["explain", "spid"],
        &["completions", "bash"],
        &["man"],
        &["portal", "openapi"],
        &["--version"],
        &["--help"],
        &["--help", "--lang", "fr"],
        &["plan", "--help"],
    ] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = bench.command(arguments);
        command
            .env("CONSIGNE_TOKEN", TOKEN)
            .env("CONSIGNE_PORTAL", bench.url());
        let output = command
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {errors}");
        assert!(errors.contains("No space left"), "{arguments:?} {errors}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let bench = bench();
    for arguments in [
        &["schema"][..],
        &["completions", "bash"],
        &["--help"],
        &["validate", "a.yaml"],
    ] {
        let mut command = bench.command(arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut errors = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut errors)
            .unwrap();
        assert_eq!(
            (child.wait().unwrap().code(), errors.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

/// Commands that write a file, but for its name at the end.
const WRITERS: [&[&str]; 5] = [
    &["validate", "a.yaml", "--out-json"],
    &["plan", "a.yaml", "--out"],
    &[
        "hours",
        "a.yaml",
        "--at",
        "2026-12-01T15:00:00Z",
        "--out-json",
    ],
    &["init", "--force"],
    &["portal", "backup", "--database", "portal.db"],
];

#[test]
fn pipes_are_written_through_and_links_stay() {
    let bench = bench();
    let at = |name: &str| bench.path().join(name);
    for writer in WRITERS {
        for name in ["pipe", "link", "new-link", "target", "new-target"] {
            drop(std::fs::remove_file(at(name)));
        }
        let run = |name: &str| {
            let output = bench.run_whole(TOKEN, &[writer, &[name]].concat());
            assert!(output.status.success(), "{writer:?} {output:?}");
        };
        let made = std::process::Command::new("mkfifo")
            .arg(at("pipe"))
            .status();
        assert!(made.unwrap().success());
        let pipe = at("pipe");
        let reader = std::thread::spawn(move || std::fs::read(pipe).unwrap());
        run("pipe");
        assert!(!reader.join().unwrap().is_empty(), "{writer:?}");
        assert!(
            at("pipe").symlink_metadata().unwrap().file_type().is_fifo(),
            "{writer:?}"
        );

        bench.write("target", "old");
        symlink("target", at("link")).unwrap();
        symlink("new-target", at("new-link")).unwrap();
        for (link, target) in [("link", "target"), ("new-link", "new-target")] {
            run(link);
            assert!(at(link).is_symlink(), "{writer:?} {link}");
            assert!(
                std::fs::read(at(target)).unwrap().len() > 3,
                "{writer:?} {link}"
            );
        }
        run("/dev/stdout");
        run("/dev/null");
        assert!(
            std::path::Path::new("/dev/null")
                .symlink_metadata()
                .unwrap()
                .file_type()
                .is_char_device()
        );
    }
}

#[test]
fn new_files_honour_the_umask_unless_they_are_confidential() {
    let bench = bench();
    for (writer, mode) in WRITERS.iter().zip([0o640, 0o600, 0o640, 0o640, 0o600]) {
        let mut run = bench.command(&[writer, &["new"][..]].concat());
        run.env("CONSIGNE_TOKEN", TOKEN)
            .env("CONSIGNE_PORTAL", bench.url());
        let mut shell = std::process::Command::new("sh");
        shell
            .args(["-c", "umask 027; exec \"$@\"", "sh"])
            .arg(run.get_program())
            .args(run.get_args());
        for (name, value) in run.get_envs() {
            shell.env(name, value.unwrap());
        }
        let output = shell.current_dir(bench.path()).output().unwrap();
        assert!(output.status.success(), "{writer:?} {output:?}");
        let new = bench.path().join("new");
        let found = new.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{writer:?}");
        std::fs::remove_file(new).unwrap();
    }
}

#[test]
fn a_link_that_was_named_is_trusted_no_more_than_one_that_was_found() {
    let bench = Workbench::new();
    let at = |name: &str| bench.path().join(name);
    for directory in ["in", "out"] {
        std::fs::create_dir(at(directory)).unwrap();
    }
    bench.write("out/a.yaml", FILE);
    bench.write("in/b.yaml", FILE);
    for (target, link) in [
        ("../out/a.yaml", "in/out.yaml"),
        ("b.yaml", "in/in.yaml"),
        ("gone.yaml", "in/gone.yaml"),
        ("round.yaml", "in/round.yaml"),
        ("../out", "in/directory"),
    ] {
        symlink(target, at(link)).unwrap();
    }
    for (arguments, code, says) in [
        (&["in/out.yaml"][..], 1, "links to a place outside"),
        (&["in/directory"], 1, "links to a place outside"),
        (&["in/out.yaml", "--follow-links"], 0, ""),
        (&["in/directory", "--follow-links"], 0, ""),
        (&["in/in.yaml"], 0, ""),
        (&["in/gone.yaml"], 1, "leads nowhere"),
        (&["in/round.yaml"], 1, "leads nowhere"),
        (&["in/round.yaml", "--follow-links"], 1, "leads nowhere"),
    ] {
        let output = bench.run(&[&["validate"], arguments].concat());
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {errors}");
        assert!(errors.contains(says), "{arguments:?} {errors}");
    }
}

#[test]
fn a_directory_that_is_too_deep_is_refused() {
    let bench = Workbench::new();
    let deep = vec!["d"; 70].join("/");
    std::fs::create_dir_all(bench.path().join(&deep)).unwrap();
    bench.write("a.yaml", FILE);
    let output = bench.run(&["validate", "d"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("more than 64 directories deep"), "{errors}");
}
