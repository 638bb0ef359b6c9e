//! The name of a group that stands for something.

use muster_model::group::Group;
use muster_model::ids::{AccountId, ConnectionId, GroupId};
use muster_model::people::fold;
use muster_store::{StoreError, Tx};

/// A name that no other group of the connection has.
pub(super) struct Name {
    /// The name.
    pub(super) name: String,
    /// The folded name that it would be, were it not another group's.
    pub(super) instead_of: Option<String>,
}

impl Name {
    /// The name that a group should have, or one like it when another group of the connection has
    /// it already.
    pub(super) async fn find(
        tx: &Tx,
        (account, connection): (AccountId, ConnectionId),
        wanted: String,
        of: Option<&Group>,
    ) -> Result<Self, StoreError> {
        let own = |id: GroupId| of.is_some_and(|group| group.id == id);
        let (key, mut name, mut number) = (fold(&wanted), wanted.clone(), 1_u32);
        // Its own name, in whatever letters, is nobody else's.
        if of.is_some_and(|group| fold(&group.display_name) == key) {
            return Ok(Self::exactly(wanted));
        }
        loop {
            let (groups, tried) = (tx.groups(), fold(&name));
            let holder = groups.by_name(account, connection, &tried).await?;
            if holder.is_none_or(|holder| own(holder.id)) {
                let instead_of = (number > 1).then_some(key);
                return Ok(Self { name, instead_of });
            }
            number += 1;
            name = format!("{wanted} ({number})");
        }
    }

    fn exactly(name: String) -> Self {
        Self {
            name,
            instead_of: None,
        }
    }
}
