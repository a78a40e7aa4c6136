//! A confidential value of a file is in no output, however the file is written and whatever else is wrong.

use proptest::prelude::*;

use crate::effort::cases;
use crate::workbench::Workbench;

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";
const FORMATS: [&str; 7] = [
    "text", "json", "sarif", "github", "gitlab", "junit", "markdown",
];

/// Everything that `validate` prints of a file, in every format and language.
fn outputs(bench: &Workbench) -> String {
    let mut all = String::new();
    for format in FORMATS {
        for language in ["en", "fr"] {
            let output = bench.run(&["validate", "a.yaml", "--format", format, "--lang", language]);
            assert!(
                output.status.code().is_some_and(|code| code != 101),
                "{output:?}"
            );
            all.push_str(&String::from_utf8(output.stdout).unwrap());
            all.push_str(&String::from_utf8(output.stderr).unwrap());
        }
    }
    all
}

#[test]
fn a_phone_shows_at_most_its_last_four_digits_and_a_secret_nothing() {
    let bench = Workbench::new();
    for (file, secret) in [
        ("administrator: { phone: \"+1 514 555-0142\" }\n", "514 555"),
        (
            "administrator: { phone: \"+15145550142\", emial: y }\n",
            "514555",
        ),
        ("administrator: { phnoe: \"+15145550142\" }\n", "514555"),
        ("administrator: { phone: +15145550142 }\n", "514555"),
        ("general: { spid: \"+1 514 555-0142 é\" }\n", "514 555"),
        (
            "administrator: { password: \"hunter2x\", emial: y }\n",
            "hunter2x",
        ),
        (
            "administrator: { Mot-De-Passe: hunter2x, emial: y }\n",
            "hunter2x",
        ),
        (
            "administrator: { password: \"hunter2x, emial: y }\n",
            "hunter2x",
        ),
        (
            "administrator: { emial: &a hunter2x, jeton: *a }\n",
            "hunter2x",
        ),
        (
            "administrator: { emial: y } # password: hunter2x\n",
            "hunter2x",
        ),
        (
            "administrator:\n  clé: |\n    hunter2x\n  emial: y\n",
            "hunter2x",
        ),
        (
            "administrator: { \"p\\u0061ssword\": hunter2x, emial: y }\n",
            "hunter2x",
        ),
        (
            "administrator: { ? password : hunter2x, emial: y }\n",
            "hunter2x",
        ),
        ("administrator: { \"password: hunter2x\": 1 }\n", "hunter2x"),
    ] {
        bench.write("a.yaml", &format!("{HEAD}{file}"));
        let outputs = outputs(&bench);
        assert!(!outputs.contains(secret), "{file}\n{outputs}");
    }
}

#[test]
fn places_in_masked_snippets_stay_right() {
    let bench = Workbench::new();
    bench.write(
        "a.yaml",
        &format!("{HEAD}administrator: {{ phone: \"+15145550142\", emial: y }}\n"),
    );
    let output = bench.run(&["validate", "a.yaml"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("a.yaml:3:41"), "{text}");
    let mut lines = text.lines();
    let line = lines.find(|line| line.contains("emial: y")).unwrap();
    assert!(
        line.contains("{ phone: \"********0142\", emial: y }"),
        "{text}"
    );
    assert_eq!(
        lines.next().unwrap().find('^'),
        line.find("emial"),
        "{text}"
    );
}

fn keys() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "password",
        "Pass_Word",
        "motDePasse",
        "mot-de-passe",
        "mot de passe",
        "jeton",
        "clé",
        "token",
        "api-key",
        "phone",
        "telephone",
        "Téléphone",
    ])
}

fn values() -> impl Strategy<Value = String> {
    "[b-df-hj-np-tv-z]{5}[0-9]{6}Q".prop_map(|text| text)
}

/// A mapping with the value in one of many forms, and something wrong next to it.
fn files() -> impl Strategy<Value = (String, String)> {
    let forms = prop::sample::select(vec![
        "administrator: { KEY: \"VALUE\", FAULT }",
        "administrator: { KEY: 'VALUE', FAULT }",
        "administrator: { KEY: VALUE, FAULT }",
        "administrator: { FAULT, KEY: VALUE }",
        "administrator: { FAULT, KEY: VALUE",
        "administrator: { KEY: \"VALUE, FAULT }",
        "administrator: { FAULT, KEY: 'VALUE }",
        "administrator: { KEY: VALUE\n FAULT }",
        "administrator: { KEY: { a: [VALUE, b] }, FAULT }",
        "administrator: {\n  KEY:\n    VALUE,\n  FAULT }",
        "administrator:\n  KEY: VALUE\n  FAULT",
        "administrator:\n  KEY: |\n    VALUE\n  FAULT",
        "administrator:\n  KEY: >-\n    a\n    VALUE\n  FAULT",
        "administrator:\n  KEY:\n    VALUE\n  FAULT",
        "administrator:\n  KEY: \"a\n    VALUE\"\n  FAULT",
        "administrator:\n  FAULT\n  KEY: \"VALUE",
        "administrator:\n  KEY:\n  - VALUE\n  FAULT",
        "administrator:\n  KEY:\n    deep: VALUE\n  FAULT",
        "administrator:\n  FAULT # KEY: VALUE",
        "# KEY: VALUE\nadministrator: { FAULT }",
        "# KEY: VALUE\ntelephony: *nothing",
        "administrator:\n  x: &a VALUE\n  KEY: *a\n  FAULT",
        "administrator:\n  KEY: &a VALUE\n  y: *a\n  FAULT",
        "administrator:\n  KEY: !!str VALUE\n  FAULT",
        "administrator:\n  ? KEY\n  : VALUE\n  FAULT",
        "administrator:\n  KEY=VALUE\n  FAULT",
        "administrator:\n\tKEY: VALUE\n  FAULT",
        "delegates:\n  - KEY: VALUE\n    FAULT",
        "delegates: [{ KEY: VALUE }, { FAULT }]",
        "KEY: VALUE\nadministrator: { FAULT }",
        "KEY: VALUE\nKEY: VALUE\nadministrator: { FAULT }",
    ]);
    let faults = prop::sample::select(vec![
        "emial: y",
        "email: y",
        "language: es",
        "primary: 0412",
        "x: *gone",
        "email: [",
        "email: \"",
        "a b: {",
        "email: null",
    ]);
    (forms, faults, keys(), values()).prop_map(|(form, fault, key, value)| {
        let text = form
            .replace("FAULT", fault)
            .replace("KEY", key)
            .replace("VALUE", &value);
        (format!("{HEAD}{text}\n"), value)
    })
}

#[test]
fn no_format_shows_a_confidential_value_whatever_else_is_wrong() {
    let bench = Workbench::new();
    let mut runner = proptest::test_runner::TestRunner::new(cases(24));
    let result = runner.run(&files(), |(file, value)| {
        bench.write("a.yaml", &file);
        let outputs = outputs(&bench);
        // Four digits of a telephone number may be shown, and everything else may not.
        prop_assert!(!outputs.contains(&value[..6]), "{file}\n{outputs}");
        Ok(())
    });
    result.unwrap();
}
