//! Whether a filter makes sense for a resource type.

use super::ast::{Filter, Form, Literal, Op};
use crate::{
    datetime,
    error::Error,
    path::AttrPath,
    profile::Switches,
    schema::{Attribute, Kind, ResourceType},
};

impl Filter {
    /// Refuses with 400 `invalidFilter` what the resource type cannot answer: an unknown
    /// attribute, an operator or a value that does not fit the attribute.
    ///
    /// A filter is never widened by leaving out a term, under any profile.
    pub fn check(&self, resource_type: &ResourceType, switches: Switches) -> Result<(), Error> {
        match self {
            Self::And(terms) | Self::Or(terms) => terms
                .iter()
                .try_for_each(|term| term.check(resource_type, switches)),
            Self::Not(inner) => inner.check(resource_type, switches),
            Self::Present(path) => resolve(resource_type, path).map(|_| ()),
            Self::Compare { path, op, value } => {
                let resolved = resolve(resource_type, path)?;
                let leaf = resolved.comparable();
                comparison(path, leaf, *op, value, switches)
            }
            Self::ValuePath { path, filter, form } => {
                if *form == Form::Trailing && !switches.trailing_comparison {
                    return Err(Error::invalid_filter(
                        "a comparison cannot follow a value path: write it inside the brackets",
                    ));
                }
                let resolved = resolve(resource_type, path)?;
                if resolved.sub.is_some() {
                    return Err(not_complex(path));
                }
                filter.check_element(path, resolved.attribute, switches)
            }
        }
    }

    /// The same for the filter between the brackets of `path[…]`.
    pub(crate) fn check_element(
        &self,
        parent: &AttrPath,
        attribute: &Attribute,
        switches: Switches,
    ) -> Result<(), Error> {
        if attribute.kind != Kind::Complex {
            return Err(not_complex(parent));
        }
        let sub = |path: &AttrPath| {
            let plain = path.urn.is_none() && path.sub.is_none();
            let found = attribute.sub(&path.attr).filter(|_| plain);
            let unknown =
                || Error::invalid_filter(format!("unknown attribute \"{parent}[{path}]\""));
            found.ok_or_else(unknown)
        };
        match self {
            Self::And(terms) | Self::Or(terms) => terms
                .iter()
                .try_for_each(|term| term.check_element(parent, attribute, switches)),
            Self::Not(inner) => inner.check_element(parent, attribute, switches),
            Self::Present(path) => sub(path).map(|_| ()),
            Self::Compare { path, op, value } => {
                comparison(path, Some(sub(path)?), *op, value, switches)
            }
            Self::ValuePath { .. } => Err(Error::invalid_filter(
                "a value path cannot stand inside another",
            )),
        }
    }
}

fn resolve<'a>(
    resource_type: &'a ResourceType,
    path: &AttrPath,
) -> Result<crate::schema::Resolved<'a>, Error> {
    let resolved = resource_type.resolve(path);
    resolved.map_err(|unknown| unknown.in_filter())
}

fn not_complex(path: &AttrPath) -> Error {
    Error::invalid_filter(format!("\"{path}\" has no sub-attributes to select by"))
}

fn comparison(
    path: &AttrPath,
    leaf: Option<&Attribute>,
    op: Op,
    value: &Literal,
    switches: Switches,
) -> Result<(), Error> {
    let Some(leaf) = leaf else {
        return Err(Error::invalid_filter(format!(
            "\"{path}\" is complex: name one of its sub-attributes"
        )));
    };
    let kind = leaf.kind;
    // RFC 7644 3.4.2.2: booleans and binaries have no order.
    let unordered = op.is_ordering() && matches!(kind, Kind::Boolean | Kind::Binary);
    let not_text = op.is_textual() && !matches!(kind, Kind::String | Kind::Reference);
    if unordered || not_text {
        let kind = kind.as_str();
        return Err(Error::invalid_filter(format!(
            "\"{op}\" does not apply to \"{path}\", which is {kind}"
        )));
    }
    if fits(kind, value, switches) {
        Ok(())
    } else {
        let kind = kind.as_str();
        Err(Error::invalid_filter(format!(
            "the value does not fit \"{path}\", which is {kind}"
        )))
    }
}

fn fits(kind: Kind, value: &Literal, switches: Switches) -> bool {
    match value {
        Literal::Null => true,
        // Nobody asks for a resource by who asks.
        Literal::Variable(_) => false,
        Literal::Bool(_) => kind == Kind::Boolean,
        Literal::Number(_) => matches!(kind, Kind::Decimal | Kind::Integer),
        Literal::String(text) => match kind {
            Kind::String | Kind::Reference | Kind::Binary => true,
            Kind::DateTime => datetime::nanoseconds(text).is_some(),
            // Entra writes `roles[primary eq "True"]`.
            Kind::Boolean => switches.coerce && crate::value::boolean(text).is_some(),
            Kind::Decimal | Kind::Integer | Kind::Complex => false,
        },
    }
}
