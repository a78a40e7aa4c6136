//! Where findings stand.

use crate::desired::Places;
use crate::diagnostic::Span;
use crate::model::FieldPath;

/// The span of a finding without a place in the file.
const NOWHERE: Span = Span { start: 0, end: 0 };

/// Where a setting stands in the file, or the mapping around it. A setting of which the file has
/// nothing at all has the empty span, and its findings are shown without a place.
pub(super) fn place(places: &Places, path: &FieldPath) -> Span {
    places.of(path).unwrap_or(NOWHERE)
}
