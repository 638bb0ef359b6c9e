//! Credentials: one identity for each address and deployment, which only its holder joins
//! (decision 23 of the house).

use super::chosen::Chosen;
use super::error::JoinError;
use super::password::Password;
use super::problem::Problem;
use super::username::taken;
use crate::ctx::Ctx;
use muster_model::ids::IdentityId;
use muster_model::people::{Address, Credentials, fold};
use muster_store::{Constraint, Identity, StoreError, Tx};

/// What the holder of a link proved before the transaction began: hashing takes time.
#[derive(Clone)]
pub(super) enum Proof {
    /// They know the password of the identity that the address has already.
    Knows {
        /// That identity.
        identity: IdentityId,
        /// Its hash when it was compared.
        hash: String,
    },
    /// The address had no identity; these shall be its credentials.
    Chooses {
        /// The user name.
        username: String,
        /// The hash of the password.
        hash: String,
    },
}

/// Compares the password with that of the identity that the address has; without one, hashes the
/// credentials that were chosen.
pub(super) async fn prove(
    ctx: &Ctx,
    existing: Option<Identity>,
    password: &str,
    chosen: impl FnOnce() -> Result<Chosen, JoinError>,
) -> Result<Proof, JoinError> {
    if let Some(identity) = existing {
        let hash = identity.password_hash;
        if !Password::given(password)?.matches(hash.clone()).await? {
            return Err(not_it().into());
        }
        let identity = identity.id;
        return Ok(Proof::Knows { identity, hash });
    }
    let Chosen { username, password } = chosen()?;
    let hash = password.hash(ctx.random.as_ref()).await?;
    Ok(Proof::Chooses { username, hash })
}

impl Proof {
    /// Joins the identity of the address, or makes it. What was proved must still hold: an identity
    /// that came, went or changed its password meanwhile has to be proved again.
    pub(super) async fn join(
        &self,
        tx: &mut Tx,
        address: &Address,
    ) -> Result<Credentials, JoinError> {
        let existing = tx.identities().by_address(&address.key()).await?;
        match (existing, self) {
            (Some(found), Self::Knows { identity, hash })
                if found.id == *identity && found.password_hash == *hash =>
            {
                Ok(Credentials {
                    identity: found.id,
                    username: found.username,
                })
            }
            (None, Self::Chooses { username, hash }) => make(tx, address, username, hash).await,
            _ => Err(not_it().into()),
        }
    }
}

async fn make(
    tx: &mut Tx,
    address: &Address,
    username: &str,
    hash: &str,
) -> Result<Credentials, JoinError> {
    let identity = Identity {
        id: IdentityId(tx.next_id()),
        address: address.clone(),
        username: username.to_owned(),
        password_hash: hash.to_owned(),
        created_at: tx.now(),
    };
    let id = identity.id;
    if tx
        .identities()
        .by_username(&fold(username))
        .await?
        .is_some()
    {
        return Err(taken().into());
    }
    match tx.identities().insert(identity).await {
        Ok(()) => Ok(Credentials {
            identity: id,
            username: username.to_owned(),
        }),
        Err(StoreError::Conflict(Constraint::IdentityUsername)) => Err(taken().into()),
        Err(StoreError::Conflict(Constraint::IdentityAddress)) => Err(not_it().into()),
        Err(error) => Err(error.into()),
    }
}

fn not_it() -> Problem {
    Problem::with(
        "password",
        "This is not the password that this address has here",
    )
}
