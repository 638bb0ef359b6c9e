//! Who asks, and what they were given.

use super::boats::{BY, CARGO, GROUPS, WORKSPACES, has};
use super::desk::{Desk, Key};
use super::laws::{ASSIGNED_BY_RULE, BY_RULE, Laws, ROLES, Reach, Role};
use super::predicate::Asker;
use super::question::{ACTIONS, Question};
use super::roll::{address, is_within};
use super::truth::{Truth, all, any};
use crate::support::{Chance, Client};
use serde_json::{Value, json};

/// Somebody, and what they were given.
pub(super) struct Sailor {
    pub(super) id: String,
    /// Their user name.
    pub(super) address: String,
    pub(super) sign_in: String,
    pub(super) standing: &'static str,
    role: &'static Role,
    /// The widest first: all, assigned, single.
    pub(super) visibility: &'static str,
    workspaces: Option<Vec<&'static str>>,
    groups: Option<Vec<String>>,
    sets: Vec<usize>,
    case_groups: Vec<String>,
    /// What they see who do not see all records.
    pub(super) seen: Vec<Key>,
    /// What they would be asked about: all that they or their case groups are assigned to.
    pub(super) near: Vec<Key>,
}

/// The words of visibility, the widest first.
const VISIBILITY: [&str; 3] = ["all", "assigned", "single"];

/// Somebody is written down as a contact.
pub(super) async fn contact(admin: &Client, number: usize) -> String {
    let card = json!({"card": {"email": address(number)}});
    admin.post("/people", card).await.expect(201).id()
}

impl Sailor {
    /// Gives somebody something.
    pub(super) async fn draw(
        admin: &Client,
        chance: &mut Chance,
        (laws, desk): (&Laws, &Desk),
        (number, id): (usize, &str),
    ) -> Self {
        let address = address(number);
        let role = chance.pick(&ROLES);
        let some = |chance: &mut Chance| !chance.one_in(3);
        let workspaces = some(chance).then(|| {
            let held = WORKSPACES.into_iter().filter(|_| chance.one_in(2));
            held.collect::<Vec<_>>()
        });
        let roots = some(chance).then(|| {
            let held = GROUPS.iter().filter(|_| chance.one_in(3));
            held.map(|(name, _)| *name).collect::<Vec<_>>()
        });
        let by_rule = BY_RULE.iter().filter(|(mark, _)| address.contains(mark));
        let mut sets: Vec<usize> = by_rule.map(|(_, set)| *set).collect();
        let by_hand = chance.below(laws.sets.len());
        let words = ["all", "assigned", "single", "single"];
        let given = chance.one_in(2).then(|| *chance.pick(&words));
        let mut grants = json!({
            "role": role.slug,
            "workspaces": workspaces.as_ref().map_or(json!("all"), |held| json!(held)),
            "fleet": roots.as_ref().map_or(json!("entire"), |held| if held.is_empty() { json!("none") } else { json!(held) }),
            "record_sets": format!("Set {by_hand}"),
        });
        if let Some(given) = given {
            grants["visibility"] = json!(given);
        }
        let path = format!("/people/{id}/grants");
        admin.put(&path, grants).await.expect(200);
        // What a rule gives is looked at before what a hand gives.
        sets.push(by_hand);
        let by_rule = address.contains(ASSIGNED_BY_RULE).then_some("assigned");
        let visibility = narrower(role.visibility, by_rule.or(given).unwrap_or("all"));
        Self {
            id: id.to_owned(),
            standing: "active",
            sign_in: address.clone(),
            role,
            visibility,
            workspaces,
            groups: roots.map(|roots| laws.with_subgroups(&roots)),
            sets,
            case_groups: desk.groups_of(id),
            seen: desk.seen_by(id),
            near: desk.seen_by(id),
            address,
        }
    }

