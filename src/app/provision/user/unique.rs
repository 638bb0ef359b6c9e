//! Values that only one person of an account may have: `uniqueness` of its own attributes
//! (RFC 7643 2.2).

use crate::provision::Caller;
use crate::provision::error::{ProvisionError, taken};
use crate::schemas::kinds_in;
use muster_model::change::Revision;
use muster_model::people::{Person, Profile};
use muster_scim::schema::{Kinds, MUSTER_USER, Resolved, Uniqueness};
use muster_store::Tx;
use serde_json::Value;

/// Refuses with 409 a value of a unique attribute that another person has; what a person has
/// already is not asked about again.
pub(super) async fn check(
    tx: &mut Tx,
    caller: &Caller,
    person: &Revision<Person>,
    told: &Profile,
) -> Result<(), ProvisionError> {
    if !changes_custom_values(person.before(), told) {
        return Ok(());
    }
    // The caller may have been met before a schema was applied: what is unique now counts.
    let kinds = kinds_in(tx, caller.account()).await?;
    let mut locked = false;
    for attribute in unique(&kinds) {
        let Some(value) = text(told, &attribute) else {
            continue;
        };
        let before = person.before();
        if before.and_then(|person| text(&person.profile, &attribute)) == Some(value) {
            continue;
        }
        if !locked {
            tx.schemas().take_turn(caller.account()).await?;
            locked = true;
        }
        let path = attribute.canonical();
        let exact = attribute.attribute.case_exact;
        let holder = tx
            .schemas()
            .holder(caller.account(), &path, (value, exact))
            .await?;
        if holder.is_some_and(|holder| holder != person.now().id) {
            return Err(taken(&path).into());
        }
    }
    Ok(())
}

/// Whether values of an account's own attributes are written.
pub(super) fn changes_custom_values(before: Option<&Person>, told: &Profile) -> bool {
    let built_in = Kinds::built_in();
    let before = before.map(|person| &person.profile.attributes);
    let mut custom = told
        .attributes
        .iter()
        .filter(|(name, _)| name.starts_with("urn:") && built_in.user().extension(name).is_none());
    custom.any(|(urn, values)| before.and_then(|held| held.get(urn)) != Some(values))
}

/// Unique attributes of extensions, except our own, which the store keeps unique itself.
fn unique(kinds: &Kinds) -> impl Iterator<Item = Resolved<'_>> {
    let all = kinds.user().attributes();
    all.filter(|one| {
        one.extension.is_some_and(|urn| urn != MUSTER_USER)
            && one.attribute.uniqueness == Uniqueness::Server
    })
}

fn text<'p>(profile: &'p Profile, attribute: &Resolved<'_>) -> Option<&'p str> {
    let held = profile.attributes.get(attribute.extension?)?;
    held.get(attribute.attribute.name.as_ref())
        .and_then(Value::as_str)
}
