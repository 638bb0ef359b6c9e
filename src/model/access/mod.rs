//! Access: what a person may do and see, and because of what.
//!
//! Grants and matched rules go in, [`Access`] comes out; every value of it names its sources.
//! [`compile()`] is the one place where sources are weighed against each other.

mod assignment;
mod catalogue;
mod check;
mod choice;
mod compile;
mod decisions;
mod effective;
mod fleet;
mod given;
mod grant;
pub mod guards;
mod nothing_left;
mod ownership;
mod permission;
mod place;
mod policy;
mod predicate;
mod projected;
mod record_set;
mod records;
mod role;
mod rule;
mod visibility;
mod visible;

pub use assignment::{AssignWhen, Assigned, Assigning, Assignment, CaseGroup, Counted, RecordKey};
pub use catalogue::{
    AttributeKind, Catalogue, EntityAttribute, EntityType, Level, Module, NotOffered,
};
pub use check::{Asked, Decision, Question, Term, decide};
pub use choice::PersonOption;
pub use compile::{Compiled, LeftOut, Subject, compile};
pub use decisions::{Decisions, SubjectName};
pub use effective::{Access, Because, Named, Scope};
pub use fleet::{FleetGroup, FleetTree, NotATree};
pub use grant::{Dimension, Grant, Source};
pub use nothing_left::NothingLeft;
pub use ownership::{Keeper, Ownership, Part};
pub use permission::{ACCOUNT_MODULE, NotAPermission, Permission};
pub use place::{Place, PlaceKind};
pub use policy::{Directory, Policy, Workspace};
pub use predicate::{Comparison, Me, Operand, Predicate, Record, Truth};
pub use projected::Projected;
pub use record_set::{
    GivenSet, NotARecordGrant, RECORD_SET, Reach, Reaches, RecordGrant, RecordReach, RecordSet,
    Verb, record_set_attribute,
};
pub use role::{OWNER_ROLE, Role};
pub use rule::{Effect, Matched, Rule, SeenGroup};
pub use visibility::Visibility;

#[cfg(test)]
mod tests;
