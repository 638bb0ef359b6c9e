//! A role or a record set that goes must be nobody's: one question for what is changed by hand and for files.

use super::compile::rulebook_of;
use super::matches::rest_of;
use super::plan::{Plan, Step};
use super::rulebook::Condition;
use muster_model::access::guards::{Barred, RoleUse, role_in_use};
use muster_model::access::{Effect, Policy, RecordSet, Role, Rule};
use muster_model::ids::{AccountId, GroupId};
use muster_store::{AskedGroups, GroupName, Groups, Policies, StoreError};

/// A record set that goes, and how many people were given it outright.
#[derive(Debug)]
pub(super) struct RecordSetInUse {
    pub(super) name: String,
    pub(super) people: u64,
}

/// Where a plan is judged.
pub(super) struct Judge<'a> {
    pub(super) account: AccountId,
    pub(super) policies: &'a Policies<'a>,
    pub(super) groups: &'a Groups<'a>,
}

impl Judge<'_> {
    /// Refuses a plan that removes a role or a record set which somebody was given, or is given by the name of a
    /// group, unless they are given another one. What rules give outright, and what is given by
    /// default, the plan itself has seen to.
    ///
    /// Rows and memberships are counted, not compiled access: that may be out of date.
    pub(super) async fn check_drops<E>(&self, plan: &Plan) -> Result<(), E>
    where
        E: From<Barred> + From<RecordSetInUse> + From<StoreError>,
    {
        for step in &plan.steps {
            match step {
                Step::DropRole(role) => role_in_use(role, &self.use_of(plan, role).await?, None)?,
                Step::DropRecordSet(set) => self.check_record_set::<E>(plan, set).await?,
                _ => {}
            }
        }
        Ok(())
    }

    /// By whom and by what a role is used that is removed, and not moved to another one.
    async fn use_of(&self, plan: &Plan, role: &Role) -> Result<RoleUse, StoreError> {
        let policies = self.policies;
        let moved = |step: &Step| matches!(step, Step::MoveRole { from, .. } if *from == role.id);
        // Members of a group that stands for it are moved by their directory alone.
        let projected = policies.projected_members(self.account, role.id).await?;
        if projected == 0 && plan.steps.iter().any(moved) {
            return Ok(RoleUse::default());
        }
        let holders = policies.holders(self.account, role.id).await?;
        Ok(RoleUse {
            people: projected.max(holders),
            rules: self.by_name(plan, role).await?,
            ..RoleUse::default()
        })
    }

    async fn check_record_set<E>(&self, plan: &Plan, set: &RecordSet) -> Result<(), E>
    where
        E: From<RecordSetInUse> + From<StoreError>,
    {
        let moved =
            |step: &Step| matches!(step, Step::MoveRecordSet { from, .. } if *from == set.id);
        if plan.steps.iter().any(moved) {
            return Ok(());
        }
        let holders = self.policies.record_set_holders(self.account, set.id);
        match holders.await? {
            0 => Ok(()),
            people => {
                let name = set.name.clone();
                Err(RecordSetInUse { name, people }.into())
            }
        }
    }

    /// The names of the rules that are left and would give the role by the name of a group which
    /// somebody is in, were it still there.
    async fn by_name(&self, plan: &Plan, dropped: &Role) -> Result<Vec<String>, StoreError> {
        let captures = |rule: &Rule| rule.enabled && rule.effects.contains(&Effect::CapturedRole);
        if !plan.after.rules.iter().any(captures) {
            return Ok(Vec::new());
        }
        let mut policy = plan.after.clone();
        policy.roles.push(dropped.clone());
        let book = rulebook_of(self.policies, self.account, policy).await?;
        let mut giving = Vec::new();
        for condition in book.conditions() {
            let rule = book.policy().rule(condition.rule);
            let Some(rule) = rule.filter(|rule| captures(rule)) else {
                continue;
            };
            let named = self
                .named_after(dropped, rule, condition, book.policy())
                .await?;
            let somebody = self.groups.people_below(&named, None, 1).await?;
            if !somebody.is_empty() {
                giving.push(rule.name.clone());
            }
        }
        Ok(giving)
    }

    /// The groups that a rule sees and whose name names this role.
    async fn named_after(
        &self,
        dropped: &Role,
        rule: &Rule,
        condition: &Condition,
        policy: &Policy,
    ) -> Result<Vec<GroupId>, StoreError> {
        if condition.prefixes.is_empty() {
            return Ok(Vec::new());
        }
        let asked = AskedGroups {
            prefixes: condition.prefixes.clone(),
            ..AskedGroups::default()
        };
        let there = self.groups.asked_for(self.account, &asked).await?;
        let meant = Some(Effect::Role(dropped.id));
        let names_it = |group: &&GroupName| {
            let prefixes = condition.prefixes.iter();
            let mut rests = prefixes.filter_map(|prefix| rest_of(&group.name, prefix));
            rule.connection
                .is_none_or(|bound| bound == group.connection)
                && rests
                    .next()
                    .is_some_and(|rest| policy.captured(&Effect::CapturedRole, rest) == meant)
        };
        Ok(there
            .iter()
            .filter(names_it)
            .map(|group| group.id)
            .collect())
    }
}
