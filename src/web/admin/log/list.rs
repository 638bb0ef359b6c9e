//! `GET /api/v1/log`: every SCIM request of the account's connections, refused ones too.

use crate::admin::view::Moment;
use crate::extract::{Admin, Asked, Paging, ReadAudit};
use crate::render::{Page, Problem};
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::log::{LogFilter, LogRow, read_log};
use muster_model::ids::ConnectionId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which requests are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Those of this connection.
    connection: Option<Uuid>,
    /// Only those that were refused.
    failed: Option<bool>,
    /// Only those of which something was left out; with `failed=true` either.
    left_out: Option<bool>,
    /// Those about this person or group.
    subject: Option<Uuid>,
    /// The one with this id, as in `x-request-id`.
    #[param(max_length = 200)]
    request_id: Option<String>,
    /// The `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// How many at most: 100 unless said; more than 1,000 is answered with 1,000.
    #[param(minimum = 1)]
    limit: Option<u32>,
}

/// One SCIM request.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Entry {
    id: Uuid,
    /// When it came.
    at: Moment,
    /// Through which connection.
    #[schema(required)]
    connection_id: Option<Uuid>,
    method: String,
    /// The path with its query; what is personal is hidden.
    path: String,
    /// The status of the answer.
    status: u16,
    /// The `scimType` of a refusal.
    #[schema(required)]
    scim_type: Option<String>,
    /// Why it was refused, or what was left out.
    #[schema(required)]
    detail: Option<String>,
    /// The person or group that it was about.
    #[schema(required)]
    subject: Option<String>,
    request_id: String,
    /// How many requests of one second it stands for.
    count: i64,
    duration_ms: i64,
    /// The body; what is personal is hidden.
    #[schema(required)]
    body: Option<String>,
}

impl From<LogRow> for Entry {
    fn from(row: LogRow) -> Self {
        Self {
            id: row.id,
            at: row.at.into(),
            connection_id: row.connection.map(|id| id.0),
            method: row.method,
            path: row.path,
            status: row.status,
            scim_type: row.scim_type,
            detail: row.detail,
            subject: row.subject,
            request_id: row.request_id,
            count: row.count,
            duration_ms: row.duration_us / 1000,
            body: row.body,
        }
    }
}

/// List what directories asked, the newest first; it is written a moment after the answer.
#[utoipa::path(get, path = "/log", tag = "Provisioning log", operation_id = "list_log",
    params(Wanted), responses((status = 200, description = "The requests.", body = Page<Entry>)),
    extensions(("x-permission" = json!("account.audit"))))]
pub(super) async fn list(
    admin: Admin<ReadAudit>,
    Asked(wanted): Asked<Wanted>,
    State(state): State<WebState>,
) -> Result<Json<Page<Entry>>, Problem> {
    let limit = Paging::limit(wanted.limit)?;
    let filter = LogFilter {
        account: Some(admin.account()),
        connection: wanted.connection.map(ConnectionId),
        failed: wanted.failed.unwrap_or_default(),
        before: Paging::place(wanted.cursor.as_deref())?,
        left_out: wanted.left_out.unwrap_or_default(),
        subject: wanted.subject.map(|id| id.to_string()),
        request_id: wanted.request_id,
        limit: limit + 1,
        ..LogFilter::default()
    };
    let rows = read_log(&state.ctx, &filter).await?;
    let page = Page::cut(rows, limit, |row| row.id.to_string());
    Ok(Json(page.map(Entry::from)))
}
