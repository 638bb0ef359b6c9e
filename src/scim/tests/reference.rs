//! PATCH against a slow reference: the rules of RFC 7644 3.5.2 written down a second time, for a
//! User of a few attributes, with plain fields instead of tables.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{
    error::ScimType,
    fold,
    patch::{self, PATCH_URN},
    profile::Profile,
    schema::{CORE_USER, ENTERPRISE_USER, user},
};

/// An email, or what an operation says of one.
#[derive(Debug, Clone, Default, PartialEq)]
struct Email {
    value: Option<String>,
    kind: Option<String>,
    primary: Option<bool>,
}

/// Which emails a path means.
#[derive(Debug, Clone)]
enum Which {
    Kind(String),
    Value(String),
    Primary(bool),
    NotKind(String),
}

/// What an operation is about.
#[derive(Debug, Clone)]
enum Target {
    Title,
    GivenName,
    Name,
    Emails,
    EmailKinds,
    Selected(Which),
    SelectedValue(Which),
    SelectedPrimary(Which),
    Department,
    Manager,
}

/// One operation; each target takes the part of the value that it needs.
#[derive(Debug, Clone)]
struct Step {
    op: &'static str,
    target: Target,
    text: String,
    flag: bool,
    emails: Vec<Email>,
}

/// The User: everything that the steps can reach.
#[derive(Debug, Clone, Default)]
struct Ada {
    title: Option<String>,
    given: Option<String>,
    family: Option<String>,
    emails: Vec<Email>,
    department: Option<String>,
    manager: Option<String>,
}

type Refused = ScimType;

impl Ada {
    fn take(&mut self, step: &Step) -> Result<(), Refused> {
        let text = (step.op != "remove").then(|| step.text.clone());
        match &step.target {
            Target::Title => self.title = text,
            Target::GivenName => self.given = text,
            Target::Department => self.department = text,
            Target::Manager => self.manager = text,
            // 3.5.2.1, 3.5.2.3: sub-attributes that are not named stay.
            Target::Name if step.op == "remove" => (self.given, self.family) = (None, None),
            Target::Name => self.family = text,
            Target::Emails => self.all_emails(step)?,
            Target::EmailKinds => {
                if self.emails.is_empty() && step.op != "remove" {
                    self.emails.push(Email::default());
                }
                self.emails
                    .iter_mut()
                    .for_each(|email| email.kind.clone_from(&text));
                let every = (0..self.emails.len()).collect::<Vec<_>>();
                self.settle(&every)?;
            }
            Target::Selected(which)
            | Target::SelectedValue(which)
            | Target::SelectedPrimary(which) => {
                let which = which.clone();
                self.some_emails(step, &which)?;
            }
        }
        Ok(())
    }

    fn all_emails(&mut self, step: &Step) -> Result<(), Refused> {
        if step.op != "add" {
            self.emails.clear();
        }
        if step.op == "remove" {
            return Ok(());
        }
        // RFC 7643 2.4: a list in which two are primary is wrong in itself.
        let mut primary = step
            .emails
            .iter()
            .filter(|email| email.primary == Some(true));
        let first = primary.next();
        if primary.any(|other| Some(other) != first) {
            return Err(ScimType::InvalidValue);
        }
        let mut touched = Vec::new();
        for email in &step.emails {
            touched.push(join(&mut self.emails, email.clone()));
        }
        self.settle(&touched)
    }

    fn some_emails(&mut self, step: &Step, which: &Which) -> Result<(), Refused> {
        let chosen: Vec<usize> = (0..self.emails.len())
            .filter(|at| which.means(&self.emails[*at]))
            .collect();
        if chosen.is_empty() {
            // 3.5.2.3: no match is noTarget; 3.5.2.2 knows no such error.
            return if step.op == "remove" {
                Ok(())
            } else {
                Err(ScimType::NoTarget)
            };
        }
        let sent = step.emails.first().cloned().unwrap_or_default();
        for at in &chosen {
            let email = &mut self.emails[*at];
            match (&step.target, step.op) {
                (Target::SelectedValue(_), "remove") => email.value = None,
                (Target::SelectedValue(_), _) => email.value = Some(step.text.clone()),
                (Target::SelectedPrimary(_), "remove") => email.primary = None,
                (Target::SelectedPrimary(_), _) => email.primary = Some(step.flag),
                (_, "remove") => *email = Email::default(),
                (_, "replace") => *email = sent.clone(),
                _ => email.learn(&sent),
            }
        }
        self.settle(&chosen)
    }

