//! A program that may ask for access tokens of a connection.

use super::ClientError;
use crate::admin::{Bearer, may_connect};
use crate::ctx::Ctx;
use muster_model::ids::{AccountId, ConnectionId, OAuthClientId, PersonId};
use muster_model::oauth::{Lifetime, OAuthClient};
use muster_model::people::{Address, Person};
use muster_store::{Acting, StoreError, Tx, Work};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// The connection that its tokens open.
    pub connection: ConnectionId,
    /// How long its tokens live.
    pub lifetime: Lifetime,
    /// Whom `/Me` shall be: the id or the sign-in address of a person.
    pub person: Option<String>,
}

/// The client, with its secret, shown this once.
#[derive(Clone, Debug)]
pub struct CreatedClient {
    /// The client.
    pub client: OAuthClient,
    /// Its secret.
    pub secret: Bearer,
}

/// Makes a client of a connection.
pub async fn create_client(
    ctx: &Ctx,
    acting: Acting,
    new: NewClient,
) -> Result<CreatedClient, ClientError> {
    let secret = Bearer::oauth(ctx);
    let work = CreateClient {
        new,
        hash: secret.hash(ctx),
    };
    let client = ctx.store.perform(acting, work).await?;
    Ok(CreatedClient { client, secret })
}

struct CreateClient {
    new: NewClient,
    hash: String,
}

impl Work for CreateClient {
    type Output = OAuthClient;
    type Error = ClientError;

    async fn run(&self, tx: &mut Tx) -> Result<OAuthClient, ClientError> {
        let known = tx.connections().of_any_account(self.new.connection).await?;
        let connection = known.ok_or(ClientError::NoConnection)?;
        may_connect(tx, &connection).await??;
        let person = match &self.new.person {
            None => None,
            Some(named) => {
                let person = find(tx, connection.account, named).await?;
                // /Me is an alias of /Users/{id}, and opens no more than that does.
                let person = person.filter(|person| person.link(connection.id).is_some());
                Some(person.ok_or(ClientError::NoPerson)?.id)
            }
        };
        let client = OAuthClient {
            id: OAuthClientId(tx.next_id()),
            connection: connection.id,
            hash: self.hash.clone(),
            lifetime: self.new.lifetime,
            person,
            created_at: tx.now(),
        };
        tx.oauth_clients().insert(&client).await?;
        tx.connections()
            .note_client(&connection, client.id, false)
            .await?;
        Ok(client)
    }
}

async fn find(tx: &Tx, account: AccountId, named: &str) -> Result<Option<Person>, StoreError> {
    if let Ok(id) = named.parse::<PersonId>() {
        return tx.people().get(account, id).await;
    }
    match Address::parse(named) {
        Ok(address) => tx.people().by_sign_in(account, &address.key()).await,
        Err(_) => Ok(None),
    }
}
