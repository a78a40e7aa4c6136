//! `consigne review --base REV`: the old side from Git, whatever the repository would like to happen.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::repository::Repository;
use crate::workbench::Workbench;

fn of(account: &str, name: &str) -> String {
    format!("apiVersion: consigne/v1\naccount: {account}\ngeneral: {{ resellerName: {name} }}\n")
}

/// One commit with an account below `accounts`, and one that changed it in the work tree.
fn repository() -> Repository {
    let repository = Repository::new(Workbench::new());
    std::fs::create_dir(repository.path().join("accounts")).unwrap();
    repository.write("accounts/a.yaml", &of("a", "Old"));
    repository.commit("first");
    repository.write("accounts/a.yaml", &of("a", "New"));
    repository
}

/// Exit code, and for each account its changes and notes with the places of both.
fn told(output: &Output) -> (i32, Vec<String>) {
    let view: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let accounts = view["accounts"].as_array().cloned().unwrap_or_default();
    let told = accounts.iter().map(|account| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let changes = account["changes"].as_array().unwrap().iter();
        let changes = changes.map(|c| {
            format!(
                " {} {} -> {}",
                text(&c["path"]),
                text(&c["before"]),
                text(&c["after"])
            )
        });
        let notes = account["diagnostics"].as_array().unwrap().iter();
        let notes = notes.map(|row| format!(" {} {}", text(&row["code"]), text(&row["file"])));
        let parts = changes.chain(notes).collect::<String>();
        format!("{}:{parts}", text(&account["account"]))
    });
    (output.status.code().unwrap(), told.collect())
}

fn review(repository: &Repository, base: &str, paths: &[&str]) -> (i32, Vec<String>) {
    let given = ["review", "--format", "json", "--base", base];
    told(&repository.run(&[&given, paths].concat()))
}

const CHANGED: &str = "a: general.resellerName Old -> New";

#[test]
fn a_revision_beside_the_work_tree() {
    let repository = repository();
    let changed = (0, vec![CHANGED.to_owned()]);
    for base in [
        "main",
        "HEAD",
        "refs/heads/main",
        "main^{}",
        "@",
        "HEAD^{/first}",
    ] {
        for path in [
            "accounts",
            ".",
            "accounts/a.yaml",
            "./accounts/../accounts",
            "../repo",
        ] {
            assert_eq!(review(&repository, base, &[path]), changed, "{base} {path}");
        }
    }
    assert_eq!(
        review(&repository, "main", &[".", "accounts", "accounts/a.yaml"]),
        changed
    );
    let outside = repository.0.run(&[
        "review",
        "--format",
        "json",
        "--base",
        "main",
        "repo/accounts",
    ]);
    assert_eq!(told(&outside), changed);
    // Any number of commits back, and by a commit's id.
    for count in 0..30 {
        repository.commit(&format!("more {count}"));
    }
    assert_eq!(review(&repository, "main", &["."]).1, ["a:"]);
    assert_eq!(review(&repository, "main~30", &["."]), changed);
    let first = repository.git(&["rev-parse", "main~30"]);
    assert_eq!(review(&repository, &first, &["."]), changed);
    // A shallow clone knows its own commits, and says of others that it does not.
    let (from, to) = (repository.path(), repository.0.path().join("shallow"));
    let source = format!("file://{}", from.display());
    let target = to.to_str().unwrap();
    repository.git(&["clone", "--quiet", "--depth=1", &source, target]);
    let shallow = |base: &str| {
        let mut command = repository.0.command(&["review", "--base", base, "."]);
        command.current_dir(&to).output().unwrap()
    };
    assert_eq!(shallow("HEAD").status.code(), Some(0));
    let unknown = shallow("HEAD~1");
    let errors = String::from_utf8(unknown.stderr).unwrap();
    assert_eq!(unknown.status.code(), Some(1));
    assert!(
        errors.contains("Git has no revision HEAD~1 here") && errors.contains("shallow"),
        "{errors}"
    );
}

