//! The roles of every product that see some records alone: what is theirs, what is another one's, and
//! that they change neither, whoever gave the role.

use super::the_door::{mailed_path, pass};
use crate::support::{App, Client, stories};
use muster_app::access::Preset;
use muster_model::connection::TokenRole;
use muster_model::ids::AccountId;
use serde_json::{Value, json};

const EXTENSION: &str = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";

/// One role of a product, and of which records it is.
struct Narrow {
    preset: Preset,
    role: &'static str,
    /// The entity type, and the module that rules it.
    of: (&'static str, &'static str),
    by: By,
    /// What an edit of theirs, and of another one, is told.
    edit: [&'static str; 2],
}

enum By {
    /// The records that name them in this attribute.
    Attribute(&'static str),
    /// The records that they are assigned to.
    Assignment,
}

/// Of the products' other roles each sees every record that its places let it see.
const NARROW: [Narrow; 10] = [
    narrow(
        Preset::Fleetio,
        "reader",
        ("record", "records"),
        By::Attribute("owner"),
    ),
    narrow(
        Preset::Fleetio,
        "guest",
        ("record", "records"),
        By::Assignment,
    ),
    narrow(
        Preset::Casefleet,
        "reader",
        ("record", "records"),
        By::Attribute("owner"),
    ),
    narrow(
        Preset::Casefleet,
        "guest",
        ("case", "cases"),
        By::Assignment,
    ),
    Narrow {
        edit: ["yes", "assignment"],
        ..narrow(
            Preset::Casefleet,
            "limited",
            ("case", "cases"),
            By::Assignment,
        )
    },
    narrow(
        Preset::Expiration,
        "reader",
        ("expiration_item", "expiration_items"),
        By::Attribute("owner"),
    ),
    narrow(
        Preset::Expiration,
        "contact_reader",
        ("expiration_item", "expiration_items"),
        By::Attribute("contact"),
    ),
    narrow(
        Preset::Expiration,
        "guest",
        ("record", "records"),
        By::Assignment,
    ),
    narrow(
        Preset::Trackunit,
        "reader",
        ("record", "records"),
        By::Attribute("owner"),
    ),
    narrow(
        Preset::Trackunit,
        "guest",
        ("record", "records"),
        By::Assignment,
    ),
];

const fn narrow(
    preset: Preset,
    role: &'static str,
    of: (&'static str, &'static str),
    by: By,
) -> Narrow {
    Narrow {
        preset,
        role,
        of,
        by,
        edit: ["role", "role"],
    }
}

/// Somebody of this address who has the role and has joined.
async fn joined(
    app: &App,
    account: AccountId,
    by_directory: bool,
    (address, role): (&str, &str),
) -> String {
    let id = if by_directory {
        let okta = app.connection_of(account, role, "lenient").await;
        let body = json!({"userName": address, "emails": [{"value": address, "type": "work"}],
            "active": true, EXTENSION: {"role": role}});
        okta.post("/Users", body).await.expect(201).id()
    } else {
        let admin = app.admin_of(account, TokenRole::Owner).await;
        let body = json!({"card": {"email": address}, "access": {"role": role}, "invite": true});
        admin.post("/people", body).await.expect(201).id()
    };
    let path = mailed_path(app, "activation").await;
    // Where there are workspaces and a fleet, all of it is theirs.
    let admin = app.admin_of(account, TokenRole::Owner).await;
    let everywhere = json!({"workspaces": "all", "fleet": "entire"});
    let path_of_grants = format!("/people/{id}/grants");
    admin.put(&path_of_grants, everywhere).await.expect(200);
    let name = address.split('@').next().expect("a name");
    pass(
        app,
        &path,
        &format!("username={name}&password=correct+horse+battery"),
    )
    .await;
    id
}

/// Whether somebody may do this: the failed term, or `yes`.
async fn may(admin: &Client, person: &str, action: &str, record: &Value) -> String {
    let question = json!({"action": action, "record": record});
    let path = format!("/people/{person}/access/check");
    let told = admin.post(&path, question).await.expect(200).json();
    told["failed"].as_str().unwrap_or("yes").to_owned()
}

impl Narrow {
    async fn holds(&self, app: &App, admin: &Client, (account, by_directory): (AccountId, bool)) {
        let (entity, module) = self.of;
        let door = if by_directory { "scim" } else { "api" };
        let about = format!("{} {} by {door}", self.preset.as_str(), self.role);
        let address = format!(
            "{}-{}-{door}@client.example",
            self.preset.as_str(),
            self.role.replace('_', "-")
        );
        let person = joined(app, account, by_directory, (&address, self.role)).await;
        let of = |id: &str, who: &str| match self.by {
            By::Attribute(name) => json!({"type": entity, "id": id, "attributes": {name: who}}),
            By::Assignment => json!({"type": entity, "id": id}),
        };
        let (mine, other) = (of(&person, &address), of("another", "ada@client.example"));
        let no = match self.by {
            By::Attribute(_) => "record_set",
            By::Assignment => {
                let body = json!({"person": person, "record": mine});
                admin.post("/assignments", body).await.expect(201);
                "assignment"
            }
        };
        let (view, edit) = (format!("{module}.view"), format!("{module}.edit"));
        let told = [
            may(admin, &person, &view, &mine).await,
            may(admin, &person, &view, &other).await,
            may(admin, &person, &edit, &mine).await,
            may(admin, &person, &edit, &other).await,
        ];
        assert_eq!(told, ["yes", no, self.edit[0], self.edit[1]], "{about}");
    }
}

stories! {
    async fn a_narrow_role_of_every_product_sees_what_is_theirs(app: &App) {
        for preset in Preset::ALL {
            let account = app.product(preset.as_str(), preset).await;
            let admin = app.admin_of(account, TokenRole::Owner).await;
            for narrow in NARROW.iter().filter(|one| one.preset == preset) {
                for by_directory in [false, true] {
                    narrow.holds(app, &admin, (account, by_directory)).await;
                }
            }
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_copy_of_a_narrow_role_is_no_wider(app: &App) {
        let account = app.product("expiry", Preset::Expiration).await;
        let admin = app.admin_of(account, TokenRole::Owner).await;
        let roles = admin.get("/roles").await.expect(200).json();
        let roles = roles["items"].as_array().expect("roles").clone();
        let of = |slug: &str| roles.iter().find(|role| role["slug"] == json!(slug)).expect("a role").clone();
        let own = |view: &str| json!({"expiration_item": {"view": view, "update": "none"}});
        assert_eq!(of("reader")["records"], own("owner eq $me"));
        assert_eq!(of("contact_reader")["records"], own("contact eq $me"));
        assert_eq!((&of("viewer")["records"], &of("guest")["visibility"]), (&json!({}), &json!("single")));

        let copy = format!("/roles/{}/copy", of("reader")["id"].as_str().expect("an id"));
        let editor = admin.post(&copy, json!({"name": "Editor"})).await.expect(201).json();
        assert_eq!(editor["records"], own("owner eq $me"));
        let path = format!("/roles/{}", editor["id"].as_str().expect("an id"));
        let more = json!({"permissions": ["expiration_items.*"]}).to_string();
        let headers = [("content-type", "application/json")];
        admin.send(axum::http::Method::PATCH, &path, &headers, Some(more)).await.expect(200);
        let ada = joined(app, account, false, ("ada@client.example", "editor")).await;
        let item = json!({"type": "expiration_item", "id": "e-1", "attributes": {"owner": "ada@client.example"}});
        assert_eq!(may(&admin, &ada, "expiration_items.view", &item).await, "yes");
        assert_eq!(may(&admin, &ada, "expiration_items.edit", &item).await, "record_set");
        app.settle().await;
        app.mailbox.take();
    }
}
