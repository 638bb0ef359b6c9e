//! Writing a plan, and compiling whom it concerns.

use super::connected::Connected;
use super::error::ApplyError;
use crate::access::compile::policy_changed;
use crate::access::drops::Judge;
use crate::access::plan::{Plan, Step};
use muster_model::ids::AccountId;
use muster_store::{StoreError, Tx, Work};

/// Writes a plan, unless the policy is no longer the one it was made for.
pub(super) struct WritePlan {
    pub(super) account: AccountId,
    pub(super) plan: Plan,
}

impl Work for WritePlan {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &mut Tx) -> Result<(), ApplyError> {
        let account = self.account;
        tx.access().raise(account).await?;
        if tx.access().version(account).await? != self.plan.after.version {
            return Err(ApplyError::Moved);
        }
        let judge = Judge {
            account,
            policies: &tx.access(),
            groups: &tx.groups(),
        };
        judge.check_drops::<ApplyError>(&self.plan).await?;
        let connected = Connected {
            connections: &tx.connections(),
            tokens: &tx.tokens(),
            clients: &tx.oauth_clients(),
        };
        connected.may_believe(account, &self.plan).await?;
        Ok(write_steps(tx, account, &self.plan).await?)
    }
}

/// Writes the steps of a plan whose policy was raised already.
pub(in crate::access) async fn write_steps(
    tx: &Tx,
    account: AccountId,
    plan: &Plan,
) -> Result<(), StoreError> {
    for step in &plan.steps {
        write(tx, account, step).await?;
    }
    policy_changed(tx, account).await
}

async fn write(tx: &Tx, account: AccountId, step: &Step) -> Result<(), StoreError> {
    let access = tx.access();
    match step {
        Step::AddDomain(domain) => access.add_domain(account, domain).await,
        Step::DropDomain(domain) => access.drop_domain(account, domain).await,
        Step::PutCatalogue(catalogue) => access.set_catalogue(account, catalogue).await,
        Step::PutRole(role) => access.put_role(account, role).await,
        Step::DefaultRole(role) => access.set_default_role(account, *role).await,
        Step::NothingLeft(choice) => access.set_nothing_left(account, *choice).await,
        Step::Assigning(settled) => access.set_assigning(account, *settled).await,
        Step::PutWorkspace(workspace) => access.put_workspace(account, workspace).await,
        Step::PutFleetGroup(group) => access.put_fleet_group(account, group).await,
        Step::PutRecordSet(set) => access.put_record_set(account, set).await,
        Step::MoveRecordSet { from, to } => access.move_record_set(account, *from, *to).await,
        Step::DropRecordSet(set) => access.drop_record_set(account, set.id).await,
        Step::PutRule(rule) => access.put_rule(account, rule).await,
        Step::DropRule(id) => access.drop_rule(account, *id).await,
        Step::DropFleetGroup(id) => access.drop_fleet_group(account, *id).await,
        Step::DropWorkspace(id) => access.drop_workspace(account, *id).await,
        Step::MoveRole { from, to } => access.move_role(account, *from, *to).await,
        Step::DropRole(role) => access.drop_role(account, role.id).await,
    }
}
