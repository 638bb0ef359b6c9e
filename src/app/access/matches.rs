//! Which rules are true of a person, and on whose word.

use super::rulebook::{Condition, Rulebook};
use muster_model::access::{Effect, Keeper, Matched, Part, Policy, Rule, SeenGroup};
use muster_model::ids::ConnectionId;
use muster_model::people::{Person, fold};
use muster_scim::schema::ResourceType;
use serde_json::{Value, json};

/// The rules that are true of a person who is in these groups, directly or through other groups.
///
/// A rule bound to a connection is about the people whom that connection knows and looks at its
/// groups alone. A rule that gives account permissions must be true already of direct memberships
/// (decision 29 of the house).
pub fn matches(person: &Person, groups: &[SeenGroup], rulebook: &Rulebook) -> Vec<Matched> {
    let mut facts = Facts::of(person, rulebook.kinds().user());
    let mut all = Vec::new();
    for condition in rulebook.conditions() {
        let Some(seen) = seen(&mut facts, person, groups, condition, rulebook) else {
            continue;
        };
        let policy = rulebook.policy();
        let Some(rule) = policy.rule(condition.rule) else {
            continue;
        };
        for part in parts(rule, &seen, policy) {
            let mut seen = seen.clone();
            // Whoever may speak of the part first: who may not takes nothing from who may.
            seen.sort_by_key(|group| part.is_some_and(|part| is_mute(group, part, policy)));
            let asking = Asking {
                person,
                condition,
                bound: rule.connection,
                part,
            };
            all.push(asking.matched(&mut facts, &seen));
            all.extend(asking.captured(&mut facts, &seen));
        }
    }
    all
}

/// The parts that a rule gives something of, when the reasons for them may differ; otherwise one
/// reason holds for all of them.
fn parts(rule: &Rule, seen: &[&SeenGroup], policy: &Policy) -> Vec<Option<Part>> {
    let mut parts: Vec<Part> = rule.effects.iter().map(Effect::part).collect();
    parts.sort_unstable();
    parts.dedup();
    let mute = |part: &Part| seen.iter().any(|group| is_mute(group, *part, policy));
    if parts.iter().any(mute) {
        parts.into_iter().map(Some).collect()
    } else {
        vec![None]
    }
}

/// Whether people alone keep this part for the connection that pushes a group.
fn is_mute(group: &SeenGroup, part: Part, policy: &Policy) -> bool {
    let directory = policy.directory(group.connection);
    directory.and_then(|held| held.ownership.of(part)) == Some(Keeper::Console)
}

/// The groups that a rule sees of which it is true, the shortest and most trusted reason first;
/// nothing when it is not true.
fn seen<'g>(
    facts: &mut Facts<'_>,
    person: &Person,
    groups: &'g [SeenGroup],
    condition: &Condition,
    rulebook: &Rulebook,
) -> Option<Vec<&'g SeenGroup>> {
    let policy = rulebook.policy();
    let rule = policy.rule(condition.rule).filter(|rule| rule.enabled)?;
    if let Some(connection) = rule.connection {
        person.link(connection)?;
    }
    let mut seen: Vec<&'g SeenGroup> = groups
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
    seen.sort_by_key(|group| (!policy.trusts(group.connection), !group.direct, &group.name));
    Some(seen)
}

/// A condition that is true of a person.
struct Asking<'a> {
    person: &'a Person,
    condition: &'a Condition,
    bound: Option<ConnectionId>,
    part: Option<Part>,
}

