//! `POST /access/v1/search/{subject,resource,action}`: what would be allowed?

use super::evaluation::wrong;
use super::found::{
    FoundAction, FoundActions, FoundNamed, FoundPage, FoundResources, FoundSubjects,
};
use super::read::{Needs, Object, WHOLE, page, tuple};
use super::shape::{ActionSearch, ResourceSearch, SubjectSearch};
use crate::extract::{Admin, AskDecisions, Body};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::decide::{Page, Tuple, search_actions, search_resources, search_subjects};

/// Find who may do this with the resource; an evaluation of whatever is found says yes.
#[utoipa::path(post, path = "/access/v1/search/subject", tag = "Decisions", operation_id = "search_subject",
    request_body = SubjectSearch,
    responses((status = 200, description = "A page of subjects.", body = FoundSubjects)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn subject(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<FoundSubjects>, Problem> {
    let needs = Needs {
        subject_id: false,
        ..WHOLE
    };
    let (tuple, page) = asked(&question, needs)?;
    let found = search_subjects(&state.ctx, admin.account(), &tuple, &page).await?;
    Ok(Json(FoundSubjects {
        page: FoundPage::of(&found),
        results: FoundNamed::all(&tuple.subject_type, found.results),
    }))
}

/// Find with which resources of a type the subject may do this, of those that are known by id.
#[utoipa::path(post, path = "/access/v1/search/resource", tag = "Decisions", operation_id = "search_resource",
    request_body = ResourceSearch,
    responses((status = 200, description = "A page of resources.", body = FoundResources)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn resource(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<FoundResources>, Problem> {
    let needs = Needs {
        resource_id: false,
        ..WHOLE
    };
    let (tuple, page) = asked(&question, needs)?;
    let found = search_resources(&state.ctx, admin.account(), &tuple, &page).await?;
    Ok(Json(FoundResources {
        page: FoundPage::of(&found),
        results: FoundNamed::all(&tuple.resource_type, found.results),
    }))
}

/// Find what the subject may do with the resource.
#[utoipa::path(post, path = "/access/v1/search/action", tag = "Decisions", operation_id = "search_action",
    request_body = ActionSearch,
    responses((status = 200, description = "A page of actions.", body = FoundActions)),
    extensions(("x-permission" = json!("decisions"))))]
pub(super) async fn action(
    admin: Admin<AskDecisions>,
    State(state): State<WebState>,
    Body(question): Body<Object>,
) -> Result<Json<FoundActions>, Problem> {
    let needs = Needs {
        action: false,
        ..WHOLE
    };
    let (tuple, page) = asked(&question, needs)?;
    let found = search_actions(&state.ctx, admin.account(), &tuple, &page).await?;
    Ok(Json(FoundActions {
        page: FoundPage::of(&found),
        results: FoundAction::all(found.results),
    }))
}

fn asked(question: &Object, needs: Needs) -> Result<(Tuple, Page), Problem> {
    let tuple = tuple(question, needs).map_err(wrong)?;
    Ok((tuple, page(question).map_err(wrong)?))
}
