//! Somebody with a shell invites people.

use crate::support::{App, stories};
use serde_json::json;
use std::time::Duration;

stories! {
    async fn an_invitation_shows_its_link_and_the_second_says_so(app: &App) {
        let words = ["person", "invite", "--account", "default", "--email", "ada@example.com"];
        let first = app.muster(&words);
        let said = app.muster_says(&words);
        assert_eq!(said["already_invited"], json!(true));
        let (id, link) = (said["person_id"].as_str(), said["activation_url"].as_str());
        let (id, link) = (id.expect("an id"), link.expect("a link"));
        assert_eq!(
            (first.code, first.out),
            (Some(0), format!("invited {id}; the mail carries this link: {link}\n"))
        );
        let again = app.muster(&words);
        assert_eq!(again.out, format!(
            "{id} is invited already, and gets no second mail; the link is still {link}; \
             `POST /api/v1/people/{id}/invitation/resend` mails it again\n"));
        let path = link.strip_prefix("https://muster.example.com").expect("ours");
        app.visitor().get(path).await.expect(200);
        // The command goes by the real clock, and the mail is no longer due then.
        app.advance(Duration::from_hours(100 * 365 * 24));
        app.settle().await;
    }
}
