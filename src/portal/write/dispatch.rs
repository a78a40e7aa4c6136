//! Which function carries out a write.

use super::{delegate, hours, schedule, section};
use crate::portal::authorization::AuthorizedRequest;
use crate::portal::endpoint::Endpoint;
use crate::portal::problem::{Problem, RequestError};
use crate::portal::response::ApiResponse;
use crate::portal::rule::EmptyDays;
use crate::portal::transaction::Transaction;

/// Carries out an authorized request that is not a GET, within the transaction. Nothing is
/// committed here.
pub(in crate::portal) fn write(
    transaction: &mut Transaction<'_>,
    authorized: &AuthorizedRequest<'_>,
) -> Result<ApiResponse, RequestError> {
    match &authorized.endpoint {
        Endpoint::General => section::general(transaction, authorized),
        Endpoint::Administrator => section::administrator(transaction, authorized),
        Endpoint::Chat => section::chat(transaction, authorized),
        Endpoint::Delegate(user) => delegate::write(transaction, authorized, user),
        Endpoint::WorkingHours(language) => {
            hours::working_hours(transaction, authorized, *language)
        }
        Endpoint::WeekendHours(_) => hours::put(transaction, authorized, EmptyDays::Allowed),
        Endpoint::LunchBreak(language) => hours::lunch_break(transaction, authorized, *language),
        Endpoint::Schedule(language, kind, id) => {
            schedule::write(transaction, authorized, *language, *kind, id)
        }
        Endpoint::Sessions
        | Endpoint::Password
        | Endpoint::Accounts
        | Endpoint::Settings
        | Endpoint::Telephony
        | Endpoint::Delegates
        | Endpoint::Candidates
        | Endpoint::Candidate(_)
        | Endpoint::ScheduleList(..)
        | Endpoint::Availability(_)
        | Endpoint::OtherLanguage => Err(Problem::method_not_allowed().into()),
    }
}
