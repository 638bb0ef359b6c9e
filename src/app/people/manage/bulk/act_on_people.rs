//! Doing something with many people, one transaction for each.

use super::act::{Act, Turn};
use super::error::{BulkError, NotDone};
use crate::admin::list_people;
use crate::ctx::Ctx;
use crate::people::manage::{PersonError, Saved, Which};
use crate::rehearse::rehearse;
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, PersonId};
use muster_store::{Acting, PeopleSearch, StoreError};
use std::collections::HashSet;

/// How many people one request may have.
pub const MOST: u64 = 1000;

/// Whom it is about.
#[derive(Clone, Debug)]
pub enum Whom {
    /// These, each once.
    These(Vec<PersonId>),
    /// Everybody whom the list shows for this search.
    All(PeopleSearch),
}

/// Something that is done with many people.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// Of which account.
    pub account: AccountId,
    /// With whom.
    pub whom: Whom,
    /// What.
    pub act: Act,
    /// How many people the caller typed that it is, which must be right where there is no way back.
    pub count: Option<u64>,
    /// Whether it is only tried: everything is asked and refused as it would be, nothing is written.
    pub dry_run: bool,
    /// Nobody's turn begins after this.
    pub until: Timestamp,
}

/// What became of one of the people.
#[derive(Debug)]
pub struct Line {
    /// Who.
    pub person: PersonId,
    /// The person as they are then and whether anything is another, or why nothing was done.
    pub outcome: Result<Saved, NotDone>,
}

/// Does something with many people, in the order in which they are named; a refusal of one does not
/// hold the others.
pub async fn act_on_people(
    ctx: &Ctx,
    acting: &Acting,
    bulk: &Bulk,
) -> Result<Vec<Line>, BulkError> {
    let people = bulk.people(ctx).await?;
    bulk.check_count(people.len())?;
    let (mut lines, mut over) = (Vec::with_capacity(people.len()), false);
    for person in people {
        over = over || ctx.now() >= bulk.until;
        let outcome = if over {
            Err(NotDone::NotReached)
        } else {
            bulk.turn(ctx, acting, person).await
        };
        over = over || outcome.as_ref().is_err_and(is_away);
        lines.push(Line { person, outcome });
    }
    Ok(lines)
}

/// Whether the database went away, so that nobody after this one would fare better; a row that many
/// want at once holds nobody but its person.
fn is_away(why: &NotDone) -> bool {
    let NotDone::Refused(PersonError::Store(error)) = why else {
        return false;
    };
    matches!(error, StoreError::Unavailable(_))
}

impl Bulk {
    async fn people(&self, ctx: &Ctx) -> Result<Vec<PersonId>, BulkError> {
        let mut people = match &self.whom {
            Whom::These(people) => people.clone(),
            Whom::All(search) => {
                let page = list_people(ctx, self.account, search, None, MOST).await?;
                if page.next.is_some() {
                    return Err(BulkError::TooMany);
                }
                page.items.iter().map(|person| person.id).collect()
            }
        };
        let mut seen = HashSet::new();
        people.retain(|person| seen.insert(*person));
        if people.len() as u64 > MOST {
            return Err(BulkError::TooMany);
        }
        Ok(people)
    }

    /// A deletion is typed with the number of people; who only tries may leave it open.
    fn check_count(&self, meant: usize) -> Result<(), BulkError> {
        let needed = matches!(self.act, Act::Delete) && !self.dry_run;
        if self.count.map_or(!needed, |said| said == meant as u64) {
            return Ok(());
        }
        let said = self.count;
        Err(BulkError::Count { meant, said })
    }

    async fn turn(&self, ctx: &Ctx, acting: &Acting, person: PersonId) -> Result<Saved, NotDone> {
        let which = Which {
            account: self.account,
            person,
            if_match: None,
        };
        let turn = Turn {
            which,
            act: self.act.clone(),
        };
        let outcome = if self.dry_run {
            rehearse(ctx, acting, turn).await
        } else {
            ctx.store.perform(acting.clone(), turn).await
        };
        Ok(outcome?)
    }
}

#[cfg(test)]
mod tests {
    use super::{NotDone, PersonError, StoreError, is_away};

    #[test]
    fn only_a_database_that_went_away_ends_it_for_everybody() {
        let away = |error| is_away(&NotDone::Refused(PersonError::Store(error)));
        assert!(away(StoreError::unavailable("connection refused")));
        assert!(!away(StoreError::Busy), "somebody else may be free");
        assert!(!is_away(&NotDone::Refused(PersonError::Unknown)));
    }
}
