//! One attribute and its characteristics (RFC 7643 2.2 and 7).

use std::borrow::Cow;

use crate::fold;

/// A word of a schema: written in this program, or in an account's own file.
pub type Word = Cow<'static, str>;

/// An attribute or sub-attribute and its characteristics (RFC 7643 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name in its canonical spelling; names are compared without case (RFC 7643 2.1).
    pub name: Word,
    /// The data type of a value.
    pub kind: Kind,
    /// The attribute holds a list of values.
    pub multi_valued: bool,
    /// A resource without a value is refused.
    pub required: bool,
    /// Case counts when values are compared.
    pub case_exact: bool,
    /// Whether and when a client may write.
    pub mutability: Mutability,
    /// When the attribute stands in an answer.
    pub returned: Returned,
    /// Among whom a value is unique.
    pub uniqueness: Uniqueness,
    /// Suggested values; others are accepted.
    pub canonical_values: Vec<Word>,
    /// What a reference may point to.
    pub reference_types: Vec<Word>,
    /// A sentence for the administrator who maps it.
    pub description: Word,
    /// The parts of a complex value.
    pub sub_attributes: Vec<Attribute>,
}

/// The data types of RFC 7643 2.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A number with a fraction.
    Decimal,
    /// A whole number.
    Integer,
    /// An xsd:dateTime.
    DateTime,
    /// Base64.
    Binary,
    /// A URI.
    Reference,
    /// An object of sub-attributes.
    Complex,
}

impl Kind {
    /// The name of the type as it stands in a schema document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Decimal => "decimal",
            Self::Integer => "integer",
            Self::DateTime => "dateTime",
            Self::Binary => "binary",
            Self::Reference => "reference",
            Self::Complex => "complex",
        }
    }

    /// The one of that name, as it stands in a schema document.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut all = [
            Self::String,
            Self::Boolean,
            Self::Decimal,
            Self::Integer,
            Self::DateTime,
            Self::Binary,
            Self::Reference,
            Self::Complex,
        ]
        .into_iter();
        all.find(|one| one.as_str() == name)
    }
}

/// Whether and when a client may write an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mutability {
    /// Never.
    ReadOnly,
    /// At any time.
    ReadWrite,
    /// While it has no value.
    Immutable,
    /// At any time, and nobody may read it.
    WriteOnly,
}

impl Mutability {
    /// The keyword as it stands in a schema document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadOnly => "readOnly",
            Self::ReadWrite => "readWrite",
            Self::Immutable => "immutable",
            Self::WriteOnly => "writeOnly",
        }
    }

    /// The one of that name, as it stands in a schema document.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut all = [
            Self::ReadOnly,
            Self::ReadWrite,
            Self::Immutable,
            Self::WriteOnly,
        ]
        .into_iter();
        all.find(|one| one.as_str() == name)
    }
}

/// When an attribute stands in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Returned {
    /// Whatever the client asks for.
    Always,
    /// Never.
    Never,
    /// Unless the client asks otherwise.
    Default,
    /// When the client asks for it by name.
    Request,
}

impl Returned {
    /// The keyword as it stands in a schema document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Never => "never",
            Self::Default => "default",
            Self::Request => "request",
        }
    }

    /// The one of that name, as it stands in a schema document.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut all = [Self::Always, Self::Never, Self::Default, Self::Request].into_iter();
        all.find(|one| one.as_str() == name)
    }
}

/// Among whom a value is unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uniqueness {
    /// It need not be.
    None,
    /// Among the resources that one client sees here.
    Server,
    /// Everywhere.
    Global,
}

impl Uniqueness {
    /// The keyword as it stands in a schema document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Server => "server",
            Self::Global => "global",
        }
    }

    /// The one of that name, as it stands in a schema document.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut all = [Self::None, Self::Server, Self::Global].into_iter();
        all.find(|one| one.as_str() == name)
    }
}

/// The builders with which the tables of this folder are written; RFC 7643 2.2 has the defaults.
impl Attribute {
    pub(super) const fn of(kind: Kind, name: &'static str, description: &'static str) -> Self {
        Self {
            name: Word::Borrowed(name),
            kind,
            multi_valued: false,
            required: false,
            case_exact: false,
            mutability: Mutability::ReadWrite,
            returned: Returned::Default,
            uniqueness: Uniqueness::None,
            canonical_values: Vec::new(),
            reference_types: Vec::new(),
            description: Word::Borrowed(description),
            sub_attributes: Vec::new(),
        }
    }

    pub(super) const fn string(name: &'static str, description: &'static str) -> Self {
        Self::of(Kind::String, name, description)
    }

    pub(super) const fn boolean(name: &'static str, description: &'static str) -> Self {
        Self::of(Kind::Boolean, name, description)
    }

    pub(super) fn reference(
        name: &'static str,
        to: &'static [&'static str],
        description: &'static str,
    ) -> Self {
        let mut attribute = Self::of(Kind::Reference, name, description);
        attribute.reference_types = words(to);
        // RFC 7643 2.3.7: a reference is case exact.
        attribute.case_exact = true;
        attribute
    }

    pub(super) fn complex(name: &'static str, description: &'static str, subs: Vec<Self>) -> Self {
        let mut attribute = Self::of(Kind::Complex, name, description);
        attribute.sub_attributes = subs;
        attribute
    }

    pub(super) const fn many(mut self) -> Self {
        self.multi_valued = true;
        self
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn exact(mut self) -> Self {
        self.case_exact = true;
        self
    }

    pub(super) const fn mutable(mut self, mutability: Mutability) -> Self {
        self.mutability = mutability;
        self
    }

    pub(super) const fn always(mut self) -> Self {
        self.returned = Returned::Always;
        self
    }

    pub(super) const fn on_request(mut self) -> Self {
        self.returned = Returned::Request;
        self
    }

    pub(super) const fn unique(mut self) -> Self {
        self.uniqueness = Uniqueness::Server;
        self
    }

    pub(super) fn canonical(mut self, values: &'static [&'static str]) -> Self {
        self.canonical_values = words(values);
        self
    }
}

impl Attribute {
    /// The sub-attribute of that name, whatever its case.
    pub fn sub(&self, name: &str) -> Option<&Self> {
        self.sub_attributes
            .iter()
            .find(|sub| fold::same(&sub.name, name))
    }

    /// What a comparison without a sub-attribute looks at: the attribute itself, or the `value` of
    /// a complex one.
    pub fn comparable(&self) -> Option<&Self> {
        if self.kind == Kind::Complex {
            self.sub("value")
        } else {
            Some(self)
        }
    }

    /// A client may never write it.
    pub fn is_read_only(&self) -> bool {
        self.mutability == Mutability::ReadOnly
    }
}

fn words(words: &[&'static str]) -> Vec<Word> {
    words.iter().map(|word| Word::Borrowed(*word)).collect()
}
