//! The two floors below do not know each other and must fold alike: what a filter finds by an
//! index it must find by looking.

#[test]
fn both_floors_fold_every_character_alike() {
    for character in '\0'..='\u{1FFFF}' {
        let text = character.to_string();
        let stored = muster_model::people::fold(&text);
        assert_eq!(stored, muster_scim::fold::fold(&text), "{character:?}");
        assert_eq!(stored, muster_model::people::fold(&stored), "{character:?}");
    }
}
