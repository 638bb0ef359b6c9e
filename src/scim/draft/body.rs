//! A partial resource: what a body or the value of an operation without a path says.

use serde_json::{Map, Value};

use super::{
    old_urns::todays,
    resource::{Draft, is_never_stored},
};
use crate::{
    error::Error,
    fold,
    patch::OpKind,
    path::{AttrPath, PatchPath},
    schema::{Attribute, Located, Mutability, Resolved, Schema},
};

impl Draft<'_> {
    /// An operation without a path: the value is a partial resource.
    pub(crate) fn body(&mut self, op: OpKind, body: &Map<String, Value>) -> Result<(), Error> {
        let switches = self.reader.switches;
        for (key, value) in body {
            let key = todays(self.resource_type, switches, key);
            if let Some(attribute) = self.resource_type.core(key) {
                let resolved = Resolved {
                    extension: None,
                    attribute,
                    sub: None,
                };
                self.given(op, &resolved, value)?;
            } else if let Some(schema) = self.resource_type.extension(key) {
                self.extension(op, schema, Some(value))?;
            } else if let (true, Value::Object(inner)) =
                (fold::same(key, &self.resource_type.schema.urn), value)
            {
                self.body(op, inner)?;
            } else if is_never_stored(&AttrPath::new(key, None)) {
                self.never_stored(key);
            } else {
                self.odd_key(op, key, value)?;
            }
        }
        Ok(())
    }

    /// A key that is a path: `name.givenName`, `urn:…:User:department`, or Entra's
    /// `emails[type eq "work"].value`; or an attribute of an extension without its URN.
    fn odd_key(&mut self, op: OpKind, key: &str, value: &Value) -> Result<(), Error> {
        let path = PatchPath::parse(key)
            .ok()
            .filter(|_| self.reader.switches.coerce);
        let Some(path) = path else {
            return self.unassigned_or_unknown(key, value);
        };
        match self.resource_type.locate(&path.plain()) {
            Ok(Located::Attribute(Resolved { attribute, sub, .. }))
                if attribute.is_read_only() || sub.is_some_and(Attribute::is_read_only) =>
            {
                // Ignored, as below.
                Ok(())
            }
            Ok(_) => self.at(op, &path, Some(value)).map(drop),
            Err(_) => self.unassigned_or_unknown(key, value),
        }
    }

    /// RFC 7643 2.5: null and empty lists say that there is nothing; of an unknown attribute that
    /// is true.
    fn unassigned_or_unknown(&mut self, key: &str, value: &Value) -> Result<(), Error> {
        if is_nothing(value) {
            return Ok(());
        }
        self.reader.unknown(key)
    }

    /// A whole extension.
    pub(super) fn extension(
        &mut self,
        op: OpKind,
        schema: &Schema,
        value: Option<&Value>,
    ) -> Result<(), Error> {
        let urn = schema.urn.as_ref();
        let resolved = |attribute| Resolved {
            extension: Some(urn),
            attribute,
            sub: None,
        };
        let members = match value {
            // As with a list: only what is named goes, and only under a lenient profile.
            Some(Value::Object(members))
                if op != OpKind::Remove || self.reader.switches.remove_listed =>
            {
                members
            }
            Some(Value::Null) if op == OpKind::Add => return Ok(()),
            None | Some(Value::Null) => {
                // The whole extension goes; what a client may not change stays.
                let free = |attribute: &&Attribute| attribute.mutability == Mutability::ReadWrite;
                for attribute in schema.attributes.iter().filter(free) {
                    // A required attribute is required of who has the extension (RFC 7643 6), and
                    // whether the resource may lack that is asked at the end.
                    self.forget(&resolved(attribute));
                }
                return Ok(());
            }
            Some(_) => return Err(Error::invalid_value(format!("\"{urn}\" takes an object"))),
        };
        for (key, value) in members {
            match schema.attribute(key) {
                Some(attribute) => self.given(op, &resolved(attribute), value)?,
                None => self.dotted(op, urn, key, value)?,
            }
        }
        Ok(())
    }

    /// A key inside an extension that is a path, as in `manager.value`.
    fn dotted(&mut self, op: OpKind, urn: &str, key: &str, value: &Value) -> Result<(), Error> {
        self.odd_key(op, &format!("{urn}:{key}"), value)
    }

    /// An attribute that stands in a body or a path-less value.
    fn given(&mut self, op: OpKind, resolved: &Resolved<'_>, value: &Value) -> Result<(), Error> {
        match resolved.attribute.name.as_ref() {
            // `schemas` follows from the content; members are rows of their own.
            "schemas" | "members" => Ok(()),
            // RFC 7644 3.3 and 3.5.1: read-only attributes in a body are ignored. Clients send back
            // what they read, so this is not worth a line in the log.
            _ if resolved.attribute.is_read_only() => Ok(()),
            _ => self.attribute(op, resolved, None, Some(value)),
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}
