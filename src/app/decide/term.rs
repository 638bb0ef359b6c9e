//! A predicate for the one who asked: every variable is replaced by what it stands for.

use muster_model::access::{AttributeKind, Comparison, EntityType, Me, Operand, Predicate};
use muster_model::clock::in_utc;
use serde_json::{Value, json};
use std::fmt;

/// Which records somebody reaches, as an application turns it into its own query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// All of them hold.
    And(Vec<Term>),
    /// Any of them holds.
    Or(Vec<Term>),
    /// The contrary.
    Not(Box<Term>),
    /// The attribute has a value.
    Present(Attribute),
    /// A value of the attribute compares so with this one.
    Compare(Attribute, Comparison, Operand),
    /// A value of the attribute is one of these, without regard to case; or with `false`, a value is
    /// none of these, or there is none.
    In(Attribute, bool, Vec<String>),
    /// A value of the attribute is one of these ids, byte by byte.
    These(String, Vec<String>),
}

/// An attribute of a record, and what its values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
}

impl Term {
    /// A predicate with what the variables stand for.
    pub(super) fn of(predicate: &Predicate, entity: &EntityType, me: &Me) -> Self {
        let all = |terms: &[Predicate]| terms.iter().map(|one| Self::of(one, entity, me)).collect();
        let attribute = |name: &String| Attribute {
            name: name.clone(),
            kind: entity.kind_of(name),
        };
        match predicate {
            Predicate::And(terms) => Self::And(all(terms)),
            Predicate::Or(terms) => Self::Or(all(terms)),
            Predicate::Not(inner) => Self::Not(Box::new(Self::of(inner, entity, me))),
            Predicate::Present(name) => Self::Present(attribute(name)),
            Predicate::Compare {
                attribute: name,
                op,
                operand,
            } => {
                let is = *op != Comparison::Ne;
                let one_of = |names: &[String]| Self::In(attribute(name), is, names.to_vec());
                match operand {
                    Operand::Null => Self::there_is(attribute(name), !is),
                    Operand::Me => one_of(me.names()),
                    Operand::MyCaseGroups => one_of(me.case_groups()),
                    // Every group is one of the entire fleet.
                    Operand::MyGroups => match me.groups() {
                        Some(groups) => one_of(groups),
                        None => Self::there_is(attribute(name), is),
                    },
                    constant => {
                        let attribute = attribute(name);
                        let constant = written(attribute.kind, constant);
                        Self::Compare(attribute, *op, constant)
                    }
                }
            }
        }
    }

    /// A place where the record is, one of these; a record without a place is everywhere, unless it
    /// must have one.
    pub(super) fn placed(name: &str, places: Vec<String>, must: bool) -> Self {
        let attribute = Attribute {
            name: name.to_owned(),
            kind: AttributeKind::Text,
        };
        let within = Self::In(attribute.clone(), true, places);
        if must {
            return within;
        }
        Self::Or(vec![Self::there_is(attribute, false), within])
    }

    fn there_is(attribute: Attribute, is: bool) -> Self {
        let present = Self::Present(attribute);
        if is {
            present
        } else {
            Self::Not(Box::new(present))
        }
    }

    /// The term as JSON: `and`, `or`, `not`, or an attribute with its kind, an operator and a value or
    /// values.
    pub fn json(&self) -> Value {
        let all = |terms: &[Self]| Value::Array(terms.iter().map(Self::json).collect());
        match self {
            Self::And(terms) => json!({"and": all(terms)}),
            Self::Or(terms) => json!({"or": all(terms)}),
            Self::Not(inner) => json!({"not": inner.json()}),
            Self::Present(of) => {
                json!({"attribute": of.name, "kind": of.kind.as_str(), "op": "pr"})
            }
            Self::Compare(of, op, operand) => json!({
                "attribute": of.name,
                "kind": of.kind.as_str(),
                "op": op.as_str(),
                "value": value(operand),
            }),
            Self::In(of, is, values) => json!({
                "attribute": of.name,
                "kind": of.kind.as_str(),
                "op": if *is { "in" } else { "not_in" },
                "values": values,
            }),
            Self::These(name, ids) => {
                json!({"attribute": name, "kind": "id", "op": "in", "values": ids})
            }
        }
    }
}

