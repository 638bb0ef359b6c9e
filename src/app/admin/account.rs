//! A new tenant, and whom it belongs to.

use super::AdminError;
use super::error::name;
use crate::access::{Preset, seed_roles};
use crate::ctx::Ctx;
use crate::people::{Given, InvitePerson};
use muster_model::account::{Account, parse_slug};
use muster_model::ids::AccountId;
use muster_model::people::{Address, Invitation};
use muster_model::secret::Purpose;
use muster_store::{Acting, Tx, Work};

/// Makes an account.
#[derive(Clone, Debug)]
pub struct CreateAccount {
    /// Its short name in commands and links.
    pub slug: String,
    /// Its name as people read it.
    pub name: String,
    /// The bundled access file that it starts from.
    pub preset: Option<Preset>,
    /// Who is invited as its owner.
    pub owner: Option<Address>,
}

/// An account that was just made.
#[derive(Clone, Debug)]
pub struct CreatedAccount {
    /// The account.
    pub account: Account,
    /// The link that its owner was mailed.
    pub activation_url: Option<String>,
}

/// Makes an account, with its roles, and invites its owner in the same transaction.
pub async fn create_account(
    ctx: &Ctx,
    acting: Acting,
    create: CreateAccount,
) -> Result<CreatedAccount, AdminError> {
    let (account, invitation) = ctx.store.perform(acting, create).await?;
    let link = |invitation: Invitation| {
        let (id, version) = (invitation.id.0, invitation.version);
        ctx.mailed_link("activate", Purpose::Invitation, id, version)
    };
    Ok(CreatedAccount {
        account,
        activation_url: invitation.map(link),
    })
}

impl Work for CreateAccount {
    type Output = (Account, Option<Invitation>);
    type Error = AdminError;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Output, AdminError> {
        let account = Account {
            id: AccountId(tx.next_id()),
            slug: parse_slug(&self.slug)?,
            name: name(&self.name)?,
            preset: self.preset.map(|preset| preset.as_str().to_owned()),
            policy_version: 1,
            version: 1,
            created_at: tx.now(),
        };
        if tx.accounts().by_slug(&account.slug).await?.is_some() {
            return Err(AdminError::SlugTaken);
        }
        tx.accounts().insert(&account).await?;
        seed_roles(tx, account.id, self.preset).await?;
        let Some(address) = &self.owner else {
            return Ok((account, None));
        };
        let invite = InvitePerson {
            account: account.id,
            address: address.clone(),
            owner: true,
            given: Given::default(),
        };
        let (_, invitation, _) = invite.run(tx).await?;
        Ok((account, Some(invitation)))
    }
}
