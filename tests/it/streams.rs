//! Where results go: standard output that cannot be written, and files that are none.

use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};

use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";
const SEED: &str = "accounts: [{ account: boreal, primary: { email: marie@boreal.example } }]\n";

fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    bench.write("a.yaml", FILE);
    bench
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

/// A shell opens the descriptor: of a file, and of the pipe to another process.
#[test]
fn descriptors_are_written_through() {
    let bench = bench();
    for writer in WRITERS {
        for script in [
            "exec \"$@\" /dev/fd/3 3>got",
            "\"$@\" /dev/fd/3 3>&1 >/dev/null 2>/dev/null | cat > got",
        ] {
            let mut run = bench.command(writer);
            run.env("CONSIGNE_TOKEN", TOKEN)
                .env("CONSIGNE_PORTAL", bench.url());
            let mut shell = std::process::Command::new("sh");
            shell
                .args(["-c", script, "sh"])
                .arg(run.get_program())
                .args(run.get_args());
            for (name, value) in run.get_envs() {
                shell.env(name, value.unwrap());
            }
            let output = shell.current_dir(bench.path()).output().unwrap();
            assert!(output.status.success(), "{writer:?} {script} {output:?}");
            let got = std::fs::read(bench.path().join("got")).unwrap();
            assert!(got.len() > 3, "{writer:?} {script}");
        }
    }
}

/// A directory for output may be a link; a device is none, and stays.
#[test]
fn a_directory_for_output_is_a_directory() {
    let bench = bench();
    let at = |name: &str| bench.path().join(name);
    std::fs::create_dir(at("real")).unwrap();
    symlink("real", at("link")).unwrap();
    bench.write("elsewhere", "old");
    symlink("../elsewhere", at("real/boreal.yaml")).unwrap();
    let export = |to: &str, flags: &[&str]| {
        let export = ["export", "boreal", "--out-dir", to];
        bench.run_whole(TOKEN, &[&export, flags].concat())
    };
    assert_eq!(export("link", &[]).status.code(), Some(1));
    assert_eq!(bench.read("elsewhere"), "old");
    assert!(export("link", &["--force"]).status.success());
    assert!(at("link").is_symlink() && at("real/boreal.yaml").is_symlink());
    assert!(bench.read("elsewhere").contains("account: \"boreal\""));
    for device in ["/dev/null", "/dev/full", "/dev/stdout"] {
        let output = export(device, &["--force"]);
        assert_eq!(output.status.code(), Some(1), "{device} {output:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(device), "{errors}");
    }
    let null = std::path::Path::new("/dev/null").symlink_metadata();
    assert!(null.unwrap().file_type().is_char_device());
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
    let deep = vec!["d"; 1_900].join("/");
    std::fs::create_dir_all(bench.path().join(&deep)).unwrap();
    bench.write("a.yaml", FILE);
    let output = bench.bounded(&["validate", "d"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("more than 64 directories deep"), "{errors}");
}
