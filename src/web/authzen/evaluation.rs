//! `POST /access/v1/evaluation`: one question.

use super::read::{Object, WHOLE, tuple};
use super::verdict::shown;
use crate::extract::{Admin, AskDecisions, Body};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{Semantic, Verdict, evaluate};
use muster_app::error::Kind;
use muster_model::ids::AccountId;
use serde_json::Value;

pub(super) async fn evaluation(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<Value>, Problem> {
    single(&state, admin.account(), &question).await
}

/// The answer to a question that stands alone.
pub(super) async fn single(
    state: &WebState,
    account: AccountId,
    question: &Object,
) -> Result<Json<Value>, Problem> {
    let tuple = tuple(question, WHOLE).map_err(wrong)?;
    let all = Semantic::ExecuteAll;
    let verdicts = evaluate(&state.ctx, account, &[Ok(tuple)], all).await?;
    let verdict = verdicts.into_iter().next();
    Ok(Json(shown(&verdict.unwrap_or_else(Verdict::default))))
}

/// 400: what was sent is no question.
pub(super) fn wrong(why: impl Into<String>) -> Problem {
    Problem::new(Kind::Invalid, "request.body", why)
}
