//! What a request names of access becomes the grants of its connection.

use crate::provision::Caller;
use crate::provision::entitlements;
use crate::provision::error::ProvisionError;
use crate::provision::grants::{self, Words};
use crate::provision::named_role::NamedRole;
use crate::provision::told::{Told, access_of};
use muster_model::access::guards::owner_stays;
use muster_model::change::Revision;
use muster_model::people::Person;
use muster_store::Tx;
use serde_json::Value;

/// Makes grants of what the request names, whatever stands in the profile: that is what any
/// directory wrote last, and a name may have come to mean something since. What is not named is left
/// alone, what is not allowed is left as it was (decision 25 of the house).
pub(super) async fn hear(
    tx: &Tx,
    caller: &Caller,
    revision: &mut Revision<Person>,
    told: &mut Told,
    notes: &mut Vec<String>,
) -> Result<(), ProvisionError> {
    let profile = revision.before().map(|person| &person.profile);
    if !told.named.gives() {
        if caller.connection.entitlements {
            entitlements::hear(told, profile, false, &mut Words::default(), notes);
        }
        return Ok(());
    }
    let old = profile.map(access_of).unwrap_or_default();
    let old_role = profile.map_or(NamedRole::None, NamedRole::of);
    let old_roles = profile.and_then(|profile| profile.attributes.get("roles").cloned());
    let policy = tx.access().policy(caller.account()).await?;
    let (alone, is) = (knows_alone(caller, revision.now()), told.access());
    let again = |name: &&str| alone && old.get(*name) == is.get(*name);
    let again = told.named.access().filter(again).map(str::to_owned);
    let mut words = Words {
        named: told.access_named(),
        again: again.collect(),
        // A leaver is never held back, by an odd value as little as by anything else.
        forgiven: caller.switches().unknown_names || told.takes_leave(),
    };
    if caller.connection.entitlements {
        entitlements::hear(told, profile, alone, &mut words, notes);
    }
    let same_role = NamedRole::of(&told.profile) == old_role;
    match (told.role_named(alone), owner_stays(revision.now())) {
        (None, _) => {}
        (Some(NamedRole::None), _) => {
            words.named.insert("role".to_owned(), Value::Null);
        }
        // Said again, it is nothing new that they would have to be protected from.
        (Some(_), Err(_)) if same_role => {}
        (Some(_), Err(why)) => {
            told.set_roles(old_roles.clone());
            told.set_access("role", old.get("role").cloned());
            revision.protect_owner();
            notes.push(format!("left out: {why}"));
        }
        (Some(role), Ok(())) => {
            let (role, unknown) = role.as_attribute(&policy);
            // As with a name in our own `role` that has gone: said again, it takes nothing away.
            if unknown.is_none() || !(alone && same_role) {
                words.named.insert("role".to_owned(), role);
            }
            notes.extend(unknown);
        }
    }
    let heard = grants::write_attributes(tx, caller, revision, &words, &policy)?;
    if heard.kept.iter().any(|name| name == "role") {
        told.set_roles(old_roles);
    }
    for name in heard.kept {
        let before = old.get(&name).cloned();
        told.set_access(&name, before);
    }
    notes.extend(heard.refused);
    notes.extend(heard.unknown);
    Ok(())
}

/// Whether no other directory knows the person, or has left its word behind.
fn knows_alone(caller: &Caller, person: &Person) -> bool {
    let links = person.links.iter().map(|link| link.connection);
    let former = person.former.iter().map(|former| former.connection);
    links.chain(former).all(|one| one == caller.id())
}
