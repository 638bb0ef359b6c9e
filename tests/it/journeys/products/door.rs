//! The two ways by which somebody is given access: a directory over SCIM, and a program over the API.

use crate::support::{App, Client, whole_feed};
use axum::http::Method;
use muster_app::access::Preset;
use muster_model::connection::TokenRole;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// What every account of these journeys has to give beside its product's roles.
const PLACES: &str = r#"
workspaces = ["Yard", "Office"]

[[fleet_group]]
name = "Midwest"

[[fleet_group]]
name = "Chicago"
parent = "Midwest"
"#;

/// By which way.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    Directory,
    Program,
}

/// An account of a product, entered by one of the ways.
pub(super) struct Door {
    way: Way,
    directory: Client,
    admin: Client,
    database: DatabaseConnection,
}

/// What somebody shall have: role, workspaces, and the fleet as the API says it.
pub(super) type Wanted<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

impl Door {
    pub(super) async fn open(app: &App, preset: Preset, way: Way) -> Self {
        let slug = format!("{}-{way:?}", preset.as_str()).to_lowercase();
        let account = app.product(&slug, preset).await;
        let applied = app.apply_to(account, PLACES).await;
        applied.expect("an access file");
        Self {
            way,
            directory: app.connection_of(account, "Okta", "lenient").await,
            admin: app.admin_of(account, TokenRole::Admin).await,
            database: app.database().await,
        }
    }

    /// Somebody is written down, without access.
    pub(super) async fn contact(&self, name: &str) -> String {
        self.make(name, None).await
    }

    /// Somebody new is invited.
    pub(super) async fn invite(&self, name: &str, wanted: Wanted<'_>) -> String {
        self.make(name, Some(wanted)).await
    }

    async fn make(&self, name: &str, wanted: Option<Wanted<'_>>) -> String {
        let email = format!("{name}@example.com");
        let made = match self.way {
            Way::Directory => {
                let mut user = json!({
                    "userName": email,
                    "name": {"givenName": name, "familyName": "Doe"},
                    "emails": [{"value": email, "type": "work", "primary": true}],
                    "active": wanted.is_some(),
                });
                if let Some(wanted) = wanted {
                    user[EXTENSION] = attributes(wanted);
                }
                self.directory.post("/Users", user).await
            }
            Way::Program => {
                let card = json!({"email": email, "given_name": name, "family_name": "Doe"});
                let access = wanted.map_or_else(|| json!({}), access);
                let body = json!({"card": card, "access": access, "invite": wanted.is_some()});
                self.admin.post("/people", body).await
            }
        };
        made.expect(201).id()
    }

    /// A contact becomes a user.
    pub(super) async fn enable(&self, id: &str, wanted: Wanted<'_>) {
        match self.way {
            Way::Directory => {
                let all = json!({"active": true, EXTENSION: attributes(wanted)});
                self.patch(id, json!([{"op": "replace", "value": all}]))
                    .await;
            }
            Way::Program => {
                self.tell(Method::POST, id, "/enable", Some(access(wanted)))
                    .await;
            }
        }
    }

    /// Contacts become users: a directory writes each, a program says it once.
    pub(super) async fn enable_all(&self, ids: &[String], wanted: Wanted<'_>) {
        match self.way {
            Way::Directory => {
                for id in ids {
                    self.enable(id, wanted).await;
                }
            }
            Way::Program => {
                let mut action = access(wanted);
                action["type"] = json!("enable");
                let body = json!({"people": ids, "action": action});
                let done = self.admin.post("/people/bulk", body).await.expect(200);
                assert_eq!(done.json()["done"], ids.len());
            }
        }
    }

    /// Somebody gets something else.
    pub(super) async fn change(&self, id: &str, wanted: Wanted<'_>) {
        match self.way {
            Way::Directory => {
                let all = json!({EXTENSION: attributes(wanted)});
                self.patch(id, json!([{"op": "replace", "value": all}]))
                    .await;
            }
            Way::Program => {
                self.tell(Method::PUT, id, "/grants", Some(access(wanted)))
                    .await;
            }
        }
    }

    /// Somebody leaves, for now.
    pub(super) async fn leave(&self, id: &str) {
        self.set_active(id, false, "/deactivate").await;
    }

    /// Somebody is back.
    pub(super) async fn back(&self, id: &str) {
        self.set_active(id, true, "/reactivate").await;
    }

    async fn set_active(&self, id: &str, active: bool, verb: &str) {
        match self.way {
            Way::Directory => {
                let op = json!([{"op": "replace", "path": "active", "value": active}]);
                self.patch(id, op).await;
            }
            Way::Program => self.tell(Method::POST, id, verb, None).await,
        }
    }

    /// Somebody is gone for good.
    pub(super) async fn delete(&self, id: &str) {
        let gone = match self.way {
            Way::Directory => self.directory.delete(&format!("/Users/{id}")).await,
            Way::Program => {
                let path = format!("/people/{id}");
                let person = self.admin.get(&path).await.expect(200).json();
                let address = person["sign_in_address"].as_str();
                let typed = address.or(person["user_name"].as_str()).expect("a name");
                self.admin.delete(&format!("{path}?confirm={typed}")).await
            }
        };
        gone.expect(204);
    }

    async fn patch(&self, id: &str, operations: Value) {
        let path = format!("/Users/{id}");
        self.directory.patch(&path, operations).await.expect(200);
    }

    async fn tell(&self, method: Method, id: &str, verb: &str, body: Option<Value>) {
        let path = format!("/people/{id}{verb}");
        let body = body.map(|body| body.to_string());
        let told = self.admin.send(method, &path, &[], body);
        told.await.expect(200);
    }

    /// How somebody stands: status, role, workspaces, fleet, how much they may do, and all that was
    /// told of them.
    pub(super) async fn state(&self, id: &str) -> String {
        let path = format!("/people/{id}");
        let person = self.admin.get(&path).await;
        if person.status == 404 {
            return format!("gone; {}", self.heard(id).await);
        }
        let access = self
            .admin
            .get(&format!("{path}/access"))
            .await
            .expect(200)
            .json();
        let permissions = access["permissions"].as_array().map_or(0, Vec::len);
        format!(
            "{}, {}, {}, {}, {permissions} permissions; {}",
            person.json()["status"].as_str().expect("a status"),
            access["role"].as_str().unwrap_or("no role"),
            access["workspaces"],
            access["fleet"],
            self.heard(id).await,
        )
    }

    async fn heard(&self, id: &str) -> String {
        let feed = whole_feed(&self.database, &self.admin).await.json();
        let events = feed["events"].as_array().expect("events").iter();
        let of_person = events.filter(|event| event["data"]["user"]["id"] == id);
        let types = of_person.map(|event| event["type"].as_str().expect("a type"));
        types.collect::<Vec<_>>().join(" ")
    }
}

/// The access attributes of the extension.
fn attributes((role, workspaces, fleet): Wanted<'_>) -> Value {
    let whole = matches!(fleet, ["entire" | "none"]);
    let mut attributes = json!({
        "role": role,
        "workspaces": workspaces.join(";"),
        "fleetAccess": if whole { fleet.join("") } else { "groups".to_owned() },
    });
    if !whole {
        attributes["fleetGroups"] = json!(fleet.join(";"));
    }
    attributes
}

/// The same as the API says it.
fn access((role, workspaces, fleet): Wanted<'_>) -> Value {
    json!({"role": role, "workspaces": workspaces, "fleet": fleet})
}
