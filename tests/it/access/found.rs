//! What random sequences found, told as stories.

use crate::support::{App, stories};
use serde_json::{Value, json};

async fn status(app: &App, id: &str) -> Value {
    let path = format!("/people/{id}");
    app.admin().await.get(&path).await.expect(200).json()["status"].clone()
}

stories! {
    async fn whom_a_person_invites_no_routine_patch_takes_away(app: &App) {
        let hr = app.connection("HR", "hr").await;
        let body = json!({"userName": "ada@example.com", "active": false});
        let ada = hr.post("/Users", body).await.expect(201).id();
        assert_eq!(status(app, &ada).await, "no_access");
        assert_eq!(app.invite("ada@example.com", false).await, ada);
        let title = json!([{"op": "replace", "path": "title", "value": "Driver"}]);
        hr.patch(&format!("/Users/{ada}"), title).await.expect(200);
        assert_eq!(status(app, &ada).await, "invited");
        app.settle().await;
    }
}
