//! An administrator's day with people, through the API.

use super::asking::{self, change, code, join, owner_outside, post_once, tag};
use crate::support::{Answer, App, Client, stories};
use muster_app::ports::{Mail, Mailer as _};
use muster_model::connection::TokenRole;
use muster_outbound::mail::{FolderMailer, Sender};
use serde_json::{Value, json};

async fn admin(app: &App) -> Client {
    app.client(TokenRole::Admin).await
}

/// A contact with an address.
async fn contact(admin: &Client, name: &str) -> String {
    let card = json!({"email": format!("{name}@example.com"), "given_name": "Ada"});
    admin
        .post("/people", json!({"card": card}))
        .await
        .expect(201)
        .id()
}

/// A change of somebody's card.
async fn correct(admin: &Client, id: &str, body: Value, if_match: Option<&str>) -> Answer {
    change(admin, &format!("/people/{id}"), body, if_match).await
}

async fn tell(admin: &Client, id: &str, verb: &str) -> Answer {
    asking::tell(admin, &format!("/people/{id}/{verb}")).await
}

/// The subject of a mail as a mailbox shows it.
async fn subject(mail: &Mail) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Sender::parse("Muster <muster@example.com>").expect("a sender");
    let mailer = FolderMailer::new(folder.path().to_owned(), from);
    mailer.send(mail).await.expect("a file");
    let file = std::fs::read_dir(folder.path()).expect("files").next();
    let file = file.expect("a file").expect("a file").path();
    let text = std::fs::read_to_string(file).expect("a mail");
    let line = text.lines().find_map(|line| line.strip_prefix("Subject: "));
    line.expect("a subject").to_owned()
}

