//! The draft itself: where the parts of an operation find their attribute.

use serde_json::{Map, Value, json};

use super::{Home, Target, parts, select, whole};
use crate::{
    error::Error,
    filter::Filter,
    fold,
    patch::OpKind,
    path::{AttrPath, PatchPath},
    profile::Switches,
    schema::{Attribute, Extension, Located, Resolved, ResourceType},
    value::Reader,
};

/// Whether an operation found what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It did, whether or not anything changed.
    Known,
    /// Its path names an attribute that no schema has; it was left out.
    Unknown(Error),
}

/// A resource while it is being written.
pub(crate) struct Draft<'r> {
    pub(crate) resource_type: &'r ResourceType,
    doc: Map<String, Value>,
    /// Reads values and remembers what was left out.
    pub(crate) reader: Reader,
    /// The full names of the attributes that were spoken of.
    pub(crate) named: Vec<String>,
    /// What an account began to demand when the resource was there already.
    excused: Vec<String>,
}

impl<'r> Draft<'r> {
    pub(crate) fn new(resource_type: &'r ResourceType, doc: &Value, switches: Switches) -> Self {
        let mut doc = doc.as_object().cloned().unwrap_or_default();
        doc.shift_remove("schemas");
        let mut draft = Self {
            resource_type,
            doc,
            reader: Reader::new(switches),
            named: Vec::new(),
            excused: Vec::new(),
        };
        if !draft.doc.is_empty() {
            draft.excused = missing(resource_type, &draft.doc);
        }
        draft
    }

    /// Does not demand what the stored resource did not have: a leaver is never held back by an
    /// extension that became required later.
    pub(crate) fn excuse(&mut self, stored: &Value) {
        if let Some(stored) = stored.as_object() {
            self.excused = missing(self.resource_type, stored);
        }
    }

    /// The written resource with its `schemas`, and what was left out.
    ///
    /// A required attribute without a value is 400 `invalidValue`.
    pub(crate) fn finish(self) -> Result<(Value, Vec<String>), Error> {
        for attribute in &self.resource_type.schema.attributes {
            let value = self.doc.get(attribute.name.as_ref());
            let blank = value
                .and_then(Value::as_str)
                .is_some_and(|text| text.trim().is_empty());
            // Whoever leaves `active` out gets a default.
            let filled_in = attribute.name == "active";
            if attribute.required && !filled_in && (value.is_none() || blank) {
                let name = &attribute.name;
                return Err(Error::invalid_value(format!("\"{name}\" is required")));
            }
        }
        let lacks = missing(self.resource_type, &self.doc).into_iter();
        if let Some(name) = lacks.into_iter().find(|name| !self.excused.contains(name)) {
            return Err(Error::invalid_value(format!("\"{name}\" is required")));
        }
        let extensions = self.resource_type.extensions.iter();
        let used = extensions
            .map(|extension| extension.schema.urn.as_ref())
            .filter(|urn| self.doc.contains_key(*urn));
        let schemas: Vec<_> = std::iter::once(self.resource_type.schema.urn.as_ref())
            .chain(used)
            .collect();
        let mut doc = Map::new();
        doc.insert("schemas".to_owned(), json!(schemas));
        doc.extend(self.doc);
        Ok((Value::Object(doc), self.reader.ignored))
    }

    /// The value that an attribute has by now.
    pub(crate) fn value(&self, resolved: &Resolved<'_>) -> Option<&Value> {
        let home = match resolved.extension {
            Some(urn) => self.doc.get(urn)?.as_object()?,
            None => &self.doc,
        };
        home.get(resolved.attribute.name.as_ref())
    }

    /// Puts back a value that was stored before.
    pub(crate) fn restore(&mut self, resolved: &Resolved<'_>, value: Value) {
        let key = resolved.attribute.name.as_ref();
        match resolved.extension {
            None => {
                self.doc.insert(key.to_owned(), value);
            }
            Some(urn) => self.restore_hidden(urn, key, value),
        }
    }

    /// Puts an attribute back that no schema has now.
    pub(crate) fn restore_hidden(&mut self, urn: &str, name: &str, value: Value) {
        let empty = || Value::Object(Map::new());
        let home = self.doc.entry(urn).or_insert_with(empty);
        if let Some(home) = home.as_object_mut() {
            home.insert(name.to_owned(), value);
        }
    }

