//! Whom a connection sees (decision 3 of the house).

use super::People;
use crate::db::list;
use crate::error::StoreError;
use muster_model::ids::{AccountId, ConnectionId, PersonId};
use muster_model::people::Person;
use sea_orm::sea_query::Value;

/// How many ids one statement names at most.
const AT_ONCE: usize = 500;

/// The people of a connection, and nobody else.
const LINKED: &str = "FROM person p JOIN link l ON l.person_id = p.id AND l.connection_id = $1 \
     WHERE p.account_id = $2 AND p.deleted_at IS NULL";

/// The people of a connection, and whom it might adopt: `l` is all NULL for these.
const ADOPTING: &str = "FROM person p \
     LEFT JOIN link l ON l.person_id = p.id AND l.connection_id = $1 \
     WHERE p.account_id = $2 AND p.deleted_at IS NULL";

/// A connection that looks at people: it sees whom it is linked to, and whom it may adopt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Who looks.
    pub connection: ConnectionId,
    /// The folded verified domains of the account when the connection may adopt; else none.
    pub adopts: Vec<String>,
}

impl Viewer {
    /// A connection that adopts nobody.
    pub fn of(connection: ConnectionId) -> Self {
        Self {
            connection,
            adopts: Vec::new(),
        }
    }

    /// Whether it sees this person.
    pub fn sees(&self, person: &Person) -> bool {
        person.link(self.connection).is_some() || self.may_adopt(person)
    }

    /// Whether it is not linked to this person and may be: no owner, and the address that they sign
    /// in with, or would be invited to, lies in a verified domain.
    pub fn may_adopt(&self, person: &Person) -> bool {
        let in_domain = person
            .reach_address()
            .is_some_and(|address| self.adopts.contains(&address.domain()));
        in_domain && !person.owner && person.link(self.connection).is_none()
    }

    /// `FROM … WHERE …` for the living people of an account that it sees: `p` is the person, `l` the
    /// link, whose columns are NULL for whom it might adopt. To be bound first of all: it takes `$1`
    /// and `$2`. Who adopts nobody gets the plain join, and with it its plan.
    pub(crate) fn rows(&self, account: AccountId, values: &mut Vec<Value>) -> String {
        values.extend([self.connection.0.into(), account.0.into()]);
        if self.adopts.is_empty() {
            return LINKED.to_owned();
        }
        let domains = list(values, self.adopts.iter().cloned());
        format!(
            "{ADOPTING} AND (l.person_id IS NOT NULL OR (NOT p.owner AND p.domain IN {domains}))"
        )
    }
}

impl People<'_> {
    /// The living person of this id, if the connection sees it.
    pub async fn visible(
        &self,
        account: AccountId,
        viewer: &Viewer,
        id: PersonId,
    ) -> Result<Option<Person>, StoreError> {
        let person = self.get(account, id).await?;
        Ok(person.filter(|person| viewer.sees(person)))
    }

    /// Those of these ids whom the connection is not linked to and might adopt.
    pub async fn adoptable(
        &self,
        account: AccountId,
        viewer: &Viewer,
        ids: &[PersonId],
    ) -> Result<Vec<PersonId>, StoreError> {
        let mut found = Vec::new();
        if viewer.adopts.is_empty() {
            return Ok(found);
        }
        for part in ids.chunks(AT_ONCE) {
            let mut values = Vec::new();
            let rows = viewer.rows(account, &mut values);
            let ids = list(&mut values, part.iter().map(|id| id.0));
            let sql = format!("SELECT p.id {rows} AND l.person_id IS NULL AND p.id IN {ids}");
            for row in self.db.all(sql, values).await? {
                found.push(PersonId(row.try_get("", "id")?));
            }
        }
        Ok(found)
    }
}
