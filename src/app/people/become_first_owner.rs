//! Becoming the first owner, by the one-time link of the first run.

use super::chosen::Chosen;
use super::contact::contact;
use super::error::JoinError;
use super::identity::{Proof, prove};
use super::open_first_run::open_first_run;
use super::password::Password;
use super::problem::Problem;
use super::username::read_plain;
use crate::access::compile_person;
use crate::ctx::Ctx;
use muster_model::account::Account;
use muster_model::change::Revision;
use muster_model::ids::{AccountId, InvitationId, PersonId};
use muster_model::people::{Address, Invitation, Person, Reach, Refusal};
use muster_store::{Acting, Tx, Work};

/// What the first owner filled in.
#[derive(Clone, Debug, Default)]
pub struct FirstOwner {
    /// The mail address.
    pub address: String,
    /// The user name.
    pub username: String,
    /// The password: a new one, or that of the address.
    pub password: String,
}

/// Makes the holder of the link the first owner: active at once, without a session.
pub async fn become_first_owner(
    ctx: &Ctx,
    code: &str,
    form: FirstOwner,
) -> Result<Account, JoinError> {
    let account = open_first_run(ctx, code).await?;
    let Ok(address) = Address::parse(form.address.trim()) else {
        return Err(JoinError::Form(mend(&form)));
    };
    let reads = ctx.store.read();
    let identity = reads.identities().by_address(&address.key()).await?;
    let (name, password) = (form.username.as_str(), form.password.as_str());
    let chosen = || Chosen::read(name, password, &address, None);
    let proof = prove(ctx, identity, password, chosen).await?;
    let acting = Acting {
        account: Some(account.id),
        ..Acting::command_line()
    };
    let work = BecomeFirstOwner {
        account: account.id,
        address,
        proof,
    };
    ctx.store.perform(acting, work).await?;
    Ok(account)
}

/// What is to be mended when the address is no address; the rest is looked at all the same.
fn mend(form: &FirstOwner) -> Vec<Problem> {
    let message = "Enter a mail address, such as ada@example.com";
    // What holds an @ may become the address once that is right.
    let username = (!form.username.contains('@'))
        .then(|| read_plain(&form.username).err())
        .flatten();
    let password = Password::choose(&form.password, &form.username).err();
    let address = Problem::with("address", message);
    [Some(address), username, password]
        .into_iter()
        .flatten()
        .collect()
}

struct BecomeFirstOwner {
    account: AccountId,
    address: Address,
    proof: Proof,
}

impl Work for BecomeFirstOwner {
    type Output = ();
    type Error = JoinError;

    async fn run(&self, tx: &mut Tx) -> Result<(), JoinError> {
        let account = self.account;
        let new = contact(PersonId(tx.next_id()), account, &self.address);
        // Of two at once, the second waits for this row and finds another's name in it.
        let (seat, me) = (format!("first_owner.{account}"), new.id.to_string());
        let first = tx.settings().keep(&seat, &me).await? == me;
        if !first || !tx.people().owners(account).await?.is_empty() {
            return Err(Refusal::LinkDead.into());
        }
        let key = self.address.key();
        let signs_in = tx.people().by_sign_in(account, &key).await?.is_some();
        if signs_in || tx.people().by_user_name(account, &key).await?.is_some() {
            return Err(taken().into());
        }
        let now = tx.now();
        let invitation = InvitationId(tx.next_id());
        let credentials = self.proof.join(tx, &self.address).await?;
        let mut revision = Revision::<Person>::create(new, now);
        revision.make_owner();
        let reach = Reach::At(self.address.clone());
        revision.enable(&reach, invitation, Invitation::LIFETIME, now);
        revision.activate(1, credentials, now)?;
        compile_person(tx, &mut revision).await?;
        if let Some(change) = revision.close(now) {
            tx.people().save(change).await?;
        }
        Ok(())
    }
}

fn taken() -> Problem {
    let message = "Somebody of this account has this address; enter another one";
    Problem::with("address", message)
}
