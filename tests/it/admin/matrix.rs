//! Who may ask what: a file with a line for each route, complete, and equal to what happens.
//!
//! `INSTA_UPDATE=always` writes the file anew; what it says is then read by a person.

use super::route::{Route, routes};
use crate::support::{App, Client, stories};
use muster_model::connection::TokenRole;
use std::path::Path;

const HEAD: &str = "\
# What a bare request is answered: an empty JSON object where there is a body, random ids.
# 401 and 403 come first, whatever the ids and the body are; 404 is who may ask and finds nothing.
# A directory's token opens nothing here. Where anybody may ask, everybody is answered alike.
# method and path                                                    nobody directory viewer admin owner
";

const NOBODY: &str = "01a201d0-9d6e-74ed-894b-60fc87bffa69";

async fn line(route: &Route, callers: &[Client; 5]) -> String {
    let path = route.with(|_| NOBODY.to_owned());
    let mut statuses = Vec::new();
    for caller in callers {
        let body = route.has_body().then(|| "{}".to_owned());
        let answer = caller
            .send(route.method.clone(), &path, &route.headers(), body)
            .await;
        statuses.push(answer.status.as_str().to_owned());
    }
    let name = format!("{} {}", route.method, route.path);
    let line = format!("{name:<70} {}\n", statuses.join("    "));
    if route.role == "anybody" {
        assert!(statuses.iter().all(|status| status == "200"), "{line}");
        return line;
    }
    assert_eq!(
        statuses[0], "401",
        "{} {}: nobody",
        route.method, route.path
    );
    assert_eq!(
        statuses[1], "401",
        "{} {}: a directory",
        route.method, route.path
    );
    let mayst = statuses.iter().skip(2).position(|status| status != "403");
    let least = ["viewer", "admin", "owner"]
        .get(mayst.unwrap_or(usize::MAX))
        .copied();
    assert_eq!(
        least,
        Some(route.role.as_str()),
        "{} {}: x-role",
        route.method,
        route.path
    );
    line
}

stories! {
    async fn the_matrix_is_complete_and_equals_what_happens(app: &App) {
        let owner = app.client(TokenRole::Owner).await.below("");
        let callers = [
            owner.with_token(None),
            app.connection("Okta", "lenient").await.below(""),
            app.client(TokenRole::Viewer).await.below(""),
            app.client(TokenRole::Admin).await.below(""),
            owner.clone(),
        ];
        let directory = owner.below("/scim/v2").get("/Users").await;
        directory.expect(401);
        let mut found = HEAD.to_owned();
        for route in routes(&owner).await {
            found.push_str(&line(&route, &callers).await);
        }
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/admin/matrix.txt");
        if std::env::vars().any(|(name, value)| name == "INSTA_UPDATE" && value == "always") {
            std::fs::write(&file, &found).expect("a file");
        }
        let known = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(found.lines().collect::<Vec<_>>(), known.lines().collect::<Vec<_>>());
        app.settle().await;
    }
}
