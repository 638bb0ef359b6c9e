//! The directory changes an address; the new mailbox has the last word.

use super::the_door::{active_ada, mailed_path, pass, submit};
use crate::support::{Answer, App, Client, stories};
use serde_json::json;

async fn write(entra: &Client, user: &str, address: &str) -> Answer {
    let path = "emails[type eq \"work\"].value";
    entra
        .patch(
            user,
            json!([{"op": "Replace", "path": path, "value": address}]),
        )
        .await
        .expect(200)
}

stories! {
    async fn the_new_mailbox_confirms(app: &App) {
        let entra = app.connection("Entra", "lenient").await;
        let user = active_ada(app, &entra).await;
        for _ in 0..3 {
            let read = write(&entra, &user, "ada@new.example").await.json();
            assert_eq!(read["emails"][0]["value"], json!("ada@new.example"));
        }
        assert_eq!(app.events().await, ["user.updated #4", "user.email_change_requested #5"]);
        let mails = app.mailbox.take();
        let to = |name: &str| mails.iter().find(|m| m.letter.message.name() == name).map(|m| m.letter.to.to_string());
        assert_eq!(mails.len(), 2);
        assert_eq!(to("email_change_notice").as_deref(), Some("ada@example.com"));
        assert_eq!(to("email_change_confirmation").as_deref(), Some("ada@new.example"));
        let link = mails.iter().find_map(|mail| mail.link.clone()).expect("a link");
        let path = link.strip_prefix("https://muster.example.com").expect("ours");
        app.visitor().get(path).await.expect(200);
        pass(app, path, "").await;
        assert_eq!(app.events().await, ["user.email_changed #6"]);
        assert_eq!(
            app.mailbox.take_names(),
            ["email_changed to ada@example.com", "email_changed to ada@new.example"]
        );
        assert_eq!(submit(app, path, "").await, 410);
    }

    async fn the_old_address_again_calls_it_off(app: &App) {
        let entra = app.connection("Entra", "lenient").await;
        let user = active_ada(app, &entra).await;
        write(&entra, &user, "ada@new.example").await;
        let path = mailed_path(app, "email_change_confirmation").await;
        write(&entra, &user, "ada@example.com").await;
        app.visitor().get(&path).await.expect(410);
        assert_eq!(
            app.events().await,
            [
                "user.updated #4", "user.email_change_requested #5",
                "user.updated #6", "user.email_change_cancelled #7",
            ]
        );
        assert_eq!(app.mailbox.take_names(), ["email_change_cancelled to ada@new.example"]);
    }

    async fn a_second_address_replaces_the_first(app: &App) {
        let entra = app.connection("Entra", "lenient").await;
        let user = active_ada(app, &entra).await;
        write(&entra, &user, "ada@new.example").await;
        let first = mailed_path(app, "email_change_confirmation").await;
        write(&entra, &user, "ada@third.example").await;
        let second = mailed_path(app, "email_change_confirmation").await;
        app.visitor().get(&first).await.expect(410);
        pass(app, &second, "").await;
        let last = app.events().await.pop();
        assert_eq!(last.as_deref(), Some("user.email_changed #9"));
        app.mailbox.take();
    }

    async fn before_joining_the_one_live_link_goes_to_the_new_address(app: &App) {
        let entra = app.connection("Entra", "lenient").await;
        let body = json!({
            "userName": "ada@example.com",
            "emails": [{"type": "work", "value": "ada@example.com"}],
        });
        let user = format!("/Users/{}", entra.post("/Users", body).await.expect(201).id());
        let old = mailed_path(app, "activation").await;
        write(&entra, &user, "ada@new.example").await;
        let new = mailed_path(app, "activation").await;
        app.visitor().get(&old).await.expect(410);
        app.visitor().get(&new).await.expect(200);
        assert_eq!(
            app.events().await,
            [
                "user.created #1", "user.invited #2", "user.updated #3",
                "user.email_changed #4", "user.invitation_resent #5",
            ]
        );
    }

    async fn on_a_verified_domain_it_moves_at_once(app: &App) {
        app.apply("verified_domains = [\"new.example\"]\n").await;
        let entra = app.connection("Entra", "lenient").await;
        let user = active_ada(app, &entra).await;
        write(&entra, &user, "ada@new.example").await;
        assert_eq!(app.events().await, ["user.updated #4", "user.email_changed #5"]);
        app.mailbox.take();
    }
}
