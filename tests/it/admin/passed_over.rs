//! Nothing that a request says is passed over: it is done, or refused.

use super::asking::{assign, change, code, contact, detail, named};
use crate::support::{App, stories};
use muster_model::connection::TokenRole;
use serde_json::json;

stories! {
    async fn the_set_of_one_person_takes_no_other_ones_place(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let (ada, bob) = (contact(&admin, "ada@example.com").await, contact(&admin, "bob@example.com").await);
        let narrow = json!({"name": "Nothing", "types": {"record": {"view": "none", "update": "none"}}});
        let shared = admin.post("/record-sets", narrow).await.expect(201).id();
        let own = json!({"name": "Of Bob", "person": bob, "types": {"record": {"view": "owner eq $me", "update": "none"}}});
        let own = admin.post("/record-sets", own).await.expect(201).id();
        let grants = format!("/people/{ada}/grants");
        admin.put(&grants, json!({"role": "viewer", "record_sets": "Nothing"})).await.expect(200);
        let path = format!("/record-sets/{shared}");
        let refused = admin.delete(&format!("{path}?move_to={own}")).await.expect(409);
        assert_eq!((code(&refused).as_str(), detail(&refused).as_str()), ("record_set.moved_to_one_person",
            "Record set \"Of Bob\" is one person's own and goes with them: name one in `move_to` that anybody can be given."));
        let tried = json!({"delete": true, "move_to": own});
        let tried = admin.post(&format!("{path}/preview"), tried).await.expect(409);
        assert_eq!(code(&tried), "record_set.moved_to_one_person");
        admin.delete(&format!("/people/{bob}?confirm=bob@example.com")).await.expect(204);
        let access = admin.get(&format!("/people/{ada}/access")).await.expect(200).json();
        assert_eq!(access["record_sets"]["record"]["view"], json!("none"));
        app.settle().await;
    }

    async fn what_would_have_been_passed_over_is_refused(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let ada = contact(&admin, "ada@example.com").await;
        let set = named(&admin, "/record-sets", "For all").await;
        let path = format!("/record-sets/{set}");
        let not_reusable = json!({"reusable": false});
        let refused = change(&admin, &path, not_reusable.clone(), None).await.expect(409);
        assert_eq!((code(&refused).as_str(), detail(&refused).as_str()), ("record_set.reusable",
            "A record set that anybody can be given does not become one person's: make another one with `person`."));
        let tried = admin.post(&format!("{path}/preview"), not_reusable.clone()).await.expect(409);
        assert_eq!(code(&tried), "record_set.reusable");
        let own = json!({"name": "Of Ada", "person": ada});
        let own = admin.post("/record-sets", own).await.expect(201).id();
        let still = change(&admin, &format!("/record-sets/{own}"), not_reusable, None).await.expect(200).json();
        assert_eq!(still["person"], json!(ada));

        let refused = assign(&admin, &ada, "r-1", true).await.expect(409);
        assert_eq!((code(&refused).as_str(), detail(&refused).as_str()), ("assignment.not_a_guest",
            "Only a guest, who sees one record, is moved, and the person is none: leave `move` out, and remove the other assignments."));
        assign(&admin, &ada, "r-1", false).await.expect(201);
        let unknown = admin.get("/assignments?type=boat").await.expect(400);
        assert_eq!((code(&unknown).as_str(), detail(&unknown).as_str()), ("assignment.record",
            "Entity type \"boat\" does not exist; use one of: record."));
        let held = admin.get("/assignments?type=RECORD").await.expect(200).json();
        assert_eq!(held["items"].as_array().map(Vec::len), Some(1));
        app.settle().await;
    }

    async fn nothing_takes_the_place_of_what_stays(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let (own, other) = (named(&admin, "/record-sets", "Own").await, named(&admin, "/record-sets", "Other").await);
        let (clerk, viewer) = (named(&admin, "/roles", "Clerk").await, named(&admin, "/roles", "Teller").await);
        for (stays, to) in [(format!("/record-sets/{own}"), other), (format!("/roles/{clerk}"), viewer)] {
            let path = format!("{stays}/preview");
            for tried in [json!({"move_to": to}), json!({"name": "New", "delete": false, "move_to": to})] {
                let refused = admin.post(&path, tried).await.expect(400);
                assert_eq!((code(&refused).as_str(), detail(&refused).as_str()), ("request.body",
                    "Only what is removed has another one in its place: set `delete` to true, or leave `move_to` out."));
            }
            admin.post(&path, json!({"move_to": to, "delete": true})).await.expect(200);
            admin.post(&path, json!({"move_to": null, "name": "New"})).await.expect(200);
        }
        app.settle().await;
    }
}
