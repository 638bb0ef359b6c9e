//! What an owner asks of the admin API: pins, copies, and many people at once.

use super::draw::{
    SLOTS, address, anybody, fleet_group, having, one_of, record_set, role, sample, visibility,
    workspace,
};
use super::facts::{Facts, Person};
use crate::support::{Chance, Client};
use axum::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// One request.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    method: Method,
    path: String,
    body: Value,
    /// Whom it may change.
    pub(super) people: Vec<Uuid>,
    /// The kind of the rows that it may write: `pin` or `manual`.
    pub(super) writes: &'static str,
}

/// What may be refused: somebody is not what they were, or not theirs to give.
const REFUSED: [&str; 20] = [
    "assignment.full",
    "assignment.own_domain",
    "access.ceiling",
    "person.above_you",
    "owner.not_yours",
    "token.role",
    "person.grant_invalid",
    "person.not_found",
    "resource.not_found",
    "person.wrong_status",
    "person.address_taken",
    "person.invitation_held",
    "person.no_invitation",
    "person.invited_too_often",
    "access.directory_managed",
    "owner.protected",
    "owner.role",
    "owner.last",
    "bulk.not_reached",
    "server.unavailable",
];

impl Ask {
    /// The same, or now and then only tried: then it may do nothing to anybody.
    fn perhaps_tried(mut self, chance: &mut Chance) -> Self {
        if chance.one_in(8) {
            self.body["dry_run"] = json!(true);
            self.people.clear();
        }
        self
    }

    /// Asks; what is refused is refused, but nothing breaks.
    pub(super) async fn run(self, office: &Client, about: &str) {
        let Self {
            method, path, body, ..
        } = self;
        let answer = office
            .send(method, &path, &[], Some(body.to_string()))
            .await;
        let refused = |code: &Value| {
            let code = code.as_str();
            let fine = code.is_none_or(|code| REFUSED.contains(&code));
            assert!(fine, "{about}: {}", answer.text);
        };
        if answer.status.is_success() {
            let lines = answer.json()["people"].clone();
            let lines = lines.as_array().into_iter().flatten();
            lines.for_each(|line| refused(&line["code"]));
        } else {
            let problem = answer.json();
            assert!(problem["code"].is_string(), "{about}: {}", answer.text);
            refused(&problem["code"]);
        }
    }
}

/// Something is pinned for somebody, or no longer.
pub(super) fn pin(chance: &mut Chance, facts: &Facts) -> Option<Ask> {
    let person = anybody(chance, facts)?.id;
    let mut body = json!({});
    if !chance.one_in(3) {
        let own = json!(role(chance, facts));
        let (viewer, admin, owner) = (json!("viewer"), json!("admin"), json!("owner"));
        let roles = [viewer, admin, own.clone(), own, owner, Value::Null];
        body["role"] = chance.pick(&roles).clone();
    }
    if chance.one_in(2) {
        let (one, other) = (fleet_group(chance, facts), fleet_group(chance, facts));
        let (one, both) = (json!([one]), json!([one, other]));
        let (entire, none) = (json!(["entire"]), json!(["none"]));
        let words = [entire, none, one, both, json!([]), Value::Null];
        body["fleet"] = chance.pick(&words).clone();
    }
    if chance.one_in(3) {
        let (one, other) = (record_set(chance, facts), record_set(chance, facts));
        let each = json!({"boat": one, "record": other});
        let words = [json!(one), each, json!({"boat": other}), Value::Null];
        body["record_sets"] = chance.pick(&words).clone();
    }
    if chance.one_in(4) {
        body["visibility"] = visibility(chance);
    }
    Some(Ask {
        method: Method::PUT,
        path: format!("/people/{person}/pin"),
        body,
        people: vec![person],
        writes: "pin",
    })
}

/// Somebody is given what somebody else has.
pub(super) fn copy(chance: &mut Chance, facts: &Facts) -> Option<Ask> {
    let to = anybody(chance, facts)?.id;
    let from = anybody(chance, facts)?.id;
    Some(Ask {
        method: Method::POST,
        path: format!("/people/{to}/access/copy"),
        body: json!({"from": from}),
        people: vec![to],
        writes: "manual",
    })
    .map(|ask| ask.perhaps_tried(chance))
}

/// One verb for some people.
pub(super) fn bulk(chance: &mut Chance, facts: &Facts) -> Option<Ask> {
    let most = 1 + chance.below(4);
    let whom = sample(chance, &facts.people, most);
    let people: Vec<Uuid> = whom.iter().map(|person| person.id).collect();
    let action = action(chance, facts, people.len());
    Some(Ask {
        method: Method::POST,
        path: "/people/bulk".to_owned(),
        body: json!({"people": people, "action": action}),
        people,
        writes: "manual",
    })
    .map(|ask| ask.perhaps_tried(chance))
}

fn action(chance: &mut Chance, facts: &Facts, count: usize) -> Value {
    let (one, other) = (workspace(chance, facts), workspace(chance, facts));
    let workspaces = [json!([one]), json!([one, other]), json!(["all"])];
    let (one, other) = (fleet_group(chance, facts), fleet_group(chance, facts));
    let fleet = [json!([one]), json!([one, other]), json!([])];
    match chance.below(17) {
        0..=2 => {
            let roles = [json!("viewer"), json!(role(chance, facts)), Value::Null];
            json!({"type": "set_role", "role": chance.pick(&roles)})
        }
        3..=4 => json!({"type": "add_workspaces", "workspaces": chance.pick(&workspaces)}),
        5..=6 => json!({"type": "remove_workspaces", "workspaces": chance.pick(&workspaces)}),
        7..=8 => json!({"type": "add_fleet_groups", "fleet_groups": chance.pick(&fleet)}),
        9..=10 => json!({"type": "remove_fleet_groups", "fleet_groups": chance.pick(&fleet)}),
        11..=12 => {
            let mut enable = json!({"type": "enable", "mail": chance.pick(&["now", "held"])});
            if chance.one_in(2) {
                enable["role"] = json!("viewer");
                enable["options"] = json!(["weekly_email"]);
            }
            enable
        }
        15 => json!({"type": "set_record_sets", "record_sets": record_set(chance, facts)}),
        13 => json!({"type": chance.pick(&["invite", "reactivate"])}),
        14 => json!({"type": "deactivate"}),
        _ => json!({"type": "delete", "count": count}),
    }
}

/// Somebody is written down by hand, or somebody who is gets access, with something given.
pub(super) fn enroll(chance: &mut Chance, facts: &Facts) -> Ask {
    let mut given = json!({});
    if !chance.one_in(3) {
        given = json!({"role": "user", "workspaces": [workspace(chance, facts)],
            "fleet": [fleet_group(chance, facts)], "options": ["can_own_records"]});
    }
    let contacts: Vec<&Person> = having(facts, "no_access");
    let (path, body, people) = match one_of(chance, &contacts) {
        Some(contact) if chance.one_in(2) => {
            let path = format!("/people/{}/enable", contact.id);
            (path, given, vec![contact.id])
        }
        _ => {
            let card = json!({"email": address(chance.below(SLOTS))});
            let body = json!({"card": card, "invite": chance.one_in(2), "access": given});
            ("/people".to_owned(), body, Vec::new())
        }
    };
    Ask {
        method: Method::POST,
        path,
        body,
        people,
        writes: "manual",
    }
}
