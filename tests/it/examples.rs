//! The directories that people copy: each is valid and plans clean on a new portal.

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
    let bench = Workbench::with_portal(&text(".seed.yaml"));
    bench.write("reseller.yaml", &text("reseller.yaml"));
    let (exit, shown) = bench.run_as(crate::workbench::SYSTEM_TOKEN, &["plan", "reseller.yaml"]);
    assert_eq!(exit, 3);
    let readme = text("README.md").replace("examples/guarded/", "");
    for line in shown
        .lines()
        .filter(|line| line.contains("QC20000") || line.contains("BroadSoft"))
    {
        assert!(
            readme.contains(line.trim()),
            "the README does not show: {line}"
        );
    }
}
