//! `consigne password`: the old one is needed, the rule is checked first, nothing is shown.

use std::process::Output;

use serde_json::json;

use crate::http::ask_as;
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, SYSTEM_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example, password: Boréal-01 }
    candidates: [{ userCode: '2041', name: Jean Roy }]
    settings: { delegates: [{ userCode: '2041', name: Jean Roy }] }
  - account: austral
";
const FILE: &[&str] = &["password", "--password-file", "secret"];

fn portal() -> Workbench {
    let bench = Workbench::with_portal(SEED);
    bench.write_private("secret", "Boréal-01\nBoréal-02\n", 0o600);
    bench
}

fn log_in(bench: &Workbench, password: &str) -> u16 {
    let body = json!({ "email": "marie@boreal.example", "password": password });
    ask_as(bench, "nobody", "POST", "/v1/sessions", &[], Some(body)).status
}

fn told(output: &Output) -> (i32, String) {
    assert!(output.stdout.is_empty(), "{output:?}");
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    for secret in ["oréal-", "password-of"] {
        assert!(!text.contains(secret), "{text}");
    }
    (output.status.code().unwrap(), text)
}

#[test]
fn the_old_password_opens_nothing_any_more_and_the_new_one_does() {
    let bench = portal();
    let (code, text) = told(&bench.run_whole(TOKEN, FILE));
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("password of boreal changed"), "{text}");
    assert_eq!(
        (log_in(&bench, "Boréal-01"), log_in(&bench, "Boréal-02")),
        (401, 201)
    );
    let (code, text) = told(&bench.run_whole(TOKEN, FILE));
    assert_eq!(code, 3);
    assert!(text.contains("the current password is wrong"), "{text}");
}

#[test]
fn the_account_is_named_or_in_a_file_or_the_only_one() {
    for arguments in [&["--account", "boreal"][..], &["boreal.yaml"], &[]] {
        let bench = portal();
        bench.write("boreal.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
        let (code, text) = told(&bench.run_whole(TOKEN, &[FILE, arguments].concat()));
        assert_eq!(code, 0, "{arguments:?}: {text}");
    }
    let bench = portal();
    bench.write("invalid.yaml", "account: boreal\n");
    for (token, arguments, expected) in [
        (SYSTEM_TOKEN, &[][..], 64),
        (DELEGATE_TOKEN, &[], 64),
        (TOKEN, &["--account", "Boréal"], 64),
        (TOKEN, &["--account", "boreal", "boreal.yaml"], 64),
        (TOKEN, &["invalid.yaml"], 1),
        (TOKEN, &["none.yaml"], 1),
    ] {
        let output = bench.run_whole(token, &[FILE, arguments].concat());
        assert_eq!(told(&output).0, expected, "{arguments:?}: {output:?}");
    }
    assert_eq!(log_in(&bench, "Boréal-01"), 201);
}

#[test]
fn who_may_not_is_told_so() {
    let bench = portal();
    let account = [FILE, &["--account", "boreal"]].concat();
    for (token, expected, why) in [
        (DELEGATE_TOKEN, 3, "primary-only"),
        (READ_TOKEN, 3, "read-only-token"),
        (SYSTEM_TOKEN, 3, "read-only-token"),
        ("nobody", 1, "unauthenticated"),
    ] {
        let (code, text) = told(&bench.run_whole(token, &account));
        assert_eq!(code, expected, "{token}: {text}");
        assert!(text.contains(why), "{token}: {text}");
    }
    let elsewhere = [FILE, &["--account", "austral"]].concat();
    assert_eq!(told(&bench.run_whole(TOKEN, &elsewhere)).0, 1);
    assert_eq!(log_in(&bench, "Boréal-01"), 201);
}

#[test]
fn a_password_that_breaks_the_rule_is_not_sent() {
    let bench = portal();
    for (new, lacking) in [
        (
            "oréal-2",
            &["at least 8 letters or digits", "an upper-case letter"][..],
        ),
        ("Boréal-xy", &["a digit"]),
        ("Boréal 02", &["not a letter, a digit or a space"]),
    ] {
        bench.write_private("secret", &format!("Boréal-01\n{new}\n"), 0o600);
        let output = bench.run_whole(TOKEN, FILE);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{text}");
        assert!(!text.contains(new), "{text}");
        for word in lacking {
            assert!(text.contains(word), "{new}: {text}");
        }
    }
    let audit = bench.administer(&["audit"]).1;
    assert!(!audit.contains("password"), "{audit}");
}

#[test]
fn a_file_that_others_can_read_or_write_is_not_read() {
    let bench = portal();
    for mode in [0o644, 0o640, 0o604, 0o620, 0o602] {
        bench.write_private("secret", "Boréal-01\nBoréal-02\n", mode);
        let (code, text) = told(&bench.run_whole(TOKEN, FILE));
        assert_eq!(code, 1, "{mode:o}");
        assert!(
            text.contains("other users can read or write secret"),
            "{text}"
        );
    }
    for text in ["", "Boréal-01\n", "Boréal-01\nBoréal-02\nBoréal-03\n"] {
        bench.write_private("secret", text, 0o600);
        let (code, said) = told(&bench.run_whole(TOKEN, FILE));
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("must contain exactly 2 lines"), "{said}");
    }
    let (code, text) = told(&bench.run_whole(TOKEN, &["password", "--password-file", "."]));
    assert_eq!(code, 1, "{text}");
    assert_eq!(log_in(&bench, "Boréal-01"), 201);
}

