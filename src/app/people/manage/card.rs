//! The contact card as an administrator fills it in.

use muster_model::people::{Address, NotAUserName, NotAnAddress, Profile, UserName};
use serde_json::{Map, Value, json};

/// The most characters of a field.
const LONGEST: usize = 320;
/// The URN of the enterprise User (RFC 7643 4.3).
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Fields of a contact card: what is not named stays, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// The name under which directories know the person too.
    pub user_name: Option<String>,
    /// The work address; where the sign-in follows it.
    pub email: Option<Option<String>>,
    /// The first name.
    pub given_name: Option<Option<String>>,
    /// The last name.
    pub family_name: Option<Option<String>>,
    /// What lists call the person.
    pub display_name: Option<Option<String>>,
    /// The phone at work.
    pub phone: Option<Option<String>>,
    /// The title.
    pub title: Option<Option<String>>,
    /// The language of mails, such as `de`.
    pub language: Option<Option<String>>,
    /// The employee number.
    pub employee_number: Option<Option<String>>,
    /// The department.
    pub department: Option<Option<String>>,
    /// The company.
    pub company: Option<Option<String>>,
}

/// What is wrong with a card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// A field is too long, empty or unprintable.
    #[error("`{0}` must have 1 to 320 characters, without control characters; null clears it")]
    Field(&'static str),
    /// No mail could reach it.
    #[error(transparent)]
    Email(#[from] NotAnAddress),
    /// Nobody signs in with it.
    #[error("`username` must be 3 to 64 letters, digits, dots, hyphens or underscores")]
    SignInName,
    /// It cannot be a user name.
    #[error("`user_name` must be 1 to 320 characters, without control characters")]
    UserName(#[from] NotAUserName),
    /// Nothing says who it is.
    #[error("a person needs an address or a name: give `card.email` or `card.user_name`")]
    Nobody,
}

impl Card {
    /// The attributes that it writes, by full name; not those of which it holds a part.
    pub(super) fn rewrites(&self) -> Vec<String> {
        let enterprise = |name: &str| format!("{ENTERPRISE}:{name}");
        let fields = [
            (self.user_name.is_some(), "userName".to_owned()),
            (self.display_name.is_some(), "displayName".to_owned()),
            (self.title.is_some(), "title".to_owned()),
            (self.language.is_some(), "preferredLanguage".to_owned()),
            (self.employee_number.is_some(), enterprise("employeeNumber")),
            (self.department.is_some(), enterprise("department")),
            (self.company.is_some(), enterprise("organization")),
        ];
        let written = fields.into_iter().filter(|(is, _)| *is);
        written.map(|(_, name)| name).collect()
    }

    /// Lays the fields over a profile.
    pub(super) fn lay_over(&self, profile: &mut Profile) -> Result<(), CardError> {
        if let Some(name) = &self.user_name {
            profile.user_name = UserName::parse(name)?;
        }
        let attributes = &mut profile.attributes;
        for (field, name, value) in [
            ("display_name", "displayName", &self.display_name),
            ("title", "title", &self.title),
            ("language", "preferredLanguage", &self.language),
        ] {
            put(attributes, name, checked(field, value)?);
        }
        let names = [
            ("given_name", "givenName", &self.given_name),
            ("family_name", "familyName", &self.family_name),
        ];
        let renamed = names.iter().any(|(_, _, value)| value.is_some());
        lay_within(attributes, "name", &names)?;
        if renamed && let Some(Value::Object(name)) = attributes.get_mut("name") {
            // What it was made of is another now.
            name.remove("formatted");
        }
        let enterprise = [
            ("employee_number", "employeeNumber", &self.employee_number),
            ("department", "department", &self.department),
            ("company", "organization", &self.company),
        ];
        lay_within(attributes, ENTERPRISE, &enterprise)?;
        let email = checked("email", &self.email)?;
        if let Some(Some(email)) = &email {
            Address::parse(email)?;
        }
        lay_first(attributes, "emails", email);
        lay_first(attributes, "phoneNumbers", checked("phone", &self.phone)?);
        Ok(())
    }
}

/// What is said of a field: nothing, that it is cleared, or a value.
type Field = Option<Option<String>>;

fn checked(field: &'static str, value: &Field) -> Result<Field, CardError> {
    let fits = |text: &String| {
        let length = text.chars().count();
        !text.trim().is_empty() && length <= LONGEST && !text.chars().any(char::is_control)
    };
    match value {
        Some(Some(text)) if !fits(text) => Err(CardError::Field(field)),
        value => Ok(value.clone()),
    }
}

fn put(attributes: &mut Map<String, Value>, name: &str, value: Field) {
    match value {
        Some(Some(text)) => drop(attributes.insert(name.to_owned(), text.into())),
        Some(None) => drop(attributes.shift_remove(name)),
        None => {}
    }
}

/// Lays fields over a complex attribute or an extension, which goes when nothing is left in it.
fn lay_within(
    attributes: &mut Map<String, Value>,
    within: &str,
    fields: &[(&'static str, &str, &Field)],
) -> Result<(), CardError> {
    let mut inner = match attributes.get(within) {
        Some(Value::Object(inner)) => inner.clone(),
        _ => Map::new(),
    };
    for (field, name, value) in fields {
        put(&mut inner, name, checked(field, value)?);
    }
    if inner.is_empty() {
        attributes.shift_remove(within);
    } else {
        attributes.insert(within.to_owned(), Value::Object(inner));
    }
    Ok(())
}

/// Lays a value over the one of several that counts: the primary one, else the one at work, else
/// the first.
fn lay_first(attributes: &mut Map<String, Value>, name: &str, value: Field) {
    let Some(value) = value else { return };
    let mut all = match attributes.get(name) {
        Some(Value::Array(all)) => all.clone(),
        _ => Vec::new(),
    };
    let primary = |one: &Value| one.get("primary") == Some(&Value::Bool(true));
    let at_work = |one: &Value| one.get("type").and_then(Value::as_str) == Some("work");
    let place = all.iter().position(primary);
    let place = place.or_else(|| all.iter().position(at_work));
    let place = place.or((!all.is_empty()).then_some(0));
    match (place, value) {
        (Some(place), Some(text)) => {
            if let Some(Value::Object(one)) = all.get_mut(place) {
                one.insert("value".to_owned(), text.into());
            }
        }
        (Some(place), None) => drop(all.remove(place)),
        (None, Some(text)) => {
            all.push(json!({"value": text, "type": "work", "primary": true}));
        }
        (None, None) => {}
    }
    if all.is_empty() {
        attributes.shift_remove(name);
    } else {
        attributes.insert(name.to_owned(), Value::Array(all));
    }
}

#[cfg(test)]
mod tests {
    use super::{Card, CardError};
    use muster_model::people::{Profile, UserName};
    use serde_json::{Map, Value, json};

    fn laid(card: &Card, attributes: &Value) -> Result<Value, CardError> {
        let mut profile = Profile {
            user_name: UserName::parse("ada").unwrap(),
            attributes: attributes.as_object().cloned().unwrap(),
        };
        card.lay_over(&mut profile)?;
        Ok(Value::Object(profile.attributes))
    }

    #[test]
    fn a_card_becomes_what_directories_would_have_sent() {
        let card = Card {
            email: Some(Some("ada@example.com".into())),
            given_name: Some(Some("Ada".into())),
            employee_number: Some(Some("7".into())),
            ..Card::default()
        };
        insta::assert_snapshot!(laid(&card, &json!({})).unwrap().to_string(), @r#"{"name":{"givenName":"Ada"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"7"},"emails":[{"value":"ada@example.com","type":"work","primary":true}]}"#);
    }

    #[test]
    fn what_is_not_named_stays_and_null_clears() {
        let before = json!({
            "title": "Countess",
            "name": {"formatted": "A. L.", "givenName": "Ada", "familyName": "L."},
            "emails": [{"value": "home@x.org", "type": "home"}, {"value": "ada@x.org", "primary": true}],
        });
        let card = Card {
            title: Some(None),
            family_name: Some(Some("Lovelace".into())),
            email: Some(Some("new@x.org".into())),
            ..Card::default()
        };
        let after = json!({
            "name": {"givenName": "Ada", "familyName": "Lovelace"},
            "emails": [{"value": "home@x.org", "type": "home"}, {"value": "new@x.org", "primary": true}],
        });
        assert_eq!(laid(&card, &before).unwrap(), after);
        assert_eq!(laid(&Card::default(), &before).unwrap(), before);
        let gone = Card {
            given_name: Some(None),
            ..Card::default()
        };
        let only = json!({"name": {"givenName": "Ada"}});
        assert_eq!(laid(&gone, &only).unwrap(), Value::Object(Map::new()));
    }

    #[test]
    fn what_cannot_be_kept_is_named() {
        let long = "x".repeat(321);
        for wrong in ["", "  ", "a\nb", &long] {
            let card = Card {
                title: Some(Some(wrong.into())),
                ..Card::default()
            };
            assert_eq!(
                laid(&card, &json!({})),
                Err(CardError::Field("title")),
                "{wrong:?}"
            );
        }
        let card = Card {
            email: Some(Some("nobody".into())),
            ..Card::default()
        };
        assert!(matches!(laid(&card, &json!({})), Err(CardError::Email(_))));
    }
}
