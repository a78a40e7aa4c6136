//! Structs of the plan's file: private members, camel case in JSON, and nothing else.

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name { $($(#[$field_doc])* $field: $type,)* }
    )*};
}

pub(super) use records;
