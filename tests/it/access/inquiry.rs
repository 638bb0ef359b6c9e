//! Questions about records: decisions with all that is looked up for them, and scopes, against what the
//! slow evaluation says.

use super::agreement::query::holds;
use super::desk::CaseGroup;
use super::desk_draw::IDS;
use super::facts::{Facts, Person};
use super::guest::Guest;
use super::sets::{TYPES, Who, all};
use super::tally::Tally;
use crate::support::{App, Chance};
use muster_app::decide::{
    Semantic, Term, Tuple, Wanted, check_access, evaluate as decisions, scope,
};
use muster_model::access::{Record, Verb};
use serde_json::{Map, Value, json};

/// How often somebody is asked about records with an id, about records without one, and on how many
/// records their scope is tried.
const OFTEN: [usize; 3] = [60, 3, 20];

/// The same of an owner, and of whoever has not joined.
const SELDOM: [usize; 3] = [4, 1, 2];

/// Who asks at random.
pub(super) struct Inquirer<'a> {
    pub(super) app: &'a App,
    pub(super) chance: &'a mut Chance,
    pub(super) tally: &'a mut Tally,
}

#[derive(Clone, Debug)]
struct Asked {
    entity: &'static str,
    id: Option<&'static str>,
    verb: &'static str,
    told: Map<String, Value>,
}

/// Somebody, and what the slow evaluation says of them.
struct Of<'a> {
    facts: &'a Facts,
    person: &'a Person,
    slow: &'a Value,
    /// Where they see one record.
    guest: Option<Guest<'a>>,
}

