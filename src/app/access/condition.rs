//! Conditions of rules: SCIM filters over the profile and the groups of a person.

use muster_scim::error::Error;
use muster_scim::filter::{Filter, Literal, Op};
use muster_scim::path::AttrPath;
use muster_scim::profile::Profile;
use muster_scim::schema::{self, MUSTER_USER, Resolved, ResourceType};

/// What conditions do not see: it differs from connection to connection, or from read to read.
const UNSEEN: [&str; 4] = ["id", "externalId", "meta", "schemas"];

/// Reads a condition; refuses what can never be true of anybody.
///
/// Muster's own extension is refused as well: a rule that reads the access it gives would feed on
/// itself.
pub(super) fn read(text: &str, user: &ResourceType) -> Result<Filter, Error> {
    let filter = Filter::parse(text)?;
    let mut paths = Vec::new();
    collect(&filter, &mut paths);
    if let Some(path) = paths
        .iter()
        .find(|path| path.attr.eq_ignore_ascii_case("group"))
    {
        let sub = path.sub.as_deref().unwrap_or("display");
        return Err(Error::invalid_filter(format!(
            "unknown attribute \"{path}\": write groups.{sub}"
        )));
    }
    filter.check(user, Profile::Lenient.switches())?;
    for path in paths {
        let Ok(resolved) = user.resolve(path) else {
            continue;
        };
        if resolved.extension == Some(MUSTER_USER)
            || UNSEEN.contains(&resolved.attribute.name.as_ref())
        {
            return Err(Error::invalid_filter(format!(
                "a rule cannot ask for {path}: use attributes of the core or the enterprise schema or of one of your own, or groups"
            )));
        }
    }
    Ok(filter)
}

/// The attributes that a condition reads beside `groups`, by full name.
pub(super) fn attributes(filter: &Filter, user: &ResourceType) -> Vec<String> {
    let paths = paths(filter).into_iter().filter(|path| !is_groups(path));
    let mut names: Vec<String> = paths
        .map(|path| match user.resolve(path) {
            Ok(resolved) => Resolved {
                sub: None,
                ..resolved
            }
            .canonical(),
            Err(_) => path.to_string(),
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Whether a condition reads `groups`.
pub(super) fn reads_groups(filter: &Filter) -> bool {
    paths(filter).into_iter().any(is_groups)
}

/// Whether a condition may become true because somebody is *not* in a group. A comparison with `ne`
/// needs one (decision 30 of the house), a denied one does not.
pub(super) fn asks_for_absence(filter: &Filter) -> bool {
    fn denied(filter: &Filter, under_not: bool) -> bool {
        match filter {
            Filter::And(terms) | Filter::Or(terms) => {
                terms.iter().any(|term| denied(term, under_not))
            }
            Filter::Not(term) => denied(term, !under_not),
            Filter::Compare { path, .. }
            | Filter::Present(path)
            | Filter::ValuePath { path, .. } => under_not && is_groups(path),
        }
    }
    denied(filter, false)
}

/// Whether a condition may read what only one account has: such attributes are named by URN alone.
pub(super) fn may_be_custom(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|part| part.eq_ignore_ascii_case(b"urn:"))
}

/// The beginnings of names that a condition asks for in so many words: `groups.display sw "WS-"`.
/// The rest of the name of a group that has one is what a rule captures.
pub(super) fn prefixes(filter: &Filter) -> Vec<String> {
    let mut found = Vec::new();
    asked(filter, &mut |path, op, text| {
        if op == Op::Sw && is_display(path) {
            found.push(text.to_owned());
        }
    });
    found
}

/// The groups that a condition asks for by name (`true`) or by id.
pub(super) fn asked_groups(filter: &Filter) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    asked(filter, &mut |path, op, text| {
        if op == Op::Eq {
            found.push((is_display(path), text.to_owned()));
        }
    });
    found
}

/// Every comparison of a part of a group with a text, unless it is denied.
fn asked<'f>(filter: &'f Filter, take: &mut impl FnMut(&str, Op, &'f str)) {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => terms.iter().for_each(|term| asked(term, take)),
        Filter::Compare {
            path,
            op,
            value: Literal::String(text),
        } if is_groups(path) => {
            take(path.sub.as_deref().unwrap_or("value"), *op, text);
        }
        Filter::ValuePath { path, filter, .. } if is_groups(path) => inside(filter, take),
        _ => {}
    }
}

fn inside<'f>(filter: &'f Filter, take: &mut impl FnMut(&str, Op, &'f str)) {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => terms.iter().for_each(|term| inside(term, take)),
        Filter::Compare {
            path,
            op,
            value: Literal::String(text),
        } => {
            take(&path.attr, *op, text);
        }
        _ => {}
    }
}

fn is_display(sub: &str) -> bool {
    sub.eq_ignore_ascii_case("display")
}

fn is_groups(path: &AttrPath) -> bool {
    schema::user()
        .resolve(path)
        .is_ok_and(|resolved| resolved.extension.is_none() && resolved.attribute.name == "groups")
}

fn paths(filter: &Filter) -> Vec<&AttrPath> {
    let mut paths = Vec::new();
    collect(filter, &mut paths);
    paths
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
    use super::{asked_groups, attributes, prefixes};
    use muster_scim::error::Error;
    use muster_scim::filter::Filter;
    use muster_scim::schema;

    fn read(text: &str) -> Result<Filter, Error> {
        super::read(text, schema::user())
    }

    #[test]
    fn what_is_asked_of_groups_is_told_unless_it_is_denied() {
        let text = r#"groups.display sw "WS-" and (groups[display sw "FL-"] or groups.value eq "7") and not (groups.display sw "X-") and displayName sw "N" and groups.display eq "Staff""#;
        let filter = read(text).unwrap();
        assert_eq!(prefixes(&filter), ["WS-", "FL-"]);
        let asked = [(false, "7".to_owned()), (true, "Staff".to_owned())];
        assert_eq!(asked_groups(&filter), asked);
    }

    #[test]
    fn a_condition_on_groups_alone_is_told_from_one_on_attributes() {
        let reads = |text: &str| attributes(&read(text).unwrap(), schema::user());
        let groups = reads(r#"groups.display eq "A" or groups[display sw "B"]"#);
        assert_eq!(groups, [""; 0]);
        let department = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
        let both = r#"groups.display eq "A" and department eq "Yard" and name.givenName pr"#;
        assert_eq!(reads(both), ["name", department]);
        assert_eq!(reads("active eq true"), ["active"]);
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
