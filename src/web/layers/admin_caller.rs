//! Whose token of the admin API it is, found once for every layer and handler behind.

use super::bearer;
use crate::render::Problem;
use crate::state::WebState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use muster_app::auth::AdminCaller;

/// The caller, where a token that works was shown.
#[derive(Clone, Debug)]
pub struct KnownAdmin(pub AdminCaller);

/// Looks for the caller; who may do what is the handler's word.
pub async fn identify(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let caller = match bearer(request.headers()) {
        Some(token) => state.auth.admin(token).await,
        None => Ok(None),
    };
    match caller {
        Ok(Some(caller)) => {
            request.extensions_mut().insert(KnownAdmin(caller));
        }
        Ok(None) => {}
        Err(why) => return Problem::from(why).into_response(),
    }
    next.run(request).await
}
