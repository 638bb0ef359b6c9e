//! The two ways by which somebody is given access: a directory over SCIM, and a program over the API.

use crate::journeys::the_door::join_by;
use crate::support::{Answer, App, Client, whole_feed};
use axum::http::Method;
use muster_app::access::Preset;
use muster_app::log::write_all_log;
use muster_app::ports::Mail;
use muster_model::connection::TokenRole;
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use std::sync::Mutex;

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
    owner: Client,
    database: DatabaseConnection,
    /// What was mailed so far.
    mails: Mutex<Vec<Mail>>,
}

/// What somebody shall have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    role: &'a str,
    workspaces: &'a [&'a str],
    /// `entire`, `none`, or groups.
    fleet: &'a [&'a str],
    /// An entity type, and its record set.
    records: Option<(&'a str, &'a str)>,
    visibility: Option<&'a str>,
}

/// A role, workspaces, and the fleet.
pub(super) fn wanted<'a>(
    role: &'a str,
    workspaces: &'a [&'a str],
    fleet: &'a [&'a str],
) -> Wanted<'a> {
    Wanted {
        role,
        workspaces,
        fleet,
        records: None,
        visibility: None,
    }
}

impl<'a> Wanted<'a> {
    /// The same with a record set for an entity type.
    pub(super) fn with_set(self, entity: &'a str, set: &'a str) -> Self {
        Self {
            records: Some((entity, set)),
            ..self
        }
    }

    /// The same with a visibility.
    pub(super) fn seeing(self, visibility: &'a str) -> Self {
        Self {
            visibility: Some(visibility),
            ..self
        }
    }
}

