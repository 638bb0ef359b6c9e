//! Predicates as people write them: a SCIM filter over the attributes of an entity type.

use muster_model::access::{AttributeKind, Comparison, EntityType, Operand, Predicate};
use muster_model::clock::Timestamp;
use muster_scim::filter::{Filter, Literal, Op};
use muster_scim::path::AttrPath;

/// The deepest tree; what is kept as JSON is read back by a reader with a limit of its own.
const MAX_DEPTH: usize = 16;

/// A text is no predicate about records of this type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPredicate {
    /// It is no filter.
    #[error("{0}")]
    Filter(String),
    /// It is too deep.
    #[error("nested deeper than {MAX_DEPTH}")]
    Depth,
    /// It asks for what such a record does not say of itself.
    #[error("a {entity} has no attribute {given:?}; use one of: {valid}")]
    Attribute {
        /// The entity type.
        entity: String,
        /// What was asked for.
        given: String,
        /// What there is.
        valid: String,
    },
    /// It names what is no variable.
    #[error("{given} stands for nothing; use one of: {valid}")]
    Variable {
        /// What was named.
        given: String,
        /// What there is.
        valid: String,
    },
    /// An operator or a value does not fit the kind of the attribute.
    #[error("{attribute} is {kind}: {takes}")]
    Kind {
        /// The attribute.
        attribute: String,
        /// Its kind.
        kind: &'static str,
        /// What can be asked of it.
        takes: &'static str,
    },
}

/// Reads a predicate; names of attributes are taken in any case.
pub fn read(text: &str, entity: &EntityType) -> Result<Predicate, NotAPredicate> {
    let filter = Filter::parse_with_variables(text.trim());
    let filter = filter.map_err(|error| NotAPredicate::Filter(error.detail))?;
    let predicate = Reader { entity }.predicate(&filter)?;
    if predicate.depth() > MAX_DEPTH {
        return Err(NotAPredicate::Depth);
    }
    Ok(predicate)
}

struct Reader<'a> {
    entity: &'a EntityType,
}

impl Reader<'_> {
    fn predicate(&self, filter: &Filter) -> Result<Predicate, NotAPredicate> {
        let all = |terms: &[Filter]| -> Result<Vec<Predicate>, NotAPredicate> {
            terms.iter().map(|term| self.predicate(term)).collect()
        };
        Ok(match filter {
            Filter::And(terms) => Predicate::And(all(terms)?),
            Filter::Or(terms) => Predicate::Or(all(terms)?),
            Filter::Not(inner) => Predicate::Not(Box::new(self.predicate(inner)?)),
            Filter::Present(path) => Predicate::Present(self.attribute(path)?.0),
            Filter::ValuePath { path, .. } => {
                return Err(NotAPredicate::Filter(format!(
                    "{path}[…]: the attributes of a record have no parts"
                )));
            }
            Filter::Compare { path, op, value } => {
                let (attribute, kind) = self.attribute(path)?;
                let (op, operand) = (comparison(*op), operand(value)?);
                if let Err(takes) = fits(kind, op, &operand) {
                    return Err(NotAPredicate::Kind {
                        attribute,
                        kind: kind.as_str(),
                        takes,
                    });
                }
                Predicate::Compare {
                    attribute,
                    op,
                    operand,
                }
            }
        })
    }

    /// The attribute as the entity type spells it; `id` every record has.
    fn attribute(&self, path: &AttrPath) -> Result<(String, AttributeKind), NotAPredicate> {
        let plain = path.urn.is_none() && path.sub.is_none();
        let mut names = self.entity.attributes.iter();
        let meant = names.find(|held| plain && held.name.eq_ignore_ascii_case(&path.attr));
        match meant {
            Some(held) => Ok((held.name.clone(), held.kind)),
            None if plain && path.attr.eq_ignore_ascii_case("id") => {
                Ok(("id".to_owned(), AttributeKind::Text))
            }
            None => {
                let names = self.entity.attributes.iter().map(|held| held.name.as_str());
                let valid: Vec<&str> = std::iter::once("id").chain(names).collect();
                Err(NotAPredicate::Attribute {
                    entity: self.entity.name.clone(),
                    given: path.to_string(),
                    valid: valid.join(", "),
                })
            }
        }
    }
}