    /// The slow answer, everything anew from what was laid down: the terms that fail, of several parts
    /// of an action one for each; none where it is a yes.
    pub(super) fn why_not(&self, laws: &Laws, question: &Question) -> Vec<&'static str> {
        self.fails(laws, question, true)
    }

    /// Whether a scope lets somebody do this: it does not look at which places there are, so that
    /// whoever has all of a kind has one more.
    pub(super) fn has_in_scope(&self, laws: &Laws, question: &Question) -> bool {
        self.fails(laws, question, false).is_empty()
    }

    fn fails(&self, laws: &Laws, question: &Question, exists: bool) -> Vec<&'static str> {
        let actions = question.actions().into_iter();
        let each = actions.filter_map(|action| self.first_to_fail(laws, question, &action, exists));
        each.collect()
    }

    fn first_to_fail(
        &self,
        laws: &Laws,
        question: &Question,
        action: &str,
        exists: bool,
    ) -> Option<&'static str> {
        if action == ACTIONS[4] {
            return Some("unknown_action");
        }
        if self.standing != "active" {
            return Some("status");
        }
        if !self.is_allowed(action) {
            return Some("role");
        }
        let workspaces = self.workspaces.as_ref();
        let workspaces =
            workspaces.map(|held| held.iter().map(|name| name.to_lowercase()).collect());
        let places = [
            ("workspace", workspaces, "workspace"),
            ("fleet_group", self.groups.clone(), "fleet"),
        ];
        let places = places.into_iter().map(|(place, held, term)| {
            let is_none = exists && question.is_nowhere(place);
            let lies = if is_none {
                Some(false)
            } else {
                lies_in(question, place, held)
            };
            (lies, term)
        });
        let records = [
            (self.reaches(laws, question), "record_set"),
            (self.is_assigned(question), "assignment"),
        ];
        let mut terms = places.chain(records);
        terms.find_map(|(holds, term)| match holds {
            Some(true) => None,
            Some(false) => Some(term),
            None => Some("attribute"),
        })
    }

    /// Whether they are the one of this id and see one record.
    pub(super) fn is_guest(&self, id: &str) -> bool {
        self.visibility == "single" && self.id == id
    }

    /// Whether they sign in at an address that is the account's own.
    pub(super) fn is_from_within(&self) -> bool {
        is_within(&self.sign_in)
    }

    fn is_allowed(&self, action: &str) -> bool {
        let mut held = self.role.permissions.iter();
        held.any(|held| match held.strip_suffix('*') {
            Some(stem) => action.starts_with(stem),
            None => action == *held || action.starts_with(&format!("{held}.")),
        })
    }

    /// By the sets, those of a rule where they speak of the entity type, else the one by hand; and by
    /// what the role reaches itself.
    fn reaches(&self, laws: &Laws, question: &Question) -> Truth {
        // A user name that looks like an address could be another one's.
        let names = [self.id.clone(), self.sign_in.clone()];
        let asker = Asker {
            names: &names,
            groups: self.groups.as_deref(),
            case_groups: &self.case_groups,
        };
        let of = |set: &usize| laws.sets[*set].get(question.entity);
        let (by_hand, by_rule) = self.sets.split_last().expect("a set by hand");
        let mut speaking: Vec<_> = by_rule.iter().filter_map(of).collect();
        if speaking.is_empty() {
            speaking.extend(of(by_hand));
        }
        let record = question.record();
        let capped = laws.capped.get(self.role.slug);
        let capped = capped.and_then(|role| role.get(question.entity));
        // A set lets change what it shows itself; what the role does not reach no set opens.
        let sides: &[usize] = if question.action.starts_with("boats.view") {
            &[0]
        } else {
            &[0, 1]
        };
        let reached =
            |reach: &[Reach; 2]| all(sides.iter().map(|side| reach[*side].holds(&record, &asker)));
        let given = match speaking.len() {
            0 => Some(true),
            _ => any(speaking.iter().map(|reach| reached(reach))),
        };
        all([given, capped.map_or(Some(true), reached)])
    }

    /// By assignment: of the record itself, of cargo that of any boat that it is on.
    fn is_assigned(&self, question: &Question) -> Truth {
        let known: &[(&str, &str)] = &self.seen;
        let sees = |entity: &str, id: &str| known.contains(&(entity, id));
        if self.visibility == "all" {
            return Some(true);
        }
        if question.entity != CARGO {
            return match &question.id {
                Some(id) => Some(sees(question.entity, id)),
                None if question.is_new() => Some(self.visibility == "assigned"),
                None => None,
            };
        }
        let boats = match question.told.get(BY)? {
            Value::Array(all) => all.clone(),
            one => vec![one.clone()],
        };
        let mut boats = boats.iter().filter(|boat| !boat.is_null());
        // What is told in another form says nothing.
        let boats: Option<Vec<&str>> = boats.by_ref().map(Value::as_str).collect();
        Some(boats?.into_iter().any(|boat| sees(BY, boat)))
    }
}

fn narrower(one: &'static str, other: &'static str) -> &'static str {
    let place = |word| VISIBILITY.iter().position(|held| *held == word);
    VISIBILITY[place(one).max(place(other)).expect("a word")]
}

/// Whether a record lies in one of the places that are held; all of them where none are listed.
fn lies_in(question: &Question, place: &str, held: Option<Vec<String>>) -> Truth {
    let Some(held) = held else {
        return Some(true);
    };
    let has = has(question.entity, place);
    match question.told.get(place) {
        Some(Value::String(named)) if !named.is_empty() => {
            Some(held.contains(&named.to_lowercase()))
        }
        None if has && !held.is_empty() => None,
        _ => Some(!has),
    }
}
