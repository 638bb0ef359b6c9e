//! What kind of failure a use case met: what the caller should do about it.

/// The kind of a failure; each face of the server maps it to its own status once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The request is wrong; say it differently.
    Invalid,
    /// Who asks is unknown; show a valid token.
    Unauthenticated,
    /// Who asks may not do this.
    Forbidden,
    /// There is no such thing here.
    NotFound,
    /// It clashes with what is there.
    Conflict,
    /// It was there, and is used up or over.
    Gone,
    /// It contradicts what was asked before under the same name.
    Unprocessable,
    /// It changed since the caller looked; read it again.
    Precondition,
    /// Too much was asked for in too short a time.
    TooMany,
    /// Not now; the same request may succeed in a moment.
    Unavailable,
    /// Our fault; the log has the cause under the request's id.
    Internal,
}

impl Kind {
    /// What a failure of the store means to the caller.
    pub fn of(error: &muster_store::StoreError) -> Self {
        use muster_store::StoreError;
        match error {
            StoreError::Conflict(_) => Self::Conflict,
            StoreError::Busy | StoreError::Unavailable(_) => Self::Unavailable,
            StoreError::Bug(_) => Self::Internal,
        }
    }
}

/// Something that a request names, beside what its path does, and that is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such {what} in this account: `{field}` names {id}")]
pub struct Missing {
    /// Where the request names it.
    pub field: &'static str,
    /// What it should be.
    pub what: &'static str,
    /// As it was named.
    pub id: uuid::Uuid,
}

/// What every use case's error can say of itself.
pub trait Failure: std::error::Error + Sized {
    /// What the caller should do about it.
    fn kind(&self) -> Kind;

    /// The stable code of the refusal.
    fn code(&self) -> &'static str;

    /// What the request names and is not there; nothing where the path does.
    fn missing(&self) -> Option<&Missing> {
        None
    }
}

macro_rules! failures {
    ($($name:ty $(: $missing:path)?),* $(,)?) => {
        $(
            impl Failure for $name {
                fn kind(&self) -> Kind {
                    self.kind()
                }

                fn code(&self) -> &'static str {
                    self.code()
                }

                $(
                    fn missing(&self) -> Option<&Missing> {
                        match self {
                            $missing(missing) => Some(missing),
                            _ => None,
                        }
                    }
                )?
            }
        )*
    };
}

failures! {
    crate::access::edit::EditError: crate::access::edit::EditError::Missing,
    crate::assignment::AssignError: crate::assignment::AssignError::Missing,
    crate::access::ExplainError,
    crate::admin::AdminError,
    crate::admin::FeedError,
    crate::admin::PeopleError,
    crate::decide::CheckError,
    crate::decide::ScopeError,
    crate::decide::SearchError,
    crate::idempotency::OnceError,
    crate::oauth::ClientError,
    crate::people::BulkError,
    crate::people::InviteError,
    crate::people::PersonError,
    crate::webhooks::WebhookError,
}

impl Failure for muster_store::StoreError {
    fn kind(&self) -> Kind {
        crate::admin::store_kind(self)
    }

    fn code(&self) -> &'static str {
        "server.store"
    }
}
