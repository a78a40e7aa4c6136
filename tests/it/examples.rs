//! The directories that people copy: each is valid and plans clean on a new portal.

use std::process::Stdio;

use crate::workbench::Workbench;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");

#[test]
fn every_example_is_valid_and_is_applied_once() {
    let bench = Workbench::new();
    let mut seen = 0;
    for example in std::fs::read_dir(EXAMPLES).unwrap() {
        let path = example.unwrap().path();
        let path = path.to_str().unwrap();
        let embedded = ["--portal", "embedded"];
        for (command, exit) in [
            (&["validate", path, "--strict"][..], 0),
            (
                &[&["plan", path, "--detailed-exitcode"], &embedded[..]].concat(),
                2,
            ),
            (
                &[&["apply", path, "--auto-approve"], &embedded[..]].concat(),
                0,
            ),
            (&[&["drift", path], &embedded[..]].concat(), 0),
        ] {
            let output = bench.run(command);
            assert_eq!(output.status.code(), Some(exit), "{command:?}: {output:?}");
        }
        seen += 1;
    }
    assert!(seen >= 3);
}

#[test]
fn the_guarded_one_is_refused_by_its_seed() {
    let text = |name| std::fs::read_to_string(format!("{EXAMPLES}/guarded/{name}")).unwrap();
    let token = "token-of-the-guarded";
    let mut bench = Workbench::seeded(&text(".seed.yaml"));
    bench.write("tokens", &format!("primary guarded write {token}\n"));
    bench.write("reseller.yaml", &text("reseller.yaml"));
    bench.serve(&["--log", "off"], Stdio::inherit());
    for (readme, language) in [("README.md", "en"), ("README.fr.md", "fr")] {
        let command = ["plan", "reseller.yaml", "--lang", language];
        let (exit, shown) = bench.run_as(token, &command);
        assert_eq!(exit, 3);
        let text = text(readme).replace("examples/guarded/", "");
        for line in shown.lines() {
            assert!(text.contains(line), "{readme} does not show: {line}");
        }
    }
}
