//! One attribute of the file, checked against RFC 7643 2.

use super::place::{SchemaFileError, Source};
use super::raw::RawAttribute;
use muster_scim::schema::{Attribute, Kind, Mutability, Returned, Uniqueness, Word};
use toml::Spanned;

/// The most characters of a name.
const LONGEST: usize = 100;

/// The types that an attribute may have.
const KINDS: [Kind; 7] = [
    Kind::String,
    Kind::Boolean,
    Kind::Integer,
    Kind::Decimal,
    Kind::DateTime,
    Kind::Reference,
    Kind::Binary,
];

/// What a reference may point to (RFC 7643 7).
const TARGETS: [&str; 4] = ["User", "Group", "external", "uri"];

/// Reads one attribute; what the RFC or this server does not allow is refused where it stands.
pub(super) fn read(
    source: Source<'_>,
    raw: &RawAttribute,
    of_user: bool,
) -> Result<Attribute, SchemaFileError> {
    check_name(source, &raw.name)?;
    let kind = kind(source, raw.kind.as_ref())?;
    let attribute = Attribute {
        name: Word::Owned(raw.name.get_ref().clone()),
        kind,
        multi_valued: raw.multi_valued,
        required: raw.required,
        case_exact: case_exact(source, raw.case_exact.as_ref(), kind)?,
        mutability: mutability(source, raw.mutability.as_ref())?,
        returned: returned(source, raw.returned.as_ref())?,
        uniqueness: uniqueness(source, raw, kind, of_user)?,
        canonical_values: canonical(source, raw.canonical_values.as_ref(), kind)?,
        reference_types: targets(source, raw, kind)?,
        description: Word::Owned(raw.description.clone()),
        sub_attributes: Vec::new(),
    };
    Ok(attribute)
}

/// RFC 7643 2.1: ATTRNAME = ALPHA *(nameChar), without `$`, which no filter can name (RFC 7644
/// 3.4.2.2).
fn check_name(source: Source<'_>, name: &Spanned<String>) -> Result<(), SchemaFileError> {
    let text = name.get_ref();
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if begins && text.chars().all(allowed) && text.len() <= LONGEST {
        return Ok(());
    }
    Err(source.wrong(
        name,
        format!(
            "\"{text}\" cannot be the name of an attribute: begin with a letter and go on with \
             letters, digits, - and _, at most {LONGEST} characters (RFC 7643 2.1)"
        ),
    ))
}

fn kind(source: Source<'_>, raw: Option<&Spanned<String>>) -> Result<Kind, SchemaFileError> {
    let Some(raw) = raw else {
        return Ok(Kind::String);
    };
    let found = KINDS
        .into_iter()
        .find(|kind| kind.as_str() == raw.get_ref());
    found.ok_or_else(|| {
        let known = KINDS.map(Kind::as_str).join(", ");
        let what = match raw.get_ref().as_str() {
            "complex" => "an attribute of an account is flat: it cannot be complex".to_owned(),
            other => format!("there is no type \"{other}\""),
        };
        source.wrong(raw, format!("{what}; choose one of {known}"))
    })
}

/// RFC 7643 2.3.6 and 2.3.7: binaries and references are case exact; only of strings one can say.
fn case_exact(
    source: Source<'_>,
    raw: Option<&Spanned<bool>>,
    kind: Kind,
) -> Result<bool, SchemaFileError> {
    let always = matches!(kind, Kind::Reference | Kind::Binary);
    match raw {
        None => Ok(always),
        Some(raw) if kind == Kind::String || *raw.get_ref() == always => Ok(*raw.get_ref()),
        Some(raw) => Err(source.wrong(
            raw,
            format!(
                "caseExact of a {} is always {always}: leave the line out",
                kind.as_str()
            ),
        )),
    }
}

