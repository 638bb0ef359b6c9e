//! Which rules are true of a person, and on whose word.

use super::rulebook::{Condition, Rulebook};
use muster_model::access::{Matched, SeenGroup};
use muster_model::ids::ConnectionId;
use muster_model::people::Person;
use muster_scim::schema;
use serde_json::{Value, json};

/// The rules that are true of a person who is in these groups, directly or through other groups.
///
/// A rule bound to a connection is about the people whom that connection knows and looks at its
/// groups alone. A rule that gives account permissions must be true already of direct memberships
/// (decision 29 of the house).
pub fn matches(person: &Person, groups: &[SeenGroup], rulebook: &Rulebook) -> Vec<Matched> {
    let mut facts = Facts::of(person);
    rulebook
        .conditions()
        .filter_map(|condition| matched(&mut facts, person, groups, condition, rulebook))
        .collect()
}

fn matched(
    facts: &mut Facts,
    person: &Person,
    groups: &[SeenGroup],
    condition: &Condition,
    rulebook: &Rulebook,
) -> Option<Matched> {
    let policy = rulebook.policy();
    let rule = policy.rule(condition.rule).filter(|rule| rule.enabled)?;
    if let Some(connection) = rule.connection {
        person.link(connection)?;
    }
    let mut seen: Vec<&SeenGroup> = groups
        .iter()
        .filter(|group| {
            rule.connection
                .is_none_or(|bound| group.connection == bound)
        })
        .collect();
    if !facts.satisfy(condition, &seen) {
        return None;
    }
    if rule.is_privileged(policy) {
        seen.retain(|group| group.direct);
        if !facts.satisfy(condition, &seen) {
            return None;
        }
    }
    // The reason that people are shown is the shortest and most trusted one.
    seen.sort_by_key(|group| (!policy.trusts(group.connection), !group.direct, &group.name));
    let because: Vec<SeenGroup> = because(facts, condition, &seen)
        .into_iter()
        .cloned()
        .collect();
    Some(Matched {
        rule: rule.id,
        word_of: word_of(person, condition, &because, rule.connection),
        groups: because,
    })
}

/// The memberships without which the condition would not be true: none, or one, or a few that
/// only do it together.
fn because<'g>(
    facts: &mut Facts,
    condition: &Condition,
    seen: &[&'g SeenGroup],
) -> Vec<&'g SeenGroup> {
    if facts.satisfy(condition, &[]) {
        return Vec::new();
    }
    if let Some(one) = seen.iter().find(|group| facts.satisfy(condition, &[group])) {
        return vec![one];
    }
    let mut needed = seen.to_vec();
    for group in seen.iter().rev() {
        let without: Vec<&SeenGroup> = needed
            .iter()
            .copied()
            .filter(|held| held.id != group.id)
            .collect();
        if facts.satisfy(condition, &without) {
            needed = without;
        }
    }
    needed
}

/// Memberships are the word of the connection that pushes the group; attributes, and the absence
/// of a membership, are the word of every connection that knows the person.
fn word_of(
    person: &Person,
    condition: &Condition,
    because: &[SeenGroup],
    bound: Option<ConnectionId>,
) -> Vec<ConnectionId> {
    let mut word_of: Vec<ConnectionId> = because.iter().map(|group| group.connection).collect();
    if because.is_empty() || condition.reads_attributes {
        word_of.extend(bound);
        word_of.extend(person.links.iter().map(|link| link.connection));
    }
    word_of.sort();
    word_of.dedup();
    word_of
}

/// The person as conditions see them: the profile, `active`, and a set of groups.
struct Facts(Value);

impl Facts {
    fn of(person: &Person) -> Self {
        let mut document = person.profile.attributes.clone();
        let user_name = person.profile.user_name.as_str();
        document.insert("userName".to_owned(), json!(user_name));
        document.insert("active".to_owned(), json!(person.status.reads_active()));
        Self(Value::Object(document))
    }

    fn satisfy(&mut self, condition: &Condition, groups: &[&SeenGroup]) -> bool {
        let listed: Vec<Value> = groups.iter().copied().map(listed).collect();
        if let Some(document) = self.0.as_object_mut() {
            document.insert("groups".to_owned(), Value::Array(listed));
        }
        condition.filter.matches(schema::user(), &self.0)
    }
}

/// A group as RFC 7643 4.1.2 lists it in a User.
fn listed(group: &SeenGroup) -> Value {
    let kind = if group.direct { "direct" } else { "indirect" };
    json!({"value": group.id, "display": group.name, "type": kind})
}
