//! People of chance.

use crate::support::Chance;
use muster_model::clock::Timestamp;
use muster_model::ids::{ConnectionId, EmailChangeId, InvitationId};
use muster_model::people::{
    Address, EmailChange, Invitation, InvitationState, Link, Person, Profile, Status, UserName,
};
use muster_scim::schema::{Attribute, ENTERPRISE_USER, Extension, Kind, MUSTER_USER, Schema, user};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Texts that would mislead a database that folds, trims, or knows wildcards and collations.
pub(super) const TEXTS: [&str; 30] = [
    "Ada",
    "ada",
    "ADA",
    "ada ",
    "Adam",
    "ÄDA",
    "äda",
    "Straße",
    "STRASSE",
    "İstanbul",
    "ıstanbul",
    "ΟΔΟΣ",
    "οδος",
    "Zoë",
    "a%a",
    "a_a",
    "o'neil",
    "back\\slash",
    "quote\"d",
    "日本",
    "😀x",
    "\u{d7ff}",
    "\u{e000}x",
    "a\u{10ffff}",
    "B",
    "b",
    "work",
    "10",
    "9",
    "true",
];

/// Moments at which an offset, a fraction or a sign matters.
pub(super) const MOMENTS: [&str; 9] = [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.0000001Z",
    "2026-01-01T02:00:00+02:00",
    "2025-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "1969-12-31T23:59:59.5Z",
    "2026-05-01T12:00:00.123456Z",
    "2026-05-01T12:00:00",
];

/// Numbers at which a fraction loses its way.
pub(super) fn numbers(kind: Kind) -> Vec<Value> {
    let mut numbers = vec![
        json!(0),
        json!(1),
        json!(10),
        json!(9),
        json!(-7),
        json!(9_007_199_254_740_992_i64),
        json!(9_007_199_254_740_993_i64),
        json!(i64::MIN),
        json!(u64::MAX),
    ];
    if kind == Kind::Decimal {
        let more = [-0.0, 1.0, -1.5, 0.1, 9_007_199_254_740_992.0, 1e300];
        numbers.extend(more.map(|number| json!(number)));
    }
    numbers
}

/// One person of chance: how it comes, and what becomes of it.
#[derive(Clone)]
pub(super) struct Spec {
    pub(super) id: Uuid,
    pub(super) first: Profile,
    pub(super) second: Profile,
    pub(super) username: Option<String>,
    pub(super) links: Vec<Link>,
    pub(super) is_deleted: bool,
    moments: [Option<Timestamp>; 3],
    status: Status,
    invitation: Option<Invitation>,
    email_change: Option<EmailChange>,
    sign_in: Option<Address>,
    owner: bool,
}

impl Spec {
    pub(super) fn new(n: usize, known: &[ConnectionId; 2], chance: &mut Chance) -> Self {
        let text = TEXTS[n % TEXTS.len()];
        let user_name = UserName::parse(&format!("{text}.{n}")).expect("a user name");
        let profile = |chance: &mut Chance| Profile {
            user_name: user_name.clone(),
            attributes: attributes(chance),
        };
        let mut links = Vec::new();
        for (connection, odds) in known.iter().zip([5, 2]) {
            if !chance.one_in(odds) {
                links.push(Link {
                    connection: *connection,
                    external_id: (!chance.one_in(4)).then(|| format!("{text} {n}")),
                    active: !chance.one_in(3),
                    guest_record: None,
                    created_at: Timestamp(0),
                });
            }
        }
        let domain = *chance.pick(&["adopt.example", "other.example"]);
        let sign_in = Address::parse(&format!("p{n}@{domain}")).expect("an address");
        let owner = chance.one_in(9);
        Self {
            id: uuid(chance),
            first: profile(chance),
            second: profile(chance),
            username: chance.one_in(3).then(|| format!("{text}{n}")),
            links,
            is_deleted: !owner && chance.one_in(12),
            moments: [moment(chance), moment(chance), moment(chance)],
            status: *chance.pick(&[
                Status::NoAccess,
                Status::Invited,
                Status::Active,
                Status::Deactivated,
            ]),
            invitation: (!chance.one_in(3)).then(|| invitation(chance)),
            email_change: chance.one_in(4).then(|| email_change(n, chance)),
            sign_in: (!chance.one_in(4)).then_some(sign_in),
            owner,
        }
    }

    /// What has happened to the person meanwhile.
    pub(super) fn live(&self, person: &mut Person) {
        let [last_login, activated_at, created_at] = self.moments;
        (person.last_login, person.activated_at) = (last_login, activated_at);
        person.created_at = created_at.unwrap_or(person.created_at);
        person.status = self.status;
        person.invitation.clone_from(&self.invitation);
        person.email_change.clone_from(&self.email_change);
        person.sign_in.clone_from(&self.sign_in);
        person.owner = self.owner;
    }
}

fn uuid(chance: &mut Chance) -> Uuid {
    let bits = |chance: &mut Chance| chance.below(usize::MAX) as u128;
    Uuid::from_u128(bits(chance) << 64 | bits(chance))
}

fn moment(chance: &mut Chance) -> Option<Timestamp> {
    let micros = [
        1_767_225_600_000_000,
        1_767_225_600_000_001,
        1_767_225_599_999_999,
        -500_000,
        1_777_636_800_123_456,
    ];
    (!chance.one_in(3)).then(|| Timestamp(*chance.pick(&micros)))
}

