//! The routes as the document has them, which a test of `src/web/admin` holds to the router's list.

use crate::support::Client;
use axum::http::Method;
use serde_json::{Map, Value, json};

/// One route of the document.
pub(super) struct Route {
    pub(super) method: Method,
    /// With the names of ids in braces.
    pub(super) path: String,
    /// The least role of who may ask; `anybody` where no token is asked for.
    pub(super) role: String,
    /// The schema of the body, if it has one.
    body: Option<Value>,
    /// The least query that it takes, with its question mark; empty where nothing must be there.
    pub(super) asked: String,
    /// What may stand in the query.
    query: Vec<Value>,
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
                role: role(operation),
                body: (!body.is_null()).then(|| body.clone()),
                asked: least_query(operation),
                query: of_query(operation),
                schemas: document["components"]["schemas"].clone(),
            });
        }
    }
    routes.sort_by_key(|route| (route.path.clone(), route.method.to_string()));
    routes
}

/// Every route of the admin API, by path.
pub(super) async fn admin_routes(client: &Client) -> Vec<Route> {
    let mut routes = routes(client).await;
    routes.retain(|route| route.path.starts_with("/api/v1/"));
    routes
}

fn role(operation: &Value) -> String {
    let role = operation["x-role"].as_str();
    let anybody = operation["security"] == json!([{}]);
    let role = role.or_else(|| anybody.then_some("anybody"));
    role.expect("a role").to_owned()
}

/// The parameters of a query but for the place in a list, which is nobody's.
fn of_query(operation: &Value) -> Vec<Value> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    let wanted =
        |one: &&Value| one["in"] == "query" && one["name"] != "cursor" && one["name"] != "after";
    all.filter(wanted).cloned().collect()
}

/// Each parameter of the query that must be there, with its example.
fn least_query(operation: &Value) -> String {
    let all = operation["parameters"].as_array().into_iter().flatten();
    let wanted = all.filter(|one| one["in"] == "query" && one["required"] == true);
    let pairs = wanted.map(|one| {
        let (name, example) = (one["name"].as_str(), one["example"].as_str());
        format!("{}={}", name.expect("a name"), example.expect("an example"))
    });
    let pairs: Vec<String> = pairs.collect();
    if pairs.is_empty() {
        return String::new();
    }
    format!("?{}", pairs.join("&"))
}

/// A field of a body, or a parameter of a query, that takes text.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// The names that lead there; an empty one is an item of a list.
    steps: Vec<String>,
    of_query: bool,
    /// Of what is one of several: where it stands, and the least of the one that has the field.
    chosen: Vec<(Vec<String>, Value)>,
    /// Whether the document says that it is an id.
    pub(super) is_id: bool,
}

impl Leaf {
    fn below(&self, name: &str) -> Self {
        let mut below = self.clone();
        below.steps.push(name.to_owned());
        below
    }

    /// The name of the field, with a question mark before one of a query.
    pub(super) fn name(&self) -> String {
        let mut name = String::new();
        for step in &self.steps {
            match step.as_str() {
                "" => name.push_str("[]"),
                step if name.is_empty() => name.push_str(step),
                step => name = format!("{name}.{step}"),
            }
        }
        let kinds = self
            .chosen
            .iter()
            .filter_map(|(_, least)| least["type"].as_str());
        let kinds: Vec<String> = kinds.map(|kind| format!(" ({kind})")).collect();
        let mark = if self.of_query { "?" } else { "" };
        format!("{mark}{name}{}", kinds.concat())
    }

    /// The path with the field in its query, beside what must be there.
    pub(super) fn in_query(&self, path: &str, asked: &str, value: &str) -> String {
        let own = self.steps.first().filter(|_| self.of_query);
        let asked = asked.trim_start_matches('?').split('&');
        let mut pairs = own.map_or_else(Vec::new, |name| vec![format!("{name}={value}")]);
        pairs.extend(asked.filter_map(|pair| {
            let name = pair.split('=').next().filter(|name| !name.is_empty());
            name.filter(|name| own.is_none_or(|own| own != name))
                .map(|_| pair.to_owned())
        }));
        match pairs.as_slice() {
            [] => path.to_owned(),
            pairs => format!("{path}?{}", pairs.join("&")),
        }
    }

    /// The body with the field in it.
    pub(super) fn in_body(&self, mut body: Value, value: &str) -> Value {
        if self.of_query {
            return body;
        }
        for (steps, least) in &self.chosen {
            put(&mut body, steps, least.clone());
        }
        put(&mut body, &self.steps, json!(value));
        body
    }
}

/// Puts something where these names lead.
fn put(mut place: &mut Value, steps: &[String], value: Value) {
    for step in steps {
        if step.is_empty() {
            *place = json!([null]);
            place = &mut place[0];
        } else {
            if !place.is_object() {
                *place = json!({});
            }
            place = &mut place[step];
        }
    }
    *place = value;
}

impl Route {
    /// Every field and parameter that takes text, but for the place in a list, which is nobody's.
    pub(super) fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for one in &self.query {
            let name = one["name"].as_str().expect("a name").to_owned();
            let leaf = Leaf {
                steps: vec![name],
                of_query: true,
                chosen: Vec::new(),
                is_id: false,
            };
            self.gather(&one["schema"], leaf, &mut leaves);
        }
        if let Some(body) = &self.body {
            let leaf = Leaf {
                steps: Vec::new(),
                of_query: false,
                chosen: Vec::new(),
                is_id: false,
            };
            self.gather(body, leaf, &mut leaves);
        }
        leaves.retain(|leaf| leaf.steps != ["page", "token"]);
        leaves
    }

    fn gather(&self, schema: &Value, at: Leaf, leaves: &mut Vec<Leaf>) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().expect("a name");
            return self.gather(&self.schemas[name], at, leaves);
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            for part in schema[key].as_array().into_iter().flatten() {
                let mut at = at.clone();
                if part["properties"].is_object() {
                    at.chosen.push((at.steps.clone(), self.least_of(part)));
                }
                self.gather(part, at, leaves);
            }
        }
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            self.gather(inner, at.below(name), leaves);
        }
        if schema["items"].is_object() {
            self.gather(&schema["items"], at.below(""), leaves);
        }
        let kinds = [&schema["type"], &schema["type"][0], &schema["type"][1]];
        let is_text = kinds.iter().any(|kind| **kind == "string") && schema["enum"].is_null();
        if is_text && schema["format"] != "date-time" {
            let is_id = schema["format"] == "uuid";
            leaves.push(Leaf { is_id, ..at });
        }
    }

    /// The least body, as a value.
    pub(super) fn least(&self) -> Value {
        self.body
            .as_ref()
            .map_or(Value::Null, |schema| self.least_of(schema))
    }

    /// Whether it asks for decisions, as AuthZEN has it.
    pub(super) fn asks_for_decisions(&self) -> bool {
        self.path.starts_with("/access/v1/")
    }

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
        self.has_body().then(|| self.least().to_string())
    }

    fn least_of(&self, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().expect("a name");
            return self.least_of(&self.schemas[name]);
        }
        let of_many = ["oneOf", "anyOf", "allOf"]
            .iter()
            .find_map(|key| schema[key].as_array());
        if let Some(first) = of_many.and_then(|many| many.last()) {
            return self.least_of(first);
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
        let fields =
            names.map(|name| (name.to_owned(), self.least_of(&schema["properties"][name])));
        Value::Object(fields.collect::<Map<String, Value>>())
    }
}
