//! A pull request from its first push to its last: after each the action's own scripts run as they do
//! on a runner, and the one comment says what the files say now.

use crate::pipelines::Runner;

const POLICY: &str = "apiVersion: consigne-policy/v1\nprotected: [general.spid]\n";

/// Keeps one comment, as a forge does.
const GH: &str = r#"#!/bin/sh
printf '%s\n' "$*" >> "$ASKED"
body=
for word in "$@"; do
  case "$word" in body=@*) body="${word#body=@}" ;; esac
done
case "$*" in
  *--paginate*) if grep -qF -- "$MARKER" "$ASKED.comment" 2> /dev/null; then echo 41; fi ;;
  *) cp "$body" "$ASKED.comment" ;;
esac
"#;

/// An account with chat on weekdays.
fn boreal(end: &str) -> String {
    format!(
        "apiVersion: consigne/v1\naccount: boreal\ngeneral: {{ spid: SP-1, resellerName: Boréal }}\n\
         chat:\n  enabled: true\n  timeZone: America/Toronto\n  hours:\n    both:\n      workingHours:\n\
         {0}days: [mon, tue, wed, thu, fri]\n{0}startTime: \"08:30\"\n{0}endTime: \"{end}\"\n      \
         specialEvents: []\n",
        "        "
    )
}

const AUSTRAL: &str = "apiVersion: consigne/v1\naccount: austral\ngeneral: { resellerName: A }\n";

/// A pull request on a base with two accounts and a policy.
struct PullRequest {
    runner: Runner,
    base: String,
}

impl PullRequest {
    fn opened() -> Self {
        let runner = Runner::with(GH);
        runner.0.write("accounts/boreal.yaml", &boreal("17:00"));
        runner.0.write("accounts/austral.yaml", AUSTRAL);
        runner.0.write("policy.yaml", POLICY);
        runner.0.commit("base");
        let base = runner.0.git(&["rev-parse", "HEAD"]);
        Self { runner, base }
    }

    /// Pushes files, an empty text being none, and returns the exit codes of `review` and `comment`.
    fn push(&self, files: &[(&str, &str)]) -> [i32; 2] {
        let repository = &self.runner.0;
        repository.git(&["rm", "-r", "--quiet", "--", "."]);
        repository.git(&["checkout", "--quiet", &self.base, "--", "."]);
        for (name, text) in files {
            if text.is_empty() {
                std::fs::remove_file(repository.path().join(name)).unwrap();
            } else {
                repository.write(name, text);
            }
        }
        repository.commit("push");
        [("review", ""), ("comment", "7")].map(|(command, number)| {
            let output = self.runner.run(&[
                ("IN_COMMAND", command),
                ("IN_PULL_REQUEST", number),
                ("IN_PATH", "accounts"),
                ("IN_BASE", &self.base),
                ("IN_POLICY", "policy.yaml"),
            ]);
            output.status.code().unwrap()
        })
    }

    fn comment(&self) -> String {
        self.runner.read("../asked.comment")
    }
}

/// A name, the files that the push changes, the exit code of the review, and what the comment says and
/// no longer says.
type Push<'a> = (
    &'a str,
    &'a [(&'a str, &'a str)],
    i32,
    &'a [&'a str],
    &'a [&'a str],
);

