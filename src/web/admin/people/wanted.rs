//! What a program says of a person.

use crate::admin::record_sets::RecordSetsShown;
use crate::admin::view::SeveralShown;
use crate::extract::Field;
use muster_app::access::record_sets::RecordSets;
use muster_app::people::{Card, Given, Mail};
use muster_model::access::{PersonOption, Visibility};
use serde::Deserialize;
use uuid::Uuid;

/// Fields of a contact card: what is not named stays, null clears.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct CardWanted {
    /// The name under which directories know the person too.
    #[schema(max_length = 320)]
    user_name: Option<String>,
    /// The work address.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    email: Field<String>,
    /// The first name.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    given_name: Field<String>,
    /// The last name.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    family_name: Field<String>,
    /// What lists call the person.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    display_name: Field<String>,
    /// The phone at work.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    phone: Field<String>,
    /// The title.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    title: Field<String>,
    /// The language of mails, such as `de`.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    language: Field<String>,
    /// The employee number.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    employee_number: Field<String>,
    /// The department.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    department: Field<String>,
    /// The company.
    #[schema(value_type = Option<String>, max_length = 320)]
    #[serde(default)]
    company: Field<String>,
}

impl From<CardWanted> for Card {
    fn from(wanted: CardWanted) -> Self {
        Self {
            user_name: wanted.user_name,
            email: wanted.email.option(),
            given_name: wanted.given_name.option(),
            family_name: wanted.family_name.option(),
            display_name: wanted.display_name.option(),
            phone: wanted.phone.option(),
            title: wanted.title.option(),
            language: wanted.language.option(),
            employee_number: wanted.employee_number.option(),
            department: wanted.department.option(),
            company: wanted.company.option(),
        }
    }
}

/// What is given by hand: a dimension that is not named stays; null or an empty list takes back what
/// was given by hand in it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::admin) struct AccessWanted {
    /// A role, by name, slug or id.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub(super) role: Field<String>,
    /// Workspaces, by name or id; or `all`.
    #[schema(value_type = Option<SeveralShown>)]
    #[serde(default)]
    pub(super) workspaces: Field<SeveralShown>,
    /// `entire`, `none`, or fleet groups by name or id.
    #[schema(value_type = Option<SeveralShown>)]
    #[serde(default)]
    pub(super) fleet: Field<SeveralShown>,
    /// The options that are on: `weekly_email`, `message_notifications`, `can_own_records`.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default)]
    pub(super) options: Field<Vec<PersonOption>>,
    /// Record sets, or `all` or `none`, by name or id: one for every entity type that it speaks of,
    /// or one for each.
    #[schema(value_type = Option<RecordSetsShown>)]
    #[serde(default)]
    pub(super) record_sets: Field<RecordSetsShown>,
    /// Whether they see records without being assigned to them.
    #[schema(value_type = Option<String>, pattern = "^(all|assigned|single)$")]
    #[serde(default)]
    pub(super) visibility: Field<Visibility>,
}

/// The names; none of null.
pub(super) fn named(several: Option<SeveralShown>) -> Vec<String> {
    several.map_or_else(Vec::new, SeveralShown::names)
}

/// Each set with the entity type that it is for; none of null.
pub(super) fn pairs(sets: Option<RecordSetsShown>) -> Vec<(String, String)> {
    sets.map_or_else(Vec::new, |sets| RecordSets::from(sets).pairs())
}

impl From<AccessWanted> for Given {
    fn from(wanted: AccessWanted) -> Self {
        let list = |field: Field<SeveralShown>| field.option().map(named);
        Self {
            role: wanted.role.option(),
            workspaces: list(wanted.workspaces),
            fleet: list(wanted.fleet),
            options: wanted.options.option().map(Option::unwrap_or_default),
            record_sets: wanted.record_sets.option().map(pairs),
            visibility: wanted.visibility.option(),
        }
    }
}

/// What a contact is enabled with: a dimension that is not named stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EnableWanted {
    /// A role, by name, slug or id.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    role: Field<String>,
    /// Workspaces, by name or id; or `all`.
    #[schema(value_type = Option<SeveralShown>)]
    #[serde(default)]
    workspaces: Field<SeveralShown>,
    /// `entire`, `none`, or fleet groups by name or id.
    #[schema(value_type = Option<SeveralShown>)]
    #[serde(default)]
    fleet: Field<SeveralShown>,
    /// The options that are on: `weekly_email`, `message_notifications`, `can_own_records`.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default)]
    options: Field<Vec<PersonOption>>,
    /// Record sets, or `all` or `none`, by name or id: one for every entity type that it speaks of,
    /// or one for each.
    #[schema(value_type = Option<RecordSetsShown>)]
    #[serde(default)]
    record_sets: Field<RecordSetsShown>,
    /// Whether they see records without being assigned to them.
    #[schema(value_type = Option<String>, pattern = "^(all|assigned|single)$")]
    #[serde(default)]
    visibility: Field<Visibility>,
    /// When the mail of the invitation goes out: `held` waits until it is sent again.
    #[serde(default)]
    #[schema(value_type = String, pattern = "^(now|held)$", default = "now")]
    pub(super) mail: Mail,
}

impl EnableWanted {
    pub(super) fn given(self) -> Given {
        AccessWanted {
            role: self.role,
            workspaces: self.workspaces,
            fleet: self.fleet,
            options: self.options,
            record_sets: self.record_sets,
            visibility: self.visibility,
        }
        .into()
    }
}

/// What is pinned: a dimension that is not named stays; null unpins it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Pinned {
    /// A role, by name, slug or id.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub(super) role: Field<String>,
    /// `entire`, `none`, or fleet groups by name or id.
    #[schema(value_type = Option<SeveralShown>)]
    #[serde(default)]
    pub(super) fleet: Field<SeveralShown>,
    /// Record sets, or `all` or `none`, by name or id: one for every entity type that it speaks of,
    /// or one for each.
    #[schema(value_type = Option<RecordSetsShown>)]
    #[serde(default)]
    pub(super) record_sets: Field<RecordSetsShown>,
    /// Whether they see records without being assigned to them.
    #[schema(value_type = Option<String>, pattern = "^(all|assigned|single)$")]
    #[serde(default)]
    pub(super) visibility: Field<Visibility>,
}

/// A new contact.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPerson {
    /// The card: a user name or an address is needed.
    pub(super) card: CardWanted,
    /// The user name of the sign-in, which the person then does not choose.
    pub(super) username: Option<String>,
    /// What is given by hand.
    #[serde(default)]
    pub(super) access: AccessWanted,
    /// Whether the person is invited at once.
    #[serde(default)]
    pub(super) invite: bool,
    /// With `invite`: when the mail goes out; `held` waits until it is sent again.
    #[serde(default)]
    #[schema(value_type = String, pattern = "^(now|held)$", default = "now")]
    pub(super) mail: Mail,
}

/// Who is an owner no more.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Ownership {
    /// Whose ownership ends with it; null leaves the owners beside each other.
    pub(super) from: Option<Uuid>,
}
