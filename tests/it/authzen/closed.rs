//! What opens nothing: a name that somebody chose, a group that counts against them, an id left out.

use super::asking::{BOATS, application, ask, boat, joined, question, verdict};
use crate::journeys::the_door::{mailed_path, pass};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

/// Files of which a clerk sees those that they are assigned to.
const FILES: &str = r#"
[modules]
files = ["view", "create", "edit"]

[[entity]]
name = "file"
module = "files"

[[role]]
slug = "clerk"
name = "Clerk"
permissions = ["files.*"]
visibility = "assigned"
"#;

stories! {
    async fn a_name_chosen_at_the_door_is_not_who_somebody_is(app: &App) {
        app.apply(BOATS).await;
        let okta = app.connection("Okta", "lenient").await;
        let grace = joined(app, &okta, "grace").await;
        let admin = app.client(TokenRole::Owner).await;
        // Eve takes the name of a captain who signs in elsewhere, and a user name that is Grace's id.
        let eve = json!({"userName": grace, "externalId": "eve",
            "emails": [{"type": "work", "value": "eve@example.com", "primary": true}]});
        let eve = okta.post("/Users", eve).await.expect(201).id();
        let joining = mailed_path(app, "activation").await;
        pass(app, &joining, "username=ahab&password=correct+horse+battery").await;
        let given = json!({"role": "sailor", "workspaces": "all", "fleet": "entire", "record_sets": "Own boats"});
        admin.put(&format!("/people/{eve}/grants"), given).await.expect(200);
        let application = application(app).await;
        for (captain, told) in [("ahab", "record_set"), (&grace, "record_set"), ("eve@example.com", "yes"), (&eve, "yes")] {
            let boat = boat("b-1", json!({"captain": captain, "group": null}));
            let sail = question(&eve, "boats.sail", &boat);
            assert_eq!(verdict(&application, &sail).await, told, "{captain}");
            let found = ask(&application, "/search/subject", &sail).await.expect(200).json();
            let eves = json!({"type": "user", "id": eve});
            let is_found = found["results"].as_array().expect("results").contains(&eves);
            assert_eq!(is_found, told == "yes", "{captain}");
        }
        let scope = admin.get(&format!("/people/{eve}/scope?type=boat&verb=update")).await.expect(200).json();
        let captain = scope["predicate"]["and"].as_array().expect("terms").iter().find(|term| term["attribute"] == "captain");
        assert_eq!(captain.expect("a term")["values"], json!([eve, "eve@example.com"]));
        app.settle().await;
        app.mailbox.take();
    }

    async fn a_search_for_people_counts_case_groups_against_them_too(app: &App) {
        app.apply(BOATS).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = joined(app, &okta, "ada").await;
        let bob = joined(app, &okta, "bob").await;
        let admin = app.client(TokenRole::Owner).await;
        let others = json!({"name": "Not ours", "types": {"boat": {"view": "not (group in $me.case_groups)", "update": "all"}}});
        admin.post("/record-sets", others).await.expect(201);
        for person in [&ada, &bob] {
            let given = json!({"role": "sailor", "workspaces": "all", "fleet": "entire", "record_sets": "Not ours"});
            admin.put(&format!("/people/{person}/grants"), given).await.expect(200);
        }
        let regatta = json!({"name": "Regatta", "people": [ada], "records": []});
        admin.post("/case-groups", regatta).await.expect(201);
        let application = application(app).await;
        let boat = boat("b-1", json!({"group": "Regatta"}));
        let of = |who: &str| question(who, "boats.view", &boat);
        assert_eq!(verdict(&application, &of(&ada)).await, "record_set");
        assert_eq!(verdict(&application, &of(&bob)).await, "yes");
        for subjects in ["id", "email"] {
            app.apply(&format!("[decisions]\nsubjects = {subjects:?}\n")).await;
            let found = ask(&application, "/search/subject", &of("ignored")).await.expect(200).json();
            let bob = if subjects == "id" { bob.as_str() } else { "bob@example.com" };
            assert_eq!(found["results"], json!([{"type": "user", "id": bob}]));
        }
        app.settle().await;
        app.mailbox.take();
    }

    async fn an_id_left_out_opens_no_record_to_who_sees_assigned_ones(app: &App) {
        app.apply(FILES).await;
        let okta = app.connection("Okta", "lenient").await;
        let ada = joined(app, &okta, "ada").await;
        let admin = app.client(TokenRole::Owner).await;
        let given = json!({"role": "clerk", "workspaces": "all", "fleet": "entire"});
        admin.put(&format!("/people/{ada}/grants"), given).await.expect(200);
        let mine = json!({"person": ada, "record": {"type": "file", "id": "f-1"}});
        admin.post("/assignments", mine).await.expect(201);
        let may = async |action: &str, id: Value| {
            let path = format!("/people/{ada}/access/check");
            let asked = json!({"action": action, "record": {"type": "file", "id": id, "attributes": {}}});
            let told = admin.post(&path, asked).await.expect(200).json();
            told["failed"].as_str().unwrap_or("yes").to_owned()
        };
        for (action, mine, anothers, unsaid) in [
            ("files.view", "yes", "assignment", "attribute"),
            ("files.edit", "yes", "assignment", "attribute"),
            ("files.create", "yes", "assignment", "yes"),
        ] {
            assert_eq!(may(action, json!("f-1")).await, mine, "{action}");
            assert_eq!(may(action, json!("f-2")).await, anothers, "{action}");
            assert_eq!(may(action, Value::Null).await, unsaid, "{action}");
        }
        app.settle().await;
        app.mailbox.take();
    }
}
