//! Everybody is compiled anew once a day, and nothing is there to change.

use crate::support::{App, stories};
use muster_app::access::{Reevaluated, reevaluate_daily};
use sea_orm::ConnectionTrait;
use serde_json::json;

/// What a day's turn did: how many people, and how many it had to change; nothing before a day is over.
async fn turn(app: &App) -> Option<(usize, usize)> {
    let done = reevaluate_daily(&app.ctx).await.expect("a turn");
    done.map(|(_, Reevaluated { people, changed })| (people, changed))
}

stories! {
    async fn what_went_astray_is_found_within_a_day(app: &App) {
        let okta = app.connection("Okta", "lenient").await;
        let extension = "urn:ietf:params:scim:schemas:extension:muster:2.0:User";
        for name in ["ada", "bob"] {
            let new = json!({"userName": name, "active": false, extension: {"role": "viewer"}});
            okta.post("/Users", new).await.expect(201);
        }
        assert_eq!(turn(app).await, Some((2, 0)));
        assert_eq!(turn(app).await, None, "once a day");

        app.advance_minutes(24 * 60);
        let astray = "UPDATE person SET access = replace(access, 'Viewer', 'Manager') WHERE user_name = 'ada'";
        app.database().await.execute_unprepared(astray).await.expect("an update");
        assert_eq!(turn(app).await, Some((2, 1)));
        app.advance_minutes(24 * 60);
        assert_eq!(turn(app).await, Some((2, 0)));
        app.settle().await;
    }
}
