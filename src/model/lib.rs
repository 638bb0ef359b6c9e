//! The words of the business: people, groups, access, invitations, webhooks.
//!
//! This crate is pure. It makes no id, tells no time, reads no file and knows no database: what it
//! needs of these is an argument. Transitions are methods on a [`change::Revision`]; closing one
//! gives a [`change::Change`], which holds the row, its events and its mails together.
//!
//! ```
//! use muster_model::change::Revision;
//! use muster_model::clock::Timestamp;
//! use muster_model::ids::{AccountId, PersonId};
//! use muster_model::people::{NewPerson, Person, Profile, UserName};
//!
//! let ada = Revision::<Person>::create(
//!     NewPerson {
//!         id: PersonId(uuid::Uuid::from_u128(1)),
//!         account: AccountId(uuid::Uuid::from_u128(2)),
//!         profile: Profile {
//!             user_name: UserName::parse("ada@example.com").unwrap(),
//!             attributes: serde_json::Map::new(),
//!         },
//!         link: None,
//!         username: None,
//!         follows: None,
//!     },
//!     Timestamp(0),
//! );
//! let change = ada.close(Timestamp(0)).unwrap();
//! assert_eq!(change.events()[0].kind.as_str(), "user.created");
//! ```

pub mod access;
pub mod account;
pub mod actor;
mod base64;
pub mod change;
pub mod clock;
pub mod connection;
pub mod event;
pub mod expiry;
pub mod group;
pub mod ids;
pub mod letter;
pub mod oauth;
pub mod people;
pub mod secret;
pub mod webhook;
