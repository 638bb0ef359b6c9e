//! `/activate/{code}`: the person who was invited.

use super::code::{Code, Filled};
use super::page::page;
use super::refuse::refuse;
use super::views::{Activate, Activated};
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use muster_app::ctx::Ctx;
use muster_app::people::{
    Acceptance, JoinError, Opened, Problem, accept_invitation, open_invitation,
};
use serde::Deserialize;

/// What was filled in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    username: String,
    password: String,
}

/// Shows the form.
pub(super) async fn show(State(ctx): State<Ctx>, Code(code): Code) -> Response {
    match open_invitation(&ctx, &code).await {
        Ok(opened) => form(StatusCode::OK, &opened, "", &[]),
        Err(error) => refuse(&error),
    }
}

/// Accepts the invitation.
pub(super) async fn accept(
    State(ctx): State<Ctx>,
    Code(code): Code,
    Filled(fields): Filled<Fields>,
) -> Response {
    let opened = match open_invitation(&ctx, &code).await {
        Ok(opened) => opened,
        Err(error) => return refuse(&error),
    };
    let acceptance = Acceptance {
        username: fields.username.clone(),
        password: fields.password,
    };
    match accept_invitation(&ctx, &code, acceptance).await {
        Ok(username) => welcome(&opened.account, &username),
        Err(JoinError::Form(problems)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(status, &opened, &fields.username, &problems)
        }
        Err(JoinError::Link(error)) => refuse(&error),
    }
}

fn form(status: StatusCode, opened: &Opened, typed: &str, problems: &[Problem]) -> Response {
    let view = Activate {
        account: &opened.account,
        address: opened.address.as_str(),
        username: opened.username.as_deref().unwrap_or(typed),
        predefined: opened.username.is_some(),
        joins: opened.joins,
        problems,
    };
    page(status, &view)
}

fn welcome(account: &str, username: &str) -> Response {
    page(StatusCode::OK, &Activated { account, username })
}
