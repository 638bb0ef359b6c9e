//! One verb for many people, through the API.

use super::asking::{code, post_once};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

async fn contacts<const N: usize>(admin: &Client, names: [&str; N]) -> [String; N] {
    let mut ids = names.map(str::to_owned);
    for id in &mut ids {
        let card = json!({"email": format!("{id}@example.com"), "display_name": id});
        *id = admin
            .post("/people", json!({"card": card}))
            .await
            .expect(201)
            .id();
    }
    ids
}

async fn bulk(admin: &Client, body: Value) -> Value {
    admin.post("/people/bulk", body).await.expect(200).json()
}

/// What became of each: the outcome, or the code of the refusal.
fn outcomes(answer: &Value) -> Vec<&str> {
    let lines = answer["people"].as_array().expect("people");
    lines
        .iter()
        .map(|line| {
            line["code"]
                .as_str()
                .or(line["outcome"].as_str())
                .expect("an outcome")
        })
        .collect()
}

async fn field(admin: &Client, id: &str, name: &str) -> Value {
    admin.get(&format!("/people/{id}")).await.expect(200).json()[name].clone()
}

async fn access(admin: &Client, id: &str) -> Value {
    admin
        .get(&format!("/people/{id}/access"))
        .await
        .expect(200)
        .json()
}

