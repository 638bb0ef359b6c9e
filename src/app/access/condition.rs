//! Conditions of rules: SCIM filters over the profile and the groups of a person.

use muster_scim::error::Error;
use muster_scim::filter::Filter;
use muster_scim::path::AttrPath;
use muster_scim::profile::Profile;
use muster_scim::schema::{self, MUSTER_USER};

/// What conditions do not see: it differs from connection to connection, or from read to read.
const UNSEEN: [&str; 4] = ["id", "externalId", "meta", "schemas"];

/// Reads a condition; refuses what can never be true of anybody.
///
/// Muster's own extension is refused as well: a rule that reads the access it gives would feed on
/// itself.
pub(super) fn read(text: &str) -> Result<Filter, Error> {
    let filter = Filter::parse(text)?;
    filter.check(schema::user(), Profile::Lenient.switches())?;
    let mut paths = Vec::new();
    collect(&filter, &mut paths);
    for path in paths {
        let Ok(resolved) = schema::user().resolve(path) else {
            continue;
        };
        if resolved.extension == Some(MUSTER_USER)
            || UNSEEN.contains(&resolved.attribute.name.as_ref())
        {
            return Err(Error::invalid_filter(format!(
                "a rule cannot ask for {path}: use attributes of the core or the enterprise schema, or groups"
            )));
        }
    }
    Ok(filter)
}

/// Whether a condition reads anything beside `groups`.
pub(super) fn reads_attributes(filter: &Filter) -> bool {
    attributes(filter).any(|name| name != "groups")
}

/// Whether a condition reads `groups`.
pub(super) fn reads_groups(filter: &Filter) -> bool {
    attributes(filter).any(|name| name == "groups")
}

fn attributes(filter: &Filter) -> impl Iterator<Item = &'static str> {
    let mut paths = Vec::new();
    collect(filter, &mut paths);
    let resolved = paths.into_iter().map(|path| schema::user().resolve(path));
    resolved
        .flatten()
        .map(|resolved| resolved.attribute.name.as_ref())
}

/// Every attribute that a filter names; those within `path[…]` belong to the path.
fn collect<'f>(filter: &'f Filter, paths: &mut Vec<&'f AttrPath>) {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => {
            for term in terms {
                collect(term, paths);
            }
        }
        Filter::Not(inner) => collect(inner, paths),
        Filter::Compare { path, .. } | Filter::Present(path) | Filter::ValuePath { path, .. } => {
            paths.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{read, reads_attributes};

    #[test]
    fn a_condition_on_groups_alone_is_told_from_one_on_attributes() {
        let reads = |text: &str| reads_attributes(&read(text).unwrap());
        assert!(!reads(r#"groups.display eq "A" or groups[display sw "B"]"#));
        assert!(reads(r#"groups.display eq "A" and department eq "Yard""#));
        assert!(reads("active eq true"));
    }

    #[test]
    fn what_can_never_be_true_is_refused() {
        for text in [
            "nonsense eq 1",
            r#"externalId eq "7""#,
            r#"urn:ietf:params:scim:schemas:extension:muster:2.0:User:role eq "Admin""#,
            "groups.display eq",
        ] {
            assert!(read(text).is_err(), "{text} was taken");
        }
    }
}
