//! How the admin API shows its own tokens.

use crate::admin::view::Moment;
use muster_app::admin::ApiToken;
use muster_model::connection::TokenRole;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A token, without its secret.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct TokenShown {
    /// The id.
    id: Uuid,
    /// What people call it.
    name: String,
    /// What it may do.
    role: Role,
    /// Since when it exists.
    created_at: Moment,
    /// Until when it works; null for ever.
    #[schema(required)]
    expires_at: Option<Moment>,
    /// When it was used last, within a minute or so.
    #[schema(required)]
    last_used_at: Option<Moment>,
}

/// What a token may do.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    /// Everything.
    Owner,
    /// Reads and writes.
    Admin,
    /// Reads.
    Viewer,
}

/// A token that is made.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewToken {
    /// What people call it: 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name: String,
    /// What it may do.
    pub(super) role: Role,
}

/// A token that was made.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct TokenMade {
    /// The id.
    pub(super) id: Uuid,
    /// The token, shown this once.
    pub(super) token: String,
}

impl From<ApiToken> for TokenShown {
    fn from(api: ApiToken) -> Self {
        Self {
            id: api.token.id.0,
            name: api.name,
            role: match api.role {
                TokenRole::Owner => Role::Owner,
                TokenRole::Admin => Role::Admin,
                TokenRole::Viewer => Role::Viewer,
            },
            created_at: api.token.created_at.into(),
            expires_at: api.token.expires_at.map(Moment::from),
            last_used_at: api.last_used_at.map(Moment::from),
        }
    }
}

impl From<Role> for TokenRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Owner => Self::Owner,
            Role::Admin => Self::Admin,
            Role::Viewer => Self::Viewer,
        }
    }
}
