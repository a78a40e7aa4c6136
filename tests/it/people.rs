//! Tokens, passwords and the system administrator's acts, by the command line, while a portal
//! serves the same database.

use serde_json::{Value, json};

use crate::http::{ask, ask_as, change};
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, SYSTEM_TOKEN, TOKEN, Workbench};

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example, phone: '+15145550142', password: Boréal-01 }
    candidates:
      - { userCode: '2041', name: Jean Roy, company: Boréal }
      - { userCode: '2107', name: Aïcha Benali, company: Boréal }
    settings: { delegates: [{ userCode: '2041', name: Jean Roy }] }
";

fn portal() -> Workbench {
    Workbench::with_portal(SEED)
}

fn status(bench: &Workbench, token: &str, method: &str, path: &str) -> u16 {
    ask_as(bench, token, method, path, &[], None).status
}

fn log_in(bench: &Workbench, email: &str, password: &str) -> u16 {
    let body = json!({ "email": email, "password": password });
    ask_as(bench, "nobody", "POST", "/v1/sessions", &[], Some(body)).status
}

/// An act that is done, and what it says.
fn done(bench: &Workbench, arguments: &[&str]) -> String {
    let (code, out, err) = bench.administer(arguments);
    assert_eq!(code, 0, "{arguments:?}: {err}");
    out
}

/// An act that is refused, and why.
fn refused(bench: &Workbench, arguments: &[&str]) -> String {
    let (code, out, err) = bench.administer(arguments);
    assert_eq!((code, out.as_str()), (3, ""), "{arguments:?}: {err}");
    err.trim().to_owned()
}

#[test]
fn a_token_is_shown_once_works_at_once_and_ends_when_revoked() {
    let bench = portal();
    let create = |arguments: &[&str]| {
        let out = done(&bench, &[&["token", "create"], arguments].concat());
        assert_eq!(out.lines().count(), 1, "{out}");
        out.trim().to_owned()
    };
    let writes = create(&[
        "--role",
        "primary",
        "--account",
        "boreal",
        "--scope",
        "write",
        "--name",
        "pipeline",
    ]);
    let reads = create(&["--role", "primary", "--account", "boreal"]);
    let delegate = create(&[
        "--role",
        "delegate:2041",
        "--account",
        "boreal",
        "--scope",
        "write",
    ]);
    let system = create(&["--role", "system"]);
    for (token, get, delete) in [
        (&writes, 200, 204),
        (&reads, 200, 403),
        (&delegate, 200, 403),
        (&system, 200, 403),
    ] {
        assert_eq!(status(&bench, token, "GET", "settings"), get);
        assert_eq!(status(&bench, token, "DELETE", "delegates/2107"), delete);
    }
    let list = done(&bench, &["token", "list"]);
    for token in [&writes, &reads, &delegate, &system, TOKEN] {
        assert!(!list.contains(token), "{list}");
    }
    let line = list.lines().find(|line| line.contains("pipeline")).unwrap();
    let (id, rest) = line.split_once("  ").unwrap();
    assert_eq!(rest, "primary:1001  boreal  write  created  pipeline");
    done(&bench, &["token", "revoke", id]);
    assert_eq!(status(&bench, &writes, "GET", "settings"), 401);
    assert_eq!(status(&bench, &reads, "GET", "settings"), 200);
    assert_eq!(
        refused(&bench, &["token", "revoke", id]),
        format!("error: no token {id}")
    );
    let audit = done(&bench, &["audit"]);
    assert!(audit.contains("boreal  token create") && audit.contains("boreal  token revoke"));
    assert!(!audit.contains(&writes), "{audit}");
}

