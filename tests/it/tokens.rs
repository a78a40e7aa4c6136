//! A token for each account: a table in a file or in the variable. No token is used for another account.

use serde_json::Value;

use crate::workbench::{ANOTHER_TOKEN, READ_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
  - account: austral
    primary: { userCode: '1002', name: Luc, email: luc@austral.example }
";

fn bench() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    std::fs::create_dir(bench.path().join("conf")).unwrap();
    for account in ["austral", "boreal"] {
        let file = format!(
            "apiVersion: consigne/v1\naccount: {account}\ngeneral: {{ spid: SP-{account} }}\n"
        );
        bench.write(&format!("conf/{account}.yaml"), &file);
    }
    bench
}

/// Runs a command with a table in a file: exit code, standard output and errors.
fn run(bench: &Workbench, table: &str, arguments: &[&str]) -> (i32, String, String) {
    bench.write("table", table);
    let mut command = bench.command(arguments);
    command
        .env("CONSIGNE_TOKEN_FILE", "table")
        .env("CONSIGNE_PORTAL", bench.url());
    let output = command.env_remove("CONSIGNE_TOKEN").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

const APPLY: [&str; 3] = ["apply", "conf", "--auto-approve"];
const PLAN: [&str; 2] = ["plan", "conf"];

#[test]
fn each_account_is_asked_with_its_own_token() {
    for table in [
        format!("# both\n\nboreal {TOKEN}\naustral\t{ANOTHER_TOKEN} # not ours\n"),
        format!("boreal {TOKEN}\n* {ANOTHER_TOKEN}\n"),
        format!("* {TOKEN}\r\naustral {ANOTHER_TOKEN}\r\n"),
    ] {
        let bench = bench();
        let (exit, text, errors) = run(&bench, &table, &APPLY);
        assert_eq!(exit, 0, "{text}{errors}");
        assert!(errors.contains("Accounts: 2 applied."), "{errors}");
        let (exit, text, _) = run(&bench, &table, &PLAN);
        assert_eq!(exit, 0);
        assert!(text.contains("2 accounts without changes"), "{text}");
        let (exit, text, _) = run(&bench, &table, &["whoami"]);
        assert_eq!(exit, 0);
        assert!(
            text.contains("austral: ") && text.contains("boreal: "),
            "{text}"
        );
    }
}

#[test]
fn a_table_may_stand_in_the_variable() {
    let bench = bench();
    let table = format!("boreal {TOKEN}\naustral {ANOTHER_TOKEN}");
    let (exit, text) = bench.run_as(&table, &PLAN);
    assert_eq!(exit, 0, "{text}");
    let (exit, text) = bench.run_as(&format!("boreal {TOKEN}"), &["status", "boreal"]);
    assert_eq!(exit, 0, "{text}");
}

#[test]
fn an_account_without_a_token_is_not_tried_and_the_others_go_on() {
    let bench = bench();
    let table = format!("boreal {TOKEN}\n");
    let (exit, text, errors) = run(&bench, &table, &APPLY);
    assert_eq!(exit, 5, "one was written, another was not: {text}{errors}");
    assert!(
        errors.contains("austral: not tried, because it has no token"),
        "{errors}"
    );
    assert!(
        errors.contains("Accounts: 1 applied, 1 not tried."),
        "{errors}"
    );
    let (exit, _, errors) = run(&bench, &table, &APPLY);
    assert_eq!(exit, 1, "nothing was written: {errors}");
    assert!(
        errors.contains("Accounts: 1 in sync, 1 not tried."),
        "{errors}"
    );
    let (exit, text, _) = run(&bench, &table, &["plan", "conf", "--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(exit, 1);
    assert_eq!(report["accounts"][0]["account"], "boreal");
    assert_eq!(report["failures"][0]["account"], "austral");
}

#[test]
fn a_token_that_the_portal_does_not_know_fails_its_account_alone() {
    let bench = bench();
    let table = format!("austral unknown-token\nboreal {TOKEN}\n");
    let (exit, text, errors) = run(&bench, &table, &PLAN);
    assert_eq!(exit, 1, "{text}{errors}");
    assert!(text.contains("boreal: changes to apply"), "{text}");
    assert!(!errors.contains("unknown-token"), "{errors}");
    let (exit, text, _) = run(&bench, &table, &APPLY);
    assert_eq!(
        exit, 1,
        "an account that cannot be read keeps all from being written: {text}"
    );
    let keep_going = [&APPLY[..], &["--keep-going"]].concat();
    assert_eq!(run(&bench, &table, &keep_going).0, 5);
}

#[test]
fn a_token_of_another_account_is_never_sent_for_this_one() {
    let bench = bench();
    // The tokens are exchanged: each is refused for the other account.
    let table = format!("austral {TOKEN}\nboreal {ANOTHER_TOKEN}\n");
    let (exit, text, errors) = run(&bench, &table, &APPLY);
    assert_eq!(exit, 1, "{text}{errors}");
    assert!(!text.contains("applied"), "{text}");
}

#[test]
fn a_token_that_only_reads_plans_with_the_same_digest() {
    let bench = bench();
    let writes = format!("boreal {TOKEN}\n");
    let reads = format!("boreal {READ_TOKEN}\n");
    let plan = ["plan", "conf/boreal.yaml"];
    let (_, with_write, _) = run(&bench, &writes, &plan);
    let (exit, with_read, _) = run(&bench, &reads, &plan);
    assert_eq!((exit, &with_read), (0, &with_write));
    let apply = ["apply", "conf/boreal.yaml", "--auto-approve"];
    // A second table is for what only reads.
    bench.write("reads", &reads);
    let none = "austral unknown-token\n";
    let with_reads = [&plan[..], &["--read-token-file", "reads"]].concat();
    assert_eq!(run(&bench, none, &with_reads).0, 0);
    let with_reads = [&apply[..], &["--read-token-file", "reads"]].concat();
    assert_eq!(run(&bench, none, &with_reads).0, 1);
    assert_ne!(run(&bench, &reads, &apply).0, 0);
    assert_eq!(run(&bench, &writes, &apply).0, 0);
}

#[test]
fn every_faulty_line_is_named_and_none_is_quoted() {
    let bench = bench();
    let table = "boreal s3cret-a\n\nboreal s3cret-b\ns3cret-c\nBoréal s3cret-d\n* s3cret-e\n* s3cret-f\nmidi s3cr\u{e9}t s3cret-g\nnord s3cr\u{e9}t-h\n";
    for (language, words) in [("en", "line 1 is for the same"), ("fr", "la ligne 1 vaut")] {
        let (exit, text, errors) = run(&bench, table, &["plan", "conf", "--lang", language]);
        assert_eq!(exit, 1);
        assert!(errors.contains(words), "{errors}");
        let of_lines: Vec<_> = (1..=9)
            .filter(|line| errors.contains(&format!("table:{line}")))
            .collect();
        assert_eq!(of_lines, [3, 4, 5, 7, 8, 9], "{errors}");
        assert!(
            !errors.contains("s3cr") && !text.contains("s3cr"),
            "{errors}"
        );
    }
    let (exit, text) = bench.run_as("boreal a\nboreal b", &PLAN);
    assert_eq!(exit, 64, "{text}");
}