/// A constant as applications compare it: moments in UTC, whatever their offset was, with all their
/// digits, as decisions compare them; earlier versions took more than a microsecond has.
fn written(kind: AttributeKind, constant: &Operand) -> Operand {
    let moment = match (kind, constant) {
        (AttributeKind::DateTime, Operand::Text(text)) => in_utc(text),
        _ => None,
    };
    moment.map_or_else(|| constant.clone(), Operand::Text)
}

fn value(operand: &Operand) -> Value {
    match operand {
        Operand::Text(text) => json!(text),
        Operand::Number(number) => json!(number),
        Operand::Boolean(yes) => json!(yes),
        Operand::Null | Operand::Me | Operand::MyGroups | Operand::MyCaseGroups => Value::Null,
    }
}

/// As a SCIM filter (RFC 7644 3.4.2.2), which knows no lists: where an attribute has several values, a
/// `not_in` finds fewer records than it means, and never more.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, true)
    }
}

impl Term {
    /// Writes it so that a record is found only if it is meant: where the term stands behind an odd number of
    /// `not`, it may hold of more, and else of fewer.
    fn write(&self, f: &mut fmt::Formatter<'_>, fewer: bool) -> fmt::Result {
        match self {
            Self::And(terms) => joined(f, terms, " and ", fewer),
            Self::Or(terms) => joined(f, terms, " or ", fewer),
            Self::Not(inner) => {
                write!(f, "not (")?;
                inner.write(f, !fewer)?;
                write!(f, ")")
            }
            Self::Present(of) => write!(f, "{} pr", of.name),
            Self::Compare(of, op, operand) => write!(f, "{} {} {operand}", of.name, op.as_str()),
            Self::In(of, true, values) => one_of(f, &of.name, values),
            Self::These(name, ids) => one_of(f, name, ids),
            Self::In(of, false, values) => none_of(f, &of.name, values, fewer),
        }
    }
}

fn one_of(f: &mut fmt::Formatter<'_>, name: &str, values: &[String]) -> fmt::Result {
    if values.is_empty() {
        return write!(f, "({name} pr and not ({name} pr))");
    }
    write!(f, "({})", each(name, "eq", values).join(" or "))
}

/// Of several values either none is one of these, or for each of these there is another value.
fn none_of(f: &mut fmt::Formatter<'_>, name: &str, values: &[String], fewer: bool) -> fmt::Result {
    if values.is_empty() {
        return write!(f, "({name} pr or not ({name} pr))");
    }
    if fewer {
        write!(f, "not ({})", each(name, "eq", values).join(" or "))
    } else {
        write!(f, "({})", each(name, "ne", values).join(" and "))
    }
}

fn each(name: &str, op: &str, values: &[String]) -> Vec<String> {
    let values = values.iter();
    values
        .map(|value| format!("{name} {op} {}", json!(value)))
        .collect()
}

fn joined(f: &mut fmt::Formatter<'_>, terms: &[Term], word: &str, fewer: bool) -> fmt::Result {
    for (at, term) in terms.iter().enumerate() {
        if at > 0 {
            f.write_str(word)?;
        }
        let is_list = matches!(term, Term::And(_) | Term::Or(_));
        if is_list {
            f.write_str("(")?;
        }
        term.write(f, fewer)?;
        if is_list {
            f.write_str(")")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Term, written};
    use muster_model::access::{AttributeKind, Operand};

    fn none_of(values: &[&str]) -> Term {
        let of = Attribute {
            name: "group".to_owned(),
            kind: AttributeKind::Group,
        };
        Term::In(
            of,
            false,
            values.iter().map(|one| (*one).to_owned()).collect(),
        )
    }

    #[test]
    fn of_several_values_a_filter_finds_no_more_also_behind_not() {
        let plain = none_of(&["east", "west"]).to_string();
        insta::assert_snapshot!(plain, @r#"not (group eq "east" or group eq "west")"#);
        let behind = Term::Not(Box::new(none_of(&["east", "west"]))).to_string();
        insta::assert_snapshot!(behind, @r#"not ((group ne "east" and group ne "west"))"#);
    }

    #[test]
    fn a_moment_of_an_earlier_version_keeps_its_digits() {
        let in_utc = |text: &str| written(AttributeKind::DateTime, &Operand::Text(text.to_owned()));
        let is = |text: &str| Operand::Text(text.to_owned());
        let finer = in_utc("2026-01-01T01:00:00.1234567+01:00");
        assert_eq!(finer, is("2026-01-01T00:00:00.1234567Z"));
        let no_year = "0000-01-01T00:00:00+01:00";
        assert_eq!(in_utc(no_year), is(no_year));
    }
}