/// Whatever an earlier push did, the comment is about the last one.
#[test]
fn each_push_rewrites_the_comment() {
    let request = PullRequest::opened();
    let (short, long) = (boreal("12:00"), boreal("17:00"));
    let off = long.replace("enabled: true", "enabled: false");
    let without = long.replace("  timeZone: America/Toronto\n", "");
    let unknown = long.replace("resellerName", "reselerName");
    let protected = long.replace("SP-1", "SP-2");
    let holiday = long.replace(
        "specialEvents: []",
        "specialEvents: [{ name: Inventaire, availability: closed, startDate: 2027-10-11 }]",
    );
    let boreal = "accounts/boreal.yaml";
    let lost = "fr −25\u{a0}h\u{a0}00 a week; en −25\u{a0}h\u{a0}00 a week";
    let rows: [Push<'_>; 11] = [
        ("loss", &[(boreal, &short)], 0, &[lost, "lose-hours"], &[]),
        (
            "revert",
            &[],
            0,
            &["no longer changes anything", "ne change plus rien"],
            &["25"],
        ),
        (
            "invalid",
            &[(boreal, &unknown)],
            1,
            &["`unknown-key`", "1 file is not valid"],
            &["no longer"],
        ),
        (
            "removed key",
            &[(boreal, &without)],
            0,
            &["1 key is no longer managed"],
            &["not valid"],
        ),
        (
            "removed account",
            &[("accounts/austral.yaml", "")],
            0,
            &["1 account is no longer managed"],
            &["1 key"],
        ),
        (
            "chat off",
            &[(boreal, &off)],
            0,
            &["chat is switched off", "`chat-off`"],
            &["is no longer"],
        ),
        (
            "policy breach",
            &[(boreal, &protected)],
            3,
            &["refused", "policy-protected"],
            &["switched off"],
        ),
        (
            "nothing",
            &[],
            0,
            &["no longer changes anything"],
            &["refused"],
        ),
        (
            "a holiday",
            &[(boreal, &holiday)],
            0,
            &[
                "closed 11\u{a0}October\u{a0}2027",
                "| fr, en | `Inventaire` |",
            ],
            &[],
        ),
        (
            "invalid beside a loss",
            &[
                (boreal, &short),
                ("accounts/austral.yaml", "apiVersion: consigne/v1\n"),
            ],
            1,
            &[lost, "1 file is not valid", "`missing-key`"],
            &["Inventaire", "no longer managed"],
        ),
        (
            "loss again",
            &[(boreal, &short)],
            0,
            &[lost],
            &["not valid"],
        ),
    ];
    for (push, files, exit, says, is_silent_on) in rows {
        assert_eq!(request.push(files), [exit, 0], "{push}");
        let comment = request.comment();
        for text in says {
            assert!(comment.contains(text), "{push}: no {text} in\n{comment}");
        }
        for text in is_silent_on {
            assert!(!comment.contains(text), "{push}: {text} in\n{comment}");
        }
        assert!(!comment.contains("--format json"), "{comment}");
        let last = comment.lines().last().unwrap();
        assert!(last.starts_with("<!-- consigne:review:"), "{push}: {last}");
    }
    let asked = request.runner.read("../asked");
    assert_eq!(asked.matches("--method POST").count(), 1, "{asked}");
    assert_eq!(request.runner.0.git(&["status", "--porcelain"]), "");
}

/// A pull request that never changed anything needs no comment.
#[test]
fn nothing_is_posted_about_nothing() {
    let request = PullRequest::opened();
    assert_eq!(request.push(&[]), [0, 0]);
    assert_eq!(request.comment(), "");
}

/// A link of the pull request in the place of a report leads to a file that stays as it is, and a run
/// that made no report leaves none of an earlier one.
#[test]
fn no_link_of_a_pull_request_is_written_through() {
    let request = PullRequest::opened();
    let repository = &request.runner.0;
    repository.0.write("victim", "whole");
    for name in ["consigne.md", "consigne.md.json", "policy.yaml.new"] {
        std::os::unix::fs::symlink("../victim", repository.path().join(name)).unwrap();
    }
    repository.commit("links");
    for command in ["review", "plan"] {
        let output = request
            .runner
            .run(&[("IN_COMMAND", command), ("IN_PATH", "accounts")]);
        assert!(
            output.status.code().is_some_and(|code| code < 4),
            "{output:?}"
        );
        assert_eq!(request.runner.read("../victim"), "whole", "{command}");
    }
    let report = request.runner.read("../consigne.md");
    assert!(report.ends_with(" -->\n"), "{report}");
    let broken = [
        ("IN_COMMAND", "review"),
        ("IN_PATH", "accounts"),
        ("IN_LANG", "xx"),
    ];
    assert_eq!(request.runner.run(&broken).status.code(), Some(64));
    assert_eq!(request.runner.read("../consigne.md"), "");
    for file in ["/etc/x", "../x", "a/../../x", "./x", ""] {
        let output = request
            .runner
            .run(&[("IN_COMMAND", "review"), ("IN_FILE", file)]);
        assert_eq!(output.status.code(), Some(64), "{file}");
    }
}
