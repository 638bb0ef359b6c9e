//! Looking at resources one by one, in chunks, where no index answers.

use super::listed::Kind;
use super::place::Spot;
use super::question::Part;
use super::reader::Reader;
use super::row::Row;
use muster_scim::filter::Filter;
use muster_scim::path::AttrPath;
use muster_scim::projection::Selection;
use muster_scim::sort::SortBy;
use muster_store::{Order, StoreError, Window};
use serde_json::Value;

/// The least that is read in one go: most filters mean few.
const LEAST: u64 = 100;

/// One who looks.
pub(super) struct Look<'a> {
    reader: &'a Reader<'a>,
    sort: Option<&'a SortBy>,
    /// How many more this request may look at.
    left: u64,
}

/// What was seen in one go.
pub(super) struct Seen {
    /// What is meant of it, in the order of the list, with what it looks like.
    pub(super) meant: Vec<(Spot, Value)>,
    /// Between which resources it lies, whether or not they are meant.
    pub(super) edges: Option<(Spot, Spot)>,
    /// Nothing is left on this side.
    pub(super) is_end: bool,
}

impl<'a> Look<'a> {
    /// A look at no more than the bound.
    pub(super) fn new(reader: &'a Reader<'a>, sort: Option<&'a SortBy>) -> Self {
        let left = reader.most();
        Self { reader, sort, left }
    }

    /// The same, of one who knows that there are no more than that, and is to see the end.
    pub(super) fn at_all(reader: &'a Reader<'a>, sort: Option<&'a SortBy>) -> Self {
        let left = reader.most().saturating_add(1);
        Self { reader, sort, left }
    }

    /// The request may look at no more.
    pub(super) fn is_over(&self) -> bool {
        self.left == 0
    }

    /// Looks at some resources of a kind; at few of them when few are wanted.
    pub(super) async fn at(
        &mut self,
        part: &Part<'_>,
        order: &Order,
        window: &Window,
        wanted: u64,
    ) -> Result<Seen, StoreError> {
        // A group can be large when its members are asked about.
        let (costly, most) = match part.kind {
            Kind::User => ("groups", 500),
            Kind::Group => ("members", 100),
        };
        let chunk = wanted.clamp(LEAST, most).min(self.left);
        let rows = self.reader.rows(part, order, window, chunk).await?;
        let many = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(many);
        let (marks, rows): (Vec<_>, Vec<Row>) = rows.into_iter().unzip();
        let kind = part.kind;
        let spots: Vec<Spot> = marks.into_iter().map(|mark| Spot { kind, mark }).collect();
        let edges = spots.first().cloned().zip(spots.last().cloned());
        let asked = asks_about(part, self.sort, costly);
        let without = (!asked).then(|| AttrPath::new(costly, None));
        let selection = Selection::Everything(without.into_iter().collect());
        // One large group is held at a time.
        let at_once = match kind {
            Kind::Group if asked => 1,
            _ => usize::MAX,
        };
        let (mut meant, mut spots) = (Vec::new(), spots.into_iter());
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let some: Vec<Row> = rows.by_ref().take(at_once).collect();
            let shown = self.reader.show(some, &selection).await?;
            let shown = spots.by_ref().zip(shown);
            meant.extend(shown.filter(|(_, resource)| is_meant(part, resource)));
        }
        Ok(Seen {
            meant,
            edges,
            is_end: many < chunk,
        })
    }
}

fn is_meant(part: &Part<'_>, resource: &Value) -> bool {
    let filter = part.filter.as_ref();
    filter.is_none_or(|filter| filter.matches(part.resource_type, resource))
}

/// Whether the filter or the sort is about this attribute.
fn asks_about(part: &Part<'_>, sort: Option<&SortBy>, attribute: &str) -> bool {
    let names = |path: &AttrPath| {
        let found = part.resource_type.resolve(path);
        found.is_ok_and(|found| found.extension.is_none() && found.attribute.name == attribute)
    };
    let filter = part.filter.as_ref();
    sort.is_some_and(|sort| names(&sort.path)) || filter.is_some_and(|filter| any(filter, &names))
}

fn any(filter: &Filter, names: &dyn Fn(&AttrPath) -> bool) -> bool {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => terms.iter().any(|term| any(term, names)),
        Filter::Not(inner) => any(inner, names),
        Filter::Compare { path, .. } | Filter::Present(path) | Filter::ValuePath { path, .. } => {
            names(path)
        }
    }
}
