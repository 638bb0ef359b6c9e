//! The course of a Bulk request: which change comes next, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{
    aside::{addition, set_aside},
    line_up::line_up,
    reference,
    request::BulkRequest,
    response::Processed,
    slot::{Created, Slot, Stage},
};
use crate::{
    call::{Call, Endpoint, Method},
    error::Error,
};

/// A Bulk request in the making.
///
/// Operations are tried in the order of the request. One that names a resource which a later
/// operation creates waits for that, and so does what follows it on the same resource: the outcome
/// is the one that the client meant (RFC 7644 3.7).
#[derive(Debug)]
pub struct Run {
    slots: Vec<Slot>,
    /// The operation that creates what a `bulkId` names.
    creators: HashMap<String, usize>,
    /// Who waits for an operation, to be tried or to be completed.
    waiters: BTreeMap<usize, Vec<Waiter>>,
    /// What was not tried yet.
    untried: BTreeSet<usize>,
    /// What waits for nothing.
    ready: BTreeSet<usize>,
    /// What can be completed.
    completable: BTreeSet<usize>,
    /// What a created resource still waits for before it can be completed.
    missing: HashMap<usize, usize>,
    errors: usize,
    limit: usize,
}

/// Who waits for an operation.
#[derive(Debug, Clone, Copy)]
enum Waiter {
    ToBeTried(usize),
    ToBeCompleted(usize),
}

/// What a change made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The id of the resource.
    pub id: String,
    /// Its version; none when it was deleted.
    pub version: Option<i64>,
    /// Whether a single PATCH would have been answered without a body (RFC 7644 3.5.2).
    pub quiet: bool,
}

impl Run {
    /// Finds out what depends on what.
    pub fn new(request: BulkRequest) -> Self {
        let (slots, creators) = line_up(request.operations);
        let mut run = Self {
            creators,
            waiters: BTreeMap::new(),
            untried: (0..slots.len()).collect(),
            ready: BTreeSet::new(),
            completable: BTreeSet::new(),
            missing: HashMap::new(),
            errors: 0,
            limit: request.fail_on_errors.unwrap_or(usize::MAX),
            slots,
        };
        for (index, slot) in run.slots.iter().enumerate() {
            if slot.open == 0 {
                run.ready.insert(index);
            }
            for need in &slot.needs {
                let waiters = run.waiters.entry(*need).or_default();
                waiters.push(Waiter::ToBeTried(index));
            }
        }
        run
    }

    /// The next change to make, and the operation that it belongs to; its end is told to
    /// [`settle`](Self::settle). Nothing when all is done or too much has failed.
    pub fn next_call(&mut self) -> Option<(usize, Call)> {
        while self.errors < self.limit {
            let (index, call) = if let Some(index) = self.completable.pop_first() {
                (index, self.completion(index))
            } else if let Some(index) = self.pick() {
                (index, self.call(index))
            } else if self.untried.is_empty() {
                return None;
            } else {
                continue;
            };
            match call {
                Ok(call) => return Some((index, call)),
                Err(error) => self.settle(index, Err(error)),
            }
        }
        None
    }

    /// Takes the end of a change.
    pub fn settle(&mut self, index: usize, made: Result<Made, Error>) {
        let Some(slot) = self.slots.get_mut(index) else {
            return;
        };
        self.errors += usize::from(made.is_err());
        let quiet = made.as_ref().is_ok_and(|made| made.quiet);
        let made = made.map(|Made { id, version, .. }| Created { id, version });
        match (std::mem::replace(&mut slot.stage, Stage::Waiting), made) {
            (Stage::Trying { later: Some(later) }, Ok(created)) => {
                slot.stage = Stage::Incomplete(created, later);
                self.await_the_rest(index);
            }
            (Stage::Completing(created) | Stage::Incomplete(created, _), Err(why)) => {
                slot.end_incomplete(created, &why);
                return;
            }
            (Stage::Completing(_), made) => {
                slot.end(made, quiet);
                return;
            }
            (_, made) => slot.end(made, quiet),
        }
        self.let_go(index);
    }

    /// Every operation that was tried, in the order of the request.
    pub fn finish(mut self) -> Vec<Processed> {
        for slot in &mut self.slots {
            if let Stage::Incomplete(created, _) = &slot.stage {
                let created = created.clone();
                let why = Error::conflict("the request ended before they were there");
                slot.end_incomplete(created, &why);
            }
        }
        let slots = self.slots.into_iter().enumerate();
        slots
            .filter_map(|(index, slot)| slot.processed(index))
            .collect()
    }

    /// The first operation that waits for nothing; when there is none, the first of those that wait
    /// for each other. Groups that do are refused, and nothing is picked.
    fn pick(&mut self) -> Option<usize> {
        let index = match self.ready.pop_first() {
            Some(index) => index,
            None => self.untie()?,
        };
        self.untried.remove(&index);
        Some(index)
    }

    fn untie(&mut self) -> Option<usize> {
        let mut knot = self.knot(*self.untried.first()?);
        knot.sort_unstable();
        let groups = |index: &usize| {
            let target = self.slots.get(*index).map(|slot| &slot.target);
            matches!(target, Some(Ok(target)) if target.endpoint == Endpoint::Groups)
        };
        if !knot.iter().all(groups) {
            return knot.first().copied();
        }
        // RFC 7644 3.7.1 allows 409. Groups that contain each other are refused in single requests
        // too; nothing of them is created.
        knot.truncate(self.limit - self.errors);
        let left = |index: &usize| !knot.contains(index);
        self.untried.retain(left);
        for index in &knot {
            let detail = "a group cannot be a member of itself, directly or through other groups";
            self.settle(*index, Err(Error::conflict(detail)));
        }
        None
    }

