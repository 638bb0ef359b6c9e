//! Answering a list.

use super::cursor::Cursors;
use super::listed::Listed;
use super::place::Place;
use super::question::Question;
use super::reader::Reader;
use super::shown::ShownList;
use super::{indexed, walk};
use crate::ctx::Ctx;
use crate::provision::{Caller, ProvisionError};
use muster_scim::list::{cursor_response, list_response};
use muster_scim::paging::Paging;
use muster_scim::search::Parameters;

/// The `ListResponse` to a query at an endpoint.
pub async fn list(
    ctx: &Ctx,
    caller: &Caller,
    listed: &Listed,
    parameters: &Parameters,
) -> Result<ShownList, ProvisionError> {
    let question = Question::read(listed, parameters, caller)?;
    let (place, limit) = match &question.paging {
        Paging::Index(page) => (Place::Skip(page.offset()), page.count),
        Paging::Cursor { token: None, count } => (Place::Start, *count),
        Paging::Cursor {
            token: Some(token),
            count,
        } => {
            let cursors = Cursors::new(ctx, &question.about, *count);
            (cursors.read(token)?, *count)
        }
    };
    let reader = Reader::new(ctx, caller).await?;
    let found = if question.is_indexed() {
        indexed::find(&reader, &question, &place, limit).await?
    } else {
        walk::find(&reader, &question, &place, limit).await?
    };
    let total = found.total;
    let more;
    let body = match &question.paging {
        Paging::Index(page) => {
            let resources;
            (resources, more) = reader
                .begin_to_show(found.rows, &question.selection)
                .await?;
            list_response(total, page.start_index, resources)
        }
        Paging::Cursor { count, .. } => {
            let cursors = Cursors::new(ctx, &question.about, *count);
            let neighbours = found.neighbours(&cursors)?;
            let resources;
            (resources, more) = reader
                .begin_to_show(found.rows, &question.selection)
                .await?;
            cursor_response(total, neighbours, resources)
        }
    };
    Ok(ShownList { body, more })
}
