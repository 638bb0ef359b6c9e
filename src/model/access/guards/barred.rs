//! Why a guard says no.

use super::assignable::Unassignable;
use super::own::Own;
use crate::access::Part;
use crate::ids::ConnectionId;
use std::fmt;

/// A connection in a refusal: called by its name, and by the id that commands ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: ConnectionId,
    /// Its name.
    pub name: String,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Why a guard says no, in a sentence that says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Barred {
    /// Somebody is made a guest who sees nothing as one.
    #[error(transparent)]
    Unassignable(#[from] Unassignable),
    /// Somebody must be left who can do everything.
    #[error(
        "this is the last owner outside the directories who can sign in: make somebody else who is \
         in none an owner first"
    )]
    LastOwner,
    /// An owner is what they are until they pass it on.
    #[error(
        "the owner of an account is protected: pass the ownership on before this person is \
         deactivated, deleted or given another role"
    )]
    OwnerProtected,
    /// The owner's role is not given.
    #[error("no rule, directory or grant makes an owner: an owner passes the ownership on")]
    OwnersRole,
    /// Only an owner passes ownership on.
    #[error("only an owner can make an owner, or change how one signs in: ask one of them")]
    NotAnOwner,
    /// Which domains are the account's is an owner's word.
    #[error("only an owner can say which domains belong to the account: ask one of them")]
    Domains,
    /// A default role is everybody's.
    #[error(
        "role {0:?} holds account permissions and cannot be the default: everybody whom a \
         directory pushes would have them"
    )]
    PrivilegedDefault(String),
    /// The next owner must be somebody who has proved who they are.
    #[error("a person who is {0} cannot become an owner: they must have joined and be active")]
    NotActive(&'static str),
    /// Nobody is judge in their own cause.
    #[error("you cannot {0}")]
    Own(Own),
    /// Nobody gives what they do not have.
    #[error(
        "role {role:?} allows what you may not do yourself ({}): ask somebody who may, or give \
         another role", missing.join(", ")
    )]
    Ceiling {
        /// The role.
        role: String,
        /// What it allows and the giver may not.
        missing: Vec<String>,
    },
    /// Nobody opens the door of whoever may do more.
    #[error(
        "the person's role {0:?} allows what you may not do yourself: ask somebody who may to change \
         how they sign in"
    )]
    AboveYou(String),
    /// A directory that is not privileged does not open the door of whoever has such permissions.
    #[error(
        "how somebody is let in who has account permissions, or whom a privileged directory knows, \
         is not in the hands of {0}, which is not privileged: let somebody who may more do it, or let an owner change that with \
         `muster connection set --connection {id} --privileged on`", id = .0.id
    )]
    AboveDirectory(Named),
    /// A role that somebody has does not go.
    #[error(
        "role {role:?} is in use ({used}) and cannot be removed: say which role takes its place \
         (`DELETE /api/v1/roles/ID?move_to=OTHER`), or take it from them first"
    )]
    RoleInUse {
        /// The role, by its short name.
        role: String,
        /// By whom and by what.
        used: String,
    },
    /// What moves away from a role cannot move to it.
    #[error("nobody can be moved from role {0:?} to itself: name another role")]
    MovedToItself(String),
    /// Every account relies on the built-in roles.
    #[error("role {0:?} is built in and cannot be changed or removed: copy it under another name")]
    BuiltIn(String),
    /// Account permissions only from connections that a person switched on for it.
    #[error(
        "role {role:?} holds account permissions, and {connection} is not privileged: an owner may \
         change that with `muster connection set --connection {} --privileged on`", connection.id
    )]
    NotPrivileged {
        /// The role.
        role: String,
        /// On whose word it would be given.
        connection: Named,
    },
    /// The privileged switch is an owner's.
    #[error("only an owner can let a connection give account permissions: ask one of them")]
    PrivilegedSwitch,
    /// An account for conformance tests has no directory.
    #[error(
        "this account believes the role that a question says of its subject, which is for conformance \
         tests alone: apply a file with `trust_subject_role = false` under [decisions] before a \
         directory is connected"
    )]
    ForConformance,
    /// A directory keeps this part.
    #[error(
        "the {} is managed by {connection}{}: {}", part.as_str(), within(via),
        way_out(*part, connection.id)
    )]
    Managed {
        /// The part.
        part: Part,
        /// Which connection.
        connection: Named,
        /// The chain from the directory to the value, where a rule gives it.
        via: Vec<String>,
    },
    /// People keep this part.
    #[error(
        "people keep the {} of whom {connection} knows: let the directory write it with \
         `muster connection set --connection {} --owns {}=both`", part.as_str(), connection.id,
        part.as_str()
    )]
    KeptByPeople {
        /// The part.
        part: Part,
        /// Which connection wrote it.
        connection: Named,
    },
}

