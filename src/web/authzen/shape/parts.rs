//! The parts of a question; what is not known in them is not looked at.

use serde_json::Value;
use std::collections::BTreeMap;

/// Who it is about.
#[derive(utoipa::ToSchema)]
pub(super) struct AskedSubject {
    /// `user`: there are no subjects of other types.
    #[schema(example = "user")]
    r#type: String,
    /// By id, else by sign-in address, else by `externalId`.
    id: String,
    /// Taken and not looked at: what is kept of the subject counts.
    #[schema(value_type = Option<Object>)]
    properties: Option<BTreeMap<String, Value>>,
}

/// Subjects of one type.
#[derive(utoipa::ToSchema)]
pub(super) struct SubjectKind {
    /// `user`: there are no subjects of other types.
    #[schema(example = "user")]
    r#type: String,
    /// Taken and not looked at: what is kept of the subjects counts.
    #[schema(value_type = Option<Object>)]
    properties: Option<BTreeMap<String, Value>>,
}

/// What they want to do.
#[derive(utoipa::ToSchema)]
pub(super) struct AskedAction {
    /// One permission of `GET /api/v1/modules`, or without the module that rules the resource.
    #[schema(example = "vehicles.view")]
    name: String,
    /// One that is true and names a part of the action that the module offers asks for that part too.
    #[schema(value_type = Option<Object>)]
    properties: Option<BTreeMap<String, Value>>,
}

/// With what.
#[derive(utoipa::ToSchema)]
pub(super) struct AskedResource {
    /// An entity type of the account, such as `vehicle`; or `account`.
    #[schema(example = "vehicle")]
    r#type: String,
    /// Its id in the application, empty for one that is yet to be made; of the account its id or short name.
    id: String,
    /// What it is and where.
    properties: Option<ResourceProperties>,
}

/// Resources of one type.
#[derive(utoipa::ToSchema)]
pub(super) struct ResourceKind {
    /// An entity type of the account, such as `vehicle`; or `account`.
    #[schema(example = "vehicle")]
    r#type: String,
    /// What they are and where.
    properties: Option<ResourceProperties>,
}

/// The attributes of the entity type, and the place: what is left out is unknown, null is no value.
#[derive(utoipa::ToSchema)]
pub(super) struct ResourceProperties {
    /// The workspace where it is, by name or id.
    workspace: Option<String>,
    /// The fleet group where it is, by name or id.
    fleet_group: Option<String>,
    #[serde(flatten)]
    attributes: BTreeMap<String, Value>,
}

/// A subject, or as much of it as all questions have in common.
#[derive(utoipa::ToSchema)]
pub(super) struct SubjectPart {
    /// As in a single question.
    #[schema(nullable = false)]
    r#type: Option<String>,
    /// As in a single question.
    #[schema(nullable = false)]
    id: Option<String>,
    /// As in a single question.
    #[schema(value_type = Option<Object>)]
    properties: Option<BTreeMap<String, Value>>,
}

/// An action, or as much of it as all questions have in common.
#[derive(utoipa::ToSchema)]
pub(super) struct ActionPart {
    /// As in a single question.
    #[schema(nullable = false)]
    name: Option<String>,
    /// As in a single question.
    #[schema(value_type = Option<Object>)]
    properties: Option<BTreeMap<String, Value>>,
}

/// A resource, or as much of it as all questions have in common.
#[derive(utoipa::ToSchema)]
pub(super) struct ResourcePart {
    /// As in a single question.
    #[schema(nullable = false)]
    r#type: Option<String>,
    /// As in a single question.
    #[schema(nullable = false)]
    id: Option<String>,
    /// As in a single question.
    properties: Option<ResourceProperties>,
}