    /// Operations that wait for each other: from any that waits, whom it waits for leads there.
    fn knot(&self, start: usize) -> Vec<usize> {
        let mut way = Vec::new();
        let mut index = start;
        loop {
            if let Some(seen) = way.iter().position(|passed| *passed == index) {
                return way.split_off(seen);
            }
            way.push(index);
            match self.open_need(index) {
                Some(next) => index = next,
                None => return vec![index],
            }
        }
    }

    fn open_need(&self, index: usize) -> Option<usize> {
        let needs = &self.slots.get(index)?.needs;
        needs.iter().copied().find(|need| !self.is_settled(*need))
    }

    fn is_settled(&self, index: usize) -> bool {
        self.slots.get(index).is_some_and(Slot::is_settled)
    }

    /// The change of an operation, with ids in the place of references.
    fn call(&mut self, index: usize) -> Result<Call, Error> {
        let missing = || Error::new(500, "there is no such operation");
        let slot = self.slots.get(index).ok_or_else(missing)?;
        let target = slot.target.clone()?;
        self.check_needs(slot)?;
        let mut data = match target.method {
            Method::Delete => Value::Null,
            _ => slot.operation.data.clone(),
        };
        let version = slot.operation.version.clone();
        let mut later = None;
        if slot.needs.iter().any(|need| !self.is_settled(*need)) {
            let aside = set_aside(data, &|name| self.is_open(name));
            later = Some(aside.later);
            data = aside.now;
        }
        let id_of = |name: &str| self.id_of(name);
        let call = Call {
            method: target.method,
            endpoint: target.endpoint,
            id: reference::replace_in_text(&target.id, &id_of),
            version,
            data: reference::replace(&data, &id_of),
        };
        if let Some(slot) = self.slots.get_mut(index) {
            slot.stage = Stage::Trying { later };
        }
        Ok(call)
    }

    /// The change that adds what was set aside.
    fn completion(&mut self, index: usize) -> Result<Call, Error> {
        let missing = || Error::new(500, "there is no such resource");
        let slot = self.slots.get(index).ok_or_else(missing)?;
        let endpoint = slot.target.clone()?.endpoint;
        self.check_needs(slot)?;
        let Stage::Incomplete(created, later) = &slot.stage else {
            return Err(missing());
        };
        let created = created.clone();
        let later = reference::replace(later, &|name| self.id_of(name));
        let call = Call {
            method: Method::Patch,
            endpoint,
            id: created.id.clone(),
            version: None,
            data: addition(&later),
        };
        if let Some(slot) = self.slots.get_mut(index) {
            slot.stage = Stage::Completing(created);
        }
        Ok(call)
    }

    /// What rests on a resource that was not created is a conflict too, as RFC 7644 3.7.1 has it for
    /// references that could not be resolved.
    fn check_needs(&self, slot: &Slot) -> Result<(), Error> {
        let needs = slot.needs.iter().filter_map(|need| self.slots.get(*need));
        let mut failed =
            needs.filter(|need| need.is_post() && need.is_settled() && need.created().is_none());
        match failed.next() {
            None => Ok(()),
            Some(failed) => {
                let name = failed.operation.bulk_id.as_deref().unwrap_or_default();
                let detail = format!("\"bulkId:{name}\" was not created: its operation failed");
                Err(Error::conflict(detail))
            }
        }
    }

    fn id_of(&self, name: &str) -> Option<&str> {
        self.slots.get(*self.creators.get(name)?)?.created()
    }

    fn is_open(&self, name: &str) -> bool {
        let creator = self.creators.get(name);
        creator.is_some_and(|creator| !self.is_settled(*creator))
    }

    /// A resource that was created without what was set aside waits for that to exist.
    fn await_the_rest(&mut self, index: usize) {
        let Some(slot) = self.slots.get(index) else {
            return;
        };
        let open = slot.needs.iter().copied();
        let open: Vec<usize> = open.filter(|need| !self.is_settled(*need)).collect();
        if open.is_empty() {
            self.completable.insert(index);
        }
        for need in &open {
            let waiters = self.waiters.entry(*need).or_default();
            waiters.push(Waiter::ToBeCompleted(index));
        }
        self.missing.insert(index, open.len());
    }

    /// Tells those who wait for an operation that it is settled.
    fn let_go(&mut self, index: usize) {
        for waiter in self.waiters.remove(&index).unwrap_or_default() {
            match waiter {
                Waiter::ToBeTried(waiting) => {
                    let Some(slot) = self.slots.get_mut(waiting) else {
                        continue;
                    };
                    slot.open = slot.open.saturating_sub(1);
                    if slot.open == 0 && self.untried.contains(&waiting) {
                        self.ready.insert(waiting);
                    }
                }
                Waiter::ToBeCompleted(waiting) => {
                    let missing = self.missing.entry(waiting).or_default();
                    *missing = missing.saturating_sub(1);
                    if *missing == 0 {
                        self.completable.insert(waiting);
                    }
                }
            }
        }
    }
}
