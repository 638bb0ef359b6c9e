//! How the admin API shows connections.

use crate::admin::view::Moment;
use crate::extract::Field;
use crate::render::sentence;
use muster_app::admin::{ConnectionShown, OlderCredentials, Switched};
use muster_model::access::{Keeper, Ownership, Part};
use muster_model::connection::{Connection, Token};
use muster_model::oauth::OAuthClient;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A connection, without secrets.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that people turn by itself"
)]
pub(super) struct Directory {
    /// The id.
    id: Uuid,
    /// What people call it.
    name: String,
    /// How its client speaks.
    profile: String,
    /// Whether it may take over existing people of verified domains.
    adopt: bool,
    /// Whether it may give roles with account permissions.
    privileged: bool,
    /// Whether its `active: true` enables whom a human being disabled.
    over_humans: bool,
    /// Whether roles, workspaces and fleet groups are groups of it.
    projection: bool,
    /// Whether it reads what the account gives as resources, and `entitlements` of a User give.
    entitlements: bool,
    /// Who keeps which part of the people whom it knows, as far as somebody laid it down.
    owns: Owns,
    /// Where its client asks.
    scim_base_url: String,
    /// Since when it exists.
    created_at: Moment,
}

/// Who keeps a part: `directory`, `console` or `both`. Null where nobody laid it down.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Owns {
    /// The contact card.
    #[schema(required)]
    profile: Option<&'static str>,
    /// Whether somebody has access at all.
    #[schema(required)]
    status: Option<&'static str>,
    /// The role.
    #[schema(required)]
    role: Option<&'static str>,
    /// Workspaces and fleet.
    #[schema(required)]
    scope: Option<&'static str>,
    /// Mails and other options.
    #[schema(required)]
    options: Option<&'static str>,
}

/// Who keeps a part from now on; null takes back what was laid down, what is not named stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnsChange {
    /// The contact card.
    #[schema(value_type = Option<String>, pattern = "^(directory|console|both)$")]
    #[serde(default)]
    profile: Field<Keeper>,
    /// Whether somebody has access at all.
    #[schema(value_type = Option<String>, pattern = "^(directory|console|both)$")]
    #[serde(default)]
    status: Field<Keeper>,
    /// The role.
    #[schema(value_type = Option<String>, pattern = "^(directory|console|both)$")]
    #[serde(default)]
    role: Field<Keeper>,
    /// Workspaces and fleet.
    #[schema(value_type = Option<String>, pattern = "^(directory|console|both)$")]
    #[serde(default)]
    scope: Field<Keeper>,
    /// Mails and other options.
    #[schema(value_type = Option<String>, pattern = "^(directory|console|both)$")]
    #[serde(default)]
    options: Field<Keeper>,
}

/// A connection that is made.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDirectory {
    /// What people call it: 1 to 200 characters, another name than any other connection.
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name: String,
    /// How its client speaks: `lenient` unless said.
    pub(super) profile: Option<String>,
}

/// A connection that was made, with its first token.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct DirectoryMade {
    #[serde(flatten)]
    pub(super) connection: Directory,
    #[serde(flatten)]
    pub(super) token: DirectoryTokenMade,
}

/// What becomes of a connection; what is not named stays.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DirectoryChange {
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name: Option<String>,
    /// How its client speaks.
    pub(super) profile: Option<String>,
    /// Whether it may take over existing people of verified domains.
    pub(super) adopt: Option<bool>,
    /// Whether it may give roles with account permissions; an owner's token alone may say so.
    pub(super) privileged: Option<bool>,
    /// Whether its `active: true` enables whom a human being disabled.
    pub(super) over_humans: Option<bool>,
    /// Whether roles, workspaces and fleet groups are groups of it, which give by membership.
    pub(super) projection: Option<bool>,
    /// Whether it reads what the account gives as resources, and `entitlements` of a User give.
    pub(super) entitlements: Option<bool>,
    /// Who keeps which part of the people whom it knows; letting it keep more needs an active owner
    /// outside of all directories.
    #[serde(default)]
    pub(super) owns: OwnsChange,
}

