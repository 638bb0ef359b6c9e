//! Okta's Header Auth applications: the token stands in the header by itself.

use crate::support::{App, stories};
use axum::http::Method;

stories! {
    async fn a_bare_token_opens_for_okta_alone(app: &App) {
        for profile in ["okta", "lenient", "rfc", "entra", "onelogin", "jumpcloud", "ping", "hr"] {
            let directory = app.connection(profile, profile).await;
            let token = directory.token().expect("a token").to_owned();
            let bare = [("authorization", token.as_str())];
            let nobody = directory.with_token(None);
            let answer = nobody.send(Method::GET, "/Users?startIndex=1&count=1", &bare, None).await;
            answer.expect(if profile == "okta" { 200 } else { 401 });
            directory.get("/Users?startIndex=1&count=1").await.expect(200);
        }
    }
}
