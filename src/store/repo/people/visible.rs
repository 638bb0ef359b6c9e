//! Whom a connection sees (decision 3 of the house).

use super::People;
use crate::error::StoreError;
use muster_model::ids::{AccountId, ConnectionId, PersonId};
use muster_model::people::Person;
use sea_orm::sea_query::Value;

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

    /// Whether it is not linked to this person and may be: nobody's owner, and a sign-in address in
    /// a verified domain.
    pub fn may_adopt(&self, person: &Person) -> bool {
        let in_domain = person
            .sign_in
            .as_ref()
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
        let domains: Vec<String> = self
            .adopts
            .iter()
            .map(|domain| {
                let end = format!("@{domain}");
                let length = end.chars().count();
                values.push(end.into());
                let place = values.len();
                format!("substr(p.sign_in_key, length(p.sign_in_key) - {length} + 1) = ${place}")
            })
            .collect();
        let in_domain = domains.join(" OR ");
        format!("{ADOPTING} AND (l.person_id IS NOT NULL OR (NOT p.owner AND ({in_domain})))")
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
}