/// A connection that was changed, and what to do next.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct DirectorySwitched {
    #[serde(flatten)]
    connection: Directory,
    /// What whoever changed it should know.
    warnings: Vec<SwitchWarning>,
}

/// What whoever changed a switch should know.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
struct SwitchWarning {
    /// `older_credentials`.
    code: &'static str,
    /// A sentence for a person.
    detail: String,
}

/// A token of a connection, without its secret.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct DirectoryToken {
    /// The id.
    id: Uuid,
    /// Since when it exists.
    created_at: Moment,
    /// Until when it works.
    #[schema(required)]
    expires_at: Option<Moment>,
}

/// A token that was made, shown this once.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct DirectoryTokenMade {
    /// The token.
    pub(super) token: String,
    /// Until when it works.
    pub(super) token_expires_at: Moment,
    /// Until when the older tokens work at most.
    #[schema(required)]
    pub(super) previous_expires_at: Option<Moment>,
}

/// A program that may ask for access tokens, without its secret.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ClientShown {
    /// The `client_id`.
    id: Uuid,
    /// How many minutes its access tokens live.
    lifetime_minutes: u16,
    /// Whom `/Me` is.
    #[schema(required)]
    person_id: Option<Uuid>,
    /// Since when it exists.
    created_at: Moment,
}

/// What was taken back.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct TakenBack {
    /// The tokens.
    pub(super) tokens: Vec<Uuid>,
    /// The OAuth clients, whose access tokens end with them.
    pub(super) oauth_clients: Vec<Uuid>,
}

impl Directory {
    pub(super) fn of(connection: &Connection, scim_base_url: String) -> Self {
        Self {
            id: connection.id.0,
            name: connection.name.clone(),
            profile: connection.profile.clone(),
            adopt: connection.adopt,
            privileged: connection.privileged,
            over_humans: connection.over_humans,
            projection: connection.projection,
            entitlements: connection.entitlements,
            owns: Owns::of(&connection.ownership),
            scim_base_url,
            created_at: connection.created_at.into(),
        }
    }
}

impl DirectorySwitched {
    pub(super) fn of(switched: &Switched, scim_base_url: String) -> Self {
        let warnings = switched.warning.iter().map(|warning| SwitchWarning {
            code: OlderCredentials::CODE,
            detail: sentence(&warning.to_string()),
        });
        Self {
            connection: Directory::of(&switched.connection, scim_base_url),
            warnings: warnings.collect(),
        }
    }
}

impl Owns {
    fn of(ownership: &Ownership) -> Self {
        let keeper = |part| ownership.of(part).map(Keeper::as_str);
        Self {
            profile: keeper(Part::Profile),
            status: keeper(Part::Status),
            role: keeper(Part::Role),
            scope: keeper(Part::Scope),
            options: keeper(Part::Options),
        }
    }
}

impl OwnsChange {
    /// What was named.
    pub(super) fn named(self) -> Vec<(Part, Option<Keeper>)> {
        let fields = [
            (Part::Profile, self.profile),
            (Part::Status, self.status),
            (Part::Role, self.role),
            (Part::Scope, self.scope),
            (Part::Options, self.options),
        ];
        let named = fields.into_iter();
        named
            .filter_map(|(part, field)| field.option().map(|keeper| (part, keeper)))
            .collect()
    }
}

impl DirectoryToken {
    pub(super) fn all(shown: &ConnectionShown) -> Vec<Self> {
        shown.tokens.iter().map(Self::from).collect()
    }
}

impl From<&Token> for DirectoryToken {
    fn from(token: &Token) -> Self {
        Self {
            id: token.id.0,
            created_at: token.created_at.into(),
            expires_at: token.expires_at.map(Moment::from),
        }
    }
}

impl From<OAuthClient> for ClientShown {
    fn from(client: OAuthClient) -> Self {
        Self {
            id: client.id.0,
            lifetime_minutes: client.lifetime.minutes(),
            person_id: client.person.map(|id| id.0),
            created_at: client.created_at.into(),
        }
    }
}
