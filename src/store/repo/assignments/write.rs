//! Assigning people to records.

use super::read::Assignments;
use crate::db::Db;
use crate::error::StoreError;
use crate::outbox::Note;
use crate::tx::Tx;
use muster_model::access::{Assignment, RecordKey};
use muster_model::ids::{AccountId, ConnectionId, PersonId};
use sea_orm::sea_query::Value;
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// Finds who is assigned to what, and changes it.
///
/// Whoever changes it has locked the person; whoever counts people of a record locks the record
/// after that.
pub struct WriteAssignments<'a> {
    tx: &'a Tx,
    find: Assignments<'a>,
}

impl Tx {
    /// Finds who is assigned to what, and changes it.
    pub fn assignments(&self) -> WriteAssignments<'_> {
        WriteAssignments {
            tx: self,
            find: Assignments { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteAssignments<'a> {
    type Target = Assignments<'a>;

    fn deref(&self) -> &Assignments<'a> {
        &self.find
    }
}

impl WriteAssignments<'_> {
    /// Notes the record, and keeps it to oneself until this transaction ends.
    pub async fn lock_record(
        &self,
        account: AccountId,
        record: &RecordKey,
    ) -> Result<(), StoreError> {
        let values = || -> [Value; 3] {
            [
                account.0.into(),
                record.entity.as_str().into(),
                record.id.as_str().into(),
            ]
        };
        let sql = "INSERT INTO record (account_id, entity, external_id) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING";
        self.db().run(sql, values()).await?;
        let sql = format!(
            "SELECT entity FROM record \
             WHERE account_id = $1 AND entity = $2 AND external_id = $3{}",
            self.db().lock()
        );
        self.db().one(sql, values()).await.map(drop)
    }

    /// Assigns somebody to a record.
    pub async fn put(&self, account: AccountId, put: &Assignment) -> Result<(), StoreError> {
        let sql = "INSERT INTO assignment \
             (id, account_id, person_id, entity, external_id, connection_id, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values: [Value; 7] = [
            put.id.0.into(),
            account.0.into(),
            put.person.0.into(),
            put.record.entity.as_str().into(),
            put.record.id.as_str().into(),
            put.connection.map(|connection| connection.0).into(),
            put.since.0.into(),
        ];
        self.db().run(sql, values).await?;
        self.note(account, put, &Json::Null, &trace(put)).await
    }

    /// Takes somebody off a record.
    pub async fn drop(&self, account: AccountId, gone: &Assignment) -> Result<(), StoreError> {
        let sql = "DELETE FROM assignment WHERE account_id = $1 AND id = $2";
        let values = [account.0.into(), gone.id.0.into()];
        self.db().run(sql, values).await?;
        self.note(account, gone, &trace(gone), &Json::Null).await
    }

    /// Makes an assignment the word of another directory.
    pub async fn pass(
        &self,
        account: AccountId,
        held: &Assignment,
        to: ConnectionId,
    ) -> Result<(), StoreError> {
        let passed = Assignment {
            connection: Some(to),
            ..held.clone()
        };
        let sql = "UPDATE assignment SET connection_id = $3 WHERE account_id = $1 AND id = $2";
        let values = [account.0.into(), held.id.0.into(), to.0.into()];
        self.db().run(sql, values).await?;
        self.note(account, held, &trace(held), &trace(&passed))
            .await
    }

    /// Takes somebody who is deleted off every record and out of every case group.
    pub(crate) async fn drop_of(
        &self,
        account: AccountId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        for held in self.of_person(account, person).await? {
            self.drop(account, &held).await?;
        }
        let sql = "DELETE FROM case_group_person WHERE person_id = $1";
        self.db().run(sql, [person.0.into()]).await.map(drop)
    }

    async fn note(
        &self,
        account: AccountId,
        of: &Assignment,
        before: &Json,
        after: &Json,
    ) -> Result<(), StoreError> {
        let note = Note {
            account,
            kind: "assignment",
            subject: of.id.0,
            before,
            after,
        };
        note.write(self.tx).await
    }

    fn db(&self) -> Db<'_> {
        self.find.db
    }
}

fn trace(of: &Assignment) -> Json {
    let record = json!({"type": of.record.entity, "id": of.record.id});
    json!({"person": of.person, "record": record, "connection": of.connection})
}
