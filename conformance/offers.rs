//! What the server says that it can do, which decides what it is asked.

use serde_json::Value;

use crate::client::Client;
use crate::shapes::{ENTERPRISE, USER};
use crate::verdict::{Verdict, skip};

/// Features of RFC 7643 5 that a server may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feature {
    Patch,
    Filter,
    Sort,
    Etag,
    Bulk,
}

impl Feature {
    fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Filter => "filter",
            Self::Sort => "sort",
            Self::Etag => "etag",
            Self::Bulk => "bulk",
        }
    }
}

/// The advertised features and resource types.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers {
    config: Value,
    resource_types: Value,
    schemas: Value,
}

impl Offers {
    /// Reads what the server advertises; what cannot be read leaves the judge with its assumptions.
    pub(crate) async fn read(client: &Client) -> Self {
        let read = async |path: &str| match client.get(path).send().await {
            Ok(answer) if answer.status == 200 => answer.body().clone(),
            _ => Value::Null,
        };
        Self {
            config: read("/ServiceProviderConfig").await,
            resource_types: read("/ResourceTypes").await,
            schemas: read("/Schemas").await,
        }
    }

    /// Skips the check unless the feature is advertised; a server that advertises nothing is asked for PATCH and filters.
    pub(crate) fn needs(&self, feature: Feature) -> Verdict {
        let assumed = matches!(feature, Feature::Patch | Feature::Filter);
        let supported = self
            .config
            .pointer(&format!("/{}/supported", feature.name()));
        if supported.and_then(Value::as_bool).unwrap_or(assumed) {
            Ok(())
        } else {
            skip(format!("not advertised: {}.supported", feature.name()))
        }
    }

    /// Skips the check when `/ResourceTypes` can be read and names no such type.
    pub(crate) fn needs_type(&self, name: &str) -> Verdict {
        let resources = self
            .resource_types
            .get("Resources")
            .and_then(Value::as_array);
        let known = resources.is_none_or(|all| {
            all.iter()
                .any(|one| one.get("name").and_then(Value::as_str) == Some(name))
        });
        if known {
            Ok(())
        } else {
            skip(format!("not advertised: resource type {name}"))
        }
    }

    /// Whether the schema is advertised as an extension of a resource type.
    pub(crate) fn extends(&self, urn: &str) -> bool {
        self.resource_types.to_string().contains(urn)
    }

    /// A value of the service provider's configuration, null when it is not there.
    pub(crate) fn config(&self, pointer: &str) -> &Value {
        self.config.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// Skips the check unless cursors are advertised (RFC 9865 4).
    pub(crate) fn needs_cursors(&self) -> Verdict {
        if self.config("/pagination/cursor") == &Value::Bool(true) {
            Ok(())
        } else {
            skip("not advertised: pagination.cursor")
        }
    }

    /// Skips the check unless the enterprise extension is advertised.
    pub(crate) fn needs_enterprise(&self) -> Verdict {
        if self.extends(ENTERPRISE) {
            Ok(())
        } else {
            skip("not advertised: the enterprise extension")
        }
    }

    /// The advertised resource types.
    pub(crate) fn types(&self) -> &[Value] {
        listed(&self.resource_types)
    }

    /// The advertised schema with this URN.
    pub(crate) fn schema(&self, urn: &str) -> Option<&Value> {
        let mut all = listed(&self.schemas).iter();
        all.find(|one| one.get("id").and_then(Value::as_str) == Some(urn))
    }

    /// The advertised schemas of users: the core one, and the extensions.
    pub(crate) fn user_schemas(&self) -> Vec<(&str, &Value)> {
        let user = self
            .types()
            .iter()
            .find(|one| one.get("name").and_then(Value::as_str) == Some("User"));
        let extensions = user
            .and_then(|one| one.get("schemaExtensions"))
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let urns = extensions
            .iter()
            .filter_map(|one| one.get("schema").and_then(Value::as_str));
        std::iter::once(USER)
            .chain(urns)
            .filter_map(|urn| self.schema(urn).map(|schema| (urn, schema)))
            .collect()
    }
}

/// The resources of a list.
fn listed(list: &Value) -> &[Value] {
    let resources = list.get("Resources").and_then(Value::as_array);
    resources.map(Vec::as_slice).unwrap_or_default()
}
