//! Every file in `fixtures/invalid` has the findings that its first line says, and no others.

use crate::tidy::files;
use crate::workbench::Workbench;

#[test]
fn every_invalid_file_gets_its_findings() {
    let bench = Workbench::new();
    let fixtures = files(".yaml")
        .into_iter()
        .filter(|(path, _)| path.starts_with("fixtures/invalid"));
    let mut count = 0;
    for (path, text) in fixtures {
        let expected = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("#! "))
            .unwrap();
        bench.write("file.yaml", &text);
        let output = bench.run(&["validate", "file.yaml", "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{}", path.display());
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = report["diagnostics"].as_array().unwrap().iter();
        let found: Vec<_> = rows
            .map(|row| {
                format!(
                    "{} {}:{}",
                    row["code"].as_str().unwrap(),
                    row["line"],
                    row["column"]
                )
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{}", path.display());
        count += 1;
    }
    assert!(count >= 50, "{count} files");
}

/// What no file should be, as files and as arguments.
#[test]
fn hostile_paths_get_a_clear_error() {
    let bench = Workbench::new();
    let check = |argument: &str, says: &str| {
        let output = bench.run(&["validate", argument]);
        assert_eq!(output.status.code(), Some(1), "{argument}");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(says), "{argument}: {text}");
    };
    std::fs::create_dir(bench.path().join("empty")).unwrap();
    check("empty", "no *.yaml");
    check("missing.yaml", "missing.yaml");
    #[cfg(unix)]
    {
        let pipe = bench.path().join("pipe.yaml");
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        check("pipe.yaml", "is not a file");
        let tree = bench.path().join("tree");
        std::fs::create_dir(&tree).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", tree.join("a.yaml")).unwrap();
        check("tree", "outside the directory");
    }
}
