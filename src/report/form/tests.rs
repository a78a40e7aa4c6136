//! Reports for comments, pages and programs: what they say, how much room they take, and that the
//! schemas describe the JSON that all of them are made from.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Frame, Job, Localized, PathBase, ReportFormat, Unchanged, findings, plan};
use crate::diagnostic::LeftOut;
use crate::model::Language;
use crate::report::diagnostics::{DiagnosticView, FileView, SeverityView};
use crate::report::hours_view::{HoursView, LanguageHoursView, SumsView};
use crate::report::ordinary::{OpenDayView, OpenTimesView, OrdinaryView, SideView};
use crate::report::view::{AccountView, ChangeAction, ChangeView, RefusalView, VerdictKind, View};
use crate::report::views::FORMAT_PATTERN;
use crate::words::Words;

pub(super) fn frame(job: Job, most: usize) -> Frame {
    Frame {
        job,
        most,
        unchanged: Unchanged::Reported,
        base: PathBase {
            root: "/repository".into(),
            here: "/repository/accounts".into(),
        },
    }
}

fn change(
    action: ChangeAction,
    name: &str,
    before: Value,
    after: Value,
    line: usize,
) -> ChangeView {
    ChangeView {
        action,
        path: format!("chat.hours.fr.weeklySchedules[{}]", json!(name)),
        before,
        after,
        file: Some("b/c.yaml".to_owned()),
        line: Some(line),
    }
}

fn finding(severity: SeverityView, code: &str, line: usize) -> DiagnosticView {
    DiagnosticView {
        code: code.to_owned(),
        number: None,
        severity,
        file: "b/c.yaml".to_owned(),
        line,
        column: 3,
        end_line: line,
        end_column: 9,
        path: "general.can".to_owned(),
        languages: Vec::new(),
        example: None,
        note: None,
        message: "something is odd".to_owned(),
        help: Some("make it even".to_owned()),
        stage: None,
        new: None,
    }
}

fn account(name: &str, verdict: VerdictKind, changes: usize) -> AccountView {
    let days = |from: &str| {
        let open = OpenTimesView {
            from: from.parse().unwrap(),
            to: "24:00".parse().unwrap(),
        };
        vec![OpenDayView {
            day: "mon".parse().unwrap(),
            open: vec![open],
        }]
    };
    let side = |from| SideView {
        fr: days(from),
        en: days("09:00"),
    };
    let thursday =
        json!({"name": "Jeudi", "days": ["thu"], "startTime": "18:00", "endTime": "21:00"});
    let created = (0..changes).map(|at| {
        let name = format!("Soir {at}");
        change(
            ChangeAction::Create,
            &name,
            Value::Null,
            thursday.clone(),
            at + 1,
        )
    });
    AccountView {
        account: name.to_owned(),
        verdict,
        changes: created.collect(),
        needs: ["lose-hours".to_owned()].into(),
        digest: (verdict == VerdictKind::Ready).then(|| "0".repeat(64)),
        hours: Some(HoursView {
            fr: LanguageHoursView {
                weekly: SumsView {
                    gained_minutes: 90,
                    lost_minutes: 0,
                },
                ..LanguageHoursView::default()
            },
            ..HoursView::default()
        }),
        ordinary_week: Some(OrdinaryView {
            before: side("09:00"),
            after: side("08:00"),
        }),
        ..AccountView::default()
    }
}

fn refused() -> AccountView {
    AccountView {
        refusals: vec![RefusalView {
            code: "immutable-field".to_owned(),
            path: "general.can".to_owned(),
            message: "the CAN is QC2, the file says QC1".to_owned(),
            help: "restore it".to_owned(),
            rule: Some("Le CAN ne change pas.".to_owned()),
            file: Some("b/c.yaml".to_owned()),
            line: Some(4),
        }],
        diagnostics: vec![finding(SeverityView::Warning, "odd-thing", 7)],
        ..account("austral", VerdictKind::Refused, 0)
    }
}

fn made(format: ReportFormat, job: Job, view: &View) -> String {
    let words = Words::of(Language::En);
    let told = [Localized {
        words: &words,
        content: view,
    }];
    plan(format, &told, &frame(job, 65_000))
}

