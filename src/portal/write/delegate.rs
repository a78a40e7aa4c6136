//! « Accorder ou révoquer des droits d'administrateur-revendeur délégué »: both are idempotent and
//! need no precondition.

use serde_json::json;

use super::{audit, store};
use crate::portal::answer::{Allowed, Refused, Reply};
use crate::portal::problem::Problem;
use crate::portal::rule::Body;
use crate::portal::store::Held;

pub(super) fn write(
    held: &mut Held<'_>,
    allowed: &Allowed<'_>,
    user: &str,
) -> Result<Reply, Refused> {
    allowed.one_precondition()?;
    if allowed.has_body() {
        Body::new(allowed.body()?)?.finish()?;
    }
    let there = held.row(&allowed.account, &allowed.route.key())?;
    let there = there.filter(|row| !row.gone);
    match (allowed.asked.method.as_str(), there) {
        ("DELETE", Some(row)) => {
            let (account, key) = (allowed.account.as_str(), allowed.route.key());
            held.remove(account, &key)?;
            held.touch(account, "delegates")?;
            audit(held, allowed, &key, Some(&row.body), None)?;
            Ok(nothing())
        }
        ("DELETE", None) | (_, Some(_)) => Ok(nothing()),
        (_, None) => grant(held, allowed, user),
    }
}

/// « Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de leurs
/// délégués. » The primary administrator is not also a delegate.
fn grant(held: &mut Held<'_>, allowed: &Allowed<'_>, user: &str) -> Result<Reply, Refused> {
    let account = allowed.account.as_str();
    let primary = held
        .row(account, "administrator")?
        .map(|row| row.body["primary"]["userCode"].clone());
    let candidate = held.candidate(account, user)?;
    let Some(candidate) = candidate.filter(|_| primary != Some(json!(user))) else {
        return Err(Problem::not_a_candidate().into());
    };
    let body = json!({ "userCode": user, "name": candidate["name"] });
    held.touch(account, "delegates")?;
    store(held, allowed, None, &body, 201)
}

fn nothing() -> Reply {
    Reply {
        status: 204,
        ..Reply::default()
    }
}
