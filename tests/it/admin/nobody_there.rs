//! Whom a case group or an assignment names, and who is not there.

use super::asking::{assign, change, contact, detail, named};
use crate::support::{Answer, App, stories};
use muster_model::connection::TokenRole;
use serde_json::json;

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

stories! {
    async fn nobody_is_told_by_the_field_that_names_them(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let group = named(&admin, "/case-groups", "Trial").await;
        let nowhere = |field: &str| format!("There is no such person in this account: `{field}` names {NOBODY}.");
        let missing = async |answer: Answer| detail(&answer.expect(404));
        let ada = contact(&admin, "ada@example.com").await;
        let people = json!({"name": "Appeal", "people": [ada, NOBODY]});
        assert_eq!(missing(admin.post("/case-groups", people).await).await, nowhere("people"));
        let path = format!("/case-groups/{group}");
        for field in ["add", "remove"] {
            let body = json!({field: {"people": [NOBODY]}});
            let answer = change(&admin, &path, body, None).await;
            assert_eq!(missing(answer).await, nowhere(&format!("{field}.people")));
        }
        assert_eq!(missing(assign(&admin, NOBODY, "r-1", false).await).await, nowhere("person"));
        app.settle().await;
    }

    async fn who_was_deleted_is_taken_out_of_a_case_group_again(app: &App) {
        let admin = app.client(TokenRole::Owner).await;
        let ada = contact(&admin, "ada@example.com").await;
        let trial = json!({"name": "Trial", "people": [ada]});
        let group = admin.post("/case-groups", trial).await.expect(201).id();
        admin.delete(&format!("/people/{ada}?confirm=ada@example.com")).await.expect(204);
        let path = format!("/case-groups/{group}");
        let out = json!({"remove": {"people": [ada]}});
        let shown = change(&admin, &path, out, None).await.expect(200).json();
        assert_eq!(shown["people"], json!([]));
        let back = json!({"add": {"people": [ada]}});
        change(&admin, &path, back, None).await.expect(404);
        app.settle().await;
    }
}
