//! One filter over several kinds of resources (RFC 7644 3.4.2.1).

use serde_json::{Value, json};

use super::ast::Filter;
use crate::{error::Error, path::AttrPath, profile::Switches, schema::ResourceType};

/// What a filter asks of one kind of resource.
#[derive(Debug, Clone, PartialEq)]
pub enum Narrowed {
    /// Every resource of the kind matches.
    All,
    /// No resource of the kind matches.
    None,
    /// Those match that this filter finds.
    Some(Filter),
}

/// Refuses with 400 `invalidFilter` what none of the kinds can answer.
///
/// An attribute that some other kind has is no error: it has no value here (RFC 7644 3.4.2.1).
pub fn check_any(
    filter: &Filter,
    kinds: &[&ResourceType],
    switches: Switches,
) -> Result<(), Error> {
    match filter {
        Filter::And(terms) | Filter::Or(terms) => terms
            .iter()
            .try_for_each(|term| check_any(term, kinds, switches)),
        Filter::Not(inner) => check_any(inner, kinds, switches),
        leaf => {
            // A kind that knows the attribute has more to say about it than one that does not.
            let knows = |kind: &&&ResourceType| knows(kind, leaf);
            let informed: Vec<_> = kinds.iter().filter(knows).collect();
            let asked = if informed.is_empty() {
                kinds.iter().collect()
            } else {
                informed
            };
            let mut answers = asked.iter().map(|kind| leaf.check(kind, switches));
            let first = answers.next().unwrap_or(Ok(()));
            answers.fold(first, Result::or)
        }
    }
}

impl Filter {
    /// What the filter asks of one kind, with what is the same for each resource of it decided:
    /// attributes that it does not have, and `meta.resourceType`.
    #[must_use]
    pub fn narrow(&self, kind: &ResourceType) -> Narrowed {
        match self {
            Self::And(terms) => join(terms, kind, &Narrowed::None, Self::And),
            Self::Or(terms) => join(terms, kind, &Narrowed::All, Self::Or),
            Self::Not(inner) => match inner.narrow(kind) {
                Narrowed::All => Narrowed::None,
                Narrowed::None => Narrowed::All,
                Narrowed::Some(inner) => Narrowed::Some(Self::Not(Box::new(inner))),
            },
            leaf if !knows(kind, leaf) => decided(leaf, kind, &json!({})),
            leaf if is_resource_type(leaf, kind) => {
                let any = json!({ "meta": { "resourceType": kind.name } });
                decided(leaf, kind, &any)
            }
            leaf => Narrowed::Some(leaf.clone()),
        }
    }
}

fn join(
    terms: &[Filter],
    kind: &ResourceType,
    decisive: &Narrowed,
    tie: fn(Vec<Filter>) -> Filter,
) -> Narrowed {
    let mut kept = Vec::with_capacity(terms.len());
    let mut rest = Narrowed::All;
    for term in terms {
        match term.narrow(kind) {
            Narrowed::Some(term) => kept.push(term),
            constant if constant == *decisive => return constant,
            constant => rest = constant,
        }
    }
    match (kept.len(), kept.pop()) {
        (1, Some(only)) => Narrowed::Some(only),
        (_, Some(last)) => {
            kept.push(last);
            Narrowed::Some(tie(kept))
        }
        (_, None) => rest,
    }
}

fn decided(leaf: &Filter, kind: &ResourceType, resource: &Value) -> Narrowed {
    if leaf.matches(kind, resource) {
        Narrowed::All
    } else {
        Narrowed::None
    }
}

fn path(leaf: &Filter) -> Option<&AttrPath> {
    match leaf {
        Filter::Present(path) | Filter::Compare { path, .. } | Filter::ValuePath { path, .. } => {
            Some(path)
        }
        _ => None,
    }
}

fn knows(kind: &ResourceType, leaf: &Filter) -> bool {
    path(leaf).is_some_and(|path| kind.resolve(path).is_ok())
}

fn is_resource_type(leaf: &Filter, kind: &ResourceType) -> bool {
    let name = path(leaf).and_then(|path| path.canonical(kind));
    name.as_deref() == Some("meta.resourceType")
}

#[cfg(test)]
mod tests {
    use super::{Narrowed, check_any};
    use crate::{
        error::ScimType,
        filter::Filter,
        profile::Profile,
        schema::{group, user},
    };

    fn narrowed(text: &str) -> [String; 2] {
        let filter = Filter::parse(text).unwrap();
        [user(), group()].map(|kind| match filter.narrow(kind) {
            Narrowed::All => "all".to_owned(),
            Narrowed::None => "none".to_owned(),
            Narrowed::Some(filter) => filter.to_string(),
        })
    }

    #[test]
    fn an_attribute_of_another_kind_has_no_value() {
        assert_eq!(narrowed("userName pr"), ["userName pr", "none"]);
        assert_eq!(
            narrowed(r#"userName ne "ada""#),
            [r#"userName ne "ada""#, "all"]
        );
        assert_eq!(
            narrowed(r#"userName eq "ada" or displayName sw "a""#),
            [
                r#"userName eq "ada" or displayName sw "a""#,
                r#"displayName sw "a""#
            ]
        );
        assert_eq!(
            narrowed("members pr and id pr"),
            ["none", "members pr and id pr"]
        );
        assert_eq!(narrowed("not (members pr)"), ["all", "not (members pr)"]);
        assert_eq!(narrowed(r#"emails[type eq "work"]"#)[1], "none");
    }

    #[test]
    fn the_resource_type_is_decided_for_all_at_once() {
        assert_eq!(narrowed(r#"meta.resourceType eq "User""#), ["all", "none"]);
        assert_eq!(
            narrowed(r#"meta.resourceType eq "Group" and displayName pr"#),
            ["none", "displayName pr"]
        );
        assert_eq!(
            narrowed(r#"(meta.resourceType eq "User") or (meta.resourceType eq "Group")"#),
            ["all", "all"]
        );
    }

    #[test]
    fn what_no_kind_knows_is_refused_and_what_one_kind_knows_is_not() {
        let check = |text: &str| {
            let filter = Filter::parse(text).unwrap();
            let answer = check_any(&filter, &[user(), group()], Profile::Rfc.switches());
            answer.map_err(|error| (error.scim_type.unwrap(), error.detail))
        };
        assert_eq!(check("userName pr or members pr"), Ok(()));
        let unknown = (
            ScimType::InvalidFilter,
            "unknown attribute \"shoeSize\"".to_owned(),
        );
        assert_eq!(check("userName pr or shoeSize pr"), Err(unknown));
        let misfit = "the value does not fit \"active\", which is boolean".to_owned();
        assert_eq!(check("active eq 5"), Err((ScimType::InvalidFilter, misfit)));
    }
}
