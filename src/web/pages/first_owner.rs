//! `/activate/first/{code}`: whoever started the server.

use super::code::{Code, Filled};
use super::page::page;
use super::refuse::refuse;
use super::views::{FirstOwnerDone, FirstOwnerForm};
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use muster_app::ctx::Ctx;
use muster_app::people::{FirstOwner, JoinError, Problem, become_first_owner, open_first_run};
use serde::Deserialize;

/// What was filled in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    address: String,
    username: String,
    password: String,
}

/// Shows the form.
pub(super) async fn show(State(ctx): State<Ctx>, Code(code): Code) -> Response {
    match open_first_run(&ctx, &code).await {
        Ok(account) => form(StatusCode::OK, &account.name, &Fields::default(), &[]),
        Err(error) => refuse(&error),
    }
}

/// Makes the first owner.
pub(super) async fn become_owner(
    State(ctx): State<Ctx>,
    Code(code): Code,
    Filled(fields): Filled<Fields>,
) -> Response {
    let account = match open_first_run(&ctx, &code).await {
        Ok(account) => account.name,
        Err(error) => return refuse(&error),
    };
    let owner = FirstOwner {
        address: fields.address.clone(),
        username: fields.username.clone(),
        password: fields.password.clone(),
    };
    match become_first_owner(&ctx, &code, owner).await {
        Ok(account) => done(&ctx, &account.name, &account.slug),
        Err(JoinError::Form(problems)) => form(
            StatusCode::UNPROCESSABLE_ENTITY,
            &account,
            &fields,
            &problems,
        ),
        Err(JoinError::Link(error)) => refuse(&error),
    }
}

fn form(status: StatusCode, account: &str, typed: &Fields, problems: &[Problem]) -> Response {
    let view = FirstOwnerForm {
        account,
        address: &typed.address,
        username: &typed.username,
        problems,
    };
    page(status, &view)
}

fn done(ctx: &Ctx, account: &str, slug: &str) -> Response {
    let view = FirstOwnerDone {
        account,
        slug,
        scim_base_url: &ctx.link("scim/v2"),
    };
    page(StatusCode::OK, &view)
}
