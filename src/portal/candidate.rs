//! « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de leurs
//! délégués »: the rule of that list, whoever adds to it.

use serde_json::{Value, json};

use super::new_account::NewCandidate;
use super::problem::RequestError;
use super::rule::{self, BodyReader};
use super::transaction::Transaction;

/// A candidate as the contract shows one. The primary administrator has every right already and
/// cannot be a delegate, so is no candidate.
pub(super) fn candidate(
    transaction: &Transaction<'_>,
    account: &str,
    new: &NewCandidate,
) -> Result<Value, RequestError> {
    let mut body = BodyReader::new(json!({
        "userCode": new.user_code,
        "name": new.name,
        "company": new.company,
        "role": new.role.as_deref().unwrap_or("companyAdministrator"),
    }))?;
    let user = body.required("userCode", rule::code);
    if user.is_some() && transaction.primary(account)? == user {
        body.refuse("userCode", "not-a-candidate");
    }
    let name = body.required("name", rule::line);
    let company = body.required("company", rule::optional_line);
    let role = body.required("role", rule::candidate_role);
    body.finish()?;
    Ok(json!({ "userCode": user, "name": name, "company": company, "role": role }))
}
