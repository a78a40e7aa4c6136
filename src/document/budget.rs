//! Limits that keep reading a hostile file cheap; `tree` explains what each of them prevents.

/// Maximum depth of lists and mappings within each other.
pub(super) const MAX_DEPTH: usize = 32;
/// Maximum number of values of a file, including the copies made by aliases.
pub(super) const MAX_NODES: usize = 250_000;
/// Maximum number of scalars in one list. Days, years and holidays are the only lists of scalars.
pub(super) const MAX_SCALARS: usize = 200;
/// Maximum cost of everything that aliases repeat, in values and characters.
pub(super) const MAX_REPEATED: usize = 64 * 1024;
