//! `Idempotency-Key`: a POST that is sent twice is done once.

use super::KnownAdmin;
use crate::render::Problem;
use crate::state::WebState;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderName, HeaderValue, Method, StatusCode};
use http_body_util::BodyExt as _;
use muster_app::auth::AdminCaller;
use muster_app::error::Kind;
use muster_app::idempotency::{Begun, KeptReply, Once, begin_once, keep_reply, let_go};

/// The header with the client's name for the request.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Says that an answer is the one that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// What belongs to an answer and is kept with it.
const KEPT: [HeaderName; 4] = [CONTENT_TYPE, ETAG, LOCATION, CACHE_CONTROL];

/// Does a POST under a key once; later ones with the same key get the same answer.
pub async fn once(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<KnownAdmin>().cloned();
    let key = request.headers().get(KEY).cloned();
    match (request.method() == Method::POST, key, caller) {
        (true, Some(key), Some(KnownAdmin(caller))) => {
            // Also when the client hangs up, or is told that it took too long: what was done is done,
            // and whoever asks again is told so.
            let store = state.ctx.store.clone();
            let whole = async move { under(&state, &key, &caller, request, next).await };
            let answer = store.outlive(whole).await;
            let answer = answer.unwrap_or_else(|gone| Err(gone.into()));
            answer.unwrap_or_else(Problem::into_response)
        }
        _ => next.run(request).await,
    }
}

async fn under(
    state: &WebState,
    key: &HeaderValue,
    caller: &AdminCaller,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    // A key is its token's: nobody meets the requests of another one.
    let key = format!("{} {}", caller.token, read(key)?);
    let (parts, body) = request.into_parts();
    // The layer in front has read it whole.
    let body = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes);
    let body = body.unwrap_or_default();
    let hash = hash(state, caller, &parts.uri.to_string(), &body);
    let begun = begin_once(
        &state.ctx,
        caller.account,
        &key,
        hash,
        state.request_timeout,
    );
    match begun.await? {
        Begun::Again(reply) => Ok(again(reply)),
        Begun::First(claimed) => {
            let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
            keep(state, claimed, answer).await
        }
    }
}

fn read(key: &HeaderValue) -> Result<String, Problem> {
    let text = key.to_str().unwrap_or_default();
    if (1..=200).contains(&text.len()) {
        return Ok(text.to_owned());
    }
    let detail = "An Idempotency-Key has 1 to 200 printable ASCII characters.";
    Err(Problem::new(
        Kind::Invalid,
        "request.idempotency_key",
        detail,
    ))
}

/// Keyed, because a body may hold what nobody should guess from the database.
fn hash(state: &WebState, caller: &AdminCaller, uri: &str, body: &Bytes) -> String {
    let whole = [
        caller.token.to_string().as_bytes(),
        b"\n",
        uri.as_bytes(),
        b"\n",
        body,
    ]
    .concat();
    state.ctx.key.token_hash(&String::from_utf8_lossy(&whole))
}

/// What succeeded is done for good; what was refused or failed may be tried again.
async fn keep(state: &WebState, claimed: Once, answer: Response) -> Result<Response, Problem> {
    let status = answer.status();
    if !status.is_success() {
        let_go(&state.ctx, claimed).await?;
        return Ok(answer);
    }
    let (parts, body) = answer.into_parts();
    let body = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes);
    let body = body.unwrap_or_default();
    let text = |name: &HeaderName| {
        let value = parts.headers.get(name)?.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    };
    let reply = KeptReply {
        status: status.as_u16(),
        headers: KEPT.iter().filter_map(text).collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    keep_reply(&state.ctx, claimed, &reply).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn again(reply: KeptReply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let mut response = (status, reply.body).into_response();
    let headers = response.headers_mut();
    headers.remove(CONTENT_TYPE);
    for (name, value) in &reply.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    response
}
