//! Everything that all sources give one person, resolved against the policy.

use super::compile::LeftOut;
use super::guards::{Barred, default_role, gives_privileged, owners_role};
use super::records::{Records, meant};
use super::{
    Dimension, Effect, FleetGroup, Grant, Keeper, Matched, NothingLeft, Part, PersonOption, Policy,
    Role, Rule, SeenGroup, Source, Visibility, Workspace,
};
use crate::ids::{ConnectionId, RoleId};
use std::cmp::Reverse;

/// How far a statement about the fleet reaches, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fleet {
    Entire,
    Groups,
    None,
}

impl Fleet {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "entire" => Some(Self::Entire),
            "groups" => Some(Self::Groups),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// One thing that can be given.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing<'a> {
    Role(&'a Role),
    Workspace(&'a Workspace),
    AllWorkspaces,
    Fleet(Fleet),
    FleetGroup(&'a FleetGroup),
    Option(PersonOption),
    Records(Records<'a>),
    Visibility(Visibility),
}

impl Thing<'_> {
    fn part(self) -> Part {
        match self {
            Self::Role(_) => Part::Role,
            Self::Workspace(_)
            | Self::AllWorkspaces
            | Self::Fleet(_)
            | Self::FleetGroup(_)
            | Self::Records(_)
            | Self::Visibility(_) => Part::Scope,
            Self::Option(_) => Part::Options,
        }
    }
}

/// The order of sources where one value must win: owner, pin, SCIM attribute, rules by priority, by
/// hand, default (decision 13 of the house); the lesser rank wins.
pub(super) type Rank = (u8, Reverse<i64>);

/// One thing given by one source.
#[derive(Clone, Debug)]
pub(super) struct Given<'a> {
    pub(super) thing: Thing<'a>,
    pub(super) source: Source,
    pub(super) via: Vec<String>,
    pub(super) rank: Rank,
}

/// Collects what is given; what a source may not give is left out and told.
pub(super) struct Collector<'a> {
    policy: &'a Policy,
    connections: &'a [ConnectionId],
    owner: bool,
    pub(super) given: Vec<Given<'a>>,
    pub(super) left_out: Vec<LeftOut>,
    /// Every role that a source names which may, whether or not anybody silences it at present.
    pub(super) named: Vec<RoleId>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(policy: &'a Policy, connections: &'a [ConnectionId]) -> Self {
        Self {
            policy,
            connections,
            owner: false,
            given: Vec::new(),
            left_out: Vec::new(),
            named: Vec::new(),
        }
    }

    /// Notes a role, whoever keeps it: who is silent today may speak tomorrow. One with account
    /// permissions that nobody trusted stands for counts for nothing.
    fn name(&mut self, thing: Thing<'_>, word_of: &[ConnectionId]) {
        if let Thing::Role(role) = thing {
            let trusted = word_of.iter().any(|id| self.policy.trusts(*id));
            if trusted || word_of.is_empty() || !role.is_privileged() {
                self.named.push(role.id);
            }
        }
    }

    /// An owner has the owner's role and sees everything.
    pub(super) fn owner(&mut self) {
        self.owner = true;
        let role = self.policy.roles.iter().find(|role| role.is_owner());
        let things = [
            role.map(Thing::Role),
            Some(Thing::AllWorkspaces),
            Some(Thing::Fleet(Fleet::Entire)),
        ];
        for thing in things.into_iter().flatten() {
            self.push(thing, Source::Owner, Vec::new(), (0, Reverse(0)));
        }
    }

    /// A grant gives what it names, as long as that exists.
    pub(super) fn grant(&mut self, grant: &Grant) {
        let Some(thing) = named_by(grant, self.policy) else {
            return;
        };
        let (rank, via) = match &grant.source {
            Source::Scim { connection } => {
                self.name(thing, &[*connection]);
                if self.is_kept_by_people(thing, &[*connection]) || self.waits(thing, *connection) {
                    return;
                }
                if self.is_refused(thing, &grant.source, &[*connection]) {
                    return;
                }
                ((2, Reverse(0)), vec![self.policy.name_of(*connection)])
            }
            Source::Manual if self.is_kept_by_a_directory(thing) => {
                self.name(thing, &[]);
                return;
            }
            Source::Manual => ((4, Reverse(0)), Vec::new()),
            // An owner's word, whoever keeps the part.
            Source::Pin => ((1, Reverse(0)), Vec::new()),
            // These follow from the policy and the owner flag, never from a stored row.
            Source::Owner | Source::Rule { .. } | Source::Default => return,
        };
        self.push(thing, grant.source.clone(), via, rank);
    }

    /// A projected group gives what it stands for while its connection is switched on for it; a role
    /// with account permissions to direct members only (decision 29 of the house).
    pub(super) fn projected(&mut self, group: &SeenGroup) {
        let connection = group.connection;
        let directory = self.policy.directory(connection);
        let projects = directory.is_some_and(|directory| directory.projects);
        let Some(projected) = group.projects.filter(|_| projects) else {
            return;
        };
        let Some(thing) = effect_of(projected.into(), self.policy) else {
            return;
        };
        let source = Source::Scim { connection };
        let privileged = matches!(thing, Thing::Role(role) if role.is_privileged());
        if privileged && !group.direct {
            return;
        }
        self.name(thing, &[connection]);
        if self.may_not(thing, &source, &[connection]) {
            return;
        }
        let via = vec![self.policy.name_of(connection), group.name.clone()];
        self.push(thing, source, via, (2, Reverse(0)));
    }

    /// A rule that matched gives its effects; a privileged one counts direct members only.
    pub(super) fn rule(&mut self, matched: &Matched) {
        let Some(rule) = self.policy.rule(matched.rule).filter(|rule| rule.enabled) else {
            return;
        };
        if rule.is_privileged(self.policy) && !matched.is_direct() {
            return;
        }
        let source = Source::Rule {
            rule: rule.id,
            group: matched.groups.first().map(|group| group.id),
        };
        let via = self.chain(rule, matched);
        let spoken_of = |effect: &&Effect| matched.part.is_none_or(|part| part == effect.part());
        for effect in rule.effects.iter().filter(spoken_of) {
            let effect = match &matched.captured {
                Some(name) => self.policy.captured(effect, name),
                None => Some(effect.clone()),
            };
            let Some(thing) = effect.and_then(|effect| effect_of(effect, self.policy)) else {
                continue;
            };
            self.name(thing, &matched.word_of);
            if !self.may_not(thing, &source, &matched.word_of) {
                let rank = (3, Reverse(rule.priority));
                self.push(thing, source.clone(), via.clone(), rank);
            }
        }
    }

    /// The account's default role stands behind every other source; whether also where no other
    /// source gives anything, the account says.
    pub(super) fn default_role(&mut self) {
        let kept_empty = [Some(NothingLeft::Keep), Some(NothingLeft::NoAccess)];
        if kept_empty.contains(&self.policy.nothing_left) && self.has_nothing() {
            return;
        }
        // Also where an older version let one with account permissions become the default.
        let role = self
            .policy
            .role_by_default()
            .filter(|role| default_role(role).is_ok());
        if let Some(role) = role {
            let rank = (5, Reverse(0));
            self.push(Thing::Role(role), Source::Default, Vec::new(), rank);
        }
    }

    fn has_nothing(&self) -> bool {
        let nothing = |given: &Given<'_>| {
            matches!(
                given.thing,
                Thing::Option(_)
                    | Thing::Fleet(Fleet::Groups | Fleet::None)
                    | Thing::Records(_)
                    | Thing::Visibility(_)
            )
        };
        self.given.iter().all(nothing)
    }