    /// 3.5.2: who becomes primary makes the others not primary; RFC 7643 2.4: nothing stands twice.
    fn settle(&mut self, touched: &[usize]) -> Result<(), Refused> {
        let mut chosen: Vec<usize> = touched
            .iter()
            .copied()
            .filter(|at| self.emails[*at].primary == Some(true))
            .collect();
        chosen.sort_unstable();
        chosen.dedup();
        if chosen.len() > 1 {
            return Err(ScimType::InvalidValue);
        }
        for (at, email) in self.emails.iter_mut().enumerate() {
            if !chosen.is_empty() && !chosen.contains(&at) && email.primary == Some(true) {
                email.primary = Some(false);
            }
        }
        let mut kept = Vec::new();
        for email in self
            .emails
            .drain(..)
            .filter(|email| *email != Email::default())
        {
            let primary = email.primary == Some(true);
            let at = join(&mut kept, email);
            if primary {
                kept[at].primary = Some(true);
            }
        }
        self.emails = kept;
        Ok(())
    }

    fn document(&self) -> Value {
        let mut doc = Map::new();
        doc.insert("userName".to_owned(), json!("ada"));
        let mut put = |home: &str, part: &str, value: &Option<String>| {
            if let Some(value) = value {
                doc.entry(home).or_insert_with(|| json!({}))[part] = json!(value);
            }
        };
        put("name", "givenName", &self.given);
        put("name", "familyName", &self.family);
        put(ENTERPRISE_USER, "department", &self.department);
        if let Some(manager) = &self.manager {
            let home = doc.entry(ENTERPRISE_USER).or_insert_with(|| json!({}));
            home["manager"] = json!({"value": manager});
        }
        if let Some(title) = &self.title {
            doc.insert("title".to_owned(), json!(title));
        }
        if !self.emails.is_empty() {
            let emails: Vec<Value> = self.emails.iter().map(Email::json).collect();
            doc.insert("emails".to_owned(), Value::Array(emails));
        }
        let extended = doc.contains_key(ENTERPRISE_USER);
        let schemas = if extended {
            vec![CORE_USER, ENTERPRISE_USER]
        } else {
            vec![CORE_USER]
        };
        doc.insert("schemas".to_owned(), json!(schemas));
        Value::Object(doc)
    }
}

/// Adds an email, or tells the one that is the same what is new.
fn join(emails: &mut Vec<Email>, new: Email) -> usize {
    let same = emails.iter().position(|old| *old == new || old.is(&new));
    if let Some(at) = same {
        emails[at].learn(&new);
        return at;
    }
    emails.push(new);
    emails.len() - 1
}

impl Email {
    fn is(&self, new: &Self) -> bool {
        let text = |one: &Option<String>| one.as_deref().map(fold::fold);
        let kinds = new.kind.is_none() || text(&self.kind) == text(&new.kind);
        new.value.is_some() && text(&self.value) == text(&new.value) && kinds
    }

    fn learn(&mut self, new: &Self) {
        self.value = new.value.clone().or(self.value.take());
        self.kind = new.kind.clone().or(self.kind.take());
        self.primary = new.primary.or(self.primary);
    }

    fn json(&self) -> Value {
        let mut parts = Map::new();
        parts.extend(
            self.value
                .as_ref()
                .map(|it| ("value".to_owned(), json!(it))),
        );
        parts.extend(self.kind.as_ref().map(|it| ("type".to_owned(), json!(it))));
        parts.extend(self.primary.map(|it| ("primary".to_owned(), json!(it))));
        Value::Object(parts)
    }
}

impl Which {
    fn means(&self, email: &Email) -> bool {
        let same = |have: &Option<String>, want: &String| {
            have.as_deref().map(fold::fold) == Some(fold::fold(want))
        };
        match self {
            Self::Kind(kind) => same(&email.kind, kind),
            Self::NotKind(kind) => !same(&email.kind, kind),
            Self::Value(value) => same(&email.value, value),
            Self::Primary(primary) => email.primary == Some(*primary),
        }
    }

    fn path(&self) -> String {
        match self {
            Self::Kind(kind) => format!("emails[type eq \"{kind}\"]"),
            Self::NotKind(kind) => format!("emails[type ne \"{kind}\"]"),
            Self::Value(value) => format!("emails[value eq \"{value}\"]"),
            Self::Primary(primary) => format!("emails[primary eq {primary}]"),
        }
    }
}

