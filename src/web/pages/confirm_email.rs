//! `/confirm-email/{code}`: the holder of a new mailbox.

use super::code::Code;
use super::page::page;
use super::refuse::refuse;
use super::views::{ConfirmEmail, EmailConfirmed};
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use muster_app::ctx::Ctx;
use muster_app::people::{confirm_email_change, open_email_change};

/// Shows the question.
pub(super) async fn show(State(ctx): State<Ctx>, Code(code): Code) -> Response {
    match open_email_change(&ctx, &code).await {
        Ok(asked) => {
            let (account, new) = (asked.account.as_str(), asked.new.as_str());
            page(StatusCode::OK, &ConfirmEmail { account, new })
        }
        Err(error) => refuse(&error),
    }
}

/// Moves the sign-in to the new address.
pub(super) async fn confirm(State(ctx): State<Ctx>, Code(code): Code) -> Response {
    match confirm_email_change(&ctx, &code).await {
        Ok(asked) => {
            let (account, new) = (asked.account.as_str(), asked.new.as_str());
            page(StatusCode::OK, &EmailConfirmed { account, new })
        }
        Err(error) => refuse(&error),
    }
}
