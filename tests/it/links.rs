//! Paths that are named and are links: of configuration they stay in their directory, of what an operator
//! names for himself they may lead anywhere, and one that leads nowhere says so.

use std::os::unix::fs::symlink;

use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { spid: SP-1 }\n";
const SEED: &str = "accounts: [{ account: boreal, primary: { email: marie@boreal.example } }]\n";
const POLICY: &str = "policyVersion: consigne/v1\n";

/// `in/outside-NAME` leads out of the directory, `in/inside-NAME` stays in it as Kubernetes mounts files,
/// `in/gone` and `in/round` lead nowhere.
fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    let at = |name: &str| bench.path().join(name);
    for directory in ["in", "out", "in/..2026_01", "out/conf", "in/..2026_01/conf"] {
        std::fs::create_dir(at(directory)).unwrap();
    }
    symlink("..2026_01", at("in/..data")).unwrap();
    bench.write("a.yaml", FILE);
    let plan = bench.run_whole(TOKEN, &["plan", "a.yaml", "--out", "out/plan"]);
    assert!(plan.status.success(), "{plan:?}");
    std::fs::copy(at("out/plan"), at("in/..2026_01/plan")).unwrap();
    for (name, text) in [
        ("a.yaml", FILE),
        ("policy", POLICY),
        ("seed", SEED),
        ("token", TOKEN),
        ("ca", "no certificate"),
        ("conf/a.yaml", FILE),
    ] {
        bench.write_private(&format!("out/{name}"), text, 0o600);
        bench.write_private(&format!("in/..2026_01/{name}"), text, 0o600);
    }
    for name in ["a.yaml", "policy", "seed", "token", "ca", "plan", "conf"] {
        symlink(format!("../out/{name}"), at(&format!("in/outside-{name}"))).unwrap();
        symlink(format!("..data/{name}"), at(&format!("in/inside-{name}"))).unwrap();
    }
    symlink("nothing", at("in/gone")).unwrap();
    symlink("round", at("in/round")).unwrap();
    bench
}

/// What a run with this path in place of `@` says on standard error.
fn says(bench: &Workbench, arguments: &[&str], path: &str) -> String {
    let path = format!("in/{path}");
    let arguments: Vec<_> = arguments
        .iter()
        .map(|one| if *one == "@" { path.as_str() } else { *one })
        .collect();
    let output = bench.run_whole(TOKEN, &arguments);
    String::from_utf8(output.stderr).unwrap()
}

const OUTSIDE: &str = "links to a place outside";
const NOWHERE: &str = "leads nowhere";

/// Each ends by itself, if only because something else is wrong.
const SERVE: [&str; 8] = [
    "portal",
    "serve",
    "--database",
    "/dev/null/portal.db",
    "--listen",
    "127.0.0.1:1",
    "--seed",
    "@",
];

#[test]
fn links_of_configuration_stay_in_their_directory() {
    let bench = bench();
    let policy = ["plan", "a.yaml", "--policy", "@"];
    let watch = [
        "watch",
        "@",
        "--ca-file",
        "gone.pem",
        "--portal",
        "https://127.0.0.1:1",
    ];
    for (name, arguments) in [
        ("a.yaml", &["validate", "@"][..]),
        ("a.yaml", &["plan", "@"]),
        ("a.yaml", &["hours", "@"]),
        ("conf", &["validate", "@"]),
        ("policy", &policy),
        ("seed", &SERVE),
    ] {
        let outside = says(&bench, arguments, &format!("outside-{name}"));
        assert!(outside.contains(OUTSIDE), "{arguments:?} {outside}");
        let inside = says(&bench, arguments, &format!("inside-{name}"));
        assert!(!inside.contains("link"), "{arguments:?} {inside}");
        for nowhere in ["gone", "round"] {
            let nowhere = says(&bench, arguments, nowhere);
            assert!(nowhere.contains(NOWHERE), "{arguments:?} {nowhere}");
        }
        let allowed = [arguments, &["--follow-links"]].concat();
        let outside = says(&bench, &allowed, &format!("outside-{name}"));
        assert!(!outside.contains("link"), "{arguments:?} {outside}");
        let round = says(&bench, &allowed, "round");
        assert!(round.contains(NOWHERE), "{arguments:?} {round}");
    }
    // A watcher stays, so only what it refuses is tried.
    for (name, says_so) in [
        ("outside-conf", OUTSIDE),
        ("gone", NOWHERE),
        ("round", NOWHERE),
    ] {
        let refused = says(&bench, &["watch", "@"], name);
        assert!(refused.contains(says_so), "{name}: {refused}");
    }
    let other = says(&bench, &watch, "inside-conf");
    assert!(other.contains("gone.pem"), "{other}");
}

#[test]
fn what_an_operator_names_may_lead_anywhere() {
    let bench = bench();
    let whoami = ["whoami", "--token-file", "@"];
    let authority = [
        "whoami",
        "--portal",
        "https://127.0.0.1:1",
        "--ca-file",
        "@",
    ];
    let serve = [
        "portal",
        "serve",
        "--database",
        "/dev/null/portal.db",
        "--listen",
        "127.0.0.1:1",
        "--token-file",
        "@",
    ];
    let password = ["password", "--account", "boreal", "--password-file", "@"];
    for (name, arguments) in [
        ("plan", &["show", "@"][..]),
        ("plan", &["apply", "--plan", "@"]),
        ("token", &whoami),
        ("token", &password),
        ("ca", &authority),
        ("token", &serve),
    ] {
        for kind in ["outside", "inside"] {
            let followed = says(&bench, arguments, &format!("{kind}-{name}"));
            assert!(!followed.contains(OUTSIDE), "{arguments:?} {followed}");
            assert!(!followed.contains(NOWHERE), "{arguments:?} {followed}");
        }
        for nowhere in ["gone", "round"] {
            let nowhere = says(&bench, arguments, nowhere);
            assert!(nowhere.contains(NOWHERE), "{arguments:?} {nowhere}");
        }
    }
}
