//! An owner pins somebody's role, fleet access, record sets or visibility: no directory and no rule
//! moves it.

use super::PersonError;
use super::edit::{Edit, Saved, Which};
use crate::people::Given;
use muster_model::access::Visibility;
use muster_store::{Tx, Work};

/// Pins what one source alone can decide, the role, how far the fleet reaches, the record set of an
/// entity type and the visibility, above what directories, rules and administrators say; nothing named
/// takes the pin away.
#[derive(Clone, Debug)]
pub struct PinAccess {
    /// Whose.
    pub which: Which,
    /// The role by name, slug or id; `Some(None)` unpins it.
    pub role: Option<Option<String>>,
    /// `entire`, `none`, or fleet groups by name or id; an empty list unpins it.
    pub fleet: Option<Vec<String>>,
    /// Record sets by name or id, or `all` or `none`, each for an entity type or `*`; an empty list
    /// unpins them.
    pub record_sets: Option<Vec<(String, String)>>,
    /// Whether they see records without being assigned to them; `Some(None)` unpins it.
    pub visibility: Option<Option<Visibility>>,
}

impl Work for PinAccess {
    type Output = Saved;
    type Error = PersonError;

    async fn run(&self, tx: &mut Tx) -> Result<Saved, PersonError> {
        let mut edit = Edit::open_to_give(tx, &self.which).await?;
        let policy = edit.policy().clone();
        let pinned = Given {
            role: self.role.clone(),
            fleet: self.fleet.clone(),
            record_sets: self.record_sets.clone(),
            visibility: self.visibility,
            ..Given::default()
        };
        pinned.pin(tx, &edit.hand, &policy, &mut edit.revision)?;
        edit.save(tx).await
    }
}
