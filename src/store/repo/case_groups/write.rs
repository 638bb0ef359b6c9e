//! Changing case groups.

use super::read::CaseGroups;
use crate::db::Db;
use crate::error::StoreError;
use crate::outbox::Note;
use crate::tx::Tx;
use muster_model::access::{CaseGroup, RecordKey};
use muster_model::ids::{AccountId, CaseGroupId, PersonId};
use muster_model::people::fold;
use sea_orm::sea_query::Value;
use serde_json::{Value as Json, json};
use std::ops::Deref;

/// Finds case groups, locks them, and changes them.
pub struct WriteCaseGroups<'a> {
    tx: &'a Tx,
    find: CaseGroups<'a>,
}

impl Tx {
    /// Finds case groups, locks them, and changes them.
    pub fn case_groups(&self) -> WriteCaseGroups<'_> {
        WriteCaseGroups {
            tx: self,
            find: CaseGroups { db: self.db() },
        }
    }
}

impl<'a> Deref for WriteCaseGroups<'a> {
    type Target = CaseGroups<'a>;

    fn deref(&self) -> &CaseGroups<'a> {
        &self.find
    }
}

impl WriteCaseGroups<'_> {
    /// The id of the case group of this name, if another one than this has it.
    pub async fn called(
        &self,
        account: AccountId,
        name: &str,
        but: CaseGroupId,
    ) -> Result<Option<CaseGroupId>, StoreError> {
        let sql = "SELECT id FROM case_group WHERE account_id = $1 AND name_key = $2 AND id <> $3";
        let values: [Value; 3] = [account.0.into(), fold(name).into(), but.0.into()];
        let row = self.db().one(sql, values).await?;
        row.map(|row| Ok(CaseGroupId(row.try_get("", "id")?)))
            .transpose()
    }

    /// Inserts a case group or renames it.
    pub async fn put(
        &self,
        account: AccountId,
        before: Option<&CaseGroup>,
        group: &CaseGroup,
    ) -> Result<(), StoreError> {
        let sql = match before {
            None => {
                "INSERT INTO case_group (name, name_key, version, account_id, id) \
                 VALUES ($1, $2, $3, $4, $5)"
            }
            Some(_) => {
                "UPDATE case_group SET name = $1, name_key = $2, version = $3 \
                 WHERE account_id = $4 AND id = $5"
            }
        };
        let values: [Value; 5] = [
            group.name.as_str().into(),
            fold(&group.name).into(),
            group.version.into(),
            account.0.into(),
            group.id.0.into(),
        ];
        self.db().run(sql, values).await?;
        let named = |group: &CaseGroup| json!({"name": group.name});
        let before = before.map_or(Json::Null, named);
        self.note(account, group.id, &before, &named(group)).await
    }

    /// Takes people and records into a case group that it did not have.
    pub async fn add(
        &self,
        account: AccountId,
        group: CaseGroupId,
        (people, records): (&[PersonId], &[RecordKey]),
    ) -> Result<(), StoreError> {
        for person in people {
            let sql = "INSERT INTO case_group_person (group_id, person_id) VALUES ($1, $2)";
            let values: [Value; 2] = [group.0.into(), person.0.into()];
            self.db().run(sql, values).await?;
        }
        for record in records {
            let sql = "INSERT INTO case_group_record (group_id, entity, external_id) \
                 VALUES ($1, $2, $3)";
            self.db().run(sql, places(group, record)).await?;
        }
        let added = json!({"people": people, "records": records});
        self.noted(account, group, (people, records), &Json::Null, &added)
            .await
    }

    /// Takes people and records out of a case group.
    pub async fn remove(
        &self,
        account: AccountId,
        group: CaseGroupId,
        (people, records): (&[PersonId], &[RecordKey]),
    ) -> Result<(), StoreError> {
        for person in people {
            let sql = "DELETE FROM case_group_person WHERE group_id = $1 AND person_id = $2";
            let values: [Value; 2] = [group.0.into(), person.0.into()];
            self.db().run(sql, values).await?;
        }
        for record in records {
            let sql = "DELETE FROM case_group_record \
                 WHERE group_id = $1 AND entity = $2 AND external_id = $3";
            self.db().run(sql, places(group, record)).await?;
        }
        let removed = json!({"people": people, "records": records});
        self.noted(account, group, (people, records), &removed, &Json::Null)
            .await
    }

    /// Removes a case group with all that is in it.
    pub async fn drop(&self, account: AccountId, group: &CaseGroup) -> Result<(), StoreError> {
        for table in ["case_group_person", "case_group_record"] {
            let sql = format!("DELETE FROM {table} WHERE group_id = $1");
            self.db().run(sql, [group.id.0.into()]).await?;
        }
        let sql = "DELETE FROM case_group WHERE account_id = $1 AND id = $2";
        let values = [account.0.into(), group.id.0.into()];
        self.db().run(sql, values).await?;
        let before = json!({"name": group.name});
        self.note(account, group.id, &before, &Json::Null).await
    }

    async fn noted(
        &self,
        account: AccountId,
        group: CaseGroupId,
        (people, records): (&[PersonId], &[RecordKey]),
        before: &Json,
        after: &Json,
    ) -> Result<(), StoreError> {
        if people.is_empty() && records.is_empty() {
            return Ok(());
        }
        self.note(account, group, before, after).await
    }

    async fn note(
        &self,
        account: AccountId,
        group: CaseGroupId,
        before: &Json,
        after: &Json,
    ) -> Result<(), StoreError> {
        let note = Note {
            account,
            kind: "case_group",
            subject: group.0,
            before,
            after,
        };
        note.write(self.tx).await
    }

    fn db(&self) -> Db<'_> {
        self.find.db
    }
}

fn places(group: CaseGroupId, record: &RecordKey) -> [Value; 3] {
    [
        group.0.into(),
        record.entity.as_str().into(),
        record.id.as_str().into(),
    ]
}
