//! A person of whom nothing is known but an address.

use muster_model::ids::{AccountId, PersonId};
use muster_model::people::{Address, NewPerson, Profile, UserName};
use serde_json::{Map, json};

/// A new contact whose `userName` is the address.
pub(super) fn contact(id: PersonId, account: AccountId, address: &Address) -> NewPerson {
    let emails = json!([{"value": address, "type": "work", "primary": true}]);
    NewPerson {
        id,
        account,
        profile: Profile {
            user_name: UserName::from(address),
            attributes: Map::from_iter([("emails".to_owned(), emails)]),
        },
        link: None,
        username: None,
        follows: None,
    }
}
