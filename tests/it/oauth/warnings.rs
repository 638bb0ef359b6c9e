//! Before a token of a connection ends, subscribers and owners are told, once for each warning.

use crate::support::{App, stories};
use muster_app::admin::{CreateAccount, RotateConnection};
use muster_app::auth::warn_of_ending_tokens;
use muster_model::ids::{ConnectionId, TokenId};
use muster_model::people::Address;
use muster_store::{Acting, StoreError, Tx, Work};
use serde_json::{Value, json};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

/// Looks once more; the warnings that were given, as subscribers see the connection.
async fn told(app: &App) -> Vec<Value> {
    warn_of_ending_tokens(&app.ctx).await.expect("warnings");
    app.settle().await;
    let arrived = app.sink.take();
    let of = arrived
        .into_iter()
        .filter(|one| one.body["type"] == "connection.token_expiring");
    of.map(|one| one.body["data"]["connection"].clone())
        .collect()
}

async fn days(app: &App) -> Vec<i64> {
    let told = told(app).await;
    told.iter()
        .map(|one| one["days"].as_i64().expect("days"))
        .collect()
}

async fn only_connection(app: &App) -> ConnectionId {
    let reads = app.ctx.store.read();
    reads
        .connections()
        .list(app.account.id)
        .await
        .expect("connections")[0]
        .id
}

async fn rotate(app: &App, id: ConnectionId) {
    let work = RotateConnection::new(&app.ctx, id, DAY * 365, DAY * 14);
    let acting = Acting::command_line();
    app.ctx
        .store
        .perform(acting, work)
        .await
        .expect("a second token");
}

struct Used(TokenId);

impl Work for Used {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.tokens().used(&[self.0], tx.now()).await
    }
}

stories! {
    async fn a_token_is_warned_of_three_times_and_each_time_once(app: &App) {
        app.connection("Entra", "entra").await;
        app.advance(DAY * 334);
        assert_eq!(days(app).await, Vec::<i64>::new());
        app.advance(DAY);
        let id = only_connection(app).await;
        let reads = app.ctx.store.read();
        let token = reads.tokens().of_connection(id).await.expect("tokens").remove(0);
        assert_eq!(told(app).await, [json!({
            "id": id,
            "name": "Entra",
            "token_id": token.id,
            "expires_at": "2027-06-01T09:00:00Z",
            "days": 30,
        })]);
        assert_eq!(days(app).await, Vec::<i64>::new(), "nothing is said twice");
        app.advance(DAY * 23);
        assert_eq!(days(app).await, [7]);
        app.advance(DAY * 6);
        assert_eq!(days(app).await, [1]);
        assert_eq!(days(app).await, Vec::<i64>::new());
        app.advance(DAY);
        assert_eq!(days(app).await, Vec::<i64>::new(), "it is over");
    }

    async fn the_owners_are_warned_by_mail(app: &App) {
        let work = CreateAccount {
            slug: "owned".to_owned(),
            name: "Owned".to_owned(),
            preset: None,
            owner: Address::parse("grace@example.com").ok(),
        };
        let acting = Acting::command_line();
        let (owned, _) = app.ctx.store.perform(acting, work).await.expect("an account");
        let year = DAY * 365;
        let name = "Okta".to_owned();
        let profile = muster_scim::profile::Profile::Okta;
        let work = muster_app::admin::CreateConnection::new(&app.ctx, owned.id, name, profile, year);
        app.ctx.store.perform(Acting::command_line(), work).await.expect("a connection");
        app.settle().await;
        app.mailbox.take();
        app.advance(DAY * 358);
        assert_eq!(warn_of_ending_tokens(&app.ctx).await.expect("warnings"), 1);
        app.settle().await;
        assert_eq!(app.mailbox.take_names(), ["token_expiring to grace@example.com"]);
        assert_eq!(warn_of_ending_tokens(&app.ctx).await.expect("warnings"), 0);
    }

    async fn two_who_look_at_once_warn_once(app: &App) {
        app.connection("Entra", "entra").await;
        app.advance(DAY * 340);
        let (one, other) = (app.ctx.clone(), app.ctx.clone());
        let both = tokio::join!(warn_of_ending_tokens(&one), warn_of_ending_tokens(&other));
        assert_eq!(both.0.expect("warnings") + both.1.expect("warnings"), 1);
        app.settle().await;
    }

    async fn a_rotated_token_is_warned_of_only_while_it_is_used(app: &App) {
        app.connection("Entra", "entra").await;
        let id = only_connection(app).await;
        let reads = app.ctx.store.read();
        let old = reads.tokens().of_connection(id).await.expect("tokens").remove(0);
        rotate(app, id).await;
        app.advance(DAY * 8);
        assert_eq!(days(app).await, Vec::<i64>::new(), "nobody uses it: nobody cares");
        app.ctx.store.perform(Acting::system(), Used(old.id)).await.expect("a use");
        let told = told(app).await;
        assert_eq!(told.len(), 1);
        assert_eq!((&told[0]["days"], &told[0]["token_id"]), (&json!(7), &json!(old.id)));
    }

    async fn both_tokens_work_until_the_overlap_ends(app: &App) {
        let old = app.connection("Entra", "entra").await;
        let id = only_connection(app).await;
        let work = RotateConnection::new(&app.ctx, id, DAY * 365, DAY * 14);
        let acting = Acting::command_line();
        let rotated = app.ctx.store.perform(acting, work).await.expect("a second token");
        let new = old.with_token(Some(rotated.bearer.reveal()));
        app.advance_minutes(14 * 24 * 60 - 1);
        old.get("/Users").await.expect(200);
        new.get("/Users").await.expect(200);
        app.advance_minutes(1);
        old.get("/Users").await.expect(401);
        new.get("/Users").await.expect(200);
    }
}
