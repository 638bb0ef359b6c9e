//! Looking at an invitation: the link of a mail is opened by people, and by mail scanners too, so
//! looking changes nothing.

use super::error::LinkError;
use crate::ctx::Ctx;
use muster_model::ids::InvitationId;
use muster_model::people::{Address, Person, Refusal};
use muster_model::secret::Purpose;
use muster_store::Identity;

/// What the holder of the link is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The account that invites.
    pub account: String,
    /// The address that was invited.
    pub address: Address,
    /// The user name, when a directory chose it.
    pub username: Option<String>,
    /// Whether the address has credentials here already, which its holder joins with.
    pub joins: bool,
}

/// Opens the link of an invitation.
pub async fn open_invitation(ctx: &Ctx, code: &str) -> Result<Opened, LinkError> {
    let link = Link::open(ctx, code).await?;
    let account = ctx.store.read().accounts().get(link.person.account).await?;
    Ok(Opened {
        account: account.map(|account| account.name).unwrap_or_default(),
        address: link.address,
        username: link.person.username,
        joins: link.identity.is_some(),
    })
}

/// An invitation that can be accepted now, as far as a look can tell.
pub(super) struct Link {
    pub(super) id: InvitationId,
    pub(super) version: i32,
    pub(super) person: Person,
    pub(super) address: Address,
    pub(super) identity: Option<Identity>,
}

impl Link {
    /// Reads the code and looks.
    pub(super) async fn open(ctx: &Ctx, code: &str) -> Result<Self, LinkError> {
        let opened = ctx.key.open_link(Purpose::Invitation, code);
        let (id, version) = opened.ok_or(LinkError::Unknown)?;
        let id = InvitationId(id);
        let reads = ctx.store.read();
        let person = reads.people().by_invitation(id).await?;
        let person = person.ok_or(LinkError::Over(Refusal::LinkDead))?;
        person.open_invitation(version, ctx.now())?;
        let address = person.sign_in.clone();
        let address = address.ok_or(LinkError::Over(Refusal::LinkDead))?;
        let identity = reads.identities().by_address(&address.key()).await?;
        Ok(Self {
            id,
            version,
            person,
            address,
            identity,
        })
    }
}