impl Door {
    pub(super) async fn open(app: &App, preset: Preset, way: Way) -> Self {
        let slug = format!("{}-{way:?}", preset.as_str()).to_lowercase();
        let account = app.product(&slug, preset).await;
        let applied = app.apply_to(account, PLACES).await;
        applied.expect("an access file");
        let directory = app.connection_of(account, "Okta", "lenient").await;
        // An owner lets the directory give the administrators' role as well.
        let owner = app.admin_of(account, TokenRole::Owner).await;
        let connections = owner.get("/connections").await.expect(200).json();
        let id = connections["items"][0]["id"].as_str().expect("an id");
        let path = format!("/connections/{id}");
        let json = [("content-type", "application/json")];
        let trusted = Some(json!({"privileged": true}).to_string());
        let set = owner.send(Method::PATCH, &path, &json, trusted).await;
        set.expect(200);
        Self {
            way,
            directory,
            admin: app.admin_of(account, TokenRole::Admin).await,
            owner,
            database: app.database().await,
            mails: Mutex::default(),
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
        let email = address_of(name);
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

    /// Somebody who was invited comes.
    pub(super) async fn join(&self, app: &App, name: &str) {
        app.settle().await;
        let to = address_of(name);
        let mails = {
            let mut mails = self.mails.lock().expect("mails");
            mails.extend(app.mailbox.take());
            mails.clone()
        };
        let (username, _) = to.split_once('@').expect("an address");
        join_by(app, &mails, (&to, username)).await;
    }

    /// Every mail that went out, sorted.
    pub(super) fn mailed(&self, app: &App) -> Vec<String> {
        let mut mails = self.mails.lock().expect("mails");
        mails.extend(app.mailbox.take());
        let line = |mail: &Mail| format!("{} to {}", mail.letter.message.name(), mail.letter.to);
        let mut names: Vec<String> = mails.iter().map(line).collect();
        names.sort();
        names
    }

    /// The application assigns somebody to a record.
    pub(super) async fn assign(&self, id: &str, entity: &str, record: &str) {
        let body = json!({"person": id, "record": {"type": entity, "id": record}});
        self.admin.post("/assignments", body).await.expect(201);
    }

    /// A guest is given their record, in place of the one of before.
    pub(super) async fn show(&self, id: &str, entity: &str, record: &str) {
        match self.way {
            Way::Directory => {
                let path = format!("{EXTENSION}:guestRecord");
                let value = format!("{entity}:{record}");
                self.patch(id, json!([{"op": "replace", "path": path, "value": value}]))
                    .await;
            }
            Way::Program => {
                let record = json!({"type": entity, "id": record});
                let body = json!({"person": id, "record": record, "move": true});
                self.admin.post("/assignments", body).await.expect(201);
            }
        }
    }

    /// A domain is the account's own.
    pub(super) async fn own_domain(&self, domain: &str) {
        let own = json!({"verified_domains": [domain]}).to_string();
        let json = [("content-type", "application/json")];
        let set = self.owner.send(Method::PATCH, "/account", &json, Some(own));
        set.await.expect(200);
    }

    /// The same as `show`, where it may be refused; a program asks to move only where it says so. What
    /// a directory may not do is in the log.
    pub(super) async fn try_show(
        &self,
        id: &str,
        entity: &str,
        record: &str,
        moves: bool,
    ) -> Option<String> {
        match self.way {
            Way::Directory => {
                self.show(id, entity, record).await;
                None
            }
            Way::Program => {
                let record = json!({"type": entity, "id": record});
                let body = json!({"person": id, "record": record, "move": moves});
                refusal(&self.admin.post("/assignments", body).await)
            }
        }
    }

    /// The same as `enable`, where it may be refused.
    pub(super) async fn try_enable(&self, id: &str, wanted: Wanted<'_>) -> Option<String> {
        match self.way {
            Way::Directory => {
                self.enable(id, wanted).await;
                None
            }
            Way::Program => {
                let path = format!("/people/{id}/enable");
                refusal(&self.admin.post(&path, access(wanted)).await)
            }
        }
    }

    /// What the provisioning log says was left out, the oldest first.
    pub(super) async fn left_out(&self, app: &App) -> Vec<String> {
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let page = self
            .admin
            .get("/log?left_out=true")
            .await
            .expect(200)
            .json();
        let items = page["items"].as_array().expect("items").iter().rev();
        let line = |item: &Value| item["detail"].as_str().unwrap_or_default().to_owned();
        items.map(line).collect()
    }

    /// Whether somebody may do this with a record: `yes`, or the term that fails. The console's check
    /// and an application's question are answered alike.
    pub(super) async fn may(&self, id: &str, action: &str, record: (&str, &str, Value)) -> String {
        let (entity, name, properties) = record;
        let resource = json!({"type": entity, "id": name, "properties": properties});
        let subject = json!({"type": "user", "id": id});
        let question =
            json!({"subject": subject, "action": {"name": action}, "resource": resource});
        let door = self.admin.below("/access/v1");
        let headers = [("content-type", "application/json")];
        let body = Some(question.to_string());
        let decided = door.send(Method::POST, "/evaluation", &headers, body).await;
        let decided = decided.expect(200).json();

        let mut attributes = properties;
        let mut place = |name: &str| {
            let fields = attributes.as_object_mut();
            fields.and_then(|fields| fields.remove(name))
        };
        let places = [
            ("workspace", place("workspace")),
            ("fleet_group", place("fleet_group")),
        ];
        let record = json!({"type": entity, "id": name, "attributes": attributes});
        let mut question = json!({"action": action, "record": record});
        for (name, place) in places {
            if let Some(place) = place {
                question[name] = place;
            }
        }
        let path = format!("/people/{id}/access/check");
        let checked = self.admin.post(&path, question).await.expect(200).json();
        let failed = checked["failed"].as_str().unwrap_or("yes");
        let term = decided["context"]["id"].as_str().unwrap_or("yes");
        assert_eq!(term, failed, "{action} {decided}");
        assert_eq!(decided["decision"], json!(failed == "yes"));
        failed.to_owned()
    }

    /// How somebody stands: status, role, workspaces, fleet, how much they may do and see, and all
    /// that was told of them.
    pub(super) async fn state(&self, id: &str) -> String {
        let path = format!("/people/{id}");
        let person = self.admin.get(&path).await;
        if person.status == 404 {
            return format!("gone; {}", self.heard(id).await);
        }
        let path = format!("{path}/access");
        let access = self.admin.get(&path).await.expect(200).json();
        let permissions = access["permissions"].as_array().map_or(0, Vec::len);
        let sets = access["record_sets"].as_object().into_iter().flatten();
        let sets = sets.map(|(entity, reach)| format!("{entity} {}", reach["sets"]));
        format!(
            "{}, {}, {}, {}, {permissions} permissions, sees {} records, sets [{}]; {}",
            person.json()["status"].as_str().expect("a status"),
            access["role"].as_str().unwrap_or("no role"),
            access["workspaces"],
            access["fleet"],
            access["visibility"].as_str().expect("a visibility"),
            sets.collect::<Vec<_>>().join(", "),
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

/// What a refusal says; nothing where it was done.
fn refusal(answer: &Answer) -> Option<String> {
    if answer.status.is_success() {
        return None;
    }
    let problem = answer.json();
    let word = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    Some(format!("{}: {}", word("code"), word("detail")))
}

/// The address of somebody who is called by name, or by the address itself.
fn address_of(name: &str) -> String {
    if name.contains('@') {
        name.to_owned()
    } else {
        format!("{name}@example.com")
    }
}

/// The access attributes of the extension.
fn attributes(wanted: Wanted<'_>) -> Value {
    let whole = matches!(wanted.fleet, ["entire" | "none"]);
    let mut attributes = json!({
        "role": wanted.role,
        "workspaces": wanted.workspaces.join(";"),
        "fleetAccess": if whole { wanted.fleet.join("") } else { "groups".to_owned() },
    });
    if !whole {
        attributes["fleetGroups"] = json!(wanted.fleet.join(";"));
    }
    if let Some((entity, set)) = wanted.records {
        let attribute = match entity {
            "vehicle" => "vehiclesRecordSet",
            "contact" => "contactsRecordSet",
            other => panic!("which attribute is for {other}?"),
        };
        attributes[attribute] = json!(set);
    }
    if let Some(visibility) = wanted.visibility {
        attributes["recordVisibility"] = json!(visibility);
    }
    attributes
}

/// The same as the API says it.
fn access(wanted: Wanted<'_>) -> Value {
    let mut access =
        json!({"role": wanted.role, "workspaces": wanted.workspaces, "fleet": wanted.fleet});
    if let Some((entity, set)) = wanted.records {
        access["record_sets"] = json!({entity: set});
    }
    if let Some(visibility) = wanted.visibility {
        access["visibility"] = json!(visibility);
    }
    access
}
