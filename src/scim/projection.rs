//! Which attributes an answer shows (RFC 7644 3.4.2.5 and 3.9).

use serde_json::{Map, Value};

use crate::{
    error::Error,
    fold,
    path::AttrPath,
    schema::{
        Attribute, CORE_GROUP, CORE_USER, Located, Mutability, Resolved, ResourceType, Returned,
    },
};

/// The attributes that a client asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// What is returned by default.
    #[default]
    Default,
    /// What is returned by default, and of what is returned on request these, which the client has
    /// written (RFC 7643 7).
    Written(Vec<AttrPath>),
    /// These, and what is always returned.
    Only(Vec<AttrPath>),
    /// The default without these.
    Without(Vec<AttrPath>),
    /// What is returned on request as well, without these: for filters and sorts, which may look at
    /// whatever may be read.
    Everything(Vec<AttrPath>),
}

impl Selection {
    /// Reads `attributes` and `excludedAttributes`; both at once is 400 `invalidValue`.
    ///
    /// Names that no schema has select nothing and are no error.
    pub fn parse(attributes: Option<&str>, excluded: Option<&str>) -> Result<Self, Error> {
        let (only, without) = (paths(attributes)?, paths(excluded)?);
        match (only.is_empty(), without.is_empty()) {
            // RFC 7644 3.9: the two parameters exclude each other.
            (false, false) => Err(Error::invalid_value(
                "attributes and excludedAttributes cannot be used together",
            )),
            (false, true) => Ok(Self::Only(only)),
            (true, false) => Ok(Self::Without(without)),
            (true, true) => Ok(Self::Default),
        }
    }

    /// The same for the answer to a request that speaks of these attributes: RFC 7643 7 shows who
    /// wrote an attribute that is returned on request what became of it.
    #[must_use]
    pub fn to_who_wrote(self, spoken_of: Vec<AttrPath>) -> Self {
        match self {
            Self::Default if !spoken_of.is_empty() => Self::Written(spoken_of),
            other => other,
        }
    }

    /// The attribute, or a part of it, is asked for: for lists that are costly to load.
    pub fn wants(&self, attr: &str) -> bool {
        match self {
            Self::Default | Self::Written(_) => true,
            Self::Only(paths) => paths.iter().any(|path| covers(path, attr)),
            Self::Without(paths) | Self::Everything(paths) => !paths
                .iter()
                .any(|path| path.sub.is_none() && covers(path, attr)),
        }
    }
}

fn covers(path: &AttrPath, attr: &str) -> bool {
    let whole = path.to_string();
    fold::same(&path.attr, attr) || fold::same(&whole, CORE_USER) || fold::same(&whole, CORE_GROUP)
}

fn paths(list: Option<&str>) -> Result<Vec<AttrPath>, Error> {
    let names = list.unwrap_or_default().split(',').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(|name| AttrPath::parse(without_filter(name)))
        .collect()
}

/// Entra's tests ask for `emails[type eq "work"]`; RFC 7644 3.9 knows no filter here, so the whole
/// attribute is meant.
fn without_filter(name: &str) -> &str {
    match name.split_once('[') {
        Some((attribute, filter)) if filter.ends_with(']') => attribute,
        _ => name,
    }
}

/// The resource with the attributes that are asked for; names must be canonical.
///
/// What is always returned stays, what is never returned goes, whatever is asked.
pub fn project(resource_type: &ResourceType, resource: Value, selection: &Selection) -> Value {
    let Value::Object(members) = resource else {
        return resource;
    };
    let asked = Asked::new(resource_type, selection);
    let mut out = Map::new();
    for (key, value) in members {
        let shown = if let Some(attribute) = resource_type.core(&key) {
            asked.show(None, attribute, value)
        } else if let Some(schema) = resource_type.extension(&key) {
            let attributes = object(value).into_iter().filter_map(|(key, value)| {
                let attribute = schema.attribute(&key)?;
                Some((
                    key,
                    asked.show(Some(schema.urn.as_ref()), attribute, value)?,
                ))
            });
            let attributes: Map<String, Value> = attributes.collect();
            (!attributes.is_empty()).then_some(Value::Object(attributes))
        } else {
            None
        };
        if let Some(shown) = shown {
            out.insert(key, shown);
        }
    }
    if !matches!(asked, Asked::Everything(_)) {
        name_what_is_there(resource_type, &mut out);
    }
    Value::Object(out)
}

