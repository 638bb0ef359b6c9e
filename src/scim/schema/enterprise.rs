//! The enterprise User extension (RFC 7643 4.3).

use super::{
    ENTERPRISE_USER,
    attribute::{Attribute, Mutability::ReadOnly},
    resource_type::Schema,
};

pub(super) fn schema() -> Schema {
    Schema {
        urn: ENTERPRISE_USER.into(),
        name: "EnterpriseUser".into(),
        description: "What an employer knows about a person.".into(),
        attributes: vec![
            Attribute::string(
                "employeeNumber",
                "The number by which the employer knows the person.",
            ),
            Attribute::string("costCenter", "The cost centre."),
            Attribute::string("organization", "The organisation."),
            Attribute::string("division", "The division."),
            Attribute::string("department", "The department."),
            manager(),
        ],
    }
}

/// Errata 8472: the id of the manager is compared with case.
fn manager() -> Attribute {
    Attribute::complex(
        "manager",
        "The person's manager.",
        vec![
            Attribute::string("value", "The id of the manager.").exact(),
            Attribute::reference("$ref", &["User"], "The URI of the manager."),
            Attribute::string("displayName", "The manager's display name.").mutable(ReadOnly),
        ],
    )
}
