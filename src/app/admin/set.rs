//! The switches of a connection that only a person may set.

use super::{AdminError, Switched};
use crate::access::hand;
use muster_model::access::{Keeper, Part, guards};
use muster_model::connection::Connection;
use muster_model::ids::ConnectionId;
use muster_scim::profile::Profile;
use muster_store::{Tx, Work};

/// Sets switches of a connection; what is not named stays.
#[derive(Clone, Debug)]
pub struct SetConnection {
    /// Which connection.
    pub connection: ConnectionId,
    /// How its client speaks.
    pub profile: Option<Profile>,
    /// Whether it may take over existing people of verified domains.
    pub adopt: Option<bool>,
    /// Whether it may give roles with account permissions.
    pub privileged: Option<bool>,
    /// Whether its `active: true` enables whom a human being disabled.
    pub over_humans: Option<bool>,
    /// Who keeps which part of the people whom it knows.
    pub owns: Vec<(Part, Keeper)>,
    /// Whether roles, workspaces and fleet groups are groups of it.
    pub projection: Option<bool>,
    /// Whether it reads what the account gives as resources, and `entitlements` of a User give.
    pub entitlements: Option<bool>,
}

impl Work for SetConnection {
    type Output = Switched;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Switched, AdminError> {
        let found = tx.connections().of_any_account(self.connection).await?;
        let before = found.ok_or(AdminError::NoConnection)?;
        if self.privileged == Some(true) && !before.privileged {
            let policy = tx.access().policy(before.account).await?;
            let hand = hand(tx, before.account, &policy).await?;
            guards::may_switch_privileged(&hand)?;
        }
        let mut ownership = before.ownership.clone();
        for (part, keeper) in &self.owns {
            ownership.set(*part, *keeper);
        }
        let after = Connection {
            ownership,
            profile: self
                .profile
                .map_or_else(|| before.profile.clone(), |profile| profile.to_string()),
            adopt: self.adopt.unwrap_or(before.adopt),
            privileged: self.privileged.unwrap_or(before.privileged),
            over_humans: self.over_humans.unwrap_or(before.over_humans),
            projection: self.projection.unwrap_or(before.projection),
            entitlements: self.entitlements.unwrap_or(before.entitlements),
            ..before.clone()
        };
        if after != before {
            tx.connections().set(&before, &after).await?;
        }
        Ok(Switched::of(tx, &before, after).await?)
    }
}
