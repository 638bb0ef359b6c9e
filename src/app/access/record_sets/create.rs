//! A record set is made.

use super::check;
use super::reaches::Reaching;
use crate::access::edit::{Draft, Edit, EditError};
use crate::ctx::Ctx;
use crate::error::Missing;
use muster_model::access::RecordSet;
use muster_model::ids::{AccountId, PersonId, RecordSetId};
use std::collections::BTreeMap;

/// Makes a record set.
#[derive(Clone, Debug, Default)]
pub struct CreateRecordSet {
    /// Its name.
    pub name: String,
    /// The one person who can be given it; none for one that anybody can be given.
    pub of: Option<PersonId>,
    /// How far it reaches, by entity type; what is not named it leaves alone.
    pub types: BTreeMap<String, Reaching>,
}

/// The person whose set it shall be, if there is such a person in the account.
pub async fn person_of(
    ctx: &Ctx,
    account: AccountId,
    person: Option<PersonId>,
) -> Result<Option<PersonId>, EditError> {
    let Some(id) = person else { return Ok(None) };
    let found = ctx.store.read().people().get(account, id).await?;
    let found = found.ok_or(Missing {
        field: "person",
        what: "person",
        id: id.0,
    })?;
    Ok(Some(found.id))
}

impl Edit for CreateRecordSet {
    type Output = RecordSetId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RecordSetId, EditError> {
        let id = RecordSetId(draft.ids().next());
        let set = RecordSet {
            id,
            name: check::free_name(draft, id, &self.name)?,
            of: self.of,
            types: check::types(draft, &self.types)?,
        };
        draft.put_record_set(set);
        Ok(id)
    }
}
