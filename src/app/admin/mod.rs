//! What somebody with a shell on the server, or later in the console, sets up: accounts, their
//! connections, tokens.

mod account;
mod address;
mod check_version;
mod connection;
mod connections;
mod error;
mod events;
mod first_run;
mod forget;
mod key;
mod people;
mod ready;
mod restart;
mod revoke;
mod rotate;
mod secret;
mod set;
mod token;

pub use account::{CreateAccount, CreatedAccount, create_account};
pub use address::{leave_public_url, left_public_url};
pub use check_version::{Stale, check_version};
pub use connection::{CreateConnection, CreatedConnection};
pub use connections::{ConnectionShown, list_connections};
pub use error::AdminError;
pub use events::{FeedError, FeedPage, read_events};
pub use first_run::{FirstRun, begin_first_run};
pub use forget::forget_settled;
pub use key::{KeyError, same_key};
pub use muster_store::{Cursor, PeopleSearch};
pub use people::{PeopleError, PeoplePage, list_people, show_person};
pub use ready::{ready, store_kind};
pub use restart::take_over;
pub use revoke::{RevokeConnection, Revoked};
pub use rotate::{RotateConnection, Rotated};
pub use secret::Bearer;
pub use set::SetConnection;
pub use token::{CreateApiToken, CreatedToken};
