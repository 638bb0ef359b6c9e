//! Visiting people whom older code saved.

use super::side::attributes;
use super::{People, refold::refold, rows, side};
use crate::attributes::{OF_PEOPLE, rewrite};
use crate::entity::{person, person_email};
use crate::error::StoreError;
use crate::repo::index::{unvisited, visited};
use crate::rows::insert_models;
use crate::tx::Tx;
use crate::work::Work;
use sea_orm::FromQueryResult as _;
use uuid::Uuid;

/// Visits some people after an id; answers the last of them.
pub(crate) struct IndexPeople {
    /// After whom it goes on.
    pub(crate) after: Uuid,
}

impl Work for IndexPeople {
    type Output = Option<Uuid>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Uuid>, StoreError> {
        let db = tx.db();
        let found = unvisited(db, "person", self.after).await?;
        let was = found
            .iter()
            .map(|row| person::Model::from_query_result(row, ""))
            .collect::<Result<Vec<_>, _>>()?;
        let people = People { db }.whole(found).await?;
        refold(db, &was, &people).await?;
        let ids: Vec<Uuid> = people.iter().map(|person| person.id.0).collect();
        side::delete(db, "person_email WHERE person_id IN", &ids).await?;
        let emails = people.iter().flat_map(rows::emails).collect();
        insert_models::<person_email::Entity>(db, emails).await?;
        let attributes = people.iter().flat_map(attributes).collect();
        rewrite(db, &OF_PEOPLE, &ids, attributes).await?;
        visited(db, "person", &ids).await?;
        Ok(ids.last().copied())
    }
}
