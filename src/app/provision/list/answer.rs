//! Answering a list.

use super::cursor::Cursors;
use super::listed::Listed;
use super::place::Place;
use super::question::Question;
use super::reader::Reader;
use super::{indexed, walk};
use crate::ctx::Ctx;
use crate::provision::{Caller, ProvisionError};
use muster_scim::list::{cursor_response, list_response};
use muster_scim::paging::Paging;
use muster_scim::search::Parameters;
use serde_json::Value;

/// The `ListResponse` to a query at an endpoint.
pub async fn list(
    ctx: &Ctx,
    caller: &Caller,
    listed: &Listed,
    parameters: &Parameters,
) -> Result<Value, ProvisionError> {
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
    match &question.paging {
        Paging::Index(page) => {
            let resources = reader.show(found.rows, &question.selection).await?;
            Ok(list_response(total, page.start_index, resources))
        }
        Paging::Cursor { count, .. } => {
            let cursors = Cursors::new(ctx, &question.about, *count);
            let neighbours = found.neighbours(&cursors)?;
            let resources = reader.show(found.rows, &question.selection).await?;
            Ok(cursor_response(total, neighbours, resources))
        }
    }
}