fn comparison(op: Op) -> Comparison {
    match op {
        Op::Eq => Comparison::Eq,
        Op::Ne => Comparison::Ne,
        Op::Co => Comparison::Co,
        Op::Sw => Comparison::Sw,
        Op::Ew => Comparison::Ew,
        Op::Gt => Comparison::Gt,
        Op::Ge => Comparison::Ge,
        Op::Lt => Comparison::Lt,
        Op::Le => Comparison::Le,
    }
}

fn operand(value: &Literal) -> Result<Operand, NotAPredicate> {
    Ok(match value {
        Literal::Null => Operand::Null,
        Literal::Bool(yes) => Operand::Boolean(*yes),
        Literal::Number(number) => Operand::Number(number.clone()),
        Literal::String(text) => Operand::Text(text.clone()),
        Literal::Variable(name) => Operand::named(name).ok_or_else(|| {
            let names = Operand::VARIABLES.map(|held| held.variable().unwrap_or_default());
            NotAPredicate::Variable {
                given: name.clone(),
                valid: names.join(", "),
            }
        })?,
    })
}

/// Whether an attribute of this kind can be asked so; otherwise what can be asked of it.
fn fits(kind: AttributeKind, op: Comparison, operand: &Operand) -> Result<(), &'static str> {
    let (fine, takes) = match kind {
        AttributeKind::Text => (
            matches!(
                operand,
                Operand::Text(_) | Operand::Me | Operand::MyGroups | Operand::MyCaseGroups
            ),
            "compare it with text in double quotes or with a variable",
        ),
        AttributeKind::Person => (
            matches!(operand, Operand::Text(_) | Operand::Me) && !op.is_ordering(),
            "ask whether it is $me, or a name in double quotes",
        ),
        AttributeKind::Group => (
            matches!(
                operand,
                Operand::Text(_) | Operand::MyGroups | Operand::MyCaseGroups
            ) && !op.is_ordering(),
            "ask whether it is in $me.groups or $me.case_groups, or a name in double quotes",
        ),
        AttributeKind::Number => (
            matches!(operand, Operand::Number(_)) && !op.is_textual(),
            "compare it with a number by eq, ne, gt, ge, lt or le",
        ),
        AttributeKind::Boolean => (
            matches!(operand, Operand::Boolean(_)) && matches!(op, Comparison::Eq | Comparison::Ne),
            "ask whether it is true or false",
        ),
        AttributeKind::DateTime if is_moment(operand) && !op.is_textual() => {
            (is_exact(operand), TO_THE_MICROSECOND)
        }
        AttributeKind::DateTime => (
            false,
            "compare it with a moment such as \"2026-06-01T08:00:00Z\" by eq, ne, gt, ge, lt or le",
        ),
    };
    if fine || *operand == Operand::Null {
        Ok(())
    } else {
        Err(takes)
    }
}

/// What databases keep of a moment: a finer one would find other records there than decisions allow.
const TO_THE_MICROSECOND: &str = "write it to the microsecond: at most six digits after the second, \
     no leap second, and in UTC a year from 0 to 9999";

fn is_moment(operand: &Operand) -> bool {
    matches!(operand, Operand::Text(text) if text.parse::<Timestamp>().is_ok())
}