impl Inquirer<'_> {
    /// Asks whether somebody may do something with random records; answers how often.
    pub(super) async fn ask(
        &mut self,
        facts: &Facts,
        person: &Person,
        slow: &Value,
        about: &str,
    ) -> usize {
        let of = Of {
            facts,
            person,
            slow,
            guest: (slow["visibility"] == "single").then(|| Guest::of(facts, person)),
        };
        let some = person.status == "active" && !person.owner;
        let often = if some { OFTEN } else { SELDOM };
        self.decide(&of, often[0], about).await;
        self.decide_without_id(&of, often[1], about).await;
        self.by_scope(&of, often[2], about).await;
        often.iter().sum()
    }

    async fn decide(&mut self, of: &Of<'_>, often: usize, about: &str) {
        let asked = (0..often).map(|_| self.draw(of));
        let asked: Vec<Asked> = asked.collect();
        let tuples: Vec<_> = asked.iter().map(|one| Ok(one.tuple(of.person))).collect();
        let app = self.app;
        let all = decisions(&app.ctx, app.account.id, &tuples, Semantic::ExecuteAll).await;
        for (one, decided) in asked.iter().zip(all.expect("decisions")) {
            self.compare(of, one, decided.failed, about);
        }
    }

    async fn decide_without_id(&mut self, of: &Of<'_>, often: usize, about: &str) {
        for _ in 0..often {
            let entity = *self.chance.pick(&TYPES);
            let asked = Asked {
                entity,
                id: None,
                ..self.draw(of)
            };
            let (app, person) = (self.app, of.person.id.into());
            let checked = check_access(&app.ctx, app.account.id, person, &asked.wanted()).await;
            self.compare(of, &asked, checked.expect("an answer").failed, about);
        }
    }

    fn compare(&mut self, of: &Of<'_>, asked: &Asked, failed: Option<&str>, about: &str) {
        let should = of.answer(asked);
        let (is, slow) = (failed.unwrap_or("yes"), of.slow);
        let name = &of.person.user_name;
        assert_eq!(
            is, should,
            "{about}\n{name} asks {asked:?}\n{slow:#}\n{:#?}",
            of.facts.desk
        );
        self.tally.count_answer(of.seen(), should);
        if let Some(case) = of.case(asked, should) {
            self.tally.count_because(should, case);
        }
        if of.hangs_on_case_groups(asked, should) {
            self.tally.count_because(should, "by a case group");
        }
    }

    /// What a scope lets through is what is allowed.
    async fn by_scope(&mut self, of: &Of<'_>, often: usize, about: &str) {
        let entity = *self.chance.pick(&TYPES);
        let (verb, word) = *self
            .chance
            .pick(&[(Verb::View, "view"), (Verb::Update, "edit")]);
        let (app, person) = (self.app, of.person.id.into());
        let told = scope(&app.ctx, app.account.id, person, entity, verb).await;
        let told = told.expect("a scope");
        let predicate = told.predicate.as_ref().map(Term::json);
        let action = format!("records.{word}");
        for _ in 0..often {
            let asked = Asked {
                entity,
                verb: word,
                ..self.draw(of)
            };
            let mut record = asked.told.clone();
            record.extend(asked.id.map(|id| ("id".to_owned(), json!(id))));
            let within = predicate
                .as_ref()
                .map(|predicate| holds(predicate, &record));
            let is = told.actions.contains(&action)
                && told.failed.is_none()
                && within.unwrap_or(Some(true)) == Some(true);
            let should = of.answer(&asked) == "yes";
            let (name, slow) = (&of.person.user_name, of.slow);
            assert_eq!(
                is, should,
                "{about}\n{name} keeps {told:?}\nfor {asked:?}\n{slow:#}\n{:#?}",
                of.facts.desk
            );
        }
    }

    /// A record of which some things are told, some are not, and some are nothing.
    fn draw(&mut self, of: &Of<'_>) -> Asked {
        let chance = &mut *self.chance;
        let own = [of.person.id.to_string(), of.person.user_name.to_uppercase()];
        let mut told = Map::new();
        for (name, values) in [
            (
                "owner",
                [json!(own[0]), json!(own[1]), json!("p0@example.com")],
            ),
            ("group", [json!("Midwest"), json!("chicago"), json!("EAST")]),
            ("status", [json!("open"), json!("OPEN"), json!("shut")]),
            (
                "case_group",
                [json!("Trial"), json!("APPEAL"), json!("audit")],
            ),
            ("boat", [json!("r-1"), json!("R-1"), json!("r-2")]),
        ] {
            match chance.below(5) {
                0 => {}
                1 => drop(told.insert(name.to_owned(), Value::Null)),
                _ => drop(told.insert(name.to_owned(), chance.pick(&values).clone())),
            }
        }
        Asked {
            entity: chance
                .pick::<&str>(&["boat", "boat", "record", "record", "cargo", "cargo", "ship"]),
            id: Some(*chance.pick(&IDS)),
            verb: chance.pick::<&str>(&["view", "view", "edit", "create"]),
            told,
        }
    }
}

impl Asked {
    fn tuple(&self, person: &Person) -> Tuple {
        Tuple {
            subject_type: "user".to_owned(),
            subject: person.id.to_string(),
            action: format!("records.{}", self.verb),
            resource_type: self.entity.to_owned(),
            resource: self.id.unwrap_or_default().to_owned(),
            resource_properties: self.told.clone().into_iter().collect(),
            ..Tuple::default()
        }
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            action: format!("records.{}", self.verb),
            record: Some(Record {
                entity: self.entity.to_owned(),
                id: self.id.map(str::to_owned),
                attributes: self.told.clone().into_iter().collect(),
            }),
            ..Wanted::default()
        }
    }
}

