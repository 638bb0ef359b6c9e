//! An account of a product with one of everything that a guard protects, and who tries.

use crate::journeys::the_door::pass;
use crate::support::{Answer, App, Client};
use axum::http::Method;
use muster_app::access::Preset;
use muster_app::log::write_all_log;
use muster_app::webhooks::{NewEndpoint, create_endpoint};
use muster_model::actor::Actor;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use muster_model::webhook::{EventFilter, MessageFormat};
use muster_store::Acting;
use serde_json::{Value, json};

pub(super) const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// A workspace, a role that allows more than administrators may do, one that nobody has, and a rule.
const FILE: &str = r#"
workspaces = ["Yard"]

[[role]]
slug = "super"
name = "Super"
priority = 950
permissions = ["*"]

[[role]]
slug = "spare"
name = "Spare"
permissions = ["records.view"]

[[rule]]
name = "Drivers"
when = 'groups.display eq "Drivers"'
then.workspaces = ["Yard"]
"#;

/// An account of a product.
pub(super) struct Estate<'a> {
    pub(super) app: &'a App,
    pub(super) account: AccountId,
    /// A program of an owner.
    pub(super) owner: Client,
    /// A program of an administrator.
    pub(super) admin: Client,
    /// A directory that is not privileged.
    pub(super) okta: Client,
    /// An owner outside of all directories.
    pub(super) olga: String,
    /// Somebody whom the directory knows.
    pub(super) ada: String,
    /// A contact whom people wrote down.
    pub(super) bob: String,
    product: &'static str,
}

impl<'a> Estate<'a> {
    pub(super) async fn open(app: &'a App, preset: Preset) -> Self {
        let product = preset.as_str();
        let account = app.product(product, preset).await;
        let mut estate = Self {
            app,
            account,
            owner: app.admin_of(account, TokenRole::Owner).await,
            admin: app.admin_of(account, TokenRole::Admin).await,
            okta: app.connection_of(account, "Okta", "lenient").await,
            olga: String::new(),
            ada: String::new(),
            bob: String::new(),
            product,
        };
        let new = NewEndpoint {
            account,
            url: format!("https://hooks.{product}.example/muster"),
            format: MessageFormat::Standard,
            events: EventFilter::All,
        };
        let made = create_endpoint(&app.ctx, Acting::command_line(), new).await;
        made.expect("an endpoint");
        assert_eq!(estate.apply(FILE).await, "done");
        estate.olga = estate.joined("olga").await;
        estate.own(&estate.olga).await;
        estate.ada = estate.push("ada").await;
        let bob = json!({"card": {"email": estate.address("bob")}});
        estate.bob = estate.admin.post("/people", bob).await.expect(201).id();
        estate
    }

    pub(super) fn address(&self, name: &str) -> String {
        format!("{name}@{}.example", self.product)
    }

    /// Somebody whom people invited, and who has joined.
    pub(super) async fn joined(&self, name: &str) -> String {
        let new = json!({"card": {"email": self.address(name)}, "invite": true});
        let id = self.admin.post("/people", new).await.expect(201).id();
        self.join(name).await;
        id
    }

    /// Somebody whom the directory pushes.
    pub(super) async fn push(&self, name: &str) -> String {
        let user = json!({"userName": self.address(name)});
        self.okta.post("/Users", user).await.expect(201).id()
    }

    /// An owner whom the directory knows.
    pub(super) async fn pushed_owner(&self, name: &str) -> String {
        let id = self.push(name).await;
        self.join(name).await;
        self.own(&id).await;
        id
    }

    /// Whoever was invited joins.
    pub(super) async fn join(&self, name: &str) {
        self.app.settle().await;
        let address = self.address(name);
        let mails = self.app.mailbox.take();
        let mut mails = mails
            .iter()
            .filter(|mail| mail.letter.to.as_str() == address);
        let link = mails.find_map(|mail| mail.link.clone()).expect("a link");
        let path = link.strip_prefix("https://muster.example.com");
        let path = path.expect("a link of ours").to_owned();
        let form = format!(
            "username={name}-{}&password=correct+horse+battery",
            self.product
        );
        pass(self.app, &path, &form).await;
    }

    /// Somebody who has joined becomes an owner.
    pub(super) async fn own(&self, id: &str) {
        let path = format!("/people/{id}/owner");
        self.owner.post(&path, json!({})).await.expect(200);
    }

    /// A group of the directory with these members.
    pub(super) async fn group(&self, name: &str, members: &[&str]) -> Answer {
        let members: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
        let group = json!({"displayName": name, "members": members});
        self.okta.post("/Groups", group).await
    }

    /// The directory sets something of somebody.
    pub(super) async fn set(&self, id: &str, value: Value) -> Answer {
        let path = format!("/Users/{id}");
        let set = json!([{"op": "replace", "value": value}]);
        self.okta.patch(&path, set).await
    }

