//! `POST /api/v1/people`: somebody is written down, or invited.

use super::view::PersonShown;
use super::wanted::NewPerson;
use crate::extract::{Admin, Body, ManageUsers};
use crate::render::{Made, Problem};
use crate::state::WebState;
use axum::extract::State;
use muster_app::error::Kind;
use muster_app::people::{CreatePerson, Mail};

/// Make a contact; with `invite` they are mailed an invitation at once.
#[utoipa::path(post, path = "/people", tag = "People", operation_id = "create_person",
    request_body = NewPerson,
    responses((status = 201, description = "The person.", body = PersonShown)),
    extensions(("x-permission" = json!("account.users"))))]
pub(super) async fn create(
    admin: Admin<ManageUsers>,
    State(state): State<WebState>,
    Body(new): Body<NewPerson>,
) -> Result<Made<PersonShown>, Problem> {
    if new.mail == Mail::Held && !new.invite {
        let why = "The field mail belongs to invite: true.";
        return Err(Problem::new(Kind::Invalid, "request.body", why));
    }
    let work = CreatePerson {
        account: admin.account(),
        card: new.card.into(),
        username: new.username,
        given: new.access.into(),
        invite: new.invite,
        mail: new.mail,
    };
    let saved = state.ctx.store.perform(admin.acting(), work).await?;
    let shown = PersonShown::of(&saved.person, state.ctx.now());
    Ok(Made(format!("people/{}", saved.person.id), shown))
}
