//! A record set is copied.

use super::check;
use crate::access::edit::{Draft, Edit, EditError};
use muster_model::access::RecordSet;
use muster_model::ids::RecordSetId;

/// Makes a record set that anybody can be given, which reaches as far as another one.
#[derive(Clone, Debug)]
pub struct CopyRecordSet {
    /// Which is copied.
    pub id: RecordSetId,
    /// The name of the copy.
    pub name: String,
}

impl Edit for CopyRecordSet {
    type Output = RecordSetId;

    fn draft(&self, draft: &mut Draft<'_>) -> Result<RecordSetId, EditError> {
        let held = check::held(draft, self.id)?;
        let id = RecordSetId(draft.ids().next());
        let set = RecordSet {
            id,
            name: check::free_name(draft, id, &self.name)?,
            of: None,
            types: held.types,
        };
        draft.put_record_set(set);
        Ok(id)
    }
}