    /// Whether a group gives what is not its to give: it is left out, and told.
    fn may_not(&mut self, thing: Thing<'_>, source: &Source, word_of: &[ConnectionId]) -> bool {
        let kept = word_of
            .iter()
            .find(|id| self.is_kept_by_people(thing, &[**id]));
        let why = match kept {
            Some(id) => Barred::KeptByPeople {
                part: thing.part(),
                connection: self.policy.named(*id),
            },
            None if self.owner && matches!(thing, Thing::Role(_)) => Barred::OwnerProtected,
            None => return self.is_refused(thing, source, word_of),
        };
        let source = source.clone();
        self.left_out.push(LeftOut { why, source });
        true
    }

    /// Whether people alone keep this part for any connection whose word it rests on.
    fn is_kept_by_people(&self, thing: Thing<'_>, word_of: &[ConnectionId]) -> bool {
        self.is_kept(thing, word_of, Keeper::Console)
    }

    /// A directory's word on an option waits until somebody lays down that it counts.
    fn waits(&self, thing: Thing<'_>, connection: ConnectionId) -> bool {
        let by_people = || self.policy.keeper(connection, Part::Options) == Keeper::Console;
        matches!(thing, Thing::Option(_)) && by_people()
    }

    /// Whether a directory that knows the person alone keeps this part.
    fn is_kept_by_a_directory(&self, thing: Thing<'_>) -> bool {
        self.is_kept(thing, self.connections, Keeper::Directory)
    }

