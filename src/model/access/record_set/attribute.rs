//! The attribute of the SCIM User that names a person's record set for one entity type.

/// What the name of every such attribute ends with.
pub const RECORD_SET: &str = "RecordSet";

/// Words that are their own plural.
const UNCOUNTABLE: [&str; 5] = ["equipment", "hardware", "machinery", "software", "staff"];

/// The attribute for the entity type of this name: `partLocationsRecordSet` for `part_location`.
pub fn record_set_attribute(entity: &str) -> String {
    let plural = plural(entity);
    let mut words = plural.split(['_', '-', ' ']);
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel + RECORD_SET
}

/// The plural of an English word.
fn plural(word: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"];
    match word.strip_suffix('y') {
        _ if UNCOUNTABLE.iter().any(|end| word.ends_with(end)) => word.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant.iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::record_set_attribute;

    #[test]
    fn the_attribute_is_named_in_the_plural() {
        for (entity, attribute) in [
            ("vehicle", "vehiclesRecordSet"),
            ("company", "companiesRecordSet"),
            ("key", "keysRecordSet"),
            ("equipment", "equipmentRecordSet"),
            ("expiration_item", "expirationItemsRecordSet"),
            ("batch", "batchesRecordSet"),
        ] {
            assert_eq!(record_set_attribute(entity), attribute);
        }
    }
}
