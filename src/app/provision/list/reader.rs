//! Reading resources of either kind, as far as the connection that asks may see them.

use super::listed::Kind;
use super::place::Spot;
use super::question::Part;
use super::row::Row;
use crate::ctx::Ctx;
use crate::provision::Caller;
use crate::provision::grants;
use crate::provision::group::{MoreMembers, ShownGroup, begin_groups};
use crate::provision::user::show_users;
use muster_model::ids::{GroupId, PersonId};
use muster_model::people::Person;
use muster_scim::projection::Selection;
use muster_store::{Mark, Order, StoreError, Viewer, Window};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// One who reads a list on behalf of a connection.
pub(super) struct Reader<'a> {
    ctx: &'a Ctx,
    caller: &'a Caller,
    viewer: Viewer,
}

impl<'a> Reader<'a> {
    /// RFC 9865 5.2: what the connection may see is looked up for every page.
    pub(super) async fn new(ctx: &'a Ctx, caller: &'a Caller) -> Result<Self, StoreError> {
        let viewer = caller.viewer(&ctx.store.read().access()).await?;
        Ok(Self {
            ctx,
            caller,
            viewer,
        })
    }

    /// What a cursor belongs to. RFC 9865 5.2: whoever may see other people than before begins
    /// again, and is told no count of those whom it no longer sees.
    pub(super) fn about(&self, question: &str) -> String {
        let adopts = self.viewer.adopts.join(" ");
        format!("{question} {adopts}")
    }

    /// How many resources one request may look at where no index serves.
    pub(super) fn most(&self) -> u64 {
        self.ctx.most_looked_at
    }

    /// Whether the database leads to so few rows that one request may look at them all.
    pub(super) async fn may_look_at_all(&self, parts: &[Part<'_>]) -> Result<bool, StoreError> {
        let mut left = self.most();
        for part in parts {
            let found = self.count(part, Some(left + 1)).await?;
            match left.checked_sub(found) {
                Some(rest) => left = rest,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// How many rows a part finds; no more than `most` are counted, when it is given.
    pub(super) async fn count(
        &self,
        part: &Part<'_>,
        most: Option<u64>,
    ) -> Result<u64, StoreError> {
        let (reads, account) = (self.ctx.store.read(), self.caller.account());
        let (viewer, condition) = (&self.viewer, &part.condition);
        match part.kind {
            Kind::User => {
                let people = reads.people();
                people.count(account, viewer, condition, most).await
            }
            Kind::Group => {
                let groups = reads.groups();
                groups.count(account, viewer, condition, most).await
            }
        }
    }

    /// One window of the rows that a part finds, in an order.
    pub(super) async fn rows(
        &self,
        part: &Part<'_>,
        order: &Order,
        window: &Window,
        limit: u64,
    ) -> Result<Vec<(Mark, Row)>, StoreError> {
        let (reads, account) = (self.ctx.store.read(), self.caller.account());
        let condition = &part.condition;
        match part.kind {
            Kind::User => {
                let people = reads.people();
                let page = people.page(account, &self.viewer, condition, order, window, limit);
                Ok(marked(page.await?))
            }
            Kind::Group => {
                let groups = reads.groups();
                let page = groups.page(account, &self.viewer, condition, order, window, limit);
                Ok(marked(page.await?))
            }
        }
    }

    /// The resources at these spots that are still there, in their order.
    pub(super) async fn at(&self, spots: &[Spot]) -> Result<Vec<Row>, StoreError> {
        let (reads, account) = (self.ctx.store.read(), self.caller.account());
        let of = |kind| {
            let spots = spots.iter().filter(move |spot| spot.kind == kind);
            spots.map(|spot| spot.mark.id)
        };
        let people: Vec<PersonId> = of(Kind::User).map(PersonId).collect();
        let groups: Vec<GroupId> = of(Kind::Group).map(GroupId).collect();
        let people = reads.people().get_many(account, &people).await?;
        let groups = reads.groups().get_many(account, &groups).await?;
        let people = people.into_iter().filter(|one| self.viewer.sees(one));
        let rows = people
            .map(Row::from)
            .chain(groups.into_iter().map(Row::from));
        let mut found: HashMap<_, _> = rows.map(|row| (row.id(), row)).collect();
        Ok(spots
            .iter()
            .filter_map(|spot| found.remove(&spot.mark.id))
            .collect())
    }

    /// Resources as SCIM shows them, in their order, with the attributes that were asked for.
    pub(super) async fn show(
        &self,
        rows: Vec<Row>,
        selection: &Selection,
    ) -> Result<Vec<Value>, StoreError> {
        let (mut shown, more) = self.begin_to_show(rows, selection).await?;
        for (place, more) in more {
            if let Some(body) = shown.get_mut(place) {
                let group = ShownGroup {
                    body: body.take(),
                    more: Some(more),
                };
                *body = group.whole().await?;
            }
        }
        Ok(shown)
    }

    /// The same, but the members of large groups follow, by the place of their group.
    pub(super) async fn begin_to_show(
        &self,
        rows: Vec<Row>,
        selection: &Selection,
    ) -> Result<(Vec<Value>, BTreeMap<usize, MoreMembers>), StoreError> {
        let (mut kinds, mut people, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match row {
                Row::User(person) => {
                    kinds.push(Kind::User);
                    people.push(*person);
                }
                Row::Group(group) => {
                    kinds.push(Kind::Group);
                    groups.push(*group);
                }
            }
        }
        let mut users = self.users(people, selection).await?.into_iter();
        let groups = begin_groups(self.ctx, self.caller, groups, selection).await?;
        let mut groups = groups.into_iter();
        let (mut shown, mut more) = (Vec::with_capacity(kinds.len()), BTreeMap::new());
        for kind in kinds {
            match kind {
                Kind::User => shown.extend(users.next()),
                Kind::Group => {
                    if let Some(group) = groups.next() {
                        more.extend(group.more.map(|members| (shown.len(), members)));
                        shown.push(group.body);
                    }
                }
            }
        }
        Ok((shown, more))
    }

    async fn users(
        &self,
        mut people: Vec<Person>,
        selection: &Selection,
    ) -> Result<Vec<Value>, StoreError> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        grants::refresh(self.ctx, self.caller.account(), &mut people).await?;
        show_users(self.ctx, self.caller, &people, selection).await
    }
}

fn marked<T: Into<Row>>(page: Vec<(Mark, T)>) -> Vec<(Mark, Row)> {
    let rows = page.into_iter();
    rows.map(|(mark, row)| (mark, row.into())).collect()
}
