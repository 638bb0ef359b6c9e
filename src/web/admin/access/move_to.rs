//! What takes the place of something, when a change is tried out.

use crate::render::Problem;
use muster_app::error::Kind;

/// Refuses to put something in the place of what stays.
pub(in crate::admin) fn check_move_to<I>(delete: bool, move_to: Option<&I>) -> Result<(), Problem> {
    if delete || move_to.is_none() {
        return Ok(());
    }
    let detail = "Only what is removed has another one in its place: set `delete` to true, or leave `move_to` out.";
    Err(Problem::new(Kind::Invalid, "request.body", detail))
}
