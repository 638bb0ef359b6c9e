//! The routes as the document has them, which a test of `src/web/admin` holds to the router's list.

use crate::support::Client;
use axum::http::Method;
use serde_json::{Map, Value, json};

/// One route of the admin API.
pub(super) struct Route {
    pub(super) method: Method,
    /// With the names of ids in braces.
    pub(super) path: String,
    /// The least role of who may ask.
    pub(super) role: String,
    /// The schema of the body, if it has one.
    body: Option<Value>,
    /// All schemas.
    schemas: Value,
}

/// Every route, by path.
pub(super) async fn routes(client: &Client) -> Vec<Route> {
    let document = client.get("/api/openapi.json").await.expect(200).json();
    let mut routes = Vec::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let method = method.to_uppercase();
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            routes.push(Route {
                method: method.parse().expect("a method"),
                path: path.clone(),
                role: operation["x-role"].as_str().expect("a role").to_owned(),
                body: (!body.is_null()).then(|| body.clone()),
                schemas: document["components"]["schemas"].clone(),
            });
        }
    }
    routes.sort_by_key(|route| (route.path.clone(), route.method.to_string()));
    routes
}

impl Route {
    /// Whether it wants a body.
    pub(super) fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Whether an id is in its path.
    pub(super) fn has_id(&self) -> bool {
        self.path.contains('{')
    }

    /// What says how the body is written.
    pub(super) fn headers(&self) -> Vec<(&'static str, &'static str)> {
        let media = ("content-type", "application/json");
        self.body.iter().map(|_| media).collect()
    }

    /// The path with an id for each name, chosen by the path before it.
    pub(super) fn with(&self, mut id: impl FnMut(&str) -> String) -> String {
        let mut path = String::new();
        for part in self.path.split('/').skip(1) {
            let part = if part.starts_with('{') {
                id(&path)
            } else {
                part.to_owned()
            };
            path = format!("{path}/{part}");
        }
        path
    }

    /// The least body that its schema takes.
    pub(super) fn least_body(&self) -> Option<String> {
        self.body
            .as_ref()
            .map(|schema| self.least(schema).to_string())
    }

    fn least(&self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().expect("a name");
            return self.least(&self.schemas[name]);
        }
        let of_many = ["oneOf", "anyOf", "allOf"]
            .iter()
            .find_map(|key| schema[key].as_array());
        if let Some(first) = of_many.and_then(|many| many.last()) {
            return self.least(first);
        }
        if let Some(first) = schema["enum"].get(0) {
            return first.clone();
        }
        let kind = schema["type"]
            .as_str()
            .or_else(|| schema["type"][0].as_str());
        match kind {
            Some("string") if schema["format"] == "date-time" => json!("2026-01-01T00:00:00Z"),
            Some("string") if schema["format"] == "uuid" => {
                json!("01a201d0-9d6e-74ed-894b-60fc87bffa69")
            }
            Some("string") => json!("x"),
            Some("integer" | "number") => json!(1),
            Some("boolean") => json!(false),
            Some("array") => json!([]),
            _ => self.object(schema),
        }
    }

    fn object(&self, schema: &Value) -> Value {
        let wanted = schema["required"].as_array().cloned().unwrap_or_default();
        let names = wanted.iter().filter_map(Value::as_str);
        let fields = names.map(|name| (name.to_owned(), self.least(&schema["properties"][name])));
        Value::Object(fields.collect::<Map<String, Value>>())
    }
}
