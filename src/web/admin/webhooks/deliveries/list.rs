//! `GET /api/v1/webhooks/{id}/deliveries`: what is or was on its way.

use super::view::DeliveryShown;
use crate::extract::{Admin, Asked, Id, ManageWebhooks, Paging};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::webhooks::{DeliveryFilter, deliveries_of};
use muster_model::ids::EndpointId;
use serde::Deserialize;

/// Where a delivery stands.
#[derive(Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    Ready,
    Leased,
    Done,
    Dead,
    Cancelled,
}

impl Standing {
    fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Leased => "leased",
            Self::Done => "done",
            Self::Dead => "dead",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Which deliveries are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// In this state: `dead` ones were given up.
    #[param(inline)]
    state: Option<Standing>,
    /// The `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// How many at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
}

/// List the deliveries of an endpoint, the newest first.
#[utoipa::path(get, path = "/webhooks/{id}/deliveries", tag = "Webhooks", operation_id = "list_deliveries",
    params(("id" = uuid::Uuid, Path, description = "The endpoint."), Wanted),
    responses((status = 200, description = "The deliveries.", body = Page<DeliveryShown>)),
    extensions(("x-permission" = json!("account.webhooks"))))]
pub(super) async fn list(
    admin: Admin<ManageWebhooks>,
    Id(id): Id<EndpointId>,
    Asked(wanted): Asked<Wanted>,
    State(state): State<WebState>,
) -> Result<Json<Page<DeliveryShown>>, Problem> {
    let limit = Paging::limit(wanted.limit)?;
    let filter = DeliveryFilter {
        state: wanted.state.map(|state| state.as_str().to_owned()),
        before: Paging::place(wanted.cursor.as_deref())?,
        limit: limit + 1,
    };
    let rows = deliveries_of(&state.ctx, admin.account(), id, &filter).await?;
    let page = Page::cut(rows, limit, |row| row.id.to_string());
    Ok(Json(page.map(DeliveryShown::from)))
}
