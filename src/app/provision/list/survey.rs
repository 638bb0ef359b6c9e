//! Lists of which every resource must be looked at: those by index whose filter no index answers,
//! because they say the total, and those in an order that only the memory can make.

use super::asked::Asked;
use super::bound::too_many;
use super::kept::Kept;
use super::look::Look;
use super::page::Found;
use super::question::Question;
use super::reader::Reader;
use crate::provision::ProvisionError;
use muster_store::{Order, Window};

/// The page that is asked for.
pub(super) async fn find(
    reader: &Reader<'_>,
    question: &Question<'_>,
    asked: &Asked,
) -> Result<Found, ProvisionError> {
    if !reader.may_look_at_all(&question.parts).await? {
        return Err(too_many(question, reader.most()).into());
    }
    let sort = question.sort.as_ref();
    let mut look = Look::at_all(reader, sort);
    let mut kept = Kept::new(&asked.place, asked.limit, sort);
    let by_id = Order::by_id();
    for part in &question.parts {
        let mut window = Window::Skip(0);
        loop {
            if look.is_over() {
                // More have come since they were counted.
                return Err(too_many(question, reader.most()).into());
            }
            let seen = look.at(part, &by_id, &window, u64::MAX).await?;
            for (mut spot, resource) in seen.meant {
                spot.mark.key = sort.and_then(|sort| sort.key(part.resource_type, &resource));
                kept.add(spot);
            }
            match seen.edges {
                Some((_, last)) if !seen.is_end => window = Window::After(last.mark),
                _ => break,
            }
        }
    }
    let page = kept.into_page();
    let mut found = Found {
        total: Some(page.total),
        rows: reader.at(&page.spots).await?,
        ..Found::default()
    };
    let edges = page.spots.first().cloned().zip(page.spots.last().cloned());
    found.beside(edges, page.is_more_before, page.is_more_after);
    Ok(found)
}
