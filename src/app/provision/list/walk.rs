//! Lists that no index answers: each resource is looked at once, in chunks, and only its key and
//! its id are kept until it is known which of them the page holds.

use super::listed::Kind;
use super::page::Found;
use super::place::{Place, Spot};
use super::question::{Part, Question};
use super::reader::Reader;
use super::row::Row;
use muster_scim::filter::Filter;
use muster_scim::path::AttrPath;
use muster_scim::projection::Selection;
use muster_scim::sort::SortBy;
use muster_store::{Order, StoreError, Window};
use serde_json::Value;

/// The page at a place.
pub(super) async fn find(
    reader: &Reader<'_>,
    question: &Question<'_>,
    place: &Place,
    limit: u64,
) -> Result<Found, StoreError> {
    let (mut spots, sort) = (Vec::new(), question.sort.as_ref());
    for part in &question.parts {
        look_at_each(reader, part, sort, &mut spots).await?;
    }
    spots.sort_unstable_by(|one, other| one.compare(other, sort));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (start, end) = place.range(&spots, limit, sort);
    let page = spots.get(start..end).unwrap_or_default();
    Ok(Found {
        total: spots.len() as u64,
        edges: page.first().cloned().zip(page.last().cloned()),
        rows: reader.at(page).await?,
        before: limit > 0 && start > 0,
        after: limit > 0 && end < spots.len(),
    })
}

/// The spots of the resources of one kind that are meant.
async fn look_at_each(
    reader: &Reader<'_>,
    part: &Part<'_>,
    sort: Option<&SortBy>,
    spots: &mut Vec<Spot>,
) -> Result<(), StoreError> {
    // How many are looked at in one go; a group can be large when its members are asked about.
    let (costly, chunk) = match part.kind {
        Kind::User => ("groups", 500),
        Kind::Group => ("members", 100),
    };
    let asked = asks_about(part, sort, costly);
    let without = (!asked).then(|| AttrPath::new(costly, None));
    let selection = Selection::Everything(without.into_iter().collect());
    // One large group is held at a time.
    let at_once = match part.kind {
        Kind::Group if asked => 1,
        _ => usize::MAX,
    };
    let by_id = Order::by_id();
    let mut window = Window::Skip(0);
    loop {
        let rows = reader.rows(part, &by_id, &window, chunk).await?;
        let Some((last, _)) = rows.last() else {
            return Ok(());
        };
        window = Window::After(last.clone());
        let mut rows = rows.into_iter().map(|(_, row)| row).peekable();
        while rows.peek().is_some() {
            let some: Vec<Row> = rows.by_ref().take(at_once).collect();
            let unsorted: Vec<Spot> = some.iter().map(|row| row.spot(None)).collect();
            let shown = reader.show(some, &selection).await?;
            keep_meant(unsorted.into_iter().zip(shown), part, sort, spots);
        }
    }
}

/// Keeps the spots of the resources that are meant, with what they are sorted by.
fn keep_meant(
    shown: impl Iterator<Item = (Spot, Value)>,
    part: &Part<'_>,
    sort: Option<&SortBy>,
    spots: &mut Vec<Spot>,
) {
    for (mut spot, resource) in shown {
        let filter = part.filter.as_ref();
        if filter.is_none_or(|filter| filter.matches(part.resource_type, &resource)) {
            spot.mark.key = sort.and_then(|sort| sort.key(part.resource_type, &resource));
            spots.push(spot);
        }
    }
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
