//! How the action gets the program: a release whose checksum is right, or a build of its own commit.

use std::path::PathBuf;
use std::process::{Command, Output};

use crate::pipelines::script;
use crate::workbench::Workbench;

/// A release of this version in a directory, and a `cargo` that only writes down its arguments.
struct Release(Workbench);

impl Release {
    fn new() -> Self {
        let bench = Workbench::new();
        let root = bench.path();
        let name = Self::name();
        for directory in ["bin", "temporary", &format!("releases/{}", Self::tag())] {
            std::fs::create_dir_all(root.join(directory)).unwrap();
        }
        std::fs::create_dir_all(root.join(&name).join("bin")).unwrap();
        bench.write_private(&format!("{name}/bin/consigne"), "#!/bin/sh\n", 0o755);
        bench.write_private("bin/cargo", "#!/bin/sh\necho \"$*\" >> \"$ASKED\"\n", 0o700);
        let release = Self(bench);
        let archive = format!("releases/{}/{name}.tar.gz", Self::tag());
        release.tool("tar", &["-czf", &archive, &name]);
        let sum = release.sum();
        release.write_sums(&format!("{sum}  {name}.tar.gz\n{sum}  other.deb\n"));
        release
    }

    fn tag() -> String {
        format!("v{}", env!("CARGO_PKG_VERSION"))
    }

    fn name() -> String {
        let machine = std::env::consts::ARCH;
        format!(
            "consigne-{}-{machine}-unknown-linux-musl",
            env!("CARGO_PKG_VERSION")
        )
    }

    fn tool(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        let output = command.args(arguments).current_dir(self.0.path());
        let output = output.output().unwrap();
        assert!(output.status.success(), "{program}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The SHA-256 of the archive as it is.
    fn sum(&self) -> String {
        let archive = format!("releases/{}/{}.tar.gz", Self::tag(), Self::name());
        let line = self.tool("sha256sum", &[&archive]);
        line.split(' ').next().unwrap().to_owned()
    }

    fn file(&self, name: &str) -> PathBuf {
        let releases = self.0.path().join("releases");
        releases.join(Self::tag()).join(name)
    }

    fn write_sums(&self, text: &str) {
        self.0
            .write(&format!("releases/{}/SHA256SUMS", Self::tag()), text);
    }

    /// The action's installation, on a machine without consigne.
    fn install(&self, version: &str, sha256: &str) -> Output {
        let root = self.0.path();
        let releases = format!("file://{}/releases", root.display());
        Command::new("bash")
            .args(["-e", "-c", &script("install")])
            .current_dir(root)
            .env_clear()
            .env("PATH", format!("{}/bin:/usr/bin:/bin", root.display()))
            .env("RUNNER_TEMP", root.join("temporary"))
            .env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"))
            .env("RELEASES", releases)
            .env("ASKED", root.join("asked"))
            .envs([("IN_VERSION", version), ("IN_SHA256", sha256)])
            .output()
            .unwrap()
    }

    /// How an installation ended, by what it left behind.
    fn ending(&self, output: &Output) -> Ending {
        let program = self.0.path().join("temporary/consigne/bin/consigne");
        let asked = std::fs::read_to_string(self.0.path().join("asked")).unwrap_or_default();
        let built = asked.starts_with("install --quiet --locked --path ");
        match (output.status.success(), program.is_file(), built) {
            (true, true, false) => Ending::Installed,
            (true, false, true) => Ending::Built,
            (false, false, false) => Ending::Failed,
            mixed => panic!("{mixed:?}: {output:?}"),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Ending {
    /// The program of the release is where the action looks for it.
    Installed,
    /// `cargo` was asked to build the commit of the action.
    Built,
    /// Neither, and the job ends.
    Failed,
}

/// What stands in a row's release instead of what belongs there.
enum Fault {
    None,
    NoArchive,
    /// Bytes that the checksums do not know.
    OtherArchive,
    NoSums,
    /// Checksums of other files.
    OtherSums,
}

/// A release is installed when its checksum is the promised one; what is not there is built, and what is
/// there and is something else ends the run.
#[test]
fn the_action_installs_a_release_or_builds() {
    const HERE: &str = env!("CARGO_PKG_VERSION");
    let tag = Release::tag();
    let right = Release::new().sum();
    let wrong = "0".repeat(64);
    let rows = [
        ("", "", Fault::None, Ending::Built),
        ("", &*right, Fault::None, Ending::Built),
        (HERE, "", Fault::None, Ending::Installed),
        (&*tag, "", Fault::None, Ending::Installed),
        (HERE, "", Fault::NoArchive, Ending::Built),
        (HERE, "", Fault::OtherArchive, Ending::Failed),
        (HERE, "", Fault::NoSums, Ending::Failed),
        (HERE, "", Fault::OtherSums, Ending::Failed),
        (HERE, &*wrong, Fault::None, Ending::Failed),
        (HERE, "abc", Fault::None, Ending::Failed),
        ("9.9.9", "", Fault::None, Ending::Built),
        ("../../x", "", Fault::None, Ending::Failed),
        ("$(touch pwned)", "", Fault::None, Ending::Failed),
    ];
    for (version, sha256, fault, expected) in rows {
        let release = Release::new();
        let archive = release.file(&format!("{}.tar.gz", Release::name()));
        match fault {
            Fault::None => {}
            Fault::NoArchive => std::fs::remove_file(archive).unwrap(),
            Fault::OtherArchive => release.0.write(
                &format!("releases/{tag}/{}.tar.gz", Release::name()),
                "something else",
            ),
            Fault::NoSums => std::fs::remove_file(release.file("SHA256SUMS")).unwrap(),
            Fault::OtherSums => release.write_sums(&format!("{right}  other.tar.gz\n")),
        }
        let output = release.install(version, sha256);
        let ending = release.ending(&output);
        assert_eq!(ending, expected, "{version} {sha256}: {output:?}");
        assert!(!release.0.path().join("pwned").exists());
    }
    // The user's own checksum is enough.
    let release = Release::new();
    std::fs::remove_file(release.file("SHA256SUMS")).unwrap();
    let output = release.install(HERE, &release.sum());
    assert_eq!(release.ending(&output), Ending::Installed, "{output:?}");
}
