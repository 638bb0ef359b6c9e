//! `attributes` and `excludedAttributes` over the cast.

use super::{
    cast::cast,
    golden::{Case, refusal, run},
};
use crate::projection::{Selection, project};

#[test]
fn cases() {
    run("projection", 20, answer);
}

fn answer(case: &Case) -> String {
    let kind = case.resource_type();
    let part = |name| {
        let line = case.input[0]
            .lines()
            .find_map(|line| line.strip_prefix(name));
        line.and_then(|rest: &str| rest.strip_prefix("="))
    };
    let selection = match Selection::parse(part("attributes"), part("excludedAttributes")) {
        Ok(selection) => selection,
        Err(error) => return refusal(&error),
    };
    let (_, resource) = cast(kind).swap_remove(0);
    let shown = project(kind, resource, &selection);
    let wants = selection.wants("members");
    format!(
        "wants members: {wants}\n{}",
        serde_json::to_string_pretty(&shown).unwrap()
    )
}
