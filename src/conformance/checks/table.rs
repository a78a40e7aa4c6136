//! How a group of checks is written down: a table whose rows are mostly steps.
//!
//! A macro and not a list of structs, because of a hundred checks nearly all leave most members out,
//! and the steps have to stand out.

/// `"group"; "id" [needs] page "sentence" { steps } and more;`, where needs, page and more may be
/// left out.
macro_rules! checks {
    ($group:literal; $(
        $id:literal $([$($need:expr),+])? $(page $page:literal)? { $($step:literal)* } $(and $more:ident)?;
    )*) => {
        pub(super) const CHECKS: &[$crate::conformance::check::Check] = &[$($crate::conformance::check::Check {
            id: $id,
            rule: concat!("check-", $id),
            group: $group,
            page: $crate::conformance::checks::table::optional!($($page)?),
            needs: &[$($($need),+)?],
            steps: &[$($step),*],
            more: $crate::conformance::checks::table::optional!($(|trial| Box::pin($more(trial)))?),
        }),*];
    };
}
macro_rules! optional {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}
pub(super) use {checks, optional};