fn is_exact(operand: &Operand) -> bool {
    matches!(operand, Operand::Text(text) if Timestamp::exactly(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::read;
    use muster_model::access::{AttributeKind, EntityAttribute, EntityType};
    use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};

    fn vehicle() -> EntityType {
        let attributes = [
            ("status", AttributeKind::Text),
            ("owner", AttributeKind::Person),
            ("group", AttributeKind::Group),
            ("hours", AttributeKind::Number),
            ("archived", AttributeKind::Boolean),
            ("due", AttributeKind::DateTime),
        ];
        EntityType {
            name: "vehicle".to_owned(),
            module: "vehicles".to_owned(),
            attributes: attributes
                .map(|(name, kind)| EntityAttribute {
                    name: name.to_owned(),
                    kind,
                })
                .to_vec(),
            assigned_by: None,
            places: Vec::new(),
        }
    }

    fn told(text: &str) -> String {
        read(text, &vehicle()).map_or_else(|error| error.to_string(), |read| read.to_string())
    }

    #[test]
    fn what_is_read_prints_in_one_spelling() {
        insta::assert_snapshot!(told("GROUP In $ME.groups AND (Owner EQ $me or status eq null)"), @"group in $me.groups and (owner eq $me or status eq null)");
        insta::assert_snapshot!(told("group eq $me.case_groups and owner in $me and not (status sw \"arch\")"), @r#"group in $me.case_groups and owner eq $me and not (status sw "arch")"#);
        insta::assert_snapshot!(told("due gt \"2026-01-01T00:00:00Z\" and hours le 3.5 or archived ne true and id pr"), @r#"due gt "2026-01-01T00:00:00Z" and hours le 3.5 or archived ne true and id pr"#);
    }

    #[test]
    fn what_cannot_be_asked_is_told_with_what_can() {
        insta::assert_snapshot!(told("colour eq \"red\""), @r#"a vehicle has no attribute "colour"; use one of: id, status, owner, group, hours, archived, due"#);
        insta::assert_snapshot!(told("owner.name eq \"Ada\""), @r#"a vehicle has no attribute "owner.name"; use one of: id, status, owner, group, hours, archived, due"#);
        insta::assert_snapshot!(told("owner[value eq $me]"), @"owner[…]: the attributes of a record have no parts");
        insta::assert_snapshot!(told("owner eq $you"), @"$you stands for nothing; use one of: $me, $me.groups, $me.case_groups");
        insta::assert_snapshot!(told("owner in $me.groups"), @"owner is person: ask whether it is $me, or a name in double quotes");
        insta::assert_snapshot!(told("group eq $me"), @"group is group: ask whether it is in $me.groups or $me.case_groups, or a name in double quotes");
        insta::assert_snapshot!(told("hours eq \"3\""), @"hours is number: compare it with a number by eq, ne, gt, ge, lt or le");
        insta::assert_snapshot!(told("archived gt false"), @"archived is boolean: ask whether it is true or false");
        insta::assert_snapshot!(told("due eq \"tomorrow\""), @r#"due is date_time: compare it with a moment such as "2026-06-01T08:00:00Z" by eq, ne, gt, ge, lt or le"#);
        insta::assert_snapshot!(told("due eq \"2026-06-01T08:00:00.1234567Z\""), @"due is date_time: write it to the microsecond: at most six digits after the second, no leap second, and in UTC a year from 0 to 9999");
        insta::assert_snapshot!(told("status eq"), @"column 10: expected a value: text stands in double quotes");
        insta::assert_snapshot!(told(&format!("{}archived pr{}", "not (".repeat(17), ")".repeat(17))), @"nested deeper than 16");
    }

    /// The text of a predicate that can be asked of a vehicle, with more brackets than it needs.
    fn a_text() -> impl Strategy<Value = String> {
        let value = "[a-z\"\\\\ ]{0,5}".prop_map(|text| serde_json::Value::from(text).to_string());
        let leaf = prop_oneof![
            (prop::sample::select(vec!["eq", "ne", "co", "gt"]), value)
                .prop_map(|(op, value)| format!("status {op} {value}")),
            Just("owner eq $me".to_owned()),
            Just("group in $me.groups".to_owned()),
            Just("group ne $me.case_groups".to_owned()),
            any::<i32>().prop_map(|n| format!("hours ge {n}")),
            Just("due eq null".to_owned()),
            Just("id pr".to_owned()),
        ];
        leaf.prop_recursive(4, 16, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 2..4)
                    .prop_map(|terms| format!("({})", terms.join(") and ("))),
                prop::collection::vec(inner.clone(), 2..4)
                    .prop_map(|terms| format!("({})", terms.join(") or ("))),
                inner.prop_map(|term| format!("not ({term})")),
            ]
        })
    }

    proptest! {
        /// What is printed reads back as the same tree.
        #[test]
        fn what_is_printed_reads_back(text in a_text()) {
            let predicate = read(&text, &vehicle()).unwrap();
            let printed = predicate.to_string();
            assert_eq!(read(&printed, &vehicle()).unwrap(), predicate, "{printed}");
            let kept = serde_json::to_string(&predicate).unwrap();
            assert_eq!(serde_json::from_str::<muster_model::access::Predicate>(&kept).unwrap(), predicate);
        }
    }
}