    /// Whether it was laid down so; what nobody laid down takes nothing away from anybody.
    fn is_kept(&self, thing: Thing<'_>, connections: &[ConnectionId], by: Keeper) -> bool {
        connections.iter().any(|id| {
            let directory = self.policy.directory(*id);
            directory.and_then(|d| d.ownership.of(thing.part())) == Some(by)
        })
    }

    fn push(&mut self, thing: Thing<'a>, source: Source, via: Vec<String>, rank: Rank) {
        self.given.push(Given {
            thing,
            source,
            via,
            rank,
        });
    }

    /// Decision 25 of the house: account permissions only on the word of connections that a
    /// person switched on for it.
    fn is_refused(&mut self, thing: Thing<'_>, source: &Source, word_of: &[ConnectionId]) -> bool {
        let Thing::Role(role) = thing else {
            return false;
        };
        let Err(why) = gives_privileged(role, word_of, self.policy) else {
            return false;
        };
        let source = source.clone();
        self.left_out.push(LeftOut { why, source });
        true
    }

    fn chain(&self, rule: &Rule, matched: &Matched) -> Vec<String> {
        let connection = match (matched.groups.first(), rule.connection) {
            (Some(group), _) => Some(group.connection),
            (None, bound) => bound,
        };
        connection
            .map(|id| self.policy.name_of(id))
            .into_iter()
            .chain(matched.groups.iter().map(|group| group.name.clone()))
            .chain([rule.name.clone()])
            .collect()
    }
}

/// The owner's role is nobody's to give, neither by grant nor by rule.
fn named_by<'a>(grant: &Grant, policy: &'a Policy) -> Option<Thing<'a>> {
    match grant.dimension {
        Dimension::Role => effect_of(Effect::Role(grant.value.parse().ok()?), policy),
        Dimension::Workspace if grant.value == "all" => Some(Thing::AllWorkspaces),
        Dimension::Workspace => effect_of(Effect::Workspace(grant.value.parse().ok()?), policy),
        Dimension::FleetAccess => Fleet::parse(&grant.value).map(Thing::Fleet),
        Dimension::FleetGroup => effect_of(Effect::FleetGroup(grant.value.parse().ok()?), policy),
        Dimension::Option => PersonOption::parse(&grant.value).map(Thing::Option),
        Dimension::RecordSet => effect_of(Effect::RecordSet(grant.value.parse().ok()?), policy),
        Dimension::Visibility => Visibility::parse(&grant.value).map(Thing::Visibility),
    }
}

fn effect_of(effect: Effect, policy: &Policy) -> Option<Thing<'_>> {
    match effect {
        Effect::Role(id) => policy
            .role(id)
            .filter(|role| owners_role(role).is_ok())
            .map(Thing::Role),
        Effect::Workspace(id) => policy.workspace(id).map(Thing::Workspace),
        Effect::AllWorkspaces => Some(Thing::AllWorkspaces),
        Effect::FleetEntire => Some(Thing::Fleet(Fleet::Entire)),
        Effect::FleetGroup(id) => policy.fleet.get(id).map(Thing::FleetGroup),
        Effect::Option(option) => Some(Thing::Option(option)),
        Effect::RecordSet(given) => meant(&given, policy).map(Thing::Records),
        Effect::Visibility(visibility) => Some(Thing::Visibility(visibility)),
        // A name says what these give: without one they give nothing.
        Effect::CapturedRole | Effect::CapturedWorkspace | Effect::CapturedFleetGroup => None,
    }
}