#[test]
fn tokens_that_would_open_nothing_or_too_much_are_not_made() {
    let bench = portal();
    let create = |arguments: &[&str]| refused(&bench, &[&["token", "create"], arguments].concat());
    for (arguments, told) in [
        (&["--role", "primary"][..], "no account given"),
        (
            &["--role", "primary", "--account", "austral"],
            "no account austral",
        ),
        (
            &["--role", "delegate:2107", "--account", "boreal"],
            "2107 is not a delegate",
        ),
        (
            &["--role", "system", "--account", "boreal"],
            "omit `--account`",
        ),
        (&["--role", "system", "--scope", "write"], "cannot write"),
        (
            &["--role", "primary", "--account", "boreal", "--name", ""],
            "--name:  is not valid",
        ),
    ] {
        assert!(
            create(arguments).contains(told),
            "{arguments:?}: {}",
            create(arguments)
        );
    }
    let list = done(&bench, &["token", "list"]);
    assert_eq!(list.lines().count(), 5, "those of the file: {list}");
    let id = list.split_once("  ").unwrap().0;
    assert!(refused(&bench, &["token", "revoke", id]).contains("remove its line"));
    for arguments in [
        &["token", "create", "--role", "owner"][..],
        &["token", "create", "--role", "delegate:"],
        &["token", "create", "--role", "primary", "--scope", "all"],
        &["token", "revoke", "first"],
    ] {
        assert_eq!(bench.administer(arguments).0, 64, "{arguments:?}");
    }
}

#[test]
fn a_token_file_is_the_list_of_its_own_tokens_alone() {
    let mut bench = portal();
    let created = done(
        &bench,
        &[
            "token",
            "create",
            "--role",
            "primary",
            "--account",
            "boreal",
        ],
    );
    let created = created.trim();
    bench.write("tokens", &format!("primary boreal write {TOKEN}\n"));
    bench.restart();
    assert_eq!(status(&bench, TOKEN, "GET", "settings"), 200);
    assert_eq!(status(&bench, created, "GET", "settings"), 200);
    assert_eq!(status(&bench, READ_TOKEN, "GET", "settings"), 401);
    // A line that repeats a created token does not take it over.
    bench.write("tokens", &format!("system * read {created}\n"));
    bench.restart();
    let viewer = ask_as(&bench, created, "GET", "settings", &[], None).body["viewer"].clone();
    assert_eq!(viewer["role"], "primary");
    bench.write("tokens", "");
    bench.restart();
    assert_eq!(status(&bench, created, "GET", "settings"), 200);
}

#[test]
fn an_account_begins_as_the_help_page_says() {
    let bench = portal();
    let create = ["admin", "create-account", "austral"];
    done(
        &bench,
        &[
            &create[..],
            &[
                "--email",
                "Paul@AUSTRAL.example",
                "--primary",
                "3001:Paul Côté",
            ],
        ]
        .concat(),
    );
    let seen = ask_as(
        &bench,
        SYSTEM_TOKEN,
        "GET",
        "/v1/accounts/austral/settings",
        &[],
        None,
    )
    .body;
    assert_eq!(seen["administrator"]["email"], "Paul@austral.example");
    assert_eq!(
        seen["administrator"]["primary"],
        json!({ "userCode": "3001", "name": "Paul Côté" })
    );
    assert_eq!(seen["general"]["resellerName"], "austral");
    assert_eq!(seen["chat"]["enabled"], false);
    assert_eq!(seen["chat"]["softwareDeployed"], false);
    assert_eq!(seen["chat"]["fr"]["workingHours"]["startTime"], "09:00");
    let can = seen["general"]["can"].as_str().unwrap();
    assert!(
        can.len() > 4 && can.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        "{can}"
    );
    for (arguments, told) in [
        (&["austral"][..], "austral already exists"),
        (&["Austral"], "Austral is not a valid account name"),
        (
            &["meridien", "--email", "MARIE@boreal.example"],
            "another account logs in",
        ),
        (
            &["meridien", "--email", "marie"],
            "--email: marie is not valid",
        ),
        (&["meridien", "--can", "QC-1"], "--can: QC-1 is not valid"),
        (
            &["meridien", "--primary", ":Paul"],
            "--primary:  is not valid",
        ),
    ] {
        let arguments = [&create[..2], arguments].concat();
        let why = refused(&bench, &arguments);
        assert!(why.contains(told), "{arguments:?}: {why}");
    }
}

