//! Accepting an invitation: the person chooses user name and password, and is in.

use super::chosen::Chosen;
use super::error::JoinError;
use super::identity::{Proof, prove};
use super::open_invitation::Link;
use crate::assignment::on_joining;
use crate::ctx::Ctx;
use muster_model::actor::Actor;
use muster_model::change::Revision;
use muster_model::ids::InvitationId;
use muster_model::people::Refusal;
use muster_store::{Acting, Tx, Work};

/// What the holder of the link filled in.
#[derive(Clone, Debug, Default)]
pub struct Acceptance {
    /// The user name; unheard when one is predefined or exists already.
    pub username: String,
    /// The password: a new one, or that of the address.
    pub password: String,
}

/// Accepts the invitation behind a link; answers the user name.
///
/// The password is hashed or compared before the transaction begins. The link's version, use and
/// expiry are looked at again inside it: of many at once, one succeeds.
pub async fn accept_invitation(
    ctx: &Ctx,
    code: &str,
    form: Acceptance,
) -> Result<String, JoinError> {
    let link = Link::open(ctx, code).await?;
    let acting = Acting {
        account: Some(link.person.account),
        actor: Actor::Person { id: link.person.id },
        ..Acting::system()
    };
    let (name, password) = (form.username.as_str(), form.password.as_str());
    let predefined = link.person.username;
    let chosen = || Chosen::read(name, password, &link.address, predefined);
    let proof = prove(ctx, link.identity, password, chosen).await?;
    let work = AcceptInvitation {
        id: link.id,
        version: link.version,
        proof,
    };
    ctx.store.perform(acting, work).await
}

struct AcceptInvitation {
    id: InvitationId,
    version: i32,
    proof: Proof,
}

impl Work for AcceptInvitation {
    type Output = String;
    type Error = JoinError;

    async fn run(&self, tx: &mut Tx) -> Result<String, JoinError> {
        let person = tx.people().by_invitation(self.id).await?;
        let person = person.ok_or(Refusal::LinkDead)?;
        let now = tx.now();
        person.open_invitation(self.version, now)?;
        let address = person.sign_in.clone().ok_or(Refusal::LinkDead)?;
        let credentials = self.proof.join(tx, &address).await?;
        let username = credentials.username.clone();
        let mut revision = Revision::of(person);
        revision.activate(self.version, credentials, now)?;
        if let Some(change) = revision.close(now) {
            let person = tx.people().save(change).await?;
            Box::pin(on_joining(tx, person)).await?;
        }
        Ok(username)
    }
}