/// RFC 7643 3: `schemas` names those that define the attributes present in this representation, so
/// an extension of which nothing is returned is not named.
fn name_what_is_there(resource_type: &ResourceType, shown: &mut Map<String, Value>) {
    let extensions = resource_type.extensions.iter();
    let urns = extensions.map(|one| one.schema.urn.as_ref());
    let absent: Vec<&str> = urns.filter(|urn| !shown.contains_key(*urn)).collect();
    if let Some(named) = shown.get_mut("schemas").and_then(Value::as_array_mut) {
        named.retain(|urn| !absent.iter().any(|absent| urn == absent));
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A selection with its names looked up.
enum Asked<'a> {
    Default,
    Written(Vec<Located<'a>>),
    Only(Vec<Located<'a>>),
    Without(Vec<Located<'a>>),
    Everything(Vec<Located<'a>>),
}

/// How much of one attribute the names cover.
enum Extent<'a> {
    Nothing,
    Parts(Vec<&'a Attribute>),
    Whole,
}

impl<'a> Asked<'a> {
    fn new(resource_type: &'a ResourceType, selection: &Selection) -> Self {
        let located = |paths: &[AttrPath]| {
            let found = paths.iter().map(|path| resource_type.locate(path));
            found.filter_map(Result::ok).collect()
        };
        match selection {
            Selection::Default => Self::Default,
            Selection::Written(paths) => Self::Written(located(paths)),
            Selection::Only(paths) => Self::Only(located(paths)),
            Selection::Without(paths) => Self::Without(located(paths)),
            Selection::Everything(paths) => Self::Everything(located(paths)),
        }
    }

    /// What the server alone writes was not written by who spoke of it.
    fn was_written(&self, extension: Option<&str>, attribute: &Attribute) -> bool {
        match self {
            Self::Written(names) if attribute.mutability != Mutability::ReadOnly => {
                !matches!(extent(names, extension, attribute), Extent::Nothing)
            }
            _ => false,
        }
    }

    fn show(&self, extension: Option<&str>, attribute: &Attribute, value: Value) -> Option<Value> {
        // RFC 7643 7, `returned`.
        match (attribute.returned, self) {
            (Returned::Always, _) => Some(value),
            (Returned::Default, Self::Default | Self::Written(_)) => by_default(attribute, value),
            (Returned::Request, Self::Written(_)) => {
                self.was_written(extension, attribute).then_some(value)
            }
            (Returned::Never, _) | (Returned::Request, Self::Default | Self::Without(_)) => None,
            (_, Self::Everything(names)) => {
                let left_out = matches!(extent(names, extension, attribute), Extent::Whole);
                (!left_out).then_some(value)
            }
            (_, Self::Only(names)) => match extent(names, extension, attribute) {
                Extent::Nothing => None,
                Extent::Whole => Some(value),
                Extent::Parts(parts) => keep(value, &|name| {
                    attribute
                        .sub(name)
                        .is_some_and(|sub| sub.returned == Returned::Always || parts.contains(&sub))
                }),
            },
            (Returned::Default, Self::Without(names)) => {
                match extent(names, extension, attribute) {
                    Extent::Nothing => by_default(attribute, value),
                    Extent::Whole => None,
                    Extent::Parts(parts) => keep(value, &|name| {
                        attribute.sub(name).is_some_and(|sub| match sub.returned {
                            Returned::Always => true,
                            Returned::Default => !parts.contains(&sub),
                            Returned::Request | Returned::Never => false,
                        })
                    }),
                }
            }
        }
    }
}

/// The value without the parts that are shown to who names them, or the whole attribute.
fn by_default(attribute: &Attribute, value: Value) -> Option<Value> {
    let waits = |sub: &Attribute| matches!(sub.returned, Returned::Request | Returned::Never);
    if !attribute.sub_attributes.iter().any(waits) {
        return Some(value);
    }
    keep(value, &|name| {
        attribute.sub(name).is_some_and(|sub| !waits(sub))
    })
}

fn extent<'a>(names: &[Located<'a>], extension: Option<&str>, attribute: &Attribute) -> Extent<'a> {
    let mut parts = Vec::new();
    for name in names {
        match name {
            Located::Resource if extension.is_none() => return Extent::Whole,
            Located::Extension(schema) if extension == Some(schema.urn.as_ref()) => {
                return Extent::Whole;
            }
            Located::Attribute(Resolved {
                extension: home,
                attribute: other,
                sub,
            }) if *home == extension && other.name == attribute.name => match sub {
                Some(sub) => parts.push(*sub),
                None => return Extent::Whole,
            },
            _ => {}
        }
    }
    if parts.is_empty() {
        Extent::Nothing
    } else {
        Extent::Parts(parts)
    }
}

/// The value, or each value of a list, with some of its sub-attributes; nothing if none is left.
fn keep(value: Value, wanted: &dyn Fn(&str) -> bool) -> Option<Value> {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items
                .into_iter()
                .filter_map(|item| keep(item, wanted))
                .collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(mut members) => {
            members.retain(|name, _| wanted(name));
            (!members.is_empty()).then_some(Value::Object(members))
        }
        _ => None,
    }
}