impl Step {
    fn json(&self) -> Value {
        let first = || self.emails.first().cloned().unwrap_or_default().json();
        let (path, value) = match &self.target {
            Target::Title => ("title".to_owned(), json!(self.text)),
            Target::GivenName => ("name.givenName".to_owned(), json!(self.text)),
            Target::Name => ("name".to_owned(), json!({"familyName": self.text})),
            Target::Emails => {
                let all: Vec<Value> = self.emails.iter().map(Email::json).collect();
                ("emails".to_owned(), Value::Array(all))
            }
            Target::EmailKinds => ("emails.type".to_owned(), json!(self.text)),
            Target::Selected(which) => (which.path(), first()),
            Target::SelectedValue(which) => (format!("{}.value", which.path()), json!(self.text)),
            Target::SelectedPrimary(which) => {
                (format!("{}.primary", which.path()), json!(self.flag))
            }
            Target::Department => (format!("{ENTERPRISE_USER}:department"), json!(self.text)),
            Target::Manager => (
                format!("{ENTERPRISE_USER}:manager"),
                json!({"value": self.text}),
            ),
        };
        if self.op == "remove" {
            json!({"op": "remove", "path": path})
        } else {
            json!({"op": self.op, "path": path, "value": value})
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "A", "b", "c"]).prop_map(str::to_owned)
}

fn kind() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["work", "Work", "home"]).prop_map(str::to_owned)
}

fn email() -> impl Strategy<Value = Email> {
    let primary = prop::option::of(any::<bool>());
    (text(), prop::option::of(kind()), primary).prop_map(|(value, kind, primary)| Email {
        value: Some(value),
        kind,
        primary,
    })
}

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![
        kind().prop_map(Which::Kind),
        kind().prop_map(Which::NotKind),
        text().prop_map(Which::Value),
        any::<bool>().prop_map(Which::Primary),
    ]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        1 => Just(Target::Title),
        1 => Just(Target::GivenName),
        1 => Just(Target::Name),
        3 => Just(Target::Emails),
        1 => Just(Target::EmailKinds),
        3 => which().prop_map(Target::Selected),
        2 => which().prop_map(Target::SelectedValue),
        2 => which().prop_map(Target::SelectedPrimary),
        1 => Just(Target::Department),
        1 => Just(Target::Manager),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let op = prop::sample::select(vec!["add", "remove", "replace"]);
    let emails = prop::collection::vec(email(), 1..3);
    (op, target(), text(), any::<bool>(), emails).prop_map(|(op, target, text, flag, emails)| {
        Step {
            op,
            target,
            text,
            flag,
            emails,
        }
    })
}

fn ada() -> impl Strategy<Value = Ada> {
    prop::collection::vec(email(), 0..4).prop_map(|emails| {
        let mut ada = Ada::default();
        let mut primary = false;
        for mut email in emails {
            // A stored User has at most one primary address.
            email.primary = email.primary.map(|wish| wish && !primary);
            primary |= email.primary == Some(true);
            if !ada.emails.iter().any(|old| old.is(&email) || email.is(old)) {
                ada.emails.push(email);
            }
        }
        ada
    })
}

/// The reference: every step, or the first refusal.
fn slowly(mut ada: Ada, steps: &[Step]) -> Result<Value, Option<ScimType>> {
    for step in steps {
        ada.take(step).map_err(Some)?;
    }
    Ok(ada.document())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        rng_seed: prop::test_runner::RngSeed::Fixed(7644),
        ..ProptestConfig::default()
    })]

    #[test]
    fn patch_does_what_a_slow_reading_of_the_rfc_does(
        ada in ada(),
        steps in prop::collection::vec(step(), 1..5),
    ) {
        let operations: Vec<Value> = steps.iter().map(Step::json).collect();
        let body = json!({"schemas": [PATCH_URN], "Operations": operations});
        let switches = Profile::Rfc.switches();
        let request = patch::parse(&body, switches).unwrap();
        let quickly = patch::apply(user(), &ada.document(), &request, switches);
        let quickly = quickly.map(|patched| patched.doc).map_err(|error| error.scim_type);
        prop_assert_eq!(quickly, slowly(ada.clone(), &steps));
    }
}
