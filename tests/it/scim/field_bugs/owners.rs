//! Owners, whom no directory can lock out, and sessions, which end with the access.

use super::cast::{push, user};
use crate::support::{App, stories};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Acting, StoreError, Tx, Work};
use serde_json::json;

struct MakeOwner(AccountId, PersonId);

impl Work for MakeOwner {
    type Output = ();
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let person = tx.people().get(self.0, self.1).await?;
        let mut revision = Revision::of(person.expect("a person"));
        revision.make_owner();
        let change = revision.close(tx.now()).expect("a change");
        tx.people().save(change).await.map(|_| ())
    }
}

stories! {
    async fn no_directory_locks_the_last_owner_out(app: &App) {
        let okta = app.connection("Okta", "okta").await;
        let id = push(&okta, &["boss@example.com"]).await.remove(0);
        let work = MakeOwner(app.account.id, id.parse().expect("an id"));
        app.ctx.store.perform(Acting::command_line(), work).await.expect("an owner");
        app.events().await;
        let path = format!("/Users/{id}");
        let leave = json!([{"op": "replace", "value": {"active": false}}]);
        let read = okta.patch(&path, leave).await.expect(200).json();
        assert_eq!(read["active"], json!(true));
        let mut whole = user("boss@example.com");
        whole["active"] = json!(false);
        assert_eq!(okta.put(&path, whole).await.expect(200).json()["active"], json!(true));
        okta.delete(&path).await.expect(204);
        let person = app.admin().await.get(&format!("/people/{id}")).await.expect(200).json();
        assert_eq!(person["status"], json!("invited"), "{person}");
        let told = ["owner.protected #4", "owner.protected #5", "owner.protected #6", "user.access_changed #3"];
        assert_eq!(app.events().await, told);
    }
}