    /// What an access file of the command line comes to.
    pub(super) async fn apply(&self, text: &str) -> String {
        match self.app.apply_to(self.account, text).await {
            Ok(_) => "done".to_owned(),
            Err(why) => format!("{}: {why}", why.code()),
        }
    }

    /// A person at work, as the pages of the console will let them.
    pub(super) fn hand_of(id: &str) -> Acting {
        let id = id.parse().expect("an id");
        Acting {
            actor: Actor::Person { id },
            ..Acting::system()
        }
    }

    /// The id of a role.
    pub(super) async fn role(&self, slug: &str) -> String {
        let roles = self.listed("/roles?limit=100").await;
        let role = roles.iter().find(|role| role["slug"] == json!(slug));
        role.expect("a role")["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    /// The path of the directory.
    pub(super) async fn connection(&self) -> String {
        let known = self.listed("/connections").await;
        format!("/connections/{}", known[0]["id"].as_str().expect("an id"))
    }

    pub(super) async fn listed(&self, path: &str) -> Vec<Value> {
        let page = self.owner.get(path).await.expect(200).json();
        page["items"].as_array().expect("items").clone()
    }

    /// What a program is answered: status, and the code of a refusal.
    pub(super) fn answered(answer: &Answer) -> String {
        let code = if answer.text.is_empty() {
            Value::Null
        } else {
            answer.json()["code"].clone()
        };
        match code.as_str() {
            Some(code) => format!("{} {code}", answer.status.as_u16()),
            None => answer.status.as_u16().to_string(),
        }
    }

    /// What a program is answered of one of many people: status, and the outcome or the code.
    pub(super) async fn bulk(client: &Client, id: &str, action: Value) -> String {
        let asked = json!({"people": [id], "action": action});
        let answer = client.post("/people/bulk", asked).await;
        if answer.status != 200 {
            return Self::answered(&answer);
        }
        let line = answer.json()["people"][0].take();
        let code = line["code"].as_str().or(line["outcome"].as_str());
        format!("200 {}", code.expect("an outcome"))
    }

    /// What became of a write of the directory about somebody: the answer, how they stand, what was
    /// told of them, and the line of the log.
    pub(super) async fn wrote(&self, id: &str, write: impl Future<Output = Answer>) -> String {
        self.heard(id).await;
        let answer = write.await;
        let told = self.heard(id).await;
        let told = if told.is_empty() {
            "nothing".to_owned()
        } else {
            told.join(" ")
        };
        let status = answer.status.as_u16();
        let (stands, logged) = (self.stands(id).await, self.logged().await);
        format!("{status}; {stands}; told: {told}; log: {logged}")
    }

    /// Status, role and title of somebody.
    pub(super) async fn stands(&self, id: &str) -> String {
        let person = self.owner.get(&format!("/people/{id}")).await;
        if person.status == 404 {
            return "gone".to_owned();
        }
        let person = person.json();
        let mut parts = vec![person["status"].as_str().expect("a status").to_owned()];
        parts.push(match person["role"].as_str() {
            Some(name) => self.named(&format!("\"{name}\"")).await.replace('"', ""),
            None => "no role".to_owned(),
        });
        parts.extend(person["attributes"]["title"].as_str().map(str::to_owned));
        parts.join(", ")
    }

    /// What was told of somebody since the last look, sorted.
    async fn heard(&self, id: &str) -> Vec<String> {
        self.app.settle().await;
        let arrived = self.app.sink.take().into_iter();
        let of_person = arrived.filter(|one| one.body["data"]["user"]["id"] == id);
        let types = of_person.map(|one| one.body["type"].as_str().expect("a type").to_owned());
        let mut told: Vec<String> = types.collect();
        told.sort();
        told
    }

    /// The line of the newest request in the provisioning log.
    async fn logged(&self) -> String {
        let written = write_all_log(&self.app.ctx, &self.app.log).await;
        written.expect("the log");
        let rows = self.listed("/log?limit=1").await;
        match rows[0]["detail"].as_str() {
            Some(line) => self.named(line).await,
            None => "nothing".to_owned(),
        }
    }

    /// A line that names roles as every product does.
    async fn named(&self, line: &str) -> String {
        let mut line = line.to_owned();
        for role in self.listed("/roles?limit=100").await {
            let [name, slug] = ["name", "slug"].map(|key| role[key].as_str().expect("text"));
            line = line.replace(&format!("\"{name}\""), &format!("\"{slug}\""));
        }
        line
    }

    /// A PATCH of the API.
    pub(super) async fn change(client: &Client, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        let body = Some(body.to_string());
        client.send(Method::PATCH, path, &headers, body).await
    }

    /// A POST without a body.
    pub(super) async fn tell(client: &Client, path: &str) -> Answer {
        client.send(Method::POST, path, &[], None).await
    }
}
