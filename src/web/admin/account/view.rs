//! How the admin API shows the account.

use crate::admin::view::Moment;
use crate::extract::Field;
use muster_app::admin::AccountShown;
use muster_model::access::{AssignWhen, NothingLeft};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The settings of the account.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Settings {
    /// The id, as in webhooks.
    id: Uuid,
    /// The short name in commands.
    slug: String,
    /// The name as people read it.
    name: String,
    /// The bundled access file that it started from.
    #[schema(required)]
    preset: Option<String>,
    /// The domains that are known to be its own: there, people move and are adopted at once.
    verified_domains: Vec<String>,
    /// What becomes of people to whom nothing is given any more: `keep`, `no_access` or
    /// `default_role`; null for the default, under which they stay, with the default role if any.
    #[schema(required)]
    nothing_left: Option<&'static str>,
    /// When somebody who sees assigned records alone may be assigned to one: `anytime` or `registered`.
    assign_when: &'static str,
    /// How many guests one record may have.
    guests_per_record: u32,
    /// Since when it exists.
    created_at: Moment,
}

/// What becomes of the settings; what is not named stays.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsChange {
    /// The name: 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name: Option<String>,
    /// All domains that are known to be its own.
    #[schema(max_items = 1000)]
    pub(super) verified_domains: Option<Vec<String>>,
    /// What becomes of people to whom nothing is given any more; null for the default.
    #[schema(value_type = Option<String>, pattern = "^(keep|no_access|default_role)$")]
    #[serde(default)]
    pub(super) nothing_left: Field<NothingLeft>,
    /// When somebody who sees assigned records alone may be assigned to one.
    #[schema(value_type = Option<String>, pattern = "^(anytime|registered)$")]
    pub(super) assign_when: Option<AssignWhen>,
    /// How many guests one record may have.
    #[schema(maximum = 1000)]
    pub(super) guests_per_record: Option<u32>,
}

impl From<AccountShown> for Settings {
    fn from(shown: AccountShown) -> Self {
        Self {
            id: shown.account.id.0,
            slug: shown.account.slug,
            name: shown.account.name,
            preset: shown.account.preset,
            verified_domains: shown.verified_domains,
            nothing_left: shown.nothing_left.map(NothingLeft::as_str),
            assign_when: shown.assigning.when.as_str(),
            guests_per_record: shown.assigning.guests,
            created_at: shown.account.created_at.into(),
        }
    }
}
