//! The settings of an account: its name, and the domains that are known to be its own.

use super::error::name;
use super::{AdminError, check_version};
use crate::access::{hand, set_nothing_left};
use crate::ctx::Ctx;
use muster_model::access::{AssignWhen, Assigning, NothingLeft, guards};
use muster_model::account::Account;
use muster_model::ids::AccountId;
use muster_model::people::Address;
use muster_store::{StoreError, Tx, Work};

/// An account as its administrators see it.
#[derive(Clone, Debug)]
pub struct AccountShown {
    /// The account.
    pub account: Account,
    /// The domains that are known to be its own, sorted.
    pub verified_domains: Vec<String>,
    /// What becomes of people to whom nothing is given any more, where somebody said so.
    pub nothing_left: Option<NothingLeft>,
    /// What is settled about assignments.
    pub assigning: Assigning,
}

/// Shows an account.
pub async fn show_account(ctx: &Ctx, account: AccountId) -> Result<AccountShown, AdminError> {
    let reads = ctx.store.read();
    let found = reads.accounts().get(account).await?;
    let policy = reads.access().policy(account).await?;
    Ok(AccountShown {
        account: found.ok_or(AdminError::NoAccount)?,
        verified_domains: reads.access().verified_domains(account).await?,
        nothing_left: policy.nothing_left,
        assigning: policy.assigning,
    })
}

/// Changes the settings of an account; what is not named stays.
#[derive(Clone, Debug)]
pub struct UpdateAccount {
    /// Which account.
    pub account: AccountId,
    /// The version that is changed, as `If-Match` names it.
    pub if_match: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// All domains that are its own.
    pub verified_domains: Option<Vec<String>>,
    /// What becomes of people to whom nothing is given any more; `Some(None)` for the default.
    pub nothing_left: Option<Option<NothingLeft>>,
    /// When somebody who sees assigned records alone may be assigned to one.
    pub assign_when: Option<AssignWhen>,
    /// How many guests one record may have.
    pub guests_per_record: Option<u32>,
}

impl Work for UpdateAccount {
    type Output = AccountShown;
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<AccountShown, AdminError> {
        let found = tx.accounts().locked(self.account).await?;
        let account = found.ok_or(AdminError::NoAccount)?;
        check_version(account.version, self.if_match.as_deref())?;
        let new = self.name.as_deref().map(name).transpose()?;
        let known = tx.access().verified_domains(self.account).await?;
        let mut domains = known.clone();
        if let Some(wanted) = &self.verified_domains {
            let read: Result<Vec<_>, _> = wanted.iter().map(|text| domain(text)).collect();
            domains = read?;
            domains.sort();
            domains.dedup();
        }
        for gone in known.iter().filter(|one| !domains.contains(one)) {
            tx.access().drop_domain(self.account, gone).await?;
        }
        for fresh in domains.iter().filter(|one| !known.contains(one)) {
            tx.access().add_domain(self.account, fresh).await?;
        }
        if domains != known {
            let policy = tx.access().policy(self.account).await?;
            let hand = hand(tx, self.account, &policy).await?;
            guards::may_vouch_for_domains(&hand)?;
            tx.access().raise(self.account).await?;
        }
        if let Some(choice) = self.nothing_left {
            set_nothing_left(tx, self.account, choice).await?;
        }
        self.assign(tx).await?;
        if let Some(name) = new.filter(|new| *new != account.name) {
            tx.accounts().rename(&account, &name).await?;
        }
        let policy = tx.access().policy(self.account).await?;
        let changed = tx.accounts().locked(self.account).await?;
        Ok(AccountShown {
            account: changed.ok_or(AdminError::NoAccount)?,
            verified_domains: domains,
            nothing_left: policy.nothing_left,
            assigning: policy.assigning,
        })
    }
}

impl UpdateAccount {
    /// Settles what is said of assignments; nobody's access is another by it.
    async fn assign(&self, tx: &Tx) -> Result<(), StoreError> {
        let held = tx.access().policy(self.account).await?.assigning;
        let settled = Assigning {
            when: self.assign_when.unwrap_or(held.when),
            guests: self.guests_per_record.unwrap_or(held.guests),
        };
        if settled != held {
            tx.access().set_assigning(self.account, settled).await?;
        }
        Ok(())
    }
}

/// A domain is what stands behind the `@` of an address that a mail could be sent to.
fn domain(text: &str) -> Result<String, AdminError> {
    let wrong = || AdminError::Domain(text.to_owned());
    let address = Address::parse(&format!("a@{text}")).map_err(|_| wrong())?;
    let domain = address.domain();
    if domain.len() > 253 || !domain.contains('.') {
        return Err(wrong());
    }
    Ok(domain)
}
