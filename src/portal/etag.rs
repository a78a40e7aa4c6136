//! Comparison of entity tags in conditional requests.

/// Whether `If-None-Match` lists a tag. The comparison is weak (RFC 9110, 13.1.2): a proxy that
/// compresses responses turns our strong tags into weak ones, and a cache only needs to know
/// whether the resource changed.
pub(super) fn is_listed(if_none_match: Option<&str>, etag: &str) -> bool {
    let mut tags = if_none_match.unwrap_or("").split(',').map(str::trim);
    // `*` stands for any version, so it lists every tag.
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// Whether `If-Match` lists a tag. The comparison is strong (RFC 9110, 13.1.1): a weak tag does not
/// prove that the client has seen exactly this version, so it never permits a write.
pub(super) fn is_matched(if_match: &str, etag: &str) -> bool {
    let mut tags = if_match.split(',').map(str::trim);
    tags.any(|tag| tag == "*" || tag == etag)
}