#[test]
fn software_telephony_and_the_primary_administrator_are_set_by_the_system_administrator() {
    let bench = portal();
    let enable = || change(&bench, "PATCH", "chat", Some(json!({ "enabled": true }))).status;
    assert_eq!(enable(), 409);
    let before = ask(&bench, "GET", "settings", None).etag();
    done(&bench, &["admin", "deploy", "boreal"]);
    let after = ask(&bench, "GET", "settings", None).etag();
    assert_ne!(before, after);
    assert_eq!(enable(), 200);
    let on = ask(&bench, "GET", "settings", None).etag();
    done(&bench, &["admin", "deploy", "boreal"]);
    assert_eq!(
        ask(&bench, "GET", "settings", None).etag(),
        on,
        "it was deployed already"
    );
    done(&bench, &["admin", "undeploy", "boreal"]);
    let chat = ask(&bench, "GET", "chat", None).body;
    assert_eq!(
        (&chat["enabled"], &chat["softwareDeployed"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(
        bench.administer(&["admin", "set-telephony", "boreal"]).0,
        64
    );
    done(
        &bench,
        &[
            "admin",
            "set-telephony",
            "boreal",
            "--pbx",
            "BroadSoft-MTL-2",
        ],
    );
    let telephony = json!({ "pbx": "BroadSoft-MTL-2", "provider": "embedded" });
    assert_eq!(ask(&bench, "GET", "telephony", None).body, telephony);
    let created = done(
        &bench,
        &[
            "token",
            "create",
            "--role",
            "primary",
            "--account",
            "boreal",
        ],
    );
    done(
        &bench,
        &[
            "admin",
            "set-primary",
            "boreal",
            "--primary",
            "2041:Jean Roy",
        ],
    );
    for token in [TOKEN, created.trim(), DELEGATE_TOKEN] {
        assert_eq!(status(&bench, token, "GET", "settings"), 403, "{token}");
        let accounts = ask_as(&bench, token, "GET", "/v1/accounts", &[], None).body;
        assert_eq!(accounts, json!([]));
    }
    let settings = ask_as(&bench, SYSTEM_TOKEN, "GET", "settings", &[], None).body;
    assert_eq!(settings["administrator"]["primary"]["userCode"], "2041");
    assert_eq!(
        settings["delegates"],
        json!([]),
        "the primary is not also a delegate"
    );
    for verb in ["deploy", "undeploy"] {
        assert!(refused(&bench, &["admin", verb, "nobody"]).contains("no account nobody"));
    }
}

#[test]
fn a_candidate_that_disappears_is_no_delegate_any_more() {
    let bench = portal();
    let list = || done(&bench, &["admin", "candidate", "list", "boreal"]);
    assert_eq!(
        list().lines().next().unwrap(),
        "2041  Jean Roy  Boréal  companyAdministrator"
    );
    let candidate = |arguments: &[&str]| {
        done(&bench, &[&["admin", "candidate"], arguments].concat());
    };
    candidate(&[
        "add",
        "boreal",
        "2230:Luc Gagnon",
        "--company",
        "Est",
        "--role",
        "companyDelegate",
    ]);
    assert_eq!(ask(&bench, "PUT", "delegates/2230", None).status, 201);
    candidate(&["add", "boreal", "2230:Luc Roy"]);
    let delegates = ask(&bench, "GET", "delegates", None).body;
    assert_eq!(
        delegates[1],
        json!({ "userCode": "2230", "name": "Luc Roy" })
    );
    let before = ask(&bench, "GET", "delegates", None).etag();
    candidate(&["remove", "boreal", "2041"]);
    let after = ask(&bench, "GET", "delegates", None);
    assert_ne!(after.etag(), before);
    assert_eq!(after.body.as_array().unwrap().len(), 1);
    assert_eq!(status(&bench, DELEGATE_TOKEN, "GET", "settings"), 403);
    assert_eq!(
        ask(&bench, "PUT", "delegates/2041", None).problem(),
        "not-a-candidate"
    );
    assert!(!list().contains("2041"));
    let again = ["admin", "candidate", "remove", "boreal", "2041"];
    assert!(refused(&bench, &again).contains("2041 is not on the list"));
    assert_eq!(
        bench
            .administer(&["admin", "candidate", "add", "boreal", "2041"])
            .0,
        64
    );
    let audit = done(&bench, &["audit", "--account", "boreal"]);
    for act in ["candidate add 2230", "candidate remove 2041", "revoke 2041"] {
        assert!(
            audit.contains(&format!("system  boreal  {act}")),
            "{act}: {audit}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_first_password_is_set_beside_the_contract() {
    let bench = portal();
    done(
        &bench,
        &[
            "admin",
            "create-account",
            "austral",
            "--email",
            "paul@austral.example",
        ],
    );
    assert_eq!(log_in(&bench, "paul@austral.example", "Austral-1"), 401);
    let set = ["admin", "set-password", "austral", "--password-file", "new"];
    bench.write_private("new", "Austral-1\n", 0o600);
    let (code, out, err) = bench.administer(&set);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(!err.contains("Austral-1"));
    assert_eq!(log_in(&bench, "paul@austral.example", "Austral-1"), 201);
    bench.write_private("new", "austral-1\n", 0o600);
    assert!(refused(&bench, &set).contains("upper-case"));
    for (text, mode) in [
        ("Austral-2\n", 0o640),
        ("Austral-2\n", 0o602),
        ("a\nb\n", 0o600),
        ("", 0o600),
    ] {
        bench.write_private("new", text, mode);
        let (code, _, err) = bench.administer(&set);
        assert_eq!(code, 1, "{text} {mode:o}: {err}");
        assert!(!err.contains("Austral-2"), "{err}");
    }
    let (code, _, err) = bench.administer(&["admin", "set-password", "austral"]);
    assert_eq!(code, 64, "{err}");
}

#[test]
fn the_audit_table_says_who_did_what_when() {
    let bench = portal();
    change(&bench, "PATCH", "general", Some(json!({ "spid": "A" })));
    change(
        &bench,
        "PATCH",
        "administrator",
        Some(json!({ "phone": "+15145550199" })),
    );
    done(&bench, &["admin", "create-account", "austral"]);
    let lines = done(&bench, &["audit", "--account", "boreal"]);
    let told: Vec<_> = lines
        .lines()
        .map(|line| line.split_once("  ").unwrap().1)
        .collect();
    assert_eq!(
        told,
        [
            "system  boreal  create",
            "1001  boreal  PATCH general  spid: null -> \"A\"",
            "1001  boreal  PATCH administrator  phone: \"••••••••0142\" -> \"••••••••0199\"",
        ]
    );
    let all: Value = serde_json::from_str(&done(&bench, &["audit", "--format", "json"])).unwrap();
    let entries = all["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 5);
    assert_eq!(entries[2]["old"]["spid"], Value::Null);
    assert_eq!(entries[2]["new"]["spid"], "A");
    assert!(!all.to_string().contains("5145550"));
    let at = entries[4]["at"].as_str().unwrap();
    let since = done(&bench, &["audit", "--since", at]);
    assert_eq!(since.trim(), format!("{at}  system  austral  create"));
    assert_eq!(
        done(&bench, &["audit", "--since", "2100-01-01T00:00:00Z"]),
        ""
    );
    assert_eq!(bench.administer(&["audit", "--since", "yesterday"]).0, 64);
}

#[test]
fn a_database_is_named_and_is_there() {
    let bench = Workbench::new();
    let run = |arguments: &[&str]| bench.run(&[&["portal"], arguments].concat()).status.code();
    for arguments in [
        &["token", "list"][..],
        &["audit"],
        &["admin", "deploy", "boreal"],
        &["admin", "create-account", "boreal"],
    ] {
        assert_eq!(run(arguments), Some(64), "{arguments:?}");
    }
    for arguments in [
        &["token", "list", "--database", "none.db"][..],
        &["audit", "--database", "none.db"],
        &["admin", "--database", "none.db", "deploy", "boreal"],
    ] {
        assert_eq!(run(arguments), Some(1), "{arguments:?}");
        assert!(!bench.path().join("none.db").exists());
    }
    let create = ["admin", "--database", "new.db", "create-account", "boreal"];
    assert_eq!(run(&create), Some(0));
    assert_eq!(run(&["audit", "--database", "new.db"]), Some(0));
}

#[test]
fn acts_are_told_in_french_as_well() {
    let bench = portal();
    for (arguments, told) in [
        (
            &["admin", "deploy", "boreal"][..],
            "le logiciel de clavardage de boreal est déployé",
        ),
        (&["admin", "deploy", "nord"], "aucun compte nord"),
        (&["token", "revoke", "99"], "aucun jeton 99"),
    ] {
        let (_, _, err) = bench.administer(&[arguments, &["--lang", "fr"]].concat());
        assert!(err.contains(told), "{err}");
    }
}
