//! The ids in a path.

use crate::render::Problem;
use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;
use std::str::FromStr;

/// The id in a path. What is no id is answered as an id that names nothing.
#[derive(Clone, Copy, Debug)]
pub struct Id<T>(pub T);

/// Two ids in a path, the outer one first.
#[derive(Clone, Copy, Debug)]
pub struct Pair<A, B>(pub A, pub B);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let ids = ids(parts, state).await?;
        ids.first()
            .and_then(|id| read(id))
            .map(Self)
            .ok_or_else(Problem::not_found)
    }
}

impl<A: FromStr, B: FromStr, S: Send + Sync> FromRequestParts<S> for Pair<A, B> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let ids = ids(parts, state).await?;
        let first = ids.first().and_then(|id| read(id));
        let second = ids.get(1).and_then(|id| read(id));
        first
            .zip(second)
            .map(|(a, b)| Self(a, b))
            .ok_or_else(Problem::not_found)
    }
}

fn read<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

async fn ids<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<Vec<String>, Problem> {
    let params = RawPathParams::from_request_parts(parts, state).await;
    let params = params.map_err(|_| Problem::not_found())?;
    Ok(params.iter().map(|(_, value)| value.to_owned()).collect())
}