fn mutability(
    source: Source<'_>,
    raw: Option<&Spanned<String>>,
) -> Result<Mutability, SchemaFileError> {
    let Some(raw) = raw else {
        return Ok(Mutability::ReadWrite);
    };
    match Mutability::of_name(raw.get_ref()) {
        Some(one @ (Mutability::ReadWrite | Mutability::Immutable)) => Ok(one),
        Some(Mutability::ReadOnly) => Err(source.wrong(
            raw,
            "nobody could ever write a readOnly attribute: choose readWrite or immutable",
        )),
        Some(Mutability::WriteOnly) => Err(source.wrong(
            raw,
            "a value that nobody may read is not kept: choose readWrite or immutable",
        )),
        None => Err(unknown(source, raw, "readWrite, immutable")),
    }
}

fn returned(
    source: Source<'_>,
    raw: Option<&Spanned<String>>,
) -> Result<Returned, SchemaFileError> {
    let Some(raw) = raw else {
        return Ok(Returned::Default);
    };
    match Returned::of_name(raw.get_ref()) {
        Some(Returned::Never) => Err(source.wrong(
            raw,
            "a value that is never returned is not kept: choose default, always or request",
        )),
        Some(one) => Ok(one),
        None => Err(unknown(source, raw, "default, always, request")),
    }
}

fn uniqueness(
    source: Source<'_>,
    raw: &RawAttribute,
    kind: Kind,
    of_user: bool,
) -> Result<Uniqueness, SchemaFileError> {
    let Some(word) = &raw.uniqueness else {
        return Ok(Uniqueness::None);
    };
    let textual = matches!(kind, Kind::String | Kind::Reference);
    match Uniqueness::of_name(word.get_ref()) {
        Some(Uniqueness::None) => Ok(Uniqueness::None),
        Some(Uniqueness::Server) if of_user && textual && !raw.multi_valued => {
            Ok(Uniqueness::Server)
        }
        Some(Uniqueness::Server) => Err(source.wrong(
            word,
            "only a single string or reference of a User can be unique: choose none",
        )),
        Some(Uniqueness::Global) => Err(source.wrong(
            word,
            "nothing is known of other servers: choose server or none",
        )),
        None => Err(unknown(source, word, "none, server")),
    }
}

fn canonical(
    source: Source<'_>,
    raw: Option<&Spanned<Vec<String>>>,
    kind: Kind,
) -> Result<Vec<Word>, SchemaFileError> {
    let Some(raw) = raw else {
        return Ok(Vec::new());
    };
    if kind != Kind::String {
        let kind = kind.as_str();
        let why = format!("canonicalValues are for strings, and this is a {kind}");
        return Err(source.wrong(raw, why + ": leave the line out"));
    }
    Ok(raw.get_ref().iter().cloned().map(Word::Owned).collect())
}

fn targets(
    source: Source<'_>,
    raw: &RawAttribute,
    kind: Kind,
) -> Result<Vec<Word>, SchemaFileError> {
    match (&raw.reference_types, kind == Kind::Reference) {
        (None, false) => Ok(Vec::new()),
        (None, true) => Err(source.wrong(
            &raw.name,
            format!(
                "a reference says what it may point to: add referenceTypes with some of {}",
                TARGETS.join(", ")
            ),
        )),
        (Some(types), false) => Err(source.wrong(
            types,
            "referenceTypes are for references: leave the line out, or write type = \"reference\"",
        )),
        (Some(types), true) => {
            let known = |one: &String| TARGETS.contains(&one.as_str());
            if types.get_ref().is_empty() || !types.get_ref().iter().all(known) {
                return Err(unknown_targets(source, types));
            }
            Ok(types.get_ref().iter().cloned().map(Word::Owned).collect())
        }
    }
}

fn unknown_targets(source: Source<'_>, types: &Spanned<Vec<String>>) -> SchemaFileError {
    let why = format!("referenceTypes are some of {}", TARGETS.join(", "));
    source.wrong(types, why)
}

fn unknown(source: Source<'_>, raw: &Spanned<String>, known: &str) -> SchemaFileError {
    let why = format!(
        "there is no \"{}\" here: choose one of {known}",
        raw.get_ref()
    );
    source.wrong(raw, why)
}
