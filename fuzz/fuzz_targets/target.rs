//! Every target in one program: `CONSIGNE_FUZZ_TARGET` names the one that runs.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("CONSIGNE_FUZZ_TARGET").expect("CONSIGNE_FUZZ_TARGET names a target");
    consigne::fuzzing::target(&name)
});

fuzz_target!(|data: &[u8]| TARGET(data));
