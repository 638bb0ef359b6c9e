//! What the server says about itself (RFC 7643 5 to 7, RFC 7644 4): only what works.

use serde_json::{Value, json};

use crate::{
    bulk::{MAX_OPERATIONS, MAX_PAYLOAD},
    list::list_response,
    paging::{CURSOR_SECONDS, DEFAULT_COUNT, MAX_COUNT},
    schema::{Kinds, ResourceType, Schema},
};

const CONFIG_URN: &str = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const RESOURCE_TYPE_URN: &str = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const SCHEMA_URN: &str = "urn:ietf:params:scim:schemas:core:2.0:Schema";

/// The document at `/ServiceProviderConfig`; the base URL ends without a slash, and the URIs are
/// those of the security events that are sent. Without any `securityEvents` is left out (RFC 9967 4):
/// there are clients that refuse a configuration with a name that they do not know.
pub fn service_provider_config(base_url: &str, event_uris: Option<&[String]>) -> Value {
    let mut config = capabilities(base_url);
    if let (Some(uris), Some(config)) = (event_uris, config.as_object_mut()) {
        // Every request is answered when it is done.
        let events = json!({ "asyncRequest": "none", "eventUris": uris });
        config.insert("securityEvents".to_owned(), events);
    }
    config
}

fn capabilities(base_url: &str) -> Value {
    json!({
        "schemas": [CONFIG_URN],
        "patch": { "supported": true },
        "bulk": {
            "supported": true,
            "maxOperations": MAX_OPERATIONS,
            "maxPayloadSize": MAX_PAYLOAD,
        },
        "filter": { "supported": true, "maxResults": MAX_COUNT },
        "changePassword": { "supported": false },
        "sort": { "supported": true },
        "etag": { "supported": true },
        // RFC 9865 4; the default stays what clients of RFC 7644 expect (RFC 9865 2.4).
        "pagination": {
            "cursor": true,
            "index": true,
            "defaultPaginationMethod": "index",
            "defaultPageSize": DEFAULT_COUNT,
            "maxPageSize": MAX_COUNT,
            "cursorTimeout": CURSOR_SECONDS,
        },
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "OAuth Bearer Token",
            "description": "The token of the connection, sent as Authorization: Bearer.",
            "specUri": "https://www.rfc-editor.org/info/rfc6750",
            "primary": true,
        }, {
            "type": "oauth2",
            "name": "OAuth 2.0 Client Credentials",
            "description": "Access tokens for a client of the connection; \
                            /.well-known/oauth-authorization-server says where.",
            "specUri": "https://www.rfc-editor.org/info/rfc6749",
            "primary": false,
        }],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": format!("{base_url}/ServiceProviderConfig"),
        },
    })
}

/// The list at `/ResourceTypes`.
pub fn resource_types(base_url: &str, kinds: &Kinds) -> Value {
    let all = kinds.all().map(|kind| describe_type(base_url, kind));
    listed(all.collect())
}

/// The document at `/ResourceTypes/{name}`.
pub fn resource_type(base_url: &str, kinds: &Kinds, name: &str) -> Option<Value> {
    let mut found = kinds.all().filter(|kind| kind.name == name);
    found.next().map(|kind| describe_type(base_url, kind))
}

/// The list at `/Schemas`.
pub fn schemas(base_url: &str, kinds: &Kinds) -> Value {
    let all = all_schemas(kinds);
    listed(
        all.map(|schema| describe_schema(base_url, schema))
            .collect(),
    )
}

/// The document at `/Schemas/{urn}`.
pub fn schema(base_url: &str, kinds: &Kinds, urn: &str) -> Option<Value> {
    let mut found = all_schemas(kinds).filter(|schema| schema.urn.eq_ignore_ascii_case(urn));
    found.next().map(|schema| describe_schema(base_url, schema))
}

fn all_schemas(kinds: &Kinds) -> impl Iterator<Item = &Schema> {
    let all = kinds.all().flat_map(|kind| {
        let extensions = kind.extensions.iter().map(|extension| &extension.schema);
        std::iter::once(&kind.schema).chain(extensions)
    });
    // Several types share one schema.
    let mut seen: Vec<&str> = Vec::new();
    all.filter(move |schema| {
        let is_new = !seen.contains(&&*schema.urn);
        seen.push(&schema.urn);
        is_new
    })
}

fn listed(documents: Vec<Value>) -> Value {
    list_response(documents.len() as u64, 1, documents)
}

fn describe_type(base_url: &str, kind: &ResourceType) -> Value {
    let extensions = kind
        .extensions
        .iter()
        .map(|extension| json!({ "schema": extension.schema.urn, "required": extension.required }));
    json!({
        "schemas": [RESOURCE_TYPE_URN],
        "id": kind.name,
        "name": kind.name,
        "description": kind.description,
        "endpoint": kind.endpoint,
        "schema": kind.schema.urn,
        "schemaExtensions": extensions.collect::<Vec<_>>(),
        "meta": {
            "resourceType": "ResourceType",
            "location": format!("{base_url}/ResourceTypes/{}", kind.name),
        },
    })
}

/// Each entry has its own `schemas`: some clients refuse a list whose entries lack it.
fn describe_schema(base_url: &str, schema: &Schema) -> Value {
    json!({
        "schemas": [SCHEMA_URN],
        "id": schema.urn,
        "name": schema.name,
        "description": schema.description,
        "attributes": schema.describe(),
        "meta": {
            "resourceType": "Schema",
            "location": format!("{base_url}/Schemas/{}", schema.urn),
        },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{resource_type, resource_types, schema, schemas, service_provider_config};
    use crate::schema::{CORE_USER, ENTERPRISE_USER, Kinds};

    const BASE: &str = "https://muster.example/scim/v2";

    fn ids(list: &Value) -> Vec<&str> {
        let entries = list["Resources"].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["id"].as_str().unwrap())
            .collect()
    }

    #[test]
    fn every_schema_of_every_type_is_listed_and_found_by_its_urn() {
        let list = schemas(BASE, &Kinds::built_in());
        assert_eq!(list["totalResults"], 4);
        for urn in ids(&list) {
            let one = schema(BASE, &Kinds::built_in(), urn).unwrap();
            assert_eq!(
                one["schemas"][0],
                "urn:ietf:params:scim:schemas:core:2.0:Schema"
            );
            assert_eq!(one["meta"]["location"], format!("{BASE}/Schemas/{urn}"));
        }
        assert_eq!(schema(BASE, &Kinds::built_in(), "urn:nobody"), None);
    }

    #[test]
    fn resource_types_name_their_schemas() {
        assert_eq!(
            ids(&resource_types(BASE, &Kinds::built_in())),
            ["User", "Group"]
        );
        let user = resource_type(BASE, &Kinds::built_in(), "User").unwrap();
        assert_eq!(user["schema"], CORE_USER);
        assert_eq!(user["schemaExtensions"][0]["schema"], ENTERPRISE_USER);
        assert_eq!(resource_type(BASE, &Kinds::built_in(), "Device"), None);
    }

    #[test]
    fn nothing_is_promised_that_does_not_work() {
        let config = service_provider_config(BASE, None);
        assert_eq!(config["changePassword"]["supported"], false);
        let text = schemas(BASE, &Kinds::built_in()).to_string();
        assert!(!text.contains("\"password\"") && !text.contains("null"));
    }
}
