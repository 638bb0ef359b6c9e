//! Applying an access file.

use super::answer::Applied;
use super::connected::Connected;
use super::error::ApplyError;
use super::preview::{compare, warned};
use super::write::WritePlan;
use crate::access::compile::rulebook_of;
use crate::access::drops::Judge;
use crate::access::file::AccessFile;
use crate::access::plan::{Existing, Plan};
use crate::access::preset::{Preset, catalogue};
use crate::ctx::Ctx;
use crate::schemas::kinds_of;
use muster_model::ids::AccountId;
use muster_store::{Acting, Reads, StoreError};

/// How often a plan is made anew when somebody else changes the policy meanwhile.
const TRIES: usize = 3;

/// Makes an account agree with an access file; applied twice, the second time changes nothing.
#[derive(Clone, Debug)]
pub struct ApplyAccess {
    /// The account.
    pub account: AccountId,
    /// The text of the file.
    pub text: String,
    /// Whether to tell what would change and write nothing.
    pub dry_run: bool,
}

impl ApplyAccess {
    /// Applies it. A dry run plans and compares in the same way and stops before the writing.
    pub async fn run(&self, ctx: &Ctx, acting: &Acting) -> Result<Applied, ApplyError> {
        let file = AccessFile::read(&self.text)?;
        let decisions = file.decisions.as_ref();
        if decisions.is_some_and(|decisions| decisions.trust_subject_role) {
            return Err(ApplyError::Conformance);
        }
        self.apply(ctx, acting, &file).await
    }

    /// The same to an account for conformance tests: in no other one the role may be believed that a
    /// question says of its subject.
    pub async fn run_for_conformance(
        &self,
        ctx: &Ctx,
        acting: &Acting,
    ) -> Result<Applied, ApplyError> {
        let file = AccessFile::read(&self.text)?;
        self.apply(ctx, acting, &file).await
    }

    async fn apply(
        &self,
        ctx: &Ctx,
        acting: &Acting,
        file: &AccessFile,
    ) -> Result<Applied, ApplyError> {
        let mut tried = 1;
        loop {
            match self.once(ctx, acting, file).await {
                Err(ApplyError::Moved) if tried < TRIES => tried += 1,
                outcome => return outcome,
            }
        }
    }

    async fn once(
        &self,
        ctx: &Ctx,
        acting: &Acting,
        file: &AccessFile,
    ) -> Result<Applied, ApplyError> {
        let reads = ctx.store.read();
        let existing = self.existing(&reads).await?;
        let plan = Plan::of(&existing, file, ctx.ids.as_ref())?;
        let connected = Connected {
            connections: &reads.connections(),
            tokens: &reads.tokens(),
            clients: &reads.oauth_clients(),
        };
        connected.may_believe(self.account, &plan).await?;
        let judge = Judge {
            account: self.account,
            policies: &reads.access(),
            groups: &reads.groups(),
        };
        judge.check_drops::<ApplyError>(&plan).await?;
        let (changed, steps) = (plan.steps.len(), plan.told(&existing.policy));
        let warnings = warned(&reads, self.account, &plan).await?;
        let people = if changed == 0 {
            Vec::new()
        } else {
            let policies = reads.access();
            let before = rulebook_of(&policies, self.account, existing.policy).await?;
            compare(&reads, self.account, &before, &plan).await?
        };
        if changed > 0 && !self.dry_run {
            let work = WritePlan {
                account: self.account,
                plan,
            };
            ctx.store.perform(acting.clone(), work).await?;
        }
        Ok(Applied {
            changed,
            steps,
            warnings,
            people,
        })
    }

    async fn existing(&self, reads: &Reads<'_>) -> Result<Existing, ApplyError> {
        let account = reads.accounts().get(self.account).await?;
        let account = account.ok_or(ApplyError::NoAccount)?;
        let preset = account.preset.as_deref().and_then(Preset::parse);
        Ok(Existing {
            offered: catalogue(preset).map_err(StoreError::bug)?,
            policy: reads.access().policy(self.account).await?,
            verified_domains: reads.access().verified_domains(self.account).await?,
            kinds: kinds_of(reads, self.account).await?,
        })
    }
}
