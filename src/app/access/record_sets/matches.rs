//! Which of some sample records a record set lets people see and change.

use crate::access::case_groups;
use crate::access::compile::refresh;
use crate::access::edit::EditError;
use crate::access::names;
use crate::ctx::Ctx;
use muster_model::access::{EntityType, Me, Reach, Reaches, Record, Truth};
use muster_model::ids::{AccountId, PersonId, RecordSetId};
use muster_model::people::Person;

/// What one record set says of one record to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Who.
    pub person: PersonId,
    /// Whether they see it.
    pub view: bool,
    /// Whether they may change it, which needs that they see it.
    pub update: bool,
    /// The first rule of the set that says no: `all`, `none`, or a predicate.
    pub failed: Option<String>,
    /// The attribute that the rule asks for and that was not told.
    pub attribute: Option<String>,
}

/// A set of records and people that are tried out.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// The records, as the application tells of them; their entity types by name.
    pub records: Vec<Record>,
    /// Who would look at them.
    pub people: Vec<PersonId>,
}

/// Tries the rules of a record set out, record by record and person by person; what roles,
/// workspaces and other sets say does not count here.
pub async fn match_records(
    ctx: &Ctx,
    account: AccountId,
    id: RecordSetId,
    samples: &Samples,
) -> Result<Vec<Vec<Matched>>, EditError> {
    let reads = ctx.store.read();
    let policy = reads.access().policy(account).await?;
    let set = policy.record_set(id);
    let set = set.ok_or(EditError::NotFound("record set"))?;
    let mut people = reads.people().get_many(account, &samples.people).await?;
    refresh(&reads.access(), &reads.groups(), account, &mut people).await?;
    let groups = case_groups(&reads, account, &samples.people).await?;
    let mut asking = Vec::new();
    for id in &samples.people {
        let person = people.iter().find(|person| person.id == *id);
        let person = person.ok_or(EditError::NotFound("person"))?;
        let own = groups.get(id).into_iter().flatten();
        let me = own.fold(Me::of(person), |me, name| me.in_case_group(name));
        asking.push((person, me));
    }
    let everything = Reaches::default();
    let mut all = Vec::new();
    for record in &samples.records {
        let entity = names::entity(&policy, &record.entity);
        let entity = entity.map_err(super::NotAReach::from)?;
        let reaches = set.types.get(&entity.name).unwrap_or(&everything);
        let one = |(person, me): &(&Person, Me)| matched((person, me), reaches, entity, record);
        all.push(asking.iter().map(one).collect());
    }
    Ok(all)
}

fn matched(
    (person, me): (&Person, &Me),
    reaches: &Reaches,
    entity: &EntityType,
    record: &Record,
) -> Matched {
    let asked = |reach: &Reach| match reach.has(entity, record, me) {
        Truth::Yes => None,
        Truth::No => Some((reach.told(), None)),
        Truth::Unknown(attribute) => Some((reach.told(), Some(attribute))),
    };
    let (view, update) = (asked(&reaches.view), asked(&reaches.update));
    let (sees, changes) = (view.is_none(), view.is_none() && update.is_none());
    let (failed, attribute) = view.or(update).unzip();
    Matched {
        person: person.id,
        view: sees,
        update: changes,
        failed,
        attribute: attribute.flatten(),
    }
}
