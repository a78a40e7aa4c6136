//! No command, in no format, shows more of a telephone number than its last four digits: neither the one of
//! the file nor the one that the portal holds, whether the file is right or not.

use std::process::Output;

use crate::workbench::{TOKEN, Workbench};

const HELD: &str = "+14505550163";
const ASKED: &str = "+14385550177";
/// What is left of the two when their last four digits are hidden.
const HIDDEN: [&str; 2] = ["450555", "438555"];

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

const PLANS: [&str; 8] = [
    "text", "json", "markdown", "html", "sarif", "github", "gitlab", "junit",
];

fn bench(file: &str) -> Workbench {
    let seed = format!(
        "accounts:
  - account: boreal
    primary: {{ userCode: '1001', name: Marie, email: marie@boreal.example, phone: '{HELD}' }}
    settings: {{ general: {{ resellerName: Boréal }} }}
"
    );
    let bench = Workbench::with_portal(&seed);
    std::fs::create_dir(bench.path().join("old")).unwrap();
    std::fs::create_dir(bench.path().join("new")).unwrap();
    bench.write(
        "old/a.yaml",
        &format!("{HEAD}administrator: {{ phone: \"{HELD}\" }}\n"),
    );
    bench.write("new/a.yaml", &format!("{HEAD}{file}"));
    bench
}

fn everything(output: Output) -> String {
    assert_ne!(output.status.code(), Some(101), "{output:?}");
    let bytes = [output.stdout, output.stderr].concat();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn no_command_shows_a_number() {
    for file in [
        format!("administrator: {{ phone: \"{ASKED}\" }}\n"),
        format!("administrator: {{ phone: \"{ASKED}\", email: other@boreal.example }}\n"),
        format!("administrator: {{ phone: \"{ASKED} \" }}\ngeneral: {{ resellerName: \"\" }}\n"),
        format!("administrator:\n  # was {HELD}\n  phone: '{ASKED};ext=12'\n"),
        format!("administrator: {{ phone: \"{ASKED}\", primary: \"9999\" }}\n"),
        format!("administrator: {{ phone: {ASKED} }}\n"),
    ] {
        let bench = bench(&file);
        let mut commands: Vec<Vec<&str>> = vec![
            vec![
                "plan",
                "new",
                "--out",
                "plan.json",
                "--allow",
                "login-change",
            ],
            vec!["show", "plan.json"],
            vec!["explain", "administrator.phone"],
            vec!["status", "boreal"],
            vec!["whoami"],
            vec!["plan", "new", "-vv"],
        ];
        for format in PLANS {
            commands.push(vec!["plan", "new", "--format", format]);
            commands.push(vec!["drift", "new", "--format", format]);
            commands.push(vec!["review", "old", "new", "--format", format]);
        }
        commands.push(vec![
            "apply",
            "new",
            "--auto-approve",
            "--allow",
            "login-change",
        ]);
        commands.push(vec!["apply", "new", "--auto-approve", "--format", "json"]);
        for arguments in commands {
            // What is for people has words of its own in each language.
            let languages: &[&str] = match arguments.last() {
                Some(&("text" | "markdown" | "html")) => &["en", "fr"],
                _ => &["fr"],
            };
            for language in languages {
                let arguments = [&arguments[..], &["--lang", language]].concat();
                let output = bench.run_with("CONSIGNE_TOKEN", TOKEN, TOKEN, &arguments);
                let text = everything(output);
                for hidden in HIDDEN {
                    let line = text.lines().find(|line| line.contains(hidden));
                    assert_eq!(line, None, "{arguments:?} of {file}");
                }
            }
        }
    }
}
