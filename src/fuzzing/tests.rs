//! Every file of `fuzz/corpus` through its target, on the stable compiler.

use std::path::Path;

use super::TARGETS;

#[test]
fn every_case_of_the_corpus_passes_its_target() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, target) in TARGETS {
        let cases = std::fs::read_dir(corpus.join(name)).expect(name);
        let mut count = 0;
        for case in cases {
            let path = case.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let outcome = std::panic::catch_unwind(|| target(&bytes));
            assert!(outcome.is_ok(), "{}", path.display());
            count += 1;
        }
        assert!(count > 0, "{name} has no corpus");
    }
}