#[test]
fn a_comment_begins_with_the_verdict_and_ends_with_the_digest() {
    let view = View::of(vec![account("boreal", VerdictKind::Ready, 1)]);
    assert_snapshot!(made(ReportFormat::Markdown, Job::Plan, &view), @r#"
    **`boreal`: changes to apply** · Hours: fr +1 h 30 a week; en unchanged

    Plan: 1 to create, 0 to update, 0 to delete, 0 to rename.

    **needs your consent: add --allow lose-hours**

    | | Days | Before | After |
    |---|---|---|---|
    | fr | Mon | 09:00–24:00 | 08:00–24:00 |

    <details><summary>One change, with its path</summary>

    | | Setting | Before | After | Where |
    |---|---|---|---|---|
    | `+` create | `chat.hours.fr.weeklySchedules["Soir 0"]` |  | `Thu 18:00–21:00` | `b/c.yaml:1` |

    </details>

    <details><summary>Which hours change, and why</summary>

    ```text
    hours  ():
      fr: +1 h 30 a week
      en: unchanged
    ```

    </details>

    Digest: `0000000000000000000000000000000000000000000000000000000000000000`

    <!-- consigne:plan:boreal -->
    "#);
}

#[test]
fn a_comment_tells_refused_accounts_first() {
    let accounts = vec![
        account("steady", VerdictKind::InSync, 0),
        account("boreal", VerdictKind::Ready, 1),
        refused(),
    ];
    assert_snapshot!(made(ReportFormat::Markdown, Job::Plan, &View::of(accounts)), @r#"
    **1 refused, 1 with changes, 1 without changes** · Hours: fr +4 h 30 a week; en unchanged

    Plan: 1 to create, 0 to update, 0 to delete, 0 to rename.

    | Account | Verdict | Hours | Needs |
    |---|---|---|---|
    | `austral` | refused; nothing can be applied | fr +1 h 30 a week; en unchanged | `lose-hours` |
    | `boreal` | changes to apply | fr +1 h 30 a week; en unchanged | `lose-hours` |

    ### `austral`: refused; nothing can be applied · fr +1 h 30 a week; en unchanged

    - **! refused** `immutable-field` (`b/c.yaml:4`): the CAN is QC2, the file says QC1<br>rule of the help page: « Le CAN ne change pas. »<br>help: restore it

    | | Days | Before | After |
    |---|---|---|---|
    | fr | Mon | 09:00–24:00 | 08:00–24:00 |

    - warning `odd-thing` (`b/c.yaml:7:3`): something is odd<br>help: make it even

    <details><summary>Which hours change, and why</summary>

    ```text
    hours  ():
      fr: +1 h 30 a week
      en: unchanged
    ```

    </details>

    ### `boreal`: changes to apply · fr +1 h 30 a week; en unchanged

    **needs your consent: add --allow lose-hours**

    | | Days | Before | After |
    |---|---|---|---|
    | fr | Mon | 09:00–24:00 | 08:00–24:00 |

    <details><summary>One change, with its path</summary>

    | | Setting | Before | After | Where |
    |---|---|---|---|---|
    | `+` create | `chat.hours.fr.weeklySchedules["Soir 0"]` |  | `Thu 18:00–21:00` | `b/c.yaml:1` |

    </details>

    <details><summary>Which hours change, and why</summary>

    ```text
    hours  ():
      fr: +1 h 30 a week
      en: unchanged
    ```

    </details>

    Digest: `0000000000000000000000000000000000000000000000000000000000000000`

    <!-- consigne:plan:austral,boreal,steady -->
    "#);
}

#[test]
fn both_languages_stand_in_one_comment_and_on_one_page() {
    let view = View::of(vec![account("boreal", VerdictKind::Ready, 1)]);
    let [fr, en] = [Language::Fr, Language::En].map(Words::of);
    let told = [&fr, &en].map(|words| Localized {
        words,
        content: &view,
    });
    let frame = frame(Job::Plan, 65_000);
    let comment = plan(ReportFormat::Markdown, &told, &frame);
    for said in ["modifications à appliquer", "changes to apply", "\n---\n"] {
        assert_eq!(comment.matches(said).count(), 1, "{said}: {comment}");
    }
    assert_eq!(comment.matches("<!-- consigne:plan:boreal -->").count(), 1);
    let page = plan(ReportFormat::Html, &told, &frame);
    assert!(page.contains("<main lang=\"fr\">") && page.contains("<main lang=\"en\">"));
}

/// Whatever is asked for, no byte more is written, nothing that was opened is left open, and the
/// verdict, the digest and the marker are there.
#[test]
fn a_comment_keeps_its_budget() {
    let words = Words::of(Language::Fr);
    let finding = finding(SeverityView::Warning, "odd-thing", 7);
    for (accounts, changes) in [(1, 400), (1, 1_000), (40, 3), (300, 4)] {
        let accounts = (0..accounts).map(|at| AccountView {
            diagnostics: vec![finding.clone(); changes],
            ..account(&format!("account-{at}"), VerdictKind::Ready, changes)
        });
        let view = View::of(accounts.collect());
        for most in [2_000, 5_000, 20_000, 65_000] {
            let told = [&words, &words].map(|words| Localized {
                words,
                content: &view,
            });
            let comment = plan(ReportFormat::Markdown, &told, &frame(Job::Plan, most));
            assert!(comment.len() <= most, "{} of {most}", comment.len());
            assert_eq!(
                comment.matches("<details>").count(),
                comment.matches("</details>").count()
            );
            assert!(comment.starts_with("**"), "{comment}");
            assert!(comment.ends_with(" -->\n"), "{comment}");
            assert!(
                comment.contains(" de plus") || comment.contains("autres comptes"),
                "{comment}"
            );
            assert!(
                comment.len() * 3 > most || most > 20_000,
                "{} of {most}",
                comment.len()
            );
        }
    }
}

#[test]
fn a_comment_in_which_nothing_changes_may_be_skipped() {
    let words = Words::of(Language::En);
    let skipped = |view: &View| {
        let told = [Localized {
            words: &words,
            content: view,
        }];
        let frame = Frame {
            unchanged: Unchanged::Skipped,
            ..frame(Job::Plan, 65_000)
        };
        plan(ReportFormat::Markdown, &told, &frame).is_empty()
    };
    let same = account("boreal", VerdictKind::InSync, 0);
    assert!(skipped(&View::of(vec![same.clone()])));
    assert!(!skipped(&View::of(vec![same, refused()])));
}

#[test]
fn annotations_are_at_their_lines_seen_from_the_root() {
    let view = View::of(vec![refused(), account("boreal", VerdictKind::Ready, 1)]);
    assert_snapshot!(made(ReportFormat::Github, Job::Plan, &view), @r#"
    ::error file=accounts/b/c.yaml,line=4,title=immutable-field::the CAN is QC2, the file says QC1%0A« Le CAN ne change pas. » restore it
    ::warning file=accounts/b/c.yaml,line=7,endLine=7,col=3,endColumn=9,title=odd-thing::something is odd%0Amake it even
    ::notice file=accounts/b/c.yaml,line=1,title=plan::+ create chat.hours.fr.weeklySchedules["Soir 0"]%0A→ Thu 18:00–21:00
    ::error title=consigne plan::austral: refused; nothing can be applied%0Afr +1 h 30 a week; en unchanged
    ::notice title=consigne plan::boreal: changes to apply%0Afr +1 h 30 a week; en unchanged%0Aneeds your consent: add --allow lose-hours%0ADigest: 0000000000000000000000000000000000000000000000000000000000000000
    "#);
}

#[test]
fn annotations_are_a_hundred_at_most() {
    let view = View::of(vec![account("boreal", VerdictKind::Ready, 130)]);
    let commands = made(ReportFormat::Github, Job::Plan, &view);
    assert_eq!(commands.lines().count(), 102);
    assert!(commands.contains("::notice title=consigne::and 30 more\n"));
}

#[test]
fn a_finding_keeps_its_fingerprint_when_lines_move() {
    let prints = |line| {
        let files = [FileView {
            name: "b/c.yaml".to_owned(),
            findings: vec![
                finding(SeverityView::Error, "odd-thing", line),
                finding(SeverityView::Error, "odd-thing", line + 1),
            ],
            left_out: LeftOut::default(),
        }];
        let words = Words::of(Language::En);
        let told = [Localized {
            words: &words,
            content: &files[..],
        }];
        let report = findings(ReportFormat::Gitlab, &told, &frame(Job::Validate, 65_000));
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report[0]["location"]["path"], "accounts/b/c.yaml");
        [0, 1].map(|at: usize| report[at]["fingerprint"].to_string())
    };
    assert_eq!(prints(3), prints(40));
    assert_ne!(prints(3)[0], prints(3)[1]);
}

/// Pending changes are no failure of a plan, and are what `drift` looks for.
#[test]
fn what_fails_a_case_depends_on_the_command() {
    let failures = |job, account: AccountView| {
        let xml = made(ReportFormat::Junit, job, &View::of(vec![account]));
        let document = roxmltree::Document::parse(&xml).unwrap();
        let nodes = document.descendants();
        nodes.filter(|node| node.has_tag_name("failure")).count()
    };
    for (job, account, expected) in [
        (Job::Plan, account("a", VerdictKind::InSync, 0), 0),
        (Job::Drift, account("a", VerdictKind::InSync, 0), 0),
        (Job::Plan, account("a", VerdictKind::Ready, 2), 0),
        (Job::Drift, account("a", VerdictKind::Ready, 2), 1),
        (Job::Plan, refused(), 1),
        (Job::Drift, refused(), 1),
    ] {
        let verdict = account.verdict;
        assert_eq!(failures(job, account), expected, "{job:?} {verdict:?}");
    }
}

#[test]
fn a_page_has_the_week_before_and_after_where_it_changes() {
    let view = View::of(vec![account("boreal", VerdictKind::Ready, 1)]);
    let page = made(ReportFormat::Html, Job::Plan, &view);
    assert_eq!(page.matches("<svg").count(), 1);
    assert_eq!(page.matches("<rect class=\"open\"").count(), 1);
    assert_eq!(page.matches("<rect class=\"gained\"").count(), 1);
    assert_eq!(page.matches("<rect class=\"lost\"").count(), 0);
    assert!(!page.contains("<script"));
}

/// A plan that was saved draws the same picture, while JSON for programs is without it.
#[test]
fn a_saved_view_keeps_its_week() {
    let view = View::of(vec![account("boreal", VerdictKind::Ready, 1)]);
    let saved: View = serde_json::from_value(view.to_saved()).unwrap();
    assert_eq!(saved, view);
    assert!(!view.to_json().contains("ordinaryWeek"));
}

/// The schemas are made from the types of the view.
#[test]
fn the_schemas_are_fresh() {
    for (path, title, fresh) in [
        (
            "schema/plan.schema.json",
            "consigne plan, drift, show and apply --format json",
            schemars::schema_for!(View).to_value(),
        ),
        (
            "schema/diagnostics.schema.json",
            "consigne validate --format json",
            schemars::schema_for!(Diagnostics).to_value(),
        ),
    ] {
        let mut fresh = fresh;
        fresh["title"] = json!(title);
        fresh["properties"]["formatVersion"] =
            json!({ "type": "string", "pattern": FORMAT_PATTERN });
        let fresh = format!("{fresh:#}\n");
        if std::env::var_os("UPDATE").is_some() {
            let mut file = std::fs::File::create(path).unwrap();
            std::io::Write::write_all(&mut file, fresh.as_bytes()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == fresh,
            "run `UPDATE=1 cargo test` and commit {path}"
        );
    }
}

/// The report of `validate`.
#[derive(schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its schema is needed")]
struct Diagnostics {
    format_version: String,
    diagnostics: Vec<DiagnosticView>,
    /// Present only if findings are not listed: how many, at least.
    #[serde(default)]
    more: Option<usize>,
}
