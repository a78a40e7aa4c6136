//! Variables that are empty or hold something else than they should.

use crate::workbench::{TOKEN, Workbench};

/// Every variable that `plan` knows, set to nothing, as a pipeline does with inputs that were left out.
#[test]
fn an_empty_variable_counts_as_unset() {
    let bench = Workbench::with_portal("accounts: [{ account: boreal }]");
    bench.write("a.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    let help = String::from_utf8(bench.run(&["plan", "--help"]).stdout).unwrap();
    let names: Vec<_> = help
        .split("[env: ")
        .skip(1)
        .filter_map(|rest| rest.split('=').next())
        .filter(|name| !matches!(*name, "CONSIGNE_PORTAL" | "CONSIGNE_NOW"))
        .collect();
    assert!(names.len() >= 10, "{names:?}");
    let mut plan = bench.command(&["plan", "a.yaml"]);
    plan.env("CONSIGNE_TOKEN", TOKEN)
        .env("CONSIGNE_PORTAL", bench.url());
    for name in &names {
        plan.env(name, "");
    }
    let output = plan.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{names:?}: {output:?}");
}

/// What is wrong with a token, or with a file of certificates, and never what it holds.
#[test]
fn a_wrong_token_or_certificate_says_what_is_wrong() {
    let rows = [
        ("Bearer abc-secret", &[][..], 64, "without `Bearer`"),
        ("two\nlines-secret", &[], 64, "write one token alone"),
        ("", &[], 64, "no token given"),
        (
            TOKEN,
            &["--portal", "https://127.0.0.1:1", "--ca-file", "a.yaml"],
            1,
            "holds no certificate",
        ),
    ];
    let bench = Workbench::with_portal("accounts: [{ account: boreal }]");
    bench.write("a.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    for (token, flags, exit, says) in rows {
        let output = bench.run_whole(token, &[&["whoami"], flags].concat());
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(exit), "{says}: {errors}");
        assert!(errors.contains(says), "{errors}");
        assert!(!errors.contains("secret"), "{errors}");
    }
}
