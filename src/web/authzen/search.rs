//! `POST /access/v1/search/{subject,resource,action}`: what would be allowed?

use super::evaluation::wrong;
use super::read::{Needs, Object, WHOLE, page, tuple};
use crate::extract::{Admin, AskDecisions, Body};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{
    FoundPage, Page, Tuple, search_actions, search_resources, search_subjects,
};
use serde_json::{Value, json};

pub(super) async fn subject(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<Value>, Problem> {
    let needs = Needs {
        subject_id: false,
        ..WHOLE
    };
    let (tuple, page) = asked(&question, needs)?;
    let found = search_subjects(&state.ctx, admin.account(), &tuple, &page).await?;
    Ok(shown(
        found,
        |id| json!({"type": tuple.subject_type, "id": id}),
    ))
}

pub(super) async fn resource(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<Value>, Problem> {
    let needs = Needs {
        resource_id: false,
        ..WHOLE
    };
    let (tuple, page) = asked(&question, needs)?;
    let found = search_resources(&state.ctx, admin.account(), &tuple, &page).await?;
    Ok(shown(
        found,
        |id| json!({"type": tuple.resource_type, "id": id}),
    ))
}

pub(super) async fn action(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<Value>, Problem> {
    let needs = Needs {
        action: false,
        ..WHOLE
    };
    let (tuple, page) = asked(&question, needs)?;
    let found = search_actions(&state.ctx, admin.account(), &tuple, &page).await?;
    Ok(shown(found, |name| json!({"name": name})))
}

fn asked(question: &Object, needs: Needs) -> Result<(Tuple, Page), Problem> {
    let tuple = tuple(question, needs).map_err(wrong)?;
    Ok((tuple, page(question).map_err(wrong)?))
}

/// An empty `next_token` says that there is no more.
fn shown(found: FoundPage, each: impl Fn(&String) -> Value) -> Json<Value> {
    let results: Vec<Value> = found.results.iter().map(each).collect();
    let page = json!({
        "next_token": found.next.unwrap_or_default(),
        "count": results.len(),
    });
    Json(json!({"results": results, "page": page}))
}
