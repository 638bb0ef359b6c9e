//! The connection that asks, and how its client is met.

use muster_model::actor::Actor;
use muster_model::connection::Connection;
use muster_model::ids::{AccountId, ConnectionId};
use muster_scim::profile::{Profile, Switches};
use muster_scim::schema::{Kinds, ResourceType};
use muster_store::{Acting, Policies, StoreError, Viewer};
use std::sync::Arc;

/// A connection in the act of asking.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The connection.
    pub connection: Arc<Connection>,
    /// The resource types of its account.
    pub kinds: Arc<Kinds>,
    /// The request, for the audit row and the log.
    pub request_id: Option<String>,
}

impl Caller {
    /// The account that the connection belongs to.
    pub fn account(&self) -> AccountId {
        self.connection.account
    }

    /// The connection's id.
    pub fn id(&self) -> ConnectionId {
        self.connection.id
    }

    /// What its profile forgives and how it is answered.
    pub fn switches(&self) -> Switches {
        self.connection
            .profile
            .parse::<Profile>()
            .unwrap_or_default()
            .switches()
    }

    /// Whom it sees (decision 3 of the house).
    pub async fn viewer(&self, policies: &Policies<'_>) -> Result<Viewer, StoreError> {
        let mut viewer = Viewer::of(self.id());
        if self.connection.adopt {
            viewer.adopts = policies.verified_domains(self.account()).await?;
        }
        Ok(viewer)
    }

    /// Users, with the extensions of its account.
    pub fn user_type(&self) -> &ResourceType {
        self.kinds.user()
    }

    /// Groups, with the extensions of its account.
    pub fn group_type(&self) -> &ResourceType {
        self.kinds.group()
    }

    /// Who stands in events and audit rows.
    pub fn actor(&self) -> Actor {
        Actor::Connection {
            id: self.connection.id,
            name: self.connection.name.clone(),
        }
    }

    /// On whose behalf its use cases run.
    pub fn acting(&self) -> Acting {
        Acting {
            account: Some(self.account()),
            actor: self.actor(),
            connection: Some(self.id()),
            request_id: self.request_id.clone(),
            put: None,
        }
    }
}