#[test]
fn without_a_portal_or_a_terminal_nothing_is_asked() {
    let bench = portal();
    let (code, text) = told(&bench.run_whole(TOKEN, &["password"]));
    assert_eq!(code, 64);
    assert!(text.contains("--password-file"), "{text}");
    assert_eq!(told(&bench.run(FILE)).0, 64);
    let french = [FILE, &["--lang", "fr"]].concat();
    assert!(
        told(&bench.run_whole(TOKEN, &french))
            .1
            .contains("mot de passe de boreal changé")
    );
}

/// What a terminal shows while somebody types these lines.
#[cfg(target_os = "linux")]
fn typed(bench: &Workbench, lines: &str) -> (i32, String) {
    let command = format!("{} password", env!("CARGO_BIN_EXE_consigne"));
    let mut terminal = std::process::Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(bench.path())
        .env("CONSIGNE_TOKEN", TOKEN)
        .env("CONSIGNE_PORTAL", bench.url())
        .env("CONSIGNE_LANG", "en")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = terminal.stdin.take().unwrap();
    let mut screen = terminal.stdout.take().unwrap();
    let mut shown = String::new();
    for line in lines.split_inclusive(['\n', '\u{3}']) {
        // Each question is awaited: what is typed before it would be shown by the terminal itself.
        let mut byte = [0];
        while !shown.ends_with(": ") && std::io::Read::read(&mut screen, &mut byte).unwrap() > 0 {
            shown.push(char::from(byte[0]));
        }
        shown.push('\n');
        std::io::Write::write_all(&mut keys, line.as_bytes()).unwrap();
    }
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut screen, &mut rest).unwrap();
    shown.push_str(&String::from_utf8_lossy(&rest));
    (terminal.wait().unwrap().code().unwrap(), shown)
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_does_not_show_what_is_typed() {
    let bench = portal();
    let (code, shown) = typed(&bench, "Boréal-01\nBoréal-02\nBoréal-03\n");
    assert_eq!(code, 3, "{shown}");
    assert!(
        shown.contains("the two entries of the new password differ"),
        "{shown}"
    );
    let (code, shown) = typed(&bench, "Boréal-01\nBoréal-02\nBoréal-02\n");
    assert_eq!(code, 0, "{shown}");
    for question in [
        "Current password: ",
        "New password: ",
        "New password again: ",
    ] {
        assert!(shown.contains(question), "{shown}");
    }
    assert!(!shown.contains("al-"), "{shown}");
    assert_eq!(log_in(&bench, "Boréal-02"), 201);
    let (code, shown) = typed(&bench, "Boréal-02\nBor\u{3}");
    assert_eq!(code, 130, "{shown}");
    assert!(shown.contains("interrupted"), "{shown}");
    assert_eq!(log_in(&bench, "Boréal-02"), 201);
}
