//! Visibility weighed: the narrower of what the role says and what the highest source gives.

use super::compile::reason;
use super::given::{Given, Thing};
use super::{Because, Dimension, Role, Visibility};

/// Which records a person sees by assignment; an owner sees all.
///
/// A source of the highest rank decides, the widest word where several of one rank speak; but what
/// the role takes away no source gives back.
pub(super) fn visibility(
    given: &[Given<'_>],
    owner: bool,
    role: Option<&Role>,
    because: &mut Vec<Because>,
) -> Visibility {
    if owner {
        return Visibility::All;
    }
    let stated = given
        .iter()
        .filter_map(|given| said(given).map(|visibility| (given.rank, visibility)))
        .min()
        .map(|(_, visibility)| visibility);
    let by_role = role.map_or(Visibility::All, |role| role.visibility);
    let narrower = by_role.and(stated.unwrap_or_default());
    if stated.is_none() && narrower == Visibility::All {
        return narrower;
    }
    let says = |given: &Given<'_>| said(given) == Some(narrower) && stated == Some(narrower);
    // A role that sees all takes nothing away; and what gives the role may have said the word itself.
    let by_the_role = |held: &Role, by: &Given<'_>| {
        let takes = by_role == narrower && (narrower != Visibility::All || stated.is_none());
        let is_said = given.iter().any(|one| says(one) && one.source == by.source);
        takes && role.is_some_and(|role| role.id == held.id) && !is_said
    };
    for given in given {
        let chain = match given.thing {
            Thing::Role(held) if by_the_role(held, given) => Some(held.name.clone()),
            Thing::Visibility(_) if says(given) => None,
            _ => continue,
        };
        let mut reason = reason(Dimension::Visibility, narrower.as_str(), given);
        reason.via.extend(chain);
        because.push(reason);
    }
    narrower
}

fn said(given: &Given<'_>) -> Option<Visibility> {
    match given.thing {
        Thing::Visibility(visibility) => Some(visibility),
        _ => None,
    }
}
