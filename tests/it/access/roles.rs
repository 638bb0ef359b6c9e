//! What directories say of the one role: by our `role`, or by core `roles` (docs/decisions/access.md).

use super::draw::{OWN, role};
use super::facts::Facts;
use crate::support::Chance;
use serde_json::{Value, json};

/// The role that is meant, by the words that may name it; the first one that does counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// Our own `role`.
    Ours(String),
    /// One of core `roles`, by its value, else by how it is shown.
    Core(Vec<String>),
    /// Several, and none is the primary one.
    Several,
    Nothing,
}

impl Meant {
    /// Ours goes before core ones, of which the primary one is meant, or else the only one.
    pub(super) fn by(ours: &Value, core: &Value) -> Self {
        let ours = ours.as_str().unwrap_or_default().trim();
        if !ours.is_empty() {
            return Self::Ours(ours.to_owned());
        }
        let none = Vec::new();
        let core = core.as_array().unwrap_or(&none);
        let primary = core.iter().find(|one| one["primary"] == json!(true));
        let one = match (primary, core.as_slice()) {
            (Some(one), _) | (None, [one]) => one,
            (None, []) => return Self::Nothing,
            _ => return Self::Several,
        };
        let words = [&one["value"], &one["display"]].into_iter();
        let words = words.filter_map(|word| word.as_str().map(str::to_owned));
        Self::Core(words.collect())
    }

    /// The words that may name the role.
    pub(super) fn words(&self) -> &[String] {
        match self {
            Self::Ours(word) => std::slice::from_ref(word),
            Self::Core(words) => words,
            Self::Several | Self::Nothing => &[],
        }
    }
}

/// Core `roles`: one, by its value or by how it is shown, or several with and without a primary one.
pub(super) fn draw(chance: &mut Chance, facts: &Facts) -> Value {
    let mut word = || match chance.below(8) {
        0 => "admin".to_owned(),
        1 => "owner".to_owned(),
        2 => "Astronaut".to_owned(),
        3..=4 => (*chance.pick(&["viewer", "MANAGER", "user"])).to_owned(),
        _ => role(chance, facts),
    };
    let (one, other) = (word(), word());
    match chance.below(8) {
        0 => json!([{"value": "Astronaut", "display": one}]),
        1..=2 => json!([{"value": one}, {"value": other, "primary": true}]),
        3 => json!([{"value": one}, {"value": format!("{other} too")}]),
        _ => json!([{"value": one}]),
    }
}

/// What a request says of core `roles`; nothing where it does not speak of them. An empty list in a
/// whole User says nothing, Entra sends it always.
pub(super) fn said(body: &Value) -> Option<Value> {
    let Some(operations) = body.as_array() else {
        let roles = body.get("roles")?;
        return (*roles != json!([])).then(|| roles.clone());
    };
    let of = |operation: &Value| match operation["path"].as_str() {
        None => operation["value"].get("roles").cloned(),
        Some("roles") => Some(operation["value"].clone()),
        Some(_) => None,
    };
    operations.iter().filter_map(of).next_back()
}

/// Whether a directory gives the role of somebody by core `roles`, our own being silent.
pub(super) fn speak(profile: &Value) -> bool {
    matches!(
        Meant::by(&profile[OWN]["role"], &profile["roles"]),
        Meant::Core(_)
    )
}
