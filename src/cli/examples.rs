//! The examples at the end of every command's help. They are commands alone, so that they need no
//! translation; a test parses each of them.

use clap::Command;

/// Commands by their paths, with their examples.
pub(super) const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "consigne init",
            "consigne plan examples/boreal --portal embedded",
        ],
    ),
    (
        "validate",
        &[
            "consigne validate accounts",
            "consigne validate accounts --strict --format junit",
        ],
    ),
    (
        "plan",
        &[
            "consigne plan accounts",
            "consigne plan boreal.yaml --only chat --out plan",
        ],
    ),
    (
        "show",
        &["consigne show plan", "consigne show plan --format html"],
    ),
    (
        "review",
        &[
            "consigne review old.yaml new.yaml",
            "consigne review --base main accounts",
        ],
    ),
    (
        "rehearse",
        &[
            "consigne rehearse accounts",
            "consigne rehearse boreal.yaml --format json",
        ],
    ),
    (
        "apply",
        &[
            "consigne apply boreal.yaml",
            "consigne apply --plan plan --max-age 2h",
        ],
    ),
    (
        "drift",
        &[
            "consigne drift accounts",
            "consigne drift accounts --format junit",
            "consigne drift accounts --adopt --write",
        ],
    ),
    (
        "history",
        &[
            "consigne history boreal",
            "consigne plan --undo boreal-2026-11-24T120000Z",
        ],
    ),
    (
        "watch",
        &[
            "consigne watch accounts",
            "consigne watch accounts --apply --interval 1h",
        ],
    ),
    (
        "export",
        &[
            "consigne export boreal",
            "consigne export boreal austral --out-dir accounts",
        ],
    ),
    (
        "init",
        &[
            "consigne init",
            "consigne init boreal.yaml --from-portal boreal",
        ],
    ),
    (
        "hours",
        &[
            "consigne hours boreal.yaml",
            "consigne hours boreal.yaml --at 2026-12-24T11:00 --explain",
        ],
    ),
    (
        "whoami",
        &["consigne whoami --portal https://portal.example"],
    ),
    (
        "status",
        &[
            "consigne status boreal",
            "consigne status boreal austral --format json",
        ],
    ),
    ("candidates", &["consigne candidates boreal"]),
    (
        "password",
        &[
            "consigne password boreal.yaml",
            "consigne password --account boreal --password-file secret",
        ],
    ),
    (
        "portal",
        &[
            "consigne portal serve --database portal.db",
            "consigne portal backup --database portal.db copy.db",
        ],
    ),
    (
        "portal-serve",
        &["consigne portal serve --database portal.db --listen 127.0.0.1:8080 --seed seed.yaml"],
    ),
    ("portal-open", &["consigne portal open --account boreal"]),
    (
        "portal-backup",
        &["consigne portal backup --database portal.db copy.db"],
    ),
    ("portal-reset", &["consigne portal reset"]),
    (
        "portal-token",
        &["consigne portal token list --database portal.db"],
    ),
    (
        "portal-token-create",
        &[
            "consigne portal token create --database portal.db --account boreal --role primary --scope write",
        ],
    ),
    (
        "portal-token-list",
        &["consigne portal token list --database portal.db"],
    ),
    (
        "portal-token-revoke",
        &["consigne portal token revoke 4 --database portal.db"],
    ),
    (
        "portal-admin",
        &["consigne portal admin deploy boreal --database portal.db"],
    ),
    (
        "portal-admin-create-account",
        &["consigne portal admin create-account boreal --database portal.db"],
    ),
    (
        "portal-admin-deploy",
        &["consigne portal admin deploy boreal --database portal.db"],
    ),
    (
        "portal-admin-undeploy",
        &["consigne portal admin undeploy boreal --database portal.db"],
    ),
    (
        "portal-admin-set-telephony",
        &["consigne portal admin set-telephony boreal --pbx BroadSoft-MTL-1 --database portal.db"],
    ),
    (
        "portal-admin-set-primary",
        &["consigne portal admin set-primary boreal --primary 1002:Paul --database portal.db"],
    ),
    (
        "portal-admin-set-password",
        &["consigne portal admin set-password boreal --database portal.db"],
    ),
    (
        "portal-admin-candidate",
        &["consigne portal admin candidate list boreal --database portal.db"],
    ),
    (
        "portal-admin-candidate-add",
        &["consigne portal admin candidate add boreal 2041:Jean --database portal.db"],
    ),
    (
        "portal-admin-candidate-remove",
        &["consigne portal admin candidate remove boreal 2041 --database portal.db"],
    ),
    (
        "portal-admin-candidate-list",
        &["consigne portal admin candidate list boreal --database portal.db"],
    ),
    (
        "portal-audit",
        &["consigne portal audit --database portal.db"],
    ),
    (
        "portal-conformance",
        &["consigne portal conformance https://portal.example --account test --token-file tokens"],
    ),
    ("portal-openapi", &["consigne portal openapi"]),
    ("schema", &["consigne schema", "consigne schema policy"]),
    (
        "explain",
        &["consigne explain general.can", "consigne explain L04"],
    ),
    ("man", &["consigne man plan", "consigne man --out-dir man1"]),
    ("completions", &["consigne completions bash"]),
];

/// The path of a command below another one.
pub(super) fn path_below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}-{name}")
    }
}

/// The examples of a command, by its path.
pub(super) fn of(path: &str) -> &'static [&'static str] {
    let mut all = EXAMPLES.iter();
    all.find(|(known, _)| *known == path)
        .map_or(&[], |(_, examples)| examples)
}

/// The command with its examples behind its help, and so everything below it.
pub(super) fn with_examples(mut command: Command, path: &str, head: &str) -> Command {
    let below: Vec<_> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in below {
        let below_path = path_below(path, &name);
        command = command.mut_subcommand(name, |below| with_examples(below, &below_path, head));
    }
    let examples = of(path);
    if examples.is_empty() {
        return command;
    }
    let lines = examples.iter().map(|example| format!("  {example}"));
    let lines: Vec<_> = std::iter::once(head.to_owned()).chain(lines).collect();
    command.after_help(lines.join("\n"))
}
