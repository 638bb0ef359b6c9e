//! What a rule sees of a person, and on whose word it may give something.

use super::facts::{Facts, Group, Person, Rule};
use super::rules::{KNOWN, Known, Seen, begins};
use super::slow::{groups_of, is_kept, trusts};
use super::standing::reads_active;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

pub(super) struct Sight<'f> {
    facts: &'f Facts,
    person: &'f Person,
    known: &'f Known,
    /// Whether the rule looks at the groups of one directory alone.
    bound: bool,
    /// The groups that count; for a rule that gives account permissions the direct ones.
    groups: Vec<&'f Group>,
    /// Whether the rule is true of all that it sees, and of what counts.
    is_true: bool,
}

impl<'f> Sight<'f> {
    pub(super) fn of(facts: &'f Facts, person: &'f Person, rule: &Rule, privileged: bool) -> Self {
        let known = KNOWN.iter().find(|known| known.name == rule.name);
        let counts = |group: &Group| {
            let bound = rule.connection;
            bound.is_none_or(|bound| group.connection == bound)
        };
        let seen = groups_of(facts, person.id).into_iter();
        let seen: Vec<(&Group, bool)> = seen.filter(|(group, _)| counts(group)).collect();
        let direct = seen.iter().filter(|(_, direct)| *direct || !privileged);
        let mut sight = Self {
            facts,
            person,
            known: known.expect("a rule of the stories"),
            bound: rule.connection.is_some(),
            groups: direct.map(|(group, _)| *group).collect(),
            is_true: false,
        };
        let all: Vec<&Group> = seen.iter().map(|(group, _)| *group).collect();
        sight.is_true = sight.is_meant(&all) && sight.is_meant(&sight.groups);
        sight
    }

    fn is_meant(&self, groups: &[&Group]) -> bool {
        let department = self.person.profile[ENTERPRISE]["department"].as_str();
        let seen = Seen {
            department,
            active: reads_active(self.person),
            groups: groups.iter().map(|group| group.name.as_str()).collect(),
        };
        (self.known.meant)(&seen)
    }

    /// Whether the rule gives something of this part: it must be true already of the groups of
    /// those who may speak of it. Attributes, and groups that somebody is not in, are the word of
    /// everybody who knows the person, and of who knew them until somebody else has said the same.
    pub(super) fn says(&self, part: &str, privileged: bool) -> bool {
        let may = |connection| self.may(connection, part, privileged);
        let heard = self.groups.iter().copied();
        let heard: Vec<&Group> = heard.filter(|group| may(group.connection)).collect();
        let without_any = self.is_meant(&[]);
        let all_may = self.person.links.iter().all(|link| may(*link))
            && self.left_behind(without_any).all(may);
        self.is_true
            && (without_any || self.is_meant(&heard))
            && (all_may || !(without_any || self.known.reads_attributes))
    }

    /// The rests of the names of groups that make the rule true without the others that have one.
    pub(super) fn captured(&self, part: &str) -> Vec<&'f str> {
        let rest = |group: &Group| {
            self.known
                .prefix
                .is_some_and(|prefix| begins(&group.name, prefix))
        };
        let links = self.person.links.iter().copied();
        let all_may = links
            .chain(self.left_behind(false))
            .all(|connection| self.may(connection, part, false));
        let mut names = Vec::new();
        for group in &self.groups {
            let alone: Vec<&Group> = self
                .groups
                .iter()
                .copied()
                .filter(|held| held.id == group.id || !rest(held))
                .collect();
            let may = self.may(group.connection, part, false)
                && (all_may || !self.known.reads_attributes);
            if rest(group) && self.is_true && may && self.is_meant(&alone) {
                let prefix = self.known.prefix.map_or(0, str::len);
                names.push(group.name[prefix..].trim());
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// The directories that have let go and whose word the rule still rests on.
    fn left_behind(&self, without_any: bool) -> impl Iterator<Item = uuid::Uuid> + '_ {
        let department = format!("{ENTERPRISE}:department");
        let absent = without_any && self.known.reads_groups() && !self.bound;
        let former = self.person.former.iter();
        let heard = former.filter(move |(_, overwritten)| {
            let said = self.known.reads_department() && !overwritten.contains(&department);
            said || (absent && !overwritten.iter().any(|name| name == "groups"))
        });
        heard.map(|(connection, _)| *connection)
    }

    fn may(&self, connection: uuid::Uuid, part: &str, privileged: bool) -> bool {
        !is_kept(self.facts, connection, part, "console")
            && (!privileged || trusts(self.facts, connection))
    }
}