stories! {
    async fn a_contact_is_written_down_enabled_and_invited(app: &App) {
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), Vec::<String>::new());
        let shown = admin.get(&format!("/people/{ada}")).await.expect(200).json();
        assert_eq!(shown["status"], "no_access");
        assert_eq!(shown["user_name"], "ada@example.com");

        let given = json!({"role": "viewer"});
        let enabled = admin.post(&format!("/people/{ada}/enable"), given).await.expect(200).json();
        assert_eq!((&enabled["status"], &enabled["role"]), (&json!("invited"), &json!("Viewer")));
        assert_eq!(app.events().await, ["user.created #1", "user.access_changed #2", "user.invited #3"]);
        assert_eq!(app.mailbox.take_names(), ["activation to ada@example.com"]);
        let again = admin.post(&format!("/people/{ada}/enable"), json!({})).await.expect(409);
        assert_eq!(code(&again), "person.wrong_status");
    }

    async fn somebody_new_is_invited_in_one_request(app: &App) {
        let admin = admin(app).await;
        let new = json!({"card": {"email": "bob@example.com"}, "access": {"role": "user"}, "invite": true});
        let bob = admin.post("/people", new.clone()).await.expect(201).json();
        assert_eq!((&bob["status"], &bob["role"]), (&json!("invited"), &json!("User")));
        assert_eq!(code(&admin.post("/people", new).await.expect(409)), "person.address_taken");
        let nameless = admin.post("/people", json!({"card": {}})).await.expect(400);
        assert_eq!(code(&nameless), "person.card_invalid");
        let uninvited = json!({"card": {"email": "cleo@example.com"}, "mail": "held"});
        assert_eq!(code(&admin.post("/people", uninvited).await.expect(400)), "request.body");
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["activation to bob@example.com"]);
    }

    async fn an_invitation_is_copied_sent_again_and_taken_back(app: &App) {
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        let invitation = format!("/people/{ada}/invitation");
        assert_eq!(code(&admin.get(&invitation).await.expect(409)), "person.no_invitation");
        admin.post(&format!("/people/{ada}/enable"), json!({})).await.expect(200);
        app.settle().await;
        let link = admin.get(&invitation).await.expect(200).json();
        let soon = tell(&admin, &ada, "invitation/resend").await.expect(429);
        assert_eq!(code(&soon), "person.invited_too_often");

        app.advance_minutes(2);
        tell(&admin, &ada, "invitation/resend").await.expect(200);
        assert_eq!(admin.get(&invitation).await.expect(200).json(), link, "the same link");
        app.settle().await;
        app.advance_minutes(60 * 24 * 31);
        assert_eq!(code(&admin.get(&invitation).await.expect(409)), "person.no_invitation");
        tell(&admin, &ada, "invitation/resend").await.expect(200);
        assert_ne!(admin.get(&invitation).await.expect(200).json(), link, "a new one, for the old is over");
        for _ in 0..4 {
            app.settle().await;
            app.advance_minutes(2);
            tell(&admin, &ada, "invitation/resend").await.expect(200);
        }
        let mut told = app.events().await;
        app.advance_minutes(2);
        tell(&admin, &ada, "invitation/resend").await.expect(429);

        let back = admin.delete(&invitation).await.expect(200).json();
        assert_eq!(back["status"], "no_access");
        assert_eq!(code(&admin.delete(&invitation).await.expect(409)), "person.wrong_status");
        told.extend(app.events().await);
        assert_eq!(told.iter().filter(|told| told.starts_with("user.invitation_resent")).count(), 6);
        assert_eq!(told.last().map(String::as_str), Some("user.invitation_revoked #9"));
        assert_eq!(app.mailbox.take().len(), 7);
    }

    async fn somebody_leaves_and_comes_back_with_what_they_had(app: &App) {
        let admin = admin(app).await;
        let new = json!({"card": {"email": "ada@example.com"}, "access": {"role": "user"}, "invite": true});
        let ada = admin.post("/people", new).await.expect(201).id();
        let access = format!("/people/{ada}/access");
        let before = admin.get(&access).await.expect(200).json();
        let left = tell(&admin, &ada, "deactivate").await.expect(200).json();
        assert_eq!(left["status"], "deactivated");
        let back = tell(&admin, &ada, "reactivate").await.expect(200).json();
        assert_eq!(back["status"], "invited", "they never joined");
        assert_eq!(admin.get(&access).await.expect(200).json(), before);
        let again = tell(&admin, &ada, "reactivate").await.expect(409);
        assert_eq!(code(&again), "person.wrong_status");
        admin.delete(&format!("/people/{ada}?confirm=ada@example.com")).await.expect(204);
        admin.get(&format!("/people/{ada}")).await.expect(404);
        let told = ["user.created #1", "user.invited #2", "user.deactivated #3", "user.reactivated #4", "user.deleted #5"];
        assert_eq!(app.events().await, told);
    }

    async fn one_person_is_deleted_by_typing_their_address(app: &App) {
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        let new = json!({"card": {"user_name": "Émile"}});
        let emile = admin.post("/people", new).await.expect(201).id();
        let before = admin.get(&format!("/people/{ada}")).await.expect(200).text;
        for typed in ["", "?confirm=", "?confirm=bob@example.com", "?confirm=ada"] {
            let refused = admin.delete(&format!("/people/{ada}{typed}")).await.expect(409).json();
            assert_eq!(refused["code"], "person.confirm", "{typed}");
            let detail = "A person is deleted by typing their address: type ada@example.com in `confirm`.";
            assert_eq!(refused["detail"], detail);
        }
        assert_eq!(admin.get(&format!("/people/{ada}")).await.expect(200).text, before);
        let twice = format!("/people/{ada}?confirm=ada@example.com&confirm=ada@example.com");
        assert_eq!(code(&admin.delete(&twice).await.expect(400)), "request.parameter");
        admin.delete(&format!("/people/{ada}?confirm=ADA@Example.com")).await.expect(204);
        let refused = admin.delete(&format!("/people/{emile}?confirm=emile")).await.expect(409).json();
        assert_eq!(refused["detail"], "A person is deleted by typing their address: type Émile in `confirm`.");
        admin.delete(&format!("/people/{emile}?confirm=%C3%A9MILE")).await.expect(204);
        let told = ["user.created #1", "user.created #1", "user.deleted #2", "user.deleted #2"];
        assert_eq!(app.events().await, told);
        app.settle().await;
    }

    async fn whoever_has_joined_is_deleted_by_the_address_of_the_sign_in(app: &App) {
        let admin = admin(app).await;
        let new = json!({"card": {"email": "ada@example.com"}, "invite": true});
        let ada = admin.post("/people", new).await.expect(201).id();
        join(app, "ada").await;
        let card = json!({"email": "ada@other.example"});
        change(&admin, &format!("/people/{ada}"), card, None).await.expect(200);
        let path = format!("/people/{ada}?confirm=ada@other.example");
        assert_eq!(code(&admin.delete(&path).await.expect(409)), "person.confirm", "it waits");
        admin.delete(&format!("/people/{ada}?confirm=ada@example.com")).await.expect(204);
        app.settle().await;
        app.mailbox.take();
        app.events().await;
    }

    async fn a_card_is_corrected_by_whoever_saw_it_last(app: &App) {
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        let read = admin.get(&format!("/people/{ada}")).await.expect(200);
        let tag = tag(&read);
        let card = json!({"family_name": "Lovelace", "department": "Engines"});
        let after = correct(&admin, &ada, card, Some(&tag)).await.expect(200).json();
        assert_eq!(after["display_name"], "Ada Lovelace");
        let late = correct(&admin, &ada, json!({"title": "Countess"}), Some(&tag)).await.expect(412);
        assert_eq!(code(&late), "resource.changed");
        let wrong = correct(&admin, &ada, json!({"title": ""}), None).await.expect(400);
        assert_eq!(code(&wrong), "person.card_invalid");
        let unknown = correct(&admin, &ada, json!({"colour": "red"}), None).await.expect(400);
        assert_eq!(code(&unknown), "request.body");
        assert_eq!(app.events().await, ["user.created #1", "user.updated #2"]);
    }

    async fn the_address_of_somebody_invited_moves_with_their_card(app: &App) {
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        admin.post(&format!("/people/{ada}/enable"), json!({})).await.expect(200);
        app.settle().await;
        let moved = correct(&admin, &ada, json!({"email": "new@example.com"}), None).await.expect(200);
        assert_eq!(moved.json()["sign_in_address"], "new@example.com");
        app.settle().await;
        let mails = ["activation to ada@example.com", "activation to new@example.com"];
        assert_eq!(app.mailbox.take_names(), mails);
    }

    async fn an_invitation_that_is_held_back_waits_for_an_administrator_alone(app: &App) {
        let okta = app.adopting("Okta").await;
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        let held = json!({"mail": "held"});
        let enabled = admin.post(&format!("/people/{ada}/enable"), held).await.expect(200).json();
        assert_eq!((&enabled["status"], &enabled["invitation_state"]), (&json!("invited"), &json!("held")));
        let invitation = admin.get(&format!("/people/{ada}/invitation")).await.expect(409);
        assert_eq!(code(&invitation), "person.no_invitation");
        let moved = correct(&admin, &ada, json!({"email": "new@example.com"}), None).await.expect(200).json();
        assert_eq!((&moved["sign_in_address"], &moved["invitation_state"]), (&json!("new@example.com"), &json!("held")));
        let bob = json!({"userName": "bob", "emails": [{"value": "new@example.com"}]});
        okta.post("/Users", bob).await.expect(201);
        let new = json!({"card": {"email": "cleo@example.com"}, "invite": true, "mail": "held"});
        let cleo = admin.post("/people", new).await.expect(201).json();
        assert_eq!(cleo["invitation_state"], "held");
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), Vec::<String>::new());

        let sent = tell(&admin, &ada, "invitation/resend").await.expect(200).json();
        assert_eq!(sent["invitation_state"], "sent");
        app.settle().await;
        let mails = app.mailbox.take();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].letter.to.as_str(), "new@example.com");
        assert_eq!(subject(&mails[0]).await, "Your invitation to Acme", "the first mail is no reminder");
        app.advance_minutes(2);
        tell(&admin, &ada, "invitation/resend").await.expect(200);
        app.settle().await;
        assert_eq!(subject(&app.mailbox.take()[0]).await, "Reminder: Your invitation to Acme");
    }

    async fn whoever_leaves_and_comes_back_finds_the_invitation_held(app: &App) {
        let (okta, admin) = (app.connection("Okta", "lenient").await, admin(app).await);
        let new = json!({"userName": "ada@example.com", "active": false});
        let ada = okta.post("/Users", new).await.expect(201).id();
        let held = json!({"mail": "held"});
        admin.post(&format!("/people/{ada}/enable"), held).await.expect(200);
        for active in [false, true] {
            let write = json!([{"op": "replace", "path": "active", "value": active}]);
            okta.patch(&format!("/Users/{ada}"), write).await.expect(200);
        }
        let fate = json!({"nothing_left": "no_access"});
        change(&admin, "/account", fate, None).await.expect(200);
        let new = json!({"card": {"email": "bob@example.com"}, "access": {"role": "user"}, "invite": true, "mail": "held"});
        let bob = admin.post("/people", new).await.expect(201).id();
        let grants = format!("/people/{bob}/grants");
        let gone = admin.put(&grants, json!({"role": null})).await.expect(200).json();
        assert_eq!(gone["status"], "deactivated");
        admin.put(&grants, json!({"role": "user"})).await.expect(200);
        tell(&admin, &bob, "deactivate").await.expect(200);
        tell(&admin, &bob, "reactivate").await.expect(200);
        for id in [&ada, &bob] {
            let back = admin.get(&format!("/people/{id}")).await.expect(200).json();
            assert_eq!((&back["status"], &back["invitation_state"]), (&json!("invited"), &json!("held")));
        }
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), Vec::<String>::new());

        tell(&admin, &ada, "invitation/resend").await.expect(200);
        app.settle().await;
        let mails = app.mailbox.take();
        assert_eq!(mails.len(), 1);
        assert_eq!(subject(&mails[0]).await, "Your invitation to Acme");
    }

    async fn what_a_directory_keeps_is_changed_there(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let ada = okta.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let admin = admin(app).await;
        let refused = correct(&admin, &ada, json!({"title": "Countess"}), None).await.expect(409);
        assert_eq!(code(&refused), "access.directory_managed");
        tell(&admin, &ada, "deactivate").await.expect(200);
        tell(&admin, &ada, "reactivate").await.expect(200);
        let user = format!("/Users/{ada}");
        let leave = json!([{"op": "replace", "path": "active", "value": false}]);
        okta.patch(&user, leave).await.expect(200);
        let refused = tell(&admin, &ada, "reactivate").await.expect(409);
        assert_eq!(code(&refused), "access.directory_managed");
        app.settle().await;
    }

    async fn hands_give_no_more_than_they_have_and_take_back_what_they_gave(app: &App) {
        let admin = admin(app).await;
        let ada = contact(&admin, "ada").await;
        let grants = format!("/people/{ada}/grants");
        let given = admin.put(&grants, json!({"role": "user"})).await.expect(200).json();
        assert_eq!(given["role"], "User");
        let owner = admin.put(&grants, json!({"role": "owner"})).await.expect(403);
        assert_eq!(code(&owner), "owner.role");
        let unknown = admin.put(&grants, json!({"role": "king"})).await.expect(400);
        assert_eq!(code(&unknown), "person.grant_invalid");
        let olga = app.invite("olga@example.com", true).await;
        let all = admin.put(&format!("/people/{olga}/grants"), json!({"role": "user"})).await.expect(409);
        assert_eq!(code(&all), "owner.protected", "an owner has everything");
        let left = admin.put(&grants, json!({"fleet": ["none"]})).await.expect(200).json();
        assert_eq!(left["role"], "User", "what is not named stays");
        let back = admin.put(&grants, json!({"role": null})).await.expect(200).json();
        assert_eq!(back["role"], Value::Null);
        app.settle().await;
    }

    async fn ownership_is_passed_on_by_owners_to_somebody_who_has_joined(app: &App) {
        let (admin, owner) = (admin(app).await, app.client(TokenRole::Owner).await);
        let olga = owner_outside(app).await;
        let ada = contact(&admin, "ada").await;
        let path = format!("/people/{ada}/owner");
        let body = json!({"from": olga});
        assert_eq!(code(&admin.post(&path, body.clone()).await.expect(403)), "token.role");
        assert_eq!(code(&owner.post(&path, body.clone()).await.expect(409)), "owner.not_active");
        admin.post(&format!("/people/{ada}/enable"), json!({})).await.expect(200);
        join(app, "ada").await;
        assert_eq!(owner.post(&path, body.clone()).await.expect(200).json()["owner"], true);
        let former = admin.get(&format!("/people/{olga}")).await.expect(200).json();
        assert_eq!(former["owner"], false);
        assert_eq!(code(&owner.post(&path, body).await.expect(409)), "owner.none");
        app.settle().await;
    }

    async fn the_last_owner_outside_the_directories_stays_one(app: &App) {
        let owner = app.client(TokenRole::Owner).await;
        let olga = owner_outside(app).await;
        let okta = app.connection("Okta", "okta").await;
        let bob = okta.post("/Users", json!({"userName": "bob@example.com"})).await.expect(201).id();
        join(app, "bob").await;
        let path = format!("/people/{bob}/owner");
        let refused = owner.post(&path, json!({"from": olga})).await.expect(409);
        assert_eq!(code(&refused), "owner.last");
        assert_eq!(owner.post(&path, json!({})).await.expect(200).json()["owner"], true, "beside her");
        app.settle().await;
    }

    async fn an_owners_door_is_opened_by_owners_alone(app: &App) {
        let (admin, owner) = (admin(app).await, app.client(TokenRole::Owner).await);
        let olga = app.invite("olga@example.com", true).await;
        let invitation = format!("/people/{olga}/invitation");
        let mine = json!({"email": "mallory@example.com"});
        assert_eq!(code(&correct(&admin, &olga, mine, None).await.expect(403)), "owner.not_yours");
        assert_eq!(code(&admin.get(&invitation).await.expect(403)), "owner.not_yours");
        let resent = tell(&admin, &olga, "invitation/resend").await.expect(403);
        assert_eq!(code(&resent), "owner.not_yours");
        assert_eq!(code(&admin.delete(&invitation).await.expect(409)), "owner.protected");
        owner.get(&invitation).await.expect(200);
        app.settle().await;
    }

    async fn what_a_person_gives_no_routine_write_of_a_directory_takes(app: &App) {
        let hr = app.connection("HR", "hr").await;
        let ada = hr.post("/Users", json!({"userName": "ada@example.com"})).await.expect(201).id();
        let admin = admin(app).await;
        admin.post(&format!("/people/{ada}/enable"), json!({})).await.expect(200);
        let title = json!([{"op": "replace", "path": "title", "value": "Countess"}]);
        hr.patch(&format!("/Users/{ada}"), title).await.expect(200);
        let person = format!("/people/{ada}");
        assert_eq!(admin.get(&person).await.expect(200).json()["status"], "invited");
        let leave = json!([{"op": "replace", "path": "active", "value": false}]);
        hr.patch(&format!("/Users/{ada}"), leave).await.expect(200);
        assert_eq!(admin.get(&person).await.expect(200).json()["status"], "deactivated");
        app.settle().await;
    }

    async fn who_was_told_that_it_took_too_long_finds_it_done_once(app: &App) {
        let admin = admin(app).await;
        let hasty = app.hasty(&admin);
        let new = json!({"card": {"email": "ada@example.com"}});
        post_once(&hasty, "/people", "one", new.clone()).await.expect(503);
        let again = loop {
            let again = post_once(&admin, "/people", "one", new.clone()).await;
            if again.status != 409 {
                break again;
            }
            assert_eq!(code(&again), "request.idempotency_running");
            tokio::task::yield_now().await;
        };
        let once_more = post_once(&admin, "/people", "one", new).await.expect(201);
        assert_eq!(again.expect(201).id(), once_more.id());
        assert_eq!(once_more.headers["idempotent-replayed"], "true");
        assert_eq!(asking::items(&admin, "/people").await.len(), 1);
        app.settle().await;
    }

    async fn somebody_of_another_account_is_nobody(app: &App) {
        let ada = contact(&admin(app).await, "ada").await;
        let stranger = app.stranger_with(TokenRole::Owner).await;
        for verb in ["enable", "owner"] {
            stranger.post(&format!("/people/{ada}/{verb}"), json!({})).await.expect(404);
        }
        for verb in ["deactivate", "reactivate", "invitation/resend"] {
            tell(&stranger, &ada, verb).await.expect(404);
        }
        stranger.put(&format!("/people/{ada}/grants"), json!({})).await.expect(404);
        stranger.delete(&format!("/people/{ada}/invitation")).await.expect(404);
        stranger.delete(&format!("/people/{ada}")).await.expect(404);
        correct(&stranger, &ada, json!({}), None).await.expect(404);
        app.settle().await;
    }
}
