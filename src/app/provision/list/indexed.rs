//! Lists that the database answers: the total, and one window of rows.

use super::asked::Asked;
use super::page::Found;
use super::place::{Place, Spot};
use super::question::{Part, Question};
use super::reader::Reader;
use super::row::Row;
use muster_store::{Mark, Order, StoreError, Window};

/// The kinds of a list, one after the other, each with how many rows it has when that was counted.
struct Rows<'a> {
    reader: &'a Reader<'a>,
    parts: Vec<(&'a Part<'a>, Option<u64>)>,
}

type Marked = Vec<(Spot, Row)>;

/// The page that is asked for.
pub(super) async fn find(
    reader: &Reader<'_>,
    question: &Question<'_>,
    asked: &Asked,
) -> Result<Found, StoreError> {
    let (place, limit) = (&asked.place, asked.limit);
    let mut parts = Vec::with_capacity(question.parts.len());
    for part in &question.parts {
        let count = if asked.counts {
            Some(reader.count(part, None).await?)
        } else {
            None
        };
        parts.push((part, count));
    }
    let rows = Rows { reader, parts };
    let mut found = Found {
        total: rows.parts.iter().map(|(_, count)| *count).sum(),
        ..Found::default()
    };
    if limit == 0 {
        return Ok(found);
    }
    let backwards = place.is_backwards();
    // One more tells whether the walk goes on.
    let mut page = rows.at(place, limit + 1).await?;
    let more = u64::try_from(page.len()).is_ok_and(|many| many > limit);
    if more && backwards {
        page.remove(0);
    } else if more {
        page.pop();
    }
    let edges = page.first().zip(page.last());
    let edges = edges.map(|((first, _), (last, _))| (first.clone(), last.clone()));
    let back = rows.go_on(edges.as_ref(), place).await?;
    let (before, after) = if backwards {
        (more, back)
    } else {
        (back, more)
    };
    found.beside(edges, before, after);
    found.rows = page.into_iter().map(|(_, row)| row).collect();
    Ok(found)
}

impl Rows<'_> {
    /// Whether anything stands on the side that the walk came from.
    async fn go_on(&self, edges: Option<&(Spot, Spot)>, place: &Place) -> Result<bool, StoreError> {
        let beside = match (place, edges) {
            (Place::Skip(_) | Place::Start | Place::End, _) => return Ok(false),
            (Place::After(_), None) => Place::End,
            (Place::Before(_), None) => Place::Start,
            (Place::After(_), Some((first, _))) => Place::Before(first.clone()),
            (Place::Before(_), Some((_, last))) => Place::After(last.clone()),
        };
        Ok(!self.at(&beside, 1).await?.is_empty())
    }

    /// At most so many rows at a place, in the order of the list.
    async fn at(&self, place: &Place, limit: u64) -> Result<Marked, StoreError> {
        match place {
            Place::Skip(many) => self.forward(None, *many, limit).await,
            Place::Start => self.forward(None, 0, limit).await,
            Place::After(spot) => self.forward(Some(spot), 0, limit).await,
            Place::Before(spot) => self.back(Some(spot), limit).await,
            Place::End => self.back(None, limit).await,
        }
    }

    async fn forward(
        &self,
        from: Option<&Spot>,
        mut skip: u64,
        limit: u64,
    ) -> Result<Marked, StoreError> {
        let mut found = Marked::new();
        for (part, count) in &self.parts {
            let missing = limit.saturating_sub(found.len() as u64);
            let window = match from {
                Some(spot) if spot.kind > part.kind => continue,
                Some(spot) if spot.kind == part.kind => Window::After(spot.mark.clone()),
                _ if missing > 0 && count.is_none_or(|count| skip < count) => {
                    Window::Skip(std::mem::take(&mut skip))
                }
                _ => {
                    skip = skip.saturating_sub(count.unwrap_or_default());
                    continue;
                }
            };
            found.extend(self.window(part, &window, missing).await?);
        }
        Ok(found)
    }

    async fn back(&self, from: Option<&Spot>, limit: u64) -> Result<Marked, StoreError> {
        let mut found = Marked::new();
        for (part, _) in self.parts.iter().rev() {
            let missing = limit.saturating_sub(found.len() as u64);
            let window = match from {
                Some(spot) if spot.kind < part.kind => continue,
                Some(spot) if spot.kind == part.kind => Window::Before(spot.mark.clone()),
                _ => Window::Last,
            };
            let mut earlier = self.window(part, &window, missing).await?;
            earlier.append(&mut found);
            found = earlier;
        }
        Ok(found)
    }

    async fn window(
        &self,
        part: &Part<'_>,
        window: &Window,
        limit: u64,
    ) -> Result<Marked, StoreError> {
        let by_id = Order::by_id();
        let order = part.order.as_ref().unwrap_or(&by_id);
        let rows = self.reader.rows(part, order, window, limit).await?;
        let kind = part.kind;
        let marked = |(mark, row): (Mark, Row)| (Spot { kind, mark }, row);
        Ok(rows.into_iter().map(marked).collect())
    }
}