stories! {
    async fn contacts_are_enabled_together_and_invited_when_their_day_comes(app: &App) {
        app.apply("workspaces = [\"North\"]\n[[fleet_group]]\nname = \"Trucks\"\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let people = contacts(&admin, ["ada", "bob"]).await;
        let enable = json!({
            "people": people,
            "action": {"type": "enable", "role": "viewer", "workspaces": ["north"], "fleet": ["Trucks"],
                "options": ["weekly_email"], "mail": "held"},
        });
        app.events().await;
        let answer = bulk(&admin, enable).await;
        let lines: Vec<Value> = people.iter()
            .map(|id| json!({"id": id, "outcome": "done", "workspaces": ["North"], "code": null, "detail": null}))
            .collect();
        let all = json!({"dry_run": false, "done": 2, "unchanged": 0, "refused": 0, "people": lines});
        assert_eq!(answer, all);
        let ada = admin.get(&format!("/people/{}", people[0])).await.expect(200).json();
        assert_eq!(
            [&ada["status"], &ada["invitation_state"], &ada["role"], &ada["sign_in_address"]],
            [&json!("invited"), &json!("held"), &json!("Viewer"), &json!("ada@example.com")],
        );
        assert_eq!(access(&admin, &people[0]).await["options"], json!(["weekly_email"]));
        let told = ["user.access_changed #2", "user.access_changed #2", "user.invited #3", "user.invited #3"];
        assert_eq!(app.events().await, told);
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), Vec::<String>::new(), "held back");

        let invite = json!({"people": people, "action": {"type": "invite"}});
        assert_eq!(outcomes(&bulk(&admin, invite.clone()).await), ["done", "done"]);
        assert_eq!(field(&admin, &people[0], "invitation_state").await, "sent");
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com", "activation to bob@example.com"]);
        let again = bulk(&admin, invite).await;
        assert_eq!(outcomes(&again), ["person.invited_too_often", "person.invited_too_often"]);
        app.settle().await;
    }

    async fn one_refusal_holds_nobody_else(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let olga = app.invite("olga@example.com", true).await;
        let [ada] = contacts(&admin, ["ada"]).await;
        let bob = app.invite("bob@example.com", false).await;
        let stranger = app.stranger_with(TokenRole::Admin).await;
        let [foreign] = contacts(&stranger, ["eve"]).await;
        let leave = json!({
            "people": [olga, ada, bob, foreign, NOBODY, bob],
            "action": {"type": "deactivate"},
        });
        let answer = bulk(&admin, leave).await;
        let became = ["owner.protected", "unchanged", "done", "person.not_found", "person.not_found"];
        assert_eq!(outcomes(&answer), became);
        let lines = answer["people"].as_array().expect("people");
        assert_eq!(lines[3]["detail"], lines[4]["detail"], "foreign and random ids look alike");
        assert_eq!([&answer["done"], &answer["unchanged"], &answer["refused"]], [1, 1, 3]);
        assert_eq!(field(&admin, &bob, "status").await, "deactivated");
        assert_eq!(field(&admin, &olga, "status").await, "invited");
        assert_eq!(field(&stranger, &foreign, "status").await, "no_access");

        let back = json!({"people": [bob, ada], "action": {"type": "reactivate"}});
        assert_eq!(outcomes(&bulk(&admin, back).await), ["done", "person.wrong_status"]);
        app.settle().await;
        app.mailbox.take();
    }

    async fn access_is_given_and_taken_by_parts(app: &App) {
        app.apply("workspaces = [\"North\", \"South\"]\n[[fleet_group]]\nname = \"Trucks\"\n\
                   [[fleet_group]]\nname = \"Cranes\"\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let people = contacts(&admin, ["ada", "bob"]).await;
        let [ada, bob] = &people;
        let grants = format!("/people/{ada}/grants");
        admin.put(&grants, json!({"workspaces": ["North"], "fleet": ["entire"]})).await.expect(200);
        let act = async |action: Value| {
            let answer = bulk(&admin, json!({"people": people, "action": action})).await;
            outcomes(&answer).join(" ")
        };
        assert_eq!(act(json!({"type": "set_role", "role": "user"})).await, "done done");
        assert_eq!(act(json!({"type": "set_role", "role": "User"})).await, "unchanged unchanged");
        assert_eq!(act(json!({"type": "set_role", "role": "owner"})).await, "owner.role owner.role");
        let north = json!({"type": "add_workspaces", "workspaces": ["North"]});
        assert_eq!(act(north).await, "unchanged done");
        let both = json!({"type": "add_workspaces", "workspaces": ["south", "north"]});
        assert_eq!(act(both).await, "done done");
        let trucks = json!({"type": "add_fleet_groups", "fleet_groups": ["Trucks"]});
        assert_eq!(act(trucks.clone()).await, "unchanged done", "who has it whole has every part");
        let cranes = json!({"type": "remove_fleet_groups", "fleet_groups": ["Cranes"]});
        assert_eq!(act(cranes).await, "unchanged unchanged");
        let south = json!({"type": "remove_workspaces", "workspaces": ["South"]});
        assert_eq!(act(south).await, "done done");
        let nowhere = json!({"type": "add_workspaces", "workspaces": ["West"]});
        assert_eq!(act(nowhere).await, "person.grant_invalid person.grant_invalid");

        let mine = access(&admin, bob).await;
        let seen = [&mine["role"], &mine["workspaces"], &mine["fleet"]];
        assert_eq!(seen, [&json!("User"), &json!(["North"]), &json!(["Trucks"])]);
        assert_eq!(access(&admin, ada).await["fleet"], "entire");
        assert_eq!(act(json!({"type": "set_role", "role": null})).await, "done done");
        assert_eq!(field(&admin, bob, "role").await, Value::Null);
        app.settle().await;
    }

    async fn everybody_whom_the_list_shows_is_meant_by_all(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        contacts(&admin, ["ada", "adam", "bob"]).await;
        let joined = app.invite("adele@example.com", false).await;
        let enable = json!({"all": true, "status": "no_access", "q": "ad", "action": {"type": "enable"}});
        assert_eq!(outcomes(&bulk(&admin, enable).await), ["done", "done"]);
        let invited = admin.get("/people?status=invited").await.expect(200).json();
        assert_eq!(invited["items"].as_array().map(Vec::len), Some(3));
        let both = json!({"all": true, "people": [joined], "action": {"type": "deactivate"}});
        let neither = json!({"action": {"type": "deactivate"}});
        let narrowed = json!({"people": [joined], "status": "invited", "action": {"type": "deactivate"}});
        let unknown = json!({"people": [joined], "action": {"type": "promote"}});
        let extra = json!({"people": [joined], "action": {"type": "deactivate", "count": 1}});
        for wrong in [both, neither, narrowed, unknown, extra] {
            let answer = admin.post("/people/bulk", wrong.clone()).await;
            assert_eq!(answer.status, 400, "{wrong}: {}", answer.text);
            assert_eq!(code(&answer), "request.body");
        }
        let crowd: Vec<String> = (0..1001).map(|n| format!("01a201d0-9d6e-74ed-894b-{n:012}")).collect();
        let many = json!({"people": crowd, "action": {"type": "deactivate"}});
        assert_eq!(code(&admin.post("/people/bulk", many).await.expect(400)), "bulk.too_many");
        app.settle().await;
        app.mailbox.take();
    }

    async fn who_deletes_many_types_how_many(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let people = contacts(&admin, ["ada", "bob"]).await;
        let delete = async |count: Value, dry_run: bool| {
            let action = json!({"type": "delete", "count": count});
            let body = json!({"people": people, "action": action, "dry_run": dry_run});
            admin.post("/people/bulk", body).await
        };
        for wrong in [json!(1), json!(3), Value::Null] {
            let refused = delete(wrong, false).await.expect(409);
            assert_eq!(code(&refused), "bulk.count");
        }
        let tried = delete(Value::Null, true).await.expect(200).json();
        assert_eq!(outcomes(&tried), ["done", "done"]);
        assert_eq!(field(&admin, &people[0], "status").await, "no_access", "only tried");
        assert_eq!(outcomes(&delete(json!(2), false).await.expect(200).json()), ["done", "done"]);
        admin.get(&format!("/people/{}", people[0])).await.expect(404);
        let told = ["user.created #1", "user.created #1", "user.deleted #2", "user.deleted #2"];
        assert_eq!(app.events().await, told);
    }

    async fn a_dry_run_says_what_would_become_of_each_and_writes_nothing(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let olga = app.invite("olga@example.com", true).await;
        let [ada] = contacts(&admin, ["ada"]).await;
        app.settle().await;
        app.mailbox.take();
        app.events().await;
        let before = admin.get(&format!("/people/{ada}")).await.expect(200).text;
        let action = json!({"type": "enable", "role": "user"});
        let body = json!({"people": [ada, olga, NOBODY], "action": action, "dry_run": true});
        let tried = bulk(&admin, body.clone()).await;
        assert_eq!(tried["dry_run"], true);
        assert_eq!(admin.get(&format!("/people/{ada}")).await.expect(200).text, before);
        app.settle().await;
        assert_eq!((app.events().await, app.mailbox.take_names()), (Vec::new(), Vec::new()));
        let mut done = bulk(&admin, json!({"people": [ada, olga, NOBODY], "action": action})).await;
        done["dry_run"] = true.into();
        assert_eq!(done, tried, "what is tried is what is done");
        app.settle().await;
        app.mailbox.take();
    }

    async fn what_is_sent_twice_under_one_key_is_done_once(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let people = contacts(&admin, ["ada"]).await;
        let enable = json!({"people": people, "action": {"type": "enable"}});
        let first = post_once(&admin, "/people/bulk", "k1", enable.clone()).await.expect(200);
        let again = post_once(&admin, "/people/bulk", "k1", enable.clone()).await.expect(200);
        assert_eq!(again.text, first.text);
        assert_eq!(outcomes(&bulk(&admin, enable).await), ["person.wrong_status"], "without the key");
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);
    }

    async fn whoever_was_not_reached_in_time_is_told_apart(app: &App) {
        let admin = app.client(TokenRole::Admin).await;
        let people: Vec<String> = (0..60).map(|n| format!("01a201d0-9d6e-74ed-894b-{n:012}")).collect();
        let body = json!({"people": people, "action": {"type": "deactivate"}});
        let answer = bulk(&app.slow(&admin), body.clone()).await;
        let became = outcomes(&answer);
        assert_eq!((became[0], became[59]), ("person.not_found", "bulk.not_reached"));
        assert_eq!(answer["refused"], 60);
        assert!(outcomes(&bulk(&admin, body).await).iter().all(|one| *one == "person.not_found"));
        app.settle().await;
    }

    async fn many_are_given_no_more_than_the_giver_has_and_owners_nothing(app: &App) {
        app.apply("workspaces = [\"North\"]\n[[role]]\nslug = \"everything\"\nname = \"Everything\"\npermissions = [\"*\"]\n").await;
        let admin = app.client(TokenRole::Admin).await;
        let olga = app.invite("olga@example.com", true).await;
        let [ada] = contacts(&admin, ["ada"]).await;
        let act = async |action: Value| {
            let answer = bulk(&admin, json!({"people": [olga, ada], "action": action})).await;
            outcomes(&answer).join(" ")
        };
        let all = json!({"type": "set_role", "role": "everything"});
        assert_eq!(act(all).await, "access.ceiling access.ceiling");
        let all = json!({"type": "enable", "role": "everything"});
        assert_eq!(act(all).await, "owner.not_yours access.ceiling");
        let north = json!({"type": "add_workspaces", "workspaces": ["North"]});
        assert_eq!(act(north).await, "owner.protected done");
        assert_eq!(field(&admin, &ada, "role").await, Value::Null);
        app.settle().await;
        app.mailbox.take();
    }

    async fn many_obey_the_same_guards_as_one(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        let kim = json!({"userName": "kim@example.com", extension: {"role": "viewer"}});
        let kim = okta.post("/Users", kim).await.expect(201).id();
        let admin = app.client(TokenRole::Admin).await;
        let [ada] = contacts(&admin, ["ada"]).await;
        let body = json!({"people": [kim, ada], "action": {"type": "set_role", "role": "user"}});
        assert_eq!(outcomes(&bulk(&admin, body.clone()).await), ["access.directory_managed", "done"]);
        let viewer = app.client(TokenRole::Viewer).await;
        assert_eq!(code(&viewer.post("/people/bulk", body).await.expect(403)), "token.role");
        app.settle().await;
        app.mailbox.take();
    }
}
