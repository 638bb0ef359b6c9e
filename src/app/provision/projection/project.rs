//! Bringing the projected groups of a connection up to date.

use super::name::Name;
use super::stretch::{STEP, Stretch};
use crate::access::people_below;
use crate::provision::ProvisionError;
use crate::provision::grants::people_changed;
use muster_model::access::{Policy, Projected};
use muster_model::change::Revision;
use muster_model::connection::Connection;
use muster_model::group::{Group, NewGroup};
use muster_model::ids::{GroupId, PersonId};
use muster_store::{ProjectedGroup, Projecting, Tx, Work};
use std::collections::HashMap;
use uuid::Uuid;

/// Brings up to 100 of the projected groups of one connection up to date, whichever needs it;
/// answers whether one did.
///
/// The mark on the connection is the stored job, as the one on a person is: whoever changes the
/// policy or the switch need not know of it, and a worker that dies loses one step. What changes
/// while a run is under way is followed by the next one.
#[derive(Clone, Copy, Debug)]
pub struct ProjectNext;

impl Work for ProjectNext {
    type Output = bool;
    type Error = ProvisionError;

    async fn run(&self, tx: &mut Tx) -> Result<bool, ProvisionError> {
        let Some(id) = tx.connections().to_project_of_any_account().await? else {
            return Ok(false);
        };
        // Locked before its groups, as everybody does.
        let Some(connection) = tx.connections().of_any_account(id).await? else {
            return Ok(false);
        };
        let account = connection.account;
        let Some(run) = tx.connections().projecting(account, id).await? else {
            return Ok(false);
        };
        let job = Job {
            policy: tx.access().policy(account).await?,
            run,
            connection,
        };
        let concerned = if job.is_due() {
            job.follow(tx).await?
        } else {
            job.name(tx).await?
        };
        for left_out in people_changed(tx, account, None, &concerned).await? {
            tracing::warn!(%account, "{left_out}");
        }
        Ok(true)
    }
}

/// What is to be done for one connection, which is locked.
struct Job {
    connection: Connection,
    policy: Policy,
    run: Projecting,
}

impl Job {
    /// Whether the groups are not those that the policy asks for; otherwise only names are.
    fn is_due(&self) -> bool {
        let followed = self.run.followed;
        if self.connection.projection {
            followed != Some(self.policy.version)
        } else {
            followed.is_some()
        }
    }

    /// Follows the policy for another stretch; answers whom that concerns.
    async fn follow(&self, tx: &mut Tx) -> Result<Vec<PersonId>, ProvisionError> {
        let (account, id) = (self.connection.account, self.connection.id);
        let now = &self.policy;
        let following = self.run.following.unwrap_or(now.version);
        let after = self.run.after.unwrap_or_else(Uuid::nil);
        let policy = self.connection.projection.then_some(now);
        let mut stretch = Stretch::next(tx, (account, id), policy, after).await?;
        let mut concerned = Vec::new();
        for (group, known) in self.locked(tx, stretch.held).await? {
            let wanted = stretch.wanted.remove(&known.target);
            let name = wanted.map(|(_, name)| name);
            concerned.extend(self.settle(tx, group, &known, name).await?);
        }
        for (projected, name) in stretch.wanted.into_values() {
            self.create(tx, projected, name).await?;
        }
        let run = Projecting {
            following: stretch.end.map(|_| following),
            after: stretch.end,
            followed: self.followed(following, stretch.end.is_none()),
        };
        tx.connections().set_projecting(account, id, run).await?;
        Ok(concerned)
    }

    /// What all groups have followed: nothing any more when the switch was off all the time. As long
    /// as any group may be there, there is something to be ended.
    fn followed(&self, following: i64, is_done: bool) -> Option<i64> {
        let as_it_began = following == self.policy.version;
        match (is_done, self.connection.projection) {
            (false, _) => self.run.followed.or(Some(-1)),
            (true, false) if as_it_began => None,
            (true, _) => Some(following),
        }
    }

    /// Gives groups the names that they had to do without; answers whom that concerns.
    async fn name(&self, tx: &mut Tx) -> Result<Vec<PersonId>, ProvisionError> {
        let (account, id) = (self.connection.account, self.connection.id);
        let found = tx.groups().misnamed(account, id, STEP as u64).await?;
        let names = Projected::all_of(&self.policy);
        let names: HashMap<Projected, String> = names.into_iter().collect();
        let mut concerned = Vec::new();
        for (group, known) in self.locked(tx, found).await? {
            match group.projects.and_then(|one| names.get(&one)).cloned() {
                None => tx.groups().set_wanted(account, group.id, None).await?,
                name => concerned.extend(self.settle(tx, group, &known, name).await?),
            }
        }
        Ok(concerned)
    }

    /// The groups, locked by id.
    async fn locked(
        &self,
        tx: &Tx,
        known: Vec<ProjectedGroup>,
    ) -> Result<Vec<(Group, ProjectedGroup)>, ProvisionError> {
        let ids: Vec<GroupId> = known.iter().map(|one| one.id).collect();
        let mut known: HashMap<GroupId, ProjectedGroup> =
            known.into_iter().map(|one| (one.id, one)).collect();
        let groups = tx.groups().get_many(self.connection.account, &ids).await?;
        let with_known = |group: Group| known.remove(&group.id).map(|known| (group, known));
        Ok(groups.into_iter().filter_map(with_known).collect())
    }

    /// A group that is there takes the name, or goes when there is none; answers whom that concerns.
    async fn settle(
        &self,
        tx: &Tx,
        group: Group,
        known: &ProjectedGroup,
        name: Option<String>,
    ) -> Result<Vec<PersonId>, ProvisionError> {
        let (account, id) = (group.account, group.id);
        let mut revision = Revision::of(group);
        match name {
            None => {
                // A group that joins another meanwhile would be a member that is gone.
                tx.groups().hold_nesting(revision.now().connection).await?;
                revision.delete(tx.now());
            }
            Some(name) => {
                let now = revision.now();
                let place = (account, now.connection);
                let name = Name::find(tx, place, name, Some(now)).await?;
                if known.wanted_key != name.instead_of {
                    let key = name.instead_of.as_deref();
                    tx.groups().set_wanted(account, id, key).await?;
                }
                let (key, attributes) = (now.external_id.clone(), now.attributes.clone());
                revision.rename(name.name, key, attributes);
            }
        }
        let Some(change) = revision.close(tx.now()) else {
            return Ok(Vec::new());
        };
        let concerned = people_below(tx, account, &[id]).await?;
        tx.groups().save(change).await?;
        Ok(concerned)
    }

    async fn create(
        &self,
        tx: &Tx,
        projected: Projected,
        name: String,
    ) -> Result<(), ProvisionError> {
        let (account, connection) = (self.connection.account, self.connection.id);
        let id = GroupId(tx.next_id());
        let name = Name::find(tx, (account, connection), name, None).await?;
        let new = NewGroup {
            id,
            account,
            connection,
            display_name: name.name,
            external_id: None,
            attributes: serde_json::Map::new(),
            projects: Some(projected),
        };
        if let Some(change) = Revision::<Group>::create(new, tx.now()).close(tx.now()) {
            tx.groups().save(change).await?;
        }
        if let Some(key) = name.instead_of {
            tx.groups().set_wanted(account, id, Some(&key)).await?;
        }
        Ok(())
    }
}