impl Asking<'_> {
    fn matched(&self, facts: &mut Facts<'_>, seen: &[&SeenGroup]) -> Matched {
        let because = because(facts, self.condition, seen);
        self.on_the_word_of(because, None)
    }

    /// What each group gives whose name begins as the condition asks. Each must make it true
    /// without the others that do.
    fn captured(&self, facts: &mut Facts<'_>, seen: &[&SeenGroup]) -> Vec<Matched> {
        let rest = |group: &SeenGroup| {
            let prefixes = self.condition.prefixes.iter();
            let mut rests = prefixes.filter_map(|prefix| rest_of(&group.name, prefix));
            rests.next().map(str::to_owned)
        };
        let others: Vec<&SeenGroup> = seen.iter().copied().filter(|g| rest(g).is_none()).collect();
        let mut all = Vec::new();
        for group in seen {
            let Some(name) = rest(group) else { continue };
            let mut alone = vec![*group];
            alone.extend(&others);
            if facts.satisfy(self.condition, &alone) {
                let mut needed = because(facts, self.condition, &alone);
                if !needed.iter().any(|held| held.id == group.id) {
                    needed.insert(0, group);
                }
                all.push(self.on_the_word_of(needed, Some(name)));
            }
        }
        all
    }

    fn on_the_word_of(&self, because: Vec<&SeenGroup>, captured: Option<String>) -> Matched {
        let because: Vec<SeenGroup> = because.into_iter().cloned().collect();
        Matched {
            rule: self.condition.rule,
            word_of: word_of(self.person, self.condition, &because, self.bound),
            groups: because,
            captured,
            part: self.part,
        }
    }
}

/// What follows a prefix in a name, without regard to case; nothing when it does not begin so, or
/// nothing follows.
pub(super) fn rest_of<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let at = name.char_indices().map(|(at, _)| at).find(|at| {
        *at > 0
            && name
                .get(..*at)
                .is_some_and(|part| fold(part) == fold(prefix))
    })?;
    name.get(at..)
        .map(str::trim)
        .filter(|rest| !rest.is_empty())
}

/// The memberships without which the condition would not be true: none, or one, or a few that
/// only do it together.
fn because<'g>(
    facts: &mut Facts<'_>,
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
/// of a membership, are the word of every connection that knows the person, and of those that knew
/// them, as long as nobody has written them anew: who is not trusted does not bring about by leaving
/// what their word could not.
fn word_of(
    person: &Person,
    condition: &Condition,
    because: &[SeenGroup],
    bound: Option<ConnectionId>,
) -> Vec<ConnectionId> {
    let mut word_of: Vec<ConnectionId> = because.iter().map(|group| group.connection).collect();
    let absence = bound.is_none() && condition.asks_for_absence;
    if because.is_empty() || absence || !condition.attributes.is_empty() {
        word_of.extend(bound);
        word_of.extend(person.links.iter().map(|link| link.connection));
        word_of.extend(person.former_word_of(&said(condition, because, bound)));
    }
    word_of.sort();
    word_of.dedup();
    word_of
}

/// What makes a condition true that connections say without pushing a group: the attributes that
/// it reads, and that the person is not in a group of whichever connection. Whether somebody is
/// `active` is no word of who has let go.
fn said(condition: &Condition, because: &[SeenGroup], bound: Option<ConnectionId>) -> Vec<String> {
    let mut said = condition.attributes.clone();
    said.retain(|name| name != "active");
    let absence = because.is_empty() && condition.reads_groups || condition.asks_for_absence;
    if absence && bound.is_none() {
        said.push("groups".to_owned());
    }
    said
}

/// The person as conditions see them: the profile, `active`, and a set of groups.
struct Facts<'k> {
    document: Value,
    user: &'k ResourceType,
}

impl<'k> Facts<'k> {
    fn of(person: &Person, user: &'k ResourceType) -> Self {
        let mut document = person.profile.attributes.clone();
        let user_name = person.profile.user_name.as_str();
        document.insert("userName".to_owned(), json!(user_name));
        document.insert("active".to_owned(), json!(person.status.reads_active()));
        Self {
            document: Value::Object(document),
            user,
        }
    }

    fn satisfy(&mut self, condition: &Condition, groups: &[&SeenGroup]) -> bool {
        let listed: Vec<Value> = groups.iter().copied().map(listed).collect();
        if let Some(document) = self.document.as_object_mut() {
            document.insert("groups".to_owned(), Value::Array(listed));
        }
        condition.filter.matches(self.user, &self.document)
    }
}

/// A group as RFC 7643 4.1.2 lists it in a User.
fn listed(group: &SeenGroup) -> Value {
    let kind = if group.direct { "direct" } else { "indirect" };
    json!({"value": group.id, "display": group.name, "type": kind})
}
