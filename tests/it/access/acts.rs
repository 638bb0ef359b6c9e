//! What directories, administrators, invited people and workers do.

use super::asks::Ask;
use super::desk::DeskAct;
use super::edits::{Change, REFUSED};
use super::facts::Facts;
use crate::support::{App, Client};
use muster_app::access::{ApplyAccess, CompileStale, SetNothingLeft};
use muster_app::admin::SetConnection;
use muster_app::error::Kind;
use muster_app::people::{
    Acceptance, DeactivatePerson, GiveAccess, Given, InvitePerson, ReactivatePerson,
    TransferOwnership, Which, accept_invitation,
};
use muster_app::provision::ProjectNext;
use muster_model::access::NothingLeft;
use muster_model::ids::PersonId;
use muster_model::people::Address;
use muster_model::secret::Purpose;
use muster_store::{Acting, Work};
use serde_json::{Value, json};
use uuid::Uuid;

/// What everybody who joins chooses.
const PASSWORD: &str = "correct horse battery staple";

/// One thing that somebody does.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// A request of a directory: method, path, body or operations.
    Scim(usize, Verb, String, Value),
    /// An access file is applied.
    Apply(String),
    /// The policy is changed by hand.
    Policy(Change),
    /// Another word on what becomes of whom nothing is left.
    NothingLeft(Option<NothingLeft>),
    /// Somebody is given something by hand.
    Give(Uuid, Given),
    /// Something is asked of the admin API.
    Ask(Ask),
    /// Something is asked of the admin API about assignments or case groups.
    Desk(DeskAct),
    /// A human being takes somebody's access away.
    Deactivate(Uuid),
    /// A human being gives somebody's access back.
    Reactivate(Uuid),
    /// Somebody is invited by hand.
    Invite(String),
    /// Somebody accepts an invitation: who, which, of which version.
    Join(Uuid, Uuid, i32),
    /// Somebody becomes an owner, perhaps in place of another one.
    Transfer(Uuid, Option<Uuid>),
    /// The switches of a connection.
    Set(SetConnection),
    /// A worker brings groups that stand for something up to date.
    Project,
    /// A worker compiles the stale.
    Compile,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Verb {
    Post,
    Put,
    Patch,
    Delete,
}

/// The doors of one of the servers.
#[derive(Clone)]
pub(super) struct Doors {
    /// Those of the directories.
    pub(super) directories: [Client; 2],
    /// That of an owner who uses the admin API.
    pub(super) office: Client,
    /// That of an administrator who is no owner.
    pub(super) deputy: Client,
}

/// Which connections they are.
pub(super) const DIRECTORIES: [&str; 2] = ["Okta", "HR"];

/// What people may be refused who change people.
const NOT_THEIRS: [&str; 11] = [
    "assignment.full",
    "assignment.own_domain",
    "person.grant_invalid",
    "person.not_found",
    "person.wrong_status",
    "person.address_taken",
    "access.directory_managed",
    "owner.protected",
    "owner.last",
    "owner.none",
    "owner.not_active",
];

impl Doors {
    /// The same of a second server on the same database.
    pub(super) async fn at_a_second_server(&self, app: &App) -> Self {
        let [one, other] = &self.directories;
        let hands = [one, other, &self.office, &self.deputy];
        let [one, other, office, deputy] = app.twins(hands).await;
        Self {
            directories: [one, other],
            office,
            deputy,
        }
    }
}

impl Act {
    /// Does it; what is refused is refused, but nothing breaks. Answers what a directory is answered,
    /// when a change of the policy was done, null, and of assignments and the types of record sets also why not.
    pub(super) async fn run(self, app: &App, doors: &Doors) -> Option<Value> {
        let about = format!("{self:?}");
        match self {
            Self::Scim(by, verb, path, body) => {
                return request(&doors.directories[by], verb, &path, body, &about).await;
            }
            Self::Apply(text) => {
                let work = ApplyAccess {
                    account: app.account.id,
                    text,
                    dry_run: false,
                };
                let outcome = work.run(&app.ctx, &Acting::command_line()).await;
                if let Err(error) = outcome {
                    let fine = REFUSED.contains(&error.code()) || error.kind() == Kind::Unavailable;
                    assert!(fine, "{about}: {error:?}");
                }
            }
            Self::Policy(change) => {
                return change.run(app, &about).await;
            }
            Self::NothingLeft(choice) => {
                let account = app.account.id;
                let set = perform(app, SetNothingLeft { account, choice }).await;
                set.expect("a word on whom nothing is left");
            }
            Self::Give(person, given) => {
                let which = which(app, person);
                by_hand(app, GiveAccess { which, given }, &about).await;
            }
            // Now and then it is not an owner who asks.
            Self::Ask(ask) if about.len() % 3 == 0 => ask.run(&doors.deputy, &about).await,
            Self::Ask(ask) => ask.run(&doors.office, &about).await,
            Self::Desk(act) => {
                let by_deputy = about.len() % 5 == 0;
                let hand = if by_deputy {
                    &doors.deputy
                } else {
                    &doors.office
                };
                return Some(act.run(hand, &about).await);
            }
            Self::Deactivate(person) => {
                by_hand(app, DeactivatePerson(which(app, person)), &about).await;
            }
            Self::Reactivate(person) => {
                by_hand(app, ReactivatePerson(which(app, person)), &about).await;
            }
            Self::Invite(address) => invite(app, &address, &about).await,
            Self::Join(person, id, version) => join(app, person, (id, version), &about).await,
            Self::Transfer(to, from) => {
                let (to, from) = (which(app, to), from.map(PersonId));
                by_hand(app, TransferOwnership { to, from }, &about).await;
            }
            Self::Set(work) => drop(perform(app, work).await.expect("switches")),
            Self::Project => drop(perform(app, ProjectNext).await),
            Self::Compile => drop(perform(app, CompileStale).await),
        }
        None
    }

