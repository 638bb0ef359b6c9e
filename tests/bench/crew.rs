//! Of whom decisions are asked: one by record set, one by assignment, one who is a guest of a boat.

use crate::Outcome;
use crate::town::Town;
use muster_app::access::ApplyAccess;
use muster_app::assignment::Assign;
use muster_app::people::{Given, InvitePerson, invite_person};
use muster_model::access::RecordKey;
use muster_model::ids::PersonId;
use muster_model::people::Address;
use muster_store::Acting;
use serde_json::{Value, json};

/// How many boats the mate is assigned to.
const BOATS: usize = 1_000;

/// What a record says of itself is compared with who asks.
const FILE: &str = r#"
workspaces = ["Yard"]

[modules]
boats = ["view", "sail"]

[[entity]]
name = "boat"
module = "boats"
attributes = { status = "text", captain = "person", group = "group" }

[[role]]
slug = "sailor"
name = "Sailor"
permissions = ["boats.view", "boats.sail"]

[[fleet_group]]
name = "Harbour"

[[record_set]]
name = "Own boats"
types.boat = { view = "group in $me.groups or captain eq $me", update = 'captain eq $me and status ne "sold"' }

[[rule]]
name = "Captain"
when = 'userName eq "captain@example.com"'
then = { role = "sailor", workspaces = ["Yard"], fleet = ["Harbour"], record_sets = "Own boats" }

[[rule]]
name = "Mate"
when = 'userName eq "mate@example.com"'
then = { role = "sailor", workspaces = ["Yard"], fleet = ["Harbour"], visibility = "assigned" }

[[rule]]
name = "Guest"
when = 'userName eq "guest@example.com"'
then = { role = "sailor", workspaces = ["Yard"], fleet = ["Harbour"], visibility = "single" }
"#;

/// The three.
pub(crate) struct Crew {
    /// Who may sail what is theirs.
    pub(crate) captain: Sailor,
    /// Who may sail what they are assigned to.
    pub(crate) mate: Sailor,
    /// Who may sail the one boat that they are a guest of.
    pub(crate) guest: Sailor,
}

/// Somebody who may sail.
pub(crate) struct Sailor {
    /// What tables call them.
    pub(crate) who: &'static str,
    /// How many statements a decision about them takes: the token, the person, and their assignments
    /// where these count; of a guest also the verified domains and the record's other guests.
    pub(crate) statements: u64,
    person: PersonId,
    /// How many boats they see.
    boats: usize,
}

impl Crew {
    /// All are active.
    pub(crate) async fn sign_on(town: &Town) -> Outcome<Self> {
        let work = ApplyAccess {
            account: town.account(),
            text: FILE.to_owned(),
            dry_run: false,
        };
        work.run(town.ctx(), &Acting::command_line()).await?;
        let captain = Sailor {
            who: "by record set",
            statements: 2,
            person: join(town, "captain").await?,
            boats: BOATS,
        };
        let mate = Sailor {
            who: "by assignment",
            statements: 3,
            person: join(town, "mate").await?,
            boats: BOATS,
        };
        let guest = Sailor {
            who: "as a guest",
            statements: 3,
            person: join(town, "guest").await?,
            boats: 1,
        };
        for sailor in [&mate, &guest] {
            assign(town, sailor).await?;
        }
        Ok(Self {
            captain,
            mate,
            guest,
        })
    }
}

impl Sailor {
    /// Whether they may sail a boat: yes.
    pub(crate) fn question(&self) -> Value {
        json!({"subject": {"type": "user", "id": self.person.to_string()},
            "action": {"name": "boats.sail"}, "resource": boat(0)})
    }

    /// Whether they may sail each of these: yes.
    pub(crate) fn questions(&self, boats: usize) -> Value {
        let mut questions = self.question();
        let each = (0..boats).map(|number| json!({"resource": boat(number % self.boats)}));
        if let Some(fields) = questions.as_object_mut() {
            fields.insert("evaluations".to_owned(), each.collect());
        }
        questions
    }
}

/// They are assigned to all their boats.
async fn assign(town: &Town, sailor: &Sailor) -> Outcome<()> {
    for number in 0..sailor.boats {
        let work = Assign {
            account: town.account(),
            person: sailor.person,
            record: RecordKey::new("boat", name_of(number)),
            moves: false,
        };
        let store = &town.ctx().store;
        store.perform(Acting::command_line(), work).await?;
    }
    Ok(())
}

/// Somebody is invited and comes.
async fn join(town: &Town, name: &str) -> Outcome<PersonId> {
    let work = InvitePerson {
        account: town.account(),
        address: Address::parse(&format!("{name}@example.com"))?,
        owner: false,
        given: Given::default(),
    };
    let invited = invite_person(town.ctx(), Acting::command_line(), work).await?;
    let (_, page) = invited.activation_url.split_once(".com").ok_or("no link")?;
    let form = format!("username={name}&password=correct+horse+battery");
    town.submit(page, &form).await?;
    Ok(invited.person)
}

fn name_of(boat: usize) -> String {
    format!("boat-{boat}")
}

fn boat(number: usize) -> Value {
    let attributes = json!({"captain": "captain@example.com", "status": "open", "group": "Elsewhere",
        "workspace": "Yard"});
    json!({"type": "boat", "id": name_of(number), "properties": attributes})
}
