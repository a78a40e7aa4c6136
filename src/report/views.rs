//! How the structs of a JSON report are declared.

/// Version of the JSON reports: a minor one when members are added, a major one when a member is
/// removed or changes its meaning.
pub(crate) const FORMAT_VERSION: &str = "1.1";

/// What a schema accepts as the version: members that a later minor version adds do not make a
/// document invalid.
#[cfg(test)]
pub(crate) const FORMAT_PATTERN: &str = r"^1\.[0-9]+$";

/// Structs whose members are promised to programs: `camelCase` in JSON, public in the program, and
/// described by a schema that a test keeps fresh. What they derive beyond that stands first,
/// because some are read back and some are only written:
///
/// ```text
/// views! {
///     derive(Default, serde::Serialize, serde::Deserialize)
///     /// The description in the schema.
///     DaysView {
///         first: CivilDate,
///         last: CivilDate,
///     }
/// }
/// ```
macro_rules! views {
    (
        derive $derives:tt
        $($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })*
    ) => {
        $($crate::report::views::view_struct! {
            derive $derives
            $(#[$meta])* $name { $($(#[$field_meta])* $field: $type,)* }
        })*
    };
}

/// One of the structs of [`views!`].
macro_rules! view_struct {
    (
        derive($($derive:path),*)
        $(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }
    ) => {
        #[derive(Debug, Clone, PartialEq, $($derive),*)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(rename_all = "camelCase")]
        $(#[$meta])*
        pub(crate) struct $name { $($(#[$field_meta])* pub(crate) $field: $type,)* }
    };
}

pub(crate) use {view_struct, views};
