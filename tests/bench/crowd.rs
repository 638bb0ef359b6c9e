//! A crowd: many people of one connection, written through the store in large transactions, each
//! with everything that follows from a person (audit row, event, deliveries).

use muster_app::access::{compile_with, rulebook};
use muster_model::change::Revision;
use muster_model::ids::{AccountId, ConnectionId, PersonId};
use muster_model::people::{Link, NewPerson, Person, Profile, UserName};
use muster_store::{Acting, Cause, Store, StoreError, Tx, Work};
use serde_json::{Map, Value, json};

/// How many people one transaction writes.
const AT_ONCE: u64 = 200;

/// Writes people number `first` to before `end`; answers their ids, in order.
pub(crate) async fn gather(
    store: &Store,
    account: AccountId,
    connection: ConnectionId,
    (first, end): (u64, u64),
) -> Result<Vec<PersonId>, StoreError> {
    let mut ids = Vec::new();
    let mut begin = first;
    while begin < end {
        let part = Part {
            account,
            connection,
            first: begin,
            end: end.min(begin + AT_ONCE),
        };
        begin = part.end;
        ids.extend(store.perform(Acting::command_line(), part).await?);
    }
    Ok(ids)
}

/// The `userName` of a person of the crowd; neighbours in number are none in the index.
pub(crate) fn user_name(number: u64) -> String {
    format!("{:06x}.{number}@example.com", scattered(number))
}

/// A number's place in a fixed disorder of 24 bits.
fn scattered(number: u64) -> u64 {
    number.wrapping_mul(0x9e_3779_b97f_4a7c) >> 20 & 0xff_ffff
}

struct Part {
    account: AccountId,
    connection: ConnectionId,
    first: u64,
    end: u64,
}

impl Work for Part {
    type Output = Vec<PersonId>;
    type Error = StoreError;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<PersonId>, StoreError> {
        let rulebook = rulebook(&tx.access(), self.account).await?;
        let mut changes = Vec::new();
        for number in self.first..self.end {
            let mut person = self.person(tx, number)?;
            compile_with(tx, &rulebook, &mut person).await?;
            changes.extend(person.close(tx.now()));
        }
        let people = tx.people().save_all(changes).await?;
        Ok(people.iter().map(|person| person.id).collect())
    }
}

impl Part {
    fn person(&self, tx: &Tx, number: u64) -> Result<Revision<Person>, StoreError> {
        let user_name = user_name(number);
        let new = NewPerson {
            id: PersonId(tx.next_id()),
            account: self.account,
            profile: Profile {
                attributes: attributes(number, &user_name),
                user_name: UserName::parse(&user_name)
                    .map_err(|why| StoreError::Bug(Cause::new(why.to_string())))?,
            },
            link: Some(Link {
                connection: self.connection,
                external_id: Some(format!("00u{number:012}")),
                active: true,
                guest_record: None,
                created_at: tx.now(),
            }),
            username: None,
            follows: None,
        };
        Ok(Revision::<Person>::create(new, tx.now()))
    }
}

/// What an ordinary directory sends of an ordinary person.
fn attributes(number: u64, user_name: &str) -> Map<String, Value> {
    let attributes = json!({
        "displayName": format!("Person {number}"),
        "name": {"givenName": "Person", "familyName": format!("Number {number}")},
        "title": "Driver",
        "emails": [{"value": user_name, "type": "work", "primary": true}],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "employeeNumber": format!("{number}"), "department": "Yard",
        },
    });
    match attributes {
        Value::Object(attributes) => attributes,
        _ => Map::new(),
    }
}
