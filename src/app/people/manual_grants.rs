//! What an administrator gives by hand, as grants.

use crate::access::names::{self, Unknown};
use crate::access::record_sets::record_grant;
use muster_model::access::guards::{self, Barred, Hand, Own};
use muster_model::access::{Dimension, Grant, PersonOption, Policy, Source, Visibility};
use muster_model::change::Revision;
use muster_model::ids::{GrantId, PersonId};
use muster_model::people::{Person, fold};
use muster_store::Tx;

/// What an administrator names; what is not named is left as it is.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// A role, by name, slug or id; `Some(None)` takes back the one that was given by hand.
    pub role: Option<Option<String>>,
    /// Workspaces, by name or id, or `all`; an empty list takes back those given by hand.
    pub workspaces: Option<Vec<String>>,
    /// `entire` or `none`, or fleet groups by name or id; an empty list as with workspaces.
    pub fleet: Option<Vec<String>>,
    /// The options that are on; an empty list as with workspaces.
    pub options: Option<Vec<PersonOption>>,
    /// Record sets by name or id, or `all` or `none`, each for an entity type or `*`; an empty list
    /// as with workspaces.
    pub record_sets: Option<Vec<(String, String)>>,
    /// Whether they see records without being assigned to them; `Some(None)` takes back what was
    /// given by hand.
    pub visibility: Option<Option<Visibility>>,
}

/// What cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotGiven {
    /// Nothing has this name.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// A guard says no.
    #[error(transparent)]
    Barred(#[from] Barred),
    /// Both a whole and parts of it.
    #[error("fleet is `entire`, `none`, or a list of fleet groups, not several of these")]
    Fleet,
}

impl Given {
    /// The same with the workspace of an account that has one alone, when nothing is said of workspaces
    /// while a role or a part of the fleet is given: nobody ticks what there is no choice of. An empty
    /// list says none; whose scope a directory keeps has what that says, and an owner everything.
    pub(super) fn where_there_is_one(&self, hand: &Hand, policy: &Policy, person: &Person) -> Self {
        let mut given = self.clone();
        let role = matches!(given.role, Some(Some(_)));
        let fleet = given.fleet.as_ref().is_some_and(|fleet| !fleet.is_empty());
        let has = |grant: &Grant| grant.dimension == Dimension::Workspace;
        let silent = given.workspaces.is_none() && !person.grants.iter().any(has);
        let kept = guards::managed(hand, Dimension::Workspace.part(), person, policy).is_err();
        if let [one] = policy.workspaces.as_slice()
            && (role || fleet)
            && silent
            && !(kept || person.owner)
        {
            given.workspaces = Some(vec![one.id.to_string()]);
        }
        given
    }

    /// Grants it, in place of what was given by hand in the same dimension; `hand` is whoever gives.
    pub(super) fn grant(
        &self,
        tx: &Tx,
        hand: &Hand,
        policy: &Policy,
        person: &mut Revision<Person>,
    ) -> Result<(), NotGiven> {
        let values = self.values(hand, policy, person.now().id)?;
        for (dimension, _) in &values {
            guards::own(hand, person.now().id, Own::Role)?;
            guards::managed(hand, dimension.part(), person.now(), policy)?;
        }
        write(tx, &Source::Manual, values, person)
    }

    /// Pins it, in place of what was pinned in the same dimension: also what a directory keeps.
    pub(super) fn pin(
        &self,
        tx: &Tx,
        hand: &Hand,
        policy: &Policy,
        person: &mut Revision<Person>,
    ) -> Result<(), NotGiven> {
        let values = self.values(hand, policy, person.now().id)?;
        if !values.is_empty() {
            guards::own(hand, person.now().id, Own::Role)?;
        }
        write(tx, &Source::Pin, values, person)
    }

    fn values(
        &self,
        hand: &Hand,
        policy: &Policy,
        to: PersonId,
    ) -> Result<Vec<(Dimension, Vec<String>)>, NotGiven> {
        let mut values = Vec::new();
        match &self.role {
            Some(Some(name)) => {
                let role = names::role(policy, name)?;
                guards::owners_role(role)?;
                guards::ceiling(hand, role)?;
                values.push((Dimension::Role, vec![role.id.to_string()]));
            }
            Some(None) => values.push((Dimension::Role, Vec::new())),
            None => {}
        }
        if let Some(workspaces) = &self.workspaces {
            let ids = workspaces.iter().map(|name| workspace(policy, name));
            values.push((Dimension::Workspace, ids.collect::<Result<_, _>>()?));
        }
        if let Some(fleet) = &self.fleet {
            values.extend(of_fleet(fleet, policy)?);
        }
        if let Some(options) = &self.options {
            let words = options.iter().map(|option| option.as_str().to_owned());
            values.push((Dimension::Option, words.collect()));
        }
        if let Some(sets) = &self.record_sets {
            let grant = |(entity, name): &(String, String)| {
                let grant = record_grant(policy, entity, name, Some(to))?;
                Ok::<_, Unknown>(grant.to_string())
            };
            let grants: Result<Vec<String>, Unknown> = sets.iter().map(grant).collect();
            values.push((Dimension::RecordSet, grants?));
        }
        if let Some(visibility) = self.visibility {
            let words = visibility.into_iter().map(|word| word.as_str().to_owned());
            values.push((Dimension::Visibility, words.collect()));
        }
        Ok(values)
    }
}

/// Writes a grant for each value, in place of what the source gave in the same dimension.
fn write(
    tx: &Tx,
    source: &Source,
    values: Vec<(Dimension, Vec<String>)>,
    person: &mut Revision<Person>,
) -> Result<(), NotGiven> {
    for (dimension, values) in values {
        // An owner has every role, workspace and vehicle; options are theirs to have or not.
        if dimension != Dimension::Option && !values.is_empty() {
            guards::owner_stays(person.now())?;
        }
        let grants = values.into_iter().map(|value| Grant {
            id: GrantId(tx.next_id()),
            dimension,
            value,
            source: source.clone(),
            created_at: tx.now(),
        });
        person.grant(source, dimension, grants.collect());
    }
    Ok(())
}

/// What is said of the fleet: of the whole, or of groups.
fn of_fleet(fleet: &[String], policy: &Policy) -> Result<[(Dimension, Vec<String>); 2], NotGiven> {
    let words: Vec<String> = fleet.iter().map(|word| fold(word)).collect();
    let is_word = |word: &String| word == "entire" || word == "none";
    let (whole, groups) = match words.as_slice() {
        [] => (Vec::new(), Vec::new()),
        [word] if is_word(word) => (vec![word.clone()], Vec::new()),
        words if words.iter().any(is_word) => return Err(NotGiven::Fleet),
        _ => {
            let group = |name: &String| Ok(names::fleet_group(policy, name)?.id.to_string());
            let ids: Result<Vec<_>, Unknown> = fleet.iter().map(group).collect();
            (vec!["groups".to_owned()], ids?)
        }
    };
    Ok([
        (Dimension::FleetAccess, whole),
        (Dimension::FleetGroup, groups),
    ])
}

/// What a grant of a workspace says: its id, or `all`.
pub(super) fn workspace(policy: &Policy, name: &str) -> Result<String, Unknown> {
    match names::workspace(policy, name) {
        Ok(workspace) => Ok(workspace.id.to_string()),
        Err(_) if fold(name) == "all" => Ok("all".to_owned()),
        Err(unknown) => Err(unknown),
    }
}
