//! `GET /api/v1/modules`: what roles can allow.

use crate::extract::{Admin, ReadAccess};
use crate::render::Problem;
use crate::state::WebState;
use axum::Json;
use axum::extract::State;
use muster_app::access::list_modules;
use muster_model::access::{EntityType, Module};
use serde::Serialize;
use std::collections::BTreeMap;

/// What roles can allow, and what it is about.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct ModulesShown {
    /// The modules by name.
    modules: Vec<ModuleShown>,
    /// The entity types by name.
    entities: Vec<EntityShown>,
}

/// A module.
#[derive(Serialize, utoipa::ToSchema)]
struct ModuleShown {
    /// Its name.
    name: String,
    /// Its permissions; `name.*` is all of them and what comes later.
    permissions: Vec<String>,
}

/// A kind of record.
#[derive(Serialize, utoipa::ToSchema)]
struct EntityShown {
    /// Its name.
    name: String,
    /// The module whose permissions rule it.
    module: String,
    /// What such a record says of itself: `text`, `number`, `boolean`, `date_time`, `person` or `group`.
    attributes: BTreeMap<String, &'static str>,
    /// The attribute that names the record whose assignment counts for this one; absent where its own does.
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned_by: Option<String>,
    /// The places that such a record has, `workspace` or `fleet_group` or both: a question says them, or
    /// opens nothing by leaving them out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    places: Vec<&'static str>,
}

/// List what roles can allow: empty where the account laid nothing down, and any permission is taken.
#[utoipa::path(get, path = "/modules", tag = "Roles", operation_id = "list_modules",
    responses((status = 200, description = "Modules and entity types.", body = ModulesShown)),
    extensions(("x-permission" = json!("access.view"))))]
pub(super) async fn list(
    admin: Admin<ReadAccess>,
    State(state): State<WebState>,
) -> Result<Json<ModulesShown>, Problem> {
    let offered = list_modules(&state.ctx, admin.account()).await?;
    Ok(Json(ModulesShown {
        modules: offered.modules.into_iter().map(ModuleShown::from).collect(),
        entities: offered
            .entities
            .into_iter()
            .map(EntityShown::from)
            .collect(),
    }))
}

impl From<Module> for ModuleShown {
    fn from(module: Module) -> Self {
        let actions = module.actions.iter();
        Self {
            permissions: actions
                .map(|action| format!("{}.{action}", module.name))
                .collect(),
            name: module.name,
        }
    }
}

impl From<EntityType> for EntityShown {
    fn from(entity: EntityType) -> Self {
        let attributes = entity.attributes.into_iter();
        Self {
            attributes: attributes
                .map(|one| (one.name, one.kind.as_str()))
                .collect(),
            assigned_by: entity.assigned_by,
            places: entity.places.iter().map(|place| place.as_str()).collect(),
            name: entity.name,
            module: entity.module,
        }
    }
}
