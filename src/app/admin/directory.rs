//! Directories as people connect and change them: with what a shell on the server need not keep.

use super::error::name;
use super::may_connect::may_have_directories;
use super::{AdminError, CreateConnection, CreatedConnection, Switched, check_version};
use muster_model::access::guards::{Hand, may_switch_privileged};
use muster_model::access::{Keeper, Part};
use muster_model::connection::{Connection, TokenRole};
use muster_model::ids::{AccountId, ConnectionId};
use muster_model::people::{Person, Status};
use muster_scim::profile::Profile;
use muster_store::{Tx, Work};

/// Connects a directory to an account that an owner outside of all directories rules: sync must
/// not lock everybody out (decision 26 of the house).
#[derive(Clone, Debug)]
pub struct ConnectDirectory {
    /// Whose directory.
    pub account: AccountId,
    /// What is made.
    pub create: CreateConnection,
}

impl Work for ConnectDirectory {
    type Output = CreatedConnection;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<CreatedConnection, AdminError> {
        // The account is locked before people.
        may_have_directories(tx, self.account).await??;
        owner_outside(tx, self.account).await?;
        self.create.run(tx).await
    }
}

/// Refuses where no active owner is outside of all directories; the owners stay locked.
async fn owner_outside(tx: &Tx, account: AccountId) -> Result<(), AdminError> {
    let owners = tx.people().owners(account).await?;
    let outside = |owner: &Person| owner.status == Status::Active && owner.links.is_empty();
    if owners.iter().any(outside) {
        return Ok(());
    }
    Err(AdminError::NoOwnerOutside)
}

/// Changes a connection; what is not named stays.
#[derive(Clone, Debug)]
pub struct UpdateConnection {
    /// Whose connection.
    pub account: AccountId,
    /// Which one.
    pub connection: ConnectionId,
    /// The version that is changed, as `If-Match` names it.
    pub if_match: Option<String>,
    /// Whose hand it is: an owner alone lets it give account permissions.
    pub role: TokenRole,
    /// What people call it.
    pub name: Option<String>,
    /// How its client speaks.
    pub profile: Option<Profile>,
    /// Whether it may take over existing people of verified domains.
    pub adopt: Option<bool>,
    /// Whether it may give roles with account permissions.
    pub privileged: Option<bool>,
    /// Whether its `active: true` enables whom a human being disabled.
    pub over_humans: Option<bool>,
    /// Whether roles, workspaces and fleet groups are groups of it.
    pub projection: Option<bool>,
    /// Whether it reads what the account gives as resources, and `entitlements` of a User give.
    pub entitlements: Option<bool>,
    /// Who keeps which part of the people whom it knows; nothing for a part takes back what was laid
    /// down about it.
    pub owns: Vec<(Part, Option<Keeper>)>,
}

impl Work for UpdateConnection {
    type Output = Switched;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Switched, AdminError> {
        let connections = tx.connections();
        let found = connections.get(self.account, self.connection).await?;
        let before = found.ok_or(AdminError::NoConnection)?;
        check_version(before.version, self.if_match.as_deref())?;
        if self
            .privileged
            .is_some_and(|wanted| wanted != before.privileged)
        {
            let policy = tx.access().policy(self.account).await?;
            may_switch_privileged(&Hand::of_token(self.role, &policy))?;
        }
        let after = self.changed(&before)?;
        // What a privileged directory gives and opens may be more than a hand may.
        let renamed = Connection {
            name: after.name.clone(),
            ..before.clone()
        };
        if before.privileged && after != renamed {
            let policy = tx.access().policy(self.account).await?;
            may_switch_privileged(&Hand::of_token(self.role, &policy))?;
        }
        if after == before {
            return Ok(Switched::of(tx, &before, after).await?);
        }
        let known = connections.list(self.account).await?;
        if known
            .iter()
            .any(|other| other.id != after.id && other.name == after.name)
        {
            return Err(AdminError::NameTaken);
        }
        if after.ownership != before.ownership {
            self.may_own(tx, &before, &after).await?;
        }
        connections.set(&before, &after).await?;
        let after = Connection {
            version: before.version + 1,
            ..after
        };
        Ok(Switched::of(tx, &before, after).await?)
    }
}

impl UpdateConnection {
    /// A directory keeps more of people than before only where an owner is outside of all
    /// directories, as if it were connected anew (decision 26 of the house).
    async fn may_own(
        &self,
        tx: &Tx,
        before: &Connection,
        after: &Connection,
    ) -> Result<(), AdminError> {
        // The account is locked before people, and its policy rises with the change.
        tx.access().lock(self.account).await?;
        let policy = tx.access().policy(self.account).await?;
        let keeper = |connection: &Connection, part: Part| {
            policy.keeper_by(connection.id, part, connection.ownership.of(part))
        };
        let more = |part: &Part| keeper(after, *part).gives_more_than(keeper(before, *part));
        if Part::ALL.iter().any(more) {
            owner_outside(tx, self.account).await?;
        }
        Ok(())
    }

    fn changed(&self, before: &Connection) -> Result<Connection, AdminError> {
        let named = self.name.as_deref().map(name).transpose()?;
        let profile = self.profile.map(|profile| profile.to_string());
        let mut ownership = before.ownership.clone();
        for (part, keeper) in &self.owns {
            match keeper {
                Some(keeper) => ownership.set(*part, *keeper),
                None => ownership.forget(*part),
            }
        }
        Ok(Connection {
            name: named.unwrap_or_else(|| before.name.clone()),
            profile: profile.unwrap_or_else(|| before.profile.clone()),
            adopt: self.adopt.unwrap_or(before.adopt),
            privileged: self.privileged.unwrap_or(before.privileged),
            over_humans: self.over_humans.unwrap_or(before.over_humans),
            projection: self.projection.unwrap_or(before.projection),
            entitlements: self.entitlements.unwrap_or(before.entitlements),
            ownership,
            ..before.clone()
        })
    }
}
