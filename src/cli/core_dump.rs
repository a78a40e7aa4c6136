//! The memory of a process that crashed, which may hold a token or a password.

/// Keeps the memory of this process from every file and every other process of the user.
///
/// Both ways are needed on Linux. The limit of zero bytes does not hold for a system that pipes core dumps
/// into a program; a process that is not dumpable has none at all, and no debugger of the same user may
/// read its memory or its environment. It can still open its own descriptors, so that `/dev/stdout` and
/// `/dev/fd/N` remain what they are. Both fail only where a sandbox forbids the calls, and to end the run
/// for that reason would be of no use.
#[cfg(unix)]
pub(super) fn forbid() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _ = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

#[cfg(not(unix))]
pub(super) fn forbid() {}
