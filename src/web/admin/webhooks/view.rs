//! How the admin API shows endpoints.

use crate::admin::view::Moment;
use crate::render::Problem;
use muster_app::error::Kind;
use muster_model::event::EventKind;
use muster_model::webhook::{Endpoint, EventFilter, MessageFormat};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An endpoint, without its secrets.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct EndpointShown {
    /// The id.
    id: Uuid,
    /// Where messages are posted.
    url: String,
    /// `standard` (Standard Webhooks) or `scim-set` (RFC 9967).
    format: &'static str,
    /// Which events it hears: `*`, or types with commas between.
    events: String,
    /// `enabled` or `disabled`.
    state: &'static str,
    /// Since when nothing succeeded.
    #[schema(required)]
    failing_since: Option<Moment>,
    /// Until when it asked to be left alone.
    #[schema(required)]
    paused_until: Option<Moment>,
    /// Since when it exists.
    created_at: Moment,
}

/// How messages are wrapped.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::ToSchema)]
pub(super) enum Format {
    /// Standard Webhooks.
    #[serde(rename = "standard")]
    Standard,
    /// Security event tokens.
    #[serde(rename = "scim-set")]
    ScimSet,
}

/// An endpoint that is made.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewEndpointWanted {
    /// Where messages are posted.
    #[schema(max_length = 2048)]
    pub(super) url: String,
    /// How messages are wrapped: `standard` unless said.
    pub(super) format: Option<Format>,
    /// Which events it hears: `*`, or types with commas between; all unless said.
    pub(super) events: Option<String>,
}

/// What becomes of an endpoint; what is not named stays.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndpointPatch {
    /// Where messages are posted. At another place another secret signs, which the answer shows.
    #[schema(max_length = 2048)]
    pub(super) url: Option<String>,
    /// Which events it hears.
    pub(super) events: Option<String>,
    /// Whether it gets anything.
    pub(super) enabled: Option<bool>,
}

/// An endpoint with a secret that is shown this once.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(super) struct EndpointSecretShown {
    #[serde(flatten)]
    pub(super) endpoint: EndpointShown,
    /// The signing secret, where a new one was made.
    #[schema(required)]
    pub(super) secret: Option<String>,
}

impl From<&Endpoint> for EndpointShown {
    fn from(endpoint: &Endpoint) -> Self {
        Self {
            id: endpoint.id.0,
            url: endpoint.url.clone(),
            format: endpoint.format.as_str(),
            events: endpoint.events.text(),
            state: endpoint.state.as_str(),
            failing_since: endpoint.failing_since.map(Moment::from),
            paused_until: endpoint.paused_until.map(Moment::from),
            created_at: endpoint.created_at.into(),
        }
    }
}

impl From<Format> for MessageFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Standard => Self::Standard,
            Format::ScimSet => Self::ScimSet,
        }
    }
}

/// Reads which events are heard.
pub(super) fn events(text: &str) -> Result<EventFilter, Problem> {
    EventFilter::parse(text).map_err(|unknown| {
        let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let known = known.join(", ");
        let detail = format!("There is no event type {unknown:?}: use `*`, or some of {known}.");
        Problem::new(Kind::Invalid, "endpoint.event_unknown", detail)
    })
}
