//! Walks by cursor whose filter no index answers, in an order that an index has: each page looks on
//! where the one before it stopped.
//!
//! A request that may look at no more before its page is full answers what it has, perhaps nothing,
//! and a cursor that stands where it stopped: a page may have fewer resources than were asked for,
//! and only a missing `nextCursor` is the end (RFC 9865 2).

use super::asked::Asked;
use super::bound::too_many;
use super::listed::Kind;
use super::look::Look;
use super::page::Found;
use super::place::{Place, Spot};
use super::question::Question;
use super::reader::Reader;
use crate::provision::ProvisionError;
use muster_store::{Order, StoreError, Window};

struct Walk<'a> {
    question: &'a Question<'a>,
    look: Look<'a>,
}

/// How far a walk came.
#[derive(Default)]
struct Way {
    /// What is meant, in the direction of the walk.
    meant: Vec<Spot>,
    /// The last resource that was looked at, whether or not it is meant.
    last: Option<Spot>,
    /// The request may look at no more, and there may be more.
    is_cut: bool,
}

/// The page that is asked for.
pub(super) async fn find(
    reader: &Reader<'_>,
    question: &Question<'_>,
    asked: &Asked,
) -> Result<Found, ProvisionError> {
    let counts = asked.counts && reader.may_look_at_all(&question.parts).await?;
    if asked.limit == 0 && !counts {
        // RFC 9865 2: `count=0` asks for the total, and nothing else.
        return Err(too_many(question, reader.most()).into());
    }
    let sort = question.sort.as_ref();
    // One more tells whether the walk goes on; who counts looks at all.
    let (look, wanted) = if counts {
        (Look::at_all(reader, sort), u64::MAX)
    } else {
        (Look::new(reader, sort), asked.limit.saturating_add(1))
    };
    let mut walk = Walk { question, look };
    let mut way = walk.go(&asked.place, wanted).await?;
    let total = (counts && !way.is_cut).then_some(way.meant.len() as u64);
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let is_more = way.meant.len() > limit;
    way.meant.truncate(limit);
    let mut found = Found {
        total,
        ..Found::default()
    };
    if limit == 0 {
        return Ok(found);
    }
    let ahead = match (is_more, way.is_cut) {
        (true, _) => way.meant.last(),
        (false, true) => way.last.as_ref(),
        (false, false) => None,
    };
    let ahead = ahead.cloned().map(|spot| asked.place.beyond(spot));
    let behind = walk.behind(&asked.place, &way).await?;
    let mut page = way.meant;
    (found.previous, found.next) = if asked.place.is_backwards() {
        page.reverse();
        (ahead, behind)
    } else {
        (behind, ahead)
    };
    found.rows = reader.at(&page).await?;
    Ok(found)
}

impl Walk<'_> {
    /// Looks on from a place until so many are found.
    async fn go(&mut self, from: &Place, wanted: u64) -> Result<Way, StoreError> {
        let backwards = from.is_backwards();
        let mut parts: Vec<_> = self.question.parts.iter().collect();
        if backwards {
            parts.reverse();
        }
        let by_id = Order::by_id();
        let mut way = Way::default();
        for part in parts {
            let Some(mut window) = window(from, part.kind) else {
                continue;
            };
            let order = part.order.as_ref().unwrap_or(&by_id);
            loop {
                let missing = wanted.saturating_sub(way.meant.len() as u64);
                if missing == 0 {
                    return Ok(way);
                }
                if self.look.is_over() {
                    way.is_cut = true;
                    return Ok(way);
                }
                let seen = self.look.at(part, order, &window, missing).await?;
                let meant = seen.meant.into_iter().map(|(spot, _)| spot);
                let last = if backwards {
                    way.meant.extend(meant.rev());
                    seen.edges.map(|(first, _)| first)
                } else {
                    way.meant.extend(meant);
                    seen.edges.map(|(_, last)| last)
                };
                if let Some(last) = last {
                    let mark = last.mark.clone();
                    window = if backwards {
                        Window::Before(mark)
                    } else {
                        Window::After(mark)
                    };
                    way.last = Some(last);
                }
                if seen.is_end {
                    break;
                }
            }
        }
        Ok(way)
    }

    /// Where the page lies that the walk came from, if there is anything; when the request may not
    /// look that far, there may be.
    async fn behind(&mut self, place: &Place, way: &Way) -> Result<Option<Place>, StoreError> {
        if !matches!(place, Place::After(_) | Place::Before(_)) {
            return Ok(None);
        }
        let near = way.meant.first().or(way.last.as_ref()).cloned();
        let behind = match (near, place.is_backwards()) {
            (Some(spot), true) => Place::After(spot),
            (Some(spot), false) => Place::Before(spot),
            (None, true) => Place::Start,
            (None, false) => Place::End,
        };
        let back = self.go(&behind, 1).await?;
        let is_there = back.is_cut || !back.meant.is_empty();
        Ok(is_there.then_some(behind))
    }
}

/// Where in the rows of a kind a walk begins; nowhere in kinds that it has passed.
fn window(from: &Place, kind: Kind) -> Option<Window> {
    match from {
        Place::Skip(_) | Place::Start => Some(Window::Skip(0)),
        Place::End => Some(Window::Last),
        Place::After(spot) if spot.kind == kind => Some(Window::After(spot.mark.clone())),
        Place::Before(spot) if spot.kind == kind => Some(Window::Before(spot.mark.clone())),
        Place::After(spot) => (spot.kind < kind).then_some(Window::Skip(0)),
        Place::Before(spot) => (spot.kind > kind).then_some(Window::Last),
    }
}
