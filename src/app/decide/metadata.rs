//! Where decisions are asked for (AuthZEN Authorization API 1.0, section 9).

use crate::ctx::Ctx;
use serde_json::{Value, json};

/// The metadata of the policy decision point, or of the one that an account has for itself.
///
/// The identifier is what the well-known path is inserted into. The endpoints are the same for all:
/// the token names the account.
pub fn metadata(ctx: &Ctx, account: Option<&str>) -> Value {
    let identifier = account.map_or_else(|| ctx.issuer(), |account| ctx.link(account));
    json!({
        "policy_decision_point": identifier,
        "access_evaluation_endpoint": ctx.link("access/v1/evaluation"),
        "access_evaluations_endpoint": ctx.link("access/v1/evaluations"),
        "search_subject_endpoint": ctx.link("access/v1/search/subject"),
        "search_resource_endpoint": ctx.link("access/v1/search/resource"),
        "search_action_endpoint": ctx.link("access/v1/search/action"),
    })
}
