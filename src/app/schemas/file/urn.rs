//! The URN of a schema: what it may look like, and that it stands in nobody's way.

use muster_scim::fold;
use muster_scim::schema::Kinds;

/// The most characters of a URN.
const LONGEST: usize = 200;

/// Why a text cannot be the URN of an account's schema; nothing when it can.
///
/// Attributes are named as `URN:attribute.sub` (RFC 7644 3.10), so the last part of a URN must be a
/// plain word, and no URN may be another one with more behind it.
pub(super) fn refusal(urn: &str, others: &[String]) -> Option<String> {
    let parts: Vec<&str> = urn.split(':').collect();
    let [scheme, space, middle @ .., last] = parts.as_slice() else {
        return Some(shape(urn));
    };
    let plain = |part: &&str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        !part.is_empty() && part.chars().all(allowed)
    };
    let word = last
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && last.starts_with(|c: char| c.is_ascii_alphabetic());
    let sound = *scheme == "urn" && plain(space) && middle.iter().all(plain) && word;
    if !sound || middle.is_empty() || urn.len() > LONGEST {
        return Some(shape(urn));
    }
    let ours = "urn:ietf:params:scim:schemas:extension:";
    if fold::same(space, "ietf") && !fold::fold(urn).starts_with(ours) {
        return Some(format!(
            "\"{urn}\" belongs to the IETF: begin with {ours}, or with a name space of your own"
        ));
    }
    let taken = built_in().find(|known| collide(urn, known));
    if let Some(known) = taken {
        return Some(format!(
            "\"{urn}\" would stand in the way of the built-in {known}: choose another URN"
        ));
    }
    let other = others.iter().find(|other| collide(urn, other))?;
    Some(format!(
        "\"{urn}\" and \"{other}\" cannot be told apart: every schema needs a URN of its own, \
         which does not begin with that of another"
    ))
}

fn shape(urn: &str) -> String {
    format!(
        "\"{urn}\" cannot be the URN of a schema: write it like \
         urn:ietf:params:scim:schemas:extension:acme:2.0:User, at most {LONGEST} characters, \
         with \"urn:\" in lower case and a plain word at its end"
    )
}

fn built_in() -> impl Iterator<Item = String> {
    let kinds = Kinds::built_in();
    let urns = [kinds.user(), kinds.group()].map(|kind| {
        let extensions = kind.extensions.iter().map(|extension| &extension.schema);
        let all = std::iter::once(&kind.schema).chain(extensions);
        all.map(|schema| schema.urn.to_string()).collect::<Vec<_>>()
    });
    urns.into_iter().flatten()
}

/// The same URN, or one with more behind it.
fn collide(one: &str, other: &str) -> bool {
    let (one, other) = (fold::fold(one) + ":", fold::fold(other) + ":");
    one.starts_with(&other) || other.starts_with(&one)
}
