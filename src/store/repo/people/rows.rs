//! A person as a row, and a row as a person.

use crate::entity::{access_grant, link, person, person_email};
use crate::error::StoreError;
use muster_model::access::{Access, Dimension, Grant, Source};
use muster_model::clock::Timestamp;
use muster_model::ids::{AccountId, ConnectionId, GrantId, IdentityId, PersonId};
use muster_model::people::{Address, Link, Person, Profile, Status, UserName, fold};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The URN under which `employeeNumber` stands (RFC 7643 4.3).
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// The row of a person.
pub(super) fn row(person: &Person) -> Result<person::Model, StoreError> {
    let profile = &person.profile;
    let employee_number = profile
        .attributes
        .get(ENTERPRISE)
        .and_then(|extension| extension.get("employeeNumber"))
        .and_then(Value::as_str);
    let invitation = person.invitation.as_ref();
    let change = person.email_change.as_ref();
    Ok(person::Model {
        id: person.id.0,
        account_id: person.account.0,
        user_name: profile.user_name.as_str().to_owned(),
        user_name_key: profile.user_name.key(),
        display_name_key: profile.text("displayName").map(fold),
        employee_number_key: employee_number.map(fold),
        profile: serde_json::to_string(&profile.attributes)?,
        sign_in_address: person.sign_in.as_ref().map(|a| a.as_str().to_owned()),
        sign_in_key: person.sign_in.as_ref().map(Address::key),
        domain: person.reach_address().map(|address| address.domain()),
        username: person.username.clone(),
        username_key: person.username.as_deref().map(fold),
        identity_id: person.identity.map(|id| id.0),
        status: person.status.as_str().to_owned(),
        ended_by: text(person.ended_by.as_ref())?,
        former: text(Some(&person.former).filter(|former| !former.is_empty()))?,
        owner: person.owner,
        invitation: text(invitation)?,
        invitation_id: invitation.map(|i| i.id.0),
        invitation_expires_at: invitation.map(|i| i.expires_at.0),
        email_change: text(change)?,
        email_change_id: change.map(|c| c.id.0),
        email_change_expires_at: change.map(|c| c.expires_at.0),
        access: serde_json::to_string(&person.access)?,
        policy_version: person.access.policy_version,
        has_nothing: person.access.is_nothing(),
        version: person.version,
        sequence: person.sequence,
        follows: person.follows.map(|id| id.0),
        activated_at: person.activated_at.map(|at| at.0),
        last_login: person.last_login.map(|at| at.0),
        created_at: person.created_at.0,
        updated_at: person.updated_at.0,
        deleted_at: person.deleted_at.map(|at| at.0),
        indexed_version: Some(person.version),
    })
}

/// The person of a row, with what stands beside it.
pub(super) fn person(
    row: person::Model,
    links: Vec<Link>,
    grants: Vec<Grant>,
) -> Result<Person, StoreError> {
    let mut access: Access = serde_json::from_str(&row.access)?;
    // The column is right: a stale person's access is older than every policy.
    access.policy_version = row.policy_version;
    Ok(Person {
        id: PersonId(row.id),
        account: AccountId(row.account_id),
        profile: Profile {
            user_name: UserName::parse(&row.user_name).map_err(StoreError::bug)?,
            attributes: serde_json::from_str(&row.profile)?,
        },
        sign_in: address(row.sign_in_address)?,
        username: row.username,
        identity: row.identity_id.map(IdentityId),
        status: Status::parse(&row.status).ok_or_else(|| unknown("status", &row.status))?,
        ended_by: value(row.ended_by)?,
        owner: row.owner,
        invitation: value(row.invitation)?,
        email_change: value(row.email_change)?,
        links,
        former: value(row.former)?.unwrap_or_default(),
        grants,
        access,
        follows: row.follows.map(PersonId),
        activated_at: row.activated_at.map(Timestamp),
        last_login: row.last_login.map(Timestamp),
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        deleted_at: row.deleted_at.map(Timestamp),
        version: row.version,
        sequence: row.sequence,
    })
}

/// The rows of a person's emails; a deleted person has none, so that no lookup finds it.
pub(super) fn emails(person: &Person) -> Vec<person_email::Model> {
    if person.status == Status::Deleted {
        return Vec::new();
    }
    let values = person.profile.emails().iter();
    (0..)
        .zip(values)
        .map(|(position, email)| {
            // An email without a value is a row as well: a filter may ask for its type.
            let value = email.get("value").and_then(Value::as_str);
            let value = value.unwrap_or_default();
            let said_primary = email.get("primary").and_then(Value::as_bool);
            person_email::Model {
                person_id: person.id.0,
                position,
                account_id: person.account.0,
                value: value.to_owned(),
                value_key: fold(value),
                kind: email.get("type").and_then(Value::as_str).map(fold),
                is_primary: said_primary == Some(true),
                display_key: email.get("display").and_then(Value::as_str).map(fold),
                said_primary,
            }
        })
        .collect()
}

/// The rows of a person's links; a deleted person has none, so that its external ids are free.
pub(super) fn links(person: &Person) -> Vec<link::Model> {
    if person.status == Status::Deleted {
        return Vec::new();
    }
    let links = person.links.iter();
    links
        .map(|link| link::Model {
            connection_id: link.connection.0,
            person_id: person.id.0,
            external_id: link.external_id.clone(),
            active: link.active,
            guest_record: link.guest_record.clone(),
            created_at: link.created_at.0,
        })
        .collect()
}

/// The link of a row.
pub(super) fn link(row: link::Model) -> Link {
    Link {
        connection: ConnectionId(row.connection_id),
        external_id: row.external_id,
        active: row.active,
        guest_record: row.guest_record,
        created_at: Timestamp(row.created_at),
    }
}

/// The rows of a person's grants.
pub(super) fn grants(person: &Person) -> Result<Vec<access_grant::Model>, StoreError> {
    let rows = person.grants.iter().map(|grant| {
        Ok(access_grant::Model {
            id: grant.id.0,
            account_id: person.account.0,
            person_id: person.id.0,
            dimension: grant.dimension.as_str().to_owned(),
            value: grant.value.clone(),
            source_kind: source_kind(&grant.source).to_owned(),
            source: serde_json::to_string(&grant.source)?,
            created_at: grant.created_at.0,
        })
    });
    rows.collect()
}

/// The grant of a row.
pub(super) fn grant(row: access_grant::Model) -> Result<Grant, StoreError> {
    let dimension = Dimension::parse(&row.dimension);
    Ok(Grant {
        id: GrantId(row.id),
        dimension: dimension.ok_or_else(|| unknown("dimension", &row.dimension))?,
        value: row.value,
        source: serde_json::from_str(&row.source)?,
        created_at: Timestamp(row.created_at),
    })
}

fn source_kind(source: &Source) -> &'static str {
    match source {
        Source::Owner => "owner",
        Source::Pin => "pin",
        Source::Scim { .. } => "scim",
        Source::Rule { .. } => "rule",
        Source::Manual => "manual",
        Source::Default => "default",
    }
}

fn address(text: Option<String>) -> Result<Option<Address>, StoreError> {
    text.map(|text| Address::parse(&text).map_err(StoreError::bug))
        .transpose()
}

fn text<T: Serialize>(value: Option<&T>) -> Result<Option<String>, StoreError> {
    Ok(value.map(serde_json::to_string).transpose()?)
}

fn value<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>, StoreError> {
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

fn unknown(what: &str, word: &str) -> StoreError {
    StoreError::bug(format!("no {what} is called {word:?}"))
}
