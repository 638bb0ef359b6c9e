//! What predicates say of records, and what they never say.

mod holds;
mod unknown;

use crate::access::{Access, Named};
use crate::access::{
    AttributeKind, Comparison, EntityAttribute, EntityType, Me, Operand, Predicate, Record, Scope,
};
use crate::ids::FleetGroupId;
use serde_json::Value;
use uuid::Uuid;

const CHICAGO: FleetGroupId = FleetGroupId(Uuid::from_u128(22));

fn vehicle() -> EntityType {
    let attribute = |(name, kind): (&str, AttributeKind)| EntityAttribute {
        name: name.to_owned(),
        kind,
    };
    EntityType {
        name: "vehicle".to_owned(),
        module: "vehicles".to_owned(),
        attributes: [
            ("status", AttributeKind::Text),
            ("group", AttributeKind::Group),
            ("owner", AttributeKind::Person),
            ("hours", AttributeKind::Number),
            ("archived", AttributeKind::Boolean),
            ("due", AttributeKind::DateTime),
        ]
        .map(attribute)
        .to_vec(),
        assigned_by: None,
        places: Vec::new(),
    }
}

/// Ada, who sees Chicago and is in the case group `Red`.
fn ada() -> Me {
    let chicago = Named {
        id: CHICAGO,
        name: "Chicago".to_owned(),
    };
    let access = Access {
        fleet: Scope::Some(vec![chicago]),
        ..Access::nothing()
    };
    Me::with(&access)
        .known_as("ada")
        .known_as("Ada@Example.com")
        .in_case_group("Red")
}

fn record(attributes: &Value) -> Record {
    let told = attributes.as_object().unwrap().iter();
    Record {
        entity: "vehicle".to_owned(),
        id: Some("v-1".to_owned()),
        attributes: told.map(|(k, v)| (k.clone(), v.clone())).collect(),
    }
}

fn compare(attribute: &str, op: Comparison, operand: Operand) -> Predicate {
    Predicate::Compare {
        attribute: attribute.to_owned(),
        op,
        operand,
    }
}

fn text(text: &str) -> Operand {
    Operand::Text(text.to_owned())
}