#[test]
fn files_that_come_move_and_go() {
    let repository = repository();
    repository.write("accounts/b.yaml", &of("b", "B"));
    repository.write("accounts/c.yml", &of("c", "C"));
    repository.write("accounts/.hidden.yaml", "nonsense: [");
    repository.write("accounts/read.me", "nonsense: [");
    repository.commit("more");
    let path = |name: &str| repository.path().join("accounts").join(name);
    std::fs::rename(path("b.yaml"), path("z.yaml")).unwrap();
    std::fs::remove_file(path("c.yml")).unwrap();
    repository.write("accounts/d.yaml", &of("d", "D"));
    let expect = [
        "a:",
        "d: general.resellerName - -> D file-added accounts/d.yaml",
        "b: file-renamed accounts/z.yaml",
        "c: no-longer-managed main:accounts/c.yml",
    ];
    assert_eq!(
        review(&repository, "main", &["accounts"]),
        (0, expect.map(str::to_owned).to_vec())
    );
    // A path that one side alone has; and one that neither has.
    assert_eq!(
        review(&repository, "main", &["accounts/c.yml"]).1,
        [expect[3]]
    );
    assert_eq!(
        review(&repository, "main", &["accounts/d.yaml"]).1,
        [expect[1]]
    );
    assert_eq!(review(&repository, "main", &["accounts/e.yaml"]).0, 1);
    assert_eq!(review(&repository, "main", &["nowhere/at/all"]).0, 1);
    std::fs::remove_dir_all(repository.path().join("accounts")).unwrap();
    let (exit, gone) = review(&repository, "main", &["accounts"]);
    assert_eq!((exit, gone.len()), (0, 3));
}

#[test]
fn revisions_that_are_none() {
    let repository = repository();
    let output = repository.run(&["review", "--base=--output=x", "."]);
    assert_eq!(output.status.code(), Some(64));
    let output = repository.run(&["review", "--base", "--output=x", "."]);
    assert_eq!(output.status.code(), Some(64));
    for base in [
        "nothing",
        "main:accounts/a.yaml",
        "main accounts",
        "main..HEAD",
        "$(touch x)",
        "main@{u}",
    ] {
        assert_eq!(review(&repository, base, &["."]).0, 1, "{base}");
    }
    let names = std::fs::read_dir(repository.path()).unwrap().count();
    assert_eq!(names, 2, "nothing was written beside .git and accounts");
    let bench = Workbench::new();
    bench.write("a.yaml", &of("a", "A"));
    let output = bench.run(&["review", "--base", "main", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("not in a Git work tree")
    );
    // A branch that is called like a file, or like an option, is what it is.
    repository.git(&["update-ref", "refs/heads/accounts", "HEAD"]);
    assert_eq!(review(&repository, "accounts", &["accounts"]).1, [CHANGED]);
}

/// Everything in a repository's configuration that could run a program or read another file.
#[test]
fn a_configuration_that_would_run_something() {
    let repository = repository();
    let marker = repository.0.path().join("marker");
    let script = repository.0.path().join("evil.sh");
    repository.0.write(
        "evil.sh",
        &format!("#!/bin/sh\ntouch '{}'\ncat\n", marker.display()),
    );
    let mut rights = std::fs::metadata(&script).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o755);
    std::fs::set_permissions(&script, rights).unwrap();
    let script = script.to_str().unwrap();
    repository.write(".gitattributes", "*.yaml diff=evil filter=evil\n");
    repository.commit("attributes");
    repository.git(&["checkout", "--quiet", "HEAD~1", "--", "accounts"]);
    repository.write("accounts/a.yaml", &of("a", "New"));
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.gitProxy",
        "core.askPass",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "pager.cat-file",
        "pager.ls-tree",
        "pager.rev-parse",
        "credential.helper",
        "gpg.program",
        "uploadpack.packObjectsHook",
        "core.alternateRefsCommand",
        "remote.origin.uploadpack",
        "interactive.diffFilter",
    ] {
        repository.git(&["config", key, script]);
    }
    repository.git(&[
        "config",
        "core.hooksPath",
        repository.0.path().to_str().unwrap(),
    ]);
    for alias in ["cat-file", "ls-tree", "rev-parse"] {
        repository.git(&["config", &format!("alias.{alias}"), &format!("!{script}")]);
    }
    let ours = |marker: &Path| std::fs::remove_file(marker).is_ok();
    // Git itself ran some of it just now.
    ours(&marker);
    let base = repository.git(&["rev-list", "--max-parents=0", "HEAD"]);
    ours(&marker);
    assert_eq!(review(&repository, &base, &["accounts"]).1, [CHANGED]);
    assert!(!marker.exists(), "something was run");
    // What is missing is not fetched, by whatever the repository names for it.
    repository.git(&[
        "config",
        "remote.origin.url",
        repository.path().to_str().unwrap(),
    ]);
    repository.git(&["config", "remote.origin.promisor", "true"]);
    repository.git(&["config", "extensions.partialClone", "origin"]);
    repository.git(&["config", "core.repositoryFormatVersion", "1"]);
    let blob = repository.git(&["rev-parse", &format!("{base}:accounts/a.yaml")]);
    let object = format!(".git/objects/{}/{}", &blob[..2], &blob[2..]);
    std::fs::remove_file(repository.path().join(object)).unwrap();
    ours(&marker);
    assert_eq!(review(&repository, &base, &["accounts"]).0, 1);
    assert!(!marker.exists(), "something was run to fetch an object");
}