fn invitation(chance: &mut Chance) -> Invitation {
    let far = Timestamp(4_000_000_000_000_000);
    let state = *chance.pick(&[
        InvitationState::Held,
        InvitationState::Sent,
        InvitationState::Revoked,
        InvitationState::Accepted,
    ]);
    Invitation {
        id: InvitationId(uuid(chance)),
        version: 0,
        state,
        held: None,
        address: None,
        created_at: Timestamp(0),
        expires_at: moment(chance).unwrap_or(far),
    }
}

fn email_change(n: usize, chance: &mut Chance) -> EmailChange {
    EmailChange {
        id: EmailChangeId(uuid(chance)),
        new: Address::parse(&format!("new{n}@other.example")).expect("an address"),
        requested_at: Timestamp(0),
        expires_at: moment(chance).unwrap_or(Timestamp(4_000_000_000_000_000)),
    }
}

fn attributes(chance: &mut Chance) -> Map<String, Value> {
    let mut all = Map::new();
    for schema in [user().schema.attributes.as_slice()] {
        for attribute in schema {
            let own = matches!(attribute.name.as_ref(), "userName" | "active" | "groups");
            if !own && !chance.one_in(3) {
                let value = value(attribute, chance);
                all.insert(attribute.name.to_string(), value);
            }
        }
    }
    let enterprise = user().extension(ENTERPRISE_USER).expect("a schema");
    let ours = user().extension(MUSTER_USER).expect("a schema");
    let (fleet, more) = (fleet("User").schema, more("User").schema);
    all.extend(extensions(&[enterprise, ours, &fleet, &more], chance));
    all
}

/// Values of some of these extensions.
pub(super) fn extensions(schemas: &[&Schema], chance: &mut Chance) -> Map<String, Value> {
    let mut all = Map::new();
    for schema in schemas {
        let mut extension = Map::new();
        for attribute in &schema.attributes {
            let is_said = !attribute.is_read_only() && attribute.name != "username";
            if is_said && chance.one_in(2) {
                extension.insert(attribute.name.to_string(), value(attribute, chance));
            }
        }
        if !extension.is_empty() && !chance.one_in(3) {
            all.insert(schema.urn.to_string(), Value::Object(extension));
        }
    }
    all
}

fn value(attribute: &Attribute, chance: &mut Chance) -> Value {
    if !attribute.multi_valued {
        return one(attribute, chance);
    }
    let mut primary = false;
    let many = (0..=chance.below(3)).map(|_| {
        let mut one = one(attribute, chance);
        // RFC 7643 2.4: at most one is.
        if let Some(said) = one.get_mut("primary") {
            *said = json!(!primary && *said == json!(true));
            primary |= *said == json!(true);
        }
        one
    });
    Value::Array(many.collect())
}

fn one(attribute: &Attribute, chance: &mut Chance) -> Value {
    match attribute.kind {
        Kind::Complex => {
            let parts = attribute.sub_attributes.iter();
            let parts = parts.filter(|part| part.name == "value" || !part.is_read_only());
            let mut said = Map::new();
            for part in parts {
                if !chance.one_in(3) {
                    said.insert(part.name.to_string(), one(part, chance));
                }
            }
            if said.is_empty() {
                said.insert("value".to_owned(), json!("x"));
            }
            Value::Object(said)
        }
        Kind::Boolean => json!(chance.one_in(2)),
        Kind::Integer | Kind::Decimal => chance.pick(&numbers(attribute.kind)).clone(),
        Kind::DateTime => json!(chance.pick(&MOMENTS)),
        Kind::Binary => json!(chance.pick(&["aGk=", "AGK=", "YQ=="])),
        // RFC 7643 2.5: an empty text is no value; some profiles keep it all the same.
        Kind::String | Kind::Reference if chance.one_in(12) => json!(""),
        // Longer than what an index holds of it.
        Kind::String if chance.one_in(25) => {
            json!(format!("{}{}", "Ä".repeat(200), chance.pick(&["a", "b"])))
        }
        Kind::String | Kind::Reference => json!(chance.pick(&TEXTS)),
    }
}

/// An extension of the account's own, with an attribute of every type.
pub(super) fn fleet(of: &str) -> Extension {
    let urn = urn(of);

    let of = |name: &'static str, kind: Kind| {
        let mut attribute = user().core("title").expect("an attribute").clone();
        attribute.name = name.into();
        attribute.kind = kind;
        attribute
    };
    let many = |name, kind| Attribute {
        multi_valued: true,
        ..of(name, kind)
    };
    let exact = |attribute| Attribute {
        case_exact: true,
        ..attribute
    };
    extension(
        urn,
        vec![
            of("depot", Kind::String),
            exact(of("code", Kind::String)),
            many("tags", Kind::String),
            exact(many("codes", Kind::String)),
            of("points", Kind::Integer),
            many("levels", Kind::Integer),
            of("weight", Kind::Decimal),
            many("weights", Kind::Decimal),
            of("since", Kind::DateTime),
            many("dates", Kind::DateTime),
            of("licensed", Kind::Boolean),
            many("flags", Kind::Boolean),
            exact(of("page", Kind::Reference)),
            of("key", Kind::Binary),
        ],
    )
}

/// Another, whose URN begins with the first.
pub(super) fn more(of: &str) -> Extension {
    let mut depot = user().core("title").expect("an attribute").clone();
    depot.name = "yard".into();
    extension(format!("{}:more", urn(of)), vec![depot])
}

fn urn(of: &str) -> String {
    format!("urn:example:params:scim:schemas:extension:fleet:2.0:{of}")
}

fn extension(urn: String, attributes: Vec<Attribute>) -> Extension {
    Extension {
        schema: Schema {
            urn: urn.into(),
            name: "Fleet".into(),
            description: "What a fleet knows.".into(),
            attributes,
        },
        required: false,
    }
}
