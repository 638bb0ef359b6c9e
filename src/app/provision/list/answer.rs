//! Answering a list.

use super::asked::Asked;
use super::cursor::Cursors;
use super::listed::Listed;
use super::question::Question;
use super::reader::Reader;
use super::shown::ShownList;
use super::{indexed, survey, walk};
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
    let reader = Reader::new(ctx, caller).await?;
    let about = reader.about(&question.about);
    let cursors = Cursors::new(ctx, &about, question.paging.count());
    let asked = Asked::read(&question.paging, &cursors)?;
    let mut found = if question.is_indexed() {
        indexed::find(&reader, &question, &asked).await?
    } else if question.is_walked() {
        walk::find(&reader, &question, &asked).await?
    } else {
        survey::find(&reader, &question, &asked).await?
    };
    let total = found.total.or(asked.total);
    let neighbours = found.neighbours(&cursors, total)?;
    let rows = std::mem::take(&mut found.rows);
    let (resources, more) = reader.begin_to_show(rows, &question.selection).await?;
    let body = match &question.paging {
        Paging::Index(page) => {
            list_response(total.unwrap_or_default(), page.start_index, resources)
        }
        Paging::Cursor { .. } => cursor_response(total, neighbours, resources),
    };
    Ok(ShownList { body, more })
}
