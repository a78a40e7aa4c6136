//! The seed determines the faults.

use std::collections::BTreeSet;

use super::draw::fault;
use super::memory::Chaos;

const KINDS: [(&str, &str); 3] = [
    ("GET", "/v1/accounts/{account}/settings"),
    ("PUT", "/v1/accounts/{account}/chat/{language}/{list}/{id}"),
    ("PATCH", "/v1/accounts/{account}/general"),
];

#[test]
fn repeated_requests_meet_equal_faults() {
    let order = |at: usize| KINDS[at * 7 % 3];
    let run = |seed| {
        let chaos = Chaos::new(seed);
        (0..300)
            .map(|at| chaos.next(order(at).0, order(at).1))
            .collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

/// Requests of two clients may interleave in any way: each kind of request has its own count.
#[test]
fn a_fault_depends_on_nothing_but_the_kind_and_its_count() {
    let chaos = Chaos::new(7);
    for nth in 1..=50 {
        for (method, pattern) in KINDS {
            assert_eq!(chaos.next(method, pattern), fault(7, method, pattern, nth));
        }
    }
}

#[test]
fn every_fault_comes_and_most_requests_meet_none() {
    let drawn: Vec<_> = (1..=2000)
        .map(|nth| fault(3, "GET", "/v1/accounts", nth))
        .collect();
    let words: BTreeSet<_> = drawn.iter().filter_map(|fault| fault.label()).collect();
    let expected = [
        "delay",
        "endless",
        "redirect",
        "reset-after",
        "reset-before",
        "stale",
        "too-many",
        "truncated",
        "unavailable",
        "wrong-type",
    ];
    assert_eq!(words.into_iter().collect::<Vec<_>>(), expected);
    let none = drawn.iter().filter(|fault| fault.label().is_none()).count();
    assert!((1000..1500).contains(&none), "{none}");
}
