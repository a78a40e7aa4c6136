//! An apply that is interrupted between two writes: the one in flight is finished, and the rest is
//! reported as not tried.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::chaos::{SEED, audit, outcomes};
use crate::fault_proxy::{Fault, Hit, Proxy};
use crate::workbench::{TOKEN, Workbench};

const FILE: &str = "apiVersion: consigne/v1\naccount: boreal\ngeneral: { resellerName: Autre }\n\
    administrator: { phone: '+15145550142' }\nchat: { enabled: true }\n";

#[test]
fn the_write_in_flight_is_finished_and_the_others_are_not_tried() {
    let bench = Workbench::with_portal(SEED);
    bench.write("boreal.yaml", FILE);
    let proxy = Proxy::before(&bench, Fault::Delayed(3000), Hit::Write(0));
    let mut command = bench.command(&["apply", "boreal.yaml", "--auto-approve"]);
    let apply = command
        .env("CONSIGNE_TOKEN", TOKEN)
        .env("CONSIGNE_PORTAL", &proxy.url)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while proxy.met("").is_empty() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "no write arrives"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    let process = rustix::process::Pid::from_child(&apply);
    rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
    let ended = apply.wait_with_output().unwrap();
    let errors = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(130), "{errors}");
    assert_eq!(audit(&bench).len(), 1, "{errors}");
    assert_eq!(
        errors.matches("\nnot tried: ").count() + usize::from(errors.starts_with("not tried: ")),
        2,
        "{errors}"
    );
    let mut fates: Vec<_> = outcomes(&bench).into_values().collect();
    fates.sort();
    assert_eq!(fates, ["done"], "{errors}");
}
