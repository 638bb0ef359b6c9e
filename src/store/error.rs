//! What can go wrong with what is kept, in four kinds that a caller can act on.

use crate::dialect;
use sea_orm::{DbErr, RuntimeErr};
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why the store did not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Something of that name is already there, or was changed meanwhile.
    #[error("it would break the rule {0}")]
    Conflict(Constraint),
    /// Somebody else was faster; the same work may succeed when it runs again.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached or cannot write.
    #[error("the database is unavailable")]
    Unavailable(#[source] Cause),
    /// Something that must not happen: a broken row, a wrong statement.
    #[error("the store met something impossible")]
    Bug(#[source] Cause),
}

/// What a database said, for the log.
#[derive(Clone)]
pub struct Cause(Arc<dyn Error + Send + Sync>);

impl Cause {
    /// Keeps an error as the cause of another one.
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Arc::from(error.into()))
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for Cause {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl StoreError {
    /// Something that must not happen.
    pub fn bug(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Bug(Cause::new(error))
    }

    /// The database cannot be reached, cannot write, or takes too long.
    pub fn unavailable(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unavailable(Cause::new(error))
    }
}

/// Whether the same work may succeed when it is run again.
pub trait Retry {
    /// Whether it failed only because somebody else was faster.
    fn is_busy(&self) -> bool;
}

impl Retry for StoreError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) => Self::unavailable(error),
            DbErr::Conn(RuntimeErr::SqlxError(cause))
            | DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                let cause = Arc::clone(cause);
                dialect::judge(&cause, error)
            }
            _ => Self::bug(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::bug(error)
    }
}

macro_rules! constraints {
    ($($(#[$doc:meta])* $name:ident = $index:literal, $columns:literal;)*) => {
        /// The rules that a database enforces and that a caller can explain.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Constraint {
            $($(#[$doc])* $name,)*
            /// The row was changed or deleted since it was read.
            Version,
            /// It names something that is not there.
            Reference,
            /// The same row exists already.
            Duplicate,
            /// A value is too long for an index.
            Length,
        }

        impl Constraint {
            /// The name of the rule.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $index,)*
                    Self::Version => "version",
                    Self::Reference => "reference",
                    Self::Duplicate => "duplicate",
                    Self::Length => "length",
                }
            }

            /// The rule behind an index, as PostgreSQL names it.
            pub(crate) fn of_index(name: &str) -> Option<Self> {
                match name { $($index => Some(Self::$name),)* _ => None }
            }

            /// The rule behind a list of columns, as SQLite names it.
            pub(crate) fn of_columns(columns: &str) -> Option<Self> {
                match columns { $($columns => Some(Self::$name),)* _ => None }
            }
        }
    };
}

constraints! {
    /// `userName` is unique within an account.
    UserName = "person_user_name_key", "person.account_id, person.user_name_key";
    /// The sign-in address is unique within an account.
    SignInAddress = "person_sign_in_key", "person.account_id, person.sign_in_key";
    /// `externalId` of a person is unique within a connection.
    ExternalId = "link_external_id", "link.connection_id, link.external_id";
    /// The name of a directory group is unique within a connection.
    GroupName = "directory_group_name_key",
        "directory_group.connection_id, directory_group.name_key";
    /// One identity holds one address.
    IdentityAddress = "identity_address_key", "identity.address_key";
    /// A sign-in user name is unique within a deployment.
    IdentityUsername = "identity_username_key", "identity.username_key";
    /// The slug of an account is unique within a deployment.
    AccountSlug = "account_slug", "account.slug";
    /// The name of a living connection is unique within an account.
    ConnectionName = "connection_name", "connection.account_id, connection.name";
    /// The slug of a role is unique within an account.
    RoleSlug = "role_slug", "role.account_id, role.slug";
    /// The name of a workspace is unique within an account.
    WorkspaceName = "workspace_name_key", "workspace.account_id, workspace.name_key";
    /// The name of a fleet group is unique within an account.
    FleetGroupName = "fleet_group_name_key", "fleet_group.account_id, fleet_group.name_key";
    /// The name of a record set is unique within an account.
    RecordSetName = "record_set_name_key", "record_set.account_id, record_set.name_key";
    /// The name of a rule is unique within an account.
    RuleName = "rule_name", "rule.account_id, rule.name";
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
