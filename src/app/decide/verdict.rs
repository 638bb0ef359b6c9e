//! The answer to a tuple: always yes or no.

use super::answer::answer;
use super::find::Found;
use super::subject::Subject;
use super::tuple::{Here, Tuple, USER, Unasked};
use super::wanted::{CheckError, Wanted};
use muster_model::access::{Place, RecordReach, Role, Scope, Term, Visibility};
use muster_model::ids::AccountId;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Yes or no, and why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Yes or no.
    pub allowed: bool,
    /// The first term that does not hold.
    pub failed: Option<&'static str>,
    /// The same in words, for administrators.
    pub detail: String,
}

impl Verdict {
    pub(super) fn no(failed: &'static str, detail: impl Into<String>) -> Self {
        Self {
            allowed: false,
            failed: Some(failed),
            detail: detail.into(),
        }
    }
}

impl From<Unasked> for Verdict {
    fn from(why: Unasked) -> Self {
        Self::no(why.failed, why.detail)
    }
}

/// The answer to a tuple from what was found; it asks nothing of the database.
pub fn judge(account: AccountId, found: &Found, tuple: &Tuple) -> Verdict {
    let subject = found.subjects.get(&tuple.subject);
    let subject = subject.filter(|_| tuple.subject_type == USER);
    let (Some(policy), Some(subject)) = (&found.policy, subject) else {
        let (kind, name) = (&tuple.subject_type, &tuple.subject);
        let detail = format!("the account knows no subject {name:?} of type {kind:?}");
        return Verdict::no("unknown_subject", detail);
    };
    let here = Here {
        account,
        slug: &found.account_slug,
        policy,
    };
    here.verdict(subject, tuple)
}

impl Here<'_> {
    /// The answer for somebody who is known.
    pub(super) fn verdict(&self, subject: &Subject, tuple: &Tuple) -> Verdict {
        let subject = self.believed(subject, tuple);
        let wanted = match self.wanted(tuple) {
            Err(why) => return why.into(),
            Ok(wanted) => wanted,
        };
        let parts = self.parts(&wanted.action, tuple);
        if parts.is_empty() {
            return self.told(&subject, wanted);
        }
        let each = parts.into_iter().map(|action| {
            let wanted = wanted.clone();
            self.told(&subject, Wanted { action, ..wanted })
        });
        // Whoever asks for several parts at once may do it when each of them is allowed.
        let mut yes = Verdict::default();
        for verdict in each {
            if !verdict.allowed {
                return verdict;
            }
            yes = verdict;
        }
        yes
    }

    fn told(&self, subject: &Subject, wanted: Wanted) -> Verdict {
        match answer(self.policy, subject, &wanted) {
            Ok(checked) => Verdict {
                allowed: checked.allowed,
                failed: checked.failed,
                detail: checked.detail,
            },
            Err(CheckError::Place(unknown)) => {
                // What comes before the place is told first, as ever.
                let failed = self.unknown_place(&wanted);
                let (subject, wanted) = before_place(failed, subject, wanted);
                match self.told(&subject, wanted) {
                    Verdict { allowed: true, .. } => Verdict::no(failed, unknown.to_string()),
                    no => no,
                }
            }
            Err(why) => Verdict::no("unknown_action", why.to_string()),
        }
    }

    fn unknown_place(&self, wanted: &Wanted) -> &'static str {
        let workspace = wanted.workspace.named();
        match workspace.map(|name| crate::access::names::workspace(self.policy, name)) {
            Some(Err(_)) => Term::Workspace.as_str(),
            _ => Term::Fleet.as_str(),
        }
    }

    /// The subject with the role that the question says, where the account lays down that questions
    /// are believed; as it is kept everywhere else.
    fn believed<'s>(&self, subject: &'s Subject, tuple: &Tuple) -> Cow<'s, Subject> {
        match self.said_role(tuple) {
            None => Cow::Borrowed(subject),
            Some(role) => {
                let mut subject = subject.clone();
                let permissions = role.permissions.iter();
                subject.access.permissions = permissions.map(ToString::to_string).collect();
                subject.access.records = reached(role);
                Cow::Owned(subject)
            }
        }
    }

    fn said_role(&self, tuple: &Tuple) -> Option<&Role> {
        if !self.policy.catalogue.decisions.trust_subject_role {
            return None;
        }
        let said = tuple
            .subject_properties
            .get("role")
            .and_then(Value::as_str)?;
        let role = self.policy.role_called(said)?;
        (!role.is_owner()).then_some(role)
    }
}

/// The question, and whoever it is about, so that no term is left to fail but those before this place.
fn before_place(failed: &str, subject: &Subject, mut wanted: Wanted) -> (Subject, Wanted) {
    let mut subject = subject.clone();
    let access = &mut subject.access;
    (access.fleet, wanted.fleet_group) = (Scope::All, Place::Unsaid);
    if failed == Term::Workspace.as_str() {
        (access.workspaces, wanted.workspace) = (Scope::All, Place::Unsaid);
    }
    access.records.clear();
    access.visibility = Visibility::All;
    (subject, wanted)
}

/// How far a role reaches by itself.
fn reached(role: &Role) -> BTreeMap<String, RecordReach> {
    let reaches = role.records.iter();
    let capped = reaches.filter(|(_, reaches)| !reaches.is_everything());
    let within = |reaches| RecordReach::default().within(&role.name, reaches);
    capped
        .map(|(entity, reaches)| (entity.clone(), within(reaches)))
        .collect()
}
