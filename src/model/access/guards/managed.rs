//! What a directory keeps is read-only for people, and the other way round.

use super::{Barred, Hand, Named};
use crate::access::{Because, Dimension, Keeper, Ownership, Part, Policy, Source};
use crate::ids::ConnectionId;
use crate::people::Person;

/// Refuses people, and programs that act for them, a part that a directory of this person keeps.
///
/// The role is also kept by a directory that sent one for this person, unless somebody laid down
/// otherwise.
pub fn managed(hand: &Hand, part: Part, person: &Person, policy: &Policy) -> Result<(), Barred> {
    if matches!(hand, Hand::Directory(_) | Hand::System) {
        return Ok(());
    }
    let keeper = |connection: ConnectionId| {
        let laid_down = policy
            .directory(connection)
            .and_then(|d| d.ownership.of(part));
        match laid_down {
            None if part == Part::Role && sent_a_role(person, connection) => Keeper::Directory,
            _ => policy.keeper(connection, part),
        }
    };
    let kept = |connection: &ConnectionId| keeper(*connection) == Keeper::Directory;
    match person.links.iter().map(|link| link.connection).find(kept) {
        None => Ok(()),
        Some(connection) => Err(Barred::Managed {
            part,
            connection: policy.named(connection),
            via: chain(part, person),
        }),
    }
}

/// Leaves out a directory's word on a part that people keep for it.
pub fn ignores(
    part: Part,
    ownership: &Ownership,
    (id, name): (ConnectionId, &str),
) -> Result<(), Barred> {
    let by_default = match part {
        Part::Options => Keeper::Console,
        _ => Keeper::Both,
    };
    if ownership.of(part).unwrap_or(by_default) != Keeper::Console {
        return Ok(());
    }
    Err(Barred::KeptByPeople {
        part,
        connection: Named {
            id,
            name: name.to_owned(),
        },
    })
}

/// As an attribute, or by a group that stands for one.
fn sent_a_role(person: &Person, connection: ConnectionId) -> bool {
    let by_it = Source::Scim { connection };
    let mut grants = person.grants.iter();
    let mut because = person.access.because.iter();
    grants.any(|grant| grant.dimension == Dimension::Role && grant.source == by_it)
        || because.any(|because| because.dimension == Dimension::Role && because.source == by_it)
}

/// The chain of the first rule or group that gives a value of this part.
fn chain(part: Part, person: &Person) -> Vec<String> {
    let about = |because: &&Because| match part {
        Part::Role => because.dimension == Dimension::Role,
        Part::Scope => because.dimension != Dimension::Role,
        Part::Profile | Part::Status | Part::Options => false,
    };
    let by_group = |because: &&Because| match because.source {
        Source::Rule { .. } => true,
        Source::Scim { .. } => because.via.len() > 1,
        Source::Owner | Source::Pin | Source::Manual | Source::Default => false,
    };
    let mut because = person.access.because.iter();
    because
        .find(|because| about(because) && by_group(because))
        .map_or_else(Vec::new, |because| because.via.clone())
}
