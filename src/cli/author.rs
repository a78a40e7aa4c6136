//! Who runs this command, for journals and locks.

use std::path::PathBuf;

use super::environment::variable;
use crate::reconcile::RunAuthor;
use crate::source::commit_of;

/// Variables that name a person: those of the pipelines first, because there the login is the runner's.
const PEOPLE: [&str; 4] = ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "LOGNAME"];

/// The person, the host, and the commit of the first of these paths.
pub(super) fn author(paths: &[PathBuf]) -> RunAuthor {
    let user = PEOPLE.into_iter().find_map(variable);
    RunAuthor {
        user: user.unwrap_or_else(|| "?".to_owned()),
        host: host(),
        commit: paths.first().and_then(|path| commit_of(path)),
    }
}

#[cfg(unix)]
fn host() -> String {
    let system = rustix::system::uname();
    system.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    variable("COMPUTERNAME").unwrap_or_else(|| "?".to_owned())
}
