//! A run over some of the accounts of a directory.

use crate::workbench::Workbench;

fn accounts(names: &[&str]) -> Workbench {
    let bench = Workbench::new();
    std::fs::create_dir(bench.path().join("accounts")).unwrap();
    for name in names {
        let yaml =
            format!("apiVersion: consigne/v1\naccount: {name}\ngeneral: {{ resellerName: One }}\n");
        bench.write(&format!("accounts/{name}.yaml"), &yaml);
    }
    bench
}

/// Exit code, and both outputs.
fn run(bench: &Workbench, command: &str, options: &[&str]) -> (i32, String) {
    let portal = match command {
        "validate" => &[][..],
        "apply" => &["--portal", "embedded", "--auto-approve"],
        _ => &["--portal", "embedded"],
    };
    let output = bench.run(&[&[command, "accounts"], options, portal].concat());
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn only_accounts_that_are_chosen_are_read_and_counted() {
    let names = ["alpha", "beta", "boreal", "gamma"];
    // By the formula in docs, the shares of four are 3, 2, 2 and 1.
    for (options, chosen) in [
        (&["--account", "b*"][..], &["beta", "boreal"][..]),
        (
            &["--account", "alpha", "--account", "gamma"],
            &["alpha", "gamma"],
        ),
        (&["--account", "[ab]*a"], &["alpha", "beta"]),
        (&["--shard", "2/4"], &["beta", "boreal"]),
        (&["--shard", "4/4"], &[]),
        (&["--shard", "1/1"], &names),
        (&["--shard", "2/4", "--account", "*e*"], &["beta", "boreal"]),
        (&["--shard", "1/4", "--account", "b*"], &[]),
    ] {
        for command in ["validate", "plan", "drift", "apply"] {
            let bench = accounts(&names);
            let (exit, text) = run(&bench, command, options);
            let pending = command == "drift" && !chosen.is_empty();
            let expected = if pending { 2 } else { 0 };
            assert_eq!(exit, expected, "{command} {options:?}: {text}");
            let (_, json) = run(&bench, "plan", &["--format", "json"]);
            for name in names {
                let is_chosen = chosen.contains(&name);
                if command == "apply" {
                    let verdict = if is_chosen { "inSync" } else { "ready" };
                    let said = format!("\"account\": \"{name}\"");
                    let at = json.find(&said).expect(&json);
                    assert!(json[at..at + 200].contains(verdict), "{options:?}: {json}");
                } else if command != "validate" {
                    let shown =
                        text.contains(&format!("{name}:")) || text.contains(&format!("{name} "));
                    assert_eq!(shown, is_chosen, "{command} {options:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_choice_of_nothing_says_what_there_is() {
    let names: Vec<_> = (10..32).map(|number| format!("acc{number}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let bench = accounts(&names);
    for command in ["validate", "plan", "drift", "apply"] {
        let choice = ["--account", "acc1*", "--account", "zeta"];
        let (exit, text) = run(&bench, command, &choice);
        assert_eq!(exit, 64, "{command}: {text}");
        assert!(
            text.contains("zeta") && text.contains("acc10, acc11"),
            "{text}"
        );
        assert!(text.contains("acc29 and 2 more"), "{text}");
        for shard in ["5/4", "0/4", "1/0", "2", "a/b", "1/4/2", "-1/4"] {
            let (exit, text) = run(&bench, command, &[&format!("--shard={shard}")]);
            assert_eq!(exit, 64, "{command} {shard}: {text}");
            assert!(text.contains("1/N to N/N"), "{text}");
        }
        let (exit, text) = run(&bench, command, &["--account", "a["]);
        assert_eq!(exit, 64, "{command}: {text}");
    }
}

#[test]
fn a_file_whose_account_cannot_be_read_is_never_passed_over() {
    let bench = accounts(&["alpha", "beta"]);
    bench.write("accounts/gamma.yaml", "account: [");
    for choice in [
        ["--account", "alpha"],
        ["--account", "gamma"],
        ["--shard", "1/4"],
    ] {
        let (exit, text) = run(&bench, "apply", &choice);
        assert_eq!(exit, 1, "{choice:?}: {text}");
        assert!(text.contains("gamma.yaml"), "{text}");
    }
}

#[test]
fn the_digest_of_a_run_approves_exactly_its_plans() {
    let bench = accounts(&["alpha", "beta", "gamma"]);
    let digest = |options: &[&str]| {
        let (_, text) = run(&bench, "plan", options);
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("Digest of the run: "));
        line.map(str::to_owned).expect(&text)
    };
    let whole = digest(&[]);
    let two = digest(&["--account", "alpha", "--account", "beta"]);
    let json = run(&bench, "plan", &["--format", "json"]).1;
    assert!(
        json.contains(&format!("\"runDigest\": \"{whole}\"")),
        "{json}"
    );
    // An account more, and an account less.
    for options in [
        &["--expect", &two][..],
        &["--expect", &whole, "--account", "*a", "--shard", "2/4"],
    ] {
        let (exit, text) = run(&bench, "apply", options);
        assert_eq!(exit, 4, "{options:?}: {text}");
    }
    assert_eq!(digest(&[]), whole, "nothing was written");
    let (exit, text) = run(&bench, "apply", &["--expect", &whole]);
    assert_eq!(exit, 0, "{text}");
    assert_eq!(run(&bench, "drift", &[]).0, 0);
}