    /// An operation with a path.
    pub(crate) fn at(
        &mut self,
        op: OpKind,
        path: &PatchPath,
        value: Option<&Value>,
    ) -> Result<Reach, Error> {
        let plain = path.plain();
        if is_never_stored(&plain) {
            self.never_stored(&plain.attr);
            return Ok(Reach::Known);
        }
        match self.resource_type.locate(&plain) {
            Err(unknown) if self.reader.switches.ignore_unknown => {
                self.reader.ignore(unknown.to_string());
                Ok(Reach::Unknown(unknown.in_path()))
            }
            Err(unknown) => Err(unknown.in_path()),
            Ok(Located::Resource | Located::Extension(_)) if path.filter.is_some() => Err(
                Error::invalid_path(format!("\"{plain}\" has no values to select from")),
            ),
            Ok(Located::Resource) => match (op, value) {
                (OpKind::Add | OpKind::Replace, Some(Value::Object(body))) => {
                    self.body(op, body).map(|()| Reach::Known)
                }
                _ => Err(Error::no_target("the path names the whole resource")),
            },
            Ok(Located::Extension(schema)) => {
                self.extension(op, schema, value).map(|()| Reach::Known)
            }
            Ok(Located::Attribute(resolved)) => {
                let frozen = resolved.attribute.is_read_only()
                    || resolved.sub.is_some_and(Attribute::is_read_only);
                if frozen {
                    // RFC 7644 3.5.2: a read-only target is an error when it is named by a path.
                    return Err(Error::mutability(format!("\"{plain}\" is read-only")));
                }
                self.attribute(op, &resolved, path.filter.as_ref(), value)
                    .map(|()| Reach::Known)
            }
        }
    }

    /// A change of one attribute, or of parts of it.
    pub(super) fn attribute(
        &mut self,
        op: OpKind,
        resolved: &Resolved<'_>,
        filter: Option<&Filter>,
        value: Option<&Value>,
    ) -> Result<(), Error> {
        let target = Target::of(resolved);
        if target.name == "schemas" {
            self.reader
                .ignore("\"schemas\" follows from the content".to_owned());
            return Ok(());
        }
        self.named.push(target.name.clone());
        let reader = &mut self.reader;
        let mut work = |home: &mut Home| match (filter, resolved.sub) {
            (Some(filter), sub) => select::change(
                reader,
                home,
                &target,
                &select::Selected { op, filter, sub },
                value,
            ),
            (None, Some(sub)) => parts::change(reader, home, &target, (op, sub), value),
            (None, None) => whole::change(reader, home, &target, op, value),
        };
        match resolved.extension {
            None => work(&mut self.doc),
            Some(urn) => {
                let mut home = match self.doc.get(urn) {
                    Some(Value::Object(members)) => members.clone(),
                    _ => Map::new(),
                };
                work(&mut home)?;
                if home.is_empty() {
                    self.doc.shift_remove(urn);
                } else {
                    self.doc.insert(urn.to_owned(), Value::Object(home));
                }
                Ok(())
            }
        }
    }

    /// Takes an attribute away, whatever it holds.
    pub(super) fn forget(&mut self, resolved: &Resolved<'_>) {
        self.named.push(resolved.canonical());
        let Some(urn) = resolved.extension else {
            return;
        };
        let home = self.doc.get_mut(urn).and_then(Value::as_object_mut);
        let emptied = home.is_some_and(|home| {
            home.shift_remove(resolved.attribute.name.as_ref());
            home.is_empty()
        });
        if emptied {
            self.doc.shift_remove(urn);
        }
    }

    pub(super) fn never_stored(&mut self, name: &str) {
        self.reader
            .ignore(format!("\"{name}\" is accepted and never stored"));
    }
}

/// What the extensions demand and a resource lacks: a required extension (RFC 7643 6), and the
/// required attributes of those that it has.
fn missing(resource_type: &ResourceType, doc: &Home) -> Vec<String> {
    let mut names = Vec::new();
    for Extension { schema, required } in &resource_type.extensions {
        let Some(held) = doc.get(schema.urn.as_ref()) else {
            if *required {
                names.push(schema.urn.to_string());
            }
            continue;
        };
        let wanted = schema.attributes.iter().filter(|one| one.required);
        let absent = wanted.filter(|one| held.get(one.name.as_ref()).is_none());
        names.extend(absent.map(|one| format!("{}:{}", schema.urn, one.name)));
    }
    names
}

/// Passwords are accepted over SCIM, and ignored.
pub(super) fn is_never_stored(path: &AttrPath) -> bool {
    fold::same(&path.attr, "password") && path.sub.is_none()
}
