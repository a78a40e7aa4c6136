//! Reading request headers.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::problem::Problem;

use crate::model::Language;

/// A header that should be single occurs twice, or is not visible ASCII.
pub(super) struct AmbiguousHeader;

/// Ranges of `Accept-Language` that are looked at. A browser sends a handful.
const RANGES: usize = 100;

/// Size of a head, and number of its headers. No request of the contract comes near these.
const HEAD_BYTES: usize = 32 << 10;
const HEADERS: usize = 64;

/// 431 for a head beyond the limits. hyper reads more than its limit, so it cannot be what decides.
/// White space around values, which it drops, does not count.
pub(super) fn require_small_head(head: &Parts) -> Result<(), Problem> {
    let request_line =
        head.method.as_str().len() + head.uri.to_string().len() + "  HTTP/1.1\r\n".len();
    let lines = head.headers.iter();
    let lines = lines.map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    let size = request_line + lines.sum::<usize>() + "\r\n".len();
    if size > HEAD_BYTES || head.headers.len() > HEADERS {
        return Err(Problem::head_too_large());
    }
    Ok(())
}

/// The value of a header that may occur once.
pub(super) fn single(
    headers: &HeaderMap,
    name: HeaderName,
) -> Result<Option<&str>, AmbiguousHeader> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| AmbiguousHeader),
        (Some(_), Some(_)) => Err(AmbiguousHeader),
    }
}

/// The values of a header that may occur several times, joined with commas (RFC 9110, 5.2). `None`
/// when it is absent or a value is not visible ASCII.
pub(super) fn joined(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let values = headers.get_all(name).iter().map(HeaderValue::to_str);
    let values: Vec<&str> = values.collect::<Result<_, _>>().ok()?;
    (!values.is_empty()).then(|| values.join(", "))
}

/// Whether a request says that consigne sends it.
pub(super) fn is_of_tool(headers: &HeaderMap) -> bool {
    let agent = headers.get(header::USER_AGENT);
    agent.is_some_and(|agent| agent.as_bytes().starts_with(b"consigne/"))
}

/// The token in the value of `Authorization` (RFC 6750, 2.1). The name of the scheme ignores case.
pub(super) fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// The language for problem texts: of those that the portal has, the one with the greatest weight in
/// `Accept-Language` (RFC 9110, 12.5.4), and of equal weights the first. English by default.
pub(super) fn preferred_language(headers: &HeaderMap) -> Language {
    let accepted = headers.get_all(header::ACCEPT_LANGUAGE).iter();
    let ranges = accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let (mut best, mut best_weight) = (Language::En, 0.0);
    for range in ranges.take(RANGES) {
        // A weight of 0 means "not acceptable", and so never wins.
        if let Some((language, weight)) = weighted(range)
            && weight > best_weight
        {
            (best, best_weight) = (language, weight);
        }
    }
    best
}

/// A range such as `fr-CA;q=0.9`, unless the portal does not have its language. The region does not
/// matter.
fn weighted(range: &str) -> Option<(Language, f32)> {
    let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
    let (primary, _region) = tag.trim().split_once('-').unwrap_or((tag.trim(), ""));
    let language = Language::parse(&primary.to_ascii_lowercase())?;
    let weight = weight.trim().strip_prefix("q=")?.parse().ok()?;
    Some((language, weight))
}
