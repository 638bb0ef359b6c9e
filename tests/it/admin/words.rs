//! What is refused or warned of is said in words that help.

use super::asking::{change, code, detail, owner_outside};
use crate::support::{App, stories};
use axum::http::Method;
use muster_app::people::{Given, InvitePerson, invite_person};
use muster_model::connection::TokenRole;
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::{Value, json};

fn codes(warnings: &Value) -> Vec<&str> {
    let all = warnings.as_array().expect("warnings");
    all.iter()
        .map(|one| one["code"].as_str().expect("a code"))
        .collect()
}

stories! {
    async fn a_rule_that_may_not_give_its_role_says_so(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        okta.post("/Groups", json!({"displayName": "IT"})).await.expect(201);
        let owner = app.client(TokenRole::Owner).await;
        let rule = json!({"name": "IT rules", "when": "groups.display eq \"IT\"", "then": {"role": "admin"}});
        let told = owner.post("/rules/preview", rule.clone()).await.expect(200).json();
        let id = owner.get("/connections").await.expect(200).json()["items"][0]["id"].clone();
        let id = id.as_str().expect("an id");
        assert_eq!(told["warnings"], json!([{"rule": "IT rules", "code": "not_privileged", "detail": format!(
            "Role \"Admin\" holds account permissions, and Okta may not give them: nobody has the role because of it; \
             an owner may change that with `muster connection set --connection {id} --privileged on`.")}]));
        let made = owner.post("/rules", rule).await.expect(201);
        assert_eq!(codes(&made.json()["warnings"]), ["not_privileged"]);
        let path = format!("/rules/{}", made.id());
        let switched = change(&owner, &path, json!({"priority": 7}), None).await.expect(200).json();
        assert_eq!(codes(&switched["warnings"]), ["not_privileged"]);
        let file = app.file("access.toml", "[[rule]]\nname = \"Yard rules\"\nwhen = 'groups.display eq \"IT\"'\nthen.role = \"admin\"\n");
        let apply = ["access", "apply", "--account", "default", "--file", &file, "--dry-run"];
        let told = app.muster(&apply).out;
        assert!(told.contains("\n  rule \"Yard rules\": added\n  warning: rule \"Yard rules\": role \"Admin\" holds"), "{told}");
        owner_outside(app).await;
        change(&owner, &format!("/connections/{id}"), json!({"privileged": true}), None).await.expect(200);
        assert_eq!(owner.get(&path).await.expect(200).json()["warnings"], json!([]));
        app.settle().await;
    }

    async fn one_word_or_a_list_of_it_is_the_same(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let rule = json!({"name": "All", "when": "userName pr", "then": {"fleet": ["entire"], "workspaces": ["all"]}});
        let made = owner.post("/rules", rule).await.expect(201).json();
        assert_eq!(made["then"], json!({"workspaces": "all", "fleet": "entire"}));
        let card = json!({"card": {"email": "ada@example.com"}, "access": {"workspaces": "all", "fleet": "entire"}});
        let ada = owner.post("/people", card).await.expect(201).id();
        let path = format!("/people/{ada}");
        owner.put(&format!("{path}/grants"), json!({"fleet": "none"})).await.expect(200);
        owner.put(&format!("{path}/grants"), json!({"fleet": ["entire"]})).await.expect(200);
        owner.put(&format!("{path}/pin"), json!({"fleet": "none"})).await.expect(200);
        let wrong = owner.put(&format!("{path}/pin"), json!({"fleet": 7})).await.expect(400);
        assert_eq!(detail(&wrong), "The body cannot be read: fleet must be one word or a list of names, not 7.");
        app.settle().await;
    }

    async fn what_is_wrong_is_called_by_its_name(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let said = async |path: &str, body: Value| detail(&owner.post(path, body).await.expect(400));
        let rule = |key: &str, value: Value| {
            let mut rule = json!({"name": "R", "when": "userName pr", "then": {"role": "user"}});
            rule[key] = value;
            rule
        };
        assert_eq!(said("/rules", rule("priority", json!("high"))).await, "The body cannot be read: priority must be a whole number, not \"high\".");
        assert_eq!(said("/rules", rule("connection", json!("Okta"))).await, "The body cannot be read: connection must be an id.");
        assert_eq!(
            said("/rules", rule("when", json!("group.display eq \"x\""))).await,
            "The condition cannot be read: unknown attribute \"group.display\": write groups.display.",
        );
        assert_eq!(said("/people", json!({"card": {}})).await, "A person needs an address or a name: give `card.email` or `card.user_name`.");
        assert_eq!(
            said("/people", json!({"card": {"user_name": ""}})).await,
            "`user_name` must be 1 to 320 characters, without control characters.",
        );
        let events = said("/webhooks", json!({"url": "https://crm.example.com/", "events": "user.gone"})).await;
        assert!(events.starts_with("There is no event type \"user.gone\": use `*`, or some of user.created, "), "{events}");
        owner_outside(app).await;
        assert_eq!(
            said("/connections", json!({"name": "Okta", "profile": "octa"})).await,
            "There is no profile \"octa\": use one of lenient, rfc, okta, entra, onelogin, jumpcloud, ping, hr.",
        );
        let olga = owner.get("/people?limit=1").await.expect(200).json()["items"][0]["id"].clone();
        let olga = format!("/people/{}", olga.as_str().expect("an id"));
        let many = owner.get(&format!("{olga}/access/check?action=vehicles.*")).await.expect(400);
        assert_eq!(detail(&many), "\"vehicles.*\" is many actions: ask for one of them.");
        let bare = owner.send(Method::POST, &format!("{olga}/owner"), &[], None).await.expect(415);
        assert_eq!(detail(&bare), "Send the body as application/json. It is an object; its fields are from.");
        let subject = owner.get("/log?subject=ada").await.expect(400);
        assert_eq!(detail(&subject), "The parameter subject must be an id.");
        app.settle().await;
    }

    async fn a_refusal_names_the_next_step(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let nobody = json!({"card": {"user_name": "ada"}});
        let ada = owner.post("/people", nobody).await.expect(201).id();
        let held = owner.post(&format!("/people/{ada}/enable"), json!({})).await.expect(409);
        assert_eq!(code(&held), "person.invitation_held");
        assert_eq!(
            detail(&held),
            "No invitation can be sent: the person has no address: give them one (`email` in \
             `PATCH /api/v1/people/ID`), and they are invited at once.",
        );
        let clerk = owner.post("/roles", json!({"name": "Clerk"})).await.expect(201).id();
        owner.put(&format!("/people/{ada}/grants"), json!({"role": "clerk"})).await.expect(200);
        let used = owner.delete(&format!("/roles/{clerk}")).await.expect(409);
        assert!(detail(&used).contains("`DELETE /api/v1/roles/ID?move_to=OTHER`"), "{}", used.text);
        app.settle().await;
    }

    async fn whoever_is_invited_already_is_told_so(app: &App) {
        let invite = async |role: Option<&str>| {
            let work = InvitePerson {
                account: app.account.id,
                address: Address::parse("ada@example.com").expect("an address"),
                owner: false,
                given: Given { role: role.map(|role| Some(role.to_owned())), ..Given::default() },
            };
            invite_person(&app.ctx, Acting::command_line(), work).await
        };
        let first = invite(None).await.expect("an invitation");
        let again = invite(None).await.expect("the same");
        assert_eq!((first.already, again.already), (false, true));
        assert_eq!((first.person, &first.activation_url), (again.person, &again.activation_url));
        let refused = invite(Some("viewer")).await.expect_err("another access");
        let id = first.person.to_string();
        assert_eq!(refused.to_string(), format!(
            "somebody with this address is invited already, with other access, and nothing was \
             changed: `PUT /api/v1/people/{id}/grants` changes what they are given"));
        let shown = app.admin().await.get(&format!("/people/{id}/access")).await.expect(200).json();
        assert_eq!(shown["role"], Value::Null);
        app.settle().await;
    }

    async fn what_was_left_out_is_found(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201);
        let ada = json!({"userName": "ada@example.com", extension: {"role": "Admin"}});
        okta.post("/Users", ada).await.expect(201);
        muster_app::log::write_all_log(&app.ctx, &app.log).await.expect("the log");
        let owner = app.client(TokenRole::Owner).await;
        let found = owner.get("/log?left_out=true").await.expect(200).json();
        let [row] = found["items"].as_array().expect("items").as_slice() else {
            panic!("one row: {found:#}");
        };
        assert!(row["detail"].as_str().is_some_and(|text| text.contains("left out: role \"Admin\"")), "{row}");
        let shown = app.muster_says(&["log", "--left-out"]);
        assert_eq!(shown["entries"].as_array().map(Vec::len), Some(1));
        let shown = app.muster_says(&["log", "--failed"]);
        assert_eq!(shown["entries"].as_array().map(Vec::len), Some(0));
        app.settle().await;
    }
}