#[test]
fn a_pull_request_cannot_choose_its_own_base() {
    let repository = repository();
    repository.commit("second");
    // A directory that looks like a repository of its own, in which everything is as it is here.
    let fake = repository.path().join("accounts");
    let from = repository.path().join(".git");
    for part in ["HEAD", "config", "objects", "refs"] {
        let copied = std::process::Command::new("cp")
            .arg("-r")
            .arg(from.join(part))
            .arg(&fake)
            .status();
        assert!(copied.unwrap().success());
    }
    let (exit, rows) = review(&repository, "main~1", &["accounts"]);
    assert_eq!(
        (exit, rows.len()),
        (1, 0),
        "no repository but the one around is asked"
    );
    // One object in the place of another.
    for part in ["HEAD", "config"] {
        std::fs::remove_file(fake.join(part)).unwrap();
    }
    for part in ["objects", "refs"] {
        std::fs::remove_dir_all(fake.join(part)).unwrap();
    }
    repository.git(&["replace", "main~1", "main"]);
    assert_eq!(review(&repository, "main~1", &["accounts"]).1, [CHANGED]);
}

#[test]
fn links_submodules_and_sizes_of_the_past() {
    let repository = repository();
    let inner = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&[
        "update-index",
        "--add",
        "--cacheinfo",
        &format!("160000,{inner},accounts/sub.yaml"),
    ]);
    repository.git(&["commit", "--quiet", "-m", "submodule"]);
    assert_eq!(review(&repository, "HEAD", &["accounts"]).1, [CHANGED]);
    let link = repository.path().join("accounts/link.yaml");
    std::os::unix::fs::symlink("a.yaml", &link).unwrap();
    repository.git(&["add", "accounts/link.yaml"]);
    repository.git(&["commit", "--quiet", "-m", "link"]);
    std::fs::remove_file(&link).unwrap();
    let output = repository.run(&["review", "--base", "HEAD", "accounts"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("HEAD:accounts/link.yaml is a symbolic link"),
        "{errors}"
    );
    repository.git(&[
        "rm",
        "--quiet",
        "--cached",
        "accounts/link.yaml",
        "accounts/sub.yaml",
    ]);
    repository.write(
        "accounts/b.yaml",
        &format!("# {}\n{}", "x".repeat(1 << 20), of("b", "B")),
    );
    repository.commit("large");
    repository.write("accounts/b.yaml", &of("b", "B"));
    let output = repository.run(&["review", "--base", "HEAD", "accounts"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert!(errors.contains("error[too-large]"), "{errors}");
    let few = repository.run(&["review", "--base", "HEAD", "accounts", "--max-files", "1"]);
    assert_eq!(few.status.code(), Some(1));
}

#[test]
fn names_that_would_like_to_be_something_else() {
    let repository = Repository::new(Workbench::new());
    let names: [&[u8]; 6] = [
        b"new\nline.yaml",
        b"\x1b[31mred.yaml",
        b"tab\there.yaml",
        b"not-utf8-\xff.yaml",
        b"--output=x.yaml",
        b":(glob)*.yaml",
    ];
    for (at, name) in names.iter().enumerate() {
        let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name);
        let path = repository.path().join(name);
        let text = of(&format!("a{at}"), "Old");
        std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), text.as_bytes())
            .unwrap();
    }
    repository.commit("names");
    for name in &names {
        let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name);
        std::fs::remove_file(repository.path().join(name)).unwrap();
    }
    repository.write("a.yaml", &of("a0", "New"));
    let (exit, rows) = review(&repository, "HEAD", &["."]);
    assert_eq!((exit, rows.len()), (0, 6), "{rows:?}");
    assert!(
        rows[0].starts_with("a0: general.resellerName Old -> New file-renamed"),
        "{rows:?}"
    );
    let output = repository.run(&["review", "--base", "HEAD", "."]);
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(
        !text.contains('\u{1b}') && text.contains("HEAD:\\u{1b}[31mred.yaml"),
        "{text}"
    );
    assert!(text.contains("HEAD:new\\u{a}line.yaml"), "{text}");
}