    /// Whether it is about the access or the status of this person, by name.
    pub(super) fn names(&self, person: Uuid) -> bool {
        match self {
            Self::Scim(_, Verb::Post, path, _) => path == "/Users",
            Self::Scim(_, _, path, body) => {
                let id = person.to_string();
                // A member who was not known before is adopted.
                path.contains(&id) || body.to_string().contains(&id)
            }
            Self::Give(about, _)
            | Self::Deactivate(about)
            | Self::Reactivate(about)
            | Self::Join(about, ..) => *about == person,
            Self::Transfer(to, from) => *to == person || *from == Some(person),
            Self::Ask(ask) => ask.people.contains(&person),
            Self::Invite(_) => true,
            Self::Apply(_)
            | Self::Policy(_)
            | Self::Desk(_)
            | Self::NothingLeft(_)
            | Self::Set(_)
            | Self::Project
            | Self::Compile => false,
        }
    }

    /// Whether it may say anew what becomes of whom nothing is left.
    pub(super) fn lays_down(&self) -> bool {
        matches!(self, Self::Apply(_) | Self::NothingLeft(_))
    }
}

/// Ends the ownership of all but one who is active and outside the directories; answers whom.
pub(super) async fn one_owner(app: &App, facts: &Facts) -> Uuid {
    let mut owners = facts.people.iter().filter(|one| one.owner);
    let keeper = owners.find(|one| one.status == "active" && one.links.is_empty());
    let keeper = keeper.expect("an owner outside the directories").id;
    for other in facts
        .people
        .iter()
        .filter(|one| one.owner && one.id != keeper)
    {
        let work = TransferOwnership {
            to: which(app, keeper),
            from: Some(PersonId(other.id)),
        };
        perform(app, work).await.expect("one owner less");
    }
    keeper
}

pub(super) fn which(app: &App, person: Uuid) -> Which {
    Which {
        account: app.account.id,
        person: PersonId(person),
        if_match: None,
    }
}

async fn perform<W: Work>(app: &App, work: W) -> Result<W::Output, W::Error> {
    app.ctx.store.perform(Acting::command_line(), work).await
}

async fn request(
    client: &Client,
    verb: Verb,
    path: &str,
    body: Value,
    about: &str,
) -> Option<Value> {
    // Now and then the same comes as an operation of a Bulk request.
    if about.len().is_multiple_of(4) {
        return in_bulk(client, verb, path, body, about).await;
    }
    let answer = match verb {
        Verb::Post => client.post(path, body).await,
        Verb::Put => client.put(path, body).await,
        Verb::Patch => client.patch(path, body).await,
        Verb::Delete => client.delete(path).await,
    };
    let status = answer.status.as_u16();
    assert!(status < 500 || status == 503, "{about}: {}", answer.text);
    let has_text = !answer.text.is_empty();
    let told = |()| if has_text { answer.json() } else { Value::Null };
    answer.status.is_success().then_some(()).map(told)
}

/// RFC 7644 3.7: one operation, answered with its own status; of a resource that is made the location.
async fn in_bulk(
    client: &Client,
    verb: Verb,
    path: &str,
    body: Value,
    about: &str,
) -> Option<Value> {
    let data = match verb {
        Verb::Patch => json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": body,
        }),
        _ => body,
    };
    let method = match verb {
        Verb::Post => "POST",
        Verb::Put => "PUT",
        Verb::Patch => "PATCH",
        Verb::Delete => "DELETE",
    };
    let mut operation = json!({"method": method, "path": path, "bulkId": "one"});
    if !data.is_null() {
        operation["data"] = data;
    }
    let request = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [operation],
    });
    let answer = client.post("/Bulk", request).await;
    let told = answer.json()["Operations"][0].clone();
    let status = told["status"].as_str().unwrap_or_default();
    let fine = !status.is_empty() && (!status.starts_with('5') || status == "503");
    assert!(fine, "{about}: {}", answer.text);
    let id = told["location"]
        .as_str()
        .and_then(|at| at.rsplit('/').next());
    status.starts_with('2').then(|| json!({"id": id}))
}

async fn by_hand<W>(app: &App, work: W, about: &str)
where
    W: Work<Error = muster_app::people::PersonError>,
{
    if let Err(error) = perform(app, work).await {
        let fine = NOT_THEIRS.contains(&error.code()) || error.kind() == Kind::Unavailable;
        assert!(fine, "{about}: {error:?}");
    }
}

async fn invite(app: &App, address: &str, about: &str) {
    let work = InvitePerson {
        account: app.account.id,
        address: Address::parse(address).expect("an address"),
        owner: false,
        given: Given::default(),
    };
    if let Err(error) = perform(app, work).await {
        let fine = NOT_THEIRS.contains(&error.code()) || error.kind() == Kind::Unavailable;
        assert!(fine, "{about}: {error:?}");
    }
}

/// Opens the link and fills in the form; by then the link may be dead.
async fn join(app: &App, person: Uuid, (id, version): (Uuid, i32), about: &str) {
    let link = app
        .ctx
        .mailed_link("activate", Purpose::Invitation, id, version);
    let code = link.rsplit('/').next().expect("a code");
    let form = Acceptance {
        username: format!("user-{}", person.simple()),
        password: PASSWORD.to_owned(),
    };
    let joined = accept_invitation(&app.ctx, code, form).await;
    let code = joined.err().map(|error| error.code());
    let known = ["link.dead", "link.unknown", "store"];
    assert!(
        code.is_none_or(|code| known.contains(&code)),
        "{about}: {code:?}"
    );
}
