//! `POST /access/v1/evaluation`: one question.

use super::read::{Object, WHOLE, tuple};
use super::shape::Evaluation;
use super::verdict::Decision;
use crate::extract::{Admin, AskDecisions, Body};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{Semantic, evaluate};
use muster_app::error::Kind;
use muster_model::ids::AccountId;

/// Say whether the subject may do this with the resource, now; a no is an answer too.
#[utoipa::path(post, path = "/access/v1/evaluation", tag = "Decisions", operation_id = "evaluation",
    request_body = Evaluation,
    responses((status = 200, description = "Yes, or no and why not.", body = Decision)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn evaluation(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<Decision>, Problem> {
    let told = single(&state, admin.account(), &question).await;
    told.map(Json)
}

/// The answer to a question that stands alone.
pub(super) async fn single(
    state: &WebState,
    account: AccountId,
    question: &Object,
) -> Result<Decision, Problem> {
    let tuple = tuple(question, WHOLE).map_err(wrong)?;
    let all = Semantic::ExecuteAll;
    let verdicts = evaluate(&state.ctx, account, &[Ok(tuple)], all).await?;
    let verdict = verdicts.into_iter().next();
    Ok(verdict.unwrap_or_default().into())
}

/// 400: what was sent is no question.
pub(super) fn wrong(why: impl Into<String>) -> Problem {
    Problem::new(Kind::Invalid, "request.body", why)
}