fn within(via: &[String]) -> String {
    match via {
        [] => String::new(),
        via => format!(" ({})", via.join(" > ")),
    }
}

/// What helps whoever wants something else than the directory: what a person gives a role by hand
/// is outranked by rules and attributes, an owner's pin is not.
fn way_out(part: Part, connection: ConnectionId) -> String {
    match part {
        Part::Role => "change it there, or let an owner pin another one for this person alone \
                       (`PUT /api/v1/people/ID/pin`), which outranks directories and rules"
            .to_owned(),
        Part::Scope => format!(
            "change it there, let an owner pin the fleet for this person alone \
             (`PUT /api/v1/people/ID/pin`), or let people add to it with \
             `muster connection set --connection {connection} --owns scope=both`"
        ),
        Part::Profile | Part::Status | Part::Options => format!(
            "change it there, or let people write it too with \
             `muster connection set --connection {connection} --owns {}=both`",
            part.as_str()
        ),
    }
}

impl Barred {
    /// The stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unassignable(why) => why.code(),
            Self::LastOwner => "owner.last",
            Self::OwnerProtected => "owner.protected",
            Self::OwnersRole => "owner.role",
            Self::NotAnOwner => "owner.not_yours",
            Self::Domains => "account.domains_owner",
            Self::PrivilegedDefault(_) => "access.default_privileged",
            Self::NotActive(_) => "owner.not_active",
            Self::Own(Own::Role) => "person.own_role",
            Self::Own(Own::Address) => "person.own_address",
            Self::Own(_) => "person.own_access",
            Self::Ceiling { .. } => "access.ceiling",
            Self::AboveYou(_) => "person.above_you",
            Self::AboveDirectory(_) => "person.above_connection",
            Self::RoleInUse { .. } => "access.role_in_use",
            Self::MovedToItself(_) => "access.role_moved_to_itself",
            Self::BuiltIn(_) => "access.role_built_in",
            Self::NotPrivileged { .. } => "access.not_privileged",
            Self::PrivilegedSwitch => "connection.privileged_switch",
            Self::ForConformance => "connection.for_conformance",
            Self::Managed { .. } => "access.directory_managed",
            Self::KeptByPeople { .. } => "access.kept_by_people",
        }
    }

    /// Whether another state of things would let it pass; otherwise it is a matter of who asks.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Unassignable(_)
            | Self::LastOwner
            | Self::OwnerProtected
            | Self::NotActive(_)
            | Self::PrivilegedDefault(_)
            | Self::RoleInUse { .. }
            | Self::MovedToItself(_)
            | Self::BuiltIn(_)
            | Self::ForConformance
            | Self::Managed { .. }
            | Self::KeptByPeople { .. } => true,
            Self::OwnersRole
            | Self::NotAnOwner
            | Self::Domains
            | Self::Own(_)
            | Self::Ceiling { .. }
            | Self::AboveYou(_)
            | Self::AboveDirectory(_)
            | Self::NotPrivileged { .. }
            | Self::PrivilegedSwitch => false,
        }
    }
}
