//! Users: the requests that a directory makes about people.

mod adopt;
mod change;
mod create;
mod delete;
mod find;
mod footing;
mod get;
mod guest;
mod heard;
mod patch;
mod replace;
mod settle;
mod unique;
mod way_in;

pub(super) use adopt::adopt_named;
pub use create::CreateUser;
pub use delete::DeleteUser;
pub use get::{get_user, show_users};
pub use patch::PatchUser;
pub use replace::ReplaceUser;

use muster_model::people::Person;

/// A person after a request, and what was left out on the way.
#[derive(Clone, Debug)]
pub struct Provisioned {
    /// The person as they now are.
    pub person: Person,
    /// What was ignored or protected, for the provisioning log.
    pub notes: Vec<String>,
}
