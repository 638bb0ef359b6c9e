//! What a request names and is not there is told by its name, and a refusal says what to write.

use super::asking::{assign, change, code, contact, detail, named, owner_outside};
use crate::support::{Answer, App, stories};
use muster_model::access::{Keeper, Part};
use muster_model::connection::TokenRole;
use serde_json::json;

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

stories! {
    async fn what_a_request_names_and_is_not_there_is_told(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let set = named(&admin, "/record-sets", "Own").await;
        let path = format!("/record-sets/{set}");
        let answer = admin.delete(&format!("{path}?move_to={set}")).await.expect(409);
        assert_eq!((code(&answer).as_str(), detail(&answer).as_str()), ("record_set.moved_to_itself",
            "A record set cannot take its own place: name another one in `move_to`."));
        let nowhere = |field: &str, what: &str| format!("There is no such {what} in this account: `{field}` names {NOBODY}.");
        let missing = async |answer: Answer| detail(&answer.expect(404));
        assert_eq!(missing(admin.delete(&format!("{path}?move_to={NOBODY}")).await).await, nowhere("move_to", "record set"));
        let trial = json!({"delete": true, "move_to": NOBODY});
        assert_eq!(missing(admin.post(&format!("{path}/preview"), trial).await).await, nowhere("move_to", "record set"));
        let own = json!({"name": "Of nobody", "person": NOBODY});
        assert_eq!(missing(admin.post("/record-sets", own).await).await, nowhere("person", "person"));
        app.settle().await;
    }

    async fn what_is_in_use_or_no_reach_says_what_to_write(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let set = named(&admin, "/record-sets", "Own").await;
        let ada = contact(&admin, "ada@example.com").await;
        let types = json!({"types": {"record": {"view": "owner eq $me"}}});
        change(&admin, &format!("/record-sets/{set}"), types, None).await.expect(200);
        admin.put(&format!("/people/{ada}/grants"), json!({"record_sets": "Own"})).await.expect(200);
        let used = admin.delete(&format!("/record-sets/{set}")).await.expect(409);
        assert_eq!(detail(&used), "Record set \"Own\" is in use, by 1 people and 0 rules: name another one in `move_to`.");
        let some = json!({"types": {"record": {"view": "some"}}});
        let odd = change(&admin, &format!("/record-sets/{set}"), some, None).await.expect(400);
        assert_eq!(code(&odd), "record_set.reach");
        assert!(detail(&odd).ends_with("; write all, none, or a predicate such as owner eq $me."), "{}", detail(&odd));
        app.settle().await;
    }

    async fn whom_a_directory_keeps_is_assigned_by_its_word(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        owner_outside(app).await;
        let okta = app.connection("Okta", "lenient").await;
        app.lay_down("Okta", Part::Scope, Keeper::Directory).await;
        let ada = okta.post("/Users", json!({"userName": "ada", "active": false})).await.expect(201).id();
        let refused = assign(&admin, &ada, "r-1", false).await.expect(409);
        assert_eq!(code(&refused), "access.directory_managed");
        let says = "What the person sees is kept by Okta: say it there in `guestRecord`, use a case group, which people keep \
            in any case, or let people keep all of it as well (`muster connection set --connection ";
        assert!(detail(&refused).starts_with(says), "{}", detail(&refused));
        app.settle().await;
        app.mailbox.take();
    }
}
