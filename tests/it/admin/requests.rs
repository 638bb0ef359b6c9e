//! `GET /api/v1/log`: what directories asked, as an administrator reads it.

use super::asking::{each, pushed};
use crate::support::{App, stories};
use muster_app::log::write_all_log;
use muster_model::connection::TokenRole;
use serde_json::{Value, json};

stories! {
    async fn requests_are_found_by_their_subject_and_by_their_end(app: &App) {
        let (okta, ada, _) = pushed(app).await;
        let refused = okta.get("/Users?filter=title%20like%20%22x%22").await.expect(400);
        write_all_log(&app.ctx, &app.log).await.expect("the log");
        let admin = app.client(TokenRole::Admin).await;
        let failed = admin.get("/log?failed=true").await.expect(200).json();
        let [row] = failed["items"].as_array().expect("items").as_slice() else {
            panic!("one row: {failed:#}");
        };
        assert_eq!((&row["status"], &row["scim_type"]), (&json!(400), &json!("invalidFilter")));
        let id = refused.headers["x-request-id"].to_str().expect("an id");
        assert_eq!(row["request_id"], id);
        assert_eq!(each(&admin, &format!("/log?request_id={id}"), "status").await, [json!(400)]);
        assert_eq!(each(&admin, &format!("/log?subject={ada}"), "method").await, [json!("POST")]);
        app.settle().await;
    }

    async fn the_newest_come_first_and_page_by_page(app: &App) {
        pushed(app).await;
        let admin = app.client(TokenRole::Admin).await;
        let all = each(&admin, "/log", "path").await;
        assert_eq!(all, [json!("/scim/v2/Groups"), json!("/scim/v2/Users")]);
        let first = admin.get("/log?limit=1").await.expect(200).json();
        let next = first["next"].as_str().expect("a next page");
        assert_eq!(each(&admin, &format!("/log?limit=1&cursor={next}"), "path").await, all[1..]);
        app.settle().await;
    }

    async fn another_account_sees_none_of_it(app: &App) {
        pushed(app).await;
        let admin = app.client(TokenRole::Admin).await;
        let okta = each(&admin, "/connections", "id").await;
        let okta = okta[0].as_str().expect("an id");
        assert_eq!(each(&admin, &format!("/log?connection={okta}"), "id").await.len(), 2);
        let stranger = app.stranger_with(TokenRole::Owner).await;
        assert_eq!(each(&stranger, &format!("/log?connection={okta}"), "id").await, Vec::<Value>::new());
        app.settle().await;
    }
}