impl Of<'_> {
    /// Which records by assignment.
    fn seen(&self) -> &str {
        self.slow["visibility"].as_str().expect("a word")
    }

    /// The term that fails, or `yes`.
    fn answer(&self, asked: &Asked) -> &'static str {
        self.answer_of(asked, &self.case_groups().collect::<Vec<_>>())
    }

    /// The same if they had these case groups in record sets.
    fn answer_of(&self, asked: &Asked, case_groups: &[&CaseGroup]) -> &'static str {
        if !TYPES.contains(&asked.entity) {
            return "unknown_resource";
        }
        if self.person.status != "active" {
            return "status";
        }
        let allows = |held: &Value| {
            let held = held.as_str().unwrap_or_default();
            ["*", "records.*"].contains(&held) || held == format!("records.{}", asked.verb)
        };
        let mut permissions = self.slow["permissions"].as_array().into_iter().flatten();
        if !permissions.any(allows) {
            return "role";
        }
        match self.reaches(asked, case_groups) {
            Some(true) => self.by_assignment(asked),
            Some(false) => "record_set",
            None => "attribute",
        }
    }

    fn reaches(&self, asked: &Asked, case_groups: &[&CaseGroup]) -> Option<bool> {
        let groups = self.slow["fleet"].as_array().map(|names| {
            let names = names.iter().filter_map(Value::as_str);
            names.map(str::to_owned).collect()
        });
        let case_groups = case_groups.iter().map(|group| group.name.clone());
        let who = Who {
            names: vec![self.person.id.to_string(), self.person.user_name.clone()],
            groups,
            case_groups: case_groups.collect(),
        };
        let record = Value::Object(asked.told.clone());
        let reached = &self.slow["record_sets"][asked.entity];
        let side = |name: &str| match &reached[name] {
            Value::Null => Some(true),
            ways => {
                let ways = ways.as_array().expect("ways").iter();
                let truths: Vec<_> = ways.map(|terms| all(&who, terms, &record)).collect();
                if truths.contains(&Some(true)) {
                    Some(true)
                } else {
                    (!truths.contains(&None)).then_some(false)
                }
            }
        };
        match (side("view"), asked.verb) {
            (view, "view") => view,
            (Some(false), _) => Some(false),
            (view, _) => match side("update") {
                Some(false) => Some(false),
                Some(true) => view,
                None => None,
            },
        }
    }

    /// Whether another answer would be given to whoever is in none of their case groups.
    fn hangs_on_case_groups(&self, asked: &Asked, answer: &str) -> bool {
        let reach = &self.slow["record_sets"][asked.entity];
        let is_named = || reach.to_string().contains("$me.case_groups");
        let is_in_one = self.case_groups().next().is_some();
        is_in_one && is_named() && self.answer_of(asked, &[]) != answer
    }

    /// Which case of a guest decides the answer.
    fn case(&self, asked: &Asked, answer: &str) -> Option<&'static str> {
        let decides = ["yes", "assignment"].contains(&answer);
        let guest = self.guest.as_ref().filter(|_| decides)?;
        guest.case(|(entity, id)| asked.entity == entity && asked.id == Some(id.as_str()))
    }

    fn case_groups(&self) -> impl Iterator<Item = &CaseGroup> {
        let all = self.facts.desk.groups.values();
        all.filter(|group| group.people.contains(&self.person.id))
    }

    /// Cargo is seen by the boat that it is on, anything else by itself; without an id something may
    /// be made by whoever sees assigned records.
    fn by_assignment(&self, asked: &Asked) -> &'static str {
        if self.seen() == "all" {
            return "yes";
        }
        let key = match (asked.entity, asked.id) {
            ("cargo", _) => match asked.told.get("boat") {
                None => return "attribute",
                Some(boat) => ("boat", boat.as_str()),
            },
            (entity, Some(id)) => (entity, Some(id)),
            (_, None) if asked.verb != "create" => return "attribute",
            _ if self.seen() == "assigned" => return "yes",
            _ => return "assignment",
        };
        let is = |(entity, id): &(String, String)| {
            key.0 == entity && key.1.is_some_and(|named| named == id)
        };
        let mut own = self.facts.desk.of(self.person.id).map(|one| &one.record);
        let sees = if let Some(guest) = &self.guest {
            guest.sees(is)
        } else {
            own.any(is) || self.case_groups().any(|group| group.records.iter().any(is))
        };
        if sees { "yes" } else { "assignment" }
    }
}
